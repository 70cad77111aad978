/// What was concluded on the way to a stance beyond the words of its sentence; each leap is a chance to be wrong.
public struct Leaps: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The topic is met by a word of its family that the user did not give ("bombardment" for "air strikes").
    public static let kindredTopic = Leaps(rawValue: 1)
    /// The topic was named before and is taken up ("the proposal", "it").
    public static let takenUpTopic = Leaps(rawValue: 2)
    /// The sentence does not name the holder ("he", "the company").
    public static let absentHolder = Leaps(rawValue: 4)

    /// In words, for records and people.
    public var words: [String] {
        var words: [String] = []
        if contains(.kindredTopic) { words.append("topic by a kindred word") }
        if contains(.takenUpTopic) { words.append("topic taken up") }
        if contains(.absentHolder) { words.append("holder not in the sentence") }
        return words
    }
}
