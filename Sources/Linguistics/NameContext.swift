/// What the whole document says of the words that are written with a capital: whether they also stand in small letters,
/// and what they stand beside. A word that follows "Mr" once is a person's name everywhere (global features after Chieu
/// and Ng, CoNLL 2003).
package struct NameContext: Sendable {
    struct Flags: OptionSet, Sendable, Hashable {
        let rawValue: UInt16
        static let lower = Flags(rawValue: 1)
        static let afterGivenName = Flags(rawValue: 2)
        static let afterTitle = Flags(rawValue: 4)
        static let afterLocative = Flags(rawValue: 8)
        static let besideSpeech = Flags(rawValue: 16)
        static let beforeOrganisationNoun = Flags(rawValue: 32)
        static let afterThe = Flags(rawValue: 64)
        static let capitalInside = Flags(rawValue: 128)
        static let beforeSurname = Flags(rawValue: 256)
        static let afterPersonNoun = Flags(rawValue: 512)
    }

    private var flags = KeyTable<Flags>(empty: [])

    package init(_ document: Document) {
        let tokens = document.tokens
        let classes = document.wordClasses
        guard classes.count == tokens.count else { return }
        for sentence in document.sentences where !sentence.isHeading {
            for index in sentence.tokens where tokens[index].shape.contains(.capitalised) {
                var found: Flags = []
                if index + 1 < sentence.tokens.upperBound {
                    let next = classes[index + 1]
                    if next.contains(.speechVerb) { found.insert(.besideSpeech) }
                    let isCapital = tokens[index + 1].shape.contains(.capitalised)
                    if isCapital && next.contains(.organisationNoun) { found.insert(.beforeOrganisationNoun) }
                    if isCapital && classes[index].contains(.givenName) { found.insert(.beforeSurname) }
                }
                if index > sentence.tokens.lowerBound {
                    let previous = classes[index - 1]
                    let isCapital = tokens[index - 1].shape.contains(.capitalised)
                    found.insert(.capitalInside)
                    if isCapital && previous.contains(.givenName) { found.insert(.afterGivenName) }
                    if previous.contains(.title) && isCapital { found.insert(.afterTitle) }
                    if previous.contains(.personNoun) && !isCapital { found.insert(.afterPersonNoun) }
                    if previous.contains(.speechVerb) { found.insert(.besideSpeech) }
                    if Self.locatives.contains(tokens[index - 1].form) { found.insert(.afterLocative) }
                    if tokens[index - 1].form == Self.the { found.insert(.afterThe) }
                }
                flags[tokens[index].form.hash].formUnion(found)
            }
        }
        for token in tokens where !token.shape.contains(.capitalised) && token.shape.contains(.hasLetter) {
            if flags.contains(token.form.hash) { flags[token.form.hash].insert(.lower) }
        }
    }

    subscript(word: WordKey) -> Flags { flags[word.hash] }

    // Grammar, not vocabulary: the words that the features themselves are made of.
    static let the: WordKey = "the"
    static let locatives: Set<WordKey> = ["in", "at", "near", "from", "to"]
}
