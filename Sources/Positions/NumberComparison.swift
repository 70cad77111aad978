import Articles
import Claims

/// Whether two figures for one measure differ, bounds included.
public enum NumberComparison {
    /// The direction of the change; nil where the new figure can be the old one said otherwise ("at least 70" after 72,
    /// "about 100" after 98).
    ///
    /// Who says "up to 50" speaks of some 50, and who says "more than 20" does not mean 100: a bound is read as news
    /// readers read it, not as logic allows.
    public static func direction(from old: Observation, to new: Observation) -> Shift.Direction? {
        guard let a = old.value, let b = new.value, hasOneUnit(old, new) else { return nil }
        let (low, high) = interval(old)
        let (newLow, newHigh) = interval(new)
        if newLow <= high, low <= newHigh {
            // They can be the same figure, unless a minimum has risen or has become far too low for the old figure.
            if old.bound == .atLeast, b > a * 1.005 { return .up }
            if new.bound == .atLeast, b < a * 0.5 { return .down }
            return nil
        }
        return b > a ? .up : .down
    }

    /// Whether both can be figures of one measure: dollars and percent cannot. A figure without a unit can be any.
    public static func hasOneUnit(_ a: Observation, _ b: Observation) -> Bool {
        guard let one = a.unit, let other = b.unit, !one.isEmpty, !other.isEmpty else { return true }
        return one == other
    }

    /// Two sources that differ within so many days contradict each other; later, the figure has changed.
    public static var contradictionWindow: Int { 2 }

    /// Whether a figure of another source disputes the latest one: given for the same day, or lower soon after. What
    /// is counted goes on rising, whoever counts it.
    public static func disputes(_ new: Observation, _ last: Observation) -> Bool {
        guard let mine = new.via.first, let theirs = last.via.first, mine != theirs,
            direction(from: last, to: new) != nil
        else { return false }
        let days = new.date - last.date
        return days == 0 || (days <= contradictionWindow && (new.value ?? 0) < (last.value ?? 0))
    }

    /// The values that a figure allows.
    static func interval(_ observation: Observation) -> (low: Double, high: Double) {
        guard let value = observation.value else { return (-.infinity, .infinity) }
        let slack = abs(value) * 0.005
        if let upper = observation.upperValue { return (min(value, upper), max(value, upper)) }
        switch observation.bound ?? .exact {
        case .exact: return (value - slack, value + slack)
        case .about, .atMost: return (value - abs(value) * 0.05, value + abs(value) * 0.05)
        case .atLeast: return (value - slack, .infinity)
        }
    }
}
