import Linguistics

/// Reads what stands around one number: a range, its unit, its bounds, what is counted, and what it does.
struct QuantityScan {
    let vocabulary: NumberVocabulary
    let document: Document
    let sentence: Range<Int>
    private var first: NumberParser.Result
    private(set) var quantity: Quantity
    /// Where the figure ends, after the second number of a range.
    private var end: Int
    private var suffix: WordKey?
    private var currency: String?
    /// "from 25 % to 50 %" was read as one.
    private var isMerged = false

    init(vocabulary: NumberVocabulary, document: Document, sentence: Range<Int>, first: NumberParser.Result) {
        (self.vocabulary, self.document, self.sentence, self.first) = (vocabulary, document, sentence, first)
        (end, suffix, currency) = (first.tokens.upperBound, first.suffix, first.currency)
        quantity = Quantity(
            value: first.value,
            upper: nil,
            bound: first.isVague ? .atLeast : .exact,
            unit: nil,
            unitKind: nil,
            hasLargeScale: first.hasLargeScale,
            isVague: first.isVague,
            role: .level,
            number: first.tokens,
            tokens: first.tokens,
            counted: nil
        )
    }

    private func form(_ index: Int) -> WordKey {
        index >= sentence.lowerBound && index < sentence.upperBound ? document.tokens[index].form : .none
    }

    /// "20-30", "20 to 30", "between 20 and 30", "$2bn-$3bn", "from 20 to 30".
    mutating func readRange(_ parser: NumberParser) {
        var next = end
        // "20% to 30%".
        if let unit = vocabulary.unit(at: next, before: sentence.upperBound, in: document), unit.value.kind == .share {
            next = unit.tokens.upperBound
        }
        let joint = form(next)
        let before = form(first.tokens.lowerBound - 1)
        let isJoint: Bool
        switch joint {
        case "-", "–", "—", "to": isJoint = true
        case "and": isJoint = before == "between"
        default: isJoint = false
        }
        guard isJoint, let second = parser.number(at: next + 1) else { return }
        // "rose by 3 to 72", "rose 3 to 72": change and level.
        if joint == "to", before == "by" || vocabulary.isChange(before) { return }
        if let literal = parser.literal(next + 1), literal.looksLikeYear, first.value >= 1900 { return }
        // "$10-15 billion": the scale is said once.
        var low = first.value
        if second.hasScale, !first.hasScale, first.value < 1000 { low *= second.value / unscaled(second, parser) }
        if before == "from", joint == "to", isChange(before: first.tokens.lowerBound - 1) {
            // "raised from 25 % to 50 %": the second is what counts now.
            quantity.value = second.value
            quantity.number = second.tokens
            isMerged = true
        } else {
            guard second.value > low else { return }
            (quantity.value, quantity.upper) = (low, second.value)
            quantity.number = first.tokens.lowerBound..<second.tokens.upperBound
        }
        quantity.hasLargeScale = quantity.hasLargeScale || second.hasLargeScale
        quantity.tokens = first.tokens.lowerBound..<second.tokens.upperBound
        end = second.tokens.upperBound
        suffix = second.suffix ?? suffix
        currency = currency ?? second.currency
    }

    private func unscaled(_ number: NumberParser.Result, _ parser: NumberParser) -> Double {
        for index in number.tokens {
            if let literal = parser.literal(index), literal.value > 0 { return literal.value }
        }
        return number.value
    }

    /// "%", "barrels of oil a day", "$" before the number.
    mutating func readUnit() {
        if let currency { (quantity.unit, quantity.unitKind) = (currency, .money) }
        if suffix == "%" {
            (quantity.unit, quantity.unitKind) = ("%", .share)
            return
        }
        if suffix == "+" { quantity.bound = .atLeast }
        var next = end
        if form(next) == "-", next + 1 < sentence.upperBound { next += 1 }
        // "1.5 million imperial tons" is rare; "per cent" and the like come at once.
        guard quantity.unit == nil, let unit = vocabulary.unit(at: next, before: sentence.upperBound, in: document)
        else {
            if quantity.unit == nil, next < sentence.upperBound, startsWithPercent(next) {
                (quantity.unit, quantity.unitKind) = ("%", .share)
                take(next + 1)
            }
            per(after: end)
            return
        }
        quantity.unit = unit.value.name
        quantity.unitKind = unit.value.kind
        take(unit.tokens.upperBound)
        if let per = unit.value.per { quantity.unit = "\(unit.value.name) per \(per)" } else { per(after: end) }
    }

    /// A tokeniser may leave a mark on the sign ("%,").
    private func startsWithPercent(_ index: Int) -> Bool {
        let token = document.tokens[index]
        return token.end > token.start && document.text[Int(token.start)] == 0x25
    }

    private mutating func take(_ upper: Int) {
        end = upper
        quantity.tokens = quantity.tokens.lowerBound..<max(upper, quantity.tokens.upperBound)
    }

    /// "per day", "a day", "/day", "daily", over "of crude oil".
    private mutating func per(after start: Int) {
        guard let unit = quantity.unit, quantity.unitKind != .time, quantity.unitKind != .share else { return }
        var index = start
        if form(index) == "of" {
            index += 1
            var steps = 0
            while index < sentence.upperBound, steps < 3, form(index) != "per", form(index) != "a",
                form(index) != "each"
            {
                index += 1
                steps += 1
            }
        }
        let joint = form(index)
        let times: [WordKey: String] = [
            "day": "day", "week": "week", "month": "month", "year": "year", "hour": "hour", "annum": "year",
            "minute": "minute", "second": "second", "barrel": "barrel",
        ]
        if joint == "per" || joint == "a" || joint == "/" || joint == "each" || joint == "every" || joint == "an",
            let time = times[form(index + 1)]
        {
            quantity.unit = "\(unit) per \(time)"
            take(index + 2)
        } else if joint == "daily" {
            quantity.unit = "\(unit) per day"
            take(index + 1)
        }
    }

    /// "at least", "more than", "nearly" before; "or more", "at least" after.
    mutating func readBounds() {
        var start = quantity.tokens.lowerBound
        for _ in 0..<2 {
            guard let bound = vocabulary.bounds.match(endingAt: start, from: sentence.lowerBound, in: document) else {
                break
            }
            if bound.tokens.count == 1, !isBound(bound.tokens.lowerBound) { break }
            quantity.bound = merged(bound.value)
            start = bound.tokens.lowerBound
        }
        quantity.tokens = start..<quantity.tokens.upperBound
        // "72 people or more".
        let skipped = form(end + 1) == "or" && document.tokens[end].partOfSpeech == .noun ? end + 1 : end
        let after = form(skipped)
        if after == "or" {
            switch form(skipped + 1) {
            case "more", "above", "higher": quantity.bound = .atLeast
            case "less", "fewer", "lower": quantity.bound = .atMost
            case "so": quantity.bound = .about
            default: break
            }
        } else if after == "at", form(end + 1) == "least" {
            quantity.bound = .atLeast
        }
    }

    /// "at least some 20" is at least; "about" yields to what says more.
    private func merged(_ bound: Claim.Bound) -> Claim.Bound {
        quantity.bound == .exact || quantity.bound == .about || quantity.isVague ? bound : quantity.bound
    }

    /// Words that are bounds only in some places: "over" and "under" as prepositions of place or time stay out.
    private func isBound(_ index: Int) -> Bool {
        let key = form(index)
        guard index > sentence.lowerBound else { return true }
        switch key {
        case "above", "below", "beyond", "near", "under", "over", "about":
            // "divided over 25 issues" is rare; "talks over", "dispute over", "concern about" are not.
            return document.tokens[index - 1].tag != .nn || quantity.unit != nil
                || document.tokens[index - 1].form == "toll"
        default: return true
        }
    }

    /// The noun that is counted: the last of the nouns after the figure, over adjectives.
    mutating func readCounted() {
        if quantity.unitKind == nil || quantity.unitKind == .share, let up = document.head(first.tokens.upperBound - 1),
            document.tokens[first.tokens.upperBound - 1].relation == .numericModifier,
            document.tokens[up].partOfSpeech == .noun || document.tokens[up].partOfSpeech == .properNoun,
            up >= end
        {
            quantity.counted = up
            return
        }
        var index = end
        if form(index) == "of" || form(index) == "-" { index += 1 }
        var noun: Int?
        var steps = 0
        while index < sentence.upperBound, steps < 6 {
            let token = document.tokens[index]
            switch token.partOfSpeech {
            case .noun, .properNoun: noun = index
            case .adjective, .determiner, .numeral:
                if noun != nil { steps = 6 }
            default:
                if token.form != "-" || noun != nil { steps = 6 }
            }
            index += 1
            steps += 1
        }
        quantity.counted = noun
    }

    /// Level, change or what was before.
    mutating func readRole() {
        guard !isMerged else { return }
        let start = quantity.tokens.lowerBound
        let before = form(start - 1)
        let further: Set<WordKey> = ["additional", "another", "further", "extra"]
        if further.contains(before) || form(end) == "more" && form(end + 1) != "than"
            || further.contains(form(end)) && quantity.unitKind != .time
            || further.contains(form(start - 2)) && before == "a"
        {
            quantity.role = .change
        } else if Self.differences.contains(form(end)), form(end + 1) == "than" || form(end + 2) == "than" {
            // "fifty fewer than": the difference from another figure.
            quantity.role = .former
        } else if isEarlier(before: start) {
            quantity.role = .former
        } else if form(end) == "of",
            ["the", "them", "those", "these", "its", "their", "his", "our"].contains(form(end + 1))
        {
            // "Two of the wounded".
            quantity.role = .part
        } else if before == "by", isChange(before: start - 1) {
            quantity.role = .change
        } else if changeVerb(start - 1), let to = toFigure(after: end), to > end {
            // "rose 3 to 72".
            quantity.role = .change
        } else if before == "from" {
            let joint = form(end)
            if joint == "to" || form(start - 2) == "up" || form(start - 2) == "down" || isChange(before: start - 1) {
                quantity.role = .former
            }
        } else if before == "up" || before == "down", form(start - 2) == "," || form(start - 2) == "(" {
            quantity.role = .change
        } else if before == "including" || before == "includes" || before == "them" && form(start - 2) == "among"
            || before == "whom" || before == "include"
        {
            quantity.role = .part
        } else if before == "the", Self.comparisons.contains(form(start - 2)) {
            quantity.role = .former
        } else if before == "with" && (form(start - 2) == "compared" || form(start - 2) == "compares")
            || before == "to" && form(start - 2) == "compared" || before == "against" && quantity.unit != nil
            || isVersus(start - 1) || document.tokens[max(start - 1, 0)].partOfSpeech == .noun && isVersus(start - 2)
        {
            quantity.role = .former
        }
    }

    /// "vs loss 1.05": what a figure is set against.
    private func isVersus(_ index: Int) -> Bool { FigureSentence.versus.contains(form(index)) }

    /// "to" with a figure soon after.
    private func toFigure(after index: Int) -> Int? {
        guard form(index) == "to", index + 1 < sentence.upperBound else { return nil }
        let token = document.tokens[index + 1]
        return token.shape.contains(.hasDigit) || token.form == "$" || token.partOfSpeech == .numeral ? index + 1 : nil
    }

    private static let comparisons: Set<WordKey> = ["beyond", "below", "above", "than", "over", "under", "exceeding"]

    private static let differences: Set<WordKey> = ["fewer", "less", "more", "higher", "lower", "above", "below"]

    private static let earlier: Set<WordKey> = ["previous", "earlier", "initial", "original", "prior", "former"]

    /// "Their previous estimate of 5,000", "an earlier figure of".
    private func isEarlier(before start: Int) -> Bool {
        var index = start - 1
        while index >= sentence.lowerBound, start - index <= 4 {
            if Self.earlier.contains(form(index)) { return true }
            guard form(index) == "of" || document.tokens[index].partOfSpeech == .noun else { return false }
            index -= 1
        }
        return false
    }

    private func changeVerb(_ index: Int) -> Bool { vocabulary.isChange(form(index)) }

    /// Whether a verb of change stands shortly before.
    private func isChange(before index: Int) -> Bool {
        var index = index - 1
        var steps = 0
        while index >= sentence.lowerBound, steps < 10 {
            if vocabulary.isChange(form(index)) { return true }
            if form(index) == ";" || form(index) == "." { return false }
            index -= 1
            steps += 1
        }
        return false
    }
}
