#!/bin/bash
# test-under-systemd.sh [--binary FILE] [--require] [--rebuild] [--keep DIR]: installs Claimwatch in a fresh machine with
# a real systemd, starts the real unit, and sees that all of it works (guest-test.sh says what is tested).
#
# The machine is a container of systemd-nspawn over a root file system of this distribution, which debootstrap builds
# once (some 40 s) and which is kept in ~/.cache/claimwatch. What a test changes in it lies in memory and is gone
# afterwards. It has a network of its own with nothing in it.
#
# Where it cannot run (not root, packages missing, no namespaces) it says why and succeeds; with --require it fails.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
root=$(dirname "$here")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/claimwatch
packages=systemd,dbus,libsqlite3-0,libsystemd0,libstdc++6,zlib1g,ca-certificates,procps
say() { echo "deploy test: $*" >&2; }

binary= require= rebuild= keep=
while [ $# -gt 0 ]; do
    case $1 in
        --binary) binary=${2:?--binary wants a file}; shift ;;
        --keep) keep=${2:?--keep wants a directory}; shift ;;
        --require) require=1 ;;
        --rebuild) rebuild=1 ;;
        *) echo "usage: test-under-systemd.sh [--binary FILE] [--require] [--rebuild] [--keep DIR]" >&2; exit 64 ;;
    esac
    shift
done
skip() {
    echo "skipped: the test under a real systemd: $*"
    [ -z "$require" ] && exit 0
    exit 1
}

if [ -z "$binary" ]; then
    for binary in "$root/.build/release/claimwatch" "$root/.build/debug/claimwatch"; do [ -x "$binary" ] && break; done
fi
[ -x "$binary" ] || { say "there is no executable at $binary; build it first: swift build"; exit 1; }
[ "$(id -u)" -eq 0 ] || skip "not root"
for program in systemd-nspawn debootstrap unshare setpriv; do
    command -v $program >/dev/null || skip "$program is missing (deploy/install-dependencies.sh --deploy-test)"
done
unshare --mount --pid --fork true 2>/dev/null || skip "this machine allows no namespaces"

# The root file system, built once for each distribution and list of packages.
# shellcheck source=/dev/null
codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
[ -n "$codename" ] || skip "the code name of this distribution is unknown (/etc/os-release)"
base=$cache/deploy-test-$codename-$(cksum <<< "$packages" | cut -d' ' -f1)
mkdir -p "$cache"
exec 9> "$base.lock"
flock 9
if [ -n "$rebuild" ]; then rm -rf --one-file-system "$base"; fi
if [ ! -d "$base" ]; then
    say "building a root file system of $codename in $base (once, some 40 s) …"
    # The mirror that apt uses here.
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' "Created-By: Packages" 2>/dev/null |
        awk -v codename="$codename" '$2 == codename { print $1; exit }')
    rm -rf --one-file-system "$base.part"
    if ! debootstrap --variant=minbase --include="$packages" "$codename" "$base.part" ${mirror:+"$mirror"} \
        > "$base.log" 2>&1; then
        tail -n 3 "$base.log" >&2
        skip "debootstrap could not build a root file system (all it said is in $base.log)"
    fi
    rm -rf "$base.part"/var/cache/apt/archives/*.deb "$base.part"/var/lib/apt/lists/*
    mkdir -p "$base.part/var/log/journal"
    mv "$base.part" "$base"
fi
flock -u 9

# A control group of our own for the machine to grow in: from the service manager here, or made by hand where none runs.
group=claimwatch-deploy-$$
work=$(mktemp -d -t claimwatch-deploy.XXXXXX)
scope=() groups=()
if [ -d /run/systemd/system ]; then
    scope=(systemd-run --quiet --scope --property=Delegate=yes)
else
    for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
        if [ -e "$hierarchy/cgroup.procs" ] && mkdir "$hierarchy/$group" 2>/dev/null; then
            groups+=("$hierarchy/$group")
        fi
    done
fi
cleanup() {
    rmdir "$work" 2>/dev/null || true
    for group in "${groups[@]}"; do
        # The kernel takes a moment to see that the last process is gone.
        for _ in 1 2 3 4 5; do
            find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null || true
            [ -d "$group" ] || break
            sleep .1
        done
    done
}
trap cleanup EXIT

# Everything in boot-guest.sh happens in mount and process namespaces of its own: it is gone with this script, however
# that ends.
export binary base here root keep work
export groups_to_join="${groups[*]}"
status=0
"${scope[@]}" setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --mount-proc \
    --kill-child=KILL "$here/boot-guest.sh" || status=$?
[ $status -ne 125 ] || skip "no machine boots here (what it said is above)"
exit $status
