/// Where a position comes from that no construction above the topic made: what the claim names as its rule then.
struct StanceOrigin: Sendable {
    let id: String
    let reason: String
    let fires: [StanceExample]
    let silent: [StanceExample]

    static let topicVerb = StanceOrigin(
        id: "topic-verb",
        reason: "a verb that is the topic says that its subject does it: the deed is the position",
        fires: [
            StanceExample("Israel will withdraw on Friday, Netanyahu said.", "Israel", "withdrawal", 2),
            StanceExample("Russian forces shelled the town.", "Russia", "attacks", 2),
            StanceExample("Russia will not shell the town, Putin said.", "Russia", "attacks", -2),
            StanceExample("Talks with Israel collapsed after Hamas walked out.", "Hamas", "talks", -2),
            StanceExample("A truce is near. \"We accept,\" Netanyahu said.", "Israel", "ceasefire", 2),
        ],
        silent: [
            StanceExample("Israel will not withdraw.", "Israel", "withdrawal", 2),
            StanceExample("Russia did not shell the town.", "Russia", "attacks", 2),
            StanceExample("A truce is near. Israel accepted a loan.", "Israel", "ceasefire", 2),
        ])

    static let topicAdjective = StanceOrigin(
        id: "topic-adjective",
        reason: "an adjective that is the topic is the speaker's judgement of its subject",
        fires: [
            StanceExample("Israel said the order was punitive.", "Israel", "punishment", 1),
            StanceExample("The order is punitive, Hamas said.", "Hamas", "punishment", 1),
        ],
        silent: [
            StanceExample("Israel asked whether the order was punitive.", "Israel", "punishment", 1),
            StanceExample("The order against Israel is punitive.", "Israel", "punishment", 1),
        ])

    static let wordOrder = StanceOrigin(
        id: "word-order",
        reason: "where the tree names nobody who is watched, the order of words does: who stands before the topic, and "
            + "the words that take positions between them",
        fires: [
            StanceExample("Russia and Israel veto truce", "Israel", "ceasefire", -2),
            StanceExample("Hamas veto on talks plan", "Hamas", "talks", -2),
        ],
        silent: [
            StanceExample("Russia met neighbours while others rejected the truce.", "Russia", "ceasefire", -2),
            StanceExample("Israel dismissed reports of a truce.", "Israel", "ceasefire", -2),
        ])

    static let all = [topicVerb, topicAdjective, wordOrder]
}
