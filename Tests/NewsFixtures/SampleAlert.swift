import Alerts
import Foundation

/// An alert as the store would give it, with the parts that a test wants to vary.
public enum SampleAlert {
    public static func make(
        id: String = "0123456789abcdef-0123456789ab",
        kind: String = "stance",
        change: String = "shift",
        reason: String = "softened",
        actor: String? = "Russia",
        severity: String = "warning",
        message: String = "Russia on ceasefire: rejects -> open to it: \"It may stop.\"",
        text: String = "It may stop."
    ) throws -> Alert {
        var record: [String: Any] = [
            "id": id, "article": "news/a.txt", "date": "2025-08-06", "kind": kind, "change": change, "reason": reason,
            "topic": "ceasefire", "direction": "up", "rule": "any-shift", "severity": severity, "message": message,
            "from": ["label": "rejects", "level": -2, "certainty": "asserted", "date": "2025-08-01"],
            "to": ["label": "open to it", "level": 1, "certainty": "asserted", "date": "2025-08-06"],
            "evidence": [
                [
                    "article": "news/a.txt", "articleID": "00ff", "date": "2025-08-06", "text": text, "start": 0,
                    "end": 12, "via": ["Volodymyr Zelensky"], "claimRule": "stance",
                ]
            ],
            "weighed": [String](), "send": [String](),
        ]
        record["actor"] = actor
        return try JSONDecoder().decode(Alert.self, from: JSONSerialization.data(withJSONObject: record))
    }

    public static func delivery(_ alert: Alert, raisedAt: Double = 0) -> Delivery {
        Delivery(id: 1, sink: "desk", alert: alert, attempts: 0, raisedAt: raisedAt)
    }
}
