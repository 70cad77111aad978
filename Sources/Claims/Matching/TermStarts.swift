import Linguistics

/// Where the terms of the several indexes of a watch list may begin in a text: each word is looked up once for all.
struct TermStarts: Sendable {
    enum Kind: Int, CaseIterable, Sendable {
        case names, datedNames, weakNames, groupNames, topics, measures, measureObjects
    }

    /// The pieces of a text at which terms of each kind may begin.
    struct Places {
        fileprivate(set) var places = [[Int]](repeating: [], count: Kind.allCases.count)

        subscript(kind: Kind) -> [Int] { places[kind.rawValue] }
    }

    /// For each word a bit for each kind that has terms beginning with it.
    private var masks: [WordKey: UInt8] = [:]

    init() {}

    init(_ index: (Kind) -> TermIndex) {
        for kind in Kind.allCases {
            for word in index(kind).firstWords { masks[word, default: 0] |= 1 << kind.rawValue }
        }
    }

    func places(in text: TextPieces) -> Places {
        var found = Places()
        guard !masks.isEmpty else { return found }
        for (place, piece) in text.pieces.enumerated() where !piece.isMark {
            var mask = masks[piece.key] ?? 0
            if piece.lemma != piece.key { mask |= masks[piece.lemma] ?? 0 }
            while mask != 0 {
                found.places[mask.trailingZeroBitCount].append(place)
                mask &= mask - 1
            }
        }
        return found
    }
}
