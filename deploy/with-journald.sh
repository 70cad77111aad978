#!/bin/bash
# with-journald.sh COMMAND [ARGUMENT...]: runs a command with a real journald of its own, in 50 ms.
#
# For tests: the command writes to the journal and reads it with journalctl, and neither sees nor touches that of the
# machine. Mount and process namespaces of its own hold the journal's folders as memory file systems, so nothing
# outlives the command, and runs side by side do not see each other. The project's message catalog is compiled in.
# Needs root, systemd and util-linux; exits 125 with the reason where it cannot be had.
# With --try it then runs the command without a journal; tests that need one say that they were skipped.
# The command finds CLAIMWATCH_TEST_JOURNALD=1 in its environment where the journal is there.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
journald=/lib/systemd/systemd-journald

if [ "${CLAIMWATCH_JOURNALD_INNER:-}" != 1 ]; then
    try=
    if [ "${1:-}" = --try ]; then
        try=1
        shift
    fi
    [ $# -gt 0 ] || { echo "usage: with-journald.sh [--try] COMMAND [ARGUMENT...]" >&2; exit 64; }
    enter=(unshare --mount --propagation private --pid --fork --mount-proc --kill-child=KILL)
    why=
    if [ "$(id -u)" -ne 0 ]; then why="not root"
    elif [ ! -x $journald ] || ! command -v journalctl >/dev/null; then why="systemd's journald is not installed"
    elif ! "${enter[@]}" true 2>/dev/null; then why="this machine allows no namespaces (unshare fails)"
    fi
    if [ -n "$why" ]; then
        [ -n "$try" ] || { echo "with-journald: $why" >&2; exit 125; }
        echo "with-journald: $why: running without a journal, tests that need one are skipped" >&2
        exec "$@"
    fi
    # Should this process be killed, so is everything in the namespace (--kill-child). It does not ask to be killed with
    # its parent: the kernel takes that for the parent's thread, and a test's thread ends long before the test does.
    CLAIMWATCH_JOURNALD_INNER=1 exec "${enter[@]}" "$(realpath "${BASH_SOURCE[0]}")" "$@"
fi
unset CLAIMWATCH_JOURNALD_INNER

# The journal's folders, empty and our own.
mkdir -p /run/systemd/journal /run/log/journal /var/log/journal /var/lib/systemd/catalog
mount -t tmpfs -o mode=755 tmpfs /run/systemd/journal
mount -t tmpfs -o mode=755,size=512m tmpfs /run/log/journal
mount -t tmpfs -o mode=755 tmpfs /var/log/journal
work=/run/systemd/journal/.with-journald
mkdir -p $work/root/usr/lib/systemd/catalog $work/root/var/lib/systemd/catalog

printf '%s\n' '[Journal]' Storage=volatile ReadKMsg=no Audit=no ForwardToSyslog=no ForwardToWall=no \
    SyncIntervalSec=1s > $work/journald.conf
if [ -e /etc/systemd/journald.conf ]; then mount --bind $work/journald.conf /etc/systemd/journald.conf; fi
if [ ! -s /etc/machine-id ]; then
    [ -e /etc/machine-id ] || : > /etc/machine-id
    systemd-id128 new > $work/machine-id
    mount --bind $work/machine-id /etc/machine-id
fi

# A catalog of the project's entries alone; the machine's own stays as it is.
cp "$here/claimwatch.catalog" $work/root/usr/lib/systemd/catalog/
journalctl --root=$work/root --update-catalog
mount --bind $work/root/var/lib/systemd/catalog /var/lib/systemd/catalog

# Its own log goes nowhere, or it would keep the standard error of a test run open.
$journald </dev/null >/dev/null 2>&1 &
daemon=$!
for _ in $(seq 500); do
    if [ -S /run/systemd/journal/socket ] && [ -S /run/systemd/journal/stdout ]; then break; fi
    kill -0 $daemon 2>/dev/null || break
    sleep .01
done
if ! kill -0 $daemon 2>/dev/null || [ ! -S /run/systemd/journal/socket ]; then
    echo "with-journald: journald did not start" >&2
    exit 125
fi

status=0
CLAIMWATCH_TEST_JOURNALD=1 "$@" || status=$?
kill -TERM $daemon 2>/dev/null || true
wait $daemon 2>/dev/null || true
exit $status
