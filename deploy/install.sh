#!/bin/bash
# install.sh [--binary FILE] [--start]: installs Claimwatch on this machine, or into a package's tree.
#
#   PREFIX    where programs go, /usr unless told (/usr/local works as well)
#   DESTDIR   put in front of every path, for packages; then nothing on this machine is touched
#   --binary  the executable to install; without it the release build, .build/release/claimwatch
#   --start   also enable the service and start it
#
# Run it again to upgrade: a configuration that is there is left alone. The first one is short, deploy/claimwatch.yaml;
# the documented sample with every setting goes to share/doc/claimwatch.
# No user is created (sysusers.d) and no folder either (tmpfiles.d): the unit's DynamicUser= takes a user while the
# service runs, StateDirectory= makes /var/lib/claimwatch and the folder news in it with the right owner at each start.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
root=$(dirname "$here")
PREFIX=${PREFIX:-/usr}
DESTDIR=${DESTDIR:-}
say() { echo "install: $*" >&2; }

binary=$root/.build/release/claimwatch
start=
while [ $# -gt 0 ]; do
    case $1 in
        --binary) binary=${2:?--binary wants a file}; shift ;;
        --start) start=1 ;;
        *) echo "usage: [PREFIX=…] [DESTDIR=…] install.sh [--binary FILE] [--start]" >&2; exit 64 ;;
    esac
    shift
done
if [ ! -x "$binary" ]; then
    say "there is no executable at $binary. Build it first:"
    say "    swift build -c release --static-swift-stdlib --product claimwatch"
    exit 1
fi
if [ -z "$DESTDIR" ] && [ "$(id -u)" -ne 0 ]; then
    say "installing needs root: sudo $0 $*"
    exit 1
fi

install -D -m 0755 "$binary" "$DESTDIR$PREFIX/bin/claimwatch"
install -D -m 0644 "$here/claimwatch.service" "$DESTDIR$PREFIX/lib/systemd/system/claimwatch.service"
sed -i "s,/usr/bin/claimwatch,$PREFIX/bin/claimwatch,; s,/usr/share/doc,$PREFIX/share/doc," \
    "$DESTDIR$PREFIX/lib/systemd/system/claimwatch.service"
install -D -m 0644 "$here/claimwatch.catalog" "$DESTDIR$PREFIX/lib/systemd/catalog/claimwatch.catalog"
for page in README.md CHANGELOG.md LICENSE config/claimwatch.yaml config/claimwatch.schema.json; do
    if [ -e "$root/$page" ]; then
        install -D -m 0644 "$root/$page" "$DESTDIR$PREFIX/share/doc/claimwatch/$(basename $page)"
    fi
done

# What the program can say of itself: the manual page, and what shells complete. A program that cannot say it, as one built
# for another machine, is installed without.
generated() { # path, arguments
    local file=$DESTDIR$PREFIX/share/$1
    if text=$("$binary" "${@:2}" 2>/dev/null) && [ -n "$text" ]; then
        install -d -m 0755 "$(dirname "$file")"
        printf '%s\n' "$text" > "$file"
        chmod 0644 "$file"
    fi
}
generated man/man1/claimwatch.1 manual
generated man/man5/claimwatch.yaml.5 manual claimwatch.yaml
generated bash-completion/completions/claimwatch --generate-completion-script bash
generated zsh/site-functions/_claimwatch --generate-completion-script zsh
generated fish/vendor_completions.d/claimwatch.fish --generate-completion-script fish

configuration=$DESTDIR/etc/claimwatch/claimwatch.yaml
if [ -e "$configuration" ]; then
    say "$configuration is there already and stays as it is"
else
    install -D -m 0644 "$here/claimwatch.yaml" "$configuration"
    say "wrote $configuration; $PREFIX/share/doc/claimwatch/claimwatch.yaml shows what else there is to set"
fi

# A package does the rest in its own post-installation script.
[ -z "$DESTDIR" ] || exit 0
journalctl --update-catalog
if [ ! -d /run/systemd/system ]; then
    say "done. systemd does not run here: start Claimwatch by hand with \`claimwatch run\`"
    exit 0
fi
systemctl daemon-reload
if [ -n "$start" ]; then
    systemctl enable --quiet claimwatch
    systemctl restart claimwatch
    say "claimwatch runs. Drop articles into /var/lib/claimwatch/news and read: journalctl -f -t claimwatch"
else
    say "done. Check with \`claimwatch check\`, start with \`systemctl enable --now claimwatch\`"
fi
