import Articles
import Claims
import Positions

/// Positions in words that a person reads at a glance.
public enum PositionWords {
    /// "rejects", "25 %", "at least 72", "imposed", "2025-08-08".
    public static func label(_ observation: Observation) -> String {
        switch observation.key.kind {
        case .stance: return level(observation.level ?? 0)
        case .number: return figure(observation)
        case .status: return observation.status?.rawValue ?? "unknown"
        case .deadline: return observation.deadline?.description ?? "unknown"
        }
    }

    /// A level of -2…2 in words.
    public static func level(_ level: Int) -> String {
        switch level {
        case 2...: return "commits to it"
        case 1: return "open to it"
        case 0: return "undecided"
        case -1: return "reluctant"
        default: return "rejects"
        }
    }

    private static func figure(_ observation: Observation) -> String {
        guard let value = observation.value else { return "unknown" }
        var text = number(value)
        if let upper = observation.upperValue { text += " to \(number(upper))" }
        if let unit = observation.unit, !unit.isEmpty { text += " \(unit)" }
        switch observation.bound {
        case .atLeast: return "at least \(text)"
        case .atMost: return "at most \(text)"
        case .about: return "about \(text)"
        case .exact, nil: return text
        }
    }

    /// A number without a needless fraction, at most four digits after the point, thousands set apart by commas.
    public static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        let scaled = (abs(value) * 10_000).rounded()
        let whole = Int(scaled / 10_000)
        var fraction = String(Int(scaled) % 10_000)
        fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        var digits = ""
        for (place, digit) in String(whole).reversed().enumerated() {
            if place > 0, place % 3 == 0 { digits.append(",") }
            digits.append(digit)
        }
        return (value < 0 ? "-" : "") + String(digits.reversed()) + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}
