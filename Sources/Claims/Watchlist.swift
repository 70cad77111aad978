/// Whom and what a user follows: actors, topics and numbers, each with the words that mean it.
public struct Watchlist: Sendable, Equatable {
    public struct Actor: Sendable, Equatable {
        public var name: String
        /// Other names: aliases, demonyms, capitals, offices, leaders; matched as words, case kept for capitals.
        public var aliases: [String]
        /// Surnames and the like that count only where the actor is named more fully in the same article.
        public var weakAliases: [String]
        /// From which year on an alias counts; those that are not here always do. Office-holders of today are other
        /// people, or private, in old news.
        public var since: [String: Int] = [:]
        /// Who belongs to it: what they say and do is the actor's, unless they are actors of their own.
        public var members: [String]
        /// What it is; nil where that is not said.
        public var kind: Kind?

        /// What an actor is: how others than by name may refer to it.
        public enum Kind: String, Sendable, CaseIterable {
            case country, organisation, company, party, group
            case armedGroup = "armed group"
            /// Somebody: the last word of the name counts where the whole name stands in the same article.
            case person
        }

        public init(
            name: String, aliases: [String], weakAliases: [String] = [], members: [String] = [], kind: Kind? = nil
        ) {
            (self.name, self.aliases, self.weakAliases) = (name, aliases, weakAliases)
            (self.members, self.kind) = (members, kind)
        }
    }

    public struct Topic: Sendable, Equatable {
        public var name: String
        /// Words and multi-word terms that mean it, in their base forms.
        public var terms: [String]
        /// Words for it happening ("lay down arms"): who does, wants or refuses that does so to the topic.
        public var favouring: [String]
        /// Words for its opposite ("offensive" for a ceasefire): who does or wants that is against the topic.
        public var opposing: [String]
        /// Of the shipped list: it means any such matter in the world, so a status or a deadline on it is one of its
        /// doer, and without one of nothing that could be compared.
        public var isGeneral = false
        public init(name: String, terms: [String], favouring: [String] = [], opposing: [String] = []) {
            (self.name, self.terms, self.favouring, self.opposing) = (name, terms, favouring, opposing)
        }
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
