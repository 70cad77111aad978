/// Finds the lemma of a word from its form and its tags: "fled" VBD is "flee".
///
/// A table learnt from the treebanks gives a rule for a form with its tags (what is irregular) or for an ending with its
/// tags (what is regular, the longest known ending first), so unknown words are treated like those that end as they do.
/// A rule cuts bytes off the end of the form and puts others in their place.
///
/// Model parts: 0 the rules, one after the other: bytes to cut (255: all), number of bytes to append, these bytes;
/// 1 the place of each rule in part 0, UInt16; 2 a table of slots of key UInt32 (0: free) and rule UInt8.
public struct Lemmatiser: @unchecked Sendable {
    // Safe to share: the bytes are embedded data, never written.
    private let rules: UnsafeRawBufferPointer
    private let places: UnsafeRawBufferPointer
    private let table: UnsafeRawBufferPointer
    private let slots: UInt64

    /// The longest ending that is looked up, in bytes.
    package static let longestEnding = 7
    private static let longestWord = 60

    public init(_ archive: ModelArchive) {
        rules = archive.part(0)
        places = archive.part(1)
        table = archive.part(2)
        slots = UInt64(table.count / 5)
    }

    /// Sets the lemmas of the tokens in `range`, which have their tags.
    package func lemmatise(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) {
        guard slots > 0 else { return }
        for index in range where !tokens[index].shape.isDisjoint(with: .hasLetter) {
            let token = tokens[index]
            let word = UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)])
            guard let rule = rule(word, token), rule.cut > 0 || rule.count > 0 else { continue }
            let kept = rule.cut == 255 ? 0 : max(0, word.count - rule.cut)
            tokens[index].lemma = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: kept + rule.count) { lemma in
                for place in 0..<kept { lemma.initializeElement(at: place, to: word[place]) }
                for place in 0..<rule.count { lemma.initializeElement(at: kept + place, to: rules[rule.start + place]) }
                return WordKey(folding: UnsafeBufferPointer(lemma))
            }
        }
    }

    /// The lemma as text: in lower case but for proper nouns, which keep their capitals.
    public func lemma(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> String {
        let word = UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)])
        var lemma = Array(word)
        if let rule = rule(word, token) {
            lemma = Array(word.prefix(rule.cut == 255 ? 0 : max(0, word.count - rule.cut)))
            lemma += rules[rule.start..<rule.start + rule.count]
            if rule.cut == 255 { return String(decoding: lemma, as: UTF8.self) }
        }
        let string = String(decoding: lemma, as: UTF8.self)
        return token.partOfSpeech == .properNoun ? string : string.lowercased()
    }

    private func rule(_ word: UnsafeBufferPointer<UInt8>, _ token: Token) -> (cut: Int, start: Int, count: Int)? {
        guard slots > 0, word.count <= Self.longestWord else { return nil }
        let tags = Self.tags(token.partOfSpeech, token.tag)
        var number = find(Self.key(form: token.form.hash, tags))
        // Endings grow from the last byte; the longest known one decides.
        var ending: UInt64 = 0
        if number == nil {
            number = find(Self.key(ending: 0, 0, tags))
            for length in 1...Self.longestEnding where length < word.count {
                ending = ending << 8 | UInt64(Self.fold(word[word.count - length]))
                if let found = find(Self.key(ending: ending, length, tags)) { number = found }
            }
        }
        guard let number, places.count >= number * 2 + 2 else { return nil }
        let place = Int(places.loadUnaligned(fromByteOffset: number * 2, as: UInt16.self))
        guard place + 2 <= rules.count, place + 2 + Int(rules[place + 1]) <= rules.count else { return nil }
        return (Int(rules[place]), place + 2, Int(rules[place + 1]))
    }

    private func find(_ key: UInt32) -> Int? {
        var slot = (UInt64(key) * slots) >> 32
        while true {
            let found = table.loadUnaligned(fromByteOffset: Int(slot) * 5, as: UInt32.self)
            if found == key { return Int(table[Int(slot) * 5 + 4]) }
            if found == 0 { return nil }
            slot = slot + 1 == slots ? 0 : slot + 1
        }
    }

    package static func tags(_ part: PartOfSpeech, _ tag: PennTag) -> UInt64 {
        UInt64(part.rawValue) << 8 | UInt64(tag.rawValue)
    }

    package static func key(form: UInt64, _ tags: UInt64) -> UInt32 { short(Feature.hash(1, form, tags)) }

    package static func key(ending: UInt64, _ length: Int, _ tags: UInt64) -> UInt32 {
        short(Feature.hash(2, ending, UInt64(length), tags))
    }

    private static func short(_ hash: UInt64) -> UInt32 { max(1, UInt32(truncatingIfNeeded: hash >> 32)) }

    @inline(__always)
    package static func fold(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 32 : byte }

    /// The file's parts for these rules and entries.
    package static func pack(rules: [(cut: UInt8, append: [UInt8])], entries: [(key: UInt32, rule: UInt8)]) -> [UInt8] {
        var (text, places): ([UInt8], [UInt8]) = ([], [])
        for rule in rules {
            places += [UInt8(truncatingIfNeeded: text.count), UInt8(truncatingIfNeeded: text.count >> 8)]
            text += [rule.cut, UInt8(rule.append.count)] + rule.append
        }
        let slots = entries.count * 3 / 2 + 2
        var table = [UInt8](repeating: 0, count: slots * 5)
        var used = [UInt32](repeating: 0, count: slots)
        for (key, rule) in entries.sorted(by: { ($0.key, $0.rule) < ($1.key, $1.rule) }) {
            var slot = Int((UInt64(key) * UInt64(slots)) >> 32)
            while used[slot] != 0 && used[slot] != key { slot = (slot + 1) % slots }
            if used[slot] == key { continue }
            used[slot] = key
            for shift in 0..<4 { table[slot * 5 + shift] = UInt8(truncatingIfNeeded: key >> UInt32(shift * 8)) }
            table[slot * 5 + 4] = rule
        }
        return ModelArchive.pack([text, places, table])
    }
}
