import Articles
import Linguistics

/// What the readers of numbers, statuses and deadlines ask of one article, worked out once.
struct FactContext {
    let article: Article
    let document: Document
    let matches: WatchMatches
    let sayings: SayingIndex
    let dates: [DateExpression]
    let resolver: DateResolver
    private let quantities: [Quantity]
    /// For each sentence its first quantity and its first date; one more than sentences.
    private let firstQuantity: [Int]
    private let firstDate: [Int]
    /// For each sentence whether it names a watched actor.
    private let hasActor: [Bool]

    init(
        article: Article,
        document: Document,
        matches: WatchMatches,
        attributions: [Attribution],
        dates: [DateExpression],
        quantities: [Quantity]
    ) {
        (self.article, self.document, self.matches) = (article, document, matches)
        (self.dates, self.quantities) = (dates, quantities)
        sayings = SayingIndex(attributions, in: document)
        resolver = DateResolver(today: article.date)
        firstQuantity = Self.starts(quantities.map(\.tokens.lowerBound), document)
        firstDate = Self.starts(dates.map(\.tokens.lowerBound), document)
        var hasActor = [Bool](repeating: false, count: document.sentences.count)
        for match in matches.actors { hasActor[Int(document.tokens[match.head].sentence)] = true }
        self.hasActor = hasActor
    }

    private static func starts(_ places: [Int], _ document: Document) -> [Int] {
        var starts: [Int] = []
        var next = 0
        for sentence in document.sentences {
            while next < places.count, places[next] < sentence.tokens.lowerBound { next += 1 }
            starts.append(next)
        }
        while next < places.count, let last = document.sentences.last, places[next] < last.tokens.upperBound {
            next += 1
        }
        return starts + [next]
    }

    /// Longer sentences are no prose: tables, lists, junk. They are passed over, which keeps the time linear.
    static let longestSentence = 400
    /// Figures, dates and words of one sentence that are looked at.
    static let mostFigures = 40

    func isProse(_ number: Int) -> Bool { document.sentences[number].tokens.count <= Self.longestSentence }

    func quantities(inSentence number: Int) -> [Quantity] {
        guard isProse(number) else { return [] }
        return Array(
            quantities[firstQuantity[number]..<max(firstQuantity[number], firstQuantity[number + 1])].prefix(
                Self.mostFigures))
    }

    func dates(inSentence number: Int) -> [DateExpression] {
        guard isProse(number) else { return [] }
        return Array(dates[firstDate[number]..<max(firstDate[number], firstDate[number + 1])].prefix(Self.mostFigures))
    }

    /// Whether a sentence names a watched actor.
    func namesActor(_ number: Int) -> Bool { hasActor[number] }

    func sentence(of token: Int) -> Int { Int(document.tokens[token].sentence) }

    /// Who says what stands at a token, without the actor's own words.
    func via(at token: Int, actor: Int?) -> [String] {
        guard let actor else { return sayings.via(at: token) }
        return sayings.via(at: token) { attribution in
            if attribution.entity >= 0 { return matches.actor(ofEntity: attribution.entity) == actor }
            return attribution.source.contains { source in
                source.contains { matches.actor(at: $0) == actor }
            }
        }
    }

    /// The sentence as evidence, with the words that show it.
    func evidence(sentence: Int, focus: Range<Int>) -> Evidence {
        let tokens = document.sentences[sentence].tokens
        let (place, shown) = (document.scalars(tokens), document.scalars(focus.clamped(to: tokens)))
        return Evidence(
            start: place.lowerBound,
            end: place.upperBound,
            text: document.string(tokens),
            focusStart: shown.lowerBound,
            focusEnd: shown.upperBound
        )
    }

    /// The clause around a token: up to the next mark or conjunction that joins clauses, at most 20 words each side.
    func clause(around token: Int) -> Range<Int> {
        let sentence = document.sentences[self.sentence(of: token)].tokens
        let ends: Set<WordKey> = [",", ";", ":", "—", "\"", "“", "”", "but", "while"]
        var (low, high) = (token, token + 1)
        while low > sentence.lowerBound, token - low < 20, !ends.contains(document.tokens[low - 1].form) { low -= 1 }
        while high < sentence.upperBound, high - token < 20, !ends.contains(document.tokens[high].form) { high += 1 }
        return low..<high
    }

    /// How surely the figure at a token is given.
    func certainty(of token: Int, figures: FigureVocabulary) -> Claim.Certainty {
        for cue in sayings.cues(at: token) {
            let word = document.tokens[cue]
            if word.lemma == "deny" || word.form == "denied" { return .denied }
        }
        let clause = clause(around: token)
        var isHedged = false
        for index in clause {
            let word = document.tokens[index]
            if word.form == "if" || word.form == "unless" { return .conditional }
            if figures.hedges.contains(word.form) { isHedged = true }
            // "May" the month has its capital.
            if figures.modals.contains(word.form), !word.shape.contains(.capitalised) { isHedged = true }
        }
        for cue in sayings.cues(at: token) where figures.weakCues.contains(document.tokens[cue].lemma) {
            isHedged = true
        }
        return isHedged ? .hedged : .asserted
    }

    /// Whether the clause of a token says what could be on a condition: "could reach 50 if the well broke".
    func isHypothetical(_ token: Int, figures: FigureVocabulary) -> Bool {
        var (hasIf, hasModal) = (false, false)
        for index in clause(around: token) {
            let word = document.tokens[index]
            if word.form == "if" || word.form == "unless" { hasIf = true }
            if figures.modals.contains(word.form), !word.shape.contains(.capitalised) { hasModal = true }
        }
        return hasIf && hasModal
    }
}
