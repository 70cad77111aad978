// Questions about stretches of UTF-8 that the reading of a frame asks; each looks at bytes once.

extension [UInt8] {
    /// The range without white space, no-break spaces and byte-order marks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end {
            if self[start] <= 0x20 {
                start += 1
            } else if self[start] == 0xC2, start + 1 < end, self[start + 1] == 0xA0 {
                start += 2
            } else if start + 2 < end, self[start] == 0xEF, self[start + 1] == 0xBB, self[start + 2] == 0xBF {
                start += 3
            } else {
                break
            }
        }
        while start < end {
            if self[end - 1] <= 0x20 {
                end -= 1
            } else if end - start >= 2, self[end - 1] == 0xA0, self[end - 2] == 0xC2 {
                end -= 2
            } else if end - start >= 3, self[end - 1] == 0xBF, self[end - 2] == 0xBB, self[end - 3] == 0xEF {
                end -= 3
            } else {
                break
            }
        }
        return start..<end
    }

    func string(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

    func startsLowerCase(_ range: Range<Int>) -> Bool {
        guard let first = self[range].first else { return false }
        return UInt8(ascii: "a")...UInt8(ascii: "z") ~= first
    }

    /// The last byte of the range that is no closing quote, bracket or space, and where it stands; for a sign of several
    /// bytes the last of them.
    private func lastMark(_ range: Range<Int>) -> (byte: UInt8, at: Int)? {
        var end = range.upperBound
        while end > range.lowerBound {
            let byte = self[end - 1]
            if [0x20, 0x22, 0x27, 0x29, 0x5D].contains(byte) {
                end -= 1
            } else if end - range.lowerBound >= 3, self[end - 3] == 0xE2, self[end - 2] == 0x80,
                byte == 0x99 || byte == 0x9D
            {
                end -= 3
            } else if end - range.lowerBound >= 2, self[end - 2] == 0xC2, byte == 0xBB {
                end -= 2
            } else {
                return (byte, end - 1)
            }
        }
        return nil
    }

    /// Ends in a stop, a question or exclamation mark, an ellipsis or a colon, inside closing quotes or not.
    func endsSentence(_ range: Range<Int>) -> Bool {
        guard let mark = lastMark(range) else { return false }
        if [0x2E, 0x21, 0x3F, 0x3A].contains(mark.byte) { return true }
        return mark.byte == 0xA6 && mark.at >= range.lowerBound + 2 && self[mark.at - 1] == 0x80
            && self[mark.at - 2] == 0xE2
    }

    /// Ends in a comma, a semicolon or a dash: the sentence goes on elsewhere.
    func endsOpen(_ range: Range<Int>) -> Bool {
        guard let mark = lastMark(range) else { return false }
        if [0x2C, 0x3B, 0x2D].contains(mark.byte) { return true }
        return 0x92...0x95 ~= mark.byte && mark.at >= range.lowerBound + 2 && self[mark.at - 1] == 0x80
            && self[mark.at - 2] == 0xE2
    }

    /// Has ASCII letters, four or more, and nine in ten of them are capitals.
    func isUpperCase(_ range: Range<Int>) -> Bool {
        var (upper, lower) = (0, 0)
        for byte in self[range] {
            if UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte { upper += 1 }
            if UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte { lower += 1 }
        }
        return upper + lower >= 4 && lower * 10 <= upper + lower
    }

    /// Has a letter or a digit (any sign beyond ASCII punctuation counts as a letter from U+0080 on, dashes not).
    func hasWord(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = self[index]
            if byte >= 0x80 {
                // General punctuation, U+2000 to U+206F.
                guard byte == 0xE2, index + 1 < range.upperBound, [0x80, 0x81].contains(self[index + 1]) else {
                    return true
                }
                index += 3
                continue
            }
            if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { return true }
            if UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 { return true }
            index += 1
        }
        return false
    }
}
