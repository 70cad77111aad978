import Linguistics

/// The names among GUM's entities: those whose head is a proper noun, cut to the words of the name itself.
///
/// GUM marks whole phrases ("Texas student Ahmed Mohamed", "the Nile, which rises in …"). The name is the stretch of
/// capitalised words around the head: titles before a person's name, articles, and what follows a comma or a preposition
/// other than "of" and "for" are left off; inner names of a longer name ("America" in "Bank of America") are dropped.
struct GoldNames {
    let lexicon: NameLexicon

    func names(_ text: AnnotatedText) -> [Name] {
        var document = text.document
        lexicon.classify(&document)
        var taken = [Bool](repeating: false, count: document.tokens.count)
        var names: [Name] = []
        let phrases = text.phrases.sorted {
            ($1.tokens.count, $0.tokens.lowerBound) < ($0.tokens.count, $1.tokens.lowerBound)
        }
        var found: [Name] = []
        for phrase in phrases {
            guard let kind = Self.kind(phrase, document), let span = span(phrase, document) else { continue }
            found.append(Name(tokens: span, kind: kind))
        }
        found.sort { ($1.tokens.count, $0.tokens.lowerBound) < ($0.tokens.count, $1.tokens.lowerBound) }
        for name in found where !name.tokens.contains(where: { taken[$0] }) {
            for index in name.tokens { taken[index] = true }
            names.append(name)
        }
        return names.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    private static func kind(_ phrase: AnnotatedText.Phrase, _ document: Document) -> Name.Kind? {
        switch phrase.kind {
        case "person":
            let isPeople = document.tokens[phrase.head].tag == .nnps && phrase.core.count <= 2
            return isPeople ? .nationality : .person
        case "organization": return .organisation
        case "place": return .place
        case "event": return .event
        case "abstract": return .work
        case "object": return .product
        default: return nil
        }
    }

    private func span(_ phrase: AnnotatedText.Phrase, _ document: Document) -> Range<Int>? {
        let tokens = document.tokens
        let core = Set(phrase.core)
        var head = phrase.head
        let flat = document.children(head).filter {
            tokens[$0].relation == .flat && tokens[$0].partOfSpeech == .properNoun && phrase.tokens.contains($0)
        }
        let isTitle =
            phrase.kind == "person" && document.wordClasses[head].isDisjoint(with: [.givenName])
            && !document.wordClasses[head].isDisjoint(with: [.title, .personNoun])
        var low = phrase.tokens.lowerBound
        if let first = flat.first, tokens[head].partOfSpeech != .properNoun || isTitle {
            (head, low) = (first, first)
        }
        guard tokens[head].partOfSpeech == .properNoun, tokens[head].shape.contains(.capitalised) else { return nil }
        func isPart(_ index: Int) -> Bool {
            tokens[index].shape.contains(.capitalised) && tokens[index].partOfSpeech != .pronoun
                || tokens[index].partOfSpeech == .properNoun
                || (tokens[index].partOfSpeech == .numeral && core.contains(index))
        }
        func joins(_ index: Int, _ beyond: Int, right: Bool) -> Bool {
            guard phrase.tokens.contains(beyond), isPart(beyond), core.contains(beyond) else { return false }
            let text = document.word(index)
            if ["-", "–", "&", "'", "."].contains(text) { return true }
            if text == "'s" || text == "’s" { return !right || phrase.kind != "person" }
            guard phrase.kind != "person" || ["de", "van", "der", "al", "von", "bin", "da", "la"].contains(text) else {
                return false
            }
            let isInside = ["in", "to", "at", "on", "from", "with"].contains(text)
            return document.wordClasses[index].contains(.nameConnector) && !(right && isInside)
        }
        var start = head
        while start > low {
            if isPart(start - 1), !isArticle(document, start - 1) {
                start -= 1
            } else if start - 2 >= low, joins(start - 1, start - 2, right: false) {
                start -= 2
            } else if start - 3 >= low, isArticle(document, start - 1) || joins(start - 1, start - 3, right: false),
                joins(start - 2, start - 3, right: false)
            {
                start -= 3
            } else {
                break
            }
        }
        var end = head + 1
        while end < phrase.tokens.upperBound {
            if isPart(end) {
                end += 1
            } else if joins(end, end + 1, right: true) {
                end += 2
            } else if joins(end, end + 2, right: true), isArticle(document, end + 1) {
                end += 3
            } else {
                break
            }
        }
        if phrase.kind == "person" {
            while start < head, !document.wordClasses[start].isDisjoint(with: [.title, .personNoun, .demonym]) {
                start += 1
            }
        }
        while start < head,
            isArticle(document, start)
                || tokens[start].partOfSpeech == .adjective
                    && phrase.kind == "person"
        { start += 1 }
        return start..<end
    }

    private func isArticle(_ document: Document, _ index: Int) -> Bool {
        document.tokens[index].partOfSpeech == .determiner
    }
}
