import Linguistics

/// Who says what stands at a word, and how surely: the chain of attributions that a word stands in.
struct SayingIndex {
    private let attributions: [Attribution]
    private let document: Document
    /// The innermost attribution whose content holds the token; -1 for none.
    private let owner: [Int32]
    /// The innermost attribution whose content holds the attribution's own cue; -1 for none.
    private let parent: [Int32]
    /// Longer chains are cut.
    private static let depth = 4

    init(_ attributions: [Attribution], in document: Document) {
        (self.attributions, self.document) = (attributions, document)
        var owner = [Int32](repeating: -1, count: document.tokens.count)
        let lengths = attributions.map { attribution in attribution.content.reduce(0) { $0 + $1.count } }
        for index in attributions.indices.sorted(by: { (lengths[$0], $0) > (lengths[$1], $1) }) {
            for range in attributions[index].content {
                for token in range.clamped(to: 0..<owner.count) { owner[token] = Int32(index) }
            }
        }
        parent = attributions.indices.map { index in
            guard let cue = attributions[index].cue.first?.lowerBound, owner.indices.contains(cue) else { return -1 }
            return owner[cue] == Int32(index) ? -1 : owner[cue]
        }
        self.owner = owner
    }

    /// The attributions that a token stands in, the outermost first.
    func chain(at token: Int) -> [Attribution] {
        guard owner.indices.contains(token) else { return [] }
        var chain: [Attribution] = []
        var index = owner[token]
        while index >= 0, chain.count < Self.depth {
            chain.insert(attributions[Int(index)], at: 0)
            index = parent[Int(index)]
        }
        return chain
    }

    /// The speakers, nearest to the article first; a source without a name by its own words.
    ///
    /// - Parameter isOwn: says of an attribution that it is the actor's own word, which has no second hand.
    func via(at token: Int, isOwn: (Attribution) -> Bool = { _ in false }) -> [String] {
        var via: [String] = []
        for attribution in chain(at: token) where !isOwn(attribution) {
            let name: String
            if let speaker = attribution.speaker {
                name = speaker
            } else if let source = attribution.source.first, !source.isEmpty {
                name = document.string(source)
            } else {
                continue
            }
            if via.last != name { via.append(name) }
        }
        return via
    }

    /// The words that introduce what stands at a token, innermost last.
    func cues(at token: Int) -> [Int] {
        chain(at: token).flatMap { attribution in attribution.cue.flatMap { Array($0) } }
    }
}
