import Linguistics

/// The words that take a position on what they govern, by lemma and the particle or preposition that belongs to them.
struct StanceLexicon: Sendable {
    /// What a verb does with its complement; a verb may be of several kinds.
    struct Verb: Sendable {
        /// Level of the subject's attitude towards the complement.
        var attitude: Int?
        /// The subject does what the complement says (begin, continue).
        var performs = false
        /// The subject ends or omits what the complement says (stop, fail).
        var omits = false
        /// The subject wants the object to do what the complement says (urge, order).
        var directs: Int?
        /// Says that the complement holds.
        var reports = false
        /// Says that the complement does not hold.
        var denies = false
        /// Carries the position of a noun ("made an offer").
        var isLight = false
        /// Obligation: the position is the speaker's.
        var obliges = false
        /// Only who has it can do it ("lift", "suspend"): in the passive its owner is the doer.
        var isOwnAct = false
        /// Of the speaker, on the subject ("undermines peace").
        var evaluation: Int?
        /// After its particle comes a preposition ("walk out of").
        var takesPreposition: Bool { !prepositions.isEmpty }
        /// Those that may come after its particle; empty where none need.
        var prepositions: Set<WordKey> = []
        /// The class of the attitude (accept, reject, do …), for people.
        var group = ""
    }

    struct Noun: Sendable {
        enum Effect: Sendable { case attitude, performs, omits }
        var effect: Effect
        var level: Int
    }

    struct Adjective: Sendable {
        /// Of the subject, on the complement ("open to talks").
        var attitude: Int?
        /// Of the speaker, on the subject ("the blockade is illegal").
        var evaluation: Int?
    }

    private struct Key: Hashable {
        var lemma: WordKey
        var word: WordKey
    }

    private var verbs: [Key: Verb] = [:]
    /// For regular forms of the verbs their lemmas, where the lemma that the analysis gives is none of the list.
    private var bases: [WordKey: WordKey] = [:]
    private var particles: Set<WordKey> = []
    private var nouns: [WordKey: Noun] = [:]
    private var adjectives: [WordKey: Adjective] = [:]
    /// Levels of nouns for who takes a position ("opponent").
    private var agents: [WordKey: Int] = [:]
    let violent: Set<WordKey>
    let containers: Set<WordKey>
    /// Verbs that take what they judge for a fact ("condemn").
    let factives: Set<WordKey>
    /// Nouns for papers and plans that say what is to be done.
    let documents: Set<WordKey>
    /// General nouns by which an actor is taken up ("the company", "its forces").
    let descriptions: Set<WordKey>
    /// Nouns for people ("minister", "spokeswoman"): "he" may be one, "it" is none.
    private let offices: Set<WordKey>
    private let countries: Set<String>
    /// Set phrases ("turned its back on").
    let idioms: StanceIdioms
    /// Nouns for deeds that have a doer ("air strikes", "sanctions").
    let deeds: Set<WordKey>
    /// How somebody comes to a meeting.
    let attendance: Attendance

    init(lists: (String) -> WordList) {
        violent = Set(lists("violent-verbs").records.map { WordKey($0.name) })
        containers = Set(lists("topic-containers").records.map { WordKey($0.name) })
        factives = Set(lists("factive-verbs").records.map { WordKey($0.name) })
        documents = Set(lists("documents").records.map { WordKey($0.name) })
        descriptions = Set(lists("actor-descriptions").records.map { WordKey($0.name) })
        offices = Set(
            lists("mention-nouns").records.filter { $0.value("kind") == "person" }.map { WordKey($0.name) })
        attendance = Attendance(lists: lists)
        deeds = Set(lists("deeds").records.map { WordKey($0.name) })
        countries = Set(lists("actors-countries").records.map(\.name))
        idioms = StanceIdioms(list: lists("stance-idioms"))
        for record in lists("violent-verbs").records {
            bases[WordKey(record.name)] = WordKey(record.name)
            for form in Inflections.forms(of: record.name) where bases[WordKey(form)] == nil {
                bases[WordKey(form)] = WordKey(record.name)
            }
        }
        for record in lists("stance-verbs").records { insert(verb: record) }
        for record in lists("irregular-verbs").records where bases[WordKey(record.name)] == WordKey(record.name) {
            for form in record.values("forms") where bases[WordKey(form)] == nil {
                bases[WordKey(form)] = WordKey(record.name)
            }
        }
        for record in lists("stance-nouns").records {
            if let level = Self.level(record.values("who")) { agents[WordKey(record.name)] = level }
            for (field, effect) in [("att", Noun.Effect.attitude), ("asp", .performs), ("neg", .omits)] {
                guard let level = Self.level(record.values(field)) else { continue }
                nouns[WordKey(record.name)] = Noun(effect: effect, level: level)
            }
        }
        for record in lists("stance-adjectives").records {
            adjectives[WordKey(record.name)] = Adjective(
                attitude: Self.level(record.values("att")), evaluation: Self.level(record.values("val")))
        }
    }

    private mutating func insert(verb record: WordList.Record) {
        let words = record.name.split(separator: " ")
        guard let first = words.first else { return }
        let key = Key(lemma: WordKey(first), word: words.count > 1 ? WordKey(words[1]) : .none)
        var verb = Verb()
        if words.count > 2 {
            verb.prepositions = (verbs[key]?.prepositions ?? []).union([WordKey(words[2])])
        }
        if let level = Self.level(record.values("att")) {
            verb.attitude = level
            verb.group = record.value("att") ?? ""
        }
        verb.performs = !record.values("asp").isEmpty
        verb.omits = !record.values("neg").isEmpty
        verb.directs = Self.level(record.values("dir"))
        verb.reports = !record.values("rep").isEmpty
        verb.denies = !record.values("den").isEmpty
        verb.isLight = !record.values("light").isEmpty
        verb.obliges = !record.values("must").isEmpty
        verb.isOwnAct = !record.values("own").isEmpty
        verb.evaluation = Self.level(record.values("val"))
        verbs[key] = verb
        if key.word != .none { particles.insert(key.word) }
        bases[key.lemma] = key.lemma
        for form in Inflections.forms(of: String(first)) where bases[WordKey(form)] == nil {
            bases[WordKey(form)] = key.lemma
        }
    }

    /// The last value of `class; level`.
    private static func level(_ values: [String]) -> Int? { values.last.flatMap { Int($0) } }

    /// The verb with this particle or preposition; without one for `.none`.
    func verb(_ lemma: WordKey, _ word: WordKey = .none) -> Verb? { verbs[Key(lemma: lemma, word: word)] }

    /// The lemma under which the list has a word; the word's own where it has none.
    func lemma(of token: Token) -> WordKey {
        if bases[token.lemma] == token.lemma { return token.lemma }
        guard token.partOfSpeech == .verb, let base = bases[token.form] else { return token.lemma }
        return base
    }

    func isParticle(_ word: WordKey) -> Bool { particles.contains(word) }

    /// The verb that a form may be, whatever the tagger made of it.
    func verb(form: WordKey) -> Verb? { bases[form].flatMap { verb($0) } }

    /// The verb that a regular form belongs to.
    func base(of form: WordKey) -> WordKey? { bases[form] }

    /// Whether a name is a country's.
    func isCountry(_ name: String) -> Bool { countries.contains(name) }

    func isOffice(_ lemma: WordKey) -> Bool { offices.contains(lemma) }

    func noun(_ lemma: WordKey) -> Noun? { nouns[lemma] }

    func agent(_ lemma: WordKey) -> Int? { agents[lemma] }

    func adjective(_ lemma: WordKey) -> Adjective? { adjectives[lemma] }
}
