import Articles
import Claims
import Positions

/// Decides which shifts become alerts: a pure function of shifts and rules, each decision with its reason.
public struct AlertDecider: Sendable {
    public var rules: [AlertRule]

    public init(rules: [AlertRule]) { self.rules = rules }

    /// Why a shift was spoken of, or not.
    public enum Decision: Sendable, Equatable {
        case speak(Alert)
        case quiet(reason: String)
    }

    /// The first rule that asks for the shift speaks; where none does, the reason says why the last one did not.
    public func decide(_ shift: Shift) -> Decision {
        var reason = "no rule is configured"
        for rule in rules {
            guard let why = rule.mismatch(shift) else {
                return .speak(Self.alert(for: shift, rule: rule))
            }
            reason = "rule \(rule.name): \(why)"
        }
        return .quiet(reason: reason)
    }

    /// The numbers of quiet days that rules ask for.
    public var quietSpans: Set<Int> {
        Set(rules.flatMap(\.when).compactMap { if case .quietFor(let days) = $0 { days } else { nil } })
    }

    /// What the shifts of an article come to, each with its reason, in the order of its text.
    public func verdict(on shifts: [Shift]) -> Verdict {
        var verdict = Verdict(shifts: shifts)
        for shift in shifts {
            switch decide(shift) {
            case .speak(let alert):
                verdict.alerts.append(alert)
                let steps = rules.first { $0.name == alert.rule }?.steps(of: shift) ?? []
                if !steps.isEmpty { verdict.steps[alert.id] = steps }
                verdict.reasons.append("rule \(alert.rule) asks for it")
            case .quiet(let reason): verdict.reasons.append(reason)
            }
        }
        for rule in rules { verdict.dispatch[rule.name] = rule.dispatch }
        return verdict
    }

    /// Alerts for all shifts of an article, in the order of its text.
    public func alerts(for shifts: [Shift]) -> [Alert] {
        shifts.compactMap { shift in
            if case .speak(let alert) = decide(shift) { alert } else { nil }
        }
    }

    static func alert(for shift: Shift, rule: AlertRule) -> Alert {
        let kind = shift.change == .contradicted ? "contradiction" : shift.key.kind.rawValue
        return Alert(
            id: AlertID.make(shift, rule: rule.name), article: shift.notice?.path ?? shift.to.path,
            date: date(of: shift), kind: kind,
            change: shift.change, reason: shift.reason, actor: shift.key.actor, topic: shift.key.topic,
            direction: shift.direction, from: shift.from.map(side), to: side(shift.to), rule: rule.name,
            severity: rule.severity(of: shift), message: message(shift),
            evidence: [evidence(shift.to)] + (shift.from.map { [evidence($0)] } ?? []), weighed: shift.weighed,
            send: rule.send, retracts: shift.notice.flatMap { $0.alerts.isEmpty ? nil : $0.alerts })
    }

    /// As of when it holds: a deadline is missed on its day, not on that of the article that set it.
    static func date(of shift: Shift) -> CalendarDate {
        if let days = shift.quietDays { return shift.to.date + days }
        return shift.notice?.date ?? (shift.change == .missed ? shift.to.deadline ?? shift.to.date : shift.to.date)
    }

    /// `Russia on ceasefire: rejects -> open to it (via Volodymyr Zelensky): "…"`, on one line.
    static func message(_ shift: Shift) -> String {
        var text = shift.key.actor.map { "\($0) on \(shift.key.topic)" } ?? shift.key.topic
        if shift.key.kind == .deadline { text += " deadline" }
        text += ": "
        let to = PositionWords.label(shift.to)
        switch shift.change {
        case .quiet: text += "quiet for \(shift.quietDays ?? 0) days, last \(to)"
        case .missed: text += "\(to) has passed"
        case .retracted:
            text += shift.from.map { "retracted: \(PositionWords.label($0)), again \(to)" } ?? "retracted: \(to)"
        case .met: text += "\(shift.from.map(PositionWords.label) ?? "?") is met: \(to)"
        case .contradicted: text += "\(shift.from.map(PositionWords.label) ?? "?") or \(to)?"
        case .first, .shift:
            text += shift.from.map { PositionWords.label($0) + " -> " } ?? ""
            text += to
        }
        if shift.to.certainty == .hedged || shift.to.certainty == .conditional {
            text += ", \(shift.to.certainty.rawValue)"
        }
        if !shift.to.via.isEmpty { text += " (via \(shift.to.via.joined(separator: ", via ")))" }
        return OneLine.text("\(text): \"\(shift.to.evidence.text)\"", limit: 1_000)
    }

    static func side(_ observation: Observation) -> Alert.Side {
        Alert.Side(
            label: PositionWords.label(observation), level: observation.level, value: observation.value,
            upper: observation.upperValue, unit: observation.unit, bound: observation.bound,
            status: observation.status?.rawValue, deadline: observation.deadline, certainty: observation.certainty,
            date: observation.date)
    }

    static func evidence(_ observation: Observation) -> Alert.Evidence {
        Alert.Evidence(
            article: observation.path, articleID: observation.article, date: observation.date,
            text: OneLine.text(observation.evidence.text, limit: 2_000), start: observation.evidence.start,
            end: observation.evidence.end, via: observation.via, publisher: observation.publisher,
            claimRule: observation.rule)
    }
}
