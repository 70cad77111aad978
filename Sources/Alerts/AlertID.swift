import Articles
import Positions

/// The identity of an alert: a function of the content that raised it, so that every run gives the same.
public enum AlertID {
    /// 16 digits of the article's SHA-256 and 12 of a hash of what changed, in hexadecimal.
    ///
    /// The article's digest makes ids of different articles differ; the short hash needs to tell apart only the few
    /// alerts of one article.
    public static func make(_ shift: Shift, rule: String) -> String {
        var parts = [
            shift.key.kind.rawValue, shift.key.actor ?? "", shift.key.topic, shift.change.rawValue,
            PositionWords.label(shift.to), rule,
        ]
        parts += shift.notice?.alerts ?? []
        if let days = shift.quietDays { parts.append("\(days)") }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in parts.joined(separator: "\u{1F}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 29
        let digits = String(hash & 0xFFFF_FFFF_FFFF, radix: 16)
        return
            "\((shift.notice?.article ?? shift.to.article).hex.prefix(16))-\(String(repeating: "0", count: 12 - digits.count))\(digits)"
    }
}
