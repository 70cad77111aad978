import Alerts
import CSystemd
import Glibc

/// Reads back what was written to the journal. Calls block, for milliseconds where the journal is large.
public struct JournalReader: Sendable {
    public init() {}

    /// Whether an alert is in the journal, written by this user or this service (another could forge one to keep an alert
    /// quiet) at `since` or later.
    ///
    /// - Parameter since: seconds since 1970.
    public func holds(alert id: String, since: Double) throws(JournalError) -> Bool {
        let journal = try open()
        defer { sd_journal_close(journal) }
        return try holds(("CLAIMWATCH_ALERT_ID", id), since: since, journal)
    }

    /// Whether an entry that marks a reading back is in the journal.
    func holds(mark: String) throws(JournalError) -> Bool {
        let journal = try open()
        defer { sd_journal_close(journal) }
        return try holds(("CLAIMWATCH_READ_BACK", mark), since: 0, journal)
    }

    /// Which of some alerts that journald took the journal does not have. What was taken before the oldest entry of ours
    /// is left out: the journal keeps so much and no more, and what it has cut off is not lost.
    func lost(of taken: [TakenAlert]) throws(JournalError) -> [String] {
        let journal = try open()
        defer { sd_journal_close(journal) }
        try match([], journal)
        try check(sd_journal_seek_head(journal), "no search in the journal")
        let found = sd_journal_next(journal)
        try check(found, "the journal cannot be read")
        var oldest: UInt64 = 0
        guard found > 0, sd_journal_get_realtime_usec(journal, &oldest) >= 0 else { return [] }
        var lost: [String] = []
        for alert in taken where alert.takenAt * 1e6 >= Double(oldest) {
            // The clock may have been set meanwhile, by less than what else is made good for.
            let since = min(alert.raisedAt, alert.takenAt) - 60
            if try !holds(("CLAIMWATCH_ALERT_ID", alert.alert), since: since, journal) { lost.append(alert.alert) }
        }
        return lost
    }

    private func holds(
        _ field: (name: String, value: String), since: Double, _ journal: OpaquePointer
    ) throws(JournalError) -> Bool {
        try match(["\(field.name)=\(field.value)"], journal)
        let microseconds = since.isFinite ? max(0, min(since, 1e11)) * 1e6 : 0
        try check(sd_journal_seek_realtime_usec(journal, UInt64(microseconds)), "no search in the journal")
        let found = sd_journal_next(journal)
        try check(found, "the journal cannot be read")
        return found > 0
    }

    /// Looks at our own entries alone from now on, and among them at those with these fields.
    private func match(_ fields: [String], _ journal: OpaquePointer) throws(JournalError) {
        sd_journal_flush_matches(journal)
        for match in fields + ["SYSLOG_IDENTIFIER=claimwatch"] {
            try check(sd_journal_add_match(journal, match, 0), "no search in the journal")
        }
        try check(sd_journal_add_conjunction(journal), "no search in the journal")
        try check(sd_journal_add_match(journal, "_UID=\(getuid())", 0), "no search in the journal")
        if let unit = Self.unit {
            // A service may be given another user at each start (DynamicUser=).
            try check(sd_journal_add_disjunction(journal), "no search in the journal")
            try check(sd_journal_add_match(journal, "_SYSTEMD_UNIT=\(unit)", 0), "no search in the journal")
        }
    }

    /// The service that this process is; nil where it is none of its own.
    private static let unit: String? = {
        var name: UnsafeMutablePointer<CChar>?
        defer { free(name) }
        guard sd_pid_get_unit(0, &name) >= 0, let name else { return nil }
        let unit = String(cString: name)
        return unit.hasSuffix(".service") && !unit.hasPrefix("user@") ? unit : nil
    }()

    /// - Returns: what keeps this user from reading the journal, with the remedy; nil where it can be read.
    public func trouble() -> String? {
        do throws(JournalError) {
            let journal = try open()
            defer { sd_journal_close(journal) }
            if sd_journal_has_persistent_files(journal) > 0 || sd_journal_has_runtime_files(journal) > 0 { return nil }
            return "no journal can be read by this user; add it to the group systemd-journal (in the service: "
                + "SupplementaryGroups=systemd-journal)"
        } catch {
            return error.description
        }
    }

    /// Whether entries outlast a restart of the machine: journald keeps them in /var/log/journal.
    public func isPersistent() throws(JournalError) -> Bool {
        let journal = try open()
        defer { sd_journal_close(journal) }
        return sd_journal_has_persistent_files(journal) > 0
    }

    private func open() throws(JournalError) -> OpaquePointer {
        var journal: OpaquePointer?
        try check(sd_journal_open(&journal, Int32(SD_JOURNAL_LOCAL_ONLY)), "the journal cannot be opened")
        guard let journal else { throw JournalError(description: "the journal cannot be opened") }
        return journal
    }

    private func check(_ status: Int32, _ what: String) throws(JournalError) {
        guard status >= 0 else { throw JournalError(description: "\(what): \(String(cString: strerror(-status)))") }
    }
}
