import Articles
import Claims
import Positions

/// An earlier article that tells the story of the one in hand.
public struct Telling: Sendable {
    public var article: ArticleID
    public var path: String
    public var date: CalendarDate
    public var publisher: String?
    /// Nil where it is known by its headline or its place alone, or told nothing that the first had not.
    public var print: StoryPrint?
    /// All that it said, with what moved no position.
    public var claims: [ClaimRecord]
    /// What stands of it in the positions.
    public var observations: [Observation]

    public init(
        article: ArticleID, path: String, date: CalendarDate, publisher: String? = nil, print: StoryPrint? = nil,
        claims: [ClaimRecord] = [], observations: [Observation] = []
    ) {
        (self.article, self.path, self.date, self.publisher) = (article, path, date, publisher)
        (self.print, self.claims, self.observations) = (print, claims, observations)
    }
}

/// What is known when an article comes in: the positions, the stories told, the alerts raised.
public protocol ArticleHistory: PositionHistory {
    /// The earlier articles that tell the story of this one, the likest first, and with it all that are of its story.
    ///
    /// - Returns: at most 16; empty for a new story.
    func tellings(of article: Article, print: StoryPrint) throws -> [Telling]

    /// The version of the same file that was taken in last, where it has not been superseded.
    func lastVersion(of article: Article) throws -> Telling?

    /// What a notice of withdrawal is about where it does not repeat the text: the article whose headline it names.
    func telling(named article: Article) throws -> Telling?

    /// The alerts that an article raised about a key, with what followed from later ones left out.
    func alerts(from article: ArticleID, on key: PositionKey) throws -> [Alert]
}
