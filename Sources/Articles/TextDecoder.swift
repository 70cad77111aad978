/// Turns a file's bytes into the text that offsets count in, or says why they are none.
///
/// The text keeps one scalar for each scalar of the file (its byte-order mark too), so that offsets are those of the
/// file: control characters become spaces, and broken sequences become U+FFFD, one for one. A file that is not UTF-8 is
/// read as UTF-16 (by its mark, or by its zero bytes) or as Windows-1252, in which each byte is a scalar.
struct TextDecoder {
    /// UTF-8, valid, without control characters other than tab, line feed and carriage return.
    var text: [UInt8] = []
    var notes: [ArticleNote] = []

    static func decode(_ bytes: [UInt8]) -> Result<TextDecoder, ArticleProblem> {
        guard !bytes.isEmpty else { return .failure(.empty) }
        if let format = knownFormat(bytes) { return .failure(.notText(looksLike: format)) }
        var decoder = TextDecoder()
        if let order = utf16Order(bytes) {
            decoder.readUTF16(bytes, order)
        } else {
            let survey = UTF8Survey(bytes)
            if survey.invalid == 0 {
                decoder.text = bytes
            } else if survey.multibyte > survey.invalid || survey.endsInsideSequence && survey.invalid == 1 {
                decoder.text = Array(String(decoding: bytes, as: UTF8.self).utf8)
                decoder.notes.append(.repairedUTF8(count: survey.invalid))
            } else if let problem = decoder.readWindows1252(bytes) {
                return .failure(problem)
            }
        }
        return decoder.cleaned()
    }

    /// Replaces control characters, and refuses what has too many of them or no letter.
    private consuming func cleaned() -> Result<TextDecoder, ArticleProblem> {
        var controls = 0
        var letters = false
        var visible = false
        for index in text.indices {
            let byte = text[index]
            if byte > 0x20, byte != 0x7F {
                visible = true
                if byte >= 0x80 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 { letters = true }
                // U+0080 to U+009F are controls too: C2 80 to C2 9F.
                if byte == 0xC2, index + 1 < text.count, text[index + 1] < 0xA0 {
                    text[index + 1] = 0xA0
                    controls += 1
                }
            } else if byte != 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
                text[index] = 0x20
                controls += 1
            }
        }
        // A text with a few stray controls is a text; one byte in fifty is too many.
        if controls > 4, controls * 50 > text.count { return .failure(.notText(looksLike: nil)) }
        guard visible else { return .failure(.empty) }
        guard letters else { return .failure(.noWords) }
        if controls > 0 { notes.append(.replacedControls(count: controls)) }
        return .success(self)
    }

    // MARK: Windows-1252

    private mutating func readWindows1252(_ bytes: [UInt8]) -> ArticleProblem? {
        var plain = 0
        var controls = 0
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                text.append(byte)
                let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                if isLetter || byte == 0x20 || byte == 0x0A { plain += 1 }
                if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { controls += 1 }
            } else {
                let scalar = byte < 0xA0 ? Self.windows1252[Int(byte - 0x80)] : UInt16(byte)
                if scalar == 0xFFFD { controls += 1 }
                append(UInt32(scalar))
            }
        }
        if controls > 4, controls * 50 > bytes.count { return .notText(looksLike: nil) }
        // English has few letters beyond ASCII; a text of many is in another encoding and would read as gibberish.
        if plain * 2 < bytes.count { return .unknownEncoding }
        notes.append(.readAsWindows1252)
        return nil
    }

    /// 0x80 to 0x9F of Windows-1252, after the WHATWG Encoding Standard; five places are unused.
    private static let windows1252: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    ]

    private mutating func append(_ value: UInt32) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    // MARK: UTF-16

    private enum ByteOrder { case little, big }

    private static func utf16Order(_ bytes: [UInt8]) -> ByteOrder? {
        if bytes.starts(with: [0xFF, 0xFE]) { return .little }
        if bytes.starts(with: [0xFE, 0xFF]) { return .big }
        // Without a mark: nearly every other byte of an English text in UTF-16 is zero.
        let sample = bytes.prefix(2048)
        guard sample.count >= 8 else { return nil }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let half = sample.count / 2
        if zeros.odd * 10 > half * 8, zeros.even * 50 < half { return .little }
        if zeros.even * 10 > half * 8, zeros.odd * 50 < half { return .big }
        return nil
    }

    private mutating func readUTF16(_ bytes: [UInt8], _ order: ByteOrder) {
        let units = (0..<bytes.count / 2).lazy.map { unit in
            let index = unit * 2
            return order == .little
                ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
                : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
        }
        text = Array(String(decoding: units, as: UTF16.self).utf8)
        notes.append(.readAsUTF16)
    }

    // MARK: Formats

    /// Formats that people drop by mistake, by the bytes that they begin with.
    private static func knownFormat(_ bytes: [UInt8]) -> String? {
        let formats: [(name: String, start: [UInt8])] = [
            ("a PDF document", Array("%PDF-".utf8)), ("a ZIP archive or an office document", [0x50, 0x4B, 3, 4]),
            ("a gzip archive", [0x1F, 0x8B]), ("a PNG image", [0x89, 0x50, 0x4E, 0x47]),
            ("a JPEG image", [0xFF, 0xD8, 0xFF]), ("a GIF image", Array("GIF8".utf8)),
            ("an executable", [0x7F, 0x45, 0x4C, 0x46]), ("an RTF document", Array("{\\rtf".utf8)),
            ("an old office document", [0xD0, 0xCF, 0x11, 0xE0]), ("an SQLite database", Array("SQLite format 3".utf8)),
        ]
        return formats.first { bytes.starts(with: $0.start) }?.name
    }
}

/// What a pass over bytes says of them as UTF-8.
private struct UTF8Survey {
    /// Valid sequences of two bytes or more.
    var multibyte = 0
    /// Broken sequences: maximal subparts, as the Unicode Standard (section 3.9) replaces them.
    var invalid = 0
    /// The last sequence is cut off by the end of the file.
    var endsInsideSequence = false

    init(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte < 0x80 { continue }
            // The second byte's bounds keep out overlong forms, surrogates and what lies beyond U+10FFFF.
            var lower: UInt8 = 0x80
            var upper: UInt8 = 0xBF
            let more: Int
            switch byte {
            case 0xC2...0xDF: more = 1
            case 0xE0...0xEF:
                more = 2
                if byte == 0xE0 { lower = 0xA0 }
                if byte == 0xED { upper = 0x9F }
            case 0xF0...0xF4:
                more = 3
                if byte == 0xF0 { lower = 0x90 }
                if byte == 0xF4 { upper = 0x8F }
            default:
                invalid += 1
                continue
            }
            var read = 0
            while read < more, index < bytes.count, lower...upper ~= bytes[index] {
                index += 1
                read += 1
                (lower, upper) = (0x80, 0xBF)
            }
            if read == more {
                multibyte += 1
            } else {
                invalid += 1
                endsInsideSequence = index == bytes.count
            }
        }
    }
}
