import Articles
import Claims

/// An observation of an earlier article that no longer stands as it was.
public struct Amendment: Sendable, Equatable {
    public var key: PositionKey
    /// Whose observation it is.
    public var article: ArticleID
    /// What stands in its place, as of the same day; nil where it is taken away.
    public var replacement: Observation?

    public init(key: PositionKey, article: ArticleID, replacement: Observation?) {
        (self.key, self.article, self.replacement) = (key, article, replacement)
    }
}

/// Puts right what followed from an article that another corrects or withdraws.
///
/// What the correction says takes the place of what it corrects, as of that article's day; what it leaves as it was stays
/// with its first evidence. Where an alert followed, there is a follow-up: the corrected change where there still is one,
/// else a retraction; the next article's alert is looked at again too, since it was compared with what is now gone.
extension PositionKeeper {
    /// What comes of a correction or withdrawal for the positions.
    public struct Amended: Sendable, Equatable {
        public var amendments: [Amendment] = []
        public var shifts: [Shift] = []
        /// The keys whose claims are dealt with.
        public var keys: Set<PositionKey> = []
        public init() {}
    }

    /// - Parameters:
    ///   - standing: the observations of the superseded articles.
    ///   - claims: those of the correction; none for a withdrawal.
    ///   - notice: the article that corrects or withdraws.
    ///   - isGone: whether a sentence of the earlier article was taken out: asked where the correction is silent.
    ///   - alerted: the ids of the alerts that an article raised about a key.
    public func amended(
        _ standing: [Observation], by claims: [Claim], in notice: Article, isGone: (Evidence) -> Bool,
        alerted: (ArticleID, PositionKey) throws -> [String], history: some PositionHistory
    ) throws -> Amended {
        var result = Amended()
        let readings = Dictionary(
            ArticleReading.readings(of: claims, in: notice).map { ($0.chosen.key, $0) },
            uniquingKeysWith: { first, _ in first })
        for old in standing {
            result.keys.insert(old.key)
            var new = notice.role == .withdrawal ? nil : readings[old.key]?.chosen
            if let reading = readings[old.key], notice.role != .withdrawal {
                if ([reading.chosen] + reading.others).contains(where: { isEqual($0, old) }) { continue }
            } else if notice.role != .withdrawal, !isGone(old.evidence) {
                continue
            }
            // It holds as of the day of what it corrects: what happened since stays the latest.
            new?.date = old.date
            result.amendments.append(Amendment(key: old.key, article: old.article, replacement: new))
            try follow(old, new, notice, alerted, history, &result.shifts)
        }
        return result
    }

    private func follow(
        _ old: Observation, _ new: Observation?, _ notice: Article,
        _ alerted: (ArticleID, PositionKey) throws -> [String], _ history: some PositionHistory,
        _ shifts: inout [Shift]
    ) throws {
        let known = try history.history(of: old.key, upTo: old.date).before
        guard let place = known.firstIndex(where: { $0.article == old.article }) else { return }
        let before = Array(known[..<place])
        let next = try known.dropFirst(place + 1).first ?? history.next(of: old.key, after: old.date)
        let alerts = try alerted(old.article, old.key)
        let isVoid = new.map { Self.shift(to: Self.corrected($0), after: before) == nil } ?? true
        if !alerts.isEmpty, isVoid {
            // Where the position now is what it was before, or nothing is left of it.
            let now = new ?? before.last
            let direction = now.flatMap { Difference.between(old, $0)?.direction }
            shifts.append(.retraction(of: old, now: now, by: notice, alerts: alerts, direction: direction))
        } else if let new {
            let change = Difference.between(old, new)
            // A correction of what has been overtaken is no news to who was told nothing.
            if !alerts.isEmpty || change != nil && next == nil {
                shifts.append(.correction(from: old, to: new, direction: change?.direction, by: notice, alerts: alerts))
            }
        }
        // What came next was compared with what is gone.
        guard let next, next.article != notice.id else { return }
        let following = try alerted(next.article, next.key)
        guard !following.isEmpty else { return }
        let base = before + (new.map { [$0] } ?? [])
        if !base.isEmpty, Self.shift(to: next, after: base) == nil {
            shifts.append(.retraction(of: next, now: next, by: notice, alerts: following, direction: nil))
        }
    }

    /// What a correction says is taken at its word.
    private static func corrected(_ observation: Observation) -> Observation {
        var observation = observation
        observation.isCorrection = true
        return observation
    }

    /// Whether a correction repeats what it corrects.
    private func isEqual(_ a: Observation, _ b: Observation) -> Bool {
        (a.level, a.value, a.upperValue, a.status, a.deadline)
            == (b.level, b.value, b.upperValue, b.status, b.deadline)
    }
}

extension Shift {
    /// A position as a correction has it, against what the corrected article had.
    static func correction(
        from old: Observation, to new: Observation, direction: Direction?, by notice: Article, alerts: [String]
    ) -> Shift {
        var shift = Shift(
            key: new.key, change: .shift, reason: .corrected, direction: direction, from: old, to: new,
            weighed: ["\(notice.path), \(notice.date), corrects \(old.path), \(old.date)"])
        shift.notice = Notice(article: notice.id, path: notice.path, date: notice.date, alerts: alerts)
        return shift
    }

    /// An alert's change is none any more.
    static func retraction(
        of old: Observation, now: Observation?, by notice: Article, alerts: [String], direction: Direction?
    ) -> Shift {
        let verb = notice.role == .withdrawal ? "withdraws" : "corrects"
        var shift = Shift(
            key: old.key, change: .retracted, reason: .retracted, direction: direction, from: now == nil ? nil : old,
            to: now ?? old,
            weighed: [
                "\(notice.path), \(notice.date), \(verb) what it followed from",
                now.map { "the position is that of \($0.date)" } ?? "no position is left",
            ])
        shift.notice = Notice(article: notice.id, path: notice.path, date: notice.date, alerts: alerts)
        return shift
    }
}
