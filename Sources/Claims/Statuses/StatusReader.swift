import Articles
import Linguistics

/// Reads how far the watched actions are: threatened, imposed, in effect, extended, collapsed …
///
/// From each word for a topic the rules look up the tree to the predicate that says something of it, and on to what
/// stands above that predicate ("threatened to impose"). What is asked, demanded or wished says nothing.
struct StatusReader: Sendable {
    /// In the order in which they are tried; the first that applies says the status.
    static let rules: [any StatusRule] = [
        HeadlineStatusRule(), NominalStatusRule(), ObjectStatusRule(), PassiveStatusRule(), ObliqueStatusRule(),
        SubjectStatusRule(), PhraseStatusRule(), RelativeStatusRule(), DoneStatusRule(), AspectStatusRule(),
        MeetingStatusRule(),
    ]

    private let watchlist: Watchlist
    let lexicon: StatusLexicon
    /// The topics that are meetings of leaders.
    private let meetings: Set<Int>
    /// The topic called a summit, where there is one alone.
    private let summit: Int?
    /// Last names of heads of state and of government.
    private let leaders: Set<WordKey>

    init(watchlist: Watchlist, lists: (String) -> WordList) {
        self.watchlist = watchlist
        lexicon = StatusLexicon(lists: lists)
        let words: Set<String> = ["summit", "meeting", "meet"]
        func isCalled(_ index: Int, _ words: Set<String>) -> Bool {
            ([watchlist.topics[index].name] + watchlist.topics[index].terms).contains { term in
                term.lowercased().split(separator: " ").contains { words.contains(String($0)) }
            }
        }
        meetings = Set(watchlist.topics.indices.filter { isCalled($0, words) })
        let summits = watchlist.topics.indices.filter { isCalled($0, ["summit"]) }
        summit = summits.count == 1 ? summits[0] : nil
        leaders = Set(
            lists("actors-countries").records.flatMap { $0.values("leader") }
                .compactMap { $0.split(separator: " ").last.map { WordKey($0.lowercased()) } })
    }

    func claims(in facts: FactContext) -> [Claim] {
        let context = StatusContext(facts: facts, lexicon: lexicon)
        var claims: [Claim] = []
        var seen: Set<[Int]> = []
        let taken = facts.matches.takenUp
        let topics = (facts.matches.topics + taken).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
        claims += meetings(context)
        let isAnaphor = Set(taken.map(\.head))
        for match in topics where facts.isProse(facts.sentence(of: match.head)) && !match.isWeak {
            if isAnaphor.contains(match.head), !context.canResume(match.head) { continue }
            for word in Self.words(of: match, facts.document) {
                guard let (found, rule) = status(of: word, match, context), isOwnNews(found, facts) else { continue }
                if seen.insert([match.index, found.predicate]).inserted {
                    claims.append(claim(found, rule, match, facts))
                }
                break
            }
        }
        return claims
    }

    /// Meetings of those who are watched, in an article that names the topic.
    private func meetings(_ context: StatusContext) -> [Claim] {
        let (facts, document) = (context.facts, context.document)
        let named = facts.matches.topics.first(where: { meetings.contains($0.index) })
        guard let topic = named?.index ?? summit else { return [] }
        let rule = MeetingStatusRule()
        return document.tokens.indices.compactMap { verb in
            let place = WatchMatches.Match(index: topic, tokens: verb..<verb + 1, head: verb)
            guard facts.isProse(facts.sentence(of: verb)), named != nil || isOfLeaders(verb, document),
                let found = rule.apply(verb, place, in: context)
            else { return nil }
            return claim(found, rule.id, place, facts)
        }
    }

    /// "Trump and Putin met": all who meet are named, and lead their countries.
    private func isOfLeaders(_ verb: Int, _ document: Document) -> Bool {
        let parties = MeetingStatusRule.parties(of: verb, in: document)
        return parties.count >= 2
            && parties.allSatisfy { party in
                leaders.contains(document.tokens[party].form)
                    || document.children(party).contains {
                        document.tokens[$0].relation == .flat && leaders.contains(document.tokens[$0].form)
                    }
            }
    }

    /// What the text says of the action that the word names.
    private func status(
        of word: Int, _ topic: WatchMatches.Match, _ context: StatusContext
    ) -> (StatusFinding, String)? {
        let document = context.document
        let isNoun = Self.isNoun(document.tokens[word])
        let carrier = isNoun ? context.carrier(of: word, document) : word
        if context.isFurther(word) || context.isFurther(carrier) { return nil }
        for rule in Self.rules {
            guard var found = rule.apply(carrier, topic, in: context) else { continue }
            if topic.isOpposite {
                guard let status = Self.turned(found.status) else { return nil }
                found.status = status
            }
            return (found, rule.id)
        }
        return nil
    }

    /// What a status of the topic's opposite says of the topic: a leak that has ended is a leak that was stopped.
    private static func turned(_ status: ActionStatus) -> ActionStatus? {
        switch status {
        case .ended, .suspended, .lifted, .collapsed, .cancelled, .failed: return .completed
        case .inEffect, .imposed, .extended, .completed: return .failed
        case .hampered: return .inEffect
        default: return nil
        }
    }

    private static func isNoun(_ token: Token) -> Bool {
        token.partOfSpeech == .noun || token.partOfSpeech == .properNoun || token.partOfSpeech == .pronoun
    }

    /// The words of a match that hang from outside it, the first first: of "tariff on imports from India" the tariff.
    private static func words(of match: WatchMatches.Match, _ document: Document) -> [Int] {
        let words = match.tokens.filter { index in
            let token = document.tokens[index]
            guard index == match.head || !match.tokens.contains(Int(token.head)) else { return false }
            return isNoun(token) || token.partOfSpeech == .verb && index == match.head
        }
        // A match may reach from a noun over the word that it hangs on.
        return words.isEmpty ? match.tokens.first { isNoun(document.tokens[$0]) }.map { [$0] } ?? [] : words
    }

    /// What one watched actor thinks of it is that actor's position and no status: "Russia rejected the sanctions".
    private func isOwnNews(_ found: StatusFinding, _ facts: FactContext) -> Bool {
        let attitudes: Set<ActionStatus> = [.rejected, .agreed, .announced, .denied, .signed, .inEffect]
        guard attitudes.contains(found.status) else { return true }
        guard let doer = found.doer, facts.matches.actor(at: doer) != nil else { return true }
        return facts.document.child(doer, .conjunct) != nil
    }

    private func claim(
        _ found: StatusFinding, _ rule: String, _ match: WatchMatches.Match, _ facts: FactContext
    ) -> Claim {
        let actor = found.doer.flatMap { facts.matches.actor(at: $0) }
        let name = actor.map { watchlist.actors[$0].name }
        let low = min(found.predicate, match.tokens.lowerBound)
        let high = max(max(found.predicate, found.last ?? 0) + 1, match.tokens.upperBound)
        var claim = Claim(
            kind: .status,
            actor: name,
            actorIsWatched: name != nil,
            topic: watchlist.topics[match.index].name,
            topicIsWatched: true,
            status: scheduled(found, facts) ? .planned : found.status,
            via: facts.via(at: found.predicate, actor: actor),
            certainty: found.certainty,
            isHistory: facts.isHistory(found.predicate)
                || StatusClause.isBackground(found.predicate, in: facts.document, facts.sayings),
            evidence: facts.evidence(sentence: facts.sentence(of: match.head), focus: low..<high),
            rule: rule
        )
        claim.isOfAnyMatter = watchlist.topics[match.index].isGeneral && name == nil
        return claim
    }

    /// "Comes into force on Aug 27": the present tense of a day to come.
    private func scheduled(_ found: StatusFinding, _ facts: FactContext) -> Bool {
        guard found.status == .inEffect || found.status == .imposed || found.status == .extended else { return false }
        let tag = facts.document.tokens[found.predicate].tag
        guard tag == .vbz || tag == .vbp else { return false }
        return facts.dates(inSentence: facts.sentence(of: found.predicate)).contains { date in
            let gap = date.tokens.lowerBound - (found.last ?? found.predicate)
            guard gap > 0, gap < 9, let day = facts.resolver.day(of: date, looking: .future) else { return false }
            return day > facts.article.date
        }
    }
}
