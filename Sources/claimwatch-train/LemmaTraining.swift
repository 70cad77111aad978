import Linguistics

/// Learns which rule makes a lemma of a form.
struct LemmaTraining {
    private struct Rule: Hashable, Comparable {
        var cut: UInt8
        var append: [UInt8]

        static func < (a: Rule, b: Rule) -> Bool {
            a.cut != b.cut ? a.cut < b.cut : a.append.lexicographicallyPrecedes(b.append)
        }
    }

    private struct Word {
        var form: [UInt8]
        var key: UInt64
        var tags: UInt64
        var rule: Rule
        var count: Int
    }

    /// The file `lemmas.bin`.
    func run(_ sentences: [Treebank.Sentence]) -> [UInt8] {
        let words = Self.words(sentences)
        var ruleCounts: [Rule: Int] = [:]
        for word in words { ruleCounts[word.rule, default: 0] += word.count }
        let order = ruleCounts.keys.sorted { (ruleCounts[$1, default: 0], $0) < (ruleCounts[$0, default: 0], $1) }
        let rules = Array(order.prefix(255))
        var numbers: [Rule: UInt8] = [:]
        for (index, rule) in rules.enumerated() { numbers[rule] = UInt8(index) }

        var entries: [(key: UInt32, rule: UInt8)] = []
        var predicted = [UInt8?](repeating: nil, count: words.count)
        for length in 0...Lemmatiser.longestEnding {
            // The commonest rule of the words with one ending, where it is not what the shorter ending says.
            var groups: [UInt64: (ending: UInt64, tags: UInt64, members: [Int])] = [:]
            for (index, word) in words.enumerated() where length < word.form.count {
                var ending: UInt64 = 0
                for place in 0..<length { ending = ending << 8 | UInt64(word.form[word.form.count - 1 - place]) }
                let key = Feature.hash(9, ending, word.tags)
                groups[key, default: (ending, word.tags, [])].members.append(index)
            }
            for key in groups.keys.sorted() {
                guard let group = groups[key], length == 0 || group.members.count >= 2 else { continue }
                var votes: [UInt8: Int] = [:]
                for member in group.members {
                    guard let rule = numbers[words[member].rule], words[member].rule.cut != 255 else { continue }
                    votes[rule, default: 0] += 1
                }
                guard let best = votes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { continue }
                let changes = group.members.contains { predicted[$0] != best.key }
                if changes || length == 0 {
                    entries.append((Lemmatiser.key(ending: group.ending, length, group.tags), best.key))
                }
                for member in group.members { predicted[member] = best.key }
            }
        }
        for (index, word) in words.enumerated() {
            guard let rule = numbers[word.rule], predicted[index] != rule else { continue }
            entries.append((Lemmatiser.key(form: word.key, word.tags), rule))
        }
        return Lemmatiser.pack(rules: rules.map { ($0.cut, $0.append) }, entries: entries)
    }

    /// Each form with its tags once, with its commonest rule.
    private static func words(_ sentences: [Treebank.Sentence]) -> [Word] {
        struct Key: Hashable {
            var form: WordKey
            var tags: UInt64
        }
        var found: [Key: (form: [UInt8], rules: [Rule: Int])] = [:]
        var order: [Key] = []
        for sentence in sentences {
            for word in sentence.words where !word.isTypo && word.lemma != "_" && word.form.utf8.count <= 40 {
                guard word.form.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else { continue }
                let form = Array(word.form.utf8).map(Lemmatiser.fold)
                let key = Key(
                    form: form.withUnsafeBufferPointer { WordKey(folding: $0) },
                    tags: Lemmatiser.tags(word.partOfSpeech, word.tag)
                )
                if found[key] == nil { order.append(key) }
                found[key, default: (form, [:])].rules[rule(form, word.lemma), default: 0] += 1
            }
        }
        return order.compactMap { key in
            guard let entry = found[key],
                let best = entry.rules.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
            else { return nil }
            return Word(form: entry.form, key: key.form.hash, tags: key.tags, rule: best.key, count: best.value)
        }
    }

    private static func rule(_ form: [UInt8], _ lemma: String) -> Rule {
        let folded = Array(lemma.utf8).map(Lemmatiser.fold)
        var common = 0
        while common < form.count, common < folded.count, form[common] == folded[common] { common += 1 }
        // A word with an apostrophe may come with a curly one, which is longer: its rule names the whole lemma.
        if common == 0 || form.contains(0x27) || form.contains(0xE2), form != folded {
            return Rule(cut: 255, append: Array(lemma.utf8.prefix(255)))
        }
        return Rule(cut: UInt8(form.count - common), append: Array(folded[common...].prefix(255)))
    }
}
