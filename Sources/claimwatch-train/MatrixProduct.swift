/// Products of small dense matrices, on one core, with the same result on every machine: no fused multiply-add, the sums
/// always taken in the same order.
enum MatrixProduct {
    /// `out[i][j] += sum over k of a(i, k) * b[k][j]`.
    ///
    /// - Parameters:
    ///   - out: `rows` rows of `columns` numbers, `outStep` apart; `columns` is a multiple of 16.
    ///   - a: `a(i, k)` is `a[i * rowStep + k * innerStep]`, so that a matrix is read as it lies or turned over.
    ///   - b: `inner` rows of `columns` numbers, `bStep` apart.
    static func add(
        to out: UnsafeMutablePointer<Float>, _ outStep: Int,
        _ a: UnsafePointer<Float>, rowStep: Int, innerStep: Int,
        _ b: UnsafePointer<Float>, _ bStep: Int,
        rows: Int, inner: Int, columns: Int
    ) {
        var row = 0
        while row &+ 4 <= rows {
            let first = a + row &* rowStep
            let (second, third, fourth) = (first + rowStep, first + 2 &* rowStep, first + 3 &* rowStep)
            var column = 0
            while column < columns {
                let target = UnsafeMutableRawPointer(out + (row &* outStep &+ column))
                let bytes = outStep &* 4
                var sum0 = target.loadUnaligned(as: SIMD16<Float>.self)
                var sum1 = target.loadUnaligned(fromByteOffset: bytes, as: SIMD16<Float>.self)
                var sum2 = target.loadUnaligned(fromByteOffset: 2 &* bytes, as: SIMD16<Float>.self)
                var sum3 = target.loadUnaligned(fromByteOffset: 3 &* bytes, as: SIMD16<Float>.self)
                var source = UnsafeRawPointer(b + column)
                var place = 0
                for _ in 0..<inner {
                    let values = source.loadUnaligned(as: SIMD16<Float>.self)
                    sum0 += values * first[place]
                    sum1 += values * second[place]
                    sum2 += values * third[place]
                    sum3 += values * fourth[place]
                    source += bStep &* 4
                    place &+= innerStep
                }
                target.storeBytes(of: sum0, as: SIMD16<Float>.self)
                target.storeBytes(of: sum1, toByteOffset: bytes, as: SIMD16<Float>.self)
                target.storeBytes(of: sum2, toByteOffset: 2 &* bytes, as: SIMD16<Float>.self)
                target.storeBytes(of: sum3, toByteOffset: 3 &* bytes, as: SIMD16<Float>.self)
                column &+= 16
            }
            row &+= 4
        }
        while row < rows {
            addRow(to: out + row &* outStep, a + row &* rowStep, innerStep, b, bStep, inner: inner, columns: columns)
            row &+= 1
        }
    }

    /// One row of ``add(to:_:_:rowStep:innerStep:_:_:rows:inner:columns:)``.
    static func addRow(
        to out: UnsafeMutablePointer<Float>, _ a: UnsafePointer<Float>, _ innerStep: Int,
        _ b: UnsafePointer<Float>, _ bStep: Int, inner: Int, columns: Int
    ) {
        var column = 0
        while column &+ 64 <= columns {
            let target = UnsafeMutableRawPointer(out + column)
            var sum0 = target.loadUnaligned(as: SIMD16<Float>.self)
            var sum1 = target.loadUnaligned(fromByteOffset: 64, as: SIMD16<Float>.self)
            var sum2 = target.loadUnaligned(fromByteOffset: 128, as: SIMD16<Float>.self)
            var sum3 = target.loadUnaligned(fromByteOffset: 192, as: SIMD16<Float>.self)
            var source = UnsafeRawPointer(b + column)
            var place = 0
            for _ in 0..<inner {
                let value = a[place]
                sum0 += source.loadUnaligned(as: SIMD16<Float>.self) * value
                sum1 += source.loadUnaligned(fromByteOffset: 64, as: SIMD16<Float>.self) * value
                sum2 += source.loadUnaligned(fromByteOffset: 128, as: SIMD16<Float>.self) * value
                sum3 += source.loadUnaligned(fromByteOffset: 192, as: SIMD16<Float>.self) * value
                source += bStep &* 4
                place &+= innerStep
            }
            target.storeBytes(of: sum0, as: SIMD16<Float>.self)
            target.storeBytes(of: sum1, toByteOffset: 64, as: SIMD16<Float>.self)
            target.storeBytes(of: sum2, toByteOffset: 128, as: SIMD16<Float>.self)
            target.storeBytes(of: sum3, toByteOffset: 192, as: SIMD16<Float>.self)
            column &+= 64
        }
        while column < columns {
            let target = UnsafeMutableRawPointer(out + column)
            var sum = target.loadUnaligned(as: SIMD16<Float>.self)
            var source = UnsafeRawPointer(b + column)
            var place = 0
            for _ in 0..<inner {
                sum += source.loadUnaligned(as: SIMD16<Float>.self) * a[place]
                source += bStep &* 4
                place &+= innerStep
            }
            target.storeBytes(of: sum, as: SIMD16<Float>.self)
            column &+= 16
        }
    }
}
