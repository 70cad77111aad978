/// Fills the names of a document: those of the sequence model (or, without one, of the gazetteer), peoples and their
/// adjectives, and measures.
public struct NameReader: Sendable {
    let lexicon: NameLexicon
    let tagger: NameTagger

    public init(lexicon: NameLexicon, weights: HashedWeights) {
        self.init(
            lexicon: lexicon,
            weights: weights,
            clusters: WordClusters(UnsafeRawBufferPointer(start: nil, count: 0))
        )
    }

    /// With classes of words learnt from running text.
    package init(lexicon: NameLexicon, weights: HashedWeights, clusters: WordClusters) {
        self.lexicon = lexicon
        tagger = NameTagger(weights: weights, lexicon: lexicon, clusters: clusters)
    }

    /// Fills the word classes and the names. Needs tokens, sentences and tags.
    public func read(_ document: inout Document) {
        lexicon.classify(&document)
        var names = tagger.weights.isEmpty ? gazetteerNames(document) : tagger.names(in: document)
        for index in names.indices { trim(&names[index], document) }
        let surnames = SurnameTable(document, names)
        for index in names.indices {
            names[index].kind = listed(names[index], document) ?? surnames.kind(names[index])
            names[index].kind = refined(names[index], document)
        }
        var taken = [Bool](repeating: false, count: document.tokens.count)
        for name in names { for index in name.tokens { taken[index] = true } }
        for index in document.tokens.indices where !taken[index] {
            if surnames.isSurname(index) {
                names.append(Name(tokens: index..<index + 1, kind: .person))
                taken[index] = true
            } else if document.wordClasses[index].contains(.demonym) {
                names.append(Name(tokens: index..<index + 1, kind: .nationality))
                taken[index] = true
            }
        }
        names += MeasureFinder(document: document).find(taken)
        names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
        document.names = names
    }

    /// A title is no part of a person's name.
    private func trim(_ name: inout Name, _ document: Document) {
        guard name.kind == .person else { return }
        let last = name.tokens.upperBound - 1
        for index in name.tokens.prefix(6).reversed() where index < last {
            let classes = document.wordClasses[index]
            guard !classes.isDisjoint(with: [.title, .personNoun]), !classes.contains(.givenName) else { continue }
            name.tokens = index + 1..<name.tokens.upperBound
            return
        }
    }

    /// The kind of a name that the gazetteer has as it stands, and as one kind only.
    private func listed(_ name: Name, _ document: Document) -> Name.Kind? {
        guard let first = name.tokens.first, document.tokens[first].shape.contains(.capitalised) else { return nil }
        guard name.tokens.count > 1,
            let phrase = lexicon.phrase(document.tokens, at: first, before: name.tokens.upperBound),
            phrase.count == name.tokens.count
        else { return nil }
        let classes = phrase.classes
        let isPlace = !classes.isDisjoint(with: .place)
        let isBody = classes.contains(.organisation)
        let isPerson = classes.contains(.person)
        guard [isPlace, isBody, isPerson].filter({ $0 }).count == 1 else { return nil }
        return isPlace ? .place : isBody ? .organisation : .person
    }

    /// Tells laws, languages and facilities, which the model does not know, by their words.
    private func refined(_ name: Name, _ document: Document) -> Name.Kind {
        guard let first = name.tokens.first, let last = name.tokens.last else { return name.kind }
        let (start, end) = (document.wordClasses[first], document.wordClasses[last])
        switch name.kind {
        case .work:
            if end.contains(.lawNoun) || start.contains(.lawNoun) && name.tokens.count > 1 { return .law }
            if name.tokens.count == 1, end.contains(.language) { return .language }
        case .place:
            if name.tokens.count > 1, end.contains(.facilityNoun) { return .facility }
        case .organisation:
            // A country that acts is still a country.
            if name.tokens.count == 1, end.contains(.country), !end.contains(.givenName) { return .place }
        case .person:
            if name.tokens.count == 1, end.contains(.demonym), document.tokens[last].tag == .nnps {
                return .nationality
            }
        default: break
        }
        return name.kind
    }

    /// Without a model: phrases and words of the gazetteer, and capitalised words behind a title or a given name.
    private func gazetteerNames(_ document: Document) -> [Name] {
        var names: [Name] = []
        for sentence in document.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                guard let name = gazetteerName(document, index, sentence.tokens.upperBound) else {
                    index += 1
                    continue
                }
                names.append(name)
                index = name.tokens.upperBound
            }
        }
        return names
    }

    private func gazetteerName(_ document: Document, _ index: Int, _ limit: Int) -> Name? {
        func isCapital(_ at: Int) -> Bool { at < limit && document.tokens[at].shape.contains(.capitalised) }
        guard isCapital(index) else { return nil }
        if let (count, classes) = lexicon.phrase(document.tokens, at: index, before: limit), let kind = kind(classes) {
            return Name(tokens: index..<index + count, kind: kind)
        }
        let classes = document.wordClasses[index]
        if classes.contains(.title), !classes.contains(.surname) { return nil }
        if classes.contains(.givenName) || (index > 0 && document.wordClasses[index - 1].contains(.title)) {
            var end = index + 1
            while isCapital(end), end < index + 5 { end += 1 }
            return Name(tokens: index..<end, kind: .person)
        }
        guard let kind = kind(classes) else { return nil }
        return Name(tokens: index..<index + 1, kind: kind)
    }

    private func kind(_ classes: WordClass) -> Name.Kind? {
        if !classes.isDisjoint(with: .place) { return .place }
        if classes.contains(.organisation) { return .organisation }
        if !classes.isDisjoint(with: [.person, .surname]) { return .person }
        return nil
    }
}
