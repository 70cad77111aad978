/// Writes weights as the bytes that ``SentenceNetwork`` reads: whole numbers, each matrix as fine as its largest sum
/// allows.
package struct NetworkWriter {
    private let weights: NetworkWeights
    private let layout: NetworkLayout
    private var matrices: [UInt8]
    private var scales: [UInt32] = []
    private var shifts: [UInt32] = []

    /// - Parameters:
    ///   - tagClasses: part of speech and Penn tag, as many as the weights have.
    ///   - relations: as many as the weights have.
    /// - Returns: the bytes of the archive. Features beyond the first 65,535 are left out.
    package static func write(
        _ weights: NetworkWeights, tagClasses: [(PartOfSpeech, PennTag)], relations: [DependencyRelation]
    ) -> [UInt8] {
        precondition(tagClasses.count == weights.shape.tagClasses, "a class for each row of the tags")
        precondition(relations.count == weights.shape.relations, "a relation for each row of the relations")
        var writer = NetworkWriter(weights)
        writer.writeLayers()
        writer.writeTop()
        return writer.archive(tagClasses, relations)
    }

    private init(_ weights: NetworkWeights) {
        self.weights = weights
        layout = NetworkLayout(weights.shape)
        matrices = [UInt8](repeating: 0, count: layout.size)
    }

    private func archive(_ tagClasses: [(PartOfSpeech, PennTag)], _ relations: [DependencyRelation]) -> [UInt8] {
        let shape = layout.shape
        let features = Array(weights.features.prefix(FeatureRows.mostRows))
        let slots = FeatureRows.pack(features)
        let (rows, places) = quantisedRows(features.count)
        let numbers =
            [
                Int(NetworkLayout.magic), Int(NetworkLayout.version), shape.embedding, shape.cells, shape.layers,
                shape.arcs, shape.labels, shape.tagClasses, shape.relations, features.count, slots.count / 4,
                NetworkLayout.inputPlaces - places,
            ].map { UInt32($0) } + scales + shifts
        var header: [UInt8] = []
        for number in numbers { header += Self.bytes(Int32(bitPattern: number)) }
        return ModelArchive.pack(
            [
                header, tagClasses.flatMap { [$0.rawValue, $1.rawValue] }, relations.map(\.rawValue), slots, rows,
                matrices,
            ])
    }

    /// The rows in units of 2^-places, `places` being what loses least.
    private func quantisedRows(_ count: Int) -> (bytes: [UInt8], places: Int) {
        let width = weights.shape.embedding
        var best: (places: Int, loss: Float) = (6, .infinity)
        for places in 4...8 {
            var loss: Float = 0
            for value in weights.rows.prefix(count * width) {
                let error = value - Float(Self.code(value, places, 127)) / Float(1 << places)
                loss += error * error
            }
            if loss < best.loss { best = (places, loss) }
        }
        var bytes = [UInt8](repeating: 0, count: count * layout.shape.embedding)
        for row in 0..<count {
            for column in 0..<width {
                let code = Self.code(weights.rows[row * width + column], best.places, 127)
                bytes[row * layout.shape.embedding + column] = UInt8(truncatingIfNeeded: code)
            }
        }
        return (bytes, best.places)
    }

    private mutating func writeLayers() {
        let cells = weights.shape.cells
        // Row r of the file's matrix is this row of the weights', or none.
        let rows = (0..<4 * layout.shape.cells).map { row -> Int? in
            let (group, gate, lane) = (row / 64, row / 16 % 4, row % 16)
            let cell = group * 16 + lane
            return cell < cells ? gate * cells + cell : nil
        }
        let columns = Self.places(cells, layout.shape.cells)
        for (layer, directions) in weights.layers.enumerated() {
            let inputs = layer == 0 ? Self.places(weights.shape.embedding, layout.shape.embedding) : bothDirections
            let places = layer == 0 ? NetworkLayout.inputPlaces : NetworkLayout.hiddenPlaces
            let limit = layer == 0 ? Float(NetworkLayout.inputLimit) / Float(1 << NetworkLayout.inputPlaces) : 1
            for (number, direction) in directions.enumerated() {
                let width = weights.shape.input(layer)
                var most: Float = 0
                for row in 0..<4 * cells {
                    let from = Self.size(direction.input, row, width) * limit
                    most = max(most, from + Self.size(direction.recurrent, row, cells) + abs(direction.bias[row]))
                }
                // Both products are added, so they have one scale.
                let hidden = NetworkLayout.hiddenPlaces
                let scale = max(
                    14,
                    min(Self.scale(direction.input, most, places), Self.scale(direction.recurrent, most, hidden)))
                let to = layout.layers[layer][number]
                write(direction.input, width, to.input, rows, inputs, places: scale - places)
                write(direction.bias, to.input, rows, places: scale)
                write(direction.recurrent, cells, to.recurrent, rows, columns, places: scale - hidden)
                scales.append(UInt32(scale))
            }
        }
    }

    private mutating func writeTop() {
        let shape = weights.shape
        let width = shape.input(shape.layers)
        func scale(
            _ dense: [NetworkWeights.Dense], _ rows: Int, _ width: Int, _ limit: Float, _ places: Int
        ) -> (
            scale: Int, most: Float
        ) {
            var most: Float = 0
            for row in 0..<rows {
                most = max(
                    most,
                    dense.reduce(0) {
                        $0 + Self.size($1.matrix, row, width) * limit + ($1.bias.isEmpty ? 0 : abs($1.bias[row]))
                    })
            }
            return (dense.map { Self.scale($0.matrix, most, places) }.min() ?? places, most)
        }
        func place(_ dense: NetworkWeights.Dense, _ start: Int, _ rows: Int, _ scale: Int) {
            var part = layout.top
            part.offset += start * part.columns * 2
            part.bias += start * 4
            let order = Self.places(rows, NetworkLayout.rounded(rows))
            write(dense.matrix, width, part, order, bothDirections, places: scale - NetworkLayout.hiddenPlaces)
            if !dense.bias.isEmpty { write(dense.bias, part, order, places: scale) }
        }
        let places = NetworkLayout.densePlaces
        let tags = scale([weights.tags], shape.tagClasses, width, 1, NetworkLayout.hiddenPlaces)
        place(weights.tags, 0, shape.tagClasses, tags.scale)
        let dependent = scale([weights.dependent], shape.arcs, width, 1, NetworkLayout.hiddenPlaces)
        place(weights.dependent, layout.dependentStart, shape.arcs, dependent.scale)
        let head = scale([weights.head], shape.arcs, width, 1, NetworkLayout.hiddenPlaces)
        place(weights.head, layout.headStart, shape.arcs, head.scale)
        let labels = scale(
            [weights.labelDependent, weights.labelHead], shape.labels, width, 1, NetworkLayout.hiddenPlaces)
        place(weights.labelDependent, layout.labelDependentStart, shape.labels, labels.scale)
        place(weights.labelHead, layout.labelHeadStart, shape.labels, labels.scale)

        let most = Float(32768 >> places)
        let formDense = NetworkWeights.Dense(matrix: weights.form, bias: weights.headBias)
        let form = scale([formDense], shape.arcs, shape.arcs, min(most, dependent.most), places)
        let arcs = Self.places(shape.arcs, layout.shape.arcs)
        write(weights.form, shape.arcs, layout.form, arcs, arcs, places: form.scale - places)
        write(weights.headBias, layout.form, arcs, places: form.scale)
        let relation = scale([weights.relation], shape.relations, shape.labels, min(most, labels.most), places)
        let relations = Self.places(shape.relations, NetworkLayout.rounded(shape.relations))
        let hidden = Self.places(shape.labels, layout.shape.labels)
        write(
            weights.relation.matrix, shape.labels, layout.relation, relations, hidden, places: relation.scale - places)
        if !weights.relation.bias.isEmpty {
            write(weights.relation.bias, layout.relation, relations, places: relation.scale)
        }
        for index in 0..<41 {
            let code = Self.code(weights.distances[index], places + NetworkLayout.formPlaces, 1 << 28)
            put(Self.bytes(Int32(code)), at: layout.distances + index * 4)
        }
        shifts = [
            dependent.scale - places, head.scale - places, form.scale - NetworkLayout.formPlaces,
            labels.scale - places,
        ].map { UInt32($0) }
    }

    /// Which column of the weights' matrices over a layer a column of the file's is.
    private var bothDirections: [Int?] {
        let cells = weights.shape.cells
        return (0..<2 * layout.shape.cells).map { column in
            let (direction, cell) = (column / layout.shape.cells, column % layout.shape.cells)
            return cell < cells ? direction * cells + cell : nil
        }
    }

    private mutating func write(
        _ matrix: [Float], _ width: Int, _ part: NetworkLayout.Part, _ rows: [Int?], _ columns: [Int?], places: Int
    ) {
        for (place, row) in rows.enumerated() {
            guard let row else { continue }
            for (column, from) in columns.enumerated() {
                guard let from else { continue }
                let code = UInt16(truncatingIfNeeded: Self.code(matrix[row * width + from], places, 32767))
                let index = (place / 16 * (columns.count / 2) + column / 2) * 32 + place % 16 * 2 + column % 2
                put([UInt8(truncatingIfNeeded: code), UInt8(code >> 8)], at: part.offset + index * 2)
            }
        }
    }

    private mutating func write(_ bias: [Float], _ part: NetworkLayout.Part, _ rows: [Int?], places: Int) {
        for (place, row) in rows.enumerated() {
            guard let row else { continue }
            put(Self.bytes(Int32(Self.code(bias[row], places, 1 << 30))), at: part.bias + place * 4)
        }
    }

    private mutating func put(_ bytes: [UInt8], at offset: Int) {
        for (index, byte) in bytes.enumerated() { matrices[offset + index] = byte }
    }

    /// Sum of the sizes in a row.
    private static func size(_ matrix: [Float], _ row: Int, _ width: Int) -> Float {
        matrix[row * width..<(row + 1) * width].reduce(0) { $0 + abs($1) }
    }

    /// The finest scale at which neither a weight leaves Int16 nor a sum leaves Int32; the inputs have `places`.
    private static func scale(_ matrix: [Float], _ most: Float, _ places: Int) -> Int {
        let largest = matrix.reduce(0) { max($0, abs($1)) }
        var own = 15
        while own > 2, largest * Float(1 << own) > 32767 || most * Float(1 << (own + places)) > 2e9 { own -= 1 }
        return own + places
    }

    private static func code(_ value: Float, _ places: Int, _ most: Int) -> Int {
        let scaled = (value * Float(1 << places)).rounded()
        return scaled.isNaN ? 0 : Int(max(-Float(most), min(Float(most), scaled)))
    }

    private static func places(_ count: Int, _ rounded: Int) -> [Int?] {
        (0..<rounded).map { $0 < count ? $0 : nil }
    }

    private static func bytes(_ value: Int32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> Int32($0 * 8)) }
    }
}
