import Linguistics

/// Which word of the tree stands for the action in its clause, and which verb governs it.
extension StatusContext {
    private static let containers: Set<WordKey> = [
        "round", "package", "set", "series", "wave", "raft", "tranche", "batch", "agreement", "deal", "accord",
        "regime",
        "measure", "mission", "order", "process", "session", "meeting", "pact", "treaty", "law", "bill", "programme",
        "program", "arrangement", "state", "period", "phase", "offensive", "operation", "talk", "level", "rate",
        "work", "effort", "roll-out", "rollout", "drive", "campaign", "push", "convoy", "shipment", "service", "plan",
    ]

    /// The noun that carries the topic in its clause: "a round of talks", "the ceasefire agreement"; of a list the first.
    func carrier(of topic: Int, _ document: Document) -> Int {
        var node = topic
        for _ in 0..<4 {
            guard let up = document.head(node) else { return node }
            let (own, upper) = (document.tokens[node], document.tokens[up])
            if own.relation == .object, let effort = effort(over: up, document) {
                node = effort
                continue
            }
            guard
                upper.partOfSpeech == .noun || upper.partOfSpeech == .properNoun || upper.partOfSpeech == .numeral
                    || upper.partOfSpeech == .determiner
            else { return node }
            switch own.relation {
            case .conjunct: node = up
            case .compound:
                guard Self.containers.contains(upper.lemma) || Self.containers.contains(upper.form) else { return node }
                node = up
            case .nominalModifier:
                guard
                    Self.containers.contains(upper.lemma) || upper.partOfSpeech == .numeral
                        || upper.form == "all" || upper.form == "some" || upper.form == "most",
                    let marker = document.child(node, .caseMarker),
                    document.tokens[marker].form == "of"
                else { return node }
                node = up
            default: return node
            }
        }
        return node
    }

    private static let efforts: Set<WordKey> = ["effort", "attempt", "bid", "push", "drive", "work", "operation"]

    /// "The effort to plug the leak": what becomes of the effort becomes of the action.
    func effort(over verb: Int, _ document: Document) -> Int? {
        guard document.tokens[verb].relation == .adjectivalClause, StatusClause.isInfinitive(verb, in: document),
            let noun = document.head(verb), Self.efforts.contains(document.tokens[noun].lemma)
        else { return nil }
        return noun
    }

    /// The verb that stands just before an object, where the tree hangs it from one further off: "agree to peace or face
    /// sanctions".
    func nearestVerb(before noun: Int, under up: Int, _ document: Document) -> Int {
        guard up < noun else { return up }
        var index = noun - 1
        while index > up, noun - index < 6 {
            let token = document.tokens[index]
            if token.partOfSpeech == .verb, token.tag != .vbn, token.tag != .vbg { return index }
            switch token.partOfSpeech {
            case .adjective, .determiner, .noun, .properNoun, .numeral: index -= 1
            default: return up
            }
        }
        return up
    }
}
