import Linguistics

/// Finds the figures of a document that measure or count something, in the order of the text. Dates, times, ages,
/// ordinals and numbers that are names ("Resolution 1973") are none.
struct QuantityReader: Sendable {
    let vocabulary: NumberVocabulary
    private let labels: Set<WordKey> = [
        "no", "no.", "number", "resolution", "article", "section", "flight", "route", "chapter", "page", "phase",
        "unit",
        "block", "highway", "bus", "line", "level", "tier", "grade", "category", "type", "model", "channel", "radio",
        "paragraph", "protocol", "room", "apartment", "building", "version",
    ]
    private let ordinalUnits: Set<WordKey> = ["a.m.", "p.m.", "am", "pm", "gmt", "o'clock", "est", "utc", "cet", "bst"]

    init(vocabulary: NumberVocabulary) { self.vocabulary = vocabulary }

    /// - Parameter dates: the date expressions of the document; their numbers are passed over.
    func quantities(in document: Document, dates: [DateExpression]) -> [Quantity] {
        var isDate = [Bool](repeating: false, count: document.tokens.count)
        for date in dates { for token in date.tokens { isDate[token] = true } }
        var found: [Quantity] = []
        for sentence in document.sentences {
            let parser = NumberParser(vocabulary: vocabulary, document: document, sentence: sentence.tokens)
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                if let none = none(at: index, in: document, before: sentence.tokens.upperBound) {
                    found.append(none)
                    index = none.tokens.upperBound
                    continue
                }
                guard !isDate[index], let first = parser.number(at: index), !isDate[first.tokens.upperBound - 1] else {
                    index += 1
                    continue
                }
                guard isFigure(first, parser) else {
                    index = first.tokens.upperBound
                    continue
                }
                let quantity = quantity(first, parser)
                index = max(quantity.tokens.upperBound, index + 1)
                found.append(quantity)
            }
        }
        return found
    }

    private static let deniable: Set<WordKey> = [
        "one", "people", "person", "civilian", "civilians", "deaths", "casualties", "fatalities", "injuries",
    ]

    /// "Nobody", "no one", "no casualties": nought, where what is counted is people.
    private func none(at index: Int, in document: Document, before limit: Int) -> Quantity? {
        let form = document.tokens[index].form
        var end = index + 1
        if form == "no", end < limit, Self.deniable.contains(document.tokens[end].form) {
            if document.tokens[end].form == "one" { end += 1 }
        } else if form != "nobody" {
            return nil
        }
        return Quantity(
            value: 0,
            upper: nil,
            bound: .exact,
            unit: nil,
            unitKind: nil,
            hasLargeScale: false,
            isVague: false,
            role: .level,
            number: index..<end,
            tokens: index..<end,
            counted: end == index + 1 && form == "no" ? end : nil
        )
    }

    private func isFigure(_ number: NumberParser.Result, _ parser: NumberParser) -> Bool {
        let (document, sentence) = (parser.document, parser.sentence)
        let (start, end) = (number.tokens.lowerBound, number.tokens.upperBound)
        let next = end < sentence.upperBound ? document.tokens[end] : nil
        let before = start > sentence.lowerBound ? document.tokens[start - 1] : nil
        if let next, ordinalUnits.contains(next.form) { return false }
        if let before, number.currency == nil {
            if labels.contains(before.form), before.form != "no" || number.inDigits { return false }
            if before.form == "aged" || before.form == "age" || before.form == "#" { return false }
            // "F-16", "Covid-19", "Su-34": glued to letters before a hyphen.
            if before.form == "-" || before.form == "/", before.end == document.tokens[start].start,
                start - 2 >= sentence.lowerBound, document.tokens[start - 2].end == before.start,
                document.tokens[start - 2].shape.contains(.hasLetter)
            {
                return false
            }
            // "Boeing 737", "Channel 5": a name before, nothing counted after.
            if before.tag == .nnp, number.inDigits, !number.hasScale, number.suffix == nil,
                next == nil || next?.partOfSpeech == .punctuation || next?.partOfSpeech == .properNoun
                    || next?.partOfSpeech == .verb || next?.partOfSpeech == .auxiliary
            {
                return false
            }
        }
        // "72-year-old", "45, of Odesa": ages.
        if next?.form == "-", end + 3 < sentence.upperBound, document.tokens[end + 3].form == "old" { return false }
        if let before, before.form == ",", next?.form == ",", number.inDigits, number.value < 110, !number.hasScale,
            start - 2 >= sentence.lowerBound, document.tokens[start - 2].tag == .nnp
        {
            return false
        }
        // "47-member", "five-storey": a part of a word, unless a unit follows ("30-day").
        if let next, next.form == "-", document.tokens[end - 1].end == next.start, end + 1 < sentence.upperBound,
            document.tokens[end + 1].start == next.end, document.tokens[end + 1].shape.contains(.hasLetter),
            number.currency == nil, vocabulary.unit(at: end + 1, before: sentence.upperBound, in: document) == nil
        {
            return false
        }
        let isOne = number.value == 1 && !number.inDigits && !number.hasScale
        if isOne { return isCountingOne(start, end, parser) }
        return true
    }

    /// "one person was killed", not "one of them", "no one", "one another", "one day".
    private func isCountingOne(_ start: Int, _ end: Int, _ parser: NumberParser) -> Bool {
        let (document, sentence) = (parser.document, parser.sentence)
        if start > sentence.lowerBound {
            let before = document.tokens[start - 1].form
            let pronouns: Set<WordKey> = ["no", "any", "every", "some", "this", "that", "which", "each", "the", "day"]
            if pronouns.contains(before) { return false }
        }
        guard end < sentence.upperBound else { return false }
        switch document.tokens[end].tag {
        case .vbg, .vbz, .md, .to, .prp, .wp: return document.tokens[end].form == "is"
        default: break
        }
        let others: Set<WordKey> = [
            "of", "another", "day", "thing", "-", "way", "time", "point", "side", "hand", "who", "that", "can", "could",
            "more", "would", "should", "must", ",", ".", "\"", "week", "month", "year",
        ]
        return !others.contains(document.tokens[end].form)
    }

    private func quantity(_ first: NumberParser.Result, _ parser: NumberParser) -> Quantity {
        let (document, sentence) = (parser.document, parser.sentence)
        var scan = QuantityScan(vocabulary: vocabulary, document: document, sentence: sentence, first: first)
        scan.readRange(parser)
        scan.readUnit()
        scan.readBounds()
        scan.readCounted()
        scan.readRole()
        return scan.quantity
    }
}
