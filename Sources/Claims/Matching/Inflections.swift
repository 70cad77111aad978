/// The regular forms of English verbs, made by rule from the base form.
enum Inflections {
    /// "stop" -> stops, stopped, stopping; "carry" -> carries, carried, carrying; without the base itself.
    static func forms(of base: String) -> [String] {
        guard base.count > 2, base.allSatisfy({ $0.isASCII && $0.isLetter }) else { return [] }
        let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
        let letters = Array(base)
        let last = letters[letters.count - 1]
        let before = letters[letters.count - 2]
        if last == "e" { return [base + "s", base + "d", base.dropLast() + (before == "i" ? "e" : "") + "ing"] }
        if last == "y", !vowels.contains(before) {
            return [base.dropLast() + "ies", base.dropLast() + "ied", base + "ing"]
        }
        let isSibilant = ["s", "x", "z"].contains(last) || last == "h" && (before == "s" || before == "c")
        var forms = [base + (isSibilant ? "es" : "s"), base + "ed", base + "ing"]
        let isClosed = !vowels.contains(last) && !["w", "x", "y"].contains(last) && vowels.contains(before)
        if isClosed, letters.count == 3 || !vowels.contains(letters[letters.count - 3]) {
            forms += [base + String(last) + "ed", base + String(last) + "ing"]
        }
        return forms
    }
}
