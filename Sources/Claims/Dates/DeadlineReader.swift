import Articles
import Linguistics

/// Reads deadlines of watched topics: until when, and who set it.
///
/// A date to come, or a stretch of time from now, is a deadline where a rule finds a word that makes it one; a word for
/// a deadline that is said to have passed is read as well.
struct DeadlineReader: Sendable {
    /// The strongest first.
    static let setting: [any DeadlineRule] = [
        NamedDeadlineRule(), MovedDeadlineRule(), GivenDeadlineRule(), ExpiryRule(), StartRule(),
        DemandedDeadlineRule(), ScheduleRule(),
    ]
    static let passed = PassedDeadlineRule()
    static var rules: [any FactRule] { setting + [passed] }

    private let watchlist: Watchlist
    private let vocabulary: DeadlineVocabulary

    init(watchlist: Watchlist, lists: (String) -> WordList) {
        self.watchlist = watchlist
        vocabulary = DeadlineVocabulary(lists: lists)
    }

    /// What the sentences so far are about.
    private struct Running {
        var topic: WatchMatches.Match?
        /// A deadline has been set for it.
        var isSet = false
        /// The number of the sentence that named it last.
        var sentence = 0
    }

    /// Sentences back that a deadline may reach for its topic where no word for a deadline stands in it.
    private static let reach = 3

    func claims(in facts: FactContext) -> [Claim] {
        var claims: [Claim] = []
        var nextTopic = 0
        var running = Running()
        let topics = facts.matches.topics
        for (number, sentence) in facts.document.sentences.enumerated() {
            let first = nextTopic
            while nextTopic < topics.count, topics[nextTopic].tokens.lowerBound < sentence.tokens.upperBound {
                nextTopic += 1
            }
            let own = topics[first..<nextTopic]
            // A question sets nothing.
            let isQuestion = sentence.tokens.last.map { facts.document.tokens[$0].form == "?" } ?? false
            if !isQuestion, facts.isProse(number) {
                let found =
                    dates(inSentence: number, facts).compactMap { claim($0.date, $0.day, number, own, running, facts) }
                    + passed(number, own, running, facts)
                for claim in found {
                    let isRepeated = claims.contains {
                        $0.topic == claim.topic && $0.deadline == claim.deadline
                            && $0.evidence.start == claim.evidence.start
                    }
                    if !isRepeated { claims.append(claim) }
                    // A deadline that goes on without naming its topic is the last one's.
                    if let topic = own.last(where: { watchlist.topics[$0.index].name == claim.topic }) {
                        running = Running(topic: topic, isSet: true, sentence: number)
                    }
                }
            }
            if let last = own.last, !running.isSet { (running.topic, running.sentence) = (last, number) }
        }
        return claims
    }

    /// The dates of a sentence that can be deadlines, with the days that they mean; and the stretches of time.
    private func dates(inSentence number: Int, _ facts: FactContext) -> [(date: DeadlineDate, day: Day)] {
        let sentence = facts.document.sentences[number].tokens
        let today = facts.article.date
        let direction = DateDirection(document: facts.document)
        let days: [(DeadlineDate, Day)] = facts.dates(inSentence: number).compactMap { date in
            guard isPrecise(date), let day = facts.resolver.day(of: date, looking: .future) else { return nil }
            let place = DeadlineDate(tokens: date.tokens, preposition: date.preposition, sentence: sentence)
            return (place, Day(day: day, isPast: direction.direction(of: date) == .past))
        }
        let spans: [(DeadlineDate, Day)] = facts.quantities(inSentence: number).compactMap { quantity in
            guard quantity.unitKind == .time, let unit = quantity.unit, quantity.role == .level,
                let length = DateResolver.days(quantity.value, unit: unit),
                !facts.dates(inSentence: number).contains(where: { $0.tokens.overlaps(quantity.tokens) })
            else { return nil }
            let before = quantity.tokens.lowerBound - 1
            // "for the past two weeks", "three weeks to go"
            guard before < sentence.lowerBound || !Self.gone.contains(facts.document.tokens[before].form),
                !isToGo(quantity.tokens.upperBound, facts.document)
            else { return nil }
            let form = before >= sentence.lowerBound ? facts.document.tokens[before].form : .none
            let after: WordKey? = form == "another" || form == "a" ? nil : form
            let place = DeadlineDate(
                tokens: quantity.tokens, preposition: after == "for" || after == "within" ? after : nil,
                sentence: sentence, isSpan: true)
            return (place, Day(day: today + length, isPast: false))
        }
        return days + spans
    }

    private static let gone: Set<WordKey> = ["past", "last", "previous", "preceding"]

    private func isToGo(_ index: Int, _ document: Document) -> Bool {
        index + 1 < document.tokens.count && document.tokens[index].form == "to"
            && document.tokens[index + 1].form == "go"
    }

    private struct Day {
        var day: CalendarDate
        /// The sentence looks back at it.
        var isPast: Bool
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

    private func claim(
        _ date: DeadlineDate, _ day: Day, _ number: Int, _ own: ArraySlice<WatchMatches.Match>, _ running: Running,
        _ facts: FactContext
    ) -> Claim? {
        guard day.day >= facts.article.date, day.day - facts.article.date < 1200,
            let (signal, rule) = signal(for: date, number, facts),
            !day.isPast || rule.looksAhead(date, in: facts.document),
            signal.kind != .word
                || !Self.passed.applies(to: signal.tokens.upperBound - 1, vocabulary: vocabulary, in: facts.document)
        else { return nil }
        let anchor = signal.tokens.lowerBound
        let nearest =
            consequence(own, number, facts)
            ?? own.min { distance($0, date, anchor) < distance($1, date, anchor) }
        let isNear = signal.kind == .word || number - running.sentence <= Self.reach
        guard let topic = nearest ?? (rule.needsTopic || !isNear ? nil : running.topic) else { return nil }
        if rule.needsTopic, distance(topic, date, anchor) > 24 { return nil }
        let doer = rule.namesSetter ? self.setter(of: signal, facts) : nil
        let focus =
            min(
                signal.tokens.lowerBound, date.tokens.lowerBound)..<max(
                signal.tokens.upperBound, date.tokens.upperBound)
        return claim(day.day, topic, doer: doer, rule: rule.id, number, focus, facts)
    }

    private func claim(
        _ day: CalendarDate, _ topic: WatchMatches.Match, doer: Int?, rule: String, _ number: Int, _ focus: Range<Int>,
        _ facts: FactContext
    ) -> Claim {
        let actor = doer.flatMap { facts.matches.actor(at: $0) }
        let name = actor.map { watchlist.actors[$0].name }
        var claim = Claim(
            kind: .deadline, actor: name, actorIsWatched: name != nil, topic: watchlist.topics[topic.index].name,
            topicIsWatched: true, deadline: day, via: facts.via(at: focus.lowerBound, actor: actor),
            evidence: facts.evidence(sentence: number, focus: focus), rule: rule)
        claim.isOfAnyMatter = watchlist.topics[topic.index].isGeneral && name == nil
        return claim
    }

    /// Deadlines that the sentence says have passed, by the last day that it names, else the article's own.
    private func passed(
        _ number: Int, _ own: ArraySlice<WatchMatches.Match>, _ running: Running, _ facts: FactContext
    ) -> [Claim] {
        let document = facts.document
        let sentence = document.sentences[number].tokens
        var found: [Claim] = []
        for index in sentence {
            let tokens: Range<Int>
            if let match = vocabulary.words.match(at: index, before: sentence.upperBound, in: document),
                match.value == .word,
                Self.passed.applies(to: match.tokens.upperBound - 1, vocabulary: vocabulary, in: document)
            {
                tokens = match.tokens
            } else if Self.passed.isDayGone(index, vocabulary: vocabulary, in: document) {
                tokens = index..<index + 1
            } else {
                continue
            }
            let topic = own.min {
                abs($0.tokens.lowerBound - index) < abs($1.tokens.lowerBound - index)
            }
            // The lead may say only afterwards what it is about.
            let next = facts.matches.topics.first {
                $0.tokens.lowerBound >= sentence.upperBound && facts.sentence(of: $0.head) - number <= 2
            }
            guard let topic = topic ?? running.topic ?? (number <= 2 ? next : nil) else { continue }
            let day = facts.dates(inSentence: number).compactMap {
                facts.resolver.day(of: $0, looking: .past)
            }.last { $0 <= facts.article.date && facts.article.date - $0 < 14 }
            found.append(
                claim(
                    day ?? facts.article.date, topic, doer: nil, rule: Self.passed.id, number, tokens, facts))
        }
        return found
    }

    /// What comes if the date is not kept: "sanctions unless it agrees by Friday", "agree by Friday or face sanctions".
    private func consequence(
        _ own: ArraySlice<WatchMatches.Match>, _ number: Int, _ facts: FactContext
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

    private func distance(_ match: WatchMatches.Match, _ date: DeadlineDate, _ anchor: Int) -> Int {
        let place = match.tokens.lowerBound
        return min(abs(place - date.tokens.lowerBound), abs(place - anchor))
    }

    /// The word that makes the date a deadline, at most 24 words before it or ten after; of the strongest rule the
    /// nearest.
    private func signal(
        for date: DeadlineDate, _ number: Int, _ facts: FactContext
    ) -> (DeadlineSignal, any DeadlineRule)? {
        let document = facts.document
        let place = date.tokens.lowerBound
        var best: (signal: DeadlineSignal, rank: Int)?
        var index = max(date.sentence.lowerBound, place - 24)
        let end = min(date.sentence.upperBound, date.tokens.upperBound + 10)
        while index < end {
            guard let match = vocabulary.words.match(at: index, before: date.sentence.upperBound, in: document) else {
                index += 1
                continue
            }
            index = match.tokens.upperBound
            let signal = DeadlineSignal(kind: match.value, tokens: match.tokens)
            guard !match.tokens.overlaps(date.tokens),
                let rank = Self.setting.firstIndex(where: {
                    $0.kind == signal.kind && $0.binds(date, to: signal, in: document)
                })
            else { continue }
            let isBetter =
                best.map {
                    (rank, abs(match.tokens.lowerBound - place))
                        < ($0.rank, abs($0.signal.tokens.lowerBound - place))
                } ?? true
            if isBetter { best = (signal, rank) }
        }
        return best.map { ($0.signal, Self.setting[$0.rank]) }
    }

    /// Who set it: the owner of the deadline, the agent of "set by", the subject of the verb.
    private func setter(of signal: DeadlineSignal, _ facts: FactContext) -> Int? {
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
