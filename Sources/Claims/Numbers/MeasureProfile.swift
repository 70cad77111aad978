import Linguistics

/// What kind of figure a configured measure takes, worked out from its words.
struct MeasureProfile: Sendable {
    /// Kinds that its words name; empty where they name none and any figure will do.
    var kinds: Set<FigureVocabulary.Kind> = []
    /// Units among its words ("barrels a day"): a figure must have one of them, by name without "per …".
    var units: Set<String> = []
    /// "million", "billion", "$": words that any sum of money has.
    var hasScaleTerm = false
    /// It has words that say more than a unit or a scale does.
    var hasOwnTerm = false
    /// Groups that its words belong to ("deaths").
    var groups: Set<String> = []
    /// It is so much a day, a year …: a figure without "per" is a total, not the rate.
    var isRate = false
    /// It is the running total of a whole country's war, uprising or disaster, of which the dead of one day are a part.
    var isRunningTotal = false
    /// People among the words it must be about ("protesters").
    var persons: Set<WordKey> = []
    var needsObject: Bool

    /// - Parameter countries: names of countries, as keys of their last words.
    init(
        _ measure: Watchlist.Measure,
        numbers: NumberVocabulary,
        figures: FigureVocabulary,
        countries: Set<WordKey>
    ) {
        needsObject = !measure.of.isEmpty
        for term in measure.terms { read(term, numbers, figures) }
        for word in measure.of {
            for part in word.split(separator: " ").suffix(1) {
                var token = Token(start: 0, end: 0, scalarStart: 0, scalarEnd: 0, form: WordKey(part))
                if part.hasSuffix("s") { token.lemma = WordKey(part.dropLast()) }
                if figures.isPerson(token) || figures.isAnybody(token) { persons.formUnion([token.form, token.lemma]) }
            }
        }
        isRunningTotal =
            groups.contains("deaths")
            && measure.name.split(separator: " ").contains {
                $0.first?.isUppercase == true && countries.contains(WordKey($0))
            }
        if hasScaleTerm, kinds.isEmpty || !hasOwnTerm, units.isEmpty { kinds.insert(.money) }
    }

    private mutating func read(_ term: String, _ numbers: NumberVocabulary, _ figures: FigureVocabulary) {
        let line = Self.line(term)
        let all = line.tokens.indices
        if let last = line.tokens.last, line.tokens.count > 2, numbers.isTime(last.form) {
            let before = line.tokens[line.tokens.count - 2].form
            if before == "a" || before == "per" { isRate = true }
        }
        // A unit alone ("barrels", "barrels a day"); "day ceasefire" is a term that a unit stands in.
        if let unit = numbers.unit(at: 0, before: all.upperBound, in: line), unit.value.kind != .time,
            unit.tokens.upperBound == all.upperBound || isRate && unit.tokens.upperBound + 2 == all.upperBound
        {
            if unit.value.kind == .money { hasScaleTerm = true } else { units.insert(unit.value.name) }
            if unit.value.kind == .share { kinds.insert(.share) }
            return
        }
        if let first = line.tokens.first {
            if numbers.scale(first.form) != nil {
                hasScaleTerm = true
                return
            }
            if first.form == "per" || first.form == "a" || first.form == "daily", line.tokens.count <= 2 {
                isRate = true
                return
            }
        }
        hasOwnTerm = true
        for index in all {
            guard let group = figures.groups.match(at: index, before: all.upperBound, in: line) else { continue }
            kinds.insert(group.value.kind)
            groups.insert(group.value.name)
        }
    }

    /// A term as a document of bare words.
    private static func line(_ text: String) -> Document {
        var document = Document(text: Array(text.utf8))
        for word in text.split(separator: " ") {
            document.tokens.append(Token(start: 0, end: 0, scalarStart: 0, scalarEnd: 0, form: WordKey(word)))
        }
        return document
    }

    /// Whether the figure's own unit is a word of the measure ("BPD" for "barrels").
    func hasUnit(of quantity: Quantity) -> Bool {
        guard let unit = quantity.unit else { return false }
        return units.contains { unit == $0 || unit.hasPrefix($0 + " per ") }
    }

    /// Whether a figure can be one of this measure at all.
    func admits(_ quantity: Quantity) -> Bool {
        if isRate, quantity.unit?.utf8.contains(0x20) != true { return false }
        if hasUnit(of: quantity) { return true }
        if !units.isEmpty, kinds.isEmpty { return false }
        switch quantity.unitKind {
        case nil:
            return kinds.isEmpty && units.isEmpty || kinds.contains(.count)
                || kinds.contains(.money) && quantity.hasLargeScale && !kinds.contains(.share)
        case .share?: return kinds.isEmpty && units.isEmpty || kinds.contains(.share)
        case .money?: return kinds.isEmpty && units.isEmpty || kinds.contains(.money)
        default: return kinds.isEmpty && units.isEmpty && quantity.unitKind != .time
        }
    }
}
