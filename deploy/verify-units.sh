#!/bin/bash
# verify-units.sh: holds the unit to what is promised of it. Needs systemd's programs, no root, no running systemd.
#   1. systemd-analyze verify has nothing to say (it returns 0 for unknown keys, so its standard error counts too)
#   2. the exposure that systemd-analyze security finds is at most 1.5, of 10
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
limit=1.5

command -v systemd-analyze >/dev/null || {
    echo "verify-units: systemd-analyze is missing; apt-get install systemd" >&2
    exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Verification wants the executable to exist; where Claimwatch is not installed a stand-in of that name does.
unit=$work/claimwatch.service
install -m 0755 /dev/null "$work/claimwatch"
sed "s,^ExecStart=/usr/bin/claimwatch,ExecStart=$work/claimwatch," "$here/claimwatch.service" > "$unit"

status=0
systemd-analyze verify --man=no "$unit" 2> "$work/said" || status=$?
if [ $status -ne 0 ] || [ -s "$work/said" ]; then
    echo "verify-units: systemd-analyze verify finds fault with deploy/claimwatch.service (status $status):" >&2
    cat "$work/said" >&2
    exit 1
fi
echo "verify-units: claimwatch.service: no complaints"

systemd-analyze security --offline=true --no-pager "$here/claimwatch.service" > "$work/security"
score=$(sed -n 's/.*Overall exposure level for claimwatch.service: \([0-9.]*\).*/\1/p' "$work/security")
echo "verify-units: claimwatch.service: exposure ${score:-unknown}, at most $limit"
if ! awk -v score="${score:-99}" -v limit="$limit" 'BEGIN { exit !(score <= limit) }'; then
    grep '^✗' "$work/security" >&2 || true
    exit 1
fi
