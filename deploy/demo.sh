#!/bin/bash
# demo.sh CLAIMWATCH: plays seeds/ through the daemon's path into a state of its own and prints the alerts.
#
# The articles lie in a folder; `run --once` takes them up, stores what follows from them and delivers; `alerts` prints
# what the state holds. The journal is left out: a demonstration writes nothing to the system.
set -euo pipefail
claimwatch=$(realpath "$1")
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."
state=$(mktemp -d -t claimwatch-demo.XXXXXX)
trap 'rm -rf "$state"' EXIT
echo "claimwatch: reading $(find seeds/articles -name '*.txt' | wc -l) articles of seeds/articles" >&2
"$claimwatch" run --once --no-journal --config seeds/claimwatch.yaml --state "$state"
echo
"$claimwatch" alerts --state "$state"
