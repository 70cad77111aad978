import Articles
import Linguistics
import Testing

@Suite("The bytes of an article")
struct ArticleTextTests {
    @Test("An empty file, and one of white space")
    func empty() {
        #expect(problem([]) == .empty)
        #expect(problem(Array(" \r\n\t\u{FEFF}\n".utf8.filter { $0 < 0x80 })) == .empty)
        #expect(problem([0, 0, 0]) != nil)
    }

    @Test("Binary junk")
    func junk() {
        var generator = SeededBits(state: 3)
        let junk = (0..<4096).map { _ in UInt8(truncatingIfNeeded: generator.next(256)) }
        #expect(problem(junk) == .notText(looksLike: nil))
        #expect(problem(Array("%PDF-1.7 stream".utf8)) == .notText(looksLike: "a PDF document"))
        #expect(problem([0x50, 0x4B, 3, 4, 20, 0]) == .notText(looksLike: "a ZIP archive or an office document"))
    }

    @Test("A text without words, and one with a date line only")
    func noWords() {
        #expect(problem(Array("--- 12 !!".utf8)) == .noWords)
        #expect(problem(Array("date 2025-08-07\n".utf8)) == .noWords)
    }

    @Test("A text larger than the limit is refused unread")
    func tooLarge() {
        let small = ArticleReader(lists: { _ in .init(records: []) }, limit: 10)
        let result = small.read(Array("Twelve bytes".utf8), id: ArticleID(hex: ""), path: "", fileDate: fileDate)
        guard case .failure(let problem) = result else {
            Issue.record("read")
            return
        }
        #expect(problem == .tooLarge(size: 12, limit: 10))
    }

    @Test("Windows-1252 is read, one scalar a byte")
    func windows1252() throws {
        let bytes: [UInt8] =
            Array("The caf".utf8) + [0xE9] + Array(" is ".utf8) + [0x93] + Array("open".utf8) + [0x94, 0x2E]
        let article = try read(bytes)
        #expect(String(decoding: article.text, as: UTF8.self) == "The caf\u{E9} is \u{201C}open\u{201D}.")
        #expect(article.notes == [.readAsWindows1252])
    }

    @Test("A broken sequence in UTF-8 becomes one replacement character")
    func brokenUTF8() throws {
        let bytes = Array("\u{201C}Yes,\u{201D} he said at the caf\u{E9}. ".utf8) + [0xE2, 0x80] + Array(" No.".utf8)
        let article = try read(bytes)
        #expect(String(decoding: article.text, as: UTF8.self).hasSuffix("caf\u{E9}. \u{FFFD} No."))
        #expect(article.notes == [.repairedUTF8(count: 1)])
        #expect(try read(Array("Cut off in the caf".utf8) + [0xC3]).notes == [.repairedUTF8(count: 1)])
    }

    @Test("UTF-16 is read, with and without a mark")
    func utf16() throws {
        let text = "The envoy said \u{201C}yes\u{201D} and left."
        let little = Array(text.utf16).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = Array(text.utf16).flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            #expect(try read(bytes).outline == [text])
        }
    }

    @Test("Cyrillic in another encoding is refused, not read as gibberish")
    func otherEncoding() {
        #expect(problem((0..<200).map { UInt8(0xC0 + $0 % 60) } + [0x20]) == .unknownEncoding)
    }

    @Test("Control characters become spaces, one for one")
    func controls() throws {
        let line =
            "The envoy said that he would be back in Kyiv by the end of the week, and that he had brought a letter."
        let article = try read(line + "\u{0}\u{85} He \u{1B}left.")
        #expect(String(decoding: article.text, as: UTF8.self) == line + " \u{A0} He  left.")
        #expect(article.notes == [.replacedControls(count: 3)])
    }

    @Test("CRLF and CR end lines")
    func lineEnds() throws {
        #expect(try read("One is here.\r\n\r\nTwo is here.\r\n").outline == ["One is here.", "Two is here."])
        #expect(try read("One is here.\rTwo is here.").outline == ["One is here.", "Two is here."])
    }

    @Test("Any bytes give an article or a problem")
    func anyBytes() {
        var generator = SeededBits(state: 11)
        for round in 0..<2000 {
            let alphabet: [UInt8] =
                round % 2 == 0 ? [] : [0x20, 0x0A, 0x41, 0x61, 0x2E, 0xE2, 0x80, 0x94, 0xC2, 0xA0, 0x2D, 0]
            let bytes = (0..<generator.next(60)).map { _ in
                alphabet.isEmpty
                    ? UInt8(truncatingIfNeeded: generator.next(256)) : alphabet[generator.next(alphabet.count)]
            }
            guard let article = try? read(bytes) else { continue }
            #expect(Array(String(decoding: article.text, as: UTF8.self).utf8) == article.text)
        }
    }
}
