"""Measures how long it takes from an article's rename into the folder to its alert's entry in the journal.

    deploy/with-journald.sh python3 Tests/Support/latency.py .build/release/claimwatch [COUNT]

Starts the daemon on a folder of its own, drops COUNT articles (200), one after the other, each of which reverses a
position, and compares the time of each rename with the time that journald gave the entry. Prints median and worst.
"""

import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

program = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
if os.environ.get("CLAIMWATCH_TEST_JOURNALD") != "1":
    sys.exit("latency: run this by deploy/with-journald.sh, or it would write to the machine's own journal")


def journal():
    subprocess.run(["journalctl", "--sync"], check=True)
    output = subprocess.run(
        ["journalctl", "-q", "-t", "claimwatch", "-o", "json", "--output-fields=CLAIMWATCH_ARTICLE",
         "CLAIMWATCH_ACTOR=Russia", "CLAIMWATCH_KIND=stance"],
        check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines()]


with tempfile.TemporaryDirectory() as work:
    news = os.path.join(work, "news")
    os.mkdir(news)
    configuration = os.path.join(work, "claimwatch.yaml")
    with open(configuration, "w") as file:
        file.write(f"folders: [{news}]\nactors:\n  Russia: [Moscow]\ntopics:\n  ceasefire: [ceasefire]\n")
    log = open(os.path.join(work, "log"), "w+")
    daemon = subprocess.Popen(
        [program, "run", "--config", configuration, "--state", os.path.join(work, "state")], stderr=log)
    deadline = time.time() + 60
    while "watching 1 folder" not in open(log.name).read():
        if time.time() > deadline or daemon.poll() is not None:
            sys.exit("latency: the daemon does not start: " + open(log.name).read())
        time.sleep(0.05)

    renamed = {}
    day = datetime.date(2025, 1, 1)
    for number in range(count + 1):
        verb = "rejected" if number % 2 else "accepted"
        path = os.path.join(news, f"{number:04}.txt")
        with open(path + ".part", "w") as file:
            file.write(f"date {day + datetime.timedelta(days=number)}\n"
                       f"Russia {verb} a ceasefire on its border with Ukraine, the foreign ministry said in Moscow.\n")
        renamed[path] = time.time()
        os.rename(path + ".part", path)
        time.sleep(0.05)

    # The first article gives the first position, which is no shift.
    while len(journal()) < count and time.time() < deadline + 60:
        time.sleep(0.5)
    entries = {entry["CLAIMWATCH_ARTICLE"]: entry for entry in journal()}
    rss = next(line for line in open(f"/proc/{daemon.pid}/status") if line.startswith("VmRSS")).split()[1]
    daemon.terminate()
    daemon.wait()

delays = sorted(
    int(entry["__REALTIME_TIMESTAMP"]) / 1e3 - renamed[path] * 1e3
    for path, entry in entries.items())
if not delays:
    sys.exit("latency: no alert came")
print(f"{len(delays)} of {count} alerts; from the rename to the entry: median {statistics.median(delays):.1f} ms, "
      f"worst {delays[-1]:.1f} ms; {int(rss) / 1024:.0f} MiB resident")
