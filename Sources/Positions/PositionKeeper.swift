import Articles
import Claims

/// Compares an article's claims with what was held before, and says what is new.
///
/// A pure function of its arguments: the same articles in the same order give the same shifts, in any run. What is held
/// is a fold over the history (``Standing``), so an article that arrives late changes it as if it had come in time.
public struct PositionKeeper: Sendable {
    public init() {}

    /// What an article adds.
    public struct Outcome: Sendable, Equatable {
        /// One for each key the article speaks of.
        public var observations: [Observation] = []
        /// In the order of the text.
        public var shifts: [Shift] = []
        public init() {}
    }

    /// - Parameter claims: the article's claims in the order of its text; those without a watched actor or topic, and
    ///   retold history, are passed over.
    public func outcome(
        of claims: [Claim], in article: Article, history: some PositionHistory
    ) throws -> Outcome {
        var outcome = Outcome()
        guard article.role != .withdrawal else { return outcome }
        for reading in ArticleReading.readings(of: claims, in: article) {
            let observation = reading.chosen
            let known = try history.history(of: observation.key, upTo: observation.date)
            outcome.observations.append(observation)
            // An article that arrives late takes its place in history and is no news.
            if known.hasLater { continue }
            if let shift = Self.shift(to: observation, after: known.before) { outcome.shifts.append(shift) }
            if let other = reading.others.first(where: { Self.contradicts($0, observation) }) {
                outcome.shifts.append(Self.contradiction(of: observation, by: other))
            }
        }
        outcome.shifts += try metDeadlines(by: outcome.observations, history: history)
        return outcome
    }

    /// The key that a claim counts for; nil where it counts for none.
    public static func key(of claim: Claim) -> PositionKey? {
        guard !claim.isHistory, !claim.isOfAnyMatter, claim.topicIsWatched, let topic = claim.topic else { return nil }
        switch claim.kind {
        case .stance:
            guard claim.actorIsWatched, let actor = claim.actor, claim.level != nil else { return nil }
            return PositionKey(kind: .stance, actor: actor, topic: topic)
        case .number:
            return claim.value == nil || claim.isIncrement ? nil : PositionKey(kind: .number, actor: nil, topic: topic)
        case .status: return claim.status == nil ? nil : PositionKey(kind: .status, actor: nil, topic: topic)
        case .deadline: return claim.deadline == nil ? nil : PositionKey(kind: .deadline, actor: nil, topic: topic)
        case .statement: return nil
        }
    }

    /// What was known of the key when `new` came, weighed; nil where nothing was.
    ///
    /// Only what can be compared counts: one actor's sanctions with their own, dollars with dollars.
    public static func judgement(
        of new: Observation, after before: some Sequence<Observation>
    ) -> Standing.Judgement? {
        var standing = Standing(before.filter { Matter.isComparable($0, new) })
        return standing?.take(new)
    }

    static func shift(to new: Observation, after before: [Observation]) -> Shift? {
        if new.rule == ClaimRule.deadlinePassed { return passed(new, after: before) }
        guard let judgement = judgement(of: new, after: before), let last = judgement.from else {
            return Shift(
                key: new.key, change: .first, reason: new.key.kind == .deadline ? .deadlineSet : .first, from: nil,
                to: new, weighed: ["no earlier position is known"])
        }
        switch judgement.effect {
        case .returns where !judgement.isNews: return nil
        case .first, .confirms, .replaces, .doubted, .beside: return nil
        case .disputes: return contradiction(of: last, by: new)
        case .shifts, .hints, .returns:
            guard let difference = Difference.between(last, new) else { return nil }
            return Shift(
                key: new.key, change: .shift, reason: new.isCorrection ? .corrected : difference.reason,
                direction: difference.direction, from: last, to: new,
                weighed: WeighedWords.lines(judgement, new: new), isHint: judgement.effect == .hints)
        }
    }

    /// Whether two sources in one article say different things: figures that cannot both hold, or positions of which
    /// one is for and one against.
    private static func contradicts(_ other: Observation, _ chosen: Observation) -> Bool {
        guard other.via.first != chosen.via.first, isPlain(other), isPlain(chosen) else { return false }
        switch chosen.key.kind {
        case .number:
            guard other.via.first != nil, chosen.via.first != nil else { return false }
            return NumberComparison.direction(from: chosen, to: other) != nil
        case .stance: return other.side * chosen.side < 0
        case .status, .deadline: return false
        }
    }

    private static func isPlain(_ observation: Observation) -> Bool {
        (observation.certainty == .asserted || observation.certainty == .denied)
            && observation.reliability >= Standing.founded
    }

    private static func contradiction(of last: Observation, by new: Observation) -> Shift {
        let days = new.date - last.date
        let apart = days == 0 ? "on one day" : days == 1 ? "one day apart" : "\(days) days apart"
        return Shift(
            key: new.key, change: .contradicted, reason: .contradicted, direction: nil, from: last, to: new,
            weighed: [
                "\(WeighedWords.source(of: new)) and \(WeighedWords.source(of: last)) differ, \(apart)",
                "what \(WeighedWords.source(of: last)) says stands",
            ])
    }
}
