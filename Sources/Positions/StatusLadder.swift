import Claims

/// How far an action is, as an order: what comes later in the life of a sanction, a truce or a law ranks higher; what
/// undoes it falls back below where it began.
public enum StatusLadder {
    public static func rank(_ status: ActionStatus) -> Int {
        switch status {
        case .ended, .lifted, .collapsed, .failed: return -3
        case .cancelled, .rejected, .violated: return -2
        case .suspended, .postponed, .hampered: return -1
        case .denied: return 0
        case .considered: return 1
        case .threatened: return 2
        case .planned: return 3
        case .announced: return 4
        case .agreed: return 5
        case .ordered: return 6
        case .signed: return 7
        case .imposed: return 8
        case .inEffect: return 9
        case .extended: return 10
        case .completed: return 11
        }
    }

    /// Whether it is not yet done: considered, threatened, planned, announced.
    public static func isIntent(_ status: ActionStatus) -> Bool {
        (rank(.considered)...rank(.announced)).contains(rank(status))
    }

    /// Whether both say that the action holds, that it is no more, that it has come to nothing, or that it waits: no news
    /// beside each other.
    public static func isSame(_ a: ActionStatus, _ b: ActionStatus) -> Bool {
        if a == b { return true }
        let on: Set<ActionStatus> = [.imposed, .inEffect]
        let off: Set<ActionStatus> = [.ended, .lifted]
        let broken: Set<ActionStatus> = [.collapsed, .failed]
        let held: Set<ActionStatus> = [.postponed, .hampered]
        return [on, off, broken, held].contains { $0.contains(a) && $0.contains(b) }
    }

    /// Whether the new status is of a further action beside one that holds: sanctions threatened while others are in
    /// force, a truce agreed while one is kept. It says nothing of the one that holds.
    public static func isFurther(_ new: ActionStatus, beside held: ActionStatus) -> Bool {
        let holds: Set<ActionStatus> = [.imposed, .inEffect, .extended]
        return holds.contains(held) && (rank(.considered)...rank(.signed)).contains(rank(new))
    }

    /// Whether the new status is of another action than the one that was known: what is only planned cannot have ended,
    /// and what is being considered after an end is not what ended.
    public static func isOther(_ new: ActionStatus, than held: ActionStatus) -> Bool {
        isIntent(held) && (new == .ended || new == .lifted) || rank(held) < rank(.denied) && new == .considered
    }
}
