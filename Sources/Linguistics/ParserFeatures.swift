/// What the parser sees of its state (after Zhang and Nivre 2011).
package struct ParserFeatures: Sendable {
    package private(set) var values: [UInt64] = []

    package init() { values.reserveCapacity(128) }

    package mutating func fill(_ sentence: ParseSentence, _ state: ParserState) {
        values.removeAll(keepingCapacity: true)
        let words = sentence.words
        let nodes = state.nodes
        let (i0, i1, i2, j0) = (state.below(0), state.below(1), state.below(2), state.next)
        func word(_ index: Int) -> ParseWord { index < words.count ? words[index] : words[0] }
        let (s0, s1, s2) = (words[i0], words[i1], words[i2])
        let (b0, b1, b2) = (words[j0], word(j0 + 1), word(j0 + 2))
        let (n0, n1, nb) = (nodes[i0], nodes[i1], nodes[j0])
        let (s0l, s0r, s0l2, s0r2) = (words[n0.left1], words[n0.right1], words[n0.left2], words[n0.right2])
        let (s1l, s1r, s1r2) = (words[n1.left1], words[n1.right1], words[n1.right2])
        let (bl, bl2) = (words[nb.left1], words[nb.left2])
        let near = Self.distance(i0, j0)
        let far = Self.distance(i1, i0)
        let gapB = i0 == 0 ? 0 : ParseSentence.between(s0, b0)
        let gapS = i1 == 0 ? 0 : ParseSentence.between(s1, s0)
        var template: UInt64 = 100

        func add(_ a: UInt64) {
            values.append(Feature.hash(template, a))
            template &+= 1
        }
        func add(_ a: UInt64, _ b: UInt64) {
            values.append(Feature.hash(template, a, b))
            template &+= 1
        }
        func add(_ a: UInt64, _ b: UInt64, _ c: UInt64) {
            values.append(Feature.hash(template, a, b, c))
            template &+= 1
        }
        func add(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
            values.append(Feature.hash(template, a, b, c, d))
            template &+= 1
        }

        // Single words.
        add(s0.form)
        add(s0.tag)
        add(s0.form, s0.tag)
        add(s1.form)
        add(s1.tag)
        add(s1.form, s1.tag)
        add(b0.form)
        add(b0.tag)
        add(b0.form, b0.tag)
        add(b1.form)
        add(b1.tag)
        add(b1.form, b1.tag)
        add(b2.tag)
        add(b2.form)
        add(s2.tag)
        add(s2.form)
        // Pairs.
        add(s0.form, s0.tag, b0.form, b0.tag)
        add(s0.form, s0.tag, b0.tag)
        add(s0.tag, b0.form, b0.tag)
        add(s0.form, b0.form)
        add(s0.tag, b0.tag)
        add(b0.tag, b1.tag)
        add(s1.form, s0.form)
        add(s1.tag, s0.tag)
        add(s1.form, s0.tag)
        add(s1.tag, s0.form)
        add(s1.tag, b0.tag)
        add(s1.form, b0.form)
        add(s1.form, b0.tag)
        add(s1.tag, b0.form)
        add(b0.form, b1.tag)
        add(b0.tag, b1.form)
        // Three and four words.
        add(b0.tag, b1.tag, b2.tag)
        add(s0.tag, b0.tag, b1.tag)
        add(s1.tag, s0.tag, b0.tag)
        add(s2.tag, s1.tag, s0.tag)
        add(s1.tag, s0.tag, b0.tag, b1.tag)
        add(s0.tag, b0.tag, b1.tag, b2.tag)
        add(s2.tag, s1.tag, s0.tag, b0.tag)
        add(s0.form, b0.tag, b1.tag)
        add(s1.form, s0.tag, b0.tag)
        add(s1.tag, s0.form, b0.tag)
        add(s1.tag, s0.tag, b0.form)
        // Dependents, where there are any; how many there are is said below.
        if n0.left1 != 0 {
            template = 200
            add(s0.tag, s0l.tag, b0.tag)
            add(s1.tag, s0.tag, s0l.tag)
            add(s0l.form, s0.tag)
            add(s0l.tag, s0.form)
            // What preposition the dependent has, and whether its head takes it.
            add(s1.form, s0l.form, s0.tag)
            add(s1.tag, s0l.form, s0.form)
            add(s1.tag, s0l.form, s0.tag)
            add(s1.form, s0l.form)
            add(s2.tag, s1.tag, s0.tag, s0l.form)
            add(s1.cluster, s0l.form, s0.cluster)
            if n0.left2 != 0 { add(s0.tag, s0l.tag, s0l2.tag) }
        }
        if n0.right1 != 0 {
            template = 220
            add(s0.tag, s0r.tag, b0.tag)
            add(s1.tag, s0.tag, s0r.tag)
            add(s0r.form, s0.tag)
            add(s0r.tag, s0.form)
            if n0.right2 != 0 { add(s0.tag, s0r.tag, s0r2.tag) }
        }
        if nb.left1 != 0 {
            template = 240
            add(s0.tag, b0.tag, bl.tag)
            add(bl.form, b0.tag)
            add(bl.tag, b0.form)
            add(s0.form, bl.form)
            add(s0.tag, b0.tag, bl.form)
            add(s0.cluster, bl.form, b0.cluster)
            if nb.left2 != 0 { add(b0.tag, bl.tag, bl2.tag) }
        }
        if n1.right1 != 0 {
            template = 260
            add(s1.tag, s1r.tag, s0.tag)
            add(s1.tag, s1r.tag, b0.tag)
            add(s1r.form, s1.tag)
            add(s1r.tag, s1.form)
            if n1.right2 != 0 { add(s1.tag, s1r.tag, s1r2.tag, s0.tag) }
        }
        if n1.left1 != 0 {
            template = 280
            add(s1.tag, s1l.tag, s0.tag)
            add(s1l.form, s1.tag)
        }
        template = 300
        add(s0.form, b0.form, b1.tag)
        // Distance, number of dependents, marks between.
        add(s0.form, near)
        add(s0.tag, near)
        add(b0.form, near)
        add(b0.tag, near)
        add(s0.tag, b0.tag, near)
        add(s1.tag, s0.tag, far)
        add(s1.form, far, s0.tag)
        add(s0.form, n0.rightCount)
        add(s0.tag, n0.rightCount, b0.tag)
        add(s0.form, n0.leftCount)
        add(s0.tag, n0.leftCount, b0.tag)
        add(b0.form, nb.leftCount)
        add(b0.tag, nb.leftCount, s0.tag)
        add(s1.tag, n1.rightCount, s0.tag)
        add(s1.tag, n1.leftCount, s0.tag)
        add(s0.tag, b0.tag, gapB)
        add(s1.tag, s0.tag, gapS)
        add(s1.tag, s0.tag, gapS, b0.tag)
        add(s0.form, gapB)
        add(s1.form, gapS)
        // Classes of words.
        add(s0.cluster, b0.cluster)
        add(s1.cluster, s0.cluster)
        add(s0.cluster, b0.tag)
        add(s0.tag, b0.cluster)
        add(s1.cluster, s0.tag)
        add(s1.tag, s0.cluster)
        add(s0.cluster)
        add(b0.cluster, b1.cluster)
        add(s0.suffix, b0.tag)
        add(s1.suffix, s0.tag)
        add(UInt64(min(state.stack.count, 4)), s0.tag, j0 == state.count + 1 ? 1 : 0)
    }

    private static func distance(_ left: Int, _ right: Int) -> UInt64 {
        if left == 0 { return 0 }
        switch right - left {
        case ..<5: return UInt64(right - left)
        case 5...6: return 5
        case 7...9: return 6
        case 10...14: return 7
        default: return 8
        }
    }
}
