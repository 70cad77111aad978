/// The features of a token for the sequence model of names.
package struct NameFeatures: Sendable {
    package private(set) var values: [UInt64] = []
    private var phrase: [UInt64] = []
    private var phraseStart = 0
    /// Classes of the run's words and of one on either side, by the company that they keep.
    private var company: [UInt64] = []
    private var segments: [UInt64] = []
    private var segmentEnds: [Int] = []

    private let clusters: WordClusters

    package init(_ clusters: WordClusters) {
        self.clusters = clusters
        values.reserveCapacity(64)
    }

    /// Looks for gazetteer phrases in a run; call before ``fill(_:_:_:run:sentence:)`` for its tokens.
    package mutating func begin(_ document: Document, _ run: Range<Int>, _ lexicon: NameLexicon) {
        phrase.removeAll(keepingCapacity: true)
        phrase.append(contentsOf: repeatElement(0, count: run.count))
        phraseStart = run.lowerBound
        findSegments(document, run)
        company.removeAll(keepingCapacity: true)
        for index in run.lowerBound - 1...run.upperBound {
            let isToken = document.tokens.indices.contains(index)
            company.append(isToken ? clusters.cluster(document.tokens[index].form) : 0)
        }
        var index = run.lowerBound
        while index < run.upperBound {
            if let (count, classes) = lexicon.phrase(document.tokens, at: index, before: run.upperBound) {
                for offset in 0..<count {
                    let place: UInt64 = offset == 0 ? 1 : offset + 1 == count ? 2 : 3
                    phrase[index - run.lowerBound + offset] = classes.rawValue << 2 | place
                }
                index += count
            } else {
                index += 1
            }
        }
    }

    /// The stretches of words with a capital in a run, and what their words can be together.
    private mutating func findSegments(_ document: Document, _ run: Range<Int>) {
        segments.removeAll(keepingCapacity: true)
        segmentEnds.removeAll(keepingCapacity: true)
        segments.append(contentsOf: repeatElement(0, count: run.count))
        segmentEnds.append(contentsOf: repeatElement(0, count: run.count))
        var start = run.lowerBound
        while start < run.upperBound {
            var end = start
            var classes: WordClass = []
            while end < run.upperBound, document.tokens[end].shape.contains(.capitalised) {
                classes.formUnion(document.wordClasses[end])
                end += 1
            }
            end = max(end, start + 1)
            for index in start..<end {
                segments[index - run.lowerBound] = classes.rawValue & Self.segmentMask
                segmentEnds[index - run.lowerBound] = end
            }
            start = end
        }
    }

    private static let segmentMask = WordClass([
        .givenName, .organisationNoun, .placeNoun, .facilityNoun, .eventNoun, .lawNoun, .workNoun, .title, .personNoun,
    ]).rawValue

    /// The features of the token at `index`.
    package mutating func fill(
        _ document: Document,
        _ context: NameContext,
        _ index: Int,
        run: Range<Int>,
        sentence: Range<Int>,
        hidesWord: Bool = false
    ) {
        values.removeAll(keepingCapacity: true)
        let tokens = document.tokens
        let classes = document.wordClasses
        func key(_ at: Int) -> UInt64 { sentence.contains(at) ? tokens[at].form.hash : UInt64(at < index ? 2 : 3) }
        func tag(_ at: Int) -> UInt64 { sentence.contains(at) ? UInt64(tokens[at].tag.rawValue) + 4 : 1 }
        func kind(_ at: Int) -> UInt64 { sentence.contains(at) ? classes[at].rawValue & Self.classMask : 1 << 63 }
        let token = tokens[index]
        let shape = Self.shape(document, token)
        let (word, before, after) = (key(index), key(index - 1), key(index + 1))
        let flags = UInt64(context[token.form].rawValue)
        let isFirst: UInt64 = index == sentence.lowerBound ? 1 : 0
        let place = isFirst | (index == run.lowerBound ? 2 : 0) | (index + 1 == run.upperBound ? 4 : 0)
        values.append(Feature.hash(500, 0))
        if !hidesWord {
            values.append(Feature.hash(501, word))
            values.append(Feature.hash(506, before, word))
            values.append(Feature.hash(507, word, after))
        }
        values.append(Feature.hash(502, before))
        values.append(Feature.hash(503, after))
        values.append(Feature.hash(504, key(index - 2)))
        values.append(Feature.hash(505, key(index + 2)))
        values.append(Feature.hash(508, shape, isFirst))
        values.append(Feature.hash(509, tag(index), place))
        values.append(Feature.hash(510, tag(index - 1), tag(index)))
        values.append(Feature.hash(511, tag(index), tag(index + 1)))
        values.append(Feature.hash(512, tag(index - 1), tag(index), tag(index + 1)))
        values.append(Feature.hash(513, kind(index), shape))
        values.append(Feature.hash(514, kind(index - 1), kind(index)))
        values.append(Feature.hash(515, kind(index), kind(index + 1)))
        values.append(Feature.hash(516, flags, shape))
        values.append(Feature.hash(517, flags, tag(index)))
        let phrase = phrase[index - phraseStart]
        if phrase != 0 {
            values.append(Feature.hash(518, phrase))
            values.append(Feature.hash(519, phrase & 3, shape))
        }
        let last = run.upperBound - 1
        addAffixes(document, token, longest: hidesWord ? 3 : 4)
        // Where the run ends and what stands around it: "… Ministry said", "in …".
        func cluster(_ at: Int) -> UInt64 { sentence.contains(at) ? company[at - phraseStart + 1] : 300 }
        let (own, earlier, later) = (cluster(index), cluster(index - 1), cluster(index + 1))
        values.append(Feature.hash(560, own, shape))
        values.append(Feature.hash(561, earlier))
        values.append(Feature.hash(562, later))
        values.append(Feature.hash(563, earlier, own))
        values.append(Feature.hash(564, own, later))
        values.append(Feature.hash(565, cluster(last), UInt64(min(last - index, 3))))
        if !hidesWord || last != index { values.append(Feature.hash(530, key(last), UInt64(min(last - index, 3)))) }
        values.append(Feature.hash(531, kind(last), UInt64(min(last - index, 3))))
        values.append(Feature.hash(532, key(run.upperBound), tag(index)))
        values.append(Feature.hash(533, key(run.lowerBound - 1), UInt64(min(index - run.lowerBound, 3))))
        values.append(Feature.hash(534, UInt64(min(run.count, 6)), UInt64(min(index - run.lowerBound, 5))))
        let (segment, end) = (segments[index - phraseStart], segmentEnds[index - phraseStart])
        values.append(Feature.hash(570, segment, UInt64(min(end - index, 3))))
        values.append(Feature.hash(571, segment, flags & 0x32E))
        addEach(segment, 572)
        if !hidesWord { values.append(Feature.hash(573, key(end - 1), UInt64(min(end - index, 3)))) }
        addEach(classes[index].rawValue & Self.classMask, 540)
        addEach(index + 1 < sentence.upperBound ? classes[index + 1].rawValue & Self.classMask : 0, 541)
        addEach(index > sentence.lowerBound ? classes[index - 1].rawValue & Self.classMask : 0, 542)
        addEach(flags, 543)
        if token.head >= 0, tokens[Int(token.head)].sentence == token.sentence {
            let head = tokens[Int(token.head)]
            values.append(Feature.hash(550, UInt64(token.relation.rawValue), tag(index)))
            values.append(Feature.hash(551, UInt64(token.relation.rawValue), head.lemma.hash))
        }
    }

    /// What is known of numbers and verbs does not tell names apart.
    static let classMask = ~(WordClass.approximator.rawValue | WordClass.timeModifier.rawValue)

    private mutating func addEach(_ bits: UInt64, _ template: UInt64) {
        var bits = bits
        while bits != 0 {
            values.append(Feature.hash(template, UInt64(bits.trailingZeroBitCount)))
            bits &= bits - 1
        }
    }

    private mutating func addAffixes(_ document: Document, _ token: Token, longest: Int) {
        let (start, end) = (Int(token.start), Int(token.end))
        let count = end - start
        var hash: UInt64 = 0
        for offset in 0..<min(longest, count) {
            hash = hash << 8 | UInt64(document.text[end - 1 - offset] | 32)
            if offset >= 1 { values.append(Feature.hash(520 + UInt64(offset), hash)) }
        }
        hash = 0
        for offset in 0..<min(3, count) {
            hash = hash << 8 | UInt64(document.text[start + offset] | 32)
        }
        values.append(Feature.hash(525, hash))
    }

    /// The pattern of capitals, small letters, digits and marks, repeats taken together ("McCain" → AaAa).
    static func shape(_ document: Document, _ token: Token) -> UInt64 {
        var shape: UInt64 = 1
        var previous: UInt64 = 0
        for index in Int(token.start)..<min(Int(token.end), Int(token.start) + 24) {
            let byte = document.text[index]
            let kind: UInt64
            switch byte {
            case 0x41...0x5A: kind = 1
            case 0x61...0x7A: kind = 2
            case 0x30...0x39: kind = 3
            case 0x2E: kind = 4
            case 0x27: kind = 5
            case 0x80...: kind = 6
            default: kind = 7
            }
            if kind != previous && shape < 1 << 40 { shape = shape << 3 | kind }
            previous = kind
        }
        let length = token.end - token.start
        return shape << 2 | (length == 1 ? 1 : length == 2 ? 2 : 3)
    }
}
