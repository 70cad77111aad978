/// How many do not have it of one another: the same story in forty papers is one source, and so are two stories that
/// name the same person, or stand in the same paper.
public enum IndependentSources {
    public struct Report: Sendable, Equatable {
        /// The first article of its story.
        public var story: Int64
        public var publisher: String?
        /// Whom the article names as its source; nil for the actor's own word.
        public var source: String?

        public init(story: Int64, publisher: String?, source: String?) {
            (self.story, self.publisher, self.source) = (story, publisher, source)
        }
    }

    /// Taken greedily, in the order given; at most `limit`, which bounds the work.
    public static func count(_ reports: [Report], limit: Int = 32) -> Int {
        var kept: [Report] = []
        for report in reports where kept.allSatisfy({ isIndependent($0, report) }) {
            kept.append(report)
            if kept.count == limit { break }
        }
        return kept.count
    }

    private static func isIndependent(_ a: Report, _ b: Report) -> Bool {
        if a.story == b.story { return false }
        if let one = a.publisher, one == b.publisher { return false }
        if let one = a.source, one == b.source { return false }
        return true
    }
}
