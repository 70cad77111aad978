import Alerts
import Articles
import Claims
import Foundation
import GRDB
import Positions

/// Writing alerts with what was decided about sending each, inside the transaction that raised them.
struct Dispatch {
    let db: Database
    let standingSinks: [String]
    let now: Double

    /// Writes the alerts that are not there yet, each with a row of the outbox for every sink.
    ///
    /// - Parameter isHistory: they follow from an article that lay in its folder before anybody watched it, and stay quiet.
    func insert(_ verdict: Verdict, isHistory: Bool = false) throws -> [Alert] {
        let policies = verdict.dispatch
        var new: [Alert] = []
        for alert in verdict.alerts {
            var alert = alert
            let steps = verdict.steps[alert.id] ?? []
            let asksForSources = steps.contains { $0.confirmed != true }
            let raised = asksForSources ? SeverityStep.reached(steps, by: try sources(for: alert)) : nil
            if let raised { alert.severity = raised.severity }
            guard try write(alert) else { continue }
            new.append(alert)
            if let raised { try noteRaise(alert, raised) }
        }
        for alert in new {
            let policy = policies[alert.rule] ?? DispatchPolicy()
            var decision = DispatchDecision.of(alert, policy, try facts(alert, policy))
            if let confirming = new.first(where: { DispatchDecision.confirms($0, alert) }) {
                decision.word = .quiet
                decision.reason = "a hint that alert \(confirming.id) confirms"
            }
            if isHistory {
                decision.word = .quiet
                decision.reason = "history: the article was there before its folder was watched (`backfill: quiet`)"
            }
            try note(alert, decision.word, decision.reason)
            try queue(alert, decision, policy, verdict.steps[alert.id] ?? [])
            guard decision.word == .sent || decision.word == .later else { continue }
            try inhibit(by: alert)
        }
        try group(new, policies)
        return new
    }

    private func write(_ alert: Alert) throws -> Bool {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO alerts (id, raisedAt, record, article)
                VALUES (?, ?, ?, (SELECT id FROM articles WHERE digest = ?))
                """,
            arguments: [alert.id, now, StateStore.json(alert), alert.evidence.first?.articleID.hex])
        guard db.changesCount > 0 else { return false }
        for retracted in alert.retracts ?? [] {
            try db.execute(
                sql: "INSERT OR IGNORE INTO retractions (alert, byAlert) VALUES (?, ?)",
                arguments: [retracted, alert.id])
        }
        return true
    }

    private func facts(_ alert: Alert, _ policy: DispatchPolicy) throws -> DispatchFacts {
        var facts = DispatchFacts(now: now)
        facts.wallClock = { Double(TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: $0))) }
        facts.silence = try Self.silences(db, endingAfter: now).first { $0.holds(at: now) && $0.covers(alert) }
        if policy.once != nil {
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT alert, at FROM decisions
                    WHERE subject = ? AND word IN ('sent', 'later', 'released') ORDER BY at DESC, id DESC LIMIT 1
                    """, arguments: [DispatchDecision.subject(alert)])
            facts.told = row.map { (alert: $0[0], at: $0[1]) }
        }
        if policy.sources > 1 { facts.sources = try sources(for: alert) }
        facts.retractsUnsent = try withdrawUnsent(alert)
        return facts
    }

    static func silences(_ db: Database, endingAfter time: Double) throws -> [Silence] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, actor, topic, rule, startsAt, endsAt, reason, author FROM silences
                    WHERE endsAt > ? ORDER BY id
                    """), arguments: [time]
        ).map { row in
            Silence(
                id: row[0], actor: row[1], topic: row[2], rule: row[3], startsAt: row[4], endsAt: row[5],
                reason: row[6], author: row[7])
        }
    }

    func note(_ alert: Alert, _ word: DispatchDecision.Word, _ reason: String) throws {
        try db.execute(
            sql: "INSERT INTO decisions (alert, at, word, reason, subject) VALUES (?, ?, ?, ?, ?)",
            arguments: [alert.id, now, word.rawValue, reason, DispatchDecision.subject(alert)])
    }

    private func noteRaise(_ alert: Alert, _ step: SeverityStep) throws {
        try note(alert, .raised, "to \(step.severity.rawValue): \(step.sources) independent sources or more say so")
    }

    private func queue(
        _ alert: Alert, _ decision: DispatchDecision, _ policy: DispatchPolicy, _ steps: [SeverityStep]
    ) throws {
        let state =
            switch decision.word {
            case .held: "held"
            case .quiet: "quiet"
            default: "waiting"
            }
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO outbox (alert, sink, state, dueAt, resentAt, lastError, doneAt, repeatEvery)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for (sinks, due, repeats) in [
            (standingSinks, decision.dueAt, nil), (alert.send, decision.dueAtNamed, policy.repeats),
        ] {
            for sink in sinks where !sink.isEmpty {
                try statement.execute(arguments: [
                    alert.id, sink, state, due, due > now ? due : nil, state == "waiting" ? nil : decision.reason,
                    state == "quiet" ? now : nil, repeats,
                ])
            }
        }
        if decision.word == .held || decision.word == .later {
            try db.execute(
                sql:
                    "INSERT OR IGNORE INTO pending (alert, topic, actor, needed, since, steps) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    alert.id, alert.topic, alert.actor ?? "", decision.word == .held ? policy.sources : 0, now,
                    steps.isEmpty ? nil : try StateStore.json(steps),
                ])
        }
    }

    /// Alerts of the key that wait for their time or for sources, and that no sink has been handed.
    private func pending(topic: String, actor: String?) throws -> [Pending] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT record, needed, steps FROM pending JOIN alerts ON alerts.id = pending.alert
                    WHERE topic = ? AND actor = ? AND NOT EXISTS (
                        SELECT 1 FROM outbox WHERE outbox.alert = pending.alert
                        AND (state NOT IN ('waiting', 'held') OR attempts > 0 OR round > 0
                            OR (state = 'waiting' AND dueAt <= ?)))
                    ORDER BY sequence LIMIT 100
                    """), arguments: [topic, actor ?? "", now]
        ).map { row in
            let steps = try (row[2] as String?).map {
                try JSONDecoder().decode([SeverityStep].self, from: Data($0.utf8))
            }
            return Pending(alert: try StateStore.alert(row[0]), needed: row[1], steps: steps ?? [])
        }
    }

    /// An alert that nobody has been told yet.
    private struct Pending {
        var alert: Alert
        /// So many sources must say so; 0 where it waits for its time alone.
        var needed: Int
        var steps: [SeverityStep]
    }

    /// The confirmation mutes the hint that has not been sent yet.
    private func inhibit(by alert: Alert) throws {
        for hint in try pending(topic: alert.topic, actor: alert.actor)
        where DispatchDecision.confirms(alert, hint.alert) {
            try quieten(hint.alert, "a hint that alert \(alert.id) confirms")
        }
    }

    /// What is put right before anybody was told is told to nobody.
    ///
    /// - Returns: whether the alert puts something right of which nobody has been told.
    private func withdrawUnsent(_ alert: Alert) throws -> Bool {
        guard let retracted = alert.retracts, !retracted.isEmpty else { return false }
        var isUnsent = true
        for id in retracted {
            let rows = try Row.fetchAll(
                db, sql: "SELECT state, attempts, round, dueAt FROM outbox WHERE alert = ?", arguments: [id])
            let wasSent = rows.contains { row in
                let (state, attempts, round, due): (String, Int, Int, Double) = (row[0], row[1], row[2], row[3])
                return !["held", "quiet"].contains(state)
                    && (state != "waiting" || attempts > 0 || round > 0 || due <= now)
            }
            if rows.isEmpty || wasSent {
                isUnsent = false
            } else if let record = try String.fetchOne(
                db, sql: "SELECT record FROM alerts WHERE id = ?", arguments: [id])
            {
                try quieten(StateStore.alert(record), "put right by alert \(alert.id) before it was sent")
            }
        }
        return isUnsent
    }

    /// A silence that begins holds for what waits as well: for its time, for sources, for another attempt, or to be sent
    /// again. What is due at this moment may be under way, and goes out.
    ///
    /// - Returns: how many alerts it keeps quiet.
    func apply(_ silence: Silence) throws -> Int {
        let records = try String.fetchAll(
            db,
            sql: """
                SELECT record FROM alerts WHERE id IN (
                    SELECT alert FROM outbox WHERE state = 'held'
                    UNION SELECT alert FROM outbox WHERE state = 'waiting' AND (dueAt > ? OR attempts > 0))
                ORDER BY sequence
                """, arguments: [now])
        let covered = try records.map(StateStore.alert).filter(silence.covers)
        let reason = DispatchDecision.reason(of: silence)
        for alert in covered {
            try quieten(alert, reason, where: "(state = 'held' OR dueAt > \(now) OR attempts > 0)")
        }
        return covered.count
    }

    private func quieten(_ alert: Alert, _ reason: String, where condition: String = "TRUE") throws {
        try db.execute(
            sql: """
                UPDATE outbox SET state = 'quiet', lastError = ?, doneAt = ?
                WHERE alert = ? AND state IN ('waiting', 'held') AND \(condition)
                """, arguments: [reason, now, alert.id])
        try db.execute(sql: "DELETE FROM pending WHERE alert = ?", arguments: [alert.id])
        try note(alert, .quiet, reason)
    }

    /// The alerts of one article about one actor as one message at the sinks that their rules name.
    private func group(_ alerts: [Alert], _ policies: [String: DispatchPolicy]) throws {
        let grouping = alerts.filter { policies[$0.rule]?.groupsArticle == true && $0.retracts == nil }
        var leaders: [[String]: (id: String, also: [String])] = [:]
        for alert in grouping {
            for sink in Set(alert.send) {
                let row = try Row.fetchOne(
                    db, sql: "SELECT dueAt FROM outbox WHERE alert = ? AND sink = ? AND state = 'waiting'",
                    arguments: [alert.id, sink])
                guard let row else { continue }
                let key = [alert.article, alert.actor ?? "", sink, "\(row[0] as Double)"]
                guard var leader = leaders[key] else {
                    leaders[key] = (alert.id, [])
                    continue
                }
                leader.also.append(alert.id)
                leaders[key] = leader
                let reason = "in the message of alert \(leader.id), of the same article"
                try db.execute(
                    sql: "UPDATE outbox SET state = 'grouped', lastError = ? WHERE alert = ? AND sink = ?",
                    arguments: [reason, alert.id, sink])
                try db.execute(
                    sql: "UPDATE outbox SET also = ? WHERE alert = ? AND sink = ?",
                    arguments: [leader.also.joined(separator: " "), leader.id, sink])
                try note(alert, .grouped, "\(sink): \(reason)")
            }
        }
    }

    // MARK: Sources

    /// Sends what now enough sources say, and raises what more say: called with the keys that an article speaks of.
    func release(_ keys: [(topic: String, actor: String?)]) throws {
        for key in keys {
            for waiting in try pending(topic: key.topic, actor: key.actor)
            where waiting.needed > 0 || !waiting.steps.isEmpty {
                let alert = waiting.alert
                let asksForSources = waiting.needed > 0 || waiting.steps.contains { $0.confirmed != true }
                let count = asksForSources ? try sources(for: alert) : 1
                try raise(waiting, by: count)
                guard waiting.needed > 0, count >= waiting.needed else { continue }
                try db.execute(
                    sql: """
                        UPDATE outbox SET state = 'waiting', dueAt = ?, resentAt = ?, lastError = NULL
                        WHERE alert = ? AND state = 'held'
                        """, arguments: [now, now, alert.id])
                try db.execute(sql: "DELETE FROM pending WHERE alert = ?", arguments: [alert.id])
                try note(alert, .released, "\(count) independent sources say so")
            }
        }
    }

    private func raise(_ waiting: Pending, by sources: Int) throws {
        if let step = SeverityStep.reached(waiting.steps, by: sources) {
            guard step.severity != waiting.alert.severity else { return }
            try noteRaise(try raise(waiting.alert, to: step.severity), step)
        } else if let step = waiting.steps.first(where: { $0.confirmed == true }),
            step.severity > waiting.alert.severity, let article = try confirmation(of: waiting.alert)
        {
            let alert = try raise(waiting.alert, to: step.severity)
            try note(
                alert, .raised,
                "to \(step.severity.rawValue): \(alert.actor ?? "the actor") itself says so, in \(article)")
        }
    }

    private func raise(_ alert: Alert, to severity: Severity) throws -> Alert {
        var alert = alert
        alert.severity = severity
        try db.execute(
            sql: "UPDATE alerts SET record = ? WHERE id = ?", arguments: [StateStore.json(alert), alert.id])
        return alert
    }

    /// A later article that has the actor's own plain word for what a hint says: that is no change any more, and so no
    /// alert of its own.
    ///
    /// - Returns: its path; nil where there is none.
    private func confirmation(of hint: Alert) throws -> String? {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT claims.record FROM articles JOIN claims ON claims.article = articles.id
                    WHERE articles.id > (SELECT article FROM alerts WHERE id = ?) AND articles.supersededBy IS NULL
                        AND claims.kind = 'stance' AND claims.topic = ? AND claims.actor = ?
                    ORDER BY articles.id, claims.id LIMIT 1000
                    """), arguments: [hint.id, hint.topic, hint.actor ?? ""])
        for row in rows {
            let claim = try JSONDecoder().decode(ClaimRecord.self, from: Data((row[0] as String).utf8))
            let isPlain = claim.history != true && claim.via == nil && claim.certainty == .asserted
            if isPlain, claim.date >= hint.date, Self.agrees(claim, hint) { return claim.article }
        }
        return nil
    }

    /// What has waited too long for sources is kept quiet.
    func expire() throws {
        let records = try String.fetchAll(
            db,
            sql: """
                SELECT record FROM pending JOIN alerts ON alerts.id = pending.alert
                WHERE since < ? AND needed > 0 LIMIT 1000
                """, arguments: [now - Double(DispatchPolicy.patience)])
        for record in records {
            try quieten(
                StateStore.alert(record),
                "no further source said so within \(DispatchPolicy.patience / 86_400) days")
        }
        try db.execute(
            sql: "DELETE FROM pending WHERE since < ?", arguments: [now - 2 * Double(DispatchPolicy.patience)])
    }

    /// How many independent sources say what an alert says, from three days before it on.
    private func sources(for alert: Alert) throws -> Int {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT claims.record, coalesce(articles.story, articles.id), articles.publisher
                    FROM articles JOIN claims ON claims.article = articles.id
                    WHERE articles.day BETWEEN ? AND ? AND articles.supersededBy IS NULL
                        AND claims.topic = ? AND coalesce(claims.actor, '') = ?
                    ORDER BY articles.id, claims.id LIMIT 1000
                    """),
            arguments: [
                alert.date.day - 3, alert.date.day + DispatchPolicy.patience / 86_400, alert.topic, alert.actor ?? "",
            ])
        let reports = try rows.compactMap { row -> IndependentSources.Report? in
            let claim = try JSONDecoder().decode(ClaimRecord.self, from: Data((row[0] as String).utf8))
            guard claim.history != true, Self.agrees(claim, alert) else { return nil }
            return IndependentSources.Report(story: row[1], publisher: row[2], source: claim.via?.first)
        }
        return max(1, IndependentSources.count(reports))
    }

    private static func agrees(_ claim: ClaimRecord, _ alert: Alert) -> Bool {
        if let level = alert.to.level { return claim.level.map { $0.signum() == level.signum() } ?? false }
        if let deadline = alert.to.deadline { return claim.deadline == deadline }
        if let status = alert.to.status { return claim.status == status }
        if let value = alert.to.value { return claim.value.map { abs($0 - value) <= 1e-9 * abs(value) } ?? false }
        return false
    }
}
