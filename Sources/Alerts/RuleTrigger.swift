import Claims
import Positions

/// A change that a rule asks for, as a configuration names it.
public enum RuleTrigger: Sendable, Hashable {
    /// The first position known.
    case first
    /// Any difference from what was held.
    case shift
    case reversed, softened, hardened
    /// What is denied: a position, or that something was done.
    case denied
    /// Another source says otherwise.
    case contradicted
    case numberUp, numberDown
    /// A number that moved by so much at least: a share of what it was (0.1 for 10 %), or an amount in its own unit.
    case changesByShare(Double)
    case changesByAmount(Double)
    /// A number that was below and is now at or above, or the reverse.
    case crosses(Double)
    case statusAdvanced, statusFellBack
    /// A status that is now this.
    case reaches(ActionStatus)
    case deadlineMoved
    /// A deadline whose day has passed.
    case missed
    /// What was due by a day has been done in time.
    case met
    /// Nothing has been heard of an actor on a topic for so many days.
    case quietFor(days: Int)

    /// Those without a figure or a status, by name.
    public static let named: [(name: String, trigger: RuleTrigger)] = [
        ("first", .first), ("shift", .shift), ("reversed", .reversed), ("softened", .softened),
        ("hardened", .hardened), ("denied", .denied), ("contradicted", .contradicted), ("number up", .numberUp),
        ("number down", .numberDown), ("status advanced", .statusAdvanced), ("status fell back", .statusFellBack),
        ("deadline moved", .deadlineMoved), ("missed", .missed),
        ("met", .met),
    ]

    /// Reads `shift`, `changes by 10%`, `changes by 5`, `crosses 1000`, `reaches imposed`; nil for anything else.
    public init?(_ text: String) {
        if let known = Self.named.first(where: { $0.name == text }) {
            self = known.trigger
        } else if text.hasPrefix("changes by ") {
            let figure = text.dropFirst("changes by ".count)
            let isShare = figure.hasSuffix("%")
            guard let value = Self.figure(isShare ? figure.dropLast() : figure), value > 0 else { return nil }
            self = isShare ? .changesByShare(value / 100) : .changesByAmount(value)
        } else if text.hasPrefix("crosses ") {
            guard let value = Self.figure(text.dropFirst("crosses ".count)) else { return nil }
            self = .crosses(value)
        } else if text.hasPrefix("quiet for ") {
            let words = text.dropFirst("quiet for ".count).split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, words[1] == "days" || words[1] == "day", let days = Int(words[0]),
                (1...365).contains(days)
            else { return nil }
            self = .quietFor(days: days)
        } else if text.hasPrefix("reaches ") {
            guard let status = ActionStatus(rawValue: String(text.dropFirst("reaches ".count))) else { return nil }
            self = .reaches(status)
        } else {
            return nil
        }
    }

    private static func figure(_ text: Substring) -> Double? {
        let text = text.drop { $0 == " " }
        guard let value = Double(text.last == " " ? text.dropLast() : text), value.isFinite else { return nil }
        return value
    }

    /// Whether a shift is what it asks for.
    public func asks(for shift: Shift) -> Bool {
        switch self {
        case .first: return shift.change == .first
        case .contradicted: return shift.change == .contradicted
        case .missed: return shift.change == .missed
        case .met: return shift.change == .met
        case .quietFor(let days): return shift.change == .quiet && shift.quietDays == days
        case .denied where shift.change == .quiet: return false
        case .denied: return shift.to.certainty == .denied || shift.to.status == .denied
        // The first word on a status may be that it is in force.
        case .reaches(let status):
            return shift.to.status.map { StatusLadder.isSame($0, status) } == true && shift.change != .contradicted
                && shift.change != .met
        case .shift, .reversed, .softened, .hardened, .numberUp, .numberDown, .changesByShare, .changesByAmount,
            .crosses, .statusAdvanced, .statusFellBack, .deadlineMoved:
            return shift.change == .shift && asks(forChangeIn: shift)
        }
    }

    private func asks(forChangeIn shift: Shift) -> Bool {
        switch self {
        case .shift: return true
        case .reversed: return shift.reason == .reversed
        case .softened: return shift.reason == .softened
        case .hardened: return shift.reason == .hardened
        case .numberUp: return shift.reason == .numberUp
        case .numberDown: return shift.reason == .numberDown
        case .statusAdvanced: return shift.reason == .statusAdvanced
        case .statusFellBack: return shift.reason == .statusFellBack
        case .deadlineMoved: return shift.reason == .deadlineMoved
        case .changesByShare(let share):
            guard let (old, new) = Self.values(shift), old != 0 else { return false }
            return abs(new - old) >= share * abs(old) * (1 - Self.rounding)
        case .changesByAmount(let amount):
            guard let (old, new) = Self.values(shift) else { return false }
            return abs(new - old) >= amount * (1 - Self.rounding)
        case .crosses(let line):
            guard let (old, new) = Self.values(shift) else { return false }
            return (old < line) != (new < line)
        case .first, .denied, .contradicted, .reaches, .missed, .met, .quietFor: return false
        }
    }

    /// 0.1 of 30 is not quite 3.
    private static let rounding = 1e-9

    private static func values(_ shift: Shift) -> (old: Double, new: Double)? {
        guard shift.key.kind == .number, let old = shift.from?.value, let new = shift.to.value else { return nil }
        return (old, new)
    }

    /// As a configuration writes it.
    public var text: String {
        switch self {
        case .changesByShare(let share): "changes by \(Self.shown(share * 100))%"
        case .changesByAmount(let amount): "changes by \(Self.shown(amount))"
        case .crosses(let line): "crosses \(Self.shown(line))"
        case .quietFor(let days): "quiet for \(days) \(days == 1 ? "day" : "days")"
        case .reaches(let status): "reaches \(status.rawValue)"
        default: Self.named.first { $0.trigger == self }?.name ?? ""
        }
    }

    private static func shown(_ value: Double) -> String {
        let rounded = value.rounded()
        return abs(value - rounded) < 1e-9 && abs(rounded) < 1e15 ? "\(Int64(rounded))" : "\(value)"
    }

    /// Whether a number can ever be what it asks for, and whether anything else can.
    public var asksForNumbers: Bool { kinds.contains(.number) }
    public var asksForNumbersOnly: Bool { kinds == [.number] }
    /// Whether what it asks for can be an actor's: stances alone are.
    public var asksForActors: Bool { kinds.contains(.stance) }

    private var kinds: Set<PositionKey.Kind> {
        switch self {
        case .first, .shift, .denied, .contradicted: Set(PositionKey.Kind.allCases)
        case .reversed, .softened, .hardened: [.stance]
        case .numberUp, .numberDown, .changesByShare, .changesByAmount, .crosses: [.number]
        case .statusAdvanced, .statusFellBack, .reaches: [.status]
        case .deadlineMoved, .missed, .met: [.deadline]
        case .quietFor: [.stance]
        }
    }

    /// Whether what it asks for can go from one of some levels to one of others; nil stands for any level or none.
    public func isPossible(from: Set<Int>?, to: Set<Int>?) -> Bool {
        guard kinds.contains(.stance) else { return false }
        let pairs = (from ?? Set(-2...2)).flatMap { a in (to ?? Set(-2...2)).map { b in (a, b) } }
        switch self {
        // There is nothing before it.
        case .first: return from == nil
        case .shift, .contradicted: return pairs.contains { $0 != $1 }
        case .reversed: return pairs.contains { $0.signum() * $1.signum() < 0 }
        case .softened: return pairs.contains { $0 < $1 }
        case .hardened: return pairs.contains { $0 > $1 }
        default: return true
        }
    }

    /// Whether every shift that `other` asks for is one that this asks for.
    public func covers(_ other: RuleTrigger) -> Bool {
        if self == other { return true }
        switch (self, other) {
        case (.shift, .reversed), (.shift, .softened), (.shift, .hardened), (.shift, .numberUp), (.shift, .numberDown),
            (.shift, .changesByShare), (.shift, .changesByAmount), (.shift, .crosses), (.shift, .statusAdvanced),
            (.shift, .statusFellBack), (.shift, .deadlineMoved):
            return true
        case (.changesByShare(let less), .changesByShare(let more)): return less <= more
        case (.changesByAmount(let less), .changesByAmount(let more)): return less <= more
        default: return false
        }
    }
}
