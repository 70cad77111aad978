import Claims
import Linguistics

/// How good found attributions are against PolNeAR's, by the conventions of the figures published for it.
///
/// Tokens are runs of letters, digits and underscores, or one other visible character. Attributions are paired one to
/// one by maximum matching; figures are micro-averaged over articles.
/// - joint: cues share a token, sources share a token or are both missing, and contents overlap by half of their union
///   or are both missing.
/// - token: each token has one label (cue before source before content); right where both have the same.
/// - exact: cues share a token and the role's tokens are the same; for a cue, its own.
struct AttributionScore {
    enum Column: Int, CaseIterable { case source, cue, content, all }

    /// One attribution as token numbers.
    struct Roles {
        var source: Set<Int>
        var cue: Set<Int>
        var content: Set<Int>

        var isEmpty: Bool { source.isEmpty && cue.isEmpty && content.isEmpty }

        /// Whether this is about the same cue, or, where neither has one, shares a word of the content.
        func isAnchored(_ other: Roles) -> Bool {
            if cue.isEmpty && other.cue.isEmpty { return !content.isDisjoint(with: other.content) }
            return !cue.isDisjoint(with: other.cue)
        }

        func sharesSource(_ other: Roles) -> Bool {
            source.isEmpty && other.source.isEmpty || !source.isDisjoint(with: other.source)
        }

        func sharesContent(_ other: Roles) -> Bool {
            let union = content.union(other.content).count
            return 2 * content.intersection(other.content).count >= union
        }
    }

    struct Count {
        var right = 0
        var found = 0
        var gold = 0

        var f1: Double { found + gold == 0 ? 0 : 200 * Double(right) / Double(found + gold) }
    }

    private(set) var joint = [Count](repeating: Count(), count: Column.allCases.count)
    private(set) var token = [Count](repeating: Count(), count: Column.allCases.count)
    private(set) var exact = [Count](repeating: Count(), count: Column.allCases.count)

    /// Adds an article.
    ///
    /// - Parameters:
    ///   - text: its bytes.
    ///   - found: spans in code points, as the gold has them.
    mutating func add(_ text: [UInt8], found: [PolNeAR.Gold], gold: [PolNeAR.Gold]) {
        let words = VisibleWords(text)
        let (found, gold) = (
            found.map(words.roles).filter { !$0.isEmpty }, gold.map(words.roles).filter { !$0.isEmpty }
        )
        addTokens(Self.labels(found), Self.labels(gold))
        let near = found.map { found in gold.indices.filter { found.isAnchored(gold[$0]) } }
        func best(_ test: (Roles, Roles) -> Bool) -> Int {
            let edges = found.indices.map { index in near[index].filter { test(found[index], gold[$0]) } }
            var matching = Matching(right: gold.count)
            matching.add(edges)
            return matching.size
        }
        func put(_ counts: inout [Count], _ column: Column, _ right: Int, _ found: Int, _ gold: Int) {
            counts[column.rawValue].right += right
            counts[column.rawValue].found += found
            counts[column.rawValue].gold += gold
        }
        let all = (found.count, gold.count)
        put(&joint, .cue, best { _, _ in true }, all.0, all.1)
        put(&joint, .source, best { $0.sharesSource($1) }, all.0, all.1)
        put(&joint, .content, best { $0.sharesContent($1) }, all.0, all.1)
        put(&joint, .all, best { $0.sharesSource($1) && $0.sharesContent($1) }, all.0, all.1)
        func same(_ role: KeyPath<Roles, Set<Int>>, _ column: Column) {
            let right = best { !$0[keyPath: role].isEmpty && $0[keyPath: role] == $1[keyPath: role] }
            let counts = [found, gold].map { $0.count { !$0[keyPath: role].isEmpty } }
            put(&exact, column, right, counts[0], counts[1])
        }
        same(\.source, .source)
        same(\.cue, .cue)
        same(\.content, .content)
        let identical = best { $0.source == $1.source && $0.cue == $1.cue && $0.content == $1.content }
        put(&exact, .all, identical, all.0, all.1)
    }

    private mutating func addTokens(_ found: [Int: Column], _ gold: [Int: Column]) {
        for (index, role) in found {
            for column in [role, .all] {
                token[column.rawValue].found += 1
                if gold[index] == role { token[column.rawValue].right += 1 }
            }
        }
        for role in gold.values { for column in [role, .all] { token[column.rawValue].gold += 1 } }
    }

    private static func labels(_ attributions: [Roles]) -> [Int: Column] {
        var labels: [Int: Column] = [:]
        for attribution in attributions { for index in attribution.content { labels[index] = .content } }
        for attribution in attributions { for index in attribution.source { labels[index] = .source } }
        for attribution in attributions { for index in attribution.cue { labels[index] = .cue } }
        return labels
    }

    /// The three measures by role, F1 in %.
    var table: String {
        var lines = ["| attributions | source | cue | content | all |", "| --- | --- | --- | --- | --- |"]
        for (name, counts) in [("joint F1", joint), ("token F1", token), ("exact F1", exact)] {
            lines.append("| \(name) | " + counts.map { Figure.text($0.f1) }.joined(separator: " | ") + " |")
        }
        return lines.joined(separator: "\n")
    }
}

/// A maximum matching of two sides of a graph, by augmenting paths.
struct Matching {
    /// For each node of the right side the node of the left side that it is paired with.
    private(set) var owner: [Int?]
    private var edges: [[Int]] = []

    init(right: Int) { owner = [Int?](repeating: nil, count: right) }

    var size: Int { owner.count { $0 != nil } }

    /// Pairs what these edges let be paired; nodes of the left side that are paired already stay so. Called again with
    /// more edges it keeps preferring those given first as far as the size of the matching lets it.
    mutating func add(_ edges: [[Int]]) {
        self.edges = edges
        let paired = Set(owner.compactMap { $0 })
        for left in edges.indices where !edges[left].isEmpty && !paired.contains(left) {
            var seen: Set<Int> = []
            _ = augment(left, &seen)
        }
    }

    private mutating func augment(_ left: Int, _ seen: inout Set<Int>) -> Bool {
        for right in edges[left] where seen.insert(right).inserted {
            if let other = owner[right], !augment(other, &seen) { continue }
            owner[right] = left
            return true
        }
        return false
    }
}

/// The words of a text as the measure counts them.
struct VisibleWords {
    /// For each code point the number of its word; -1 for white space.
    private var wordOf: [Int32] = []

    init(_ text: [UInt8]) {
        var number: Int32 = -1
        var isOpen = false
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            let isWord = Self.isWord(scalar)
            if Self.isSpace(scalar) {
                wordOf.append(-1)
            } else {
                if !isWord || !isOpen { number += 1 }
                wordOf.append(number)
            }
            isOpen = isWord
        }
    }

    func roles(_ spans: PolNeAR.Gold) -> AttributionScore.Roles {
        func words(_ spans: [Range<Int>]) -> Set<Int> {
            var result: Set<Int> = []
            for span in spans {
                for index in span.clamped(to: 0..<wordOf.count) where wordOf[index] >= 0 {
                    result.insert(Int(wordOf[index]))
                }
            }
            return result
        }
        return AttributionScore.Roles(
            source: words(spans.source), cue: words(spans.cue), content: words(spans.content))
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return true
        default: return scalar == "_"
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
