import Claims

/// Whether two figures for one measure differ, bounds included.
public enum NumberComparison {
    /// The direction of the change; nil where the new figure can be the old one said otherwise ("at least 70" after 72,
    /// "about 100" after 98).
    public static func direction(from old: Observation, to new: Observation) -> Shift.Direction? {
        guard let a = old.value, let b = new.value else { return nil }
        let (low, high) = interval(old)
        let (newLow, newHigh) = interval(new)
        if newLow <= high, low <= newHigh {
            // They can be the same figure, unless both are minima and the minimum has risen.
            guard old.bound == .atLeast, new.bound == .atLeast || new.bound == .exact, b > a * 1.005 else { return nil }
            return .up
        }
        return b > a ? .up : .down
    }

    /// The values that a figure allows.
    static func interval(_ observation: Observation) -> (low: Double, high: Double) {
        guard let value = observation.value else { return (-.infinity, .infinity) }
        let slack = abs(value) * 0.005
        if let upper = observation.upperValue { return (min(value, upper), max(value, upper)) }
        switch observation.bound ?? .exact {
        case .exact: return (value - slack, value + slack)
        case .about: return (value - abs(value) * 0.05, value + abs(value) * 0.05)
        case .atLeast: return (value - slack, .infinity)
        case .atMost: return (-.infinity, value + slack)
        }
    }
}
