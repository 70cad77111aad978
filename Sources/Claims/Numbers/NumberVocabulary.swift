import Linguistics

/// The words of figures, compiled from the lists `number-words`, `number-bounds`, `units` and
/// `figure-changes`.
struct NumberVocabulary: Sendable {
    enum Word: Sendable {
        /// "seven", "twenty".
        case value(Double)
        /// "hundred", "million", "dozen"; an abbreviation ("bn") counts only after digits.
        case scale(Double, isAbbreviation: Bool)
        /// "dozens", "thousands": the least that it can mean.
        case vague(Double)
        /// "half" before "a million".
        case fraction(Double)
    }

    struct Unit: Sendable {
        enum Kind: String, Sendable {
            case share, money, time, length, area, volume, mass, power, temperature, speed
        }
        /// As records write it.
        var name: String
        var kind: Kind
        var per: String?
    }

    private var words: [WordKey: Word] = [:]
    let bounds: PhraseTable<Claim.Bound>
    private let units: PhraseTable<Unit>
    private var currencies: [WordKey: String] = [:]
    private var changes: Set<WordKey> = []
    private var factors: [WordKey: Double] = [:]
    private var times: Set<WordKey> = []

    init(lists: (String) -> WordList) {
        for record in lists("number-words").records {
            let key = WordKey(record.name)
            if let value = record.value("value").flatMap(Double.init) {
                words[key] = .value(value)
            } else if let scale = record.value("scale").flatMap(Double.init) {
                words[key] = .scale(scale, isAbbreviation: record.value("kind") == "abbreviation")
            } else if let least = record.value("vague").flatMap(Double.init) {
                words[key] = .vague(least)
            } else if let part = record.value("fraction").flatMap(Double.init) {
                words[key] = .fraction(part)
            }
        }
        var bounds = PhraseTable<Claim.Bound>()
        for record in lists("number-bounds").records {
            guard let bound = record.value("bound").flatMap(Claim.Bound.init(rawValue:)) else { continue }
            bounds.insert(record.name, bound)
        }
        self.bounds = bounds
        var units = PhraseTable<Unit>()
        for record in lists("units").records {
            guard let name = record.value("unit"), let kind = record.value("kind").flatMap(Unit.Kind.init(rawValue:))
            else { continue }
            for form in [record.name] + record.values("forms") {
                units.insert(form, Unit(name: name, kind: kind, per: record.value("per")))
                if kind == .time { times.insert(WordKey(form)) }
                if kind == .money { currencies[WordKey(form)] = name }
            }
        }
        self.units = units
        for record in lists("figure-changes").records {
            let factor = record.value("factor").flatMap(Double.init)
            for form in [record.name] + record.values("forms") {
                changes.insert(WordKey(form))
                factors[WordKey(form)] = factor
            }
        }
    }

    func word(_ key: WordKey) -> Word? { words[key] }

    /// The unit that stands at `start`.
    func unit(at start: Int, before limit: Int, in document: Document) -> (value: Unit, tokens: Range<Int>)? {
        units.match(at: start, before: limit, in: document)
    }

    /// The currency of a sign or word ("$", "Rs").
    func currency(_ key: WordKey) -> String? { currencies[key] }

    /// "day", "years".
    func isTime(_ key: WordKey) -> Bool { times.contains(key) }

    /// "million", "$", "bn": what any sum of money has.
    func isSum(_ key: WordKey) -> Bool { currencies[key] != nil || scale(key) != nil }

    /// Whether a word says that a figure changes ("rose", "cut", "up").
    func isChange(_ key: WordKey) -> Bool { changes.contains(key) }

    /// By how many times a word says that something changes ("doubled").
    func factor(_ key: WordKey) -> Double? { factors[key] }

    /// The factor of a scale written on the digits ("bn" of "15bn").
    func scale(_ key: WordKey) -> Double? {
        if case .scale(let factor, _)? = words[key] { return factor }
        return nil
    }
}
