#!/bin/bash
# install-dependencies.sh [--deploy-test]: what building and testing Claimwatch needs from the system.
#
# Looks first and installs only what is missing, with apt-get; where nothing is missing it takes a moment and says
# nothing. --deploy-test adds what `make deploy-test` needs (a container with a whole systemd in it).
# Exit status: 0 all is there; 1 something is missing and could not be had, with what to do about it.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
root=$(dirname "$here")
say() { echo "dependencies: $*" >&2; }

with_deploy_test=
for argument in "$@"; do
    case $argument in
        --deploy-test) with_deploy_test=1 ;;
        *) echo "usage: install-dependencies.sh [--deploy-test]" >&2; exit 64 ;;
    esac
done

# Each line: the package in Debian and Ubuntu, and a command that succeeds where what it brings is there.
missing=()
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}
header() { compgen -G "/usr/include/$1" || compgen -G "/usr/local/include/$1" || compgen -G "/usr/include/*-linux-gnu/$1"; }

need libc6-dev header stdio.h
need g++ compgen -G '/usr/include/c++/*'
need libsystemd-dev header systemd/sd-journal.h
need libsqlite3-dev header sqlite3.h
need zlib1g-dev header zlib.h
need pkg-config command -v pkg-config
need git command -v git
# For the tests: a private journald, and an independent check of signatures.
need systemd test -x /lib/systemd/systemd-journald
need util-linux command -v unshare
need python3 command -v python3
python=$root/.build/python
if [ ! -d "$python/standardwebhooks" ] || [ ! -d "$python/cloudevents" ]; then
    need python3-pip python3 -m pip --version
fi
# Makes the certificates of the tests that need a private authority.
need openssl command -v openssl
if [ -n "$with_deploy_test" ]; then
    need systemd-container command -v systemd-nspawn
    need debootstrap command -v debootstrap
fi

# A toolchain that is there and does not run lacks libraries: those that https://www.swift.org/install/linux names.
if command -v swift >/dev/null && ! swift --version >/dev/null 2>&1; then
    missing+=(binutils libcurl4-openssl-dev libedit2 libncurses-dev libpython3-dev libxml2-dev libz3-dev tzdata)
fi

if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    if ! command -v apt-get >/dev/null; then
        say "missing: ${missing[*]} (the names are Debian's), and there is no apt-get here to install them with."
        say "Install what brings these with your system's package manager; on Fedora: dnf install systemd-devel" \
            "sqlite-devel zlib-devel pkgconf git systemd util-linux python3"
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root=(sudo)
        else
            say "missing: ${missing[*]}. You are not root and sudo asks for a password, so run this once:"
            say "    sudo apt-get install ${missing[*]}"
            exit 1
        fi
    fi
    log=$(mktemp)
    apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -qq --no-install-recommends "$@" > "$log" 2>&1; }
    say "installing ${missing[*]} …"
    # The lists of a fresh machine are empty or old; fetching them is only worth it where installing fails without.
    if ! apt install "${missing[@]}" && ! { apt update && apt install "${missing[@]}"; }; then
        tail -n 5 "$log" >&2
        say "apt-get could not install ${missing[*]}. Is there a network, and does \`apt-get update\` work?"
        say "Once it does: apt-get install ${missing[*]}"
        exit 1
    fi
    rm -f "$log"
fi

if ! command -v swift >/dev/null; then
    say "the Swift toolchain is missing. Install Swift 6.2 or newer from https://www.swift.org/install/linux" \
        "and see that \`swift\` is on the PATH."
    exit 1
fi
if ! said=$(swift --version 2>&1); then
    say "the Swift toolchain at $(command -v swift) does not run: $(tail -n 1 <<< "$said")"
    say "Install what https://www.swift.org/install/linux names for this distribution, or a toolchain made for it."
    exit 1
fi
version=$(sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' <<< "$said" | head -n 1)
if [ -n "$version" ] && [ "$(printf '%s\n' 6.2 "$version" | sort -V | head -n 1)" != 6.2 ]; then
    say "Swift $version is too old; install 6.2 or newer from https://www.swift.org/install/linux"
    exit 1
fi

# Independent implementations of Standard Webhooks and CloudEvents, for a test each; without them those are skipped.
for package in standardwebhooks==1.1.0 cloudevents==2.2.0; do
    name=${package%%==*}
    if [ -d "$python/$name" ]; then continue; fi
    say "fetching the Python package $name for a test …"
    mkdir -p "$python"
    # Without its own needs the first works; those of the second are small.
    alone=(); if [ "$name" = standardwebhooks ]; then alone=(--no-deps); fi
    if ! log=$(python3 -m pip install --quiet --disable-pip-version-check "${alone[@]}" --retries 1 --timeout 15 \
            --target "$python" "$package" 2>&1); then
        say "pip could not fetch $name, so one test will be skipped: $(tail -n 1 <<< "$log")"
    fi
done
