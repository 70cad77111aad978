/// Reading a long article part by part, so that memory does not grow with it.
extension Article {
    /// Bytes of a part, at least; an article of no more is read in one.
    public static let partSize = 1 << 19

    /// The regions to read, in parts of about ``partSize`` bytes, and not many more than 16 of them: a region is cut after
    /// a line break, or, where a line is longer than a part, anywhere between two code points.
    ///
    /// Nobody who is named in one part is known in the next, as in two articles.
    public func parts(of size: Int = Article.partSize) -> [[ArticleRegion]] {
        let size = max(size, text.count / 16, 4)
        var parts: [[ArticleRegion]] = []
        var (part, room): ([ArticleRegion], Int) = ([], size)
        for region in regions {
            var rest = region.bytes.clamped(to: 0..<text.count)
            while rest.count > room {
                let end = cut(rest, near: rest.lowerBound + room)
                if end > rest.lowerBound {
                    part.append(ArticleRegion(bytes: rest.lowerBound..<end, kind: region.kind))
                    rest = end..<rest.upperBound
                }
                if !part.isEmpty { parts.append(part) }
                (part, room) = ([], size)
            }
            if !rest.isEmpty {
                part.append(ArticleRegion(bytes: rest, kind: region.kind))
                room -= rest.count
            }
        }
        if !part.isEmpty || parts.isEmpty { parts.append(part) }
        return parts
    }

    /// The end of a line in the last half of what fits, or, where there is none, the start of a code point.
    private func cut(_ range: Range<Int>, near end: Int) -> Int {
        let half = (range.lowerBound + end) / 2
        var index = end
        while index > half, text[index - 1] != 0x0A { index -= 1 }
        if index > half { return index }
        index = end
        // A code point has at most three bytes after its first.
        for _ in 0..<3 where index > range.lowerBound && text[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }
}
