/// The labels of the sequence model for names: outside, and for each learnt kind the beginning, the inside and the end of
/// a name, and a name of one token.
///
/// Numbers, dates and the like are found by rule (``MeasureFinder``); laws, languages and facilities come out of the
/// learnt kinds by their words (``NameTagger``).
package enum NameLabels {
    /// The kinds that are learnt.
    package static let kinds: [Name.Kind] = [.person, .organisation, .place, .event, .work, .product, .nationality]

    package static let outside = 0
    package static let count = 1 + kinds.count * 4

    package static func begin(_ kind: Int) -> Int { 1 + kind * 4 }
    package static func inside(_ kind: Int) -> Int { 2 + kind * 4 }
    package static func end(_ kind: Int) -> Int { 3 + kind * 4 }
    package static func single(_ kind: Int) -> Int { 4 + kind * 4 }

    /// Whether a name begins with this label.
    static func begins(_ label: Int) -> Bool { label > 0 && ((label - 1) & 3 == 0 || (label - 1) & 3 == 3) }
    /// Whether a name goes on after this label.
    static func goesOn(_ label: Int) -> Bool { label > 0 && (label - 1) & 3 < 2 }
    static func kind(_ label: Int) -> Int { (label - 1) >> 2 }

    /// Whether `label` may follow `previous`.
    package static func allows(_ previous: Int, _ label: Int) -> Bool {
        if goesOn(previous) { return label > 0 && !begins(label) && kind(label) == kind(previous) }
        return label == outside || begins(label)
    }
}

/// Finds the best sequence of labels for a run of tokens (Viterbi), given a score for each label at each token and for
/// each pair of neighbours. Time goes with the length of the run.
package struct SequenceDecoder: Sendable {
    /// Score of the pair (previous, label) at `previous * count + label`.
    package var transitions: [Int32]
    /// The labels that a run may begin with.
    private let starters: [Int]
    /// The labels after which no name goes on.
    private let enders: [Int]
    private var best: [Int32] = []
    private var back: [UInt8] = []

    package init(transitions: [Int32]) {
        self.transitions = transitions
        starters = (0..<NameLabels.count).filter { NameLabels.allows(NameLabels.outside, $0) }
        enders = (0..<NameLabels.count).filter { !NameLabels.goesOn($0) }
    }

    /// The best way to each label at a position. A name that goes on does so from its own kind's two labels; all others
    /// come from the labels that end.
    private mutating func step(_ position: Int, _ emissions: [Int32]) {
        let width = NameLabels.count
        let (before, start) = ((position - 1) * width, position * width)
        best.withUnsafeMutableBufferPointer { best in
            back.withUnsafeMutableBufferPointer { back in
                transitions.withUnsafeBufferPointer { transitions in
                    func look(_ label: Int, from previous: Int, _ top: inout Int32) {
                        guard best[before + previous] > Self.never else { return }
                        let score = best[before + previous] &+ transitions[previous * width + label]
                        if score > top { (top, back[start + label]) = (score, UInt8(previous)) }
                    }
                    for label in 0..<width {
                        var top = Self.never
                        if label == NameLabels.outside || NameLabels.begins(label) {
                            for previous in enders { look(label, from: previous, &top) }
                        } else {
                            let first = NameLabels.begin(NameLabels.kind(label))
                            look(label, from: first, &top)
                            look(label, from: first + 1, &top)
                        }
                        if top > Self.never { best[start + label] = top &+ emissions[start + label] }
                    }
                }
            }
        }
    }

    private static let never = Int32.min / 2

    /// - Parameter emissions: ``NameLabels/count`` scores a token.
    package mutating func decode(_ emissions: [Int32], into labels: inout [Int]) {
        let width = NameLabels.count
        let length = emissions.count / width
        labels.removeAll(keepingCapacity: true)
        guard length > 0 else { return }
        let never = Self.never
        best.removeAll(keepingCapacity: true)
        back.removeAll(keepingCapacity: true)
        best.append(contentsOf: repeatElement(never, count: width))
        back.append(contentsOf: repeatElement(0, count: width))
        for label in starters { best[label] = emissions[label] &+ transitions[label] }
        for position in 1..<max(length, 1) {
            best.append(contentsOf: repeatElement(never, count: width))
            back.append(contentsOf: repeatElement(0, count: width))
            step(position, emissions)
        }
        let last = (length - 1) * width
        var label = 0
        for candidate in 0..<width where !NameLabels.goesOn(candidate) && best[last + candidate] > best[last + label] {
            label = candidate
        }
        labels.append(contentsOf: repeatElement(0, count: length))
        for position in stride(from: length - 1, through: 0, by: -1) {
            labels[position] = label
            label = Int(back[position * width + label])
        }
    }
}
