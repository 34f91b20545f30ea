<?php
touch(__DIR__ . '/busy');
sleep(3);
