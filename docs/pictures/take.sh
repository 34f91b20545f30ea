#!/usr/bin/env bash
# Takes the pictures of the README anew. Needs Chromium, and the running example (port 8080, or the one given) or, for
# "take.sh nginx PORT", what this starts and says the port of: mvn -pl container-tests/gateways -am -Prun test-compile
set -euo pipefail
cd "$(dirname "$0")"
take() { # file, path, window, further options
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$(mktemp -d)" \
    --window-size="$3" "${@:4}" --screenshot="$1" "$base$2" 2>/dev/null
}
if [[ ${1:-} == nginx ]]; then
  base=http://localhost:$2
  take nginx-before.png /before/ 600,900
  take nginx-after.png /after/ 600,900
  exit
fi
base=http://localhost:${1:-8080}
take page-en.png "/fault/connection_refused?as=page&lang=en" 900,900
take page-en-dark.png "/fault/http_response_timeout?as=page&lang=en" 600,900 --force-dark-mode
take page-ar.png "/fault/http_response_timeout?as=page&lang=ar" 600,900
take page-zh-Hans.png "/acme/fault/tls_certificate_error?as=page&lang=zh-Hans" 600,900
