import EnglishLanguage
@preconcurrency import Foundation
import Linguistics

/// Finds the name in a gold source, from the text alone, so that the measure does not depend on what it measures.
struct GoldSourceName {
    private let scalars: [Unicode.Scalar]
    /// Words that the article has in small letters.
    private let small: Set<String>

    init(_ text: [UInt8]) {
        let text = String(decoding: text, as: UTF8.self)
        scalars = Array(text.unicodeScalars)
        small = Set(Self.words(text).filter { !Self.isCapitalised($0) })
    }

    func text(_ spans: [Range<Int>]) -> String {
        spans.map { span in
            String(String.UnicodeScalarView(scalars[span.clamped(to: 0..<scalars.count)]))
        }.joined(separator: " … ")
    }

    func isPronoun(_ spans: [Range<Int>]) -> Bool {
        let words = Self.words(text(spans))
        return words.count == 1 && EnglishNames.lexicon.pronoun(WordKey(words[0].lowercased())) != nil
    }

    /// The words of the name that is the source or its head; nil where it has none.
    func name(_ spans: [Range<Int>]) -> [String]? {
        let parts = text(spans).components(separatedBy: CharacterSet(charactersIn: ",;:()–—"))
        guard let first = parts.first else { return nil }
        var head: [String] = []
        for word in Self.words(first) {
            if !head.isEmpty, Self.ends.contains(word) { break }
            head.append(word)
        }
        if let name = last(head) { return name }
        guard parts.count > 1 else { return nil }
        let second = Self.words(parts[1])
        guard second.count > 1, second.allSatisfy(Self.isCapitalised) else { return nil }
        return last(second)
    }

    /// The capitalised words that a phrase ends in.
    private func last(_ phrase: [String]) -> [String]? {
        let run = Array(phrase.reversed().prefix(while: Self.isCapitalised).reversed())
        let name = Self.plain(run, folded: false)
        guard let only = name.first else { return nil }
        if name.count > 1 { return name }
        let key = WordKey(only.lowercased())
        if EnglishNames.lexicon.pronoun(key) != nil || small.contains(only.lowercased()) { return nil }
        let classes = EnglishNames.lexicon.classes(key)
        return classes.isDisjoint(with: [.demonym, .title, .personNoun]) ? name : nil
    }

    /// The words of a name without titles and what stands behind it ("Jr."), folded for comparing unless told otherwise.
    static func plain(_ words: [String], folded: Bool = true) -> [String] {
        let bare = words.flatMap { Self.words($0) }.filter { word in
            let small = word.lowercased()
            return !behind.contains(small)
                && EnglishNames.lexicon.classes(WordKey(small)).isDisjoint(with: [.title])
        }
        return folded ? bare.map { $0.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil) } : bare
    }

    private static let behind: Set<String> = ["jr", "sr", "ii", "iii", "the"]
    private static let ends: Set<String> = [
        "for", "of", "from", "at", "in", "on", "with", "to", "by", "who", "whose", "which", "that", "and", "or",
        "himself", "herself", "itself", "himself", "themselves", "also", "then",
    ]

    /// Words without marks around them and without possessive.
    static func words(_ text: String) -> [String] {
        text.split { $0.isWhitespace }.compactMap { part in
            var word = String(part).trimmingCharacters(in: marks)
            for end in ["'s", "’s"] where word.hasSuffix(end) { word.removeLast(2) }
            return word.isEmpty ? nil : word
        }
    }

    private static let marks = CharacterSet(charactersIn: "\"'“”‘’.,;:!?()[]–—-…*")

    static func isCapitalised(_ word: String) -> Bool { word.unicodeScalars.first?.properties.isUppercase ?? false }
}
