#!/usr/bin/env bash
# Takes the pictures of nginx's page and of ours in its place anew. Needs Chromium, and the port that this says when it runs:
# mvn -pl container-tests/gateways -am -Prun test-compile
# The other pictures are the browser tests': mvn verify -pl container-tests/browser -am -Dgatefault.pictures=write
set -euo pipefail
cd "$(dirname "$0")"
base=http://localhost:${1:?the port}
take() { # file, path, window, further options
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$(mktemp -d)" \
    --window-size="$3" "${@:4}" --screenshot="$1" "$base$2" 2>/dev/null
}
take nginx-before.png /before/ 600,900
take nginx-after.png /after/ 600,900
