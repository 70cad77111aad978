import EnglishLanguage
import Foundation
import Linguistics

/// Puts words into classes by the words before and after them: exchange clustering of a class model of both neighbours
/// (after Uszkoreit and Brants 2008). A word moves to the class under which its neighbours are most likely, again and again.
struct ClusterTraining {
    var classCount = 255
    var leastCount = 4
    var rounds = 12

    /// The words with their classes, 1 ... 255.
    func run(_ sentences: [[WordKey]]) -> [(word: WordKey, cluster: UInt8)] {
        var counts: [WordKey: Int] = [:]
        for sentence in sentences { for word in sentence { counts[word, default: 0] += 1 } }
        let words = counts.keys.filter { counts[$0, default: 0] >= leastCount }
            .sorted { (counts[$1, default: 0], $0) < (counts[$0, default: 0], $1) }
        var number: [WordKey: Int32] = [:]
        for (index, word) in words.enumerated() { number[word] = Int32(index) }
        let count = words.count

        // Neighbours of each word: contexts 0 ..< count + 2 stand before it, the rest after it.
        let contexts = (count + 2) * 2
        var pairs: [UInt64: UInt32] = [:]
        for sentence in sentences {
            var before = Int32(count)
            for (index, key) in sentence.enumerated() {
                let word = number[key] ?? Int32(count + 1)
                let next = index + 1 < sentence.count ? number[sentence[index + 1]] ?? Int32(count + 1) : Int32(count)
                if word < count {
                    pairs[UInt64(word) << 32 | UInt64(before), default: 0] += 1
                    pairs[UInt64(word) << 32 | UInt64(Int(next) + count + 2), default: 0] += 1
                }
                before = word
            }
        }
        var starts = [Int](repeating: 0, count: count + 1)
        let keys = pairs.keys.sorted()
        var neighbours: [(context: Int32, count: Int32)] = []
        neighbours.reserveCapacity(keys.count)
        for key in keys {
            starts[Int(key >> 32) + 1] += 1
            neighbours.append((Int32(truncatingIfNeeded: key & 0xFFFF_FFFF), Int32(pairs[key, default: 0])))
        }
        for index in 0..<count { starts[index + 1] += starts[index] }
        return exchange(words, starts, neighbours, contexts)
    }

    private func exchange(
        _ words: [WordKey],
        _ starts: [Int],
        _ neighbours: [(context: Int32, count: Int32)],
        _ contexts: Int
    ) -> [(word: WordKey, cluster: UInt8)] {
        let size = classCount
        var cluster = words.indices.map { $0 % size }
        var joint = [Int32](repeating: 0, count: contexts * size)
        var totals = [Int](repeating: 0, count: size)
        var frequency = [Int](repeating: 0, count: words.count)
        for word in words.indices {
            for index in starts[word]..<starts[word + 1] {
                joint[Int(neighbours[index].context) * size + cluster[word]] += neighbours[index].count
                frequency[word] += Int(neighbours[index].count)
            }
            totals[cluster[word]] += frequency[word]
        }
        // n log n, from a table for the small numbers that nearly all are.
        let table: [Float] = (0..<65_536).map { $0 == 0 ? 0 : Float(Double($0) * log(Double($0))) }
        func entropy(_ value: Int) -> Float {
            value < 65_536 ? table[value] : Float(Double(value) * log(Double(value)))
        }
        var gains = [Float](repeating: 0, count: size)
        for round in 0..<rounds {
            var moved = 0
            for word in words.indices {
                let from = cluster[word]
                for index in starts[word]..<starts[word + 1] {
                    joint[Int(neighbours[index].context) * size + from] -= neighbours[index].count
                }
                totals[from] -= frequency[word]
                for target in 0..<size {
                    gains[target] = entropy(totals[target]) - entropy(totals[target] + frequency[word])
                }
                joint.withUnsafeBufferPointer { joint in
                    gains.withUnsafeMutableBufferPointer { gains in
                        table.withUnsafeBufferPointer { table in
                            for index in starts[word]..<starts[word + 1] {
                                let row = Int(neighbours[index].context) * size
                                let count = Int(neighbours[index].count)
                                for target in 0..<size {
                                    let held = Int(joint[row + target])
                                    if held + count < 65_536 {
                                        gains[target] += table[held + count] - table[held]
                                    } else {
                                        gains[target] += entropy(held + count) - entropy(held)
                                    }
                                }
                            }
                        }
                    }
                }
                var best = from
                for target in 0..<size where gains[target] > gains[best] { best = target }
                if best != from { moved += 1 }
                cluster[word] = best
                for index in starts[word]..<starts[word + 1] {
                    joint[Int(neighbours[index].context) * size + best] += neighbours[index].count
                }
                totals[best] += frequency[word]
            }
            Log.line("  round \(round): \(moved) of \(words.count) words moved")
            if moved * 200 < words.count { break }
        }
        return words.indices.map { (words[$0], UInt8(cluster[$0] + 1)) }
    }

    /// The words of the texts as the tokeniser finds them, a list a sentence.
    static func sentences(_ texts: [[UInt8]], _ analyser: EnglishAnalyser) -> [[WordKey]] {
        var result: [[WordKey]] = []
        for text in texts {
            var document = Document(text: text)
            analyser.readTokens(&document, [TextRegion(bytes: 0..<text.count, kind: .body)])
            for sentence in document.sentences {
                // Numbers are one word, however long.
                result.append(
                    document.tokens[sentence.tokens].map { token in
                        token.shape.contains(.hasDigit) && !token.shape.contains(.hasLetter) ? "0" : token.form
                    }
                )
            }
        }
        return result
    }
}
