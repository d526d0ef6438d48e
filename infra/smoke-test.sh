#!/usr/bin/env bash
# Succeeds once a deployed service answers that it is healthy, and refuses who has no token.
#
#   infra/smoke-test.sh URL
set -euo pipefail

url=${1:?usage: infra/smoke-test.sh URL}
status() { curl --silent --show-error --output /dev/null --write-out '%{http_code}' --max-time 30 "$1" || true; }

for attempt in $(seq 1 30); do
  [ "$(status "$url/api/v2/healthz")" = 200 ] && break
  [ "$attempt" -lt 30 ] || { echo "$url is not healthy." >&2; exit 1; }
  sleep 10
done
refused=$(status "$url/api/v2/insights/daus")
[ "$refused" = 401 ] || { echo "$url answered $refused to a caller without a token." >&2; exit 1; }
echo "$url is healthy."
