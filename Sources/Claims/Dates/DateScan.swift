import Linguistics

/// Looks for a date expression at one place of a sentence.
struct DateScan {
    let reader: DateReader
    let document: Document
    let sentence: Range<Int>

    func expression(at index: Int) -> DateExpression? {
        let token = document.tokens[index]
        if token.shape.contains(.hasDigit) { return digits(at: index) }
        let key = token.form
        if let weekday = reader.weekday(key), isName(index) { return self.weekday(weekday, at: index) }
        if let month = reader.month(key), isName(index) { return self.month(month, at: index) }
        if let days = reader.days(key) {
            return DateExpression(form: .offset(days, .day), tokens: index..<index + 1)
        }
        if key == "end" || key == "close" { return end(at: index) }
        if let turn = turn(key), let unit = unit(index + 1), unit != .day || key != "this" {
            // "the next ten days" is a stretch from now; it is read at its number.
            return DateExpression(form: .period(unit, turn), tokens: index..<index + 2)
        }
        if key == "the" || key == "later", let turn = turn(form(index + 1)), let unit = unit(index + 2) {
            return DateExpression(form: .period(unit, turn), tokens: index..<index + 3)
        }
        if let season = reader.season(key), let said = seasonTurn(at: index) {
            return DateExpression(form: .season(season, said), tokens: (said == .none ? index : index - 1)..<index + 1)
        }
        if let day = reader.dayOfMonth(key), form(index + 1) == "of", let month = reader.month(form(index + 2)),
            isName(index + 2)
        {
            let (year, end) = year(after: index + 3)
            return DateExpression(form: .day(year: year, month: month, day: day), tokens: index..<end)
        }
        if let count = reader.count(key) { return stretch(count, at: index) }
        return nil
    }

    /// How "spring", "fall" and the like are turned where they are seasons: "this fall", "in the spring"; nil where
    /// they may be falls in prices or a year follows that says more.
    private func seasonTurn(at index: Int) -> DateExpression.Turn? {
        guard index > sentence.lowerBound, yearNumber(index + 1) == nil,
            ![WordKey("in"), "of", "off", "from", "to", "offensive"].contains(form(index + 1))
        else { return nil }
        let before = document.tokens[index - 1].form
        if let turn = turn(before), before == "this" || before == "last" || before == "next" { return turn }
        let isIn =
            before == "in"
            || before == "the" && index - 1 > sentence.lowerBound
                && ["in", "by", "during", "until"].contains(document.tokens[index - 2].form)
        return isIn ? DateExpression.Turn.none : nil
    }

    private static let passed: Set<WordKey> = [
        "the", "this", "that", "late", "early", "midnight", "noon", "next", "coming",
    ]
    private static let prepositions: Set<WordKey> = [
        "by", "until", "till", "before", "on", "since", "from", "after", "of", "in", "for", "within", "during", "to",
        "through", "at", "between", "throughout", "over", "starting", "beginning",
    ]

    /// The preposition just before a date, over "the", "midnight on", "noon".
    func preposition(before index: Int) -> WordKey? {
        guard let (key, place) = nearestPreposition(before: index) else { return nil }
        // "by midnight on Sunday", "until noon on Friday": the outer preposition says more.
        if key == "on" || key == "of", place > sentence.lowerBound,
            Self.passed.contains(document.tokens[place - 1].form)
        {
            return nearestPreposition(before: place)?.key ?? key
        }
        return key
    }

    private func nearestPreposition(before index: Int) -> (key: WordKey, place: Int)? {
        var index = index - 1
        var steps = 0
        while index >= sentence.lowerBound, Self.passed.contains(document.tokens[index].form), steps < 4 {
            index -= 1
            steps += 1
        }
        guard index >= sentence.lowerBound, Self.prepositions.contains(document.tokens[index].form) else { return nil }
        return (document.tokens[index].form, index)
    }

    private func form(_ index: Int) -> WordKey {
        index < sentence.upperBound ? document.tokens[index].form : .none
    }

    private func unit(_ index: Int) -> DateExpression.Unit? { reader.unit(form(index)) }

    private func turn(_ key: WordKey) -> DateExpression.Turn? {
        switch key {
        case "next", "coming", "following": return .next
        case "last", "past", "previous": return .last
        case "this", "current": return .this
        default: return nil
        }
    }

    private func isName(_ index: Int) -> Bool { document.tokens[index].shape.contains(.capitalised) }

    private func literal(_ index: Int) -> NumberLiteral? {
        guard index >= sentence.lowerBound, index < sentence.upperBound else { return nil }
        let token = document.tokens[index]
        guard token.shape.contains(.hasDigit) else { return nil }
        return NumberLiteral(document.text[Int(token.start)..<Int(token.end)])
    }

    /// A day of the month: "8", "8th".
    private func dayNumber(_ index: Int) -> Int? {
        if index < sentence.upperBound, let day = reader.dayOfMonth(document.tokens[index].form) { return day }
        guard let number = literal(index), number.prefix.isEmpty, number.value >= 1, number.value <= 31,
            number.value == number.value.rounded()
        else { return nil }
        guard !number.suffix.isEmpty else { return Int(number.value) }
        return isOrdinal(number.suffix) ? Int(number.value) : nil
    }

    private func isOrdinal(_ bytes: Range<Int>) -> Bool {
        let text = document.text[bytes].map { $0 | 32 }
        return [[0x73, 0x74], [0x6E, 0x64], [0x72, 0x64], [0x74, 0x68]].contains(text)
    }

    private func yearNumber(_ index: Int) -> Int? {
        guard let number = literal(index), number.looksLikeYear else { return nil }
        return Int(number.value)
    }

    private func digits(at index: Int) -> DateExpression? {
        if let date = iso(index) { return date }
        if let day = dayNumber(index) {
            // "8 August [2025]", "8th of August".
            let next = form(index + 1) == "of" ? index + 2 : index + 1
            if next < sentence.upperBound, let month = reader.month(form(next)), isName(next) {
                let (year, end) = year(after: next + 1)
                return DateExpression(form: .day(year: year, month: month, day: day), tokens: index..<end)
            }
        }
        if let year = yearNumber(index), isYear(index) {
            return DateExpression(form: .year(year), tokens: index..<index + 1)
        }
        guard let number = literal(index), number.suffix.isEmpty, number.prefix.isEmpty, number.value < 1000 else {
            return nil
        }
        return stretch(Int(number.value), at: index)
    }

    /// "2025-08-08" as one token.
    private func iso(_ index: Int) -> DateExpression? {
        let token = document.tokens[index]
        guard token.end - token.start == 10 else { return nil }
        let bytes = document.text[Int(token.start)..<Int(token.end)].map { Int($0) - 0x30 }
        guard bytes[4] == 0x2D - 0x30, bytes[7] == 0x2D - 0x30 else { return nil }
        let numbers = [0, 1, 2, 3, 5, 6, 8, 9].map { bytes[$0] }
        guard numbers.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let year = numbers[0] * 1000 + numbers[1] * 100 + numbers[2] * 10 + numbers[3]
        let form = DateExpression.Form.day(
            year: year,
            month: numbers[4] * 10 + numbers[5],
            day: numbers[6] * 10 + numbers[7]
        )
        return DateExpression(form: form, tokens: index..<index + 1)
    }

    /// Whether four digits are a year and no count: after a preposition or before no plural noun.
    private func isYear(_ index: Int) -> Bool {
        let before: Set<WordKey> = [
            "in", "since", "of", "by", "until", "from", "during", "before", "after", "early", "late", "mid", "to",
            "between", "and", "year", "summer", "winter", "spring", "autumn", "fall", "through", "back",
        ]
        let next = index + 1 < sentence.upperBound ? document.tokens[index + 1] : nil
        if next?.tag == .nns { return false }
        if index > sentence.lowerBound, document.tokens[index - 1].form == "resolution" { return false }
        if index > sentence.lowerBound, before.contains(document.tokens[index - 1].form) { return true }
        guard let next else { return true }
        if reader.unit(next.form) != nil { return false }
        return next.partOfSpeech != .noun || index == sentence.lowerBound
    }

    /// The year after a day or month, over a comma.
    private func year(after index: Int) -> (year: Int?, end: Int) {
        if let year = yearNumber(index) { return (year, index + 1) }
        if form(index) == ",", let year = yearNumber(index + 1) { return (year, index + 2) }
        return (nil, index)
    }

    private func month(_ month: Int, at index: Int) -> DateExpression? {
        let after = form(index + 1) == "." ? index + 2 : index + 1
        if let day = dayNumber(after), !isCountedOn(after + 1) {
            let (year, end) = year(after: after + 1)
            return DateExpression(form: .day(year: year, month: month, day: day), tokens: index..<end)
        }
        let (year, end) = year(after: index + 1)
        if year == nil, month == 5 || month == 3 {
            // May the verb and March the walk stand without a word that wants a date.
            let wanted: Set<WordKey> = [
                "in", "since", "of", "by", "until", "till", "from", "during", "before", "after", "early", "late",
                "last", "next", "this", "mid", "to", "for", "and", "between", "through", "end",
            ]
            guard index > sentence.lowerBound, wanted.contains(document.tokens[index - 1].form) else { return nil }
        }
        let turn = index > sentence.lowerBound ? turn(document.tokens[index - 1].form) ?? .none : .none
        return DateExpression(form: .month(year: year, month: month, turn), tokens: index..<end)
    }

    /// "August 8 people": the number counts what follows.
    private func isCountedOn(_ index: Int) -> Bool {
        index < sentence.upperBound && document.tokens[index].tag == .nns
    }

    private func weekday(_ weekday: Int, at index: Int) -> DateExpression? {
        // "Friday, August 8" and "Friday 8 August": the day of the month says it exactly.
        let next = form(index + 1) == "," ? index + 2 : index + 1
        if next < sentence.upperBound {
            let token = document.tokens[next]
            var dated: DateExpression?
            if let month = reader.month(token.form), isName(next) {
                dated = self.month(month, at: next)
            } else if token.shape.contains(.hasDigit) {
                dated = digits(at: next)
            }
            if let dated, case .day = dated.form {
                return DateExpression(form: dated.form, tokens: index..<dated.tokens.upperBound)
            }
        }
        var first = index
        var turn = DateExpression.Turn.none
        if index > sentence.lowerBound, let said = self.turn(document.tokens[index - 1].form) {
            (first, turn) = (index - 1, said)
        } else if form(index + 1) == "last" || form(index + 1) == "next", unit(index + 2) == nil {
            turn = self.turn(form(index + 1)) ?? .none
        } else if form(index + 1) == "next" || form(index + 1) == "last", unit(index + 2) == .week {
            turn = self.turn(form(index + 1)) ?? .none
            return DateExpression(form: .weekday(weekday, turn), tokens: index..<index + 3)
        }
        return DateExpression(form: .weekday(weekday, turn), tokens: first..<index + 1)
    }

    /// "end of next week", "end of the month", "end of August", "end of 2025".
    private func end(at index: Int) -> DateExpression? {
        guard form(index + 1) == "of" else { return nil }
        var next = index + 2
        if form(next) == "the" { next += 1 }
        var turn = DateExpression.Turn.this
        if let said = self.turn(form(next)) {
            turn = said
            next += 1
        }
        guard next < sentence.upperBound else { return nil }
        if let unit = unit(next) {
            return DateExpression(form: .endOfPeriod(unit, turn), tokens: index..<next + 1)
        }
        if let month = reader.month(form(next)), isName(next) {
            let (year, end) = year(after: next + 1)
            return DateExpression(form: .endOfMonth(year: year, month: month), tokens: index..<end)
        }
        if let year = yearNumber(next) {
            return DateExpression(form: .endOfYear(year), tokens: index..<next + 1)
        }
        return nil
    }

    /// A number of days, weeks …: "in two days", "within 10 days", "ten days ago", "two weeks' time", "the next 10 days".
    private func stretch(_ count: Int, at index: Int) -> DateExpression? {
        var next = index + 1
        // "a few days", "a couple of weeks", "a 10-day …" is read at its number.
        if reader.count(document.tokens[index].form) == 1, let more = reader.count(form(next)), more < 4 {
            next += form(next + 1) == "of" ? 2 : 1
        }
        if form(next) == "-" { next += 1 }
        guard let unit = unit(next) else { return nil }
        var end = next + 1
        if form(end) == "ago" || form(end) == "earlier" || form(end) == "before" && form(end + 1) == "." {
            return DateExpression(form: .offset(-count, unit), tokens: index..<end + 1)
        }
        if form(end) == "'" || form(end) == "'s", form(end + 1) == "time" { end += 2 }
        if form(end) == "time" { end += 1 }
        guard index > sentence.lowerBound else { return nil }
        var before = index - 1
        let passed: Set<WordKey> = ["the", "next", "coming", "another", "about", "some"]
        while before > sentence.lowerBound, index - before < 6, passed.contains(document.tokens[before].form) {
            before -= 1
        }
        let ahead: Set<WordKey> = ["in", "within", "inside"]
        guard ahead.contains(document.tokens[before].form) else { return nil }
        // "in the 10 days since" looks back.
        guard form(end) != "since", form(end) != "to",
            before == index - 1 || isAhead(before + 1..<index) || form(end) != "of"
        else { return nil }
        if before < index - 1, !isAhead(before + 1..<index), document.tokens[before].form == "in" { return nil }
        return DateExpression(form: .offset(count, unit), tokens: index..<end)
    }

    private func isAhead(_ tokens: Range<Int>) -> Bool {
        tokens.contains { document.tokens[$0].form == "next" || document.tokens[$0].form == "coming" }
    }
}
