import Testing

@testable import WebhookSink

@Suite("Templates")
struct MustacheTemplateTests {
    private static let data: JSONValue = [
        "name": "a \"b\" \\ c\n", "level": 2, "value": .number(2.5), "on": true, "off": false, "none": nil, "empty": [],
        "from": ["label": "rejects"], "list": [["text": "one"], ["text": "two"]], "words": ["x", "y"],
    ]

    private func render(_ text: String, _ escape: MustacheTemplate.Escape = .none, limit: Int = 1_000) throws -> String
    {
        String(decoding: try MustacheTemplate(text).render(Self.data, escape: escape, limit: limit), as: UTF8.self)
    }

    @Test(
        "What a template makes",
        arguments: [
            ("plain", "plain"), ("{{level}} {{ value }} {{on}}|{{none}}|{{no.such}}", "2 2.5 true||"),
            ("{{from.label}}", "rejects"), ("{{#from}}{{label}}{{/from}}", "rejects"),
            ("{{#list}}{{text}}{{^-last}}, {{/-last}}{{/list}}", "one, two"), ("{{#words}}{{.}}{{/words}}", "xy"),
            ("{{#list}}{{level}}{{/list}}", "22"), ("{{^none}}a{{/none}}{{^off}}b{{/off}}{{^empty}}c{{/empty}}", "abc"),
            ("{{#off}}no{{/off}}{{#empty}}no{{/empty}}{{#on}}yes{{/on}}", "yes"), ("a{{! nothing }}b", "ab"),
            ("{{#on}}\n  line\n{{/on}}\nend\n", "  line\nend\n"), ("a {{#on}}b{{/on}} c", "a b c"),
            ("{ {{level}} }", "{ 2 }"),
            ("{{words}}", "[\"x\",\"y\"]"),
        ]
    )
    func makes(template: String, expected: String) throws {
        #expect(try render(template) == expected)
    }

    @Test("In JSON a value cannot leave its quotation marks, unless the template says so")
    func json() throws {
        #expect(try render("\"{{name}}\"", .json) == "\"a \\\"b\\\" \\\\ c\\n\"")
        #expect(try render("{{{words}}} {{&level}}", .json) == "[\"x\",\"y\"] 2")
    }

    @Test(
        "What is no template is refused with its line",
        arguments: [
            ("a\n{{#x}}", 2, "never closed"), ("{{/x}}", 1, "closes nothing"),
            ("{{#x}}\n{{/y}}", 2, "should close line 1"),
            ("a\n\n{{x", 3, "without its `}}`"), ("{{> other}}", 1, "partials"), ("{{=<% %>=}}", 1, "not taken"),
            ("{{}}", 1, "without a name"), ("{{a..b}}", 1, "without a name"),
            (String(repeating: "{{#a}}", count: 20), 1, "more than 16"),
            (String(repeating: "x", count: 70_000), 1, "64 KiB"),
        ]
    )
    func refused(template: String, line: Int, part: String) {
        let error = #expect(throws: MustacheError.self) { try MustacheTemplate(template) }
        #expect(error?.line == line && error?.reason.contains(part) == true, "\(String(describing: error))")
    }

    @Test("A template that multiplies ends at its limit")
    func bounded() throws {
        let nested =
            String(repeating: "{{#words}}", count: 16) + "xxxxxxxxxx" + String(repeating: "{{/words}}", count: 16)
        #expect(throws: MustacheError.self) { try render(nested, limit: 10_000) }
        let silent = String(repeating: "{{#words}}", count: 16) + String(repeating: "{{/words}}", count: 16)
        #expect(try render(silent) == "")
    }
}
