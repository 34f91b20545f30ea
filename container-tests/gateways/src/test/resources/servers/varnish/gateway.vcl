vcl 4.1;

backend faults {
  .host = "127.0.0.1";
  .port = "${faults}";
  .first_byte_timeout = 1s;
  .between_bytes_timeout = 1s;
}

backend own {
  .host = "127.0.0.1";
  .port = "${own}";
  .first_byte_timeout = 1s;
  .between_bytes_timeout = 1s;
}

backend dead {
  .host = "127.0.0.1";
  .port = "${dead}";
}

backend nowhere none;

sub vcl_recv {
  if (req.url ~ "^/faults/") { set req.backend_hint = faults; }
  if (req.url ~ "^/own/") { set req.backend_hint = own; }
  if (req.url ~ "^/dead/") { set req.backend_hint = dead; }
  if (req.url ~ "^/nowhere/") { set req.backend_hint = nowhere; }
  return (pass);
}
