import Articles
import Linguistics

/// Reads deadlines of watched topics: until when, and who set it.
///
/// A date to come is a deadline where it stands with a word for one ("ultimatum"), is given ("has until Friday"), is
/// demanded ("must agree by Friday"), ends or moves something ("the truce expires on", "extended to"), or is the day on
/// which a measure begins ("sanctions take effect on Friday").
struct DeadlineReader: Sendable {
    private let watchlist: Watchlist
    private let vocabulary: DeadlineVocabulary

    init(watchlist: Watchlist, lists: (String) -> WordList) {
        self.watchlist = watchlist
        vocabulary = DeadlineVocabulary(lists: lists)
    }

    private struct Signal {
        var kind: DeadlineVocabulary.Kind
        var tokens: Range<Int>
    }

    func claims(in facts: FactContext) -> [Claim] {
        var claims: [Claim] = []
        var nextTopic = 0
        var running: WatchMatches.Match?
        var isSet = false
        let topics = facts.matches.topics
        for (number, sentence) in facts.document.sentences.enumerated() {
            let first = nextTopic
            while nextTopic < topics.count, topics[nextTopic].tokens.lowerBound < sentence.tokens.upperBound {
                nextTopic += 1
            }
            let own = topics[first..<nextTopic]
            // A question sets nothing.
            let isQuestion = sentence.tokens.last.map { facts.document.tokens[$0].form == "?" } ?? false
            for date in isQuestion ? [] : facts.dates(inSentence: number) {
                guard let claim = claim(date, number, own, running, facts) else { continue }
                let isRepeated = claims.last.map {
                    $0.topic == claim.topic && $0.deadline == claim.deadline
                        && $0.evidence.start == claim.evidence.start
                }
                if isRepeated != true { claims.append(claim) }
                // A deadline that goes on without naming its topic is the last one's.
                if let name = claim.topic, let topic = own.last(where: { watchlist.topics[$0.index].name == name }) {
                    running = topic
                    isSet = true
                }
            }
            if let last = own.last, !isSet { running = last }
        }
        return claims
    }

    private func claim(
        _ date: DateExpression,
        _ number: Int,
        _ own: ArraySlice<WatchMatches.Match>,
        _ running: WatchMatches.Match?,
        _ facts: FactContext
    ) -> Claim? {
        let direction = DateDirection(document: facts.document).direction(of: date)
        guard let (signal, rule) = signal(for: date, number, facts),
            direction != .past || looksAhead(signal, date, number, facts),
            let day = facts.resolver.day(of: date, looking: .future), day >= facts.article.date,
            day - facts.article.date < 1200, isPrecise(date)
        else { return nil }
        let anchor = signal.tokens.lowerBound
        let nearest =
            consequence(own, date, number, facts)
            ?? own.min { distance($0, date, anchor) < distance($1, date, anchor) }
        let needsOwn =
            signal.kind == .expire || signal.kind == .start || signal.kind == .demand
            || signal.kind == .owe
        guard let topic = nearest ?? (needsOwn ? nil : running) else { return nil }
        if needsOwn, distance(topic, date, anchor) > 24 { return nil }
        let actor = doer(signal, date, facts).flatMap { facts.matches.actor(at: $0) }
        let name = actor.map { watchlist.actors[$0].name }
        let low = min(signal.tokens.lowerBound, date.tokens.lowerBound)
        let high = max(signal.tokens.upperBound, date.tokens.upperBound)
        return Claim(
            kind: .deadline,
            actor: name,
            actorIsWatched: name != nil,
            topic: watchlist.topics[topic.index].name,
            topicIsWatched: true,
            deadline: day,
            via: facts.via(at: date.tokens.lowerBound, actor: actor),
            evidence: facts.evidence(sentence: number, focus: low..<high),
            rule: rule
        )
    }

    /// Whether the date is to come although the verb is past: "extended it to Friday", "said it had until Friday",
    /// "unless it agreed by Friday".
    private func looksAhead(_ signal: Signal, _ date: DateExpression, _ number: Int, _ facts: FactContext) -> Bool {
        switch signal.kind {
        case .give, .move: return true
        case .word: return date.preposition == "of" || date.preposition == "by" || date.preposition == "for"
        case .demand, .owe:
            return facts.document.sentences[number].tokens.contains { index in
                let form = facts.document.tokens[index].form
                return form == "unless" || form == "if" || form == "or"
            }
        case .expire, .start: return false
        }
    }

    /// A month or a year as a whole sets no date that can be missed.
    private func isPrecise(_ date: DateExpression) -> Bool {
        switch date.form {
        case .year, .month: return false
        case .period(let unit, _): return unit == .weekend || unit == .week && date.preposition == "by"
        case .offset(_, let unit): return unit != .year && unit != .decade
        default: return true
        }
    }

    /// What comes if the date is not kept: "sanctions unless it agrees by Friday", "agree by Friday or face sanctions".
    private func consequence(
        _ own: ArraySlice<WatchMatches.Match>,
        _ date: DateExpression,
        _ number: Int,
        _ facts: FactContext
    ) -> WatchMatches.Match? {
        guard own.count > 1 else { return nil }
        let document = facts.document
        for index in document.sentences[number].tokens {
            switch document.tokens[index].form {
            case "unless": return own.last { $0.tokens.upperBound <= index }
            case "or" where index + 1 < document.tokens.count && document.tokens[index + 1].form == "face":
                return own.first { $0.tokens.lowerBound > index }
            default: continue
            }
        }
        return nil
    }

    private func distance(_ match: WatchMatches.Match, _ date: DateExpression, _ anchor: Int) -> Int {
        let place = match.tokens.lowerBound
        return min(abs(place - date.tokens.lowerBound), abs(place - anchor))
    }

    /// The word that makes the date a deadline: before it in its clause, at most 16 words off; the strongest, then the
    /// nearest.
    private func signal(for date: DateExpression, _ number: Int, _ facts: FactContext) -> (Signal, String)? {
        let document = facts.document
        let sentence = document.sentences[number].tokens
        let place = date.tokens.lowerBound
        var found: [(signal: Signal, rule: String, rank: Int)] = []
        var index = max(sentence.lowerBound, place - 24)
        let end = min(sentence.upperBound, date.tokens.upperBound + 10)
        while index < end {
            guard let match = vocabulary.words.match(at: index, before: sentence.upperBound, in: document) else {
                index += 1
                continue
            }
            let signal = Signal(kind: match.value, tokens: match.tokens)
            if !match.tokens.overlaps(date.tokens), let (rule, rank) = rule(signal, date, document) {
                found.append((signal, rule, rank))
            }
            index = match.tokens.upperBound
        }
        return found.min {
            ($0.rank, abs($0.signal.tokens.lowerBound - place)) < ($1.rank, abs($1.signal.tokens.lowerBound - place))
        }
        .map { ($0.signal, $0.rule) }
    }

    private func rule(_ signal: Signal, _ date: DateExpression, _ document: Document) -> (String, Int)? {
        let isBefore = signal.tokens.upperBound <= date.tokens.lowerBound
        let gap =
            isBefore
            ? date.tokens.lowerBound - signal.tokens.upperBound : signal.tokens.lowerBound - date.tokens.upperBound
        let preposition = date.preposition
        let isLimit =
            preposition == "by" || preposition == "until" || preposition == "till" || preposition == "before"
            || preposition == "within"
        switch signal.kind {
        case .word:
            guard gap <= 10 else { return nil }
            return isBefore || gap <= 2 ? ("deadline.word", 0) : nil
        case .move:
            guard isBefore, gap <= 12,
                preposition == "to" || preposition == "until" || preposition == "till"
                    || preposition == "by" || preposition == "through"
            else { return nil }
            return ("deadline.moved", 1)
        case .give:
            guard isBefore, gap <= 8, preposition == "until" || preposition == "till" else { return nil }
            return ("deadline.given", 2)
        case .expire:
            guard isBefore ? gap <= 6 : gap <= 4 else { return nil }
            return ("deadline.expiry", 3)
        case .start:
            guard isBefore, gap <= 14, !isLimit || preposition == "by" else { return nil }
            return ("deadline.start", 4)
        case .demand, .owe:
            guard isBefore, isLimit, gap <= 18 else { return nil }
            return ("deadline.demand", 5)
        }
    }

    /// Who set it: the owner of the deadline, the agent of "set by", the subject of the verb.
    private func doer(_ signal: Signal, _ date: DateExpression, _ facts: FactContext) -> Int? {
        // Who must act by then has not set it.
        guard signal.kind != .owe, signal.kind != .expire else { return nil }
        let document = facts.document
        let word = signal.tokens.upperBound - 1
        if signal.kind == .word {
            if let owner = document.child(word, .possessive) { return owner }
            for child in document.children(word) where document.tokens[child].relation == .adjectivalClause {
                if let agent = document.child(child, .agent) ?? document.child(child, .oblique) { return agent }
            }
            for child in document.children(word) where document.tokens[child].relation == .compound {
                if facts.matches.actor(at: child) != nil { return child }
            }
        }
        var node = signal.kind == .word ? word : signal.tokens.lowerBound
        for _ in 0..<5 {
            if StatusClause.isPassive(node, in: document) {
                return document.child(node, .agent)
            }
            // "Moscow has until Friday": who has is not who gives.
            if document.tokens[node].lemma == "have" { return nil }
            if let subject = document.child(node, .nominalSubject), document.tokens[node].partOfSpeech == .verb {
                return subject
            }
            guard let up = document.head(node) else { return nil }
            node = up
        }
        return nil
    }
}
