/// The exponential function and the logarithm as sums and products alone, so that training gives the same bytes with any C
/// library.
enum Exponential {
    /// `e` to the power `x`, for `x` at most 0, to about seven digits; 0 below -80.
    @inline(__always)
    static func of(_ x: Float) -> Float {
        guard x > -80 else { return 0 }
        // e^x = 2^n * e^r with |r| at most half the logarithm of 2.
        let n = (x * 1.442_695).rounded()
        let r = (x - n * 0.693_145_75) - n * 1.428_606_8e-6
        let series = 1 + r * (1 + r * (0.5 + r * (0.166_666_67 + r * (0.041_666_67 + r * 0.008_333_33))))
        return Float(sign: .plus, exponent: Int(n), significand: series)
    }

    /// The natural logarithm of a positive number, to about six digits.
    static func logarithm(_ x: Float) -> Float {
        var (exponent, significand) = (Float(x.exponent), x.significand)
        if significand > 1.414_213_6 { (significand, exponent) = (significand / 2, exponent + 1) }
        // log m = 2 artanh((m - 1) / (m + 1)).
        let t = (significand - 1) / (significand + 1)
        let square = t * t
        let series = 2 * t * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9))))
        return exponent * 0.693_147_2 + series
    }
}
