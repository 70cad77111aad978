/// Cuts text into tokens as the English treebanks of Universal Dependencies do.
///
/// White space always parts. Within a stretch without white space a linear model decides at each border of atoms (see
/// ``Atom``) whether a token ends there, so that abbreviations, clitics, hyphens, fractions and slashes follow the
/// treebanks and no list of rules. Four things are decided by rule: web and mail addresses stay whole, "n't" is a word, a
/// curly mark that opens a quotation is none of the word after it nor of the mark before it, and a lexicon learnt from
/// the treebanks parts words like "cannot" and "gonna".
public struct Tokeniser: Sendable {
    let model: HashedWeights
    let lexicon: SplitLexicon

    public init(model: HashedWeights, lexicon: SplitLexicon) { (self.model, self.lexicon) = (model, lexicon) }

    /// Appends the tokens of the bytes in `range`.
    ///
    /// - Parameter cursor: a byte position with its scalar position, not after the start of `range`; moved to its end.
    public func read(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        from cursor: inout ScalarCursor,
        into tokens: inout [Token]
    ) {
        var decider = ModelDecider(model: model)
        read(text, range, from: &cursor, into: &tokens, deciding: &decider)
    }

    /// The same with another judge of borders: the trainer's knows the right answers and notes the features.
    package func read(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        from cursor: inout ScalarCursor,
        into tokens: inout [Token],
        deciding decider: inout some BoundaryDecider
    ) {
        // A region may end within a sequence of bytes: nothing is read beyond it.
        let text = UnsafeBufferPointer(rebasing: text[..<range.upperBound])
        let reader = AtomReader(text: text)
        var stretch = Stretch()
        var index = range.lowerBound
        cursor.advance(to: index, in: text)
        var space: WordShape = cursor.byte == 0 ? .lineBefore : []
        while index < range.upperBound {
            let (scalar, length) = TextFolding.decode(text, at: index)
            let kind = ScalarClass.of(scalar)
            if kind == .space || kind == .lineBreak {
                space.formUnion(kind == .space ? .spaceBefore : [.spaceBefore, .lineBefore])
                index += length
                continue
            }
            cursor.advance(to: index, in: text)
            let end = Self.endOfStretch(text, from: index, limit: range.upperBound)
            stretch.fill(reader, index..<end)
            stretch.following = Self.followingKind(text, after: end, limit: range.upperBound, reader: reader)
            emit(stretch, reader, &cursor, space, into: &tokens, deciding: &decider)
            space = []
            index = end
        }
        cursor.advance(to: range.upperBound, in: text)
    }

    private func emit(
        _ stretch: Stretch,
        _ reader: AtomReader,
        _ cursor: inout ScalarCursor,
        _ space: WordShape,
        into tokens: inout [Token],
        deciding decider: inout some BoundaryDecider
    ) {
        var space = space
        var first = 0
        var features = BoundaryFeatures()
        for index in stretch.atoms.indices {
            let isLast = index + 1 == stretch.atoms.count
            if !isLast {
                if let whole = stretch.whole, whole.contains(index), whole.contains(index + 1) { continue }
                let isBorder: Bool
                if let whole = stretch.whole, whole.contains(index) || whole.contains(index + 1) {
                    isBorder = true
                } else if index == first, Self.opensAlone(stretch.atoms[index], before: stretch.atoms[index + 1]) {
                    isBorder = true
                } else {
                    features.fill(stretch, first: first, left: index)
                    isBorder = features.withBuffer { decider.isBoundary($0, at: stretch.atoms[index].end) }
                }
                guard isBorder else { continue }
            }
            append(stretch.atoms[first...index], reader, &cursor, space, to: &tokens)
            space = []
            first = index + 1
        }
    }

    private static func opensAlone(_ atom: Atom, before next: Atom) -> Bool {
        (atom.opensQuotation && next.isWord) || (atom.opens && (next.opensQuotation || next.kind == Atom.mark | 0x201C))
    }

    private func append(
        _ atoms: ArraySlice<Atom>,
        _ reader: AtomReader,
        _ cursor: inout ScalarCursor,
        _ space: WordShape,
        to tokens: inout [Token]
    ) {
        guard let first = atoms.first, let last = atoms.last else { return }
        var scalars: Int32 = 0
        var shape = space
        var letters = 0
        var allCapitals = true
        for atom in atoms {
            scalars += atom.scalars
            shape.formUnion(atom.shape.intersection([.hasDigit, .hasLetter]))
            if atom.isWord {
                letters += Int(atom.scalars)
                allCapitals =
                    allCapitals && !atom.shape.isDisjoint(with: .capitalised)
                    && (atom.kind == Atom.capitals || atom.kind == Atom.upperLetter)
            }
        }
        if first.shape.contains(.capitalised) { shape.insert(.capitalised) }
        if allCapitals && letters > 1 { shape.insert(.allCapitals) }
        if letters == 0 && atoms.allSatisfy({ $0.shape.contains(.quote) }) { shape.insert(.quote) }
        let form = atoms.count == 1 ? first.hash : reader.hash(first.start, last.end)
        var token = Token(
            start: Int32(first.start),
            end: Int32(last.end),
            scalarStart: cursor.scalar,
            scalarEnd: cursor.scalar + scalars,
            form: WordKey(hash: form)
        )
        token.shape = shape
        cursor = ScalarCursor(byte: last.end, scalar: token.scalarEnd)
        // The lexicon's words are ASCII, so bytes are scalars; a form may also be folded from more bytes (a curly mark).
        let isASCII = Int(scalars) == last.end - first.start
        if letters > 0, isASCII, let cut = lexicon.cut(token.form), cut < last.end - first.start {
            var rest = token
            token.end = token.start + Int32(cut)
            token.scalarEnd = token.scalarStart + Int32(cut)
            token.form = WordKey(hash: reader.hash(Int(token.start), Int(token.end)))
            (rest.start, rest.scalarStart) = (token.end, token.scalarEnd)
            rest.form = WordKey(hash: reader.hash(Int(rest.start), Int(rest.end)))
            rest.shape.subtract([.spaceBefore, .lineBefore])
            if !rest.shape.contains(.allCapitals) { rest.shape.remove(.capitalised) }
            tokens.append(token)
            tokens.append(rest)
        } else {
            tokens.append(token)
        }
    }

    private static func endOfStretch(_ text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
        var index = start
        while index < limit {
            let byte = text[index]
            if byte > 0x20 && byte < 0x80 {
                index += 1
                continue
            }
            let (scalar, length) = TextFolding.decode(text, at: index)
            let kind = ScalarClass.of(scalar)
            if kind == .space || kind == .lineBreak { return index }
            index = min(index + length, limit)
        }
        return limit
    }

    /// The kind of what follows the stretch: 0 at the end of the line.
    private static func followingKind(
        _ text: UnsafeBufferPointer<UInt8>,
        after end: Int,
        limit: Int,
        reader: AtomReader
    ) -> UInt64 {
        guard end < limit else { return 0 }
        let (space, length) = TextFolding.decode(text, at: end)
        guard ScalarClass.of(space) == .space, end + length < limit else { return 0 }
        switch ScalarClass.of(TextFolding.decode(text, at: end + length).scalar) {
        case .lineBreak: return 0
        case .space: return 1
        case .lowerLetter: return 2
        case .upperLetter: return 3
        case .digit: return 4
        case .mark: return Atom.mark | UInt64(text[end + length])
        }
    }
}

/// Judges whether a token, or a sentence, ends at a place.
package protocol BoundaryDecider {
    mutating func isBoundary(_ features: UnsafeBufferPointer<UInt64>, at byte: Int) -> Bool
}

/// Asks a model with two classes: 0 no border, 1 border. An empty model says yes.
struct ModelDecider: BoundaryDecider {
    let model: HashedWeights

    mutating func isBoundary(_ features: UnsafeBufferPointer<UInt64>, at byte: Int) -> Bool {
        guard model.classCount == 2 else { return true }
        return model.predict(features) == 1
    }
}
