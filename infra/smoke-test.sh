#!/usr/bin/env bash
# Succeeds once a deployed service answers that it is healthy, with the version of a revision, and refuses who has no token.
#
#   infra/smoke-test.sh URL [REVISION]
#
# While instances are replaced in turn the version before answers too: without REVISION any will do.
set -euo pipefail

url=${1:?usage: infra/smoke-test.sh URL [REVISION]}
revision=${2:-}
status() { curl --silent --show-error --output /dev/null --write-out '%{http_code}' --max-time 30 "$1" || true; }
is_served() { [ -z "$revision" ] || curl --silent --show-error --max-time 30 "$url/api/v2/buildinfo" | grep --fixed-strings "$revision\"" >/dev/null; }

for attempt in $(seq 1 60); do
  [ "$(status "$url/api/v2/healthz")" = 200 ] && is_served && break
  [ "$attempt" -lt 60 ] || { echo "$url is not healthy${revision:+ with revision $revision}." >&2; exit 1; }
  sleep 10
done
refused=$(status "$url/api/v2/insights/daus")
[ "$refused" = 401 ] || { echo "$url answered $refused to a caller without a token." >&2; exit 1; }
echo "$url is healthy."
