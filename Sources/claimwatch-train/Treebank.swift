import Foundation
import Linguistics

/// A treebank of Universal Dependencies, as its CoNLL-U files have it.
struct Treebank: Sendable {
    var sentences: [Sentence]

    struct Sentence: Sendable {
        var words: [Word] = []
        var document = ""
        var startsDocument = false
        var startsParagraph = false
        /// The text of the sentence as the file gives it.
        var text = ""
    }

    struct Word: Sendable {
        var form: String
        var lemma: String
        var partOfSpeech: PartOfSpeech
        var tag: PennTag
        /// Index in the sentence; -1 for the root.
        var head: Int
        var relation: DependencyRelation
        /// The label as written, with its subtype.
        var label: String
        /// Whether white space follows in the text.
        var spaceAfter = true
        /// The last column: `Entity=` and the like.
        var misc: String
        /// Where white space or a typing error makes the form no model for its tag.
        var isTypo = false
    }

    /// Reads a CoNLL-U file. Empty nodes are passed over; the words of a multi-word token are words without space between.
    init(path: String) throws {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        sentences = []
        var sentence = Sentence()
        var document = ""
        var multiWord: (last: Int, spaceAfter: Bool)?
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            guard let first = line.first else {
                if !sentence.words.isEmpty { sentences.append(sentence) }
                sentence = Sentence()
                sentence.document = document
                multiWord = nil
                continue
            }
            if first == 0x23 {
                let comment = String(Substring(line))
                if comment.hasPrefix("# newdoc") {
                    document = comment.split(separator: "=").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
                    sentence.document = document
                    sentence.startsDocument = true
                } else if comment.hasPrefix("# newpar id") || comment == "# newpar" || comment.hasPrefix("# newpar =") {
                    sentence.startsParagraph = true
                } else if comment.hasPrefix("# text = ") {
                    sentence.text = String(comment.dropFirst(9))
                }
                continue
            }
            let columns = line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(Substring($0)) }
            guard columns.count == 10, !columns[0].contains(".") else { continue }
            let spaceAfter = !columns[9].contains("SpaceAfter=No")
            if let dash = columns[0].firstIndex(of: "-") {
                multiWord = (Int(columns[0][columns[0].index(after: dash)...]) ?? 0, spaceAfter)
                continue
            }
            let number = Int(columns[0]) ?? 0
            var word = Word(
                form: columns[1],
                lemma: columns[2],
                partOfSpeech: PartOfSpeech(abbreviation: columns[3]) ?? .other,
                tag: PennTag(spelling: columns[4]) ?? .other,
                head: (Int(columns[6]) ?? 0) - 1,
                relation: DependencyRelation(label: columns[7]),
                label: columns[7],
                misc: columns[9]
            )
            word.isTypo = columns[5].contains("Typo=Yes")
            if let multi = multiWord, number <= multi.last {
                word.spaceAfter = number == multi.last ? multi.spaceAfter : false
            } else {
                word.spaceAfter = spaceAfter
            }
            sentence.words.append(word)
        }
        if !sentence.words.isEmpty { sentences.append(sentence) }
    }

    /// The sentences in documents, in the order of the file.
    var documents: [ArraySlice<Sentence>] {
        var result: [ArraySlice<Sentence>] = []
        var start = 0
        for index in sentences.indices where index + 1 == sentences.count || sentences[index + 1].startsDocument {
            result.append(sentences[start...index])
            start = index + 1
        }
        return result
    }
}

/// The raw text of some sentences, and where their words stand in it: what an analysis from raw text is held to.
struct GoldText: Sendable {
    var text: [UInt8] = []
    /// For each word of each sentence its bytes.
    var spans: [[Range<Int>]] = []

    /// Paragraphs become lines; a document ends with a line break.
    init(_ sentences: some Collection<Treebank.Sentence>) {
        for sentence in sentences {
            if !text.isEmpty && (sentence.startsParagraph || sentence.startsDocument) {
                while let last = text.last, last == 0x20 { text.removeLast() }
                text.append(0x0A)
            }
            var spans: [Range<Int>] = []
            for word in sentence.words {
                let start = text.count
                text += Array(word.form.utf8)
                spans.append(start..<text.count)
                if word.spaceAfter { text.append(0x20) }
            }
            self.spans.append(spans)
        }
    }
}
