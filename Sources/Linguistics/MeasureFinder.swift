/// Finds dates, times, amounts of money, percents, quantities, ordinals and plain numbers, by rules over word classes.
///
/// Each rule reads on from a token as far as its pattern holds, and the search goes on behind it, so time goes with the
/// length of the text.
struct MeasureFinder {
    let document: Document

    /// The measures of the document in order; nothing is looked for where `taken` says that a name stands.
    func find(_ taken: [Bool]) -> [Name] {
        var result: [Name] = []
        for sentence in document.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                if !taken[index], let name = measure(index, sentence.tokens.upperBound) {
                    result.append(name)
                    index = max(name.tokens.upperBound, index + 1)
                } else {
                    index += 1
                }
            }
        }
        return result
    }

    private func measure(_ index: Int, _ limit: Int) -> Name? {
        if let end = date(index, limit) { return Name(tokens: index..<end, kind: .date) }
        if let end = time(index, limit) { return Name(tokens: index..<end, kind: .time) }
        if isCurrency(index), index + 1 < limit, let end = number(index + 1, limit) {
            return Name(tokens: index..<end, kind: .money)
        }
        if isOrdinal(index) { return Name(tokens: index..<index + 1, kind: .ordinal) }
        guard let end = number(index, limit) else { return nil }
        guard end < limit else { return Name(tokens: index..<end, kind: .cardinal) }
        // "3-year", "25 %", "5 million euros", "a 10-mile".
        let next = isHyphen(end) && end + 1 < limit ? end + 1 : end
        let classes = classes(next)
        if classes.contains(.percent) { return Name(tokens: index..<next + 1, kind: .percent) }
        if classes.contains(.currency) { return Name(tokens: index..<next + 1, kind: .money) }
        if classes.contains(.timeUnit) { return Name(tokens: index..<next + 1, kind: .date) }
        if classes.contains(.unit) {
            var last = next
            if last + 1 < limit, self.classes(last + 1).contains(.unit) { last += 1 }
            return Name(tokens: index..<last + 1, kind: .quantity)
        }
        return Name(tokens: index..<end, kind: .cardinal)
    }

    // MARK: - Dates

    private func date(_ index: Int, _ limit: Int) -> Int? {
        let classes = classes(index)
        let isCapital = document.tokens[index].shape.contains(.capitalised)
        if classes.contains(.month), isCapital, isMonth(index, limit) { return afterMonth(index + 1, limit) }
        if classes.contains(.weekday), isCapital { return afterWeekday(index + 1, limit) }
        if isDay(index), index + 1 < limit {
            let month = self.classes(index + 1).contains(.month) ? index + 1 : index + 2
            if month < limit, self.classes(month).contains(.month), month == index + 1 || isOf(index + 1) {
                return year(month + 1, limit) ?? month + 1
            }
        }
        if isYear(index) { return index + 1 }
        if isDecade(index) { return index + 1 }
        if classes.contains(.dayWord) { return index + 1 }
        if classes.contains(.timeModifier), index + 1 < limit {
            let next = self.classes(index + 1)
            if next.contains(.timeUnit), document.tokens[index + 1].tag != .jj { return index + 2 }
            if next.contains(.weekday) { return index + 2 }
            if next.contains(.month), document.tokens[index + 1].shape.contains(.capitalised) {
                return afterMonth(index + 2, limit)
            }
            if isYear(index + 1) || isDecade(index + 1) { return index + 2 }
        }
        return nil
    }

    /// "May" and "March" are months where the tagger sees a name or a day stands beside them.
    private func isMonth(_ index: Int, _ limit: Int) -> Bool {
        let tag = document.tokens[index].tag
        return tag == .nnp || tag == .nnps || (index + 1 < limit && (isDay(index + 1) || isYear(index + 1)))
    }

    private func afterWeekday(_ index: Int, _ limit: Int) -> Int {
        var end = index
        if end < limit, classes(end).contains(.dayWord) { end += 1 }
        let month = end < limit && isComma(end) ? end + 1 : end
        if month < limit, classes(month).contains(.month), document.tokens[month].shape.contains(.capitalised) {
            return afterMonth(month + 1, limit)
        }
        return end
    }

    /// Behind a month: a day, a year.
    private func afterMonth(_ index: Int, _ limit: Int) -> Int {
        var end = index
        if end < limit, isDay(end) {
            end += 1
            // "May 5-7".
            if end + 1 < limit, isHyphen(end), isDay(end + 1) { end += 2 }
        }
        return year(end, limit) ?? end
    }

    private func year(_ index: Int, _ limit: Int) -> Int? {
        if index < limit, isYear(index) { return index + 1 }
        if index + 1 < limit, isComma(index), isYear(index + 1) { return index + 2 }
        return nil
    }

    private func isDay(_ index: Int) -> Bool {
        guard let value = digits(index, allowing: 2) else { return false }
        return (1...31).contains(value)
    }

    private func isYear(_ index: Int) -> Bool {
        guard let value = digits(index, allowing: 0), (1000...2199).contains(value) else { return false }
        let token = document.tokens[index]
        return token.end - token.start == 4 && !isAmount(index)
    }

    /// "1,500 tonnes" and "2000 people" are no years.
    private func isAmount(_ index: Int) -> Bool {
        guard index + 1 < document.tokens.count else { return false }
        let next = document.tokens[index + 1]
        return next.tag == .nns || !classes(index + 1).isDisjoint(with: [.unit, .currency, .percent])
    }

    /// "1990s", "'60s".
    private func isDecade(_ index: Int) -> Bool {
        let token = document.tokens[index]
        let count = Int(token.end - token.start)
        guard count >= 3, count <= 5, document.text[Int(token.end) - 1] | 32 == 0x73 else { return false }
        return isDigit(document.text[Int(token.end) - 2]) && document.text[Int(token.end) - 2] == 0x30
    }

    // MARK: - Times and numbers

    private func time(_ index: Int, _ limit: Int) -> Int? {
        let token = document.tokens[index]
        guard token.shape.contains(.hasDigit) else { return nil }
        let bytes = document.text[Int(token.start)..<Int(token.end)]
        let isClock = bytes.count >= 4 && bytes.count <= 5 && bytes.contains(0x3A)
        var end = index + 1
        while end < limit, end < index + 4, classes(end).contains(.clock) { end += 1 }
        if end > index + 1, bytes.count <= 5 { return end }
        return isClock ? end : nil
    }

    /// The end of a number that begins at `index`: digits, number words, and the scales behind them.
    private func number(_ index: Int, _ limit: Int) -> Int? {
        guard isNumber(index) else { return nil }
        var end = index + 1
        while end < limit {
            if isNumber(end) {
                end += 1
            } else if isHyphen(end), end + 1 < limit, isNumber(end + 1), classes(end + 1).contains(.numeral) {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private func isNumber(_ index: Int) -> Bool {
        let token = document.tokens[index]
        if classes(index).contains(.numeral) { return token.tag == .cd || token.tag == .nn || token.tag == .nns }
        guard token.shape.contains(.hasDigit) else { return false }
        let first = document.text[Int(token.start)]
        return (isDigit(first) || first == 0x2E || first == 0x2B || first == 0x2D) && !isOrdinal(index)
            && !token.shape.contains(.hasLetter)
    }

    private func isOrdinal(_ index: Int) -> Bool {
        let token = document.tokens[index]
        if classes(index).contains(.ordinal) { return token.tag == .jj || token.tag == .other }
        guard token.shape.contains(.hasDigit), token.end - token.start >= 3 else { return false }
        let end = Int(token.end)
        guard isDigit(document.text[Int(token.start)]), isDigit(document.text[end - 3]) else { return false }
        switch (document.text[end - 2] | 32, document.text[end - 1] | 32) {
        case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68): return true
        default: return false
        }
    }

    /// The value of a token of at most nine digits, with `allowing` letters behind them ("5th").
    private func digits(_ index: Int, allowing: Int) -> Int? {
        let token = document.tokens[index]
        guard token.shape.contains(.hasDigit), token.end - token.start <= 9 else { return nil }
        var value = 0
        var letters = 0
        for byte in document.text[Int(token.start)..<Int(token.end)] {
            if isDigit(byte), letters == 0 { value = value * 10 + Int(byte - 0x30) } else { letters += 1 }
        }
        return letters == 0 || (letters == allowing && isOrdinal(index)) ? value : nil
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private func classes(_ index: Int) -> WordClass { document.wordClasses[index] }
    private func isComma(_ index: Int) -> Bool { document.tokens[index].tag == .comma }
    private func isHyphen(_ index: Int) -> Bool { document.tokens[index].tag == .hyphen }
    private func isOf(_ index: Int) -> Bool { document.tokens[index].form == Self.of }

    private func isCurrency(_ index: Int) -> Bool {
        classes(index).contains(.currency)
            && (document.tokens[index].tag == .dollar || !document.tokens[index].shape.contains(.hasLetter)
                || document.text[Int(document.tokens[index].end) - 1] == 0x24)
    }

    private static let of: WordKey = "of"
}
