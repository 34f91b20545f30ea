#!/usr/bin/env bash
# Takes the pictures of the README anew, from the running example (port 8080, or the one given). Needs Chromium.
set -euo pipefail
cd "$(dirname "$0")"
base=http://localhost:${1:-8080}
take() { # file, path, window, further options
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$(mktemp -d)" \
    --window-size="$3" "${@:4}" --screenshot="$1" "$base$2" 2>/dev/null
}
take page-en.png "/fault/connection_refused?as=page&lang=en" 900,900
take page-en-dark.png "/fault/http_response_timeout?as=page&lang=en" 600,900 --force-dark-mode
take page-ar.png "/fault/http_response_timeout?as=page&lang=ar" 600,900
take page-zh-Hans.png "/acme/fault/tls_certificate_error?as=page&lang=zh-Hans" 600,900
