import Alerts

extension Payload {
    /// Slack's incoming webhooks, in blocks. Their `plain_text` knows no links and no mentions.
    static func slack(_ card: AlertCard) -> JSONValue {
        func plain(_ text: String) -> JSONValue {
            ["type": "plain_text", "text": .string(text), "emoji": false]
        }
        var blocks: [JSONValue] = [["type": "header", "text": plain(card.title)]]
        for quote in card.quotes {
            blocks.append(["type": "section", "text": plain("\(quote.label): “\(quote.text)”")])
            blocks.append(["type": "context", "elements": [plain(quote.source)]])
        }
        blocks.append([
            "type": "section", "fields": .array(card.facts.map { plain("\($0.name): \($0.value)") }),
        ])
        return ["text": .string(ChatEscape.slack(card.message)), "blocks": .array(blocks)]
    }

    /// Mattermost's incoming webhooks, with an attachment.
    static func mattermost(_ card: AlertCard) -> JSONValue {
        let quotes = card.quotes.map {
            "**\($0.label)** “\(ChatEscape.markdown($0.text))”\n\(ChatEscape.markdown($0.source))"
        }
        return [
            "text": .string(ChatEscape.markdown(card.title)),
            "attachments": [
                [
                    "fallback": .string(ChatEscape.markdown(card.message)), "color": .string(card.severity.hexColor),
                    "text": .string(quotes.joined(separator: "\n\n")),
                    "fields": .array(
                        card.facts.map {
                            ["title": .string($0.name), "value": .string(ChatEscape.markdown($0.value)), "short": true]
                        }),
                ]
            ],
        ]
    }

    /// Discord's webhooks, with an embed; nobody is mentioned, whatever an article says.
    static func discord(_ card: AlertCard, time: String) -> JSONValue {
        let quotes = card.quotes.map {
            "**\($0.label)** “\(ChatEscape.markdown($0.text))”\n\(ChatEscape.markdown($0.source))"
        }
        return [
            "allowed_mentions": ["parse": []],
            "embeds": [
                [
                    "title": .string(ChatEscape.markdown(card.title)),
                    "description": .string(String(quotes.joined(separator: "\n\n").unicodeScalars.prefix(4_000))),
                    "color": .integer(card.severity.color), "timestamp": .string(time),
                    "fields": .array(
                        card.facts.map {
                            ["name": .string($0.name), "value": .string(ChatEscape.markdown($0.value)), "inline": true]
                        }),
                ]
            ],
        ]
    }

    /// Microsoft Teams' workflows, with an adaptive card. A text run knows no markup.
    static func teams(_ card: AlertCard) -> JSONValue {
        func run(_ text: String, _ style: [String: JSONValue] = [:]) -> JSONValue {
            let inline = style.merging(["type": "TextRun", "text": .string(text)]) { $1 }
            return ["type": "RichTextBlock", "inlines": [.object(inline)]]
        }
        let color: JSONValue =
            switch card.severity {
            case .critical: "attention"
            case .warning: "warning"
            case .notice: "accent"
            case .info: "default"
            }
        var body = [run(card.title, ["weight": "bolder", "size": "medium", "color": color])]
        for quote in card.quotes {
            body.append(run("\(quote.label): “\(quote.text)”"))
            body.append(run(quote.source, ["isSubtle": true, "size": "small"]))
        }
        body.append(run(card.facts.map { "\($0.name): \($0.value)" }.joined(separator: " · "), ["size": "small"]))
        return [
            "type": "message", "summary": .string(card.title),
            "attachments": [
                [
                    "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": nil,
                    "content": [
                        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard",
                        "version": "1.4", "body": .array(body),
                    ],
                ]
            ],
        ]
    }

    /// ntfy's JSON, posted to its root (https://docs.ntfy.sh/publish/#publish-as-json).
    static func ntfy(_ card: AlertCard, topic: String) -> JSONValue {
        let (priority, tag): (Int, JSONValue) =
            switch card.severity {
            case .critical: (5, "rotating_light")
            case .warning: (4, "warning")
            case .notice: (3, "newspaper")
            case .info: (2, "information_source")
            }
        let quotes = card.quotes.map { "\($0.label): “\($0.text)”\n\($0.source)" }
        // More than 4,096 bytes ntfy makes an attachment of.
        var message = quotes.joined(separator: "\n\n")
        while message.utf8.count > 3_900 {
            message = String(message.unicodeScalars.prefix(message.unicodeScalars.count * 9 / 10))
        }
        return [
            "topic": .string(topic), "title": .string(card.title), "message": .string(message),
            "priority": .integer(priority), "tags": [tag],
        ]
    }
}
