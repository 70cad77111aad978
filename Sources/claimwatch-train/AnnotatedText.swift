import Linguistics

/// A document of GUM with its gold analysis and its entities, to learn names and mentions from.
struct AnnotatedText: Sendable {
    /// A phrase that the annotators marked.
    struct Phrase: Sendable {
        /// Token indices.
        var tokens: Range<Int>
        /// Tokens that must be found at least: the head and, of a name, all its words.
        var core: [Int]
        var head: Int
        /// "person", "abstract" …
        var kind: String
        /// Phrases of one group refer to the same.
        var group: String
        /// "ana", "coref", "appos" …
        var link: String
    }

    var name: String
    /// Gold tokens, sentences, tags and trees over the rebuilt text.
    var document: Document
    var phrases: [Phrase]

    /// The documents of a treebank that carries `Entity=`.
    static func read(_ treebank: Treebank) -> [AnnotatedText] {
        treebank.documents.map { AnnotatedText(Array($0)) }
    }

    init(_ sentences: [Treebank.Sentence]) {
        name = sentences.first?.document ?? ""
        let gold = GoldText(sentences)
        var document = Document(text: gold.text)
        var phrases: [Phrase] = []
        var open: [(phrase: Phrase, core: [Int])] = []
        var paragraph = -1
        var (byte, scalar) = (0, 0)
        func scalars(upTo end: Int) -> Int32 {
            while byte < end {
                if gold.text[byte] & 0xC0 != 0x80 { scalar += 1 }
                byte += 1
            }
            return Int32(scalar)
        }
        for (number, sentence) in sentences.enumerated() {
            let first = document.tokens.count
            if sentence.startsParagraph || paragraph < 0 { paragraph += 1 }
            for (word, span) in zip(sentence.words, gold.spans[number]) {
                let (start, end) = (scalars(upTo: span.lowerBound), scalars(upTo: span.upperBound))
                var token = Token(
                    start: Int32(span.lowerBound),
                    end: Int32(span.upperBound),
                    scalarStart: start,
                    scalarEnd: end,
                    form: WordKey(word.form)
                )
                token.lemma = WordKey(word.lemma)
                token.partOfSpeech = word.partOfSpeech
                token.tag = word.tag
                token.relation = word.relation
                token.head = word.head < 0 ? -1 : Int32(first + word.head)
                token.sentence = Int32(number)
                token.shape = Self.shape(word.form)
                document.tokens.append(token)
            }
            document.sentences.append(Sentence(tokens: first..<document.tokens.count, paragraph: paragraph))
            for (offset, word) in sentence.words.enumerated() {
                for event in Self.events(word.misc) {
                    switch event {
                    case .opens(var phrase, let core, let closes):
                        phrase.tokens = first + offset..<first + offset + 1
                        open.append((phrase, core))
                        if closes { Self.close(open.count - 1, at: first + offset, &open, &phrases, document) }
                    case .closes(let group):
                        if let index = open.lastIndex(where: { $0.phrase.group == group }) {
                            Self.close(index, at: first + offset, &open, &phrases, document)
                        }
                    }
                }
            }
        }
        document.indexTree()
        self.document = document
        phrases.sort {
            ($0.tokens.lowerBound, -$0.tokens.upperBound) < ($1.tokens.lowerBound, -$1.tokens.upperBound)
        }
        self.phrases = phrases
    }

    private static func close(
        _ index: Int,
        at last: Int,
        _ open: inout [(phrase: Phrase, core: [Int])],
        _ phrases: inout [Phrase],
        _ document: Document
    ) {
        var (phrase, core) = open.remove(at: index)
        phrase.tokens = phrase.tokens.lowerBound..<last + 1
        phrase.core = core.map { phrase.tokens.lowerBound + $0 - 1 }.filter(phrase.tokens.contains)
        phrase.head = phrase.tokens.first { !phrase.tokens.contains(Int(document.tokens[$0].head)) } ?? last
        phrases.append(phrase)
    }

    private enum Event {
        case opens(Phrase, core: [Int], closes: Bool)
        case closes(String)
    }

    /// `(3-person-new-sssss-cf1-2-coref-Name(4-place-…)3)`: what opens and closes at a word.
    private static func events(_ misc: String) -> [Event] {
        guard let field = misc.split(separator: "|").first(where: { $0.hasPrefix("Entity=") }) else { return [] }
        var events: [Event] = []
        var text = ""
        var isOpen = false
        func opening(closes: Bool) {
            let parts = text.split(separator: "-", maxSplits: 7).map(String.init)
            guard parts.count >= 7 else { return }
            let phrase = Phrase(tokens: 0..<0, core: [], head: 0, kind: parts[1], group: parts[0], link: parts[6])
            events.append(.opens(phrase, core: parts[5].split(separator: ",").compactMap { Int($0) }, closes: closes))
        }
        for character in field.dropFirst(7) {
            if character == "(" {
                if isOpen { opening(closes: false) }
                (isOpen, text) = (true, "")
            } else if character == ")" {
                if isOpen { opening(closes: true) } else { events.append(.closes(text)) }
                (isOpen, text) = (false, "")
            } else {
                text.append(character)
            }
        }
        if isOpen { opening(closes: false) }
        return events
    }

    static func shape(_ form: String) -> WordShape {
        var shape: WordShape = []
        let letters = form.unicodeScalars.filter { $0.properties.isAlphabetic }
        if let first = form.unicodeScalars.first, first.properties.isUppercase { shape.insert(.capitalised) }
        if letters.count > 1, letters.allSatisfy({ $0.properties.isUppercase }) { shape.insert(.allCapitals) }
        if !letters.isEmpty { shape.insert(.hasLetter) }
        if form.unicodeScalars.contains(where: { $0.properties.numericType == .decimal }) { shape.insert(.hasDigit) }
        if ["\"", "'", "“", "”", "‘", "’", "``", "''"].contains(form) { shape.insert(.quote) }
        return shape
    }
}
