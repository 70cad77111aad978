import Articles

/// The `Retry-After` header (RFC 9110, 10.2.3): seconds, or a date.
enum RetryAfter {
    /// A receiver may ask for a day at most: what it says for longer is not believed.
    static let longest = Duration.seconds(86_400)

    /// - Parameter now: seconds since 1970.
    /// - Returns: how long to wait, zero to a day; nil where the value is neither of the two.
    static func parse(_ value: String, now: Int64) -> Duration? {
        let text = value.drop { $0 == " " }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // More digits than fit is longer than a day all the same.
            return min(.seconds(Int64(text) ?? 86_400), longest)
        }
        guard let time = date(text) else { return nil }
        return min(max(.seconds(time - now), .zero), longest)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that senders may write. Seconds since 1970.
    private static func date(_ text: Substring) -> Int64? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = text.split(separator: " ", maxSplits: 7)
        guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT", let day = Int(parts[1]),
            let month = months.firstIndex(where: { $0 == parts[2] }), let year = Int(parts[3]),
            let date = CalendarDate(year: year, month: month + 1, day: day)
        else { return nil }
        let clock = parts[4].split(separator: ":", maxSplits: 4).compactMap { Int64($0) }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        return Int64(date.day) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]
    }
}
