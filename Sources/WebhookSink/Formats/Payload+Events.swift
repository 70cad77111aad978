import Alerts
import Articles
import Foundation
import Positions

/// What is posted, form by form.
enum Payload {
    /// When it happened: when the alert was raised, or its article's day where nobody knows.
    static func time(_ delivery: Delivery) -> String {
        guard delivery.raisedAt > 0 else { return "\(delivery.alert.date)T00:00:00Z" }
        // Not the formatter of Foundation: the same text wherever it runs.
        let seconds = Int(min(delivery.raisedAt, 4e9))
        let clock = seconds % 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return
            "\(CalendarDate(day: seconds / 86_400))T\(two(clock / 3_600)):\(two(clock / 60 % 60)):\(two(clock % 60))Z"
    }

    /// `claimwatch.alert.shift`.
    static func type(_ alert: Alert) -> String { "claimwatch.alert.\(alert.change.rawValue)" }

    /// Standard Webhooks 1.0, "Payload structure": type, timestamp and data. The record's own keys stand beside them as
    /// well, for receivers that read the body as the record that the commands print.
    static func standard(_ delivery: Delivery) throws -> JSONValue {
        let record = try JSONValue.of(delivery.record)
        guard case .object(var fields) = record else { return record }
        fields["type"] = .string(type(delivery.alert))
        fields["timestamp"] = .string(time(delivery))
        fields["data"] = record
        return .object(fields)
    }

    /// CloudEvents 1.0.2, JSON event format in structured mode.
    static func cloudEvent(_ delivery: Delivery) throws -> JSONValue {
        let alert = delivery.alert
        let subject = alert.actor.map { "\($0)/\(alert.topic)" } ?? alert.topic
        return [
            "specversion": "1.0", "id": .string(delivery.messageID), "source": "urn:claimwatch",
            "type": .string(type(alert)), "subject": .string(OneLine.text(subject, limit: 200)),
            "time": .string(time(delivery)), "datacontenttype": "application/json",
            "data": try JSONValue.of(delivery.record),
        ]
    }

    /// The webhook of Alertmanager, version 4 (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config).
    static func alertmanager(_ delivery: Delivery, receiver: String) throws -> JSONValue {
        let all = ([delivery.alert] + delivery.also).map { (labels: labels($0), annotations: annotations($0)) }
        /// What all have alike.
        func common(_ maps: [[String: JSONValue]]) -> JSONValue {
            .object((maps.first ?? [:]).filter { key, value in maps.allSatisfy { $0[key] == value } })
        }
        let alerts = zip([delivery.alert] + delivery.also, all).map { alert, parts -> JSONValue in
            [
                "status": "firing", "labels": .object(parts.labels), "annotations": .object(parts.annotations),
                "startsAt": .string(time(delivery)), "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "",
                // The article's digest is the same for all of them.
                "fingerprint": .string(String(delivery.also.isEmpty ? alert.id.prefix(16) : alert.id.suffix(12))),
            ]
        }
        let rule = delivery.alert.rule
        return [
            "version": "4", "groupKey": .string("{}:{alertname=\"\(rule)\"}"), "truncatedAlerts": 0,
            "status": "firing", "receiver": .string(receiver), "groupLabels": ["alertname": .string(rule)],
            "commonLabels": common(all.map(\.labels)), "commonAnnotations": common(all.map(\.annotations)),
            "externalURL": "", "alerts": .array(alerts),
        ]
    }

    private static func labels(_ alert: Alert) -> [String: JSONValue] {
        var labels: [String: JSONValue] = [
            "alertname": .string(alert.rule), "severity": .string(alert.severity.rawValue),
            "kind": .string(alert.kind), "change": .string(alert.change.rawValue), "topic": .string(alert.topic),
        ]
        if let actor = alert.actor { labels["actor"] = .string(actor) }
        return labels
    }

    private static func annotations(_ alert: Alert) -> [String: JSONValue] {
        var annotations: [String: JSONValue] = [
            "summary": .string(AlertTitle.text(alert)),
            "description": .string(OneLine.text(alert.message, limit: 2_000)),
            "article": .string(alert.article), "claimwatch_alert_id": .string(alert.id),
        ]
        if let evidence = alert.evidence.first {
            annotations["evidence"] = .string(OneLine.text(evidence.text, limit: 2_000))
        }
        return annotations
    }
}
