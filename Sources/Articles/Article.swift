/// One article as it was read: its text, and what its frame (date line, headline, dateline, credit) says of it.
public struct Article: Sendable {
    /// What kind of news item this is, by its own words.
    public enum Role: String, Sendable, Codable { case report, correction, withdrawal }

    /// Where the date comes from.
    public enum DateSource: String, Sendable, Codable { case header, dateline, fileTime }

    /// Identity by content: the same bytes are the same article, whatever their name.
    public var id: ArticleID
    /// The name it is shown under: the path as it was given.
    public var path: String
    public var date: CalendarDate
    public var dateSource: DateSource
    public var headline: String?
    /// Agency or paper, where the text names one ("Reuters").
    public var publisher: String?
    /// Where it was written, as its dateline says ("KYIV, Ukraine").
    public var place: String?
    public var role: Role
    /// The file's text, UTF-8. Offsets of claims count in it, from its first code point.
    public var text: [UInt8]
    /// The parts of the text that are to be read: paragraphs of the body, and headings.
    public var regions: [ArticleRegion]
    /// What the reader had to mend or to pass over; empty for a file in good order.
    public var notes: [ArticleNote]

    public init(
        id: ArticleID,
        path: String,
        date: CalendarDate,
        dateSource: DateSource,
        headline: String? = nil,
        publisher: String? = nil,
        place: String? = nil,
        role: Role = .report,
        text: [UInt8],
        regions: [ArticleRegion],
        notes: [ArticleNote] = []
    ) {
        (self.id, self.path, self.date, self.dateSource) = (id, path, date, dateSource)
        (self.headline, self.publisher, self.place, self.role) = (headline, publisher, place, role)
        (self.text, self.regions, self.notes) = (text, regions, notes)
    }
}

/// A byte range of an article's text that is to be read.
public struct ArticleRegion: Sendable, Equatable {
    public enum Kind: Sendable { case body, heading }
    public var bytes: Range<Int>
    public var kind: Kind
    public init(bytes: Range<Int>, kind: Kind) { (self.bytes, self.kind) = (bytes, kind) }
}

/// SHA-256 of an article's bytes, in lower-case hexadecimal.
public struct ArticleID: Hashable, Sendable, Codable, CustomStringConvertible {
    public let hex: String
    public init(hex: String) { self.hex = hex }
    public var description: String { hex }
    public init(from decoder: any Decoder) throws { hex = try decoder.singleValueContainer().decode(String.self) }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
