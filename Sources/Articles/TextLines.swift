/// A paragraph of a text: a run of lines, without the white space around it.
struct Paragraph {
    /// `[start, end)` in bytes; never empty.
    var bytes: Range<Int>
    /// Number of lines.
    var lines: Int
}

/// Cuts a text into paragraphs, whichever of the three customs it follows: a paragraph a line, paragraphs between empty
/// lines, or lines broken at a width with an indent or an empty line between paragraphs.
struct TextLines {
    private struct Line {
        var bytes: Range<Int>
        /// Columns of white space before the first word.
        var indent: Int
        /// An empty line stands before it.
        var afterGap: Bool
    }

    /// - Parameters:
    ///   - text: UTF-8.
    ///   - start: the byte to begin at.
    static func paragraphs(_ text: [UInt8], from start: Int) -> [Paragraph] {
        let lines = self.lines(text, from: start)
        let isWrapped = isWrapped(lines, text)
        let width = lines.reduce(0) { max($0, $1.bytes.count) }
        var paragraphs: [Paragraph] = []
        for (index, line) in lines.enumerated() {
            let joins: Bool
            if index == 0 || line.afterGap {
                joins = false
            } else {
                let previous = lines[index - 1]
                let isClosed = text.endsSentence(previous.bytes)
                let startsLow = text.startsLowerCase(line.bytes)
                if !isWrapped {
                    joins = startsLow && !isClosed
                } else if line.indent >= previous.indent + 2 {
                    joins = false
                } else {
                    // A short line is the last of its paragraph, or a heading between paragraphs.
                    let isShort = previous.bytes.count * 4 < width * 3
                    let isHeading =
                        text.isUpperCase(line.bytes) || text.isUpperCase(previous.bytes) || paragraphs.count == 1
                    joins = startsLow || !(isShort && (isClosed || isHeading))
                }
            }
            if joins, !paragraphs.isEmpty {
                let last = paragraphs.count - 1
                paragraphs[last].bytes = paragraphs[last].bytes.lowerBound..<line.bytes.upperBound
                paragraphs[last].lines += 1
            } else {
                paragraphs.append(Paragraph(bytes: line.bytes, lines: 1))
            }
        }
        return paragraphs
    }

    private static func lines(_ text: [UInt8], from start: Int) -> [Line] {
        var lines: [Line] = []
        var afterGap = false
        var index = start
        while index < text.count {
            var end = index
            while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
            let bytes = text.trimmed(index..<end)
            if bytes.isEmpty {
                afterGap = true
            } else {
                lines.append(Line(bytes: bytes, indent: bytes.lowerBound - index, afterGap: afterGap))
                afterGap = false
            }
            index = end + 1
            if end + 1 < text.count, text[end] == 0x0D, text[end + 1] == 0x0A { index += 1 }
        }
        return lines
    }

    /// Lines that begin with a small letter tell: where a line is a paragraph there are next to none.
    private static func isWrapped(_ lines: [Line], _ text: [UInt8]) -> Bool {
        var pairs = 0
        var low = 0
        for (index, line) in lines.enumerated() where index > 0 && !line.afterGap {
            pairs += 1
            if text.startsLowerCase(line.bytes), !text.endsSentence(lines[index - 1].bytes) { low += 1 }
        }
        return low * 4 > pairs
    }
}
