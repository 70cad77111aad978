import Linguistics
@preconcurrency import Foundation

/// Makes of a story what another paper prints of it.
struct CopyMaker {
    enum Manner: String, CaseIterable {
        case renamed, half
        case twoThirds = "two thirds"
        case headline, reordered, reworded, spelling, credit
        case everything = "all of it"
    }

    /// Word to another for it.
    private let synonyms: [String: String]
    private let spellings: [String: String]
    private var generator: SeededGenerator

    /// - Parameters:
    ///   - words: a list of words with others for them, `Word | other=…`.
    ///   - spellings: the list `spelling-variants`.
    init(words: WordList, spellings: WordList, seed: UInt64) {
        var synonyms: [String: String] = [:]
        for record in words.records { synonyms[record.name] = record.value("other") }
        var other: [String: String] = [:]
        for record in spellings.records {
            guard let variant = record.values("variants").first else { continue }
            other[record.name] = variant
            for one in record.values("variants") { other[one] = record.name }
        }
        (self.synonyms, self.spellings, generator) = (synonyms, other, SeededGenerator(seed: seed))
    }

    mutating func copy(_ story: WireStories.Story, _ manner: Manner) -> String {
        var copy = story
        switch manner {
        case .renamed: return story.text + "\n"
        case .half: trim(&copy, to: 0.5)
        case .twoThirds: trim(&copy, to: 2.0 / 3)
        case .headline: copy.title = headline(of: story)
        case .reordered: reorder(&copy)
        case .reworded: copy.paragraphs = copy.paragraphs.map { swapped($0, synonyms, share: 0.7) }
        case .spelling: copy.paragraphs = copy.paragraphs.map { swapped($0, spellings, share: 1) }
        case .credit: credit(&copy)
        case .everything:
            copy.title = headline(of: story)
            trim(&copy, to: 2.0 / 3)
            reorder(&copy)
            copy.paragraphs = copy.paragraphs.map { swapped(swapped($0, synonyms, share: 0.5), spellings, share: 1) }
            credit(&copy)
        }
        return copy.text
    }

    private func sentences(_ paragraph: String) -> [String] {
        var (found, start) = ([String](), paragraph.startIndex)
        for index in paragraph.indices where paragraph[index] == "." {
            let next = paragraph.index(after: index)
            guard next < paragraph.endIndex, paragraph[next] == " " else { continue }
            let after = paragraph[next...].drop { $0 == " " }
            let before = paragraph[start..<index].split(separator: " ").last ?? ""
            guard after.first?.isUppercase == true, before.count > 3, !before.contains(".") else { continue }
            found.append(String(paragraph[start...index]))
            start = after.startIndex
        }
        found.append(String(paragraph[start...]))
        return found
    }

    private mutating func trim(_ story: inout WireStories.Story, to share: Double) {
        let all = story.paragraphs.flatMap(sentences)
        let kept = max(1, Int((Double(all.count) * share).rounded()))
        story.paragraphs = Array(all.prefix(kept))
    }

    /// The first sentence stays; of the others some are dropped and the rest are shuffled.
    private mutating func reorder(_ story: inout WireStories.Story) {
        var all = story.paragraphs.flatMap(sentences)
        guard all.count > 2 else { return }
        let first = all.removeFirst()
        var rest = all.filter { _ in Double.random(in: 0..<1, using: &generator) > 0.15 }
        rest.shuffle(using: &generator)
        story.paragraphs = [first] + rest
    }

    private mutating func swapped(_ text: String, _ words: [String: String], share: Double) -> String {
        var (result, word) = ("", "")
        func isLetter(_ character: Character) -> Bool { character.isLetter || character == "-" }
        func flush(_ generator: inout SeededGenerator) {
            defer { word = "" }
            guard let other = words[word.lowercased()], Double.random(in: 0..<1, using: &generator) < share else {
                result += word
                return
            }
            result += word.first?.isUppercase == true ? other.prefix(1).uppercased() + other.dropFirst() : other
        }
        for character in text {
            if isLetter(character) {
                word.append(character)
            } else {
                flush(&generator)
                result.append(character)
            }
        }
        flush(&generator)
        return result
    }

    private func headline(of story: WireStories.Story) -> String {
        let words = story.title.split(separator: " ")
        return (["Report"] + words.reversed().prefix(6).map { $0.capitalized }).joined(separator: " ")
    }

    private func credit(_ story: inout WireStories.Story) {
        story.dateline = story.dateline.replacingOccurrences(of: " -", with: " (Harbour News) -")
        story.paragraphs.append("\nHarbour News")
    }
}
