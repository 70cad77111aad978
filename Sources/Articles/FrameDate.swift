/// A day as a frame names it: month and day, the year only sometimes.
struct FrameDate: Equatable {
    var year: Int?
    var month: Int
    var day: Int

    /// The day meant, as seen on `reference`: without a year the latest that is not more than two days ahead (a paper may
    /// be dated tomorrow).
    func resolved(on reference: CalendarDate) -> CalendarDate? {
        if let year { return CalendarDate(year: year, month: month, day: day) }
        let thisYear = reference.parts.year
        // 29 February may be up to eight years back.
        for year in stride(from: thisYear + 1, through: thisYear - 8, by: -1) {
            if let date = CalendarDate(year: year, month: month, day: day), date <= reference + 2 { return date }
        }
        return nil
    }

    /// Takes a date off the end of the parts between commas: `Aug 6`, `6 August 2025`, `Aug. 6` and `2025`.
    static func take(fromEnd parts: inout [Substring], _ words: FrameVocabulary) -> FrameDate? {
        guard let last = parts.last else { return nil }
        var tokens = last.split(separator: " ")
        var date = read(tokens[...], words)
        var taken = 1
        if date == nil, parts.count >= 2, let year = yearNumber(last) {
            tokens = parts[parts.count - 2].split(separator: " ")
            date = read(tokens[...], words)
            if date?.year == nil { date?.year = year }
            taken = 2
        }
        if date == nil {
            // Without a comma before it: "KYIV Aug 6".
            for count in [2, 3] where tokens.count > count && taken == 1 {
                guard let found = read(tokens.suffix(count), words) else { continue }
                let rest = tokens.dropLast(count).joined(separator: " ")
                parts[parts.count - 1] = Substring(rest)
                return found
            }
            return nil
        }
        parts.removeLast(taken)
        return date
    }

    /// Reads a whole line as a date, with what may stand around it: a weekday, a time, "Published". The year must be
    /// there.
    static func line(_ line: String, _ words: FrameVocabulary) -> FrameDate? {
        let tokens = line.split { $0 == " " || $0 == "," || $0 == "|" || $0 == "\u{B7}" }
        guard tokens.count <= 12 else { return nil }
        for start in tokens.indices {
            if let date = CalendarDate(tokens[start].prefix(10)), tokens.count <= 6 {
                let (year, month, day) = date.parts
                return FrameDate(year: year, month: month, day: day)
            }
            guard start + 3 <= tokens.count, let date = read(tokens[start..<start + 3], words), date.year != nil else {
                continue
            }
            return date
        }
        return nil
    }

    /// `Aug 6`, `6 Aug`, `August 6 2025`, `6 August 2025`; nothing more, nothing less.
    private static func read(_ tokens: ArraySlice<Substring>, _ words: FrameVocabulary) -> FrameDate? {
        guard tokens.count == 2 || tokens.count == 3 else { return nil }
        let (first, second) = (tokens[tokens.startIndex], tokens[tokens.startIndex + 1])
        var date: FrameDate
        if let month = words.month(first), let day = dayNumber(second) {
            date = FrameDate(month: month, day: day)
        } else if let day = dayNumber(first), let month = words.month(second) {
            date = FrameDate(month: month, day: day)
        } else {
            return nil
        }
        if tokens.count == 3 {
            guard let year = yearNumber(tokens[tokens.startIndex + 2]) else { return nil }
            date.year = year
        }
        return date
    }

    private static func dayNumber(_ word: Substring) -> Int? {
        var word = word
        if word.count > 2, ["st", "nd", "rd", "th"].contains(word.suffix(2).lowercased()) { word.removeLast(2) }
        guard word.count <= 2, word.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let day = Int(word) else { return nil }
        return 1...31 ~= day ? day : nil
    }

    private static func yearNumber(_ word: Substring) -> Int? {
        guard word.utf8.count == 4, word.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let year = Int(word) else {
            return nil
        }
        return 1800...2200 ~= year ? year : nil
    }
}
