/// A template of the user's: the part of Mustache that needs no logic and cannot run away.
///
/// `{{name}}` and `{{a.b}}` put in a value, escaped for what the template makes; `{{{name}}}` and `{{&name}}` as it is;
/// `{{.}}` is the item of a list. `{{#name}}…{{/name}}` repeats for a list, goes into an object, and stands where the
/// value is there, true and not empty; `{{^name}}…{{/name}}` where it is not. Inside a list `{{#-last}}` and
/// `{{#-first}}` tell its ends, for commas. `{{! …}}` says nothing. A tag of these on a line of its own leaves no empty
/// line. Partials, other delimiters and lambdas are refused: a template reads nothing and calls nothing.
public struct MustacheTemplate: Sendable, Equatable {
    /// Longer templates are refused; bytes.
    public static let sizeLimit = 65_536
    /// Sections inside sections.
    static let depthLimit = 16

    enum Escape { case none, json }

    enum Part: Sendable, Equatable {
        case text(String)
        case value(path: [String], isRaw: Bool)
        /// Followed by the parts up to `end`, which is the index after the section's last.
        case section(path: [String], isInverted: Bool, end: Int)
    }

    private(set) var parts: [Part] = []

    /// - Throws: ``MustacheError`` with the line of what is wrong.
    public init(_ text: String) throws(MustacheError) {
        guard text.utf8.count <= Self.sizeLimit else { throw MustacheError(line: 1, reason: "longer than 64 KiB") }
        var open: [(name: String, index: Int, line: Int)] = []
        for token in MustacheTokens.of(text) {
            func wrong(_ reason: String) -> MustacheError { MustacheError(line: token.line, reason: reason) }
            switch token.kind {
            case .text(let text): if !text.isEmpty { parts.append(.text(text)) }
            case .unclosed: throw wrong("a `{{` without its `}}`")
            case .tag(let sigil, let name):
                let path =
                    name == "." ? [] : name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
                if sigil != "!", path.contains("") || name.isEmpty { throw wrong("a tag without a name") }
                switch sigil {
                case "!": break
                case "": parts.append(.value(path: path, isRaw: false))
                case "&", "{": parts.append(.value(path: path, isRaw: true))
                case "#", "^":
                    guard open.count < Self.depthLimit else { throw wrong("more than 16 sections in one another") }
                    open.append((name, parts.count, token.line))
                    parts.append(.section(path: path, isInverted: sigil == "^", end: 0))
                case "/":
                    guard let last = open.popLast() else { throw wrong("`{{/\(name)}}` closes nothing") }
                    guard last.name == name else {
                        throw wrong("`{{/\(name)}}` where `{{/\(last.name)}}` should close line \(last.line)")
                    }
                    if case .section(let path, let isInverted, _) = parts[last.index] {
                        parts[last.index] = .section(path: path, isInverted: isInverted, end: parts.count)
                    }
                case ">": throw wrong("partials (`{{>\(name)}}`) are not taken: a template reads no other file")
                default: throw wrong("`{{\(sigil)` is not taken; known are #, ^, /, &, !")
                }
            }
        }
        if let last = open.last { throw MustacheError(line: last.line, reason: "`{{#\(last.name)}}` is never closed") }
    }

    /// - Parameter limit: bytes of the result at most.
    /// - Throws: ``MustacheError`` where the result would be longer.
    func render(_ data: JSONValue, escape: Escape, limit: Int) throws(MustacheError) -> [UInt8] {
        var output: [UInt8] = []
        var steps = 0
        try render(0..<parts.count, [data], escape, limit, &output, &steps)
        return output
    }

    /// As deep as sections stand in one another, at most ``depthLimit``.
    private func render(
        _ range: Range<Int>, _ context: [JSONValue], _ escape: Escape, _ limit: Int, _ output: inout [UInt8],
        _ steps: inout Int
    ) throws(MustacheError) {
        var index = range.lowerBound
        while index < range.upperBound {
            steps += 1
            // Lists in lists in lists that make nothing must end as well.
            guard output.count <= limit, steps <= 1_000_000 else {
                throw MustacheError(line: 1, reason: "the template makes more than \(limit) bytes of this alert")
            }
            switch parts[index] {
            case .text(let text): output += Array(text.utf8)
            case .value(let path, let isRaw):
                let text = Self.text(Self.look(path, context))
                output += Array((isRaw || escape == .none ? text : Self.json(text)).utf8)
            case .section(let path, let isInverted, let end):
                let value = Self.look(path, context)
                let inner = index + 1..<end
                if isInverted {
                    if !Self.holds(value) { try render(inner, context, escape, limit, &output, &steps) }
                } else if case .array(let items) = value {
                    for (place, item) in items.enumerated() {
                        let ends: JSONValue = [
                            "-first": .bool(place == 0), "-last": .bool(place == items.count - 1),
                        ]
                        try render(inner, context + [ends, item], escape, limit, &output, &steps)
                    }
                } else if Self.holds(value) {
                    try render(inner, context + [value], escape, limit, &output, &steps)
                }
                index = end
                continue
            }
            index += 1
        }
        guard output.count <= limit else {
            throw MustacheError(line: 1, reason: "the template makes more than \(limit) bytes of this alert")
        }
    }

    /// The innermost value of the name; null where there is none.
    private static func look(_ path: [String], _ context: [JSONValue]) -> JSONValue {
        guard let first = path.first else { return context.last ?? .null }
        for value in context.reversed() {
            guard case .object(let fields) = value, var found = fields[first] else { continue }
            for name in path.dropFirst() {
                guard case .object(let fields) = found, let next = fields[name] else { return .null }
                found = next
            }
            return found
        }
        return .null
    }

    private static func holds(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool(false), .string(""): false
        case .array(let items): !items.isEmpty
        default: true
        }
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): value
        case .array, .object: (try? value.bytes()).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }

    /// As it stands between quotation marks in JSON.
    private static func json(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// What is wrong with a template, or with what it makes.
public struct MustacheError: Error, Equatable, CustomStringConvertible {
    /// From 1.
    public var line: Int
    public var reason: String

    public var description: String { "line \(line) of the template: \(reason)" }
}
