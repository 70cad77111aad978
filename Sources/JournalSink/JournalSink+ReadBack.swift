import Alerts

extension JournalSink: ReadableSink {
    /// How long the mark of a reading back may take until it is in the journal.
    static let markLimit = Duration.seconds(10)

    /// An alert that is not there may be lost, be on its way through a journald that is slow, or lie where this user may
    /// not read. So an entry is written first that says what is missing: once it can be read, all that was written before
    /// it would be there. Where it cannot be, nothing is known.
    public func readBack(_ taken: [TakenAlert]) async -> ReadBack {
        let missing: [TakenAlert]
        switch await lost(of: taken) {
        case .failure(let error): return .unknown(reason: error.description)
        case .success(let ids):
            let ids = Set(ids)
            missing = taken.filter { ids.contains($0.alert) }
        }
        guard !missing.isEmpty else { return .lost([]) }
        let mark = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        guard await writer.report(.alertsMissing(count: missing.count, mark: mark)) else {
            return .unknown(reason: "journald takes nothing at present; see `systemctl status systemd-journald`")
        }
        let end = ContinuousClock.now + Self.markLimit
        while await !holds(mark) {
            guard ContinuousClock.now < end, !Task.isCancelled else {
                return .unknown(
                    reason: "this user does not find its own entries in the journal; add it to the group "
                        + "systemd-journal (in the service: SupplementaryGroups=systemd-journal)")
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
        switch await lost(of: missing) {
        case .failure(let error): return .unknown(reason: error.description)
        case .success(let ids): return .lost(ids)
        }
    }

    private func lost(of taken: [TakenAlert]) async -> Result<[String], JournalError> {
        let outcome = await readingBack.call(within: .seconds(60)) { [access] in access.lost(taken) }
        guard case .done(let result) = outcome else {
            return .failure(JournalError(description: "the journal is not read within a minute; see its size and disk"))
        }
        return result
    }

    private func holds(_ mark: String) async -> Bool {
        guard case .done(true) = await readingBack.call(within: .seconds(10), { [access] in access.holdsMark(mark) })
        else { return false }
        return true
    }
}
