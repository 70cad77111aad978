import Claims

/// How far an action is, as an order: what comes later in the life of a sanction, a truce or a law ranks higher; what
/// undoes it falls back below where it began.
public enum StatusLadder {
    public static func rank(_ status: ActionStatus) -> Int {
        switch status {
        case .ended, .lifted, .collapsed: return -3
        case .cancelled, .rejected, .violated: return -2
        case .suspended, .postponed: return -1
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
        }
    }
}
