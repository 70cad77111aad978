import Alerts
import DropFolder
import Foundation
import Glibc
import JournalSink
import Pipeline
import Settings
import StateStore

/// What the daemon needs of the machine, beyond folders and rights.
extension DoctorCommand {
    /// File systems on which other machines write too: no event tells of that.
    private static let remote: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "afs", "glusterfs", "lustre", "virtiofs", "vboxsf",
    ]

    static func isRemote(_ kind: String) -> Bool { remote.contains(kind) || kind.hasPrefix("fuse") }

    static func fileSystemKind(of path: String, mounts: String = "/proc/self/mountinfo") -> String? {
        guard let text = try? String(contentsOfFile: mounts, encoding: .utf8) else { return nil }
        let whole = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        // The fifth word of a line is the place, the first after the hyphen the kind: proc_pid_mountinfo(5).
        var best: (place: String, kind: String)?
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 6, let hyphen = words.firstIndex(of: "-"), hyphen + 1 < words.count else { continue }
            let place = String(words[4]).replacing("\\040", with: " ")
            let isAbove = place == "/" || whole == place || whole.hasPrefix(place + "/")
            if isAbove, place.utf8.count >= best?.place.utf8.count ?? 0 { best = (place, String(words[hyphen + 1])) }
        }
        return best?.kind
    }

    func fileSystem(_ path: String, _ settings: Settings) -> Finding? {
        guard let kind = Self.fileSystemKind(of: path) else { return nil }
        guard Self.isRemote(kind) else {
            return Finding(
                check: "file system", grade: .ok, message: "\(path): on \(kind), the kernel tells of what is written")
        }
        return Finding(
            check: "file system", grade: .warning,
            message:
                "\(path): is on \(kind), where the kernel tells of no file that another machine writes; it is found "
                + "by the walk every \(settings.rescanInterval) s (`rescan_seconds`): lower it, or write to a local folder"
        )
    }

    /// Whether journald throws away what comes too fast: the unit lifts that limit for the service.
    func rateLimit(
        _ directories: [String] = [
            "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
            "/lib/systemd/system",
        ]
    ) -> Finding {
        let units = directories.map { $0 + "/claimwatch.service" }
        guard let unit = units.first(where: { access($0, R_OK) == 0 }) else {
            return Finding(
                check: "rate limit", grade: .warning,
                message:
                    "the service is not installed, so journald's own limit holds (10,000 entries in 30 s) and drops "
                    + "what is beyond it without an error; install it with deploy/install.sh")
        }
        // Drop-ins come after the unit, in the order of their names; the last word counts.
        var dropIns: [(name: String, path: String)] = []
        for unit in units {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: unit + ".d")) ?? []
            where name.hasSuffix(".conf") && !dropIns.contains(where: { $0.name == name }) {
                dropIns.append((name, "\(unit).d/\(name)"))
            }
        }
        var (limit, place) = ("", unit)
        for path in [unit] + dropIns.sorted(by: { $0.name < $1.name }).map(\.path) {
            for line in ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
            where line.hasPrefix("LogRateLimitIntervalSec=") {
                (limit, place) = (String(line.dropFirst("LogRateLimitIntervalSec=".count)), path)
            }
        }
        guard ["0", "0s"].contains(limit.trimmingCharacters(in: .whitespaces)) else {
            return Finding(
                check: "rate limit", grade: .warning,
                message: "\(place) leaves journald's limit in force, which drops entries without an error; write "
                    + "`LogRateLimitIntervalSec=0` under [Service] there, then `systemctl daemon-reload`")
        }
        return Finding(check: "rate limit", grade: .ok, message: "\(place) lifts journald's limit")
    }

    func catalog() -> Finding {
        JournalCatalog.holds(.stanceShifted)
            ? Finding(check: "catalog", grade: .ok, message: "`journalctl -x` explains our entries")
            : Finding(
                check: "catalog", grade: .warning,
                message: "`journalctl -x` does not explain our entries; copy deploy/claimwatch.catalog to "
                    + "/usr/lib/systemd/catalog and run `journalctl --update-catalog`")
    }

    /// Dates of articles and waits of deliveries rest on the clock.
    func clock(_ settings: Settings, now: Double = Date().timeIntervalSince1970) -> Finding {
        let latest = (try? stateOptions.openForReading(settings).latestWrite) ?? 0
        if now < max(latest - 60, 1_704_067_200) {
            return Finding(
                check: "clock", grade: .problem,
                message: "it is behind what has been written already; set it with `timedatectl set-time`, or start "
                    + "systemd-timesyncd: what is to be tried again waits until then")
        }
        let keepers = [
            "/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/chronyd.pid", "/run/ntpd.pid",
            "/run/ntpsec/ntpd.pid",
        ]
        guard keepers.contains(where: { access($0, F_OK) == 0 }) else {
            return Finding(
                check: "clock", grade: .warning,
                message:
                    "nobody seems to keep it in time; start systemd-timesyncd or chrony (`timedatectl set-ntp true`)")
        }
        return Finding(check: "clock", grade: .ok, message: "it is kept in time")
    }

    /// What the daemon believes it has read, beside what lies in the folders.
    func belief(_ watched: [String], _ settings: Settings, now: Double = Date().timeIntervalSince1970) async -> Finding?
    {
        guard let store = try? stateOptions.openForReading(settings) else { return nil }
        let scan = FolderScan(
            paths: watched.map { RawPath($0) }, limit: settings.articleLimit, followsLinks: settings.links == .follow)
        var missing: [String] = []
        do {
            for file in scan.files {
                let place = ArticlePlace(
                    path: file.path.bytes, size: file.stamp.size,
                    modified: Int64(file.stamp.modifiedSeconds) &* 1_000_000_000
                        &+ Int64(file.stamp.modifiedNanoseconds))
                // What was written within the last minute may be in hand.
                guard Double(place.modified) / 1e9 < now - 60 else { continue }
                if try await store.content(of: place) == nil { missing.append("\(file.path)") }
            }
        } catch {
            return Finding(check: "intake", grade: .problem, message: "the state cannot be asked: \(error)")
        }
        guard let first = missing.first else {
            return Finding(check: "intake", grade: .ok, message: "all \(scan.files.count) files have been read")
        }
        return Finding(
            check: "intake", grade: .warning,
            message:
                "\(missing.count) of \(scan.files.count) files have not been read, the first \(first); is the daemon "
                + "running (`systemctl status claimwatch`), and may it read them?")
    }

    /// What a sink took is looked for where it can be.
    private func taken(_ delivery: Delivery, by sink: any AlertSink, _ check: String) async -> Finding {
        let isTaken = "was taken, as \(delivery.alert.id)"
        guard let sink = sink as? any ReadableSink else { return Finding(check: check, grade: .ok, message: isTaken) }
        // It may be on its way for a moment.
        try? await Task.sleep(for: .milliseconds(500))
        let now = Date().timeIntervalSince1970
        switch await sink.readBack([TakenAlert(alert: delivery.alert.id, raisedAt: delivery.raisedAt, takenAt: now)]) {
        case .lost(let lost) where lost.isEmpty:
            return Finding(check: check, grade: .ok, message: "\(isTaken), and can be read back")
        case .lost:
            return Finding(
                check: check, grade: .problem,
                message:
                    "\(isTaken), and is not there; see `journalctl --disk-usage` and RateLimitBurst= in journald.conf")
        case .unknown(let reason):
            return Finding(check: check, grade: .warning, message: "\(isTaken), and cannot be read back: \(reason)")
        }
    }

    /// Hands a test alert to every sink.
    func sendTest(_ settings: Settings) async -> [Finding] {
        let sinks: [any AlertSink]
        let alert: Alert
        do {
            sinks = try Sinks.all(settings, hasJournal: JournalSocket.trouble() == nil)
            alert = try TestAlert.make(now: Date().timeIntervalSince1970)
        } catch let failure as CommandFailure {
            return [Finding(check: "test alert", grade: .problem, message: failure.message)]
        } catch {
            return [Finding(check: "test alert", grade: .problem, message: "\(error)")]
        }
        var findings: [Finding] = []
        for sink in sinks {
            let check = "test alert to \(sink.name)"
            let delivery = Delivery(
                id: 0, sink: sink.name, alert: alert, attempts: 0, raisedAt: Date().timeIntervalSince1970)
            switch await sink.deliver(delivery) {
            case .delivered: findings.append(await taken(delivery, by: sink, check))
            case .retry(let reason, _):
                findings.append(
                    Finding(
                        check: check, grade: .problem,
                        message: "\(reason); see whether the receiver runs, and its address, proxy and certificate"))
            case .refused(let reason), .gone(let reason):
                findings.append(
                    Finding(
                        check: check, grade: .problem,
                        message: "\(reason); see the receiver's log, and the sink's `format`, `secret` and address"))
            }
        }
        return findings
    }
}

/// An alert that says that it is none.
enum TestAlert {
    static func make(now: Double) throws -> Alert {
        let day = Date(timeIntervalSince1970: now).formatted(.iso8601.year().month().day())
        let text = "This is a test of claimwatch doctor; nothing has happened."
        let side: [String: Any] = ["label": "test", "certainty": "asserted", "date": day]
        let record: [String: Any] = [
            "id": "test-\(Int(now))", "article": "none", "date": day, "kind": "stance", "change": "first",
            "reason": "first", "actor": "claimwatch", "topic": "test", "rule": "doctor", "severity": "info",
            "message": "claimwatch on test: \(text)", "to": side, "weighed": [String](), "send": [String](),
            "evidence": [
                [
                    "article": "none", "articleID": "00", "date": day, "text": text, "start": 0,
                    "end": text.unicodeScalars.count, "via": [String](), "claimRule": "doctor",
                ]
            ],
        ]
        return try JSONDecoder().decode(Alert.self, from: JSONSerialization.data(withJSONObject: record))
    }
}
