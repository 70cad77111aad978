/// Walking the tree of a document.
extension Document {
    /// Builds the list of children from the heads. Call it whenever heads have changed.
    public mutating func indexTree() {
        var starts = [Int32](repeating: 0, count: tokens.count + 1)
        for token in tokens where token.head >= 0 { starts[Int(token.head) + 1] += 1 }
        for index in 0..<tokens.count { starts[index + 1] += starts[index] }
        var next = starts
        var list = [Int32](repeating: 0, count: Int(starts[tokens.count]))
        for (index, token) in tokens.enumerated() where token.head >= 0 {
            list[Int(next[Int(token.head)])] = Int32(index)
            next[Int(token.head)] += 1
        }
        (childStarts, childList) = (starts, list)
    }

    /// The words that depend on `token`, in the order of the text.
    public func children(_ token: Int) -> Children {
        guard token >= 0, token + 1 < childStarts.count else { return Children(list: childList, range: 0..<0) }
        return Children(list: childList, range: Int(childStarts[token])..<Int(childStarts[token + 1]))
    }

    /// The first child with this relation.
    public func child(_ token: Int, _ relation: DependencyRelation) -> Int? {
        for child in children(token) where tokens[child].relation == relation { return child }
        return nil
    }

    /// The first child for which `matches` holds.
    public func child(_ token: Int, where matches: (Token) -> Bool) -> Int? {
        for child in children(token) where matches(tokens[child]) { return child }
        return nil
    }

    /// The head of `token`, or nil at the root of the sentence.
    public func head(_ token: Int) -> Int? {
        let head = Int(tokens[token].head)
        return head < 0 ? nil : head
    }

    /// All words below `token` and itself, in the order of the text. Uses a stack of its own, never recursion.
    public func subtree(_ token: Int) -> [Int] {
        var found = [token]
        var next = 0
        while next < found.count {
            for child in children(found[next]) { found.append(child) }
            next += 1
        }
        found.sort()
        return found
    }

    /// The stretch from the first to the last word below `token`.
    public func span(_ token: Int) -> Range<Int> {
        var (low, high) = (token, token)
        var stack = [token]
        while let top = stack.popLast() {
            (low, high) = (min(low, top), max(high, top))
            for child in children(top) { stack.append(child) }
        }
        return low..<high + 1
    }

    /// Whether `token` is `ancestor` or stands below it.
    public func isBelow(_ token: Int, _ ancestor: Int) -> Bool {
        var current = token
        var steps = 0
        while steps <= tokens.count {
            if current == ancestor { return true }
            guard let up = head(current) else { return false }
            current = up
            steps += 1
        }
        return false
    }
}

/// The children of one word.
public struct Children: RandomAccessCollection, Sendable {
    let list: [Int32]
    let range: Range<Int>

    public var startIndex: Int { range.lowerBound }
    public var endIndex: Int { range.upperBound }
    public subscript(position: Int) -> Int { Int(list[position]) }
}
