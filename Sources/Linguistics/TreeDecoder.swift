import CNetwork

/// Makes a tree of the scores of heads: the best one without crossing arcs in which one word hangs from the root
/// (Eisner 1996). Of equal trees it takes the one that splits furthest to the left.
///
/// Most often the best head of each word already gives such a tree, which is then the best of all.
final class TreeDecoder {
    /// Scores are kept within this (after the shift), so that no tree's score leaves Int32.
    private static let limit: Int32 = 1 << 21
    private static let shift: Int32 = 6

    private let kernels: UnsafePointer<cnetwork_kernels_t>
    /// Made when first needed (`CNetwork.h` says what is in it).
    private var charts: UnsafeMutablePointer<Int32>?
    private var chartSize = 0
    private var stack: [(kind: UInt8, from: UInt8, to: UInt8)] = []
    /// For each place the words below it, the first and the last of them, and how many of its own are still to be seen.
    private let sizes: UnsafeMutablePointer<Int32>
    private let lowest: UnsafeMutablePointer<Int32>
    private let highest: UnsafeMutablePointer<Int32>
    private let open: UnsafeMutablePointer<Int32>
    private let queue: UnsafeMutablePointer<Int32>

    init(_ kernels: UnsafePointer<cnetwork_kernels_t>) {
        self.kernels = kernels
        let places = NetworkWorkspace.places
        sizes = .allocate(capacity: 5 * places)
        sizes.initialize(repeating: 0, count: 5 * places)
        (lowest, highest) = (sizes + places, sizes + 2 * places)
        (open, queue) = (sizes + 3 * places, sizes + 4 * places)
    }

    deinit {
        sizes.deallocate()
        charts?.deallocate()
    }

    /// - Parameters:
    ///   - scores: for each word a row of `stride` numbers: what the root (0) and the words (1 ... count) are worth as
    ///     its head.
    ///   - count: 1 ... 240 words.
    ///   - heads: gets the head of each word, 0 for the root.
    func decode(
        _ scores: UnsafePointer<Int32>, stride: Int, count: Int, into heads: UnsafeMutablePointer<Int32>
    ) {
        var roots = 0
        for word in 0..<count {
            let row = scores + word * stride
            var best = 0
            for head in 1..<count + 1 where head != word + 1 && row[head] > row[best] { best = head }
            heads[word] = Int32(best)
            if best == 0 { roots += 1 }
        }
        if roots == 1, isProjective(heads, count) { return }
        let charts = charts(count)
        kernels.pointee.charts(
            scores, Int32(stride), Int32(count), Self.shift, Self.limit, charts, Int32(Self.row(count)))
        read(charts, scores, stride, count, heads)
    }

    /// Whether these heads make a tree (or several) in which all that is below a word stands together.
    func isProjective(_ heads: UnsafePointer<Int32>, _ count: Int) -> Bool {
        for place in 0...count {
            sizes[place] = 1
            lowest[place] = Int32(place)
            highest[place] = Int32(place)
            open[place] = 0
        }
        for word in 0..<count { open[Int(heads[word])] += 1 }
        var (done, end) = (0, 0)
        for place in 1..<count + 1 where open[place] == 0 {
            queue[end] = Int32(place)
            end += 1
        }
        // From the leaves up; a circle is never reached.
        while done < end {
            let word = Int(queue[done])
            done += 1
            guard highest[word] - lowest[word] + 1 == sizes[word] else { return false }
            let head = Int(heads[word - 1])
            sizes[head] += sizes[word]
            lowest[head] = min(lowest[head], lowest[word])
            highest[head] = max(highest[head], highest[word])
            open[head] -= 1
            if open[head] == 0, head > 0 {
                queue[end] = Int32(head)
                end += 1
            }
        }
        return done == count
    }

    /// Room for the charts of this many words.
    private func charts(_ count: Int) -> UnsafeMutablePointer<Int32> {
        let size = 7 * count * Self.row(count) + Self.row(count)
        if let charts, chartSize >= size { return charts }
        charts?.deallocate()
        // Some more, so that a slightly longer sentence does not ask again.
        chartSize = size * 3 / 2
        let made = UnsafeMutablePointer<Int32>.allocate(capacity: chartSize)
        made.initialize(repeating: 0, count: chartSize)
        charts = made
        return made
    }

    private static func row(_ count: Int) -> Int { count + 16 }

    private func read(
        _ charts: UnsafePointer<Int32>, _ scores: UnsafePointer<Int32>, _ stride: Int, _ count: Int,
        _ heads: UnsafeMutablePointer<Int32>
    ) {
        let row = Self.row(count)
        let (first, last, size) = (charts, charts + count * row, count * row)
        let (joints, firstSplits, lastSplits) = (charts + 4 * size, charts + 5 * size, charts + 6 * size)
        var (root, most) = (0, Int32.min)
        for word in 0..<count {
            let score =
                last[word * row] &+ first[(count - 1 - word) * row + word] &+ Self.kept(scores[word * stride])
            if score > most { (root, most) = (word, score) }
        }
        heads[root] = 0
        stack.removeAll(keepingCapacity: true)
        stack.append((Self.headedByLast, 0, UInt8(root)))
        stack.append((Self.headedByFirst, UInt8(root), UInt8(count - 1)))
        while let top = stack.popLast() {
            guard top.from < top.to else { continue }
            let place = Int(top.to - top.from) * row + Int(top.from)
            switch top.kind {
            case Self.headedByFirst:
                let middle = top.from + 1 + UInt8(firstSplits[place])
                stack.append((Self.joinedToRight, top.from, middle))
                stack.append((Self.headedByFirst, middle, top.to))
            case Self.headedByLast:
                let middle = top.from + UInt8(lastSplits[place])
                stack.append((Self.headedByLast, top.from, middle))
                stack.append((Self.joinedToLeft, middle, top.to))
            default:
                if top.kind == Self.joinedToRight {
                    heads[Int(top.to)] = Int32(top.from) + 1
                } else {
                    heads[Int(top.from)] = Int32(top.to) + 1
                }
                let middle = top.from + UInt8(joints[place])
                stack.append((Self.headedByFirst, top.from, middle))
                stack.append((Self.headedByLast, middle + 1, top.to))
            }
        }
    }

    private static let headedByFirst: UInt8 = 0
    private static let headedByLast: UInt8 = 1
    private static let joinedToRight: UInt8 = 2
    private static let joinedToLeft: UInt8 = 3

    @inline(__always)
    private static func kept(_ score: Int32) -> Int32 { max(-limit, min(limit, score >> shift)) }
}
