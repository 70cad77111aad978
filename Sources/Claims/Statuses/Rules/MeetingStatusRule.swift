import Linguistics

/// "Trump and the Russian leader met in Riyadh", said of a summit that the article speaks of.
///
/// Asked for the verbs of meeting in an article that names the topic, not for the topic's own words. Two leaders who
/// meet hold a summit whether or not the article calls it one.
struct MeetingStatusRule: StatusRule {
    let id = "status.meeting"
    let reason = "who meets holds the meeting that the article is about, who will meet plans it"
    let fires = [
        FactExample("The summit drew crowds. Trump and the Russian leader met for an hour.", "summit", "completed"),
        FactExample("Trump and Putin met in Geneva on Thursday for an hour.", "summit", "completed"),
        FactExample("The summit has a date. Trump and the Russian leader will meet on Friday.", "summit", "planned"),
    ]
    let silent = [
        FactExample("The summit drew crowds. Trump met reporters.", "summit", "completed"),
        FactExample("Trump and the Russian leader met for an hour.", "summit", "completed"),
        FactExample("Trump and Lavrov met for an hour.", "summit", "completed"),
    ]

    func apply(_ verb: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let document = context.document
        let actors = context.facts.matches
        let parties = Self.parties(of: verb, in: document)
        guard Set(parties.compactMap { actors.actor(at: $0) }).count >= 2 else { return nil }
        guard
            var found = context.framed(StatusFinding(status: .inEffect, predicate: verb), context.facts)
        else { return nil }
        if found.status == .inEffect {
            guard StatusClause.hasPast(verb, in: document) else { return nil }
            found.status = .completed
        }
        return found
    }

    /// Who meets whom at a verb of meeting; empty where it is none.
    static func parties(of verb: Int, in document: Document) -> [Int] {
        let token = document.tokens[verb]
        guard token.partOfSpeech == .verb, token.lemma == "meet", let subject = document.child(verb, .nominalSubject)
        else { return [] }
        var parties = [subject] + document.children(subject).filter { document.tokens[$0].relation == .conjunct }
        if let object = document.child(verb, .object) { parties.append(object) }
        for place in document.children(verb) where document.tokens[place].relation == .oblique {
            if let marker = document.child(place, .caseMarker), document.tokens[marker].form == "with" {
                parties.append(place)
            }
        }
        // "The presidents of the United States and Russia".
        for child in document.children(subject) where document.tokens[child].relation == .nominalModifier {
            parties.append(child)
            parties += document.children(child).filter { document.tokens[$0].relation == .conjunct }
        }
        return parties
    }
}
