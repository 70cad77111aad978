/// Why a file is no article. The description says what is wrong and what to do; the caller adds which file.
public enum ArticleProblem: Error, Equatable, Sendable {
    /// No bytes at all, or white space only.
    case empty
    /// Bytes that are no text; `looksLike` names the format where its first bytes tell ("a PDF document").
    case notText(looksLike: String?)
    /// Text in an encoding other than UTF-8, UTF-16 and Windows-1252.
    case unknownEncoding
    /// Text without a single letter.
    case noWords
    /// More bytes than an article may have.
    case tooLarge(size: Int, limit: Int)
}

extension ArticleProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty:
            "the file is empty: nothing to read. Write it under a temporary name and rename it when it is complete"
        case .notText(looksLike: let format?):
            "the file is \(format), not plain text. Convert it to text first"
        case .notText(looksLike: nil):
            "the file is binary data, not plain text. Only plain-text articles are read"
        case .unknownEncoding:
            "the text is not UTF-8, UTF-16 or Windows-1252. Convert it first, as with iconv --to-code=UTF-8"
        case .noWords:
            "the file holds no words: nothing to read"
        case .tooLarge(let size, let limit):
            "the file has \(size) bytes, an article may have at most \(limit). Split it, or raise the limit"
        }
    }
}

/// Something that the reader mended or passed over while it made an article of a file.
public enum ArticleNote: Hashable, Sendable {
    /// Broken UTF-8: this many sequences now read as U+FFFD.
    case repairedUTF8(count: Int)
    /// Not UTF-8: read as Windows-1252.
    case readAsWindows1252
    /// Read as UTF-16.
    case readAsUTF16
    /// This many control characters (NUL, escape …) now read as spaces.
    case replacedControls(count: Int)
    /// The date line names no day of the calendar.
    case badDateLine(String)
}

extension ArticleNote: CustomStringConvertible {
    public var description: String {
        switch self {
        case .repairedUTF8(let count): "\(count) broken UTF-8 sequences, each read as U+FFFD"
        case .readAsWindows1252: "not UTF-8: read as Windows-1252"
        case .readAsUTF16: "read as UTF-16"
        case .replacedControls(let count): "\(count) control characters, each read as a space"
        case .badDateLine(let text): "the date line \u{201C}\(text)\u{201D} names no day: looked elsewhere for the date"
        }
    }
}
