import Linguistics

/// One construction in which a text says how far an action is.
protocol StatusRule: FactRule {
    /// - Parameters:
    ///   - noun: the word that carries the topic in its clause.
    ///   - topic: the words for the topic.
    /// - Returns: nil where the construction is not there.
    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding?
}

/// A status as a rule finds it, before names are put to it.
struct StatusFinding {
    var status: ActionStatus
    /// The word that says it, and the last of its words ("force" of "came into force").
    var predicate: Int
    var last: Int?
    var certainty = Claim.Certainty.asserted
    /// The word for who does it.
    var doer: Int?
}
