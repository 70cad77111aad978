import Articles
import Linguistics

/// "The deadline came and went on Friday": the text itself says that the day has passed with nothing done.
struct PassedDeadlineRule: FactRule {
    let id = "deadline.passed"
    let reason = "a deadline that is said to have passed, expired or been missed has not been met"
    let fires = [
        FactExample(
            "Trump's deadline for a ceasefire passed on Thursday without an answer.", "ceasefire", "2025-08-07"),
        FactExample("Moscow missed the deadline for a ceasefire.", "ceasefire", "2025-08-07"),
        FactExample("The deadline for a ceasefire came and went on Wednesday.", "ceasefire", "2025-08-06"),
    ]
    let silent = [
        FactExample("The deadline for a ceasefire has not passed.", "ceasefire", "2025-08-07"),
        FactExample("If the deadline for a ceasefire passes, Trump will act.", "ceasefire", "2025-08-07"),
        FactExample("Moscow may miss the deadline for a ceasefire.", "ceasefire", "2025-08-07"),
    ]

    /// Whether the word for a deadline stands where it is said to have passed.
    func applies(to word: Int, vocabulary: DeadlineVocabulary, in document: Document) -> Bool {
        if isTopOfFragment(word, vocabulary, document) { return true }
        guard let verb = document.head(word), document.tokens[verb].partOfSpeech == .verb else { return false }
        // "Let the deadline slip".
        if document.tokens[verb].relation != .root, let up = document.head(verb),
            vocabulary.letting.contains(document.tokens[up].lemma),
            vocabulary.passing.contains(document.tokens[verb].lemma)
        {
            return document.tokens[word].relation.isSubject
                && StatusClause.reality(of: up, in: document, isReported: false) == .fact
        }
        let isSaid: Bool
        switch document.tokens[word].relation {
        case .nominalSubject: isSaid = vocabulary.passing.contains(document.tokens[verb].lemma)
        case .object, .passiveSubject: isSaid = vocabulary.missing.contains(document.tokens[verb].lemma)
        default: isSaid = false
        }
        return isSaid && (StatusClause.hasPast(verb, in: document) || document.tokens[verb].tag == .vbn)
            && StatusClause.modal(of: verb, in: document) == nil
            && StatusClause.marker(of: verb, in: document) == nil && !StatusClause.isNegated(verb, in: document)
            && !StatusClause.isQuestion(verb, document)
    }

    /// "The day on which it was to act came and went".
    func isDayGone(_ word: Int, vocabulary: DeadlineVocabulary, in document: Document) -> Bool {
        guard vocabulary.days.contains(document.tokens[word].lemma), document.tokens[word].relation == .nominalSubject,
            let verb = document.head(word), document.tokens[verb].form == "came",
            let second = document.child(verb, .conjunct)
        else { return false }
        return document.tokens[second].form == "went"
    }

    /// "The deadline for a truce passed on Friday", where the tree takes "passed" for a word on the truce: no other verb
    /// stands in the sentence.
    private func isTopOfFragment(_ word: Int, _ vocabulary: DeadlineVocabulary, _ document: Document) -> Bool {
        guard document.head(word) == nil else { return false }
        let sentence = document.sentences[Int(document.tokens[word].sentence)].tokens
        let verbs = sentence.filter {
            document.tokens[$0].partOfSpeech == .verb || document.tokens[$0].partOfSpeech == .auxiliary
        }
        guard let verb = verbs.first, verb > word, verb - word < 8, verbs.count == 1 else { return false }
        let tag = document.tokens[verb].tag
        return vocabulary.passing.contains(document.tokens[verb].lemma) && (tag == .vbd || tag == .vbn)
    }
}
