#!/bin/bash
# run.sh FOLDER RUNS JOBS: RUNS short inputs (up to 10 bytes or words), RUNS/50 longer ones and RUNS/1000 of the length of
# an article, spread over JOBS processes. A broken promise or a crash fails; its input stays in the folder, to be run again
# with FOLDER/fuzz FILE. The inputs that found something new are kept there: the next run goes on from them.
set -uo pipefail
cd "$(dirname "$0")/../.."
out=$1 runs=$2 jobs=$3
# Swift's own backtrace would take minutes on a crash.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
mkdir -p "$out/short" "$out/longer" "$out/long"
# The first byte says how the rest is read: see Fuzz.swift.
for article in seeds/articles/*.txt; do { printf 0; cat "$article"; } > "$out/long/$(basename "$article")"; done

# corpus, greatest length, inputs of each process
part() {
    local pids=() failed=0
    for ((job = 1; job <= jobs; job++)); do
        "$out/fuzz" "$out/$1" -max_len="$2" -runs="$3" -seed="$job" -reload=0 -len_control=0 -entropic=0 -rss_limit_mb=4096 \
            -timeout=120 -artifact_prefix="$out/" -print_final_stats=1 > "$out/$1-$job.log" 2>&1 &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
    grep -hE 'stat::number_of_executed_units|Fatal error|ERROR: |SUMMARY|Test unit written' "$out/$1"-*.log
    if [ $failed = 1 ]; then
        echo "claimwatch: the fuzzer failed; see $out/$1-*.log" >&2
        exit 1
    fi
}
echo "claimwatch: $runs short inputs, then $((runs / 50)) longer and $((runs / 1000)) long ones, in $jobs processes" >&2
part short 10 $(((runs + jobs - 1) / jobs))
part longer 80 $(((runs / 50 + jobs - 1) / jobs))
part long 4096 $(((runs / 1000 + jobs - 1) / jobs))
