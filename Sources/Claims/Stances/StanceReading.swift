/// A position as the grammar finds it, before names are put to it.
struct StanceReading {
    enum Holder: Equatable {
        /// A word of the text, the head of the phrase that names the holder.
        case word(Int)
        /// Whoever says the sentence.
        case speaker
        /// A watched actor, by its index.
        case actor(Int)
    }

    var holder: Holder
    /// Index of the topic in the watch list; -1 for one of the text's own.
    var topic: Int
    var level: Int
    var certainty: Claim.Certainty
    var isHistory: Bool
    /// Heads of the phrases that name who says so, nearest to the article first.
    var via: [Int]
    /// Tokens from the predicate to the topic.
    var focus: Range<Int>
    var rule: String
    /// The topic's own word is the deed, and nothing takes a position on it.
    var isBareDeed = false
}

/// How far the reading of one topic has come on its way up the tree.
struct StancePath {
    /// The word that carries the position now: the topic at first, then the predicate over it, and so on.
    var node: Int
    /// Position on the topic happening; nil while nothing has been said of it.
    var level: Int?
    var certainty = Claim.Certainty.asserted
    var isHistory = false
    /// Words that name who holds it, where a noun has said so; else the subject of the clause is asked.
    var owners: [Int] = []
    /// "must", "is illegal": the position is the speaker's, not the subject's.
    var isSpeakers = false
    var via: [Int] = []
    var rule = ""
    var focus: Range<Int>
    /// The holder is settled: what stands above only says who reports it.
    var isSettled = false
    /// The clause of ``node`` has been read.
    var isClauseRead = false
    /// Index of the topic in the watch list; -1 for one of the text's own.
    var topic = -1
    var hasReadHyphens = false
    var hasReadOwner = false
    var isDocument = false
    var hasReadRelatives = false
    /// The level is that of the deed itself: no word above has taken a position on it.
    var isBareDeed = false
    /// Positions found on the way ("Russia's offer of talks" below "rejected").
    var emitted: [StanceReading] = []

    init(node: Int, tokens: Range<Int>) {
        (self.node, focus) = (node, tokens)
    }

    mutating func reach(_ token: Int) {
        focus = min(focus.lowerBound, token)..<max(focus.upperBound, token + 1)
    }

    /// Goes up to `node`, where the position is now `level`.
    func climbing(to node: Int, level: Int?, rule: String) -> StancePath {
        var path = self
        path.node = node
        path.level = level
        path.isClauseRead = false
        path.owners = []
        path.isBareDeed = false
        if path.rule.isEmpty || level != self.level { path.rule = rule }
        path.reach(node)
        return path
    }

    mutating func hedge() {
        if certainty == .asserted { certainty = .hedged }
    }
}
