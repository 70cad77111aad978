#!/bin/bash
# journal-test.sh CLAIMWATCH found|lines|killed|away|stalled|lost: the daemon with a real journal, as the tests of EndToEndTests run it by
# deploy/with-journald.sh (each with a journal of its own). Says what was wrong and fails, or succeeds without a word.
set -u
claimwatch=$1
scene=$2
[ "${CLAIMWATCH_TEST_JOURNALD:-}" = 1 ] || { echo "run this by deploy/with-journald.sh"; exit 64; }
work=$(mktemp -d)
trap 'kill -KILL $daemon 2> /dev/null; rm -rf "$work"' EXIT
mkdir "$work/news"
actors="Russia Ukraine India China Turkey Iran"
{
    echo "folders: [\"$work/news\"]"
    echo "actors:"
    for actor in $actors; do echo "  $actor: [$actor]"; done
    echo "topics:"
    echo "  ceasefire: [ceasefire]"
} > "$work/claimwatch.yaml"

fail() {
    echo "$scene: $*"
    echo "--- the daemon said"; tail -n 30 "$work/log"
    echo "--- the journal holds"; journalctl -q --no-pager | tail -n 20
    exit 1
}
within() { # SECONDS COMMAND…
    local tenths=$(($1 * 10))
    shift
    until "$@" > /dev/null 2>&1; do
        tenths=$((tenths - 1))
        [ $tenths -gt 0 ] || return 1
        sleep .1
    done
}
drop() { # ACTOR rejected|accepted DATE
    printf 'date %s\n%s %s the ceasefire on Monday.\n' "$3" "$1" "$2" > "$work/making"
    mv "$work/making" "$work/news/$3-$1.txt"
}
start() {
    : > "$work/log"
    "$claimwatch" run --config "$work/claimwatch.yaml" --state "$work/state" 2> "$work/log" &
    daemon=$!
    within 60 grep -q 'watching 1 folder$' "$work/log" || fail "it does not start"
}
stop() {
    kill -TERM "$daemon"
    wait "$daemon" || fail "it ended with status $?"
}
journal() { journalctl --sync; journalctl -q --no-pager -t claimwatch "$@"; }
alert_ids() { journal -o cat --output-fields=CLAIMWATCH_ALERT_ID CLAIMWATCH_TOPIC=ceasefire | sort; }
state_ids() {
    "$claimwatch" alerts --state "$work/state" --format jsonl | sed 's/.*"id":"\([^"]*\)".*/\1/' | sort
}
holds() { [ "$(alert_ids | wc -l)" = "$1" ]; }

case $scene in
    found)
        start
        drop Russia rejected 2025-08-04
        drop Russia accepted 2025-08-11
        within 30 holds 1 || fail "not one alert"
        journal CLAIMWATCH_ACTOR=Russia CLAIMWATCH_TOPIC=ceasefire -x |
            grep -q 'Subject: Russia has shifted on ceasefire' || fail "the catalog does not explain it"
        stop
        ;;
    lines)
        # Every line that docs/alerts.md shows finds something.
        start
        drop Russia rejected 2025-08-04
        drop Russia accepted 2025-08-11
        within 30 holds 1 || fail "not one alert"
        stop
        journalctl --sync
        count=0
        while read -r line; do
            count=$((count + 1))
            # What follows goes on until it is stopped; it may have inherited that it is to take no SIGTERM.
            said=$(eval "timeout -s KILL 2 $line" < /dev/null 2>&1)
            status=$?
            case $line in *\ -f*) [ $status = 124 ] || [ $status = 137 ] && status=0 ;; esac
            { [ $status = 0 ] && [ -n "$said" ] && [ "$said" != "-- No entries --" ]; } ||
                fail "status $status, '$said': $line"
        done < <(sed -n 's/^    \(journalctl .*[^ ]\)   .*/\1/p' "$(dirname "$0")/../../docs/alerts.md")
        [ $count -ge 10 ] || fail "docs/alerts.md shows $count lines, not ten"
        ;;
    killed)
        for actor in $actors; do drop "$actor" rejected 2025-08-04; done
        # A first look leaves what was written within the last second until it has kept still; read it before the rest.
        sleep 1.2
        wait_time=0
        for actor in $actors; do
            start
            drop "$actor" accepted 2025-08-11
            # While it reads, while it stores, while it delivers, or while it waits.
            sleep ".0$wait_time"
            wait_time=$((wait_time + 17))
            kill -KILL "$daemon"
            wait "$daemon" 2> /dev/null
        done
        start
        within 30 holds 6 || fail "$(alert_ids | wc -l) alerts, not 6"
        stop
        [ "$(alert_ids)" = "$(state_ids)" ] || fail "the state has other alerts than the journal"
        ;;
    away)
        mv /run/systemd/journal/socket /run/systemd/journal/socket.away
        start
        drop Russia rejected 2025-08-04
        drop Russia accepted 2025-08-11
        within 30 grep -q 'systemctl start systemd-journald' "$work/log" || fail "it does not say what to do"
        holds 0 || fail "an alert came through a socket that was away"
        # It goes on meanwhile.
        drop India rejected 2025-08-04
        drop India accepted 2025-08-11
        two() { [ "$(state_ids | wc -l)" = 2 ]; }
        within 30 two || fail "it takes in no articles while the journal is away"
        mv /run/systemd/journal/socket.away /run/systemd/journal/socket
        within 60 holds 2 || fail "the alerts did not come when the journal was back"
        stop
        [ "$(alert_ids)" = "$(state_ids)" ] || fail "the state has other alerts than the journal"
        ;;
    stalled)
        journald=$(pgrep -x systemd-journal)
        start
        # A stopped journald takes some ten messages into its socket, and then blocks whoever writes.
        kill -STOP "$journald"
        for day in 4 5 6 7; do
            for actor in $actors; do
                drop "$actor" "$([ $((day % 2)) = 0 ] && echo rejected || echo accepted)" "2025-08-0$day"
            done
        done
        all() { [ "$(state_ids | wc -l)" = 18 ]; }
        within 60 all || fail "it takes in no articles while the journal is stalled"
        within 60 grep -q 'journald takes nothing' "$work/log" || fail "it does not say that the journal is stalled"
        kill -CONT "$journald"
        within 60 holds 18 || fail "$(alert_ids | wc -l) alerts, not 18, after the journal went on"
        # What was given up as too late has been tried again by then.
        sleep 5
        stop
        [ "$(alert_ids)" = "$(state_ids)" ] || fail "the journal has $(alert_ids | wc -l) alerts, some twice"
        ;;
    lost)
        # What journald took and had not on the disk when the power went: the daemon finds it missing and writes it again.
        start
        drop Russia rejected 2025-08-04
        drop Russia accepted 2025-08-11
        within 30 holds 1 || fail "not one alert"
        cp -a /run/log/journal "$work/saved"
        drop India rejected 2025-08-04
        drop India accepted 2025-08-11
        within 30 holds 2 || fail "not two alerts"
        # One that was taken within the last second is left for the next look.
        sleep 1.2
        stop
        kill -KILL "$(pgrep -x systemd-journal)"
        rm -rf /run/log/journal/*
        cp -a "$work/saved/." /run/log/journal/
        rm -f /run/systemd/journal/socket
        /lib/systemd/systemd-journald < /dev/null > /dev/null 2>&1 &
        within 10 test -S /run/systemd/journal/socket || fail "journald does not start again"
        holds 1 || fail "the journal has $(alert_ids | wc -l) alerts, not the one that was on the disk"
        start
        within 60 holds 2 || fail "the alert that was lost did not come again"
        grep -q 'journal has lost 1 alert that it took; sent again' "$work/log" || fail "it does not say so"
        journal -x MESSAGE="an alert that was written is not in the journal; it is written again" |
            grep -q 'RateLimitBurst' || fail "the catalog does not explain it"
        stop
        [ "$(alert_ids)" = "$(state_ids)" ] || fail "the state has other alerts than the journal"
        "$claimwatch" explain --state "$work/state" "$(journal -o cat --output-fields=CLAIMWATCH_ALERT_ID CLAIMWATCH_ACTOR=India)" |
            grep -q 'took the alert and has lost it' || fail "explain does not say that it was sent again"
        ;;
    *) echo "no such scene: $scene"; exit 64 ;;
esac
