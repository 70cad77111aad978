import Linguistics

/// Finds terms in a text: each known by a number, each of one or more words.
///
/// A term is looked up by its first word, so the time is linear in the words of the text whatever the number of terms.
struct TermIndex: Sendable {
    /// How the words of a term are compared with those of a text.
    enum Manner {
        /// As they stand: capitals must be capitals ("US" is not "us", "May" is not "may"), no words between.
        case name
        /// By form or lemma, by words of the same stem, with up to two words between in a term of several words.
        case term
    }

    struct Hit {
        var id: Int
        var tokens: Range<Int>
        /// Number of pieces matched.
        var length: Int
        /// A hyphen joins the match to what stands before or after it ("anti-Russian", "US-led").
        var isJoinedBefore: Bool
        var isJoinedAfter: Bool
    }

    private struct Word: Sendable {
        var forms: [WordKey]
        /// Counts only as a noun or a name: the user wrote a plural ("sanctions", not "to sanction").
        var nounForms: [WordKey]
        var capital: Bool
        var allCapitals: Bool
    }

    private struct Term: Sendable {
        var id: Int
        var words: [Word]
        var reach: Int
    }

    private var terms: [Term] = []
    private var byFirst: [WordKey: [Int32]] = [:]
    private let forms: WordForms
    /// Words a term may reach over where it has several words.
    static let reach = 2
    private static let particles: Set<WordKey> = [
        "on", "off", "out", "up", "down", "in", "over", "back", "away", "through",
    ]
    private static let nominals: Set<PartOfSpeech> = [
        .determiner, .noun, .properNoun, .adjective, .numeral, .pronoun,
    ]
    /// Words of names that it may reach over besides.
    private static let nameReach = 4
    /// Terms that begin with one word; more are not looked at (a bound against hostile lists).
    static let bucket = 256

    /// Names of peoples: their plurals are people, and count only where they are listed themselves.
    private let demonyms: Set<String>

    init(forms: WordForms, demonyms: Set<String> = []) { (self.forms, self.demonyms) = (forms, demonyms) }

    /// Adds a term; one without a letter or digit is passed over.
    mutating func insert(_ text: String, id: Int, manner: Manner) {
        insert(TextPieces(term: text), id: id, manner: manner)
        if manner == .term {
            for variant in forms.spellings(of: text) {
                insert(TextPieces(term: variant), id: id, manner: manner)
            }
        }
    }

    private mutating func insert(_ text: TextPieces, id: Int, manner: Manner) {
        guard !text.pieces.isEmpty else { return }
        let last = text.pieces.count - 1
        var words: [Word] = []
        for (index, piece) in text.pieces.enumerated() {
            if piece.isAllCapitals {
                // "NATO" is written "Nato" too; "WHO" is not "Who".
                let isLong = text.words[index].utf8.count >= 4 && manner == .name
                words.append(Word(forms: [piece.key], nounForms: [], capital: true, allCapitals: !isLong))
            } else if piece.isCapitalised, manner == .name {
                // "Houthi" is met as "Houthis" too; "Syrians" are no "Syrian" government.
                let isPluralised = index == last && !demonyms.contains(text.words[index])
                let keys = isPluralised ? [piece.key, WordKey(text.words[index] + "s")] : [piece.key]
                words.append(Word(forms: keys, nounForms: [], capital: true, allCapitals: false))
            } else {
                let family = forms.family(
                    of: text.words[index], withStems: manner == .term, isAlone: text.words.count == 1)
                words.append(
                    Word(
                        forms: family.forms,
                        nounForms: family.nounForms,
                        capital: false,
                        allCapitals: false
                    )
                )
            }
        }
        let number = Int32(terms.count)
        terms.append(Term(id: id, words: words, reach: manner == .term && words.count > 1 ? Self.reach : 0))
        for key in Set(words[0].forms + words[0].nounForms) { byFirst[key, default: []].append(number) }
    }

    /// The words with which terms begin.
    var firstWords: some Sequence<WordKey> { byFirst.keys }

    /// All terms in the text, in the order of their first words; at one place the longest comes first. They overlap.
    ///
    /// - Parameter starts: the pieces that are one of ``firstWords``, by their form or their lemma.
    func hits(in text: TextPieces, at starts: [Int]) -> [Hit] {
        var hits: [Hit] = []
        let pieces = text.pieces
        for start in starts {
            let first = hits.count
            look(pieces[start].key, at: start, pieces, &hits)
            if pieces[start].lemma != pieces[start].key { look(pieces[start].lemma, at: start, pieces, &hits) }
            if hits.count - first > 1 { hits[first...].sort { ($0.length, $1.id) > ($1.length, $0.id) } }
        }
        return hits
    }

    private func look(_ key: WordKey, at start: Int, _ pieces: [TextPieces.Piece], _ hits: inout [Hit]) {
        guard let bucket = byFirst[key] else { return }
        for number in bucket.prefix(Self.bucket) {
            let term = terms[Int(number)]
            guard fits(pieces[start], term.words[0]) else { continue }
            var last = start
            var matched = true
            for word in term.words.dropFirst() {
                let reach = term.reach > 0 && pieces[start].partOfSpeech == .verb ? term.reach + 2 : term.reach
                guard let next = next(word, after: last, reach: reach, pieces) else {
                    matched = false
                    break
                }
                last = next
            }
            guard matched else { continue }
            hits.append(
                Hit(
                    id: term.id,
                    tokens: Int(pieces[start].token)..<Int(pieces[last].token) + 1,
                    length: term.words.count,
                    isJoinedBefore: pieces[start].isJoined,
                    isJoinedAfter: last + 1 < pieces.count && pieces[last + 1].isJoined
                )
            )
        }
    }

    private func next(_ word: Word, after last: Int, reach: Int, _ pieces: [TextPieces.Piece]) -> Int? {
        var index = last + 1
        let isParticle = word.forms.first.map(Self.particles.contains) ?? false
        // "removal of President Ali Abdullah Saleh": a name is one thing, however long.
        var names = 0
        while index < pieces.count, index <= last + 1 + reach + names, !pieces[index].isMark {
            if fits(pieces[index], word) {
                // "hold a referendum on the law" is no "hold on"; "handed the power over" is a "hand over".
                let isPreposition =
                    isParticle && index > last + 1 && pieces[index].partOfSpeech == .adposition
                    && index + 1 < pieces.count && !pieces[index + 1].isMark
                    && Self.nominals.contains(pieces[index + 1].partOfSpeech)
                return isPreposition ? nil : index
            }
            if reach > 0, names < Self.nameReach, pieces[index].partOfSpeech == .properNoun { names += 1 }
            // "hold talks with Israel on" is no "hold on".
            if isParticle, pieces[index].partOfSpeech == .adposition { return nil }
            if pieces[index].partOfSpeech == .verb || pieces[index].partOfSpeech == .coordinatingConjunction {
                return nil
            }
            index += 1
        }
        return nil
    }

    private func fits(_ piece: TextPieces.Piece, _ word: Word) -> Bool {
        if word.allCapitals && !piece.isAllCapitals || word.capital && !piece.isCapitalised { return false }
        if word.forms.contains(piece.key) { return true }
        if word.capital { return false }
        if word.forms.contains(piece.lemma) { return true }
        guard piece.partOfSpeech != .verb else { return false }
        return word.nounForms.contains(piece.key) || word.nounForms.contains(piece.lemma)
    }
}
