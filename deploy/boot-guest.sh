#!/bin/bash
# boot-guest.sh: the inner half of test-under-systemd.sh, which calls it as root in namespaces of its own with the
# variables binary, base, here, root, keep, work and groups_to_join. Boots the machine, runs guest-test.sh in it, and ends
# with its status; 125 where no machine could be booted.
set -euo pipefail
trap 'exit 125' ERR
for group in $groups_to_join; do echo 0 > "$group/cgroup.procs"; done
mount -t tmpfs -o mode=755 tmpfs "$work"
# The runtime directory of nspawn, so that nothing outside hears of this machine and several may run side by side.
mount -t tmpfs -o mode=755 tmpfs /run
mkdir "$work"/{upper,work,machine,shared}
mount -t overlay overlay -o "lowerdir=$base,upperdir=$work/upper,workdir=$work/work" "$work/machine"
machine=$work/machine

# What a user would do, and a package: install into the tree, compile the catalog.
DESTDIR=$machine "$here/install.sh" --binary "$binary" 2> /dev/null
journalctl --root="$machine" --update-catalog
cp "$here/uninstall.sh" "$here/guest-test.sh" "$work/shared/"
cp -r "$root/seeds" "$work/shared/seeds"
mkdir -p "$machine/var/log/journal" "$machine/etc/systemd/system"
systemd-id128 new > "$machine/etc/machine-id"
# A debugging build needs the libraries of the Swift toolchain: bound in where they are here.
libraries=$(ldd "$binary" | awk '$3 ~ /swift/ { sub("/[^/]*$", "", $3); print $3 }' | sort -u)
binds=(--bind="$work/shared:/shared")
for directory in $libraries; do binds+=(--bind-ro="$directory"); done

# The test runs as a unit; its end is the machine's, with its status.
cat > "$machine/etc/systemd/system/guest-test.service" <<'U'
[Unit]
After=multi-user.target dbus.socket
Wants=dbus.socket
SuccessAction=exit
FailureAction=exit
[Service]
Type=exec
Environment=LC_ALL=C.UTF-8 SYSTEMD_PAGER= SYSTEMD_COLORS=0
ExecStart=/bin/bash /shared/guest-test.sh
StandardOutput=append:/shared/log
StandardError=append:/shared/log
U
cat > "$machine/etc/systemd/system/guest.target" <<'U'
[Unit]
Requires=basic.target
Wants=guest-test.service
After=basic.target
AllowIsolate=yes
U
for unit in console-getty.service getty.target systemd-logind.service systemd-remount-fs.service; do
    ln -sf /dev/null "$machine/etc/systemd/system/$unit"
done

trap - ERR
status=0
touch "$work/shared/log"
SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 timeout -k 5 180 systemd-nspawn --quiet --directory="$machine" --register=no --keep-unit \
    --machine="claimwatch-$$-$RANDOM" --link-journal=no --resolv-conf=off --timezone=off --private-network \
    --console=read-only --kill-signal=SIGRTMIN+4 "${binds[@]}" --boot -- --unit=guest.target \
    < /dev/null > "$work/console" 2>&1 || status=$?
cat "$work/shared/log"
if [ ! -s "$work/shared/log" ]; then
    tail -n 5 "$work/console" >&2
    status=125
elif [ $status -eq 124 ]; then
    echo "deploy test: stopped after 180 s" >&2
fi
if [ -n "${keep:-}" ]; then
    mkdir -p "$keep"
    cp "$work/console" "$work/shared/log" "$keep/"
    cp -r "$machine/var/log/journal" "$keep/"
fi
exit $status
