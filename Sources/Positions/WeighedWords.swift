import Articles
import Claims

/// What was weighed, in words that a person reads at a glance.
public enum WeighedWords {
    /// Lines for a change: what spoke for what was held, what speaks for what is new, and why that was enough.
    public static func lines(_ judgement: Standing.Judgement, new: Observation) -> [String] {
        guard let old = judgement.from else { return ["no earlier position is known"] }
        var lines = ["before: \(describe(old)); last heard \(age(new.date - old.date))", "now: \(describe(new))"]
        guard new.key.kind == .stance else { return lines }
        lines.append(
            "held with support \(figure(judgement.support)): a change takes \(figure(judgement.required)) of 1"
                + ", and \(figure(judgement.evidence)) speaks for it")
        if judgement.turns > 0 {
            lines.append("it has turned \(judgement.turns == 1 ? "once" : "\(judgement.turns) times") of late")
        }
        switch judgement.effect {
        case .hints: lines.append("too little to be believed alone: a hint, one step less urgent")
        case .doubted: lines.append("too little: what was held stays until more is heard")
        case .replaces: lines.append("what was held was read too unsurely to be compared with")
        case .returns: lines.append("a hint that nobody confirmed is taken back")
        case .first, .confirms, .shifts, .disputes, .beside: break
        }
        return lines
    }

    /// "first hand, asserted", "via three sources, hedged", with how much it counts.
    static func describe(_ observation: Observation) -> String {
        let who = observation.via.isEmpty ? "first hand" : "via \(observation.via.joined(separator: ", via "))"
        return "\(who), \(observation.certainty.rawValue), weight \(figure(observation.weight))"
    }

    static func source(of observation: Observation) -> String {
        observation.via.first ?? observation.publisher ?? "the article"
    }

    private static func age(_ days: Int) -> String {
        switch days {
        case ...0: return "the same day"
        case 1: return "the day before"
        default: return "\(days) days before"
        }
    }

    /// Two digits after the point.
    public static func figure(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
        let hundredths = Int((value * 100).rounded())
        let digits = "\(hundredths % 100)"
        return "\(hundredths / 100).\(digits.count == 1 ? "0" : "")\(digits)"
    }
}
