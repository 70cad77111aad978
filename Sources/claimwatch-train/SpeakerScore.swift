import Claims
import EnglishLanguage
@preconcurrency import Foundation
import Linguistics

/// How often the one who speaks is resolved to the right name, over the attributions of PolNeAR that are found (cues and
/// sources share a word; pairs whose contents agree too are preferred) and whose gold source is a name or refers to one.
///
/// PolNeAR says nothing of who is meant. Therefore:
/// - A gold source that is a name or has one for its head holds the name itself: the part before the first comma,
///   preposition or relative pronoun must end in capitalised words ("French President Emmanuel Macron", but not "a
///   spokesman for Macron"), failing that the part behind the first comma must be two or more of them ("his aide, Yuri
///   Ushakov"). One word alone is none if it is a title, a pronoun, a nationality, or is also written small in the article.
/// - For pronouns and descriptions the right name comes from a key made by reading the articles: a line for each source,
///   `{"doc": …, "start": code point where the gold source starts, "speaker": "Full Name" or null}`. Sources keyed with
///   null refer to nobody who is named, and are not counted.
///
/// A speaker is right if it is a name of the article and holds the last word of the right name, and, where both have more
/// words (titles aside), another of its words or first letters ("Bill" for "B."); or if one is the initials of the other.
/// A bare "Trump" resolved to "Melania Trump" therefore passes where the gold says "Trump" only.
///
/// The total weighs the share of the key by the number of found pronouns and descriptions that it stands for.
struct SpeakerScore {
    struct Tally {
        var right = 0
        var all = 0

        var percent: Double { 100 * Double(right) / Double(max(all, 1)) }
    }

    /// A found attribution whose gold source is no name: what a key is asked for.
    struct Question {
        var article: String
        var start: Int
        var source: String
    }

    private let key: [String: String?]
    private(set) var named = Tally()
    private(set) var pronouns = Tally()
    private(set) var described = Tally()
    private var asked = 0
    private var keyed = 0
    private(set) var questions: [Question] = []
    /// Wrong ones, for reading: article, source, right name, speaker.
    private(set) var wrong: [String] = []

    /// - Parameter path: the key's file; nil measures names only.
    init(key path: String?) throws {
        struct Line: Decodable {
            var doc: String
            var start: Int
            var speaker: String?
        }
        var key: [String: String?] = [:]
        if let path {
            for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
                let line = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
                key["\(line.doc) \(line.start)"] = .some(line.speaker)
            }
        }
        self.key = key
    }

    mutating func add(_ article: PolNeAR.Article, _ document: Document, _ attributions: [Attribution]) {
        let words = VisibleWords(article.text)
        let found = attributions.map { words.roles(PolNeAR.Gold($0, document)) }
        let gold = article.gold.map(words.roles)
        func edges(_ test: (AttributionScore.Roles, AttributionScore.Roles) -> Bool) -> [[Int]] {
            found.map { found in
                gold.indices.filter {
                    !gold[$0].source.isEmpty && found.isAnchored(gold[$0]) && found.sharesSource(gold[$0])
                        && test(found, gold[$0])
                }
            }
        }
        var matching = Matching(right: gold.count)
        matching.add(edges { $0.sharesContent($1) })
        matching.add(edges { _, _ in true })
        let names = GoldSourceName(article.text)
        for (index, owner) in matching.owner.enumerated() {
            guard let owner else { continue }
            let source = article.gold[index].source.sorted { $0.lowerBound < $1.lowerBound }
            guard let first = source.first else { continue }
            let speaker = Self.name(attributions[owner], document)
            if let right = names.name(source) {
                judge(speaker, right, article.name, names.text(source), \.named)
                continue
            }
            asked += 1
            questions.append(
                Question(article: article.name, start: first.lowerBound, source: names.text(source)))
            guard let answer = key["\(article.name) \(first.lowerBound)"] else { continue }
            keyed += 1
            guard let answer else { continue }
            let right = answer.split(separator: " ").map(String.init)
            if names.isPronoun(source) {
                judge(speaker, right, article.name, names.text(source), \.pronouns)
            } else {
                judge(speaker, right, article.name, names.text(source), \.described)
            }
        }
    }

    private mutating func judge(
        _ speaker: String?, _ right: [String], _ article: String, _ source: String,
        _ tally: WritableKeyPath<Self, Tally>
    ) {
        self[keyPath: tally].all += 1
        if let speaker, Self.isRight(speaker, right) {
            self[keyPath: tally].right += 1
        } else {
            wrong.append("\(article)\t\(source)\t\(right.joined(separator: " "))\t\(speaker ?? "-")")
        }
    }

    /// The speaker where it is a name of the article, not a description.
    private static func name(_ attribution: Attribution, _ document: Document) -> String? {
        guard let speaker = attribution.speaker else { return nil }
        if attribution.entity >= 0, document.entities.indices.contains(attribution.entity),
            document.entities[attribution.entity].hasName
        {
            return speaker
        }
        return speaker.unicodeScalars.contains { $0.properties.isUppercase } ? speaker : nil
    }

    private static func isRight(_ speaker: String, _ right: [String]) -> Bool {
        let (found, wanted) = (
            GoldSourceName.plain(speaker.split(separator: " ").map(String.init)),
            GoldSourceName.plain(right)
        )
        guard let last = wanted.last else { return false }
        if wanted.count == 1 || found.count == 1 {
            if found.contains(last) { return true }
            if found.count == 1, wanted.contains(found[0]) { return true }
            let (short, long) = wanted.count == 1 ? (wanted, found) : (found, wanted)
            return long.count > 1 && String(long.compactMap(\.first)) == short[0]
        }
        guard found.contains(last) else { return false }
        let others = wanted.dropLast()
        return others.contains { other in
            found.contains(other) || found.contains { $0.first == other.first && $0 != last }
        }
    }

    /// Of all found attributions whose source is or refers to a name, the share with the right speaker; nil without key.
    var total: Double? {
        guard keyed > 0 else { return nil }
        let others = pronouns.all + described.all
        let weight = Double(asked) / Double(keyed)
        let all = Double(named.all) + weight * Double(others)
        return 100 * (Double(named.right) + weight * Double(pronouns.right + described.right)) / max(all, 1)
    }

    var table: String {
        var lines = ["| speaker, gold source is | counted | right | % |", "| --- | --- | --- | --- |"]
        func row(_ label: String, _ tally: Tally) {
            lines.append("| \(label) | \(tally.all) | \(tally.right) | \(Figure.text(tally.percent)) |")
        }
        row("a name", named)
        if keyed > 0 {
            row("a pronoun, by the key", pronouns)
            row("a description, by the key", described)
        }
        lines.append("\nPronouns and descriptions found: \(asked), keyed: \(keyed).")
        return lines.joined(separator: "\n")
    }
}
