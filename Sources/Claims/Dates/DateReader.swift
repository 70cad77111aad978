import Linguistics

/// Finds date expressions in documents. Compiled once from the lists `date-words` and `number-words`; linear in the
/// words of a document.
public struct DateReader: Sendable {
    private enum Word: Sendable {
        case month(Int)
        case weekday(Int)
        case unit(DateExpression.Unit)
        case days(Int)
        case day(Int)
        case season(DateExpression.Season)
    }

    private var words: [WordKey: Word] = [:]
    private var counts: [WordKey: Int] = [:]

    public init(lists: (String) -> WordList) {
        for record in lists("date-words").records {
            let word: Word
            if let month = record.value("month").flatMap(Int.init) {
                word = .month(month)
            } else if let weekday = record.value("weekday").flatMap(Int.init) {
                word = .weekday(weekday)
            } else if let unit = record.value("unit").flatMap(DateExpression.Unit.init(rawValue:)) {
                word = .unit(unit)
            } else if let days = record.value("days").flatMap(Int.init) {
                word = .days(days)
            } else if let day = record.value("day").flatMap(Int.init) {
                word = .day(day)
            } else if let season = record.value("season").flatMap(DateExpression.Season.init(rawValue:)) {
                word = .season(season)
            } else {
                continue
            }
            for form in [record.name] + record.values("forms") {
                words[WordKey(form)] = word
                // "Aug." with its full stop.
                words[WordKey(form + ".")] = word
            }
        }
        for record in lists("number-words").records {
            if let value = record.value("value").flatMap(Int.init) { counts[WordKey(record.name)] = value }
        }
        for (word, value) in [("a", 1), ("an", 1), ("couple", 2), ("few", 3)] { counts[WordKey(word)] = value }
    }

    /// The date expressions of a document, in the order of the text, without overlap.
    public func expressions(in document: Document) -> [DateExpression] {
        var found: [DateExpression] = []
        for sentence in document.sentences {
            let scan = DateScan(reader: self, document: document, sentence: sentence.tokens)
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                if var expression = scan.expression(at: index) {
                    expression.preposition = scan.preposition(before: expression.tokens.lowerBound)
                    index = max(expression.tokens.upperBound, index + 1)
                    found.append(expression)
                } else {
                    index += 1
                }
            }
        }
        return found
    }

    func month(_ key: WordKey) -> Int? {
        if case .month(let month)? = words[key] { return month }
        return nil
    }

    func weekday(_ key: WordKey) -> Int? {
        if case .weekday(let day)? = words[key] { return day }
        return nil
    }

    func unit(_ key: WordKey) -> DateExpression.Unit? {
        if case .unit(let unit)? = words[key] { return unit }
        return nil
    }

    func days(_ key: WordKey) -> Int? {
        if case .days(let days)? = words[key] { return days }
        return nil
    }

    /// "first" of "September first".
    func dayOfMonth(_ key: WordKey) -> Int? {
        if case .day(let day)? = words[key] { return day }
        return nil
    }

    func season(_ key: WordKey) -> DateExpression.Season? {
        if case .season(let season)? = words[key] { return season }
        return nil
    }

    func count(_ key: WordKey) -> Int? { counts[key] }
}
