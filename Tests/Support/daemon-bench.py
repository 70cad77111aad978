"""Measures the daemon: delays, first looks, floods, deliveries. Prints tables; the documents quote them.

    deploy/with-journald.sh python3 Tests/Support/daemon-bench.py PROGRAM delay [COUNT [ARTICLES_A_SECOND]]
    python3 Tests/Support/daemon-bench.py PROGRAM look [FILES]
    python3 Tests/Support/daemon-bench.py PROGRAM flood [FILES]
    python3 Tests/Support/daemon-bench.py PROGRAM outbox [ALERTS]
    deploy/with-journald.sh python3 Tests/Support/daemon-bench.py PROGRAM journal [ALERTS]

`delay` drops COUNT articles, each of which turns a position, and compares the time of the rename with the time that
journald gave the alert's entry, which is later than its commit. ARTICLES_A_SECOND other articles, of 200 to 300 words
each put together from sentences of the seeds, come beside them. `look` starts a daemon on a folder of FILES articles of
one sentence, and again on the same. `flood` moves FILES articles into a watched folder as fast as it goes. Both fail where a file
is lost or taken in twice, a descriptor is kept, or 100,000 files take more than 200 MB. `outbox` raises
ALERTS alerts while their receiver is down, starts the daemon again and then the receiver; `journal` raises them for the
journal.
"""

import datetime
import glob
import http.server
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = sys.argv[1]
figures = [int(word) for word in sys.argv[3:]]
actors = """Algeria Angola Argentina Armenia Austria Bolivia Botswana Brazil Bulgaria Canada Chile Colombia Croatia Cuba
Cyprus Denmark Ecuador Estonia Ethiopia Finland Gabon Ghana Greece Guinea Haiti Hungary Iceland Ireland Jamaica Japan Kenya
Kuwait Latvia Libya Malta Mexico Morocco Nepal Nigeria Norway Oman Paraguay Peru Portugal Romania Rwanda Senegal Somalia
Sweden Uruguay""".split()


class Daemon:
    """The daemon on a folder of its own."""

    def __init__(self, work, *options, topics=("ceasefire",), more=""):
        self.work, self.news = work, os.path.join(work, "news")
        os.makedirs(self.news, exist_ok=True)
        configuration = os.path.join(work, "claimwatch.yaml")
        with open(configuration, "w") as file:
            names = "".join(f"  {name}:\n" for name in actors)
            words = "".join(f"  {topic}: [{topic}]\n" for topic in topics)
            file.write(f"folders: [{self.news}]\nactors:\n{names}topics:\n{words}{more}")
        self.state = os.path.join(work, "state")
        self.log = open(os.path.join(work, "log"), "w+")
        self.process = subprocess.Popen(
            [program, "run", "--config", configuration, "--state", self.state, *options],
            stderr=self.log, stdout=subprocess.DEVNULL)

    def says(self, text, seconds=60):
        deadline = time.time() + seconds
        while text not in open(self.log.name, errors="replace").read():
            if time.time() > deadline or self.process.poll() is not None:
                sys.exit(f"no sign of: {text}\n" + open(self.log.name).read()[-2000:])
            time.sleep(0.02)

    def sync(self, seconds):
        subprocess.run([program, "sync", "--timeout", str(seconds), "--state", self.state, self.news], check=True)

    def resident(self, field="VmRSS"):
        lines = open(f"/proc/{self.process.pid}/status")
        return int(next(line for line in lines if line.startswith(field)).split()[1]) / 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def count(self):
        # By the program itself: the outside relies on no table.
        output = subprocess.run([program, "doctor", "--state", self.state, "--format", "jsonl"],
                                capture_output=True, text=True).stdout
        found = re.search(r"(\d+) articles?", output)
        return int(found.group(1)) if found else -1

    def end(self):
        self.process.terminate()
        self.process.wait()


def hold(condition, what):
    if not condition:
        sys.exit(f"does not hold: {what}")


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def sentences():
    texts = [open(path).read() for path in glob.glob(os.path.join(root, "seeds/articles/*.txt"))]
    found = [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text) if len(sentence.split()) > 6]
    return [sentence for sentence in found if not any(name in sentence for name in actors)]


def put(folder, name, text):
    path = os.path.join(folder, name)
    with open(path + ".part", "w") as file:
        file.write(text)
    now = time.time()
    os.rename(path + ".part", path)
    return now


def journal(since, key="CLAIMWATCH_ARTICLE"):
    subprocess.run(["journalctl", "--sync"], check=True)
    output = subprocess.run(
        ["journalctl", "-q", "-t", "claimwatch", "-o", "json", "--output-fields=CLAIMWATCH_ARTICLE,CLAIMWATCH_ALERT_ID",
         "CLAIMWATCH_KIND=stance"],
        check=True, capture_output=True, text=True).stdout
    entries = [json.loads(line) for line in output.splitlines()]
    return {entry[key]: int(entry["__REALTIME_TIMESTAMP"]) / 1e6 for entry in entries
            if entry["CLAIMWATCH_ARTICLE"].startswith(since)}


def delay(count=2000, load=0):
    if os.environ.get("CLAIMWATCH_TEST_JOURNALD") != "1":
        sys.exit("run this by deploy/with-journald.sh, or it would write to the machine's own journal")
    material = sentences()
    with tempfile.TemporaryDirectory() as work:
        daemon = Daemon(work)
        daemon.says("watching 1 folder")
        is_over = threading.Event()
        dropped = [0]

        def others():
            chance = random.Random(7)
            began = time.time()
            while load and not is_over.is_set():
                text = " ".join(chance.sample(material, 10))
                # Older than the others: what they say of an actor must not be later than its turn.
                put(daemon.news, f"other-{dropped[0]:06}.txt", f"date 2014-01-01\n{text}\n")
                dropped[0] += 1
                wait = began + dropped[0] / load - time.time()
                if wait > 0:
                    time.sleep(wait)

        thread = threading.Thread(target=others)
        thread.start()
        renamed, day = {}, datetime.date(2015, 1, 1)
        # Each actor turns every 90 days; its first word is no shift.
        for number in range(count + len(actors)):
            actor, turn = actors[number % len(actors)], number // len(actors)
            verb = "rejected" if turn % 2 else "accepted"
            name = f"turn-{number:05}.txt"
            at = put(
                daemon.news, name,
                f"date {day + datetime.timedelta(days=90 * turn)}\n{actor} {verb} a ceasefire on its border, the foreign "
                "ministry said in the capital.\n")
            if turn > 0:
                renamed[os.path.join(daemon.news, name)] = at
            time.sleep(0.05)
        is_over.set()
        thread.join()
        daemon.sync(300)
        deadline = time.time() + 60
        while len(entries := journal(daemon.news)) < count and time.time() < deadline:
            time.sleep(0.5)
        memory = daemon.resident()
        daemon.end()
    delays = sorted((at - renamed[path]) * 1e3 for path, at in entries.items() if path in renamed)
    if not delays:
        sys.exit("no alert came")
    cut = delays[min(len(delays) - 1, int(len(delays) * 0.99))]
    row("other articles a second", "alerts", "median, ms", "99th percentile, ms", "worst, ms", "resident, MB")
    row(*["---"] * 6)
    row(round(load), f"{len(delays)} of {count}", f"{statistics.median(delays):.1f}", f"{cut:.1f}",
        f"{delays[-1]:.1f}", f"{memory:.0f}")


def fill(folder, files, old=False):
    chance = random.Random(3)
    verbs = ["rejected", "accepted", "welcomed", "discussed", "studied"]
    for number in range(files):
        if number % 1000 == 0:
            inside = os.path.join(folder, f"{number // 1000:04}")
            os.makedirs(inside)
        day = datetime.date(2015, 1, 1) + datetime.timedelta(days=number % 3000)
        with open(os.path.join(inside, f"{number:07}.txt"), "w") as file:
            file.write(f"date {day}\nThe council of district {number} {chance.choice(verbs)} the plan.\n")


def look(files=100_000):
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as work:
        news = os.path.join(work, "news")
        os.makedirs(news)
        fill(news, files)
        row("start", "files", "seconds", "files a second", "resident at most, MB", "descriptors", "articles in the state")
        row(*["---"] * 7)
        opened = []
        for start in ["first", "second, nothing changed"]:
            began = time.time()
            daemon = Daemon(work, "--no-journal")
            daemon.says("watching 1 folder", 7200)
            daemon.sync(36_000)
            took = time.time() - began
            opened.append(daemon.descriptors())
            resident, count = daemon.resident("VmHWM"), daemon.count()
            row(start, files, f"{took:.1f}", f"{files / took:.0f}", f"{resident:.0f}", opened[-1], count)
            daemon.end()
            hold(count == files, "each file is one article")
            hold(resident < 200 or files > 100_000, "no more than 200 MB for 100,000 files")
        hold(abs(opened[0] - opened[1]) < 5, "no descriptor is kept of what was read")


def flood(files=50_000):
    with tempfile.TemporaryDirectory() as work:
        ready = os.path.join(work, "ready")
        fill(ready, files)
        daemon = Daemon(work, "--no-journal")
        daemon.says("watching 1 folder")
        descriptors = daemon.descriptors()
        paths = sorted(glob.glob(os.path.join(ready, "*/*.txt")))
        names = [os.path.join(daemon.news, os.path.basename(path)) for path in paths]
        began = time.time()
        for path, name in zip(paths, names):
            os.rename(path, name)
        moved = time.time() - began
        daemon.sync(7200)
        took = time.time() - began
        rescans = open(daemon.log.name).read().count("too many changes at once")
        row("files", "moved in, s", "taken in after, s", "articles in the state", "overflows", "descriptors before, after",
            "resident at most, MB")
        row(*["---"] * 7)
        after, count, resident = daemon.descriptors(), daemon.count(), daemon.resident("VmHWM")
        row(files, f"{moved:.2f}", f"{took:.1f}", count, rescans, f"{descriptors}, {after}", f"{resident:.0f}")
        daemon.end()
        hold(count == files, "each file is one article")
        hold(after < descriptors + 5, "no descriptor is kept of what was read")
        hold(resident < 200, "no more than 200 MB")


topics = ["ceasefire", "embargo", "treaty", "boycott", "merger", "quota", "referendum", "pipeline", "curfew", "amnesty"]


def turns(folder, alerts):
    """Articles of fifty sentences, each of which turns a position; the first of each topic are no shifts."""
    rounds = -(-alerts // (len(topics) * len(actors))) + 1
    for turn in range(rounds):
        for number, topic in enumerate(topics):
            verb = "rejected" if turn % 2 else "accepted"
            day = datetime.date(1950, 1, 1) + datetime.timedelta(days=90 * turn + number)
            text = "\n\n".join(f"{actor} {verb} the {topic}." for actor in actors)
            with open(os.path.join(folder, f"{turn:04}-{topic}.txt"), "w") as file:
                file.write(f"date {day}\n{text}\n")
    return (rounds - 1) * len(topics) * len(actors)


class Receiver:
    """Takes what is posted, and keeps the ids."""

    def __init__(self):
        self.ids = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers["content-length"]))
                receiver.ids.append(self.headers["webhook-id"])
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
        self.server.server_bind()
        self.port = self.server.server_port

    def open(self):
        self.server.server_activate()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def outbox(alerts=100_000):
    with tempfile.TemporaryDirectory() as work:
        receiver = Receiver()
        more = ("backfill: alert\nsinks:\n"
                f"  desk: {{webhook: 'http://127.0.0.1:{receiver.port}/', concurrency: 8}}\n")
        os.makedirs(os.path.join(work, "news"))
        expected = turns(os.path.join(work, "news"), alerts)
        began = time.time()
        daemon = Daemon(work, "--no-journal", topics=topics, more=more)
        daemon.says("watching 1 folder", 3600)
        daemon.sync(36_000)
        raised = time.time() - began
        daemon.end()
        receiver.open()
        daemon = Daemon(work, "--no-journal", topics=topics, more=more)
        began = time.time()
        first = None
        while len(receiver.ids) < expected and time.time() - began < 3600 and daemon.process.poll() is None:
            if receiver.ids and first is None:
                first = time.time() - began
            time.sleep(0.05)
        took = time.time() - began
        row("alerts that waited over a restart", "raised in, s", "first after, s", "all after, s", "alerts a second",
            "lost", "twice", "resident at most, MB")
        row(*["---"] * 8)
        row(expected, f"{raised:.0f}", f"{first:.1f}", f"{took:.1f}", f"{expected / took:.0f}",
            expected - len(set(receiver.ids)), len(receiver.ids) - len(set(receiver.ids)),
            f"{daemon.resident('VmHWM'):.0f}")
        daemon.end()


def journalled(alerts=10_000):
    if os.environ.get("CLAIMWATCH_TEST_JOURNALD") != "1":
        sys.exit("run this by deploy/with-journald.sh, or it would write to the machine's own journal")
    with tempfile.TemporaryDirectory() as work:
        os.makedirs(os.path.join(work, "news"))
        expected = turns(os.path.join(work, "news"), alerts)
        began = time.time()
        daemon = Daemon(work, topics=topics, more="backfill: alert\n")
        while len(entries := journal(os.path.join(work, "news"), "CLAIMWATCH_ALERT_ID")) < expected:
            if time.time() - began > 3600:
                break
            time.sleep(0.5)
        took = max(entries.values()) - began
        row("alerts", "articles", "from the start to the last entry, s", "alerts a second", "resident at most, MB")
        row(*["---"] * 5)
        row(len(entries), expected // len(actors) + len(topics), f"{took:.1f}", f"{len(entries) / took:.0f}",
            f"{daemon.resident('VmHWM'):.0f}")
        daemon.end()


commands = {"delay": delay, "look": look, "flood": flood, "outbox": outbox, "journal": journalled}
commands[sys.argv[2]](*figures)
