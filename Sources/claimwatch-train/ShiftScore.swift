import Alerts
import Claims
@preconcurrency import Foundation
import Positions

/// What ShiftBench's own scorer (`shift_score.py`) counts: positions observed, shifts and numbers, matched one to one
/// within an article, in the order given.
struct ShiftScore {
    struct Tally {
        var right = 0
        var predicted = 0
        var gold = 0

        var precision: Double { predicted == 0 ? 0 : Double(right) / Double(predicted) }
        var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
        var f1: Double { right == 0 ? 0 : 2 * precision * recall / (precision + recall) }

        mutating func add(_ other: Tally) {
            right += other.right
            predicted += other.predicted
            gold += other.gold
        }
    }

    /// A line of the gold.
    struct Gold: Decodable {
        var date: String
        var n: Int
        var kind: String
        var actor: String?
        var topic: String?
        var level: Int?
        var value: Double?
        var change: String?
        var direction: String?
    }

    /// A claim, an alert or a line of the gold, as far as they are compared.
    struct Item {
        /// The file's name without its ending.
        var article: String
        var kind: String
        var actor: String?
        var topic: String?
        var level: Int?
        var value: Double?
        var change: String?
        var direction: String?

        init(_ gold: Gold) {
            article = "\(gold.date)_\(gold.n)"
            (kind, actor, topic, level) = (gold.kind, gold.actor, gold.topic, gold.level)
            (value, change, direction) = (gold.value, gold.change, gold.direction)
        }

        init(_ claim: Claim, article path: String) {
            article = Self.name(path)
            (kind, actor, topic) = (claim.kind.rawValue, claim.actor, claim.topic)
            (level, value) = (claim.level, claim.value)
        }

        init(_ alert: Alert) {
            article = Self.name(alert.article)
            (kind, actor, topic) = (alert.kind, alert.actor, alert.topic)
            (change, direction) = (alert.change.rawValue, alert.direction?.rawValue)
        }

        private static func name(_ path: String) -> String {
            let file = path.split(separator: "/").last.map(String.init) ?? path
            return file.hasSuffix(".txt") ? String(file.dropLast(4)) : file
        }

        var stanceKey: String {
            [article, actor ?? "", topic ?? "", "\((level ?? 0).signum())"].joined(separator: "|")
        }

        var shiftKey: String {
            let actor = kind == "stance" ? actor ?? "" : ""
            let direction = kind == "status" ? "" : direction ?? ""
            return [article, kind, actor, topic ?? "", direction].joined(separator: "|")
        }

        func isSameNumber(as gold: Item) -> Bool {
            guard article == gold.article, topic == gold.topic, let value, let known = gold.value else { return false }
            return abs(value - known) <= 0.005 * max(1, abs(known))
        }
    }

    var observed = Tally()
    var shifts = Tally()
    var numbers = Tally()

    mutating func add(_ other: ShiftScore) {
        observed.add(other.observed)
        shifts.add(other.shifts)
        numbers.add(other.numbers)
    }

    mutating func add(gold lines: [Gold], claims: [Item], alerts: [Item]) {
        let gold = lines.map(Item.init)
        let held = Set(gold.filter { $0.kind == "stance" }.map(\.stanceKey))
        let said = Set(claims.filter { $0.kind == "stance" && $0.actor != nil && $0.topic != nil }.map(\.stanceKey))
        observed.add(Tally(right: held.intersection(said).count, predicted: said.count, gold: held.count))
        // A second alert for one shift is a wrong one.
        var due: [String: Int] = [:]
        let turned = gold.filter { $0.change == "shift" }
        for item in turned { due[item.shiftKey, default: 0] += 1 }
        let raised = alerts.filter { $0.change == "shift" }
        var right = 0
        for alert in raised {
            guard let count = due[alert.shiftKey], count > 0 else { continue }
            due[alert.shiftKey] = count - 1
            right += 1
        }
        shifts.add(Tally(right: right, predicted: raised.count, gold: turned.count))
        numbers.add(Self.numbers(gold.filter { $0.kind == "number" }, claims.filter { $0.kind == "number" }))
    }

    private static func numbers(_ gold: [Item], _ claims: [Item]) -> Tally {
        func distinct(_ items: [Item]) -> [Item] {
            var seen: Set<String> = []
            return items.filter { item in
                let value = item.value.map { "\($0)" } ?? "-"
                return item.topic != nil
                    && seen.insert([item.article, item.topic ?? "", value].joined(separator: "|")).inserted
            }
        }
        let (gold, claims) = (distinct(gold), distinct(claims))
        var used: Set<Int> = []
        for claim in claims {
            guard let hit = gold.indices.first(where: { !used.contains($0) && claim.isSameNumber(as: gold[$0]) })
            else { continue }
            used.insert(hit)
        }
        return Tally(right: used.count, predicted: claims.count, gold: gold.count)
    }

    func table(_ name: String) -> String {
        var lines = ["ShiftBench, \(name)", "| what | precision | recall | F1 | in the gold | found |"]
        lines.append("| --- | --- | --- | --- | --- | --- |")
        for (what, tally) in [("observed", observed), ("shifts", shifts), ("numbers", numbers)] {
            let percent = [tally.precision, tally.recall, tally.f1].map { Figure.text(100 * $0) }
            lines.append("| \(what) | \(percent.joined(separator: " | ")) | \(tally.gold) | \(tally.predicted) |")
        }
        return lines.joined(separator: "\n")
    }
}
