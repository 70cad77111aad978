import Linguistics

/// The gazetteer of English: what the word lists know of names, of the nouns that refer, and of measures.
public enum EnglishNames {
    /// Finds names with the embedded model.
    public static func nameReader() -> NameReader {
        NameReader(lexicon: lexicon, weights: HashedWeights(EnglishData.bytes("names")))
    }

    /// Finds mentions and whom they mean with the embedded model.
    public static func mentionReader() -> MentionReader {
        let resolver = PronounResolver(weights: HashedWeights(EnglishData.bytes("mentions")))
        return MentionReader(lexicon: lexicon, resolver: resolver)
    }

    /// Made once, of the embedded lists.
    public static let lexicon: NameLexicon = makeLexicon(EnglishData.list)

    /// Makes a gazetteer of lists by name; lists that are missing add nothing.
    static func makeLexicon(_ list: (String) -> WordList) -> NameLexicon {
        var lexicon = NameLexicon()
        for record in list("name-words").records { lexicon.insert(record.name, wordClasses(record, nameWordKinds)) }
        for record in list("mention-nouns").records { lexicon.insert(record.name, wordClasses(record, nounKinds)) }
        for record in list("name-gazetteer").records {
            lexicon.insert(record.name, wordClasses(record, gazetteerKinds))
        }
        for record in list("given-names").records {
            lexicon.insert(record.name, gender(record.values("gender")).union(.givenName))
        }
        for record in list("titles").records {
            lexicon.insert(record.name, record.value("kind") == "body" ? .bodyNoun : [.title, .personNoun])
        }
        for record in list("pronouns").records { insertPronoun(record, into: &lexicon) }
        insertActors(list("actors-countries"), .country, into: &lexicon)
        insertActors(list("actors-organisations"), .organisation, into: &lexicon)
        insertActors(list("actors-armed-groups"), .organisation, into: &lexicon)
        return lexicon
    }

    /// An actor's other names are of its kind, its capital is a city, its people are persons; all belong to the actor.
    private static func insertActors(_ list: WordList, _ kind: WordClass, into lexicon: inout NameLexicon) {
        for record in list.records {
            lexicon.insert(record.name, kind, owner: record.name)
            for (field, values) in record.fields.sorted(by: { $0.key < $1.key }) {
                for value in values {
                    switch field {
                    case "alias", "weak": lexicon.insert(value, field == "alias" ? kind : [], owner: record.name)
                    case "demonym": lexicon.insert(value, .demonym, owner: record.name)
                    case "capital": lexicon.insert(value, .city, owner: record.name)
                    case "seat", "parliament", "organ": lexicon.insert(value, .organisation, owner: record.name)
                    case "leader", "official", "former", "head": insertPerson(value, owner: record.name, into: &lexicon)
                    default: break
                    }
                }
            }
        }
    }

    private static func insertPerson(_ name: String, owner: String, into lexicon: inout NameLexicon) {
        lexicon.insert(name, .person, owner: owner)
        if let last = name.split(separator: " ").last { lexicon.insert(String(last), .surname) }
    }

    private static func insertPronoun(_ record: WordList.Record, into lexicon: inout NameLexicon) {
        let kinds: [String: Pronoun.Kind] = [
            "personal": .personal, "possessive": .possessive, "reflexive": .reflexive, "relative": .relative,
        ]
        let genders: [String: Entity.Gender] = [
            "masculine": .masculine, "feminine": .feminine, "neuter": .neuter,
        ]
        let genderValues = record.values("gender")
        lexicon.insert(
            record.name,
            Pronoun(
                person: UInt8(record.value("person") ?? "") ?? 3,
                isPlural: record.value("number") == "plural",
                gender: genderValues.count == 1 ? genders[genderValues[0]] ?? .unknown : .unknown,
                kind: kinds[record.value("kind") ?? ""] ?? .personal
            )
        )
    }

    private static func wordClasses(_ record: WordList.Record, _ kinds: [String: WordClass]) -> WordClass {
        var classes = gender(record.values("gender"))
        for kind in record.values("kind") { classes.formUnion(kinds[kind] ?? []) }
        if record.value("office") == "leader" { classes.insert(.leader) }
        return classes
    }

    private static func gender(_ values: [String]) -> WordClass {
        var classes: WordClass = []
        for value in values {
            switch value {
            case "masculine", "m": classes.insert(.masculine)
            case "feminine", "f": classes.insert(.feminine)
            case "u": classes.formUnion([.masculine, .feminine])
            default: break
            }
        }
        return classes
    }

    private static let nameWordKinds: [String: WordClass] = [
        "organisation": .organisationNoun, "place": .placeNoun, "facility": .facilityNoun, "event": .eventNoun,
        "law": .lawNoun, "work": .workNoun, "product": .product, "language": .language, "connector": .nameConnector,
        "month": .month, "weekday": .weekday, "time-unit": .timeUnit, "day": .dayWord,
        "time-modifier": .timeModifier, "clock": .clock, "currency": .currency, "unit": .unit, "percent": .percent,
        "numeral": .numeral, "ordinal": .ordinal, "approximator": .approximator, "speech": .speechVerb,
        "formerly": .formerly,
    ]

    private static let nounKinds: [String: WordClass] = [
        "person": .personNoun, "group": [.group, .personNoun], "body": .bodyNoun, "territory": .territoryNoun,
        "title": .title,
    ]

    private static let gazetteerKinds: [String: WordClass] = [
        "country": .country, "city": .city, "region": .region, "organisation": .organisation, "event": .eventNoun,
        "law": .lawNoun, "person": .person, "product": .product,
    ]
}
