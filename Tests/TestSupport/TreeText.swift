import Linguistics

/// Documents with trees written out by hand, for tests of what is read off a tree.
///
/// One word a line: form, lemma, universal tag, Penn tag, head (1 for the first word of the sentence, 0 for the root),
/// relation; an empty line ends a sentence. Marks are glued to the word before them.
public enum TreeText {
    public static func document(_ lines: String) -> Document {
        var text: [UInt8] = []
        var rows: [(fields: [Substring], start: Int, end: Int, sentence: Int)] = []
        var sentence = 0
        for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
            let fields = line.split(separator: " ")
            guard fields.count >= 6 else {
                if let last = rows.last, last.sentence == sentence { sentence += 1 }
                continue
            }
            let glued = [".", ",", "'s", "?", "n't", "-"].contains(fields[0]) || text.last == 0x2D
            if !text.isEmpty, !glued { text.append(0x20) }
            let start = text.count
            text += Array(fields[0].utf8)
            rows.append((fields, start, text.count, sentence))
        }
        return build(text, rows)
    }

    private static func build(
        _ text: [UInt8],
        _ rows: [(fields: [Substring], start: Int, end: Int, sentence: Int)]
    ) -> Document {
        var document = Document(text: text)
        var first = 0
        for (index, row) in rows.enumerated() {
            if index > 0, rows[index - 1].sentence != row.sentence { first = index }
            let form = row.fields[0]
            let scalarStart = scalars(text[..<row.start])
            var token = Token(
                start: Int32(row.start),
                end: Int32(row.end),
                scalarStart: Int32(scalarStart),
                scalarEnd: Int32(scalarStart + form.unicodeScalars.count),
                form: WordKey(form)
            )
            token.lemma = WordKey(row.fields[1])
            token.partOfSpeech = PartOfSpeech(abbreviation: row.fields[2]) ?? .other
            token.tag = PennTag(spelling: row.fields[3]) ?? .other
            token.head = Int32((Int(row.fields[4]) ?? 0) - 1 + ((Int(row.fields[4]) ?? 0) > 0 ? first : 0))
            token.relation = DependencyRelation(label: row.fields[5])
            token.sentence = Int32(row.sentence)
            if form.first?.isUppercase == true { token.shape.insert(.capitalised) }
            if form.contains(where: \.isNumber) { token.shape.insert(.hasDigit) }
            if form.contains(where: \.isLetter) { token.shape.insert(.hasLetter) }
            if index > 0, rows[index - 1].end < row.start { token.shape.insert(.spaceBefore) }
            document.tokens.append(token)
            if index == first {
                document.sentences.append(Sentence(tokens: index..<index + 1, paragraph: row.sentence))
            } else {
                document.sentences[row.sentence].tokens = first..<index + 1
            }
        }
        document.indexTree()
        return document
    }

    private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
