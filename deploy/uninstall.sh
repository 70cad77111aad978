#!/bin/bash
# uninstall.sh [--purge]: takes Claimwatch off this machine, or out of a package's tree (DESTDIR), as install.sh put it.
#
# What it learnt (/var/lib/claimwatch) and its configuration (/etc/claimwatch) stay, unless --purge is given.
# Entries in the journal stay in any case, and so do secrets in /etc/credstore.
set -euo pipefail
PREFIX=${PREFIX:-/usr}
DESTDIR=${DESTDIR:-}
say() { echo "uninstall: $*" >&2; }

purge=
for argument in "$@"; do
    case $argument in
        --purge) purge=1 ;;
        *) echo "usage: [PREFIX=…] [DESTDIR=…] uninstall.sh [--purge]" >&2; exit 64 ;;
    esac
done
if [ -z "$DESTDIR" ] && [ "$(id -u)" -ne 0 ]; then
    say "uninstalling needs root: sudo $0 $*"
    exit 1
fi

running=
if [ -z "$DESTDIR" ] && [ -d /run/systemd/system ]; then running=1; fi
if [ -n "$running" ]; then systemctl disable --quiet --now claimwatch 2>/dev/null || true; fi

rm -f "$DESTDIR$PREFIX/bin/claimwatch" \
    "$DESTDIR$PREFIX/lib/systemd/system/claimwatch.service" \
    "$DESTDIR$PREFIX/lib/systemd/catalog/claimwatch.catalog" \
    "$DESTDIR$PREFIX/share/man/man1/claimwatch.1" \
    "$DESTDIR$PREFIX/share/man/man5/claimwatch.yaml.5" \
    "$DESTDIR$PREFIX/share/bash-completion/completions/claimwatch" \
    "$DESTDIR$PREFIX/share/zsh/site-functions/_claimwatch" \
    "$DESTDIR$PREFIX/share/fish/vendor_completions.d/claimwatch.fish"
rm -rf "$DESTDIR$PREFIX/share/doc/claimwatch"
if [ -n "$running" ]; then systemctl daemon-reload; fi
if [ -z "$DESTDIR" ] && command -v journalctl >/dev/null; then journalctl --update-catalog; fi

if [ -n "$purge" ]; then
    # The dynamic user's state lies in private/, with a symbolic link to it.
    rm -rf "$DESTDIR/var/lib/private/claimwatch" "$DESTDIR/var/lib/claimwatch" "$DESTDIR/etc/claimwatch" \
        "$DESTDIR/etc/systemd/system/claimwatch.service.d"
    say "done, with state and configuration"
else
    say "done. State (/var/lib/claimwatch) and configuration (/etc/claimwatch) stay; --purge removes them too"
fi
