/// Fills the names of a document: those of the sequence model (or, without one, of the gazetteer), peoples and their
/// adjectives, and measures.
public struct NameReader: Sendable {
    let lexicon: NameLexicon
    let tagger: NameTagger

    public init(lexicon: NameLexicon, weights: HashedWeights) {
        self.lexicon = lexicon
        tagger = NameTagger(weights: weights, lexicon: lexicon)
    }

    /// Fills the word classes and the names. Needs tokens, sentences and tags.
    public func read(_ document: inout Document) {
        lexicon.classify(&document)
        var names = tagger.weights.isEmpty ? gazetteerNames(document) : tagger.names(in: document)
        let consistency = NameConsistency(document, names)
        for index in names.indices {
            names[index].kind = consistency.kind(names[index])
            names[index].kind = refined(names[index], document)
        }
        var taken = [Bool](repeating: false, count: document.tokens.count)
        for name in names { for index in name.tokens { taken[index] = true } }
        for index in document.tokens.indices where !taken[index] {
            if consistency.isSurname(index) {
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
