import Claims

/// How two observations of one key differ.
public struct Difference: Sendable, Equatable {
    public var reason: Shift.Reason
    public var direction: Shift.Direction?

    /// The difference between what was held and what is said now; nil where there is none that counts: levels of one
    /// sign, figures that can be the same, statuses that say the same.
    public static func between(_ old: Observation, _ new: Observation) -> Difference? {
        switch new.key.kind {
        case .stance:
            guard let a = old.level, let b = new.level, a.signum() != b.signum() || abs(b - a) >= 2 else { return nil }
            if a.signum() * b.signum() < 0 { return Difference(reason: .reversed, direction: b > a ? .up : .down) }
            return b > a
                ? Difference(reason: .softened, direction: .up) : Difference(reason: .hardened, direction: .down)
        case .number:
            guard let direction = NumberComparison.direction(from: old, to: new) else { return nil }
            return Difference(reason: direction == .up ? .numberUp : .numberDown, direction: direction)
        case .status:
            guard let a = old.status, let b = new.status, !StatusLadder.isSame(a, b),
                !StatusLadder.isOther(b, than: a)
            else { return nil }
            let advanced = StatusLadder.rank(b) >= StatusLadder.rank(a)
            return Difference(
                reason: advanced ? .statusAdvanced : .statusFellBack, direction: advanced ? .up : .down)
        case .deadline:
            guard let a = old.deadline, let b = new.deadline, a != b else { return nil }
            return Difference(reason: .deadlineMoved, direction: b > a ? .up : .down)
        }
    }
}
