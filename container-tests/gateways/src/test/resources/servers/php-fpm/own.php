<?php
http_response_code(503);
header('Content-Type: application/json');
header('Retry-After: 7');
echo '{"error":"nightly import"}';
