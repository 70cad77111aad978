import Articles
import Claims

/// What was weighed, in words that a person reads at a glance.
public enum WeighedWords {
    /// Lines for a change: both sides, what speaks for the new one against what was needed, and what made it dear.
    public static func lines(_ judgement: Standing.Judgement, new: Observation) -> [String] {
        guard let old = judgement.from else { return ["no earlier position is known"] }
        var lines = ["before: \(describe(old)); last heard \(age(new.date - old.date))", "now: \(describe(new))"]
        guard let balance = balance(judgement, new: new) else { return lines }
        lines.append(balance)
        if judgement.turns > 0 {
            lines.append("it has turned \(judgement.turns == 1 ? "once" : "\(judgement.turns) times") of late")
        }
        if let note = note(judgement.effect) { lines.append(note) }
        return lines
    }

    /// "0.85 of 1 speaks for it, 0.59 is needed (heard 1.2 times before, fading with age)"; nil where nothing is weighed.
    public static func balance(_ judgement: Standing.Judgement, new: Observation) -> String? {
        guard judgement.required > 0 else { return nil }
        var line = "\(figure(judgement.evidence)) of 1 speaks for it, \(figure(judgement.required)) is needed"
        if new.key.kind == .stance { line += " (support for what was held: \(figure(judgement.support)))" }
        return line
    }

    /// What came of it, where a change alone does not say so.
    public static func note(_ effect: Standing.Effect) -> String? {
        switch effect {
        case .hints: "too little to be believed alone: a hint, one step less urgent"
        case .doubted: "too little to be believed: what was held stays until more is heard"
        case .replaces: "what was held was read too unsurely to be compared with"
        case .returns: "a hint that nobody confirmed is taken back"
        case .disputes: "another source disputes it: what was held stays"
        case .beside: "of something further: what was held stays"
        case .first, .confirms, .shifts: nil
        }
    }

    /// What it did, in a word or two.
    public static func label(_ effect: Standing.Effect) -> String {
        switch effect {
        case .first: "first known"
        case .confirms: "said again"
        case .shifts: "CHANGED"
        case .hints: "HINT"
        case .returns: "hint taken back"
        case .replaces: "read anew"
        case .doubted: "not believed"
        case .disputes: "disputed"
        case .beside: "beside it"
        }
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
