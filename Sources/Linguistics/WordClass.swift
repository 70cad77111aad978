/// What the word lists know of a word: the gazetteer behind names and mentions. A word may be of several classes.
public struct WordClass: OptionSet, Sendable, Hashable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    // Words of names.
    public static let givenName = WordClass(rawValue: 1 << 0)
    public static let surname = WordClass(rawValue: 1 << 1)
    public static let country = WordClass(rawValue: 1 << 2)
    /// "Russian", "Russians".
    public static let demonym = WordClass(rawValue: 1 << 3)
    public static let city = WordClass(rawValue: 1 << 4)
    /// A state, province, continent, sea, river: a place that is neither country nor city.
    public static let region = WordClass(rawValue: 1 << 5)
    public static let organisation = WordClass(rawValue: 1 << 6)
    public static let person = WordClass(rawValue: 1 << 7)
    public static let language = WordClass(rawValue: 1 << 8)
    public static let product = WordClass(rawValue: 1 << 9)

    // Nouns that names of a kind are built with.
    /// "Ministry", "Inc.", "Party".
    public static let organisationNoun = WordClass(rawValue: 1 << 10)
    /// "River", "Street", "Province".
    public static let placeNoun = WordClass(rawValue: 1 << 11)
    /// "Airport", "Bridge", "Palace".
    public static let facilityNoun = WordClass(rawValue: 1 << 12)
    /// "War", "Olympics", "Summit".
    public static let eventNoun = WordClass(rawValue: 1 << 13)
    /// "Act", "Treaty".
    public static let lawNoun = WordClass(rawValue: 1 << 14)
    /// "Symphony", "Journal".
    public static let workNoun = WordClass(rawValue: 1 << 15)

    // Nouns that refer.
    /// "President", "spokeswoman", "aide".
    public static let personNoun = WordClass(rawValue: 1 << 16)
    /// "ministry", "company", "government".
    public static let bodyNoun = WordClass(rawValue: 1 << 17)
    /// "country", "city", "capital".
    public static let territoryNoun = WordClass(rawValue: 1 << 18)
    /// A title that stands before a name ("President", "Mr").
    public static let title = WordClass(rawValue: 1 << 19)

    // Measures.
    public static let month = WordClass(rawValue: 1 << 20)
    public static let weekday = WordClass(rawValue: 1 << 21)
    /// "day", "week", "decade".
    public static let timeUnit = WordClass(rawValue: 1 << 22)
    /// "dollar", "$", "euros".
    public static let currency = WordClass(rawValue: 1 << 23)
    /// "barrels", "km", "tonnes".
    public static let unit = WordClass(rawValue: 1 << 24)
    /// "two", "dozen", "million".
    public static let numeral = WordClass(rawValue: 1 << 25)
    public static let ordinal = WordClass(rawValue: 1 << 26)
    /// "today", "tomorrow", "noon".
    public static let dayWord = WordClass(rawValue: 1 << 27)
    /// "last", "next", "early", "late": before a time.
    public static let timeModifier = WordClass(rawValue: 1 << 28)
    /// "about", "nearly", "more", "than", "least": before a number.
    public static let approximator = WordClass(rawValue: 1 << 29)
    /// "percent", "%".
    public static let percent = WordClass(rawValue: 1 << 30)
    /// "a.m.", "GMT", "o'clock".
    public static let clock = WordClass(rawValue: 1 << 31)

    // Gender of a given name, a title or a noun.
    public static let masculine = WordClass(rawValue: 1 << 32)
    public static let feminine = WordClass(rawValue: 1 << 33)
    /// A small word inside names: "of", "de", "van", "al", "and", "the".
    public static let nameConnector = WordClass(rawValue: 1 << 34)
    /// A verb of saying: who stands beside it is a person or a body.
    public static let speechVerb = WordClass(rawValue: 1 << 35)
    /// "former", "late", "then": a role that somebody had.
    public static let formerly = WordClass(rawValue: 1 << 36)
    /// The highest office of a state: its holder is "the Russian leader".
    public static let leader = WordClass(rawValue: 1 << 37)
    /// A noun for several ("police", "officials" by its ending is seen in the tag).
    public static let group = WordClass(rawValue: 1 << 38)

    /// A place of any sort.
    public static let place: WordClass = [.country, .city, .region]
    /// Classes that hold only for words with a capital.
    public static let proper: WordClass = [
        .givenName, .surname, .country, .demonym, .city, .region, .organisation, .person, .language, .product, .month,
    ]

    /// Classes that tell of a number or a time.
    public static let measure: WordClass = [
        .month, .weekday, .timeUnit, .currency, .unit, .numeral, .ordinal, .dayWord, .percent, .clock,
    ]
}
