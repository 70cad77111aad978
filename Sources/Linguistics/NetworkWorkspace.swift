import CNetwork

/// Room for the numbers of one block of a sentence, made once and used again for each.
///
/// One thread uses it at a time. Only what the longest block so far needed is ever touched.
package final class NetworkWorkspace {
    /// Words read at once, and the place of the root before them.
    package static let longestBlock = 240
    static let places = 256

    private let memory: UnsafeMutableRawPointer
    let features: UnsafeMutablePointer<UInt64>
    let slots: UnsafeMutablePointer<UInt32>
    let rows: UnsafeMutablePointer<UInt16>
    /// What a layer reads and what it makes, in turns.
    let first: UnsafeMutablePointer<Int16>
    let second: UnsafeMutablePointer<Int16>
    let state: UnsafeMutablePointer<Int16>
    /// What the gates of one direction get from outside; later what is read off the last layer.
    let sums: UnsafeMutablePointer<Int32>
    let dependents: UnsafeMutablePointer<Int16>
    let heads: UnsafeMutablePointer<Int16>
    /// The heads as the kernels read a matrix.
    let packedHeads: UnsafeMutablePointer<Int16>
    let narrow: UnsafeMutablePointer<Int32>
    /// Scores of heads, a row a word; later scores of relations.
    let scores: UnsafeMutablePointer<Int32>
    /// The number for each distance between a word and a head, from `-places`.
    let distances: UnsafeMutablePointer<Int32>
    /// Results: the class of each word, its head (0 for the root, words from 1), its relation's place in the list.
    package let tags: UnsafeMutablePointer<UInt16>
    package let headOf: UnsafeMutablePointer<Int32>
    package let relations: UnsafeMutablePointer<UInt16>
    let decoder: TreeDecoder

    init(_ layout: NetworkLayout, _ kernels: UnsafePointer<cnetwork_kernels_t>) {
        decoder = TreeDecoder(kernels)
        let shape = layout.shape
        let places = Self.places
        let width = max(shape.embedding, 2 * shape.cells)
        var size = 0
        func take<Number>(_ count: Int, _: Number.Type) -> Int {
            defer { size = (size + count * MemoryLayout<Number>.stride + 63) / 64 * 64 }
            return size
        }
        let features = take(WordFeatures.count, UInt64.self)
        let slots = take(WordFeatures.count, UInt32.self)
        let rows = take(WordFeatures.count, UInt16.self)
        let first = take(places * width, Int16.self)
        let second = take(places * width, Int16.self)
        let state = take(shape.cells, Int16.self)
        let sums = take(places * max(4 * shape.cells, layout.topRows), Int32.self)
        let dense = max(shape.arcs, shape.labels)
        let dependents = take(places * dense, Int16.self)
        let heads = take(places * shape.arcs, Int16.self)
        let packedHeads = take(places * shape.arcs, Int16.self)
        let narrow = take(places * dense, Int32.self)
        let scores = take(places * max(places, layout.relation.rows), Int32.self)
        let distances = take(2 * places, Int32.self)
        let tags = take(places, UInt16.self)
        let headOf = take(places, Int32.self)
        let relations = take(places, UInt16.self)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        self.memory = memory
        func room<Number>(_ offset: Int, _: Number.Type) -> UnsafeMutablePointer<Number> {
            (memory + offset).assumingMemoryBound(to: Number.self)
        }
        self.features = room(features, UInt64.self)
        self.slots = room(slots, UInt32.self)
        self.rows = room(rows, UInt16.self)
        self.first = room(first, Int16.self)
        self.second = room(second, Int16.self)
        self.state = room(state, Int16.self)
        self.sums = room(sums, Int32.self)
        self.dependents = room(dependents, Int16.self)
        self.heads = room(heads, Int16.self)
        self.packedHeads = room(packedHeads, Int16.self)
        self.narrow = room(narrow, Int32.self)
        self.scores = room(scores, Int32.self)
        self.distances = room(distances, Int32.self)
        self.tags = room(tags, UInt16.self)
        self.headOf = room(headOf, Int32.self)
        self.relations = room(relations, UInt16.self)
    }

    deinit { memory.deallocate() }
}
