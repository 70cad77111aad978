/// Where the parser stands in a sentence: what lies on the stack, what is next, and the arcs so far.
///
/// The system is arc-hybrid (Kuhlmann, Gómez-Rodríguez, Satta 2011) with the root behind the last word: *shift* puts the
/// next word on the stack; *left* makes the top a dependent of the next word, *right* of the word below it, and both take
/// it off. A sentence of n words takes 2n steps, whatever they are.
package struct ParserState: Sendable {
    package enum Step: Int, Sendable, CaseIterable { case shift, left, right }

    package private(set) var count = 0
    package private(set) var stack: [Int] = []
    /// The next word, 1 ... count + 1 (the root).
    package private(set) var next = 1
    /// Head of each word; 0 where there is none yet.
    package private(set) var heads: [Int] = []
    package private(set) var nodes: [Node] = []

    /// The outermost dependents of a word on both sides, and how many there are.
    package struct Node: Sendable {
        package var (left1, left2, right1, right2) = (0, 0, 0, 0)
        package var (leftCount, rightCount): (UInt64, UInt64) = (0, 0)
    }

    package init() {}

    package mutating func start(_ count: Int) {
        self.count = count
        stack.removeAll(keepingCapacity: true)
        next = 1
        heads.removeAll(keepingCapacity: true)
        heads.append(contentsOf: repeatElement(0, count: count + 2))
        nodes.removeAll(keepingCapacity: true)
        nodes.append(contentsOf: repeatElement(Node(), count: count + 2))
    }

    package var isDone: Bool { stack.isEmpty && next == count + 1 }

    package func allows(_ step: Step) -> Bool {
        switch step {
        case .shift: next <= count
        // Only one word depends on the root: the last on the stack.
        case .left: !stack.isEmpty && (next <= count || stack.count == 1)
        case .right: stack.count > 1
        }
    }

    package mutating func take(_ step: Step) {
        switch step {
        case .shift:
            stack.append(next)
            next += 1
        case .left:
            let top = stack.removeLast()
            heads[top] = next
            nodes[next].left2 = nodes[next].left1
            nodes[next].left1 = top
            nodes[next].leftCount = min(nodes[next].leftCount + 1, 4)
        case .right:
            let top = stack.removeLast()
            guard let head = stack.last else { return }
            heads[top] = head
            nodes[head].right2 = nodes[head].right1
            nodes[head].right1 = top
            nodes[head].rightCount = min(nodes[head].rightCount + 1, 4)
        }
    }

    /// The word on the stack this far below the top; 0 where there is none.
    @inline(__always)
    package func below(_ depth: Int) -> Int { stack.count > depth ? stack[stack.count - 1 - depth] : 0 }
}
