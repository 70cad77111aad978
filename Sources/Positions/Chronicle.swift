/// What each observation of a history did to what was held: the weighing of the daemon, told again.
public struct Chronicle: Sendable {
    public struct Entry: Sendable {
        public var observation: Observation
        /// Nil for the first word that is known.
        public var judgement: Standing.Judgement?

        /// What it did.
        public var effect: Standing.Effect { judgement?.effect ?? .first }
    }

    public var entries: [Entry]

    /// - Parameter observations: of one key, oldest first.
    public init(_ observations: [Observation]) {
        entries = observations.indices.map { place in
            let start = max(0, place - PositionBook.depth)
            return Entry(
                observation: observations[place],
                judgement: PositionKeeper.judgement(of: observations[place], after: observations[start..<place]))
        }
    }

    /// The latest word that is believed: the position. Nil for an empty history.
    public var held: Entry? { entries.last { $0.effect.isBelieved } }
}

extension Standing.Effect {
    /// Whether what was said is held from then on.
    public var isBelieved: Bool {
        switch self {
        case .first, .confirms, .shifts, .hints, .returns, .replaces: true
        case .doubted, .disputes, .beside: false
        }
    }
}
