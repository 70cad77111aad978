/// A stretch of text that gives somebody's words, thought or intention.
///
/// Spans are token ranges of the document; a role may be in several pieces ("…", he said, "…").
public struct Attribution: Sendable, Equatable {
    public enum Quotation: String, Sendable, Codable { case direct, mixed, indirect }

    /// The words that name who; empty where nobody is named ("it was reported that").
    public var source: [Range<Int>]
    /// The words that introduce it ("said", "according to", "backs", "refuses").
    public var cue: [Range<Int>]
    /// What is attributed.
    public var content: [Range<Int>]
    /// The source resolved to a name ("Volodymyr Zelensky" for "he"); nil where it is not known.
    public var speaker: String?
    /// Index of the speaker's entity in the document; -1 where unknown.
    public var entity: Int
    public var quotation: Quotation
    /// The rule or model that found it.
    public var rule: String

    public init(
        source: [Range<Int>],
        cue: [Range<Int>],
        content: [Range<Int>],
        speaker: String? = nil,
        entity: Int = -1,
        quotation: Quotation = .indirect,
        rule: String
    ) {
        (self.source, self.cue, self.content) = (source, cue, content)
        (self.speaker, self.entity, self.quotation, self.rule) = (speaker, entity, quotation, rule)
    }
}
