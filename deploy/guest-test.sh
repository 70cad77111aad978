#!/bin/bash
# guest-test.sh: runs inside the machine that test-under-systemd.sh boots, as root, and tests the unit as an administrator
# would find it. Prints one line for each thing that holds; the first that does not ends it with what there was instead.
set -u
unit=claimwatch.service
journal() { journalctl --quiet --no-pager "$@"; }
property() { systemctl show --value --property="$1" $unit; }
ok() { echo "ok    $*"; }
fail() {
    echo "FAIL  $*"
    echo "--- systemctl status"; systemctl status --no-pager --full $unit
    echo "--- journal"; journal -b -n 60 -o short-precise
    exit 1
}
# within SECONDS COMMAND…: until the command succeeds, at most so long.
within() {
    local tenths=$(($1 * 10))
    shift
    while ! "$@" > /dev/null 2>&1; do
        tenths=$((tenths - 1))
        [ $tenths -gt 0 ] || return 1
        sleep .1
    done
}
milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# --- Set-up: a credential, a second folder in somebody's home, a short watchdog ----------------------------------
install -D -m 0600 /dev/stdin /etc/credstore/desk <<< whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
mkdir -p /home/anna/news "/etc/systemd/system/$unit.d"
cat > "/etc/systemd/system/$unit.d/test.conf" <<'D'
[Service]
WatchdogSec=3
RestartSec=100ms
BindReadOnlyPaths=/home/anna/news:/srv/news
D
cat > /etc/claimwatch/claimwatch.yaml <<'Y'
folders: [/var/lib/claimwatch/news, /srv/news]
state: /var/lib/claimwatch
actors:
  Russia: [Kremlin, Moscow, Putin, Lavrov]
  Ukraine: [Kyiv, Zelensky]
topics:
  ceasefire: [ceasefire, truce]
Y
systemctl daemon-reload

# --- Start ------------------------------------------------------------------------------------------------------
start=$(milliseconds)
systemctl start $unit || fail "the unit does not start"
ok "started, READY=1 after $(($(milliseconds) - start)) ms"
[ "$(property ActiveState)/$(property SubState)" = active/running ] || fail "it is not running"
[ -n "$(property StatusText)" ] || fail "it says nothing of what it does (STATUS=)"
ok "status: $(property StatusText)"
pid=$(property MainPID)
[ "$(stat -c %u "/proc/$pid")" -ge 61184 ] || fail "it does not run as a dynamic user"
[ "$(stat -c %a /var/lib/private/claimwatch)" = 700 ] || fail "others may look into its state"
[ -d /var/lib/claimwatch/news ] || fail "the folder /var/lib/claimwatch/news is missing"
[ -r "/run/credentials/$unit/desk" ] || fail "it was not given its credential"
ok "runs as the dynamic user $(stat -c %u "/proc/$pid"), with its state, folder and credential"
score=$(systemd-analyze security --no-pager $unit | sed -n 's/.*Overall exposure level for .*: \([0-9.]*\).*/\1/p')
ok "exposure as loaded: $score"
ok "memory: $(awk '/^VmRSS/ { print $2 " " $3 }' "/proc/$pid/status") resident, idle"

# --- An article becomes an alert --------------------------------------------------------------------------------
article() {
    cat > "$1.part"
    mv "$1.part" "$1"
}
alerts() { journal -t claimwatch CLAIMWATCH_ACTOR=Russia CLAIMWATCH_TOPIC=ceasefire "$@"; }
has_alert() { [ -n "$(alerts -o cat)" ]; }
article /var/lib/claimwatch/news/1.txt <<'A'
date 2025-08-01
Russia rejected a ceasefire on Friday. "We reject a ceasefire," Russian Foreign Minister Sergei Lavrov said.
A
article /home/anna/news/2.txt <<'A'
date 2025-08-06
Russia accepted a ceasefire on Wednesday. "We agree to a ceasefire," Russian Foreign Minister Sergei Lavrov said.
A
within 20 has_alert || fail "no alert in the journal 20 s after the articles came"
ok "alert: $(alerts -o cat | head -n 1)"
alerts -x | grep -q 'Subject: Russia has shifted on ceasefire' || fail "the catalog does not explain the alert"
ok "journalctl -x explains it"
count=$(alerts -o cat | wc -l)

# --- Reload -----------------------------------------------------------------------------------------------------
cp /etc/claimwatch/claimwatch.yaml /root/before.yaml
printf 'limits:\n  rescan_seconds: 77\n' >> /etc/claimwatch/claimwatch.yaml
systemctl reload $unit || fail "it does not reload"
# Asked anew each time: while it loads, it is "reloading".
active() { [ "$(property ActiveState)" = active ]; }
within 10 active || fail "it is not running after a reload"
[ "$(property MainPID)" = "$pid" ] || fail "a reload made it another process"
told() { journal -t claimwatch MESSAGE_ID=ceca379357654dd7b4dfde9ba9f783f6 -o cat | grep -q 'rescan_seconds: 300 -> 77'; }
within 5 told || fail "what a reload changed is not told of in the journal"
cp /root/before.yaml /etc/claimwatch/claimwatch.yaml
ok "reloaded by SIGHUP: $(journal MESSAGE_ID=ceca379357654dd7b4dfde9ba9f783f6 -o cat | head -n 1)"
kept() { [ -n "$(journal -t claimwatch MESSAGE_ID=fc278643bda840e4a61eacd78d3759cf -o cat)" ]; }
cp /etc/claimwatch/claimwatch.yaml /root/good.yaml
echo 'nonsense: [' >> /etc/claimwatch/claimwatch.yaml
systemctl reload $unit
within 5 kept || fail "a wrong configuration at a reload is not told of in the journal"
[ "$(property MainPID)" = "$pid" ] && within 10 active || fail "a wrong configuration stopped it"
ok "kept the old configuration: $(journal MESSAGE_ID=fc278643bda840e4a61eacd78d3759cf -o cat | head -n 1)"
cp /root/good.yaml /etc/claimwatch/claimwatch.yaml

# --- The watchdog -----------------------------------------------------------------------------------------------
[ "$(property WatchdogUSec)" = 3s ] || fail "the watchdog is not set"
beat=$(property WatchdogTimestampMonotonic)
beats() { [ "$(property WatchdogTimestampMonotonic)" -gt "$beat" ]; }
within 6 beats || fail "no sign of life within two watchdog times"
ok "sends signs of life"
kill -STOP "$pid"
restarted() { [ "$(property NRestarts)" -ge 1 ] && [ "$(property ActiveState)" = active ]; }
within 30 restarted || fail "the watchdog did not restart it when it hung"
ok "restarted by the watchdog when it hung"

# --- Killed in the middle of much work: every alert once ----------------------------------------------------------
# The alerts of the state and those of the journal, by their ids.
raised() { claimwatch alerts --state /var/lib/claimwatch --format jsonl | sed 's/.*"id":"\([^"]*\)".*/\1/' | sort; }
written() { journal -t claimwatch -o cat --output-fields=CLAIMWATCH_ALERT_ID CLAIMWATCH_RULE=any-shift | sort; }
sed 's,^folders:.*,folders: [/var/lib/claimwatch/news]\nstate: /var/lib/claimwatch,' /shared/seeds/claimwatch.yaml \
    > /etc/claimwatch/claimwatch.yaml
systemctl reload $unit || fail "it does not reload with the watch list of seeds/"
cp /shared/seeds/articles/*.txt /var/lib/claimwatch/news/
total=$(find /var/lib/claimwatch/news /srv/news /home/anna/news -name '*.txt' 2> /dev/null | wc -l)
for kill in 1 2 3; do
    sleep .7
    restarts=$(property NRestarts)
    kill -KILL "$(property MainPID)"
    restarted_again() { [ "$(property NRestarts)" -gt "$restarts" ] && [ "$(property ActiveState)" = active ]; }
    within 30 restarted_again || fail "it was not restarted after kill $kill"
done
# All is done where the seeds have raised some alerts, the journal has them all, and no more come.
still() {
    before=$(raised)
    [ "$(wc -l <<< "$before")" -ge 10 ] && sleep 3 && [ "$(raised)" = "$before" ] && [ "$(written)" = "$before" ]
}
within 60 still || {
    echo "raised and not written, or written twice:"
    diff <(raised) <(written)
    fail "state and journal differ after three kills"
}
[ "$(written | uniq -d | wc -l)" = 0 ] || fail "alerts stand twice in the journal: $(written | uniq -d | head -n 3)"
ok "killed three times amid $total articles: $(written | wc -l) alerts, each once"

# --- journald drops what comes too fast, without an error: what it lost is read back at the next start -------------
actors="Kenya Norway Sweden Poland Greece Spain Italy Brazil Canada Mexico Chile Peru Cuba Ghana Nepal Japan Oman Qatar"
{
    echo 'folders: [/var/lib/claimwatch/news]'
    echo 'state: /var/lib/claimwatch'
    echo 'actors:'
    for actor in $actors; do echo "  $actor: [$actor]"; done
    echo 'topics: {ceasefire: [ceasefire]}'
    echo 'rules: [{name: limited, when: [shift]}]'
} > /etc/claimwatch/claimwatch.yaml
mkdir -p /run/systemd/system/$unit.d
printf '[Service]\nLogRateLimitIntervalSec=600\nLogRateLimitBurst=1\n' > /run/systemd/system/$unit.d/limit.conf
systemctl daemon-reload
systemctl restart $unit || fail "it does not start with a limit"
for actor in $actors; do
    printf 'date 2026-01-05\n%s rejected the ceasefire.\n' "$actor" > "/root/$actor.txt"
    mv "/root/$actor.txt" "/var/lib/claimwatch/news/limit-1-$actor.txt"
done
for actor in $actors; do
    printf 'date 2026-01-09\n%s accepted the ceasefire.\n' "$actor" > "/root/$actor.txt"
    mv "/root/$actor.txt" "/var/lib/claimwatch/news/limit-2-$actor.txt"
done
limited() { journal -t claimwatch -o cat --output-fields=CLAIMWATCH_ALERT_ID CLAIMWATCH_RULE=limited | wc -l; }
delivered() {
    [ "$(claimwatch alerts --state /var/lib/claimwatch --format jsonl | grep -c '"rule":"limited"')" = 18 ] &&
        [ -z "$(claimwatch deliveries list --state /var/lib/claimwatch)" ]
}
within 60 delivered || fail "not 18 alerts were handed over under the limit"
sleep 1.2
kept=$(limited)
[ "$kept" -lt 18 ] || fail "journald's limit dropped nothing, so nothing is tested"
rm -r /run/systemd/system/$unit.d
systemctl daemon-reload
systemctl restart $unit || fail "it does not start without the limit"
back() { [ "$(limited)" = 18 ]; }
within 60 back || fail "$(limited) of 18 alerts are in the journal after a reading back"
ok "journald dropped $((18 - kept)) of 18 alerts by its limit: read back and written again"
complaints=$(journal -t claimwatch -p err -o cat)
[ -z "$complaints" ] || fail "it complained: $complaints"

# --- Stop, and off with it --------------------------------------------------------------------------------------
start=$(milliseconds)
systemctl stop $unit
time=$(($(milliseconds) - start))
[ "$(property Result)" = success ] || fail "it did not stop well: $(property Result)"
[ $time -le 5000 ] || fail "it took $time ms to stop"
ok "stopped in $time ms"
sleep .2
denied=$(journal -b _TRANSPORT=kernel --grep 'denied|seccomp' 2> /dev/null)
[ -z "$denied" ] || fail "something was denied to it: $denied"
bash /shared/uninstall.sh --purge 2> /dev/null
for path in /usr/bin/claimwatch /usr/lib/systemd/system/$unit /var/lib/private/claimwatch /etc/claimwatch; do
    [ ! -e $path ] || fail "$path is left after uninstall.sh --purge"
done
ok "uninstalled without a trace"
