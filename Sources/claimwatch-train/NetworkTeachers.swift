@preconcurrency import Foundation
import Linguistics

/// Text without annotation, read by several networks together: what one small network learns from besides the treebanks
/// (tri-training and distillation: Zhou and Li 2005, Kuncoro et al. 2016).
struct NetworkTeachers: Sendable {
    let teachers: [NetworkTraining.Trained]

    /// The sentence as the teachers read it, nil where what they choose together is no tree without crossing arcs: that they
    /// do not know the sentence.
    func read(_ example: NetworkExample, _ passes: [SentencePass]) -> NetworkExample? {
        var example = example
        let (places, words) = (example.count + 1, example.count)
        var heads = [Float](repeating: 0, count: words * places)
        var tags = [Float](repeating: 0, count: words * teachers[0].parameters.shape.tagClasses)
        for (teacher, pass) in zip(teachers, passes) {
            read(example, teacher, pass, heads: nil)
            Self.addShares(pass.headScores, pass.headStep, places, words, to: &heads)
            let classes = teacher.parameters.shape.tagClasses
            Self.addShares(pass.tagScores, teacher.parameters.tags.step, classes, words, to: &tags)
        }
        example.heads = Self.best(heads, words).map { Int32($0) }
        example.tags = Self.best(tags, words).map { Int16($0) }
        guard Self.isTree(example.heads) else { return nil }
        let relationCount = teachers[0].parameters.shape.relations
        var relations = [Float](repeating: 0, count: words * relationCount)
        for (teacher, pass) in zip(teachers, passes) {
            read(example, teacher, pass, heads: example.heads)
            Self.addShares(pass.relationScores, teacher.parameters.relation.step, relationCount, words, to: &relations)
        }
        example.relations = Self.best(relations, words).map { UInt8($0) }
        return example
    }

    private func read(
        _ example: NetworkExample, _ teacher: NetworkTraining.Trained, _ pass: SentencePass, heads: [Int32]?
    ) {
        teacher.values.withUnsafeBufferPointer { values in
            teacher.rows.withUnsafeBufferPointer { rows in
                guard let values = values.baseAddress, let rows = rows.baseAddress else { return }
                pass.read(example, values, rows, rootRow: 0, heads: heads, dropout: nil, seed: 1)
            }
        }
    }

    /// Adds the share that each choice has by these scores, word by word.
    private static func addShares(
        _ scores: UnsafePointer<Float>, _ step: Int, _ count: Int, _ words: Int, to sums: inout [Float]
    ) {
        for word in 0..<words {
            let row = scores + word * step
            var most = row[0]
            for index in 1..<count { most = max(most, row[index]) }
            var total: Float = 0
            for index in 0..<count { total += Exponential.of(row[index] - most) }
            for index in 0..<count { sums[word * count + index] += Exponential.of(row[index] - most) / total }
        }
    }

    private static func best(_ sums: [Float], _ words: Int) -> [Int] {
        let count = sums.count / max(words, 1)
        return (0..<words).map { word in
            var best = 0
            for index in 1..<count where sums[word * count + index] > sums[word * count + best] { best = index }
            return best
        }
    }

    /// Whether there is one root and no arc closes a circle or crosses another.
    static func isTree(_ heads: [Int32]) -> Bool {
        guard heads.filter({ $0 == 0 }).count == 1 else { return false }
        for word in 1...heads.count {
            var (up, steps) = (word, 0)
            while up != 0 {
                up = Int(heads[up - 1])
                steps += 1
                if steps > heads.count { return false }
            }
        }
        for word in 1...heads.count {
            let (low, high) = (min(word, Int(heads[word - 1])), max(word, Int(heads[word - 1])))
            guard low + 1 < high else { continue }
            for between in low + 1..<high {
                let head = Int(heads[between - 1])
                if head < low || head > high { return false }
            }
        }
        return true
    }

    /// Sentences of `texts` as the teachers read them, each text in its turn whatever the number of cores.
    func read(_ texts: [[NetworkExample]]) -> [NetworkExample] {
        let work = Work(count: texts.count)
        let parts = ProcessInfo.processInfo.activeProcessorCount
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let passes = teachers.map { SentencePass($0.parameters) }
            for index in stride(from: part, to: texts.count, by: parts) {
                work.results[index] = texts[index].compactMap { read($0, passes) }
            }
        }
        defer { work.results.deinitialize() }
        return work.results.flatMap { $0 }
    }

    /// Room for the results; each part writes only its own.
    private struct Work: @unchecked Sendable {
        let results: UnsafeMutableBufferPointer<[NetworkExample]>

        init(count: Int) {
            results = .allocate(capacity: count)
            results.initialize(repeating: [])
        }
    }
}
