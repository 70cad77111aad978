import Articles
import Claims
import Foundation
import Positions

/// An observation as its row holds it. Keys are added, never renamed: old rows stay readable.
struct ObservationRow: Codable {
    var key: PositionKey
    var article: ArticleID
    var path: String
    var date: CalendarDate
    var publisher: String?
    var level: Int?
    var value: Double?
    var upper: Double?
    var unit: String?
    var bound: Claim.Bound?
    var status: ActionStatus?
    var deadline: CalendarDate?
    var via: [String]
    var certainty: Claim.Certainty
    var evidence: Evidence
    var rule: String
    var weight: Double
    var doer: String?
    var reliability: Double?
    var isCorrection: Bool?

    init(_ observation: Observation) {
        (key, article, path) = (observation.key, observation.article, observation.path)
        (date, publisher, level) = (observation.date, observation.publisher, observation.level)
        (value, upper, unit) = (observation.value, observation.upperValue, observation.unit)
        (bound, status, deadline) = (observation.bound, observation.status, observation.deadline)
        (via, certainty, evidence) = (observation.via, observation.certainty, observation.evidence)
        (rule, weight, doer) = (observation.rule, observation.weight, observation.doer)
        reliability = observation.reliability
        isCorrection = observation.isCorrection ? true : nil
    }

    var observation: Observation {
        Observation(
            key: key, article: article, path: path, date: date, publisher: publisher, level: level, value: value,
            upperValue: upper, unit: unit, bound: bound, status: status, deadline: deadline, via: via,
            certainty: certainty, evidence: evidence, rule: rule, weight: weight, doer: doer,
            reliability: reliability ?? 1, isCorrection: isCorrection ?? false)
    }

    static func observation(_ record: String) throws -> Observation {
        try JSONDecoder().decode(Self.self, from: Data(record.utf8)).observation
    }
}

/// A shift as its row holds it.
struct ShiftRow: Codable {
    var key: PositionKey
    var change: Shift.Change
    var reason: Shift.Reason
    var direction: Shift.Direction?
    var from: ObservationRow?
    var to: ObservationRow
    var weighed: [String]

    init(_ shift: Shift) {
        (key, change, reason, direction) = (shift.key, shift.change, shift.reason, shift.direction)
        (from, to, weighed) = (shift.from.map(ObservationRow.init), ObservationRow(shift.to), shift.weighed)
    }
}
