/// A word, or several, by which a topic is met.
struct TopicTerm: Sendable {
    enum Side: Int, Sendable {
        /// It means the topic.
        case `for`
        /// It means the topic's opposite.
        case against
        /// A general word, which means the topic only where somebody wants or refuses it.
        case weak
    }

    var text: String
    var side: Side
    /// Of the topic's family of words, not given by the user.
    var isKindred = false
}

/// The number under which a term of a topic is kept: the topic, the side, and whether the user gave it.
struct TopicTermID: RawRepresentable {
    let rawValue: Int

    init(rawValue: Int) { self.rawValue = rawValue }

    init(_ topic: Int, _ term: TopicTerm) {
        rawValue = topic * 8 + term.side.rawValue * 2 + (term.isKindred ? 1 : 0)
    }

    var topic: Int { rawValue / 8 }
    var side: TopicTerm.Side { TopicTerm.Side(rawValue: rawValue / 2 % 4) ?? .for }
    var isKindred: Bool { rawValue % 2 == 1 }
}
