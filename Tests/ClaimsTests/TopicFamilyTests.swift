import EnglishLanguage
import Testing

@testable import Claims

/// A topic that a user gives in two or three words is met under the other words of its family, in every kind of news.
@Suite struct TopicFamilyTests {
    struct Line: Sendable, CustomTestStringConvertible {
        var text: String
        var actor: String
        var topic: String
        /// nil: no position on this topic.
        var sign: Int?
        var testDescription: String { text }

        init(_ text: String, _ actor: String, _ topic: String, _ sign: Int?) {
            (self.text, self.actor, self.topic, self.sign) = (text, actor, topic, sign)
        }
    }

    private static func reader(_ actors: [String: [String]], _ topics: [String: [String]]) -> ClaimReader {
        ClaimReader(
            watchlist: Watchlist(
                actors: actors.sorted { $0.key < $1.key }.map { .init(name: $0.key, aliases: $0.value) },
                topics: topics.sorted { $0.key < $1.key }.map { .init(name: $0.key, terms: $0.value) }),
            lists: EnglishData.list, models: EnglishData.bytes)
    }

    private static let business = reader(
        [
            "Central Bank": ["Fed"], "Ministry": ["Treasury"], "Norland": ["Norlandic", "Oslo"], "Acme": ["Fulton"],
            "dockers": ["Dockers' Union"],
        ],
        [
            "bailout": ["bailout", "rescue package"], "rate cut": ["rate cut", "cut rates"],
            "bankruptcy": ["bankruptcy", "insolvency"], "takeover": ["takeover", "merger"],
            "job cuts": ["job cuts", "layoffs"], "recall": ["recall", "product recall"],
            "strike": ["strike", "walkout"], "tariffs": ["tariff", "import duty"],
        ])
    private static let conflict = reader(
        ["Norland": ["Norlandic", "Oslo"], "Ostia": ["Ostian"], "Tigers": [], "Marsh": []],
        [
            "resignation": ["resign", "resignation"], "hostages": ["free hostages", "hostage release"],
            "inspections": ["inspections", "inspectors"], "troop withdrawal": ["troop withdrawal", "withdraw troops"],
            "executions": ["execute", "execution"], "blockade": ["blockade", "siege"],
        ])
    private static let disaster = reader(
        ["Norland": ["Norlandic", "Oslo"], "Ostia": ["Ostian"], "relief agency": ["Relief Agency"]],
        [
            "vaccine": ["vaccine", "vaccination"], "school closures": ["school closures", "close schools"],
            "evacuation": ["evacuate", "evacuation"], "travel restrictions": ["travel ban", "border closure"],
            "aid": ["aid", "relief"],
        ])

    static let lines: [(reader: ClaimReader, line: Line)] =
        [
            Line("The Fed lends the insurer $40bn.", "Central Bank", "bailout", 1),
            Line("The Fed slashes its key rate to 2%.", "Central Bank", "rate cut", 1),
            Line("The Fed raises rates again.", "Central Bank", "rate cut", -1),
            Line("Acme files for Chapter 11 protection.", "Acme", "bankruptcy", 1),
            Line("Acme pulls out of the bidding for its rival.", "Acme", "takeover", -1),
            Line("Acme lays off 300 workers.", "Acme", "job cuts", 1),
            Line("Acme calls back thousands of kettles.", "Acme", "recall", 1),
            Line("Acme called back after an hour.", "Acme", "bankruptcy", nil),
            Line("Acme's workers filed past the gate.", "Acme", "bankruptcy", nil),
            Line("Dockers' Union members go back to work.", "dockers", "strike", -1),
            Line("Norland slaps duties on cheese.", "Norland", "tariffs", 1),
            Line("Norland's duties as host are light.", "Norland", "bailout", nil),
        ].map { (business, $0) }
        + [
            Line("Marsh clings to power.", "Marsh", "resignation", -1),
            Line("Marsh dismisses his cook.", "Marsh", "resignation", nil),
            Line("The Tigers let two captives go.", "Tigers", "hostages", 1),
            Line("The Tigers let two chances go.", "Tigers", "hostages", nil),
            Line("Ostia turns away inspectors at a factory.", "Ostia", "inspections", -1),
            Line("Norland brings its last brigade home.", "Norland", "troop withdrawal", 1),
            Line("Norland brings its last trophy to Oslo.", "Norland", "troop withdrawal", nil),
            Line("Ostia hangs two smugglers.", "Ostia", "executions", 1),
            Line("Ostia reopens the crossing.", "Ostia", "blockade", -1),
            Line("Ostia reopens the museum.", "Ostia", "blockade", nil),
        ].map { (conflict, $0) }
        + [
            Line("Norland orders ten million doses.", "Norland", "vaccine", 1),
            Line("Norland shuts all schools.", "Norland", "school closures", 1),
            Line("Norland builds schools.", "Norland", "school closures", nil),
            Line("Ostia tells residents to leave their homes.", "Ostia", "evacuation", 1),
            Line("Ostia quarantines passengers.", "Ostia", "travel restrictions", 1),
            Line("The Relief Agency sends medical teams.", "relief agency", "aid", 1),
        ].map { (disaster, $0) }

    @Test(.enabled(if: StanceRuleTests.hasTrees), arguments: lines.indices) func aFamilysWordsMeanTheTopic(
        _ index: Int
    ) {
        let (reader, line) = Self.lines[index]
        let signs = StanceRuleTests.claims(line.text, by: reader)
            .filter { $0.actor == line.actor && $0.topic == line.topic }
            .compactMap { $0.level?.signum() }
        #expect(Set(signs) == Set(line.sign.map { [$0] } ?? []), "\(line.text): \(signs)")
    }
}
