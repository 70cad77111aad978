import Foundation
import Settings
import TestSupport
import Testing

/// The schema says what the reader does.
@Suite struct SettingsSchemaTests {
    private func problems(_ text: String) -> [SettingsProblem] {
        do {
            _ = try SettingsReader.read(Array(text.utf8), file: "c.yaml")
            return []
        } catch {
            return error.problems
        }
    }

    /// A value of the shape on one line; `inner` stands at the place that is tried.
    private func sample(_ shape: SettingsShape) -> String {
        switch shape {
        case .text: return "some-text"
        case .integer(let range): return "\(range.lowerBound)"
        case .choice(let words), .pattern(_, let words): return "\(words[0])"
        case .list(let item, _): return "[\(sample(item))]"
        case .table(let item): return "{some name: \(sample(item))}"
        case .mapping(let keys): return mapping(keys.filter(\.isRequired))
        case .empty: return ""
        case .either(let shapes): return sample(shapes[0])
        }
    }

    private func mapping(_ keys: [SettingsKey], _ extra: String? = nil) -> String {
        "{" + (keys.map { "\($0.name): \(value($0))" } + (extra.map { [$0] } ?? [])).joined(separator: ", ") + "}"
    }

    /// Values that mean something where any text would not do.
    private func value(_ key: SettingsKey) -> String {
        switch key.name {
        case "webhook": "\"https://example.org/hook\""
        case "actors", "topics": if case .list = key.shape { "any" } else { sample(key.shape) }
        case "send": "[]"
        case "secret", "token": "{credential: desk}"
        default: sample(key.shape)
        }
    }

    /// Every mapping of the schema, with a function that puts one in its place in a whole configuration.
    private func mappings(
        _ keys: [SettingsKey], _ place: @escaping (String) -> String
    ) -> [(keys: [SettingsKey], place: (String) -> String)] {
        var result: [(keys: [SettingsKey], place: (String) -> String)] = [(keys, place)]
        for key in keys {
            let others = keys.filter { $0.isRequired && $0.name != key.name }
            let inner = { (text: String) in place(self.mapping(others, "\(key.name): \(text)")) }
            result += mappings(key.shape, inner)
        }
        return result
    }

    private func mappings(
        _ shape: SettingsShape, _ place: @escaping (String) -> String
    ) -> [(keys: [SettingsKey], place: (String) -> String)] {
        switch shape {
        case .mapping(let keys): mappings(keys, place)
        case .list(let item, _): mappings(item) { place("[\($0)]") }
        case .table(let item): mappings(item) { place("{some name: \($0)}") }
        case .either(let shapes): shapes.flatMap { mappings($0, place) }
        case .text, .integer, .choice, .pattern, .empty: []
        }
    }

    private var all: [(keys: [SettingsKey], place: (String) -> String)] { mappings(SettingsSchema.keys) { $0 } }

    @Test func theReaderTakesEveryKeyOfTheSchema() {
        #expect(all.count >= 7)
        for (keys, place) in all {
            for key in keys {
                let others = keys.filter { $0.isRequired && $0.name != key.name }
                let text = place(mapping(others + [key]))
                let found = problems(text)
                #expect(!found.contains { $0.code == .unknownKey || $0.code == .wrongType }, "\(text): \(found)")
            }
        }
    }

    @Test func theReaderRefusesEveryOtherKey() {
        for (keys, place) in all {
            let text = place(mapping(keys.filter(\.isRequired), "no such key: x"))
            #expect(problems(text).contains { $0.code == .unknownKey }, "\(text)")
        }
    }

    @Test func theReaderRefusesWhatTheShapeDoes() {
        for (keys, place) in all {
            for key in keys {
                let others = keys.filter { $0.isRequired && $0.name != key.name }
                for wrong in wrongs(key.shape) {
                    let text = place(mapping(others, "\(key.name): \(wrong)"))
                    #expect(!problems(text).isEmpty, "\(text)")
                }
            }
        }
    }

    private func wrongs(_ shape: SettingsShape) -> [String] {
        switch shape {
        case .text: ["[a]", "{a: b}"]
        case .integer(let range): ["[1]", "one", "\(range.upperBound + 1)", "\(range.lowerBound - 1)"]
        case .choice, .pattern: ["no-such-word", "[[a]]"]
        case .list(let item, _): ["{a: b}", "[[a]]"] + wrongs(item).filter { $0 == "no-such-word" }
        case .table, .mapping: ["word", "[a]"]
        case .empty, .either: []
        }
    }

    @Test func aMissingKeyThatIsRequiredIsAnError() {
        for (keys, place) in all {
            for key in keys where key.isRequired {
                let text = place(mapping(keys.filter { $0.isRequired && $0.name != key.name }))
                #expect(!problems(text).isEmpty, "\(text)")
            }
        }
    }

    /// What is shipped for editors is what the program prints.
    @Test func theFileIsTheSchema() throws {
        let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized
        let path = root.appendingPathComponent("config/claimwatch.schema.json")
        let lines = SettingsSchema.json().split(separator: "\n").map(String.init)
        try Golden.compare(lines, with: path.path)
        let text = try String(contentsOf: path, encoding: .utf8)
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["additionalProperties"] as? Bool == false)
    }
}
