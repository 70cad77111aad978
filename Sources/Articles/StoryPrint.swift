/// What an article is known again by when another paper prints it: trimmed, under another headline, with sentences in
/// another order and some of its words changed.
///
/// Shingles of two neighbouring content words that do not cross the end of a sentence, as hashes (Broder 1997; Manber,
/// "Finding similar files in a large file system", 1994). Words are folded to their first letters, so that endings and
/// most spellings of one word are the same. Headings, datelines and credits are left out: they change with the paper.
/// Linear in the text; at most 37 kB.
public struct StoryPrint: Sendable, Equatable {
    /// Pairs of neighbouring content words: what two tellings of one story share.
    public let pairs: HashSample
    /// Names and figures: what two stories in one form of words do not share.
    public let marks: HashSample
    /// Pairs of neighbouring words as they stand: by them a sentence is known to have been copied to the letter.
    public let wording: HashSample

    /// The shares of the pairs and of the marks that two tellings of one story have in common at least, and both together.
    /// Chosen by `make copies`: a higher bar misses copies with many words replaced, a lower one takes two bond issues of
    /// one day for one.
    private static let (likeness, markLikeness, both) = (0.3, 0.55, 1.0)
    /// An article with fewer pairs than this must be nearly the other's words, with all its names and figures: two notices
    /// in one form of words differ in little else.
    private static let shortest = 24
    private static let (likenessOfShort, markLikenessOfShort) = (0.85, 1.0)
    /// An article with fewer pairs is known by its bytes only.
    public static let least = 6
    /// How many of the pairs an article is looked up by: the lowest hashes, a sample that a part of an article shares with
    /// the whole (Broder's minima).
    public static let keyCount = 48

    public init(pairs: HashSample, marks: HashSample, wording: HashSample) {
        (self.pairs, self.marks, self.wording) = (pairs, marks, wording)
    }

    public init(of article: Article) {
        var found = Found()
        for region in article.regions where region.kind == .body {
            found.scan(article.text, region.bytes.clamped(to: 0..<article.text.count))
        }
        self.init(
            pairs: HashSample(found.pairs), marks: HashSample(found.marks, most: 1_024),
            wording: HashSample(found.wording))
    }

    /// The hashes it is looked up by.
    public var keys: ArraySlice<UInt32> { pairs.values.prefix(Self.keyCount) }

    /// The share of the shorter one's pairs that the other has, 0…1; 0 where there are too few to tell.
    public func likeness(to other: StoryPrint) -> Double {
        let (shared, own, others) = pairs.compared(with: other.pairs)
        let shorter = min(own, others)
        return shorter < Self.least ? 0 : Double(shared) / Double(shorter)
    }

    /// Whether both tell one story.
    public func tellsSameStory(as other: StoryPrint) -> Bool {
        let likeness = likeness(to: other)
        let (shared, own, others) = marks.compared(with: other.marks)
        let fewer = min(own, others)
        // Without a name or a figure the pairs decide.
        let markLikeness = fewer < 2 ? likeness : Double(shared) / Double(fewer)
        if min(pairs.values.count, other.pairs.values.count) < Self.shortest {
            return likeness >= Self.likenessOfShort && markLikeness >= Self.markLikenessOfShort
        }
        return likeness >= Self.likeness && markLikeness >= Self.markLikeness && likeness + markLikeness >= Self.both
    }

    /// The share of all their pairs that both have, 0…1: 1 for versions of one text, little for a part and its whole.
    public func resemblance(to other: StoryPrint) -> Double {
        let (shared, own, others) = pairs.compared(with: other.pairs)
        let all = own + others - shared
        return all == 0 ? 0 : Double(shared) / Double(all)
    }

    /// The share of this one's pairs that the other has: whether the other has most of it.
    public func share(in other: StoryPrint) -> Double {
        let (shared, own, _) = pairs.compared(with: other.pairs)
        return own == 0 ? 0 : Double(shared) / Double(own)
    }

    /// Whether every pair of neighbouring words of a sentence stands so in the article: it was copied, not written anew.
    public func holds(sentence: String) -> Bool {
        var found = Found()
        let bytes = Array(sentence.utf8)
        found.scan(bytes, 0..<bytes.count)
        let known = found.wording.filter { $0 <= wording.bound }
        return !known.isEmpty && known.allSatisfy(wording.contains)
    }

    // MARK: Words

    private struct Found {
        var (pairs, marks, wording): ([UInt32], [UInt32], [UInt32]) = ([], [], [])

        mutating func scan(_ text: [UInt8], _ range: Range<Int>) {
            var words = StoryWords(text, range)
            var (word, content): (UInt32?, UInt32?) = (nil, nil)
            while let next = words.next() {
                if next.startsSentence { (word, content) = (nil, nil) }
                if next.isFigure || next.isCapitalised && word != nil { marks.append(next.hash) }
                if let before = word { wording.append(Self.mixed(before, next.hash)) }
                word = next.hash
                guard let stem = next.stem else { continue }
                if let before = content { pairs.append(Self.mixed(before, stem)) }
                content = stem
            }
        }

        private static func mixed(_ a: UInt32, _ b: UInt32) -> UInt32 {
            var hash = (UInt64(a) << 32 | UInt64(b)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            hash = hash &* 0xBF58_476D_1CE4_E5B9
            return UInt32(truncatingIfNeeded: hash >> 32)
        }
    }

    /// The content words of a line, folded: for comparing headlines.
    public static func words(of line: String) -> Set<UInt32> {
        let bytes = Array(line.utf8)
        var words = StoryWords(bytes, 0..<bytes.count)
        var found: Set<UInt32> = []
        while let next = words.next() { if let stem = next.stem { found.insert(stem) } }
        return found
    }
}

extension StoryPrint {
    /// As it is stored.
    public var bytes: [UInt8] { pairs.bytes + marks.bytes + wording.bytes }

    /// Reads what ``bytes`` wrote; nil where the bytes are not that.
    public init?(bytes: [UInt8]) {
        var rest = bytes[...]
        guard let pairs = HashSample(reading: &rest), let marks = HashSample(reading: &rest),
            let wording = HashSample(reading: &rest)
        else { return nil }
        self.init(pairs: pairs, marks: marks, wording: wording)
    }
}
