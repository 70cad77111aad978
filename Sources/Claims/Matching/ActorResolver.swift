import Linguistics

/// Says which words of a document stand for an actor, beyond those that name one: offices and spokesmen ("the Russian
/// foreign minister", "Netanyahu's office", "Kremlin aide Yuri Ushakov"), appositions, and coreference.
struct ActorResolver: Sendable {
    /// Nouns whose bearer speaks or acts for whom they belong to.
    private let heads: Set<WordKey>
    /// Names of countries and peoples, in small letters.
    private let peoples: Set<WordKey>
    private static let compass: Set<WordKey> = ["north", "south", "east", "west", "northern", "southern"]
    private static let groups: Set<WordKey> = [
        "activist", "bloc", "coalition", "commander", "figure", "fighter", "group", "leader", "member", "party",
        "supporter",
        "parties", "movement", "alliance", "politician", "campaigner", "crowd", "leadership",
    ]
    private static let loyal: Set<WordKey> = ["loyal", "allied", "faithful", "commanded", "led", "answering"]
    private static let belonging: Set<WordKey> = ["of", "for", "from", "at", "in", "to"]

    init(lists: (String) -> WordList) {
        peoples = Set(
            lists("actors-countries").records.flatMap {
                [$0.name] + $0.values("demonym") + $0.values("alias") + $0.values("capital")
            }.map { WordKey($0.lowercased()) })
        heads = Set(lists("actor-heads").records.flatMap { [WordKey($0.name), WordKey($0.name + "s")] })
    }

    /// Whether a match is something else: a part of another country's name ("South Korean"), the month of May, the city
    /// of The Hague.
    func isOther(_ hit: TermIndex.Hit, in document: Document) -> Bool {
        let first = hit.tokens.lowerBound
        guard first < document.tokens.count else { return true }
        let token = document.tokens[first]
        if first > 0 {
            let before = document.tokens[first - 1]
            if before.sentence == token.sentence, before.shape.contains(.capitalised),
                Self.compass.contains(before.form), token.shape.contains(.capitalised)
            {
                return true
            }
            if before.form == "the", before.shape.contains(.capitalised), token.form == "hague" { return true }
        }
        if token.form == "may", hit.length == 1 {
            return token.partOfSpeech != .properNoun || isMonth(first, in: document)
        }
        // A common word with a capital at the start of a sentence is a name only if the tagger says so.
        let isStart = first == document.sentences[Int(token.sentence)].tokens.lowerBound
        return isStart && hit.length == 1 && token.shape.contains(.capitalised)
            && (token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary)
    }

    private func isMonth(_ token: Int, in document: Document) -> Bool {
        let near = [token - 2, token - 1, token + 1]
        for index in near where document.tokens.indices.contains(index) {
            let other = document.tokens[index]
            if other.shape.contains(.hasDigit) { return true }
            let words: Set<WordKey> = ["in", "since", "until", "till", "of", "last", "next", "by", "early", "late"]
            if index == token - 1, words.contains(other.form) { return true }
        }
        return false
    }

    /// Whether a general noun ("troops") stands without another owner ("French troops").
    func isBare(_ hit: TermIndex.Hit, in document: Document) -> Bool {
        let head = WatchMatcher.head(of: hit.tokens, in: document)
        for child in document.children(head) where !hit.tokens.contains(child) {
            let token = document.tokens[child]
            switch token.relation {
            case .adjectivalModifier, .compound, .possessive:
                if token.shape.contains(.capitalised) || token.relation == .possessive { return false }
            case .nominalModifier:
                if let marker = document.child(child, .caseMarker), document.tokens[marker].form == "of" {
                    return false
                }
            default: break
            }
        }
        return true
    }

    /// Fills ``WatchMatches/actorOfToken`` and ``WatchMatches/actorOfEntity``.
    func resolve(_ found: inout WatchMatches, in document: Document) {
        found.actorOfToken = [Int32](repeating: -1, count: document.tokens.count)
        found.actorOfEntity = [Int32](repeating: -1, count: document.entities.count)
        var named = [Bool](repeating: false, count: document.tokens.count)
        for match in found.actors where !match.isJoined {
            for token in match.tokens { named[token] = true }
        }
        for match in found.actors where !match.isJoined {
            found.actorOfToken[match.head] = Int32(match.index)
        }
        for match in found.actors where !match.isJoined { climb(match, named, &found, document) }
        for match in found.actors where match.isJoined { carry(joined: match, named, &found, document) }
        apposition(&found, document)
        coreference(&found, named, document)
        // "its forces", now that it is known whose.
        for index in document.tokens.indices where document.tokens[index].tag == .prpPossessive {
            guard let actor = found.actor(at: index) else { continue }
            climb(WatchMatches.Match(index: actor, tokens: index..<index + 1, head: index), named, &found, document)
        }
    }

    /// "US-led forces" act for the one who leads them, "pro-Gaddafi fighters" for the ruler; "US-backed rebels" and
    /// "pro-Russian militias" for themselves.
    private func carry(
        joined match: WatchMatches.Match, _ named: [Bool], _ found: inout WatchMatches, _ document: Document
    ) {
        let (first, last) = (match.tokens.lowerBound, match.tokens.upperBound)
        let isLed = last + 1 < document.tokens.count && document.tokens[last + 1].form == "led"
        let isFor =
            first >= 2 && document.tokens[first - 2].form == "pro" && !peoples.contains(document.tokens[first].form)
        guard isLed || isFor else { return }
        var word = isLed ? last + 1 : match.head
        for _ in 0..<3 {
            guard let up = document.head(word) else { return }
            switch document.tokens[word].relation {
            case .compound, .adjectivalModifier, .adjectivalClause: break
            default: return
            }
            if up >= last, heads.contains(document.tokens[up].lemma) || document.tokens[up].lemma == "coalition" {
                guard !named[up], found.actorOfToken[up] < 0 else { return }
                found.actorOfToken[up] = Int32(match.index)
                return
            }
            word = up
        }
    }

    /// Carries an actor up to the noun that speaks for it.
    private func climb(
        _ match: WatchMatches.Match,
        _ named: [Bool],
        _ found: inout WatchMatches,
        _ document: Document
    ) {
        var current = match.head
        for _ in 0..<6 {
            guard let up = document.head(current) else { return }
            // "Gulf and US officials": a co-ordinated modifier belongs to what the first of its row belongs to.
            if document.tokens[current].relation == .conjunct, !found.actorOfToken.indices.contains(up) { return }
            if document.tokens[current].relation == .conjunct,
                [.compound, .adjectivalModifier, .possessive].contains(document.tokens[up].relation)
            {
                current = up
                continue
            }
            guard belongs(current, to: up, document) else { return }
            if !named[up] {
                guard found.actorOfToken[up] < 0 else { return }
                found.actorOfToken[up] = Int32(match.index)
            }
            current = up
        }
    }

    /// "a former Russian minister" speaks for nobody but himself.
    private static let bygone: Set<WordKey> = ["former", "ex", "retired", "exiled", "one-time", "onetime", "erstwhile"]

    private func belongs(_ token: Int, to up: Int, _ document: Document) -> Bool {
        let upper = document.tokens[up]
        if document.child(up, where: { Self.bygone.contains($0.form) && $0.relation == .adjectivalModifier }) != nil {
            return false
        }
        var isHead = heads.contains(upper.lemma) || heads.contains(upper.form)
        // "opposition groups": of a general word other general words follow; "Syrian groups" may be anybody's.
        if !isHead, document.tokens[token].partOfSpeech == .noun, Self.groups.contains(upper.lemma) { isHead = true }
        switch document.tokens[token].relation {
        case .adjectivalModifier where upper.partOfSpeech == .noun && Self.loyal.contains(document.tokens[token].form):
            return isHead
        case .adjectivalClause where Self.loyal.contains(document.tokens[token].form): return isHead
        case .compound, .adjectivalModifier, .possessive:
            return isHead || upper.partOfSpeech == .properNoun && isTitle(token, document)
        case .flat: return true
        case .nominalModifier:
            if let marker = document.child(token, .caseMarker) {
                return isHead && Self.belonging.contains(document.tokens[marker].form)
            }
            return isHead || upper.partOfSpeech == .properNoun && isTitle(token, document)
        case .oblique:
            // "forces loyal to Gaddafi"
            guard Self.loyal.contains(upper.form),
                let owner = document.head(up)
            else { return false }
            return heads.contains(document.tokens[owner].lemma)
        default: return false
        }
    }

    /// Whether a word is an office, so that the name it hangs from is its bearer ("Kremlin aide Yuri Ushakov").
    private func isTitle(_ token: Int, _ document: Document) -> Bool {
        heads.contains(document.tokens[token].lemma)
    }

    private func apposition(_ found: inout WatchMatches, _ document: Document) {
        for index in document.tokens.indices where document.tokens[index].relation == .appositive {
            guard let up = document.head(index) else { continue }
            let (one, other) = (found.actorOfToken[index], found.actorOfToken[up])
            if one < 0, other >= 0 { found.actorOfToken[index] = other }
            if one >= 0, other < 0, document.tokens[up].partOfSpeech != .verb { found.actorOfToken[up] = one }
        }
    }

    private func coreference(_ found: inout WatchMatches, _ named: [Bool], _ document: Document) {
        for (number, entity) in document.entities.enumerated() {
            var best: Int32 = -1
            for mention in entity.mentions where document.mentions.indices.contains(mention) {
                let actor = found.actorOfToken[document.mentions[mention].head]
                guard actor >= 0 else { continue }
                if named[document.mentions[mention].head] {
                    best = actor
                    break
                }
                if best < 0 { best = actor }
            }
            guard best >= 0 else { continue }
            found.actorOfEntity[number] = best
            for mention in entity.mentions where document.mentions.indices.contains(mention) {
                let head = document.mentions[mention].head
                if found.actorOfToken[head] < 0 { found.actorOfToken[head] = best }
            }
        }
    }
}
