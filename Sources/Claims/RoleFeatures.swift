import Linguistics

/// The features by which the words around a cue are labelled as its source and its content.
package struct RoleFeatures: ChainFeatures {
    /// Labels of the role model.
    package static let outside = 0
    package static let source = 1
    package static let content = 2
    package static let contentInside = 3
    package static let labelCount = 4
    /// Which labels may follow each, and which may begin, as bits.
    package static let followers: [UInt32] = [0b0111, 0b0111, 0b1011, 0b1011]
    package static let starters: UInt32 = 0b0111

    /// Words further from the cue than this are not looked at: a sentence's length costs no more than that.
    static let reach = 150

    let view: TokenView
    let cue: Range<Int>
    /// For each token of the document 1 + the index of the cue it belongs to; 0 outside.
    private let cueOf: [Int32]
    /// The words that are labelled: the cue's sentence, or the part of it within reach.
    package let window: Range<Int>
    /// The word of the cue from which the others hang.
    let anchor: Int
    private let cueLemma: UInt64
    private let cueKinds: UInt64
    private let cueTag: UInt64
    private let cueFrame: UInt64
    private let cueEnd: UInt64
    private let cueCluster: UInt64
    /// For each word of the window its place in the tree as seen from the cue.
    private var places: [Place] = []

    private struct Place {
        /// How the path from the cue leads to the word's branch: steps up, relation of the branch, side.
        var branch: UInt64 = 0
        /// The word at the top of the branch, -1 without.
        var top = -1
        /// Steps below the top.
        var depth = 0
        /// The relations from the word up to the branch, at most three.
        var path: UInt64 = 0
        /// The relations of the two words below the top on the way to the word, and how the branch and the part of it
        /// that holds the word begin.
        var upper: UInt64 = 0
        var upperPath: UInt64 = 0
        var topOpening: UInt64 = 0
        var upperOpening: UInt64 = 0
        /// Marks of punctuation and other cues between the word and the cue.
        var commas: UInt64 = 0
        var quotes: UInt64 = 0
        var otherCues: UInt64 = 0
    }

    /// - Parameter cueOf: for each token 1 + the index of the cue it belongs to; 0 outside.
    package init(_ context: AttributionContext, cue: Range<Int>, sentence: Range<Int>, cueOf: [Int32]) {
        let low = max(sentence.lowerBound, cue.lowerBound - Self.reach)
        let high = min(sentence.upperBound, cue.upperBound + Self.reach)
        window = low..<max(high, cue.upperBound)
        view = TokenView(context: context, range: window)
        (self.cue, self.cueOf) = (cue, cueOf)
        anchor = Self.anchor(context, cue)
        cueLemma = view.lemma(anchor)
        cueKinds = cue.reduce(0) { $0 | UInt64(context.kinds[$1]) }
        cueTag = view.tag(anchor)
        cueFrame = view.frame(anchor) & 0xEF
        cueEnd = cue.count > 1 ? view.form(cue.upperBound - 1) : 0
        cueCluster = view.cluster(anchor)
        places = [Place](repeating: Place(), count: window.count)
        place(context)
        count()
    }

    /// The word of the cue whose head is not in it; a verb before others.
    static func anchor(_ context: AttributionContext, _ cue: Range<Int>) -> Int {
        var found = -1
        for index in cue {
            let token = context.document.tokens[index]
            guard !cue.contains(Int(token.head)) else { continue }
            if token.partOfSpeech == .verb { return index }
            if found < 0 || token.partOfSpeech == .noun { found = index }
        }
        if found >= 0, context.document.tokens[found].head >= 0 { return found }
        return found >= 0 ? found : cue.lowerBound
    }

    /// Walks from each word up to the first word on the path from the cue to the root.
    private mutating func place(_ context: AttributionContext) {
        let tokens = context.document.tokens
        var line: [(token: Int, signature: UInt64)] = []
        var (current, signature): (Int, UInt64) = (anchor, 1)
        while current >= 0, line.count < 6 {
            line.append((current, signature))
            signature = Feature.fold(signature, UInt64(tokens[current].relation.rawValue))
            current = Int(tokens[current].head)
        }
        for index in window {
            var place = Place()
            var (current, below, depth): (Int, Int, Int) = (index, -1, -1)
            var path: UInt64 = 7
            var (second, third) = (-1, -1)
            search: for _ in 0..<10 {
                for (level, ancestor) in line.enumerated() where ancestor.token == current {
                    let side: UInt64 = below < 0 ? 2 : below < anchor ? 0 : 1
                    let relation = below < 0 ? 98 : UInt64(tokens[below].relation.rawValue)
                    place.branch = Feature.fold(ancestor.signature, relation << 8 | side << 4 | UInt64(level))
                    place.top = below
                    place.upper = second < 0 ? 97 : UInt64(tokens[second].relation.rawValue)
                    place.upperPath =
                        third < 0 ? place.upper : place.upper << 8 | UInt64(tokens[third].relation.rawValue)
                    place.topOpening = opening(below)
                    place.upperOpening = opening(second)
                    break search
                }
                if depth < 2 { path = Feature.fold(path, UInt64(tokens[current].relation.rawValue)) }
                depth += 1
                (below, second, third) = (current, below, second)
                current = Int(tokens[current].head)
                if current < 0 { break }
            }
            (place.depth, place.path) = (max(depth, 0), path)
            places[index - window.lowerBound] = place
        }
    }

    /// How what hangs below a word begins: its first word, and whether a mark stands before it.
    private func opening(_ token: Int) -> UInt64 {
        guard token >= 0 else { return 0 }
        let first = Int(view.context.low[token])
        guard first > 0 else { return view.form(first) }
        let isMarked = view.context.document.tokens[first - 1].partOfSpeech == .punctuation
        return view.form(first) &+ (isMarked ? 1 : 0)
    }

    /// Counts what stands between each word and the cue.
    private mutating func count() {
        for side in [
            stride(from: cue.lowerBound - 1, through: window.lowerBound, by: -1),
            stride(from: cue.upperBound, through: window.upperBound - 1, by: 1),
        ] {
            var (commas, quotes, cues): (UInt64, UInt64, UInt64) = (0, 0, 0)
            for index in side {
                places[index - window.lowerBound].commas = min(commas, 3)
                places[index - window.lowerBound].quotes = min(quotes, 3)
                places[index - window.lowerBound].otherCues = min(cues, 2)
                let token = view.context.document.tokens[index]
                if token.partOfSpeech == .punctuation || !token.shape.contains(.hasLetter) { commas += 1 }
                if view.quotation(index) > 1 { quotes += 1 }
                if cueOf[index] != 0, index == window.lowerBound || cueOf[index] != cueOf[index - 1] { cues += 1 }
            }
        }
    }

    package func fill(_ i: Int, _ part: ChainPart, _ list: inout FeatureList) {
        switch part {
        case .probe: list.begin(0)
        case .rest: word(i, &list)
        case .pair: pair(i, &list)
        }
    }

    /// Features of the word as seen from the cue.
    private func word(_ i: Int, _ list: inout FeatureList) {
        list.begin(3)
        let place = places[i - window.lowerBound]
        let side: UInt64 = i < cue.lowerBound ? 0 : i < cue.upperBound ? 1 : 2
        let (form, lemma, tag) = (view.form(i), view.lemma(i), view.tag(i))
        let distance = TokenView.distance(i < cue.lowerBound ? i - cue.lowerBound : i - cue.upperBound + 1)
        let isTop: UInt64 = place.top == i ? 1 : 0
        let branch = place.branch << 1 | isTop
        list.add(side)
        list.add(form, side)
        list.add(lemma, distance)
        list.add(tag, side)
        list.add(tag, distance)
        list.add(distance, cueKinds)
        list.add(distance, cueLemma)
        list.add(view.shape(i), side)
        list.add(view.nominal(i), side)
        list.add(view.nominal(i), distance)
        list.add(view.nominal(i), branch)
        list.add(view.nominal(i), cueLemma, side)
        // The tree.
        list.add(branch)
        list.add(branch, cueKinds)
        list.add(branch, cueLemma)
        list.add(branch, cueTag)
        list.add(branch, cueFrame)
        list.add(branch, cueEnd)
        list.add(place.branch, place.path)
        list.add(place.branch, place.path, tag)
        list.add(place.branch, UInt64(min(place.depth, 4)), cueKinds)
        list.add(branch, form)
        list.add(branch, tag)
        list.add(place.branch, place.upper)
        list.add(place.branch, place.upperPath)
        list.add(place.branch, place.upper, place.upperOpening)
        list.add(place.branch, place.topOpening)
        list.add(place.branch, place.topOpening, cueLemma)
        list.add(place.upper, place.upperOpening, side)
        list.add(place.branch, place.upper, cueLemma)
        list.add(place.branch, place.upper, cueFrame)
        list.add(branch, cueCluster)
        list.add(distance, cueCluster)
        list.add(side, view.relation(i), cueKinds)
        list.add(side, view.relation(i), cueTag)
        list.add(place.path, side)
        edges(i, place, &list)
        // Around the word.
        list.add(view.form(i - 2), side)
        list.add(view.tag(i - 2), side)
        list.add(view.form(i - 1), side)
        list.add(view.tag(i - 1), side)
        list.add(view.form(i + 1), side)
        list.add(view.tag(i + 1), side)
        list.add(view.form(i + 2), side)
        list.add(view.tag(i + 2), side)
        list.add(view.form(i - 1), form)
        list.add(form, view.form(i + 1))
        list.add(view.tag(i - 1), tag, side)
        list.add(tag, view.tag(i + 1), side)
        list.add(view.form(i - 1), tag, side)
        list.add(form, view.tag(i + 1), side)
        list.add(view.tag(i - 1), tag, view.tag(i + 1))
        list.add(view.relation(i - 1), view.relation(i), view.relation(i + 1))
        // Quotations, commas and other cues on the way.
        let quotation = view.quotation(i) << 4 | view.quotation(cue.lowerBound) << 8 | side
        let same: UInt64 =
            view.context.quotationOf[i] >= 0 && view.context.quotationOf[i] == view.context.quotationOf[cue.lowerBound]
            ? 1 : 0
        list.add(quotation, place.quotes)
        list.add(quotation, same, cueKinds)
        list.add(quotation, cueLemma)
        list.add(quotation, place.quotes, place.otherCues)
        list.add(quotation, view.quotation(i + 1), view.quotation(i - 1))
        list.add(side, place.commas, tag)
        list.add(side, place.commas, cueLemma)
        list.add(side, place.otherCues, view.nominal(i))
        list.add(side << 4 | place.otherCues, place.branch)
        list.add(side << 4 | place.otherCues << 6 | place.commas, view.quotation(i))
        list.add(cueOf[i] != 0 ? 1 : 0, tag, side)
        let next = i + 1 < window.upperBound ? cueOf[i + 1] : 0
        let isNext: UInt64 = next == 0 ? 0 : i + 1 == cue.lowerBound ? 2 : 1
        list.add(isNext, tag, view.nominal(i))
        list.add(view.kinds(i), side, UInt64(min(place.depth, 3)))
    }

    /// Where branches begin and end.
    private func edges(_ i: Int, _ place: Place, _ list: inout FeatureList) {
        let context = view.context
        var edge: UInt64 = 0
        if place.top >= 0 {
            if Int(context.low[place.top]) == i { edge |= 1 }
            if Int(context.high[place.top]) == i { edge |= 2 }
        }
        let previous = i > window.lowerBound ? places[i - 1 - window.lowerBound] : Place()
        let next = i + 1 < window.upperBound ? places[i + 1 - window.lowerBound] : Place()
        if previous.top == place.top { edge |= 4 }
        if next.top == place.top { edge |= 8 }
        list.add(edge, place.branch)
        list.add(edge, place.branch, view.tag(i))
        list.add(edge, view.form(i))
        list.add(previous.branch, place.branch)
        list.add(next.branch, place.branch)
        list.add(previous.branch, place.branch, cueKinds)
        list.add(place.path, previous.path)
        // The biggest phrase that begins at the word, the one that ended before it.
        let head = view.head(i)
        let startsHead: UInt64 = head >= 0 && Int(context.low[head]) == i ? 1 : 0
        let endsHead: UInt64 = head >= 0 && Int(context.high[head]) == i ? 1 : 0
        list.add(startsHead | endsHead << 1, view.relation(i), head >= 0 ? view.relation(head) : 0)
        list.add(startsHead | endsHead << 1, head >= 0 ? view.lemma(head) : 0, view.relation(i))
        list.add(head == anchor ? 1 : 0, view.relation(i), cueLemma)
        list.add(head == anchor ? 1 : 0, view.relation(i), view.form(i))
    }

    /// Features of the word with the label of the word before.
    private func pair(_ i: Int, _ list: inout FeatureList) {
        list.begin(4)
        let place = places[i - window.lowerBound]
        let before = i > window.lowerBound ? places[i - 1 - window.lowerBound] : Place()
        let side: UInt64 = i < cue.lowerBound ? 0 : i < cue.upperBound ? 1 : 2
        list.add(0)
        list.add(side)
        list.add(view.tag(i - 1), view.tag(i))
        list.add(view.form(i))
        list.add(view.form(i - 1))
        list.add(view.form(i - 1), view.form(i))
        list.add(before.branch, place.branch)
        list.add(place.branch)
        list.add(before.top == place.top ? 1 : 0, UInt64(min(place.depth, 4)))
        list.add(i == cue.upperBound ? 1 : i == cue.lowerBound ? 2 : 0, cueLemma)
        list.add(i == cue.upperBound ? 1 : i == cue.lowerBound ? 2 : 0, cueTag)
        list.add(view.quotation(i - 1) << 4 | view.quotation(i), view.quotation(cue.lowerBound) << 2 | side)
        list.add(view.relation(i), view.head(i) < i ? 1 : 0)
        list.add(view.relation(i - 1), view.relation(i))
        list.add(view.nominal(i - 1), view.nominal(i))
    }
}
