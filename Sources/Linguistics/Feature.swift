/// Hashing of features: what a linear model knows a property of the input by.
///
/// A feature is a 64-bit hash of a template number and one to four values (word keys, tags, shapes). Two templates
/// never share a feature, since the template's number goes into the hash. The hash is the same on every machine.
public enum Feature {
    /// The feature of `template` with one value.
    @inlinable @inline(__always)
    public static func hash(_ template: UInt64, _ a: UInt64) -> UInt64 {
        mix(a &+ (template &+ 1) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// The feature of `template` with two values; their order matters.
    @inlinable @inline(__always)
    public static func hash(_ template: UInt64, _ a: UInt64, _ b: UInt64) -> UInt64 {
        mix((a &+ (template &+ 1) &* 0x9E37_79B9_7F4A_7C15) &* 0xC2B2_AE3D_27D4_EB4F ^ (b &+ 0x1656_67B1_9E37_79F9))
    }

    /// The feature of `template` with three values; their order matters.
    @inlinable @inline(__always)
    public static func hash(_ template: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
        hash(template, fold(a, b), c)
    }

    /// The feature of `template` with four values; their order matters.
    @inlinable @inline(__always)
    public static func hash(_ template: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) -> UInt64 {
        hash(template, fold(a, b), fold(c, d))
    }

    /// Two values as one.
    @inlinable @inline(__always)
    public static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = (a ^ 0x2545_F491_4F6C_DD1D) &* 0x9FB2_1C65_1E98_DF25
        return (product ^ (product >> 29)) &+ b &* 0xD6E8_FEB8_6659_FD93
    }

    @inlinable @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
