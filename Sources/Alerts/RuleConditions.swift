import Claims
import Positions

/// What must hold of a shift besides its name, for a rule to speak or to speak louder. What is nil asks for nothing.
public struct RuleConditions: Sendable, Equatable {
    /// How near the article is to whose position it is.
    public enum Directness: String, Sendable, CaseIterable {
        /// The actor's own word or deed.
        case own
        /// A named third party says so.
        case secondHand = "second hand"
        /// Nobody with a name says so: "officials", "three sources".
        case unnamed

        public static func of(_ observation: Observation) -> Directness {
            guard let source = observation.via.first else { return .own }
            return ObservationWeight.isUnnamed(source) ? .unnamed : .secondHand
        }
    }

    public var certainty: Set<Claim.Certainty>?
    public var directness: Set<Directness>?
    /// One of these says so: somebody that the article names as its source, or the actor itself.
    public var saidBy: Set<String>?
    /// The article is of one of these.
    public var publishers: Set<String>?
    /// Levels before and after, -2…2; a first position has none before.
    public var from: Set<Int>?
    public var to: Set<Int>?

    public init(
        certainty: Set<Claim.Certainty>? = nil, directness: Set<Directness>? = nil, saidBy: Set<String>? = nil,
        publishers: Set<String>? = nil, from: Set<Int>? = nil, to: Set<Int>? = nil
    ) {
        (self.certainty, self.directness, self.saidBy) = (certainty, directness, saidBy)
        (self.publishers, self.from, self.to) = (publishers, from, to)
    }

    /// Why a shift is not what is asked for; nil where it is.
    public func mismatch(_ shift: Shift) -> String? {
        let new = shift.to
        if let certainty, !certainty.contains(new.certainty) { return "it is \(new.certainty.rawValue)" }
        if let directness, !directness.contains(.of(new)) { return "it is \(Directness.of(new).rawValue) word" }
        if let saidBy, saidBy.isDisjoint(with: new.via.isEmpty ? [shift.key.actor ?? ""] : new.via) {
            return "it is said by \(new.via.first ?? shift.key.actor ?? "the article")"
        }
        if let publishers, !publishers.contains(new.publisher ?? "") {
            return "it is published by \(new.publisher ?? "nobody that is named")"
        }
        if let from, shift.from?.level.map(from.contains) != true {
            return "what was held is \(shift.from.map(PositionWords.label) ?? "not known")"
        }
        if let to, new.level.map(to.contains) != true { return "what is held is \(PositionWords.label(new))" }
        return nil
    }
}
