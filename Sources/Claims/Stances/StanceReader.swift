import Articles
import Linguistics

/// Collects the stances of an article: where a watched topic stands, the grammar is asked; names are put to the
/// readings, and each becomes a claim once.
struct StanceReader: Sendable {
    let watchlist: Watchlist
    let grammar: StanceGrammar
    /// The actors' indices by their names.
    private let actors: [String: Int]

    init(watchlist: Watchlist, lists: (String) -> WordList) {
        self.watchlist = watchlist
        grammar = StanceGrammar(lexicon: StanceLexicon(lists: lists))
        actors = Dictionary(
            watchlist.actors.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    func claims(
        in article: Article, document: Document, matches: WatchMatches, attributions: [Attribution]
    ) -> [Claim] {
        let context = StanceContext(
            document: document, lexicon: grammar.lexicon, matches: matches, attributions: attributions,
            year: article.date.parts.year)
        let names = HolderNames(watchlist: watchlist, context: context)
        var claims: [Claim] = []
        var seen: Set<ClaimKey> = []
        let topics = (matches.topics + matches.takenUp + matches.venues).sorted {
            $0.tokens.lowerBound < $1.tokens.lowerBound
        }
        let venues = Set(matches.venues.map(\.head))
        for topic in topics {
            let sentence = Int(document.tokens[topic.head].sentence)
            guard !document.sentences[sentence].isHeading else { continue }
            guard let readings = grammar.readings(topic: topic, in: context) else { continue }
            var found = readings.compactMap { claim($0, of: topic, names: names, context: context) }
            // Where the tree names somebody else, the order of words knows no better.
            if found.isEmpty, !venues.contains(topic.head) {
                found += grammar.readingsByOrder(topic: topic, in: context)
                    .compactMap { claim($0, of: topic, names: names, context: context) }
            }
            for claim in found {
                let key = ClaimKey(place: PlaceKey(claim), level: claim.level ?? 0)
                if seen.insert(key).inserted { claims.append(claim) }
            }
        }
        return Self.unopposed(claims)
    }

    /// "refuses to step down but hands over some powers": where the user's own words say one thing in a sentence, a word
    /// of their family does not say the opposite.
    private static func unopposed(_ claims: [Claim]) -> [Claim] {
        var given: [PlaceKey: Int] = [:]
        for claim in claims where !claim.leaps.contains(.kindredTopic) {
            given[PlaceKey(claim)] = (claim.level ?? 0).signum()
        }
        return claims.filter { claim in
            guard claim.leaps.contains(.kindredTopic), let level = claim.level else { return true }
            return given[PlaceKey(claim), default: 0] * level >= 0
        }
    }

    private struct PlaceKey: Hashable {
        var start: Int
        var actor: String
        var topic: String

        init(_ claim: Claim) {
            (start, actor, topic) = (claim.evidence.start, claim.actor ?? "", claim.topic ?? "")
        }
    }

    private struct ClaimKey: Hashable {
        var place: PlaceKey
        var level: Int
    }

    private func claim(
        _ reading: StanceReading, of match: WatchMatches.Match, names: HolderNames, context: StanceContext
    ) -> Claim? {
        guard let holder = names.holder(of: reading) else { return nil }
        let sentence = Int(context.token(match.head).sentence)
        let topic = watchlist.topics[reading.topic].name
        let isNear =
            !holder.isWatched || names.isFirstPerson(reading)
            || actors[holder.name].map { context.names($0, inSentence: sentence) } == true
        let via = names.via(of: reading, holder: holder)
        // A position that nobody watches, or of the past, is kept as a statement: it moves nothing.
        let isStance = holder.isWatched && !reading.isHistory
        return Claim(
            kind: isStance ? .stance : .statement, actor: holder.name, actorIsWatched: holder.isWatched, topic: topic,
            topicIsWatched: true, level: reading.level, via: via, certainty: reading.certainty,
            isHistory: reading.isHistory, evidence: evidence(reading, sentence: sentence, context.document),
            rule: reading.rule, leaps: isNear ? match.leaps : match.leaps.union(.absentHolder))
    }

    private func evidence(_ reading: StanceReading, sentence: Int, _ document: Document) -> Evidence {
        let tokens = document.sentences[sentence].tokens
        let place = document.scalars(tokens)
        let focus = document.scalars(reading.focus.clamped(to: tokens))
        return Evidence(
            start: place.lowerBound, end: place.upperBound, text: document.string(tokens),
            focusStart: focus.lowerBound, focusEnd: focus.upperBound)
    }
}
