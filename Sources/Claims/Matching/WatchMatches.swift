import Linguistics

/// Where the actors, topics and measures of a watch list stand in one document.
public struct WatchMatches: Sendable {
    /// A place where one of them is named.
    public struct Match: Sendable, Equatable {
        /// Index into the watch list's actors, topics or numbers.
        public var index: Int
        /// Token indices from its first to its last word.
        public var tokens: Range<Int>
        /// The word that the others hang from in the tree.
        public var head: Int
        /// A hyphen joins it to a neighbour ("anti-Russian", "US-led"): no actor by itself.
        public var isJoined: Bool
        /// For topics: the words mean the opposite ("stay in power" for a resignation, "leak" for stopping the leak).
        public var isOpposite: Bool
        /// For topics: a general word ("leave") that means the topic only where somebody wants or refuses it.
        public var isWeak = false
        /// For topics: what was concluded to find it here: a word of its family, a word that takes it up.
        public var leaps: Leaps = []

        public init(index: Int, tokens: Range<Int>, head: Int, isJoined: Bool = false, isOpposite: Bool = false) {
            (self.index, self.tokens, self.head, self.isJoined) = (index, tokens, head, isJoined)
            self.isOpposite = isOpposite
        }
    }

    /// Names of actors as written, in the order of the text, without overlap.
    public internal(set) var actors: [Match] = []
    /// Terms of topics; those of different topics may overlap, those of one topic do not.
    public internal(set) var topics: [Match] = []
    /// Words that take up a topic that is named before ("the proposal", "it").
    public internal(set) var takenUp: [Match] = []
    /// Names of places where a topic that is a meeting is held, where somebody goes there.
    public internal(set) var venues: [Match] = []
    /// Terms of measures (`terms` of a number), and words for what they must be about (`of`).
    public internal(set) var measures: [Match] = []
    public internal(set) var measureObjects: [Match] = []

    /// For each token the actor that the phrase with this head stands for, -1 for none: by name, by title ("the Russian
    /// foreign minister"), by apposition or by coreference ("he").
    var actorOfToken: [Int32] = []
    /// For each entity of the document its actor, -1 for none.
    var actorOfEntity: [Int32] = []

    /// The watched actor that the phrase headed by `token` stands for.
    public func actor(at token: Int) -> Int? {
        guard actorOfToken.indices.contains(token), actorOfToken[token] >= 0 else { return nil }
        return Int(actorOfToken[token])
    }

    /// The watched actor that an entity of the document is.
    public func actor(ofEntity entity: Int) -> Int? {
        guard actorOfEntity.indices.contains(entity), actorOfEntity[entity] >= 0 else { return nil }
        return Int(actorOfEntity[entity])
    }
}
