/// Where the matrices of a network lie in its file; ``NetworkWriter`` writes by it and ``SentenceNetwork`` reads by it.
///
/// The file is a ``ModelArchive`` of these parts, numbers little endian:
///
///     0   header, UInt32 each: magic "CWNN", version; embedding, cells, layers, arcs, labels (each rounded up to a
///         multiple of 16), tag classes, relations, rows, slots; how far sums of rows are shifted up; then for each layer
///         and direction the scale of its sums, and the shifts that make of sums the numbers that go on: of dependents,
///         heads, the form, the relations' hidden layer
///     1   tag classes: part of speech, Penn tag, a byte each
///     2   relations: raw values of ``DependencyRelation``, a byte each
///     3   slots of ``FeatureRows``, UInt32 each
///     4   rows: `embedding` numbers Int8 each
///     5   matrices, Int16, in the kernels' order (`CNetwork.h`), and biases, Int32, each at a multiple of 64 bytes
///
/// Rows of a direction are [cells / 16][gate][16]; those over the last layer are tags, dependents, heads, words under a
/// relation and words over a relation, one after the other.
struct NetworkLayout {
    struct Part {
        /// In bytes.
        var offset: Int
        var rows: Int
        var columns: Int
        var bias: Int

        var blocks: Int { rows / NetworkLayout.block }
    }

    static let magic: UInt32 = 0x4E4E_5743
    static let version: UInt32 = 1
    static let headerCount = 12
    /// Rows in a block of the kernels.
    static let block = 16
    /// Beyond this no network is meant.
    static let widest = 4096

    /// Binary places of the sums of rows, of hidden states, and of what the arcs and relations read.
    static let inputPlaces = 10
    static let hiddenPlaces = 12
    static let densePlaces = 10
    static let formPlaces = 9
    /// Sums of rows are kept within this, in units of 2^-10.
    static let inputLimit = 8191

    /// All widths rounded up.
    let shape: NetworkWeights.Shape
    /// For each layer both directions: what goes in (with the bias), and what comes back.
    private(set) var layers: [[(input: Part, recurrent: Part)]] = []
    private(set) var top: Part
    private(set) var form: Part
    private(set) var relation: Part
    /// Of 41 numbers, Int32.
    private(set) var distances: Int
    /// Bytes of all.
    private(set) var size: Int

    /// First rows of the parts over the last layer.
    var dependentStart: Int { Self.rounded(shape.tagClasses) }
    var headStart: Int { dependentStart + shape.arcs }
    var labelDependentStart: Int { headStart + shape.arcs }
    var labelHeadStart: Int { labelDependentStart + shape.labels }
    var topRows: Int { labelHeadStart + shape.labels }

    /// - Parameter shape: of the weights; widths are rounded up.
    init(_ given: NetworkWeights.Shape) {
        var shape = given
        shape.embedding = Self.rounded(given.embedding)
        shape.cells = Self.rounded(given.cells)
        shape.arcs = Self.rounded(given.arcs)
        shape.labels = Self.rounded(given.labels)
        self.shape = shape
        var next = 0
        func place(_ rows: Int, _ columns: Int) -> Part {
            var part = Part(offset: next, rows: rows, columns: columns, bias: 0)
            part.bias = Self.aligned(next + rows * columns * 2)
            next = Self.aligned(part.bias + rows * 4)
            return part
        }
        for layer in 0..<shape.layers {
            layers.append(
                (0..<2).map { _ in
                    (place(shape.cells * 4, shape.input(layer)), place(shape.cells * 4, shape.cells))
                })
        }
        let last = shape.input(shape.layers)
        let tags = Self.rounded(shape.tagClasses)
        top = place(tags + 2 * shape.arcs + 2 * shape.labels, last)
        form = place(shape.arcs, shape.arcs)
        relation = place(Self.rounded(shape.relations), shape.labels)
        distances = next
        size = next + 41 * 4
    }

    static func rounded(_ width: Int) -> Int { (width + block - 1) / block * block }

    private static func aligned(_ offset: Int) -> Int { (offset + 63) / 64 * 64 }
}
