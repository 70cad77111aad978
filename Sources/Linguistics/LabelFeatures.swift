/// What the labeller sees of a word, its head and the tree around them.
package struct LabelFeatures: Sendable {
    package private(set) var values: [UInt64] = []

    package init() { values.reserveCapacity(80) }

    package mutating func fill(_ sentence: ParseSentence, _ tree: LabelTree, _ index: Int) {
        values.removeAll(keepingCapacity: true)
        let words = sentence.words
        func word(_ place: Int) -> ParseWord { place > 0 && place < words.count ? words[place] : words[0] }
        let headIndex = tree.heads[index]
        let (d, h) = (words[index], words[headIndex])
        let grand = word(headIndex < tree.heads.count ? tree.heads[headIndex] : 0)
        let side: UInt64 = index < headIndex ? 1 : 2
        let gap = abs(index - headIndex)
        let distance = side | UInt64(gap < 4 ? gap : gap < 7 ? 4 : gap < 12 ? 5 : 6) << 2
        let headLabel = UInt64(tree.labels[headIndex])
        let children = tree.dependents(index)
        let siblings = tree.dependents(headIndex)
        let place = siblings.startIndex + tree.place[index]
        let before = place > siblings.startIndex ? siblings[place - 1] : 0
        let after = place + 1 < siblings.endIndex ? siblings[place + 1] : 0
        let beforeLabel = before == 0 ? 300 : UInt64(tree.labels[before])
        let (first, last) = (word(children.first ?? 0), word(children.last ?? 0))
        let second = children.count > 1 ? words[children[children.startIndex + 1]] : words[0]
        let (left, right) = (word(index - 1), word(index + 1))
        let seen = relationsSeen(tree, siblings, place)
        let childTags = tags(of: children, words)
        let siblingTags = tags(of: siblings, words)
        let between = side == 1 ? ParseSentence.between(d, h) : ParseSentence.between(h, d)
        var template: UInt64 = 300

        func add(_ a: UInt64) {
            values.append(Feature.hash(template, a, side))
            template &+= 1
        }
        func add(_ a: UInt64, _ b: UInt64) {
            values.append(Feature.hash(template, a, b, side))
            template &+= 1
        }
        func add(_ a: UInt64, _ b: UInt64, _ c: UInt64) {
            values.append(Feature.hash(template, a, b, c, side))
            template &+= 1
        }

        add(d.form)
        add(d.tag)
        add(h.form)
        add(h.tag)
        add(d.form, d.tag)
        add(d.tag, h.tag)
        add(d.form, h.tag)
        add(d.tag, h.form)
        add(d.form, h.form)
        add(d.tag, h.tag, distance)
        add(d.form, distance)
        add(d.tag, left.tag, h.tag)
        add(d.tag, right.tag, h.tag)
        add(d.form, left.form)
        add(d.form, right.form)
        add(d.tag, left.form)
        add(d.tag, right.form)
        add(d.form, left.tag, h.tag)
        add(d.form, right.tag, h.tag)
        add(d.tag, siblingTags, h.tag)
        add(siblingTags, d.form)
        add(d.tag, h.tag, headLabel)
        add(d.form, headLabel)
        add(headLabel, h.form, d.tag)
        add(d.tag, h.tag, grand.tag)
        add(seen, d.tag, h.tag)
        add(d.cluster, h.cluster)
        add(d.cluster, h.tag)
        add(d.tag, h.cluster)
        add(d.cluster, h.form)
        add(d.suffix, h.tag)
        add(d.tag, h.suffix)
        add(between, d.tag, h.tag)
        add(UInt64(min(siblings.count, 6)), UInt64(min(place - siblings.startIndex, 6)), d.tag)
        add(UInt64(min(children.count, 4)), d.tag, h.tag)
        // What is not there says so once, by the counts above.
        if !children.isEmpty {
            template = 400
            add(d.tag, first.tag, h.tag)
            add(d.tag, first.form, h.tag)
            add(d.form, first.form)
            add(first.form, h.form, d.tag)
            add(d.tag, last.tag, h.tag)
            add(d.tag, last.form)
            add(d.tag, childTags, h.tag)
            add(childTags, d.form)
            add(headLabel, d.tag, first.form)
            add(d.cluster, first.form, h.cluster)
            add(d.cluster, first.form, h.tag)
        }
        if children.count > 1 {
            template = 420
            add(d.tag, second.tag, first.tag)
            add(d.tag, second.form, first.form)
        }
        if before != 0 {
            template = 440
            add(beforeLabel, d.tag, h.tag)
            add(beforeLabel, d.form)
            add(beforeLabel, headLabel, d.tag)
            add(word(before).tag, d.tag, h.tag)
            add(word(before).form, d.tag)
            add(seen, d.tag, h.form)
        }
        if after != 0 {
            template = 460
            add(word(after).tag, d.tag, h.tag)
            add(word(after).form, d.tag)
        }
    }

    /// Which of the relations that a head has once at most, or that tell its kind, stand before this dependent.
    private func relationsSeen(_ tree: LabelTree, _ siblings: ArraySlice<Int>, _ place: Int) -> UInt64 {
        var seen: UInt64 = 0
        // A head with thousands of dependents is no sentence: look at the nearest ones.
        for index in max(siblings.startIndex, place - 12)..<place {
            let label = tree.labels[siblings[index]]
            if label < 48 { seen |= Self.kinds[Int(label)] }
        }
        return seen
    }

    /// A bit for each part of speech among the words nearest by.
    private func tags(of list: ArraySlice<Int>, _ words: [ParseWord]) -> UInt64 {
        var found: UInt64 = 0
        for index in list.prefix(12) { found |= 1 << (words[index].tag >> 8) }
        return found
    }

    private static let kinds: [UInt64] = DependencyRelation.allCases.map { relation in
        switch relation {
        case .nominalSubject, .clausalSubject: 1
        case .passiveSubject, .passiveClausalSubject: 2
        case .object: 4
        case .indirectObject: 8
        case .clausalComplement, .openComplement: 16
        case .copula: 32
        case .auxiliary: 64
        case .passiveAuxiliary: 128
        case .marker: 256
        case .caseMarker: 512
        case .coordinator: 1024
        case .conjunct: 2048
        case .expletive: 4096
        default: 0
        }
    }
}
