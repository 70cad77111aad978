import Articles
import Claims

/// A position as it stands after a run of observations, and how well it is founded.
///
/// A fold over the observations in the order of their dates: it depends on nothing else, so articles that arrive in
/// another order give the same standing.
public struct Standing: Sendable, Equatable {
    /// What an observation does to what is held.
    public enum Effect: String, Sendable, Codable {
        /// Nothing was known before.
        case first
        /// What is held is said again.
        case confirms
        /// It differs, and weighs enough.
        case shifts
        /// It differs, and weighs too little to be believed alone, but is worth a hint.
        case hints
        /// After a hint that nobody confirmed, what was held before is said again.
        case returns
        /// What was held was read too unsurely to be compared with: this takes its place, and is no news.
        case replaces
        /// It differs, and weighs too little: what is held stays until more is heard.
        case doubted
        /// A source disputes what is held; it stays as it is.
        case disputes
        /// It is of a further action beside the one that holds.
        case beside
    }

    /// What was weighed of one observation.
    public struct Judgement: Sendable, Equatable {
        public var effect: Effect
        /// What was held before.
        public var from: Observation?
        /// What speaks for the change, 0…1, doubts of the last weeks included; what it would take.
        public var evidence: Double
        public var required: Double
        /// How often what is held had been heard, fading with age: 0 upwards.
        public var support: Double
        /// How many times it has turned of late.
        public var turns: Int
        /// For a hint that is taken back: surely enough to say so.
        public var isNews = false
    }

    /// The latest observation of what is held.
    public private(set) var held: Observation
    /// Evidence for it, as of the day of ``held``: sums of weights that fade with age.
    private var support: Double
    /// The surest reading of it.
    private var surest: Double
    /// Days on which it turned.
    private var turns: [CalendarDate] = []
    /// What has been said against it and not believed, and how much speaks for that.
    private var doubted: [Observation] = []
    private var doubt = 0.0
    /// What was held before a hint.
    private var beforeHint: (held: Observation, support: Double)? {
        get { hinted.first.map { ($0, supportBeforeHint) } }
        set { (hinted, supportBeforeHint) = (newValue.map { [$0.held] } ?? [], newValue?.support ?? 0) }
    }
    private var hinted: [Observation] = []
    private var supportBeforeHint = 0.0

    /// Days in which the support of what is held falls to its half.
    static let halfLife = 45.0
    /// Days in which a doubt falls to its half; doubts add up.
    static let doubtHalfLife = 14.0
    /// Days within which a turn makes the next one dearer.
    static let unrest = 45
    /// A reading less sure than this founds nothing that others could shift from.
    static let founded = 0.52

    /// - Parameter observations: of one key, oldest first.
    public init?(_ observations: some Sequence<Observation>) {
        var standing: Standing?
        for observation in observations {
            if standing == nil { standing = Standing(first: observation) } else { _ = standing?.take(observation) }
        }
        guard let standing else { return nil }
        self = standing
    }

    init(first: Observation) {
        (held, support, surest) = (first, first.weight, first.reliability)
    }

    /// Takes the next observation in, and says what it did.
    @discardableResult
    public mutating func take(_ new: Observation) -> Judgement {
        switch new.key.kind {
        case .stance: return takeStance(new)
        case .status: return takeStatus(new)
        case .number:
            if !new.isCorrection, NumberComparison.disputes(new, held) { return judgement(.disputes, new) }
        case .deadline: break
        }
        let isSame = Difference.between(held, new) == nil
        let result = judgement(isSame ? .confirms : .shifts, new)
        // "At least 70" says less than the 72 that it leaves standing.
        if !isSame || new.key.kind != .number || (new.bound ?? .exact) == .exact { held = new }
        return result
    }

    /// A status says how far an action is, whoever says it, so only how surely it was read counts. What has not been heard
    /// of for long is likelier to be another action than this one at another stage.
    private mutating func takeStatus(_ new: Observation) -> Judgement {
        guard let status = new.status, let old = held.status else { return judgement(.confirms, new) }
        if StatusLadder.isFurther(status, beside: old) { return judgement(.beside, new) }
        if Difference.between(held, new) == nil {
            let result = judgement(StatusLadder.isSame(status, old) ? .confirms : .replaces, new)
            (held, doubted, doubt) = (new, [], 0)
            return result
        }
        let evidence = evidence(for: new, weight: new.reliability)
        let required = new.isCorrection ? 0 : Self.requiredOfStatus(new, after: held)
        let isEnough = evidence >= required
        let result = judgement(isEnough ? .shifts : .doubted, new, evidence: evidence, required: required)
        if isEnough { (held, doubted, doubt) = (new, [], 0) } else { (doubted, doubt) = ([new], evidence) }
        return result
    }

    /// What is said now, with what was said to the same effect lately and not believed.
    private func evidence(for new: Observation, weight: Double) -> Double {
        guard let last = doubted.first, Difference.between(last, new) == nil else { return weight }
        let old = Self.faded(doubt, from: last.date, to: new.date, halfLife: Self.doubtHalfLife)
        return ObservationWeight.together(old, weight)
    }

    /// What a change of status takes: from 0.5 for one heard of today to 0.8 for one not heard of for years. One actor's
    /// own action is the same action after any time.
    static func requiredOfStatus(_ new: Observation, after held: Observation) -> Double {
        if let doer = new.doer, doer == held.doer { return 0.5 }
        let age = Double(max(0, new.date - held.date))
        let other = Matter.isDifferent(held, new) ? 0.2 : 0
        return 0.5 + 0.3 * age / (age + 60) + other
    }

    private mutating func takeStance(_ new: Observation) -> Judgement {
        let support = Self.faded(support, from: held.date, to: new.date, halfLife: Self.halfLife)
        let turned = turns.filter { new.date - $0 <= Self.unrest }.count
        if new.side == held.side {
            let result = judgement(.confirms, new, support: support, turns: turned)
            self.support = support + new.weight
            surest = max(surest, new.reliability)
            doubt *= 1 - new.weight
            held = new
            beforeHint = nil
            return result
        }
        let evidence = evidence(for: new, weight: new.weight)
        let required = new.isCorrection ? 0 : Self.required(support: support, turns: turned)
        var result = judgement(
            .shifts, new, evidence: evidence, required: required, support: support, turns: turned)
        if let before = beforeHint, before.held.side == new.side, evidence >= Self.founded {
            result.effect = .returns
            result.isNews = evidence >= required
            turn(to: new, support: before.support + evidence, counts: false)
        } else if evidence >= required {
            result.effect = surest < Self.founded ? .replaces : .shifts
            turn(to: new, support: evidence, counts: surest >= Self.founded)
        } else if Self.isHearsay(new), new.reliability >= 0.7, evidence >= 0.15 + 0.13 * support {
            result.effect = surest < Self.founded ? .replaces : .hints
            let before = (held, support)
            turn(to: new, support: evidence, counts: false)
            beforeHint = before
        } else {
            result.effect = .doubted
            (doubted, doubt) = ([new], evidence)
        }
        return result
    }

    private mutating func turn(to new: Observation, support: Double, counts: Bool) {
        if counts { turns = turns.suffix(3) + [new.date] }
        (held, self.support, surest) = (new, support, new.reliability)
        (doubted, doubt, beforeHint) = ([], 0, nil)
    }

    /// Surely read, but not surely said: hedged, on a condition, or another's word.
    private static func isHearsay(_ observation: Observation) -> Bool {
        observation.certainty == .hedged || observation.certainty == .conditional || !observation.via.isEmpty
    }

    /// What a change takes: more the better founded what is held, and where it has turned of late. Never so much that the
    /// actor's own plain word for something would not do.
    static func required(support: Double, turns: Int) -> Double {
        min(0.52 + 0.45 * support / (support + 1.5) + 0.04 * Double(min(turns, 2)), 0.76)
    }

    /// A weight after some days: half of it after `halfLife` days.
    static func faded(_ weight: Double, from old: CalendarDate, to new: CalendarDate, halfLife: Double) -> Double {
        // 1 / (1 + x) for 2^-x: close enough, and the same on every machine.
        weight / (1 + Double(max(0, new - old)) / halfLife)
    }

    private func judgement(
        _ effect: Effect, _ new: Observation, evidence: Double? = nil, required: Double = 0, support: Double? = nil,
        turns: Int = 0
    ) -> Judgement {
        Judgement(
            effect: effect, from: held, evidence: evidence ?? new.weight, required: required,
            support: support ?? self.support, turns: turns)
    }

    public static func == (a: Standing, b: Standing) -> Bool {
        a.held == b.held && a.support == b.support && a.doubt == b.doubt && a.doubted == b.doubted && a.turns == b.turns
            && a.hinted == b.hinted
    }
}
