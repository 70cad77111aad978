import Linguistics

/// Reads one number, in digits or words, at a place of a sentence: "72", "1.5 million", "3-1/2", "forty-two",
/// "two hundred and fifty thousand", "half a million", "a dozen", "tens of thousands".
struct NumberParser {
    struct Result {
        var value: Double
        var tokens: Range<Int>
        /// A sign or word for money before or on it.
        var currency: String?
        /// "%" on the digits.
        var suffix: WordKey?
        var hasScale = false
        var hasLargeScale = false
        var isVague = false
        var inDigits = false
    }

    let vocabulary: NumberVocabulary
    let document: Document
    let sentence: Range<Int>

    func number(at start: Int) -> Result? {
        // "from 20 to": what comes after the last word is asked for too.
        guard sentence.contains(start) else { return nil }
        var index = start
        let currency = currencyBefore(&index)
        guard index < sentence.upperBound else { return nil }
        var result: Result?
        if let literal = literal(index) {
            result = digits(literal, at: index, start: start, currency)
        } else if currency == nil || index == start {
            result = words(at: index)
        }
        if result != nil, result?.currency == nil { result?.currency = currency }
        return result
    }

    private func form(_ index: Int) -> WordKey {
        index >= 0 && index < sentence.upperBound ? document.tokens[index].form : .none
    }

    private func isGlued(_ index: Int) -> Bool {
        index > sentence.lowerBound && index < sentence.upperBound
            && document.tokens[index - 1].end == document.tokens[index].start
    }

    func literal(_ index: Int) -> NumberLiteral? {
        guard index < sentence.upperBound, document.tokens[index].shape.contains(.hasDigit) || hasVulgar(index) else {
            return nil
        }
        return NumberLiteral(document.text[Int(document.tokens[index].start)..<Int(document.tokens[index].end)])
    }

    private func hasVulgar(_ index: Int) -> Bool {
        let token = document.tokens[index]
        return token.end - token.start == 2 && document.text[Int(token.start)] == 0xC2
    }

    /// Steps over "$", "US$", "Rs".
    private func currencyBefore(_ index: inout Int) -> String? {
        if form(index) == "us" || form(index) == "a" || form(index) == "c", form(index + 1) == "$", isGlued(index + 1) {
            index += 1
        }
        let token = document.tokens[index]
        let isSign =
            !token.shape.contains(.hasLetter) || form(index) == "rs" || form(index) == "usd"
            || form(index) == "eur" || form(index) == "gbp"
        guard isSign, !token.shape.contains(.hasDigit), let currency = vocabulary.currency(token.form) else {
            return nil
        }
        index += 1
        return currency
    }

    private func key(_ bytes: Range<Int>) -> WordKey {
        document.text[bytes].withUnsafeBufferPointer { WordKey(folding: $0) }
    }

    private func digits(_ literal: NumberLiteral, at index: Int, start: Int, _ currency: String?) -> Result? {
        var result = Result(value: literal.value, tokens: start..<index + 1, inDigits: true)
        if !literal.prefix.isEmpty {
            result.currency = vocabulary.currency(key(literal.prefix))
            // "-5", "+3", "~20" count; other signs do not.
            if result.currency == nil, literal.prefix.count > 1 { return nil }
        }
        if !literal.suffix.isEmpty {
            let suffix = key(literal.suffix)
            if let scale = vocabulary.scale(suffix) {
                result.value *= scale
                result.hasScale = true
                result.hasLargeScale = scale >= 1_000_000
            } else if document.text[literal.suffix.lowerBound] == 0x25 {
                result.suffix = "%"
            } else if document.text[literal.suffix.lowerBound] == 0x2B {
                result.suffix = "+"
            } else {
                return nil
            }
            return result
        }
        var end = index + 1
        // "3-1/2", "3 1/2".
        if !literal.isFraction, literal.value == literal.value.rounded() {
            let next = form(end) == "-" && isGlued(end) ? end + 1 : end
            if let part = self.literal(next), part.isFraction, part.suffix.isEmpty, next < end + 2 {
                result.value += part.value
                end = next + 1
            }
        }
        end = scales(after: end, &result, hasCurrency: currency != nil || result.currency != nil)
        result.tokens = start..<end
        return result
    }

    /// Multiplies by "million", "hundred thousand", "bn".
    private func scales(after end: Int, _ result: inout Result, hasCurrency: Bool) -> Int {
        var end = end
        for _ in 0..<2 {
            let next = form(end) == "-" && isGlued(end) ? end + 1 : end
            guard next < sentence.upperBound,
                case .scale(let factor, let isAbbreviation)? = vocabulary.word(document.tokens[next].form)
            else { break }
            // "5 m" is five metres, "k" and "b" are letters; glued or after a currency they are scales.
            if isAbbreviation, !isGlued(next), !hasCurrency, document.tokens[next].form != "bn",
                document.tokens[next].form != "mn", document.tokens[next].form != "tn"
            {
                break
            }
            // 32.2 is not exact in binary; its billions are.
            result.value = (result.value * factor * 1000).rounded() / 1000
            result.hasScale = true
            result.hasLargeScale = result.hasLargeScale || factor >= 1_000_000
            end = next + 1
        }
        return end
    }

    private func words(at start: Int) -> Result? {
        guard start < sentence.upperBound else { return nil }
        let first = document.tokens[start].form
        switch vocabulary.word(first) {
        case .value?: return plain(at: start)
        case .vague(let least)?: return vague(least, at: start)
        case .fraction(let part)?: return fraction(part, at: start)
        case .scale(_, isAbbreviation: false)?: return nil
        default: break
        }
        if first == "a" || first == "an" {
            if case .fraction(let part)? = vocabulary.word(form(start + 1)) {
                return fraction(part, at: start + 1, start)
            }
            // "a hundred", "a dozen", "a million"; "a few hundred" is vague.
            guard case .scale(let factor, isAbbreviation: false)? = vocabulary.word(form(start + 1)), factor != 20
            else {
                return nil
            }
            var result = Result(value: 1, tokens: start..<start + 2)
            let end = scales(after: start + 1, &result, hasCurrency: false)
            result.tokens = start..<end
            return result
        }
        if first == "several" || first == "few" {
            guard case .scale(let factor, isAbbreviation: false)? = vocabulary.word(form(start + 1)) else { return nil }
            return Result(
                value: factor * 2,
                tokens: start..<start + 2,
                hasScale: true,
                hasLargeScale: factor >= 1_000_000,
                isVague: true
            )
        }
        return nil
    }

    /// "tens of thousands", "hundreds".
    private func vague(_ least: Double, at start: Int) -> Result {
        if form(start + 1) == "of", case .vague(let more)? = vocabulary.word(form(start + 2)), more >= 2000 {
            return Result(
                value: least / 2 * (more / 2) * 2 / 2,
                tokens: start..<start + 3,
                hasScale: true,
                hasLargeScale: more >= 1_000_000,
                isVague: true
            )
        }
        return Result(value: least, tokens: start..<start + 1, hasLargeScale: least >= 1_000_000, isVague: true)
    }

    /// "half a million", "a quarter of a million"; nil for a fraction of something else.
    private func fraction(_ part: Double, at word: Int, _ start: Int? = nil) -> Result? {
        var next = word + 1
        if form(next) == "of" { next += 1 }
        if form(next) == "a" { next += 1 }
        guard case .scale(let factor, isAbbreviation: false)? = vocabulary.word(form(next)),
            factor >= 100 || factor == 12
        else { return nil }
        return Result(
            value: part * factor,
            tokens: (start ?? word)..<next + 1,
            hasScale: true,
            hasLargeScale: factor >= 1_000_000
        )
    }

    /// "seven", "forty-two", "two hundred and fifty thousand", "two dozen", "one and a half million".
    private func plain(at start: Int) -> Result? {
        var (total, current) = (0.0, 0.0)
        var index = start
        var end = start
        var result = Result(value: 0, tokens: start..<start)
        var last: Double?
        while index < sentence.upperBound, index - start < 24 {
            let key = document.tokens[index].form
            if case .value(let value)? = vocabulary.word(key) {
                if let last, !(last >= 100 || (last >= 20 && last < 100 && value < 10 && value > 0)) { break }
                current += value
                last = value
            } else if case .scale(let factor, isAbbreviation: false)? = vocabulary.word(key) {
                if factor == 20 { break }
                if factor >= 1000 {
                    total += max(current, 1) * factor
                    current = 0
                } else {
                    current = max(current, 1) * factor
                }
                result.hasScale = true
                result.hasLargeScale = result.hasLargeScale || factor >= 1_000_000
                last = factor
            } else if key == "-", isGlued(index), isGlued(index + 1) {
                index += 1
                continue
            } else if key == "and", let previous = last, previous >= 100,
                case .value? = vocabulary.word(form(index + 1))
            {
                index += 1
                continue
            } else if key == "and", form(index + 1) == "a", form(index + 2) == "half" {
                current += 0.5
                index += 2
                last = 100
            } else {
                break
            }
            index += 1
            end = index
        }
        guard end > start else { return nil }
        // "two-thirds", "one-third", "two-day": a fraction is no count.
        let next = form(end) == "-" ? end + 1 : end
        if case .fraction? = vocabulary.word(form(next)) { return nil }
        if form(next) == "thirds" || form(next) == "quarters" || form(next) == "halves" || form(next) == "fifths" {
            return nil
        }
        // "twenty-first".
        if next > end, next < sentence.upperBound, document.tokens[next].partOfSpeech == .adjective { return nil }
        result.value = total + current
        result.tokens = start..<end
        return result
    }
}
