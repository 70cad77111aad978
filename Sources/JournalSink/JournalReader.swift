import CSystemd
import Glibc

/// Reads back what was written to the journal. Calls block, for milliseconds where the journal is large.
public struct JournalReader: Sendable {
    public init() {}

    /// Whether an alert is in the journal, written by this user (another could forge one to keep an alert quiet) at
    /// `since` or later.
    ///
    /// - Parameter since: seconds since 1970.
    public func holds(alert id: String, since: Double) throws(JournalError) -> Bool {
        let journal = try open()
        defer { sd_journal_close(journal) }
        for match in ["CLAIMWATCH_ALERT_ID=\(id)", "SYSLOG_IDENTIFIER=claimwatch", "_UID=\(getuid())"] {
            try check(sd_journal_add_match(journal, match, 0), "no search in the journal")
        }
        let microseconds = since.isFinite ? max(0, min(since, 1e11)) * 1e6 : 0
        try check(sd_journal_seek_realtime_usec(journal, UInt64(microseconds)), "no search in the journal")
        let found = sd_journal_next(journal)
        try check(found, "the journal cannot be read")
        return found > 0
    }

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
