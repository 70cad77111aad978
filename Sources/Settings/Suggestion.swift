/// "did you mean".
enum Suggestion {
    /// More names than these are not looked through for every word that is wrong.
    static let mostNames = 2_000

    /// `; did you mean X?` where one of `known` is close, else the choices where they are few, else nothing.
    ///
    /// - Parameter namesAll: false where the choices have been named already.
    static func text(_ word: String, among known: some Collection<String>, namesAll: Bool = true) -> String {
        let limit = max(1, min(word.count, 24) / 3)
        var close: (name: String, distance: Int)?
        for name in known.count <= mostNames ? AnyCollection(known) : AnyCollection([]) {
            // Each letter more or less is one step.
            guard abs(name.utf8.count - word.utf8.count) <= 4 * limit else { continue }
            let distance = distance(word, name)
            guard distance <= limit else { continue }
            if close.map({ (distance, name) < ($0.distance, $0.name) }) ?? true { close = (name, distance) }
        }
        if let close { return "; did you mean `\(close.name)`?" }
        guard namesAll, !known.isEmpty, known.count <= 10 else { return "" }
        let names = known as? [String] ?? known.sorted()
        return "; known are " + names.map { "`\($0)`" }.joined(separator: ", ")
    }

    /// Edit distance without case (Levenshtein), over at most 64 characters.
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.lowercased().prefix(64)), Array(b.lowercased().prefix(64)))
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
                (diagonal, row[j + 1]) = (row[j + 1], cost)
            }
        }
        return row[b.count]
    }
}
