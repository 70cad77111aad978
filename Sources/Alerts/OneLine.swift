/// Text of an article made fit for one line: what is shown must not be able to forge a line of its own.
public enum OneLine {
    /// Replaces control characters and line breaks by a space, runs of them by one, takes out marks that turn the
    /// direction of writing, and cuts after `limit` characters.
    public static func text(_ text: String, limit: Int) -> String {
        var result = ""
        var count = 0
        var spaced = true
        for scalar in text.unicodeScalars {
            let isBreak =
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
                || scalar.value == 0x2029 || scalar == " "
            if (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value) { continue }
            if isBreak {
                if !spaced { result.unicodeScalars.append(" ") }
                spaced = true
                count += 1
            } else {
                result.unicodeScalars.append(scalar)
                spaced = false
                count += 1
            }
            if count >= limit {
                result += "…"
                break
            }
        }
        while result.hasSuffix(" ") { result.removeLast() }
        return result
    }
}
