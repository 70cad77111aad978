import Linguistics

/// The forms under which a word of a term is met: its inflections by rule, the words of its stem ("withdraw",
/// "withdrawal") by the list `derivations`, other spellings by the list `spelling-variants`.
struct WordForms: Sendable {
    /// For each word all words of its stem.
    private var stems: [String: [String]] = [:]
    /// Words that count as nouns only, although there is a verb of the same form ("deal").
    private var nounsOnly: Set<String> = []
    private var variants: [String: [String]] = [:]

    init(lists: (String) -> WordList) {
        for record in lists("derivations").records {
            let words = [record.name] + record.values("words")
            for word in words + record.values("forms") { stems[word, default: []] += words }
            if record.value("only") == "noun" { nounsOnly.insert(record.name) }
        }
        for record in lists("spelling-variants").records {
            let spellings = [record.name] + record.values("variants")
            for spelling in spellings { variants[spelling, default: []] += spellings.filter { $0 != spelling } }
        }
    }

    /// Nouns that are verbs as they stand.
    private static let deeds: Set<String> = [
        "use", "release", "transfer", "export", "import", "purchase", "control", "capture", "return", "supply",
    ]

    /// Other spellings of a whole term ("cease fire" for "ceasefire", "program" for "programme").
    func spellings(of term: String) -> [String] {
        let isName = term.first?.isUppercase == true
        let term = term.lowercased()
        var found = variants[term] ?? []
        if term.contains("-"), !term.contains(" ") { found.append(term.filter { $0 != "-" }) }
        let words = term.split(separator: " ").map(String.init)
        // "asset freeze" is met as "freeze the assets".
        if words.count == 2, !isName, stems[words[1]] != nil { found.append("\(words[1]) \(words[0])") }
        // "use of force" is met as "will not use force".
        if words.count == 3, words[1] == "of", !isName, stems[words[0]] != nil || Self.deeds.contains(words[0]) {
            found.append("\(words[0]) \(words[2])")
        }
        for (index, word) in words.enumerated() {
            var others = words.count > 1 ? variants[word] ?? [] : []
            if let swapped = Self.otherEnding(word) { others.append(swapped) }
            for other in others {
                var changed = words
                changed[index] = other
                found.append(changed.joined(separator: " "))
            }
        }
        return found
    }

    /// What counts as this word, as keys of forms or lemmas.
    func family(of word: String, withStems: Bool, isAlone: Bool = true) -> (forms: [WordKey], nounForms: [WordKey]) {
        let word = word.lowercased()
        var forms: [String] = []
        var nouns: [String] = []
        // "claims" for damages: neither the verb "claim" nor "she claims".
        let isNoun = nounsOnly.contains(word) || Self.singular(word).map(nounsOnly.contains) == true
        if isAlone, isNoun { nouns.append(word) } else { forms.append(word) }
        var bases = [word]
        if let singular = Self.singular(word) {
            nouns.append(singular)
            bases.append(singular)
        }
        guard withStems else { return (forms.map { WordKey($0) }, nouns.map { WordKey($0) }) }
        for base in Self.verbBases(word) {
            forms.append(base)
            bases.append(base)
        }
        for base in bases where !nounsOnly.contains(base) && Self.singular(base) == nil {
            forms += Inflections.forms(of: base).filter { !forms.contains($0) && !nouns.contains($0) }
        }
        for base in bases {
            for other in stems[base] ?? [] where !forms.contains(other) && !nounsOnly.contains(other) {
                forms.append(other)
            }
        }
        return (forms.map { WordKey($0) }, nouns.map { WordKey($0) })
    }

    /// "sanctions" -> "sanction", "inquiries" -> "inquiry"; nil where the word is no plural in -s.
    static func singular(_ word: String) -> String? {
        guard word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"), !word.hasSuffix("is")
        else { return nil }
        if word.hasSuffix("ies") { return String(word.dropLast(3)) + "y" }
        for ending in ["ches", "shes", "sses", "xes"] where word.hasSuffix(ending) { return String(word.dropLast(2)) }
        return String(word.dropLast())
    }

    /// "leaking" -> "leak", "shelling" -> "shell", "rebuilding" -> "rebuild", "seizing" -> "seize"; candidates only.
    static func verbBases(_ word: String) -> [String] {
        let stem: Substring
        if word.hasSuffix("ing"), word.count > 5 {
            stem = word.dropLast(3)
        } else if word.hasSuffix("ed"), word.count > 4 {
            stem = word.dropLast(2)
        } else {
            return []
        }
        var bases = [String(stem), stem + "e"]
        if let last = stem.last, stem.dropLast().last == last, !"aeiou".contains(last) {
            bases.append(String(stem.dropLast()))
        }
        return bases
    }

    /// British for American endings and the reverse.
    private static func otherEnding(_ word: String) -> String? {
        for (one, other) in [("ise", "ize"), ("isation", "ization"), ("ised", "ized"), ("ising", "izing")]
        where word.count > one.count + 2 {
            if word.hasSuffix(one) { return word.dropLast(one.count) + other }
            if word.hasSuffix(other) { return word.dropLast(other.count) + one }
        }
        return nil
    }
}
