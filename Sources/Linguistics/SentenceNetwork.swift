import CNetwork

/// Gives the words of a sentence their tags, heads and relations: a small network (``NetworkWeights`` says of what kind)
/// that is read where it lies and runs in whole numbers, so that every machine finds the same.
///
/// Long sentences are read in blocks, so that time stays linear; the root of a block hangs from that of the block before.
public struct SentenceNetwork: @unchecked Sendable {
    // Safe to share: the bytes are embedded data, never written.
    let layout: NetworkLayout
    private let kernels: UnsafePointer<cnetwork_kernels_t>
    private let table: FeatureRows?
    private let rows: UnsafePointer<Int8>
    private let matrices: UnsafeRawPointer
    private let classes: UnsafeRawBufferPointer
    private let labels: UnsafeRawBufferPointer
    private let numbers: [Int32]
    /// The place of the root's relation in the list.
    private let root: Int

    /// The network in this archive; empty where the bytes hold none. They must outlive it.
    public init(_ archive: ModelArchive) { self.init(archive, kernels: cnetwork_best_kernels()) }

    /// With the kernels of a level (`CNetwork.h`); nil where this machine lacks them.
    package init?(_ archive: ModelArchive, level: Int) {
        guard let kernels = cnetwork_kernels(Int32(level)) else { return nil }
        self.init(archive, kernels: kernels)
    }

    private init(_ archive: ModelArchive, kernels: UnsafePointer<cnetwork_kernels_t>) {
        self.kernels = kernels
        let parts = (0..<6).map { archive.part($0) }
        let header = Self.header(parts[0])
        layout = NetworkLayout(header.shape)
        (numbers, classes, labels) = (header.numbers, parts[1], parts[2])
        root = parts[2].firstIndex(of: DependencyRelation.root.rawValue) ?? 0
        let shape = header.shape
        guard shape.layers > 0, classes.count == shape.tagClasses * 2, labels.count == shape.relations,
            parts[3].count == header.slots * 4, parts[4].count == header.rows * shape.embedding,
            parts[5].count == layout.size, let rows = parts[4].baseAddress, let matrices = parts[5].baseAddress
        else {
            table = nil
            (self.rows, self.matrices) = (Self.nothing.assumingMemoryBound(to: Int8.self), Self.nothing)
            return
        }
        table = FeatureRows(parts[3], rowCount: header.rows)
        (self.rows, self.matrices) = (rows.assumingMemoryBound(to: Int8.self), matrices)
    }

    /// What an empty network points at: it is never read.
    nonisolated(unsafe) private static let nothing = UnsafeRawPointer(
        UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16))

    private static func header(
        _ bytes: UnsafeRawBufferPointer
    ) -> (
        shape: NetworkWeights.Shape, numbers: [Int32], rows: Int, slots: Int
    ) {
        let none = NetworkWeights.Shape(
            embedding: 0, cells: 0, layers: 0, arcs: 0, labels: 0, tagClasses: 0, relations: 0)
        let numbers = (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }
        guard numbers.count > NetworkLayout.headerCount, UInt32(bitPattern: numbers[0]) == NetworkLayout.magic,
            numbers[1] == NetworkLayout.version,
            numbers[2..<9].allSatisfy({ $0 > 0 && $0 <= NetworkLayout.widest }), numbers[4] <= 16,
            numbers[9] > 0, numbers[9] <= FeatureRows.mostRows, numbers[10] > 0, (0...8).contains(numbers[11]),
            [2, 3, 5, 6].allSatisfy({ numbers[$0] % 16 == 0 }),
            numbers.count == NetworkLayout.headerCount + 2 * Int(numbers[4]) + 4
        else { return (none, [], 0, 0) }
        let scales = numbers[12..<12 + 2 * Int(numbers[4])]
        guard scales.allSatisfy({ (14...30).contains($0) }), numbers.suffix(4).allSatisfy({ (0...30).contains($0) })
        else { return (none, [], 0, 0) }
        let shape = NetworkWeights.Shape(
            embedding: Int(numbers[2]), cells: Int(numbers[3]), layers: Int(numbers[4]), arcs: Int(numbers[5]),
            labels: Int(numbers[6]), tagClasses: Int(numbers[7]), relations: Int(numbers[8]))
        return (shape, numbers, Int(numbers[9]), Int(numbers[10]))
    }

    /// Whether there is nothing to read with.
    public var isEmpty: Bool { table == nil }

    /// Room to read in; a thread needs one of its own.
    package func workspace() -> NetworkWorkspace {
        let workspace = NetworkWorkspace(layout, kernels)
        guard !isEmpty else { return workspace }
        for place in 0..<2 * NetworkWorkspace.places {
            let distance = max(-20, min(20, place - NetworkWorkspace.places))
            workspace.distances[place] = matrices.loadUnaligned(
                fromByteOffset: layout.distances + (distance + 20) * 4, as: Int32.self)
        }
        return workspace
    }

    /// Sets tag, head and relation of the tokens in `range`, one sentence, whose words `view` holds.
    package func read(
        _ tokens: inout [Token], _ range: Range<Int>, _ view: SentenceView, _ workspace: NetworkWorkspace
    ) {
        guard !isEmpty else { return }
        var start = 0
        var lastRoot: Int32 = -1
        while start < view.count {
            let count = min(NetworkWorkspace.longestBlock, view.count - start)
            read(view, start..<start + count, workspace)
            let first = range.lowerBound + start
            for word in 0..<count {
                let tag = Int(workspace.tags[word]) * 2
                tokens[first + word].partOfSpeech = PartOfSpeech(rawValue: classes[tag]) ?? .other
                tokens[first + word].tag = PennTag(rawValue: classes[tag + 1]) ?? .other
                let relation = DependencyRelation(rawValue: labels[Int(workspace.relations[word])]) ?? .unspecified
                let head = workspace.headOf[word]
                tokens[first + word].head = head > 0 ? Int32(first) + head - 1 : lastRoot
                tokens[first + word].relation = head > 0 ? relation : lastRoot < 0 ? .root : .parataxis
            }
            for word in 0..<count where workspace.headOf[word] == 0 { lastRoot = Int32(first + word) }
            start += count
        }
    }

    /// Reads at most ``NetworkWorkspace/longestBlock`` words into the results of the workspace.
    package func read(_ view: SentenceView, _ words: Range<Int>, _ workspace: NetworkWorkspace) {
        let places = words.count + 1
        sumRows(view, words, workspace)
        let last = runLayers(places, workspace)
        matrix(layout.top, last, layout.shape.cells * 2, places, workspace.sums)
        chooseTags(places, workspace)
        scoreHeads(places, workspace)
        workspace.decoder.decode(
            workspace.scores, stride: NetworkLayout.rounded(places), count: words.count, into: workspace.headOf)
        chooseRelations(words.count, workspace)
    }

    private func sumRows(_ view: SentenceView, _ words: Range<Int>, _ workspace: NetworkWorkspace) {
        guard let table else { return }
        let width = layout.shape.embedding
        workspace.features[0] = WordFeatures.root
        var count = 1
        for place in 0...words.count {
            if place > 0 {
                WordFeatures.fill(view, words.lowerBound + place - 1, workspace.features)
                count = WordFeatures.count
            }
            let found = table.find(workspace.features, count, workspace.slots, into: workspace.rows)
            kernels.pointee.sum(
                rows, Int32(width), workspace.rows, Int32(found), numbers[11], Int32(NetworkLayout.inputLimit),
                workspace.first + place * width)
        }
    }

    /// Returns what the last layer made.
    private func runLayers(_ places: Int, _ workspace: NetworkWorkspace) -> UnsafeMutablePointer<Int16> {
        let cells = layout.shape.cells
        var (input, output) = (workspace.first, workspace.second)
        for layer in layout.layers.indices {
            for direction in 0..<2 {
                let parts = layout.layers[layer][direction]
                matrix(parts.input, input, layout.shape.input(layer), places, workspace.sums)
                kernels.pointee.cells(
                    weights(parts.recurrent), Int32(cells), numbers[NetworkLayout.headerCount + layer * 2 + direction],
                    workspace.sums, Int32(places), direction == 1, workspace.state, output + direction * cells,
                    Int32(2 * cells))
            }
            swap(&input, &output)
        }
        return input
    }

    private func chooseTags(_ places: Int, _ workspace: NetworkWorkspace) {
        for place in 1..<places {
            workspace.tags[place - 1] = UInt16(
                Self.best(workspace.sums + place * layout.topRows, layout.shape.tagClasses))
        }
    }

    private func scoreHeads(_ places: Int, _ workspace: NetworkWorkspace) {
        let arcs = layout.shape.arcs
        let shifts = NetworkLayout.headerCount + 2 * layout.shape.layers
        for place in 0..<places {
            let sums = workspace.sums + place * layout.topRows
            kernels.pointee.narrow(
                sums + layout.dependentStart, Int32(arcs), numbers[shifts], 0, workspace.dependents + place * arcs)
            kernels.pointee.narrow(
                sums + layout.headStart, Int32(arcs), numbers[shifts + 1], 0, workspace.heads + place * arcs)
        }
        matrix(layout.form, workspace.dependents, arcs, places, workspace.narrow)
        kernels.pointee.narrow(
            workspace.narrow, Int32(places * arcs), numbers[shifts + 2], -32768, workspace.dependents)
        // The heads become a matrix whose rows are the places.
        let blocks = NetworkLayout.rounded(places) / NetworkLayout.block
        workspace.heads.withMemoryRebound(to: Int32.self, capacity: places * arcs / 2) { heads in
            workspace.packedHeads.withMemoryRebound(to: Int32.self, capacity: blocks * 16 * arcs / 2) { packed in
                for place in 0..<blocks * 16 {
                    let target = packed + (place / 16 * arcs / 2 * 16 + place % 16)
                    let source = heads + place * arcs / 2
                    for pair in 0..<arcs / 2 { target[pair * 16] = place < places ? source[pair] : 0 }
                }
            }
        }
        let stride = blocks * 16
        kernels.pointee.matrix(
            workspace.packedHeads, nil, Int32(blocks), Int32(arcs), workspace.dependents + arcs, Int32(arcs),
            Int32(places - 1), workspace.scores, Int32(stride))
        for word in 1..<places {
            let row = workspace.scores + (word - 1) * stride
            let distances = workspace.distances + NetworkWorkspace.places - word
            for head in 0..<places { row[head] = row[head] &+ distances[head] }
        }
    }

    private func chooseRelations(_ count: Int, _ workspace: NetworkWorkspace) {
        let width = layout.shape.labels
        let shift = numbers[NetworkLayout.headerCount + 2 * layout.shape.layers + 3]
        for word in 0..<count {
            let own = workspace.sums + ((word + 1) * layout.topRows + layout.labelDependentStart)
            let over = workspace.sums + (Int(workspace.headOf[word]) * layout.topRows + layout.labelHeadStart)
            let sum = workspace.narrow + word * width
            for index in 0..<width { sum[index] = own[index] &+ over[index] }
        }
        kernels.pointee.narrow(workspace.narrow, Int32(count * width), shift, 0, workspace.dependents)
        matrix(layout.relation, workspace.dependents, width, count, workspace.scores)
        for word in 0..<count {
            let scores = workspace.scores + word * layout.relation.rows
            // What hangs from a word is no root.
            if workspace.headOf[word] > 0, layout.shape.relations > 1 { scores[root] = .min }
            workspace.relations[word] = UInt16(
                workspace.headOf[word] > 0 ? Self.best(scores, layout.shape.relations) : root)
        }
    }

    private func matrix(
        _ part: NetworkLayout.Part, _ x: UnsafePointer<Int16>, _ stride: Int, _ count: Int,
        _ out: UnsafeMutablePointer<Int32>
    ) {
        kernels.pointee.matrix(
            weights(part), (matrices + part.bias).assumingMemoryBound(to: Int32.self), Int32(part.blocks),
            Int32(part.columns), x, Int32(stride), Int32(count), out, Int32(part.rows))
    }

    private func weights(_ part: NetworkLayout.Part) -> UnsafePointer<Int16> {
        (matrices + part.offset).assumingMemoryBound(to: Int16.self)
    }

    /// The first of the highest.
    @inline(__always)
    private static func best(_ scores: UnsafePointer<Int32>, _ count: Int) -> Int {
        var (best, most) = (0, scores[0])
        for index in 1..<count where scores[index] > most { (best, most) = (index, scores[index]) }
        return best
    }
}
