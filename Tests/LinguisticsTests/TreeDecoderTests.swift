import CNetwork
import Testing

@testable import Linguistics

@Suite struct TreeDecoderTests {
    /// - Parameter scores: for each word those of the root and the words.
    static func decoded(
        _ scores: [[Int32]], kernels: UnsafePointer<cnetwork_kernels_t> = cnetwork_best_kernels()
    ) -> [Int] {
        var heads = [Int32](repeating: -1, count: scores.count)
        heads.withUnsafeMutableBufferPointer { heads in
            scores.flatMap { $0 }.withUnsafeBufferPointer { flat in
                guard let flat = flat.baseAddress, let heads = heads.baseAddress else { return }
                TreeDecoder(kernels).decode(flat, stride: scores.count + 1, count: scores.count, into: heads)
            }
        }
        return heads.map { Int($0) }
    }

    /// All trees without crossing arcs with one word below the root, by trying everything.
    private func trees(_ count: Int) -> [[Int]] {
        var found: [[Int]] = []
        var total = 1
        for _ in 0..<count { total *= count + 1 }
        for number in 0..<total {
            var (rest, heads) = (number, [Int]())
            for _ in 0..<count {
                heads.append(rest % (count + 1))
                rest /= count + 1
            }
            guard heads.filter({ $0 == 0 }).count == 1, zip(1..., heads).allSatisfy({ $0 != $1 }),
                isProjectiveTree(heads)
            else { continue }
            found.append(heads)
        }
        return found
    }

    private func isProjectiveTree(_ heads: [Int]) -> Bool {
        for word in 1...heads.count {
            var (place, steps) = (word, 0)
            while place > 0, steps <= heads.count { (place, steps) = (heads[place - 1], steps + 1) }
            if place > 0 { return false }
        }
        let arcs = zip(1..., heads).map { (min($0, $1), max($0, $1)) }
        return !arcs.contains { a in arcs.contains { b in a.0 < b.0 && b.0 < a.1 && a.1 < b.1 } }
    }

    @Test(arguments: [1, 2, 3, 4, 5]) func theBestOfAllTreesIsFound(count: Int) {
        let all = trees(count)
        var random = SeededGenerator(seed: UInt64(count))
        for _ in 0..<60 {
            let scores = (0..<count).map { _ in
                (0...count).map { _ in Int32.random(in: -400_000...400_000, using: &random) * 4 }
            }
            func worth(_ heads: [Int]) -> Int { heads.indices.reduce(0) { $0 + Int(scores[$1][heads[$1]] >> 6) } }
            let found = Self.decoded(scores)
            #expect(isProjectiveTree(found))
            #expect(worth(found) == all.map(worth).max())
        }
    }

    @Test(arguments: [1, 7, 60, 120]) func anyScoresGiveOneTree(count: Int) {
        var random = SeededGenerator(seed: 3)
        for size: Int32 in [0, 5, .max] {
            let scores = (0..<count).map { _ in
                (0...count).map { _ in size == 0 ? 0 : Int32.random(in: -size...size, using: &random) }
            }
            let heads = Self.decoded(scores)
            for level in 0..<3 {
                if let kernels = cnetwork_kernels(Int32(level)) {
                    #expect(Self.decoded(scores, kernels: kernels) == heads, "level \(level)")
                }
            }
            #expect(heads.filter { $0 == 0 }.count == 1)
            #expect(isProjectiveTree(heads))
        }
    }

    @Test func theBestHeadsStayWhereTheyAreATree() {
        // 2 is the root, 1 and 3 hang from it.
        #expect(Self.decoded([[0, 0, 9, 1], [9, 0, 0, 0], [0, 1, 9, 0]]) == [2, 0, 2])
    }
}
