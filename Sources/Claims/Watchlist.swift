/// Whom and what a user follows: actors, topics and numbers, each with the words that mean it.
public struct Watchlist: Sendable, Equatable {
    public struct Actor: Sendable, Equatable {
        public var name: String
        /// Other names: aliases, demonyms, capitals, offices, leaders; matched as words, case kept for capitals.
        public var aliases: [String]
        /// Surnames and the like that count only where the actor is named more fully in the same article.
        public var weakAliases: [String]
        public init(name: String, aliases: [String], weakAliases: [String] = []) {
            (self.name, self.aliases, self.weakAliases) = (name, aliases, weakAliases)
        }
    }

    public struct Topic: Sendable, Equatable {
        public var name: String
        /// Words and multi-word terms that mean it, in their base forms.
        public var terms: [String]
        public init(name: String, terms: [String]) { (self.name, self.terms) = (name, terms) }
    }

    public struct Measure: Sendable, Equatable {
        public var name: String
        /// Words for the measure ("tariff", "killed").
        public var terms: [String]
        /// What it must be about ("India"); empty where anything will do.
        public var of: [String]
        public init(name: String, terms: [String], of: [String]) {
            (self.name, self.terms, self.of) = (name, terms, of)
        }
    }

    public var actors: [Actor]
    public var topics: [Topic]
    public var numbers: [Measure]

    public init(actors: [Actor] = [], topics: [Topic] = [], numbers: [Measure] = []) {
        (self.actors, self.topics, self.numbers) = (actors, topics, numbers)
    }
}
