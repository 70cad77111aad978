import Testing

@Suite struct LayoutTests {
    /// Modules that come with the toolchain or the system.
    static let free: Set<String> = ["Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch"]
    /// Targets on the hot path, where Foundation is too slow.
    static let withoutFoundation: Set<String> = ["Linguistics", "Articles", "Claims", "Positions", "Alerts"]

    /// The table "The rooms" of ARCHITECTURE.md: target and what it may import.
    static func table() throws -> [String: Set<String>] {
        var table: [String: Set<String>] = [:]
        for line in try Repository.text("ARCHITECTURE.md").split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
            guard cells.count >= 4 else { continue }
            func names(_ cell: String) -> [String] {
                cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().compactMap {
                    $0.offset % 2 == 1 ? String($0.element) : nil
                }
            }
            guard let target = names(cells[1]).first else { continue }
            table[target] = Set(names(cells[2]))
            let above = Set(table.keys)
            if cells[2].contains("all of the above") { table[target]?.formUnion(above) }
        }
        return table
    }

    @Test func importsFollowTheTableInArchitecture() throws {
        let table = try Self.table()
        #expect(table.count > 10)
        for path in Repository.files(below: "Sources", ending: ".swift") {
            let target = String(path.split(separator: "/")[1])
            guard let allowed = table[target] else {
                Issue.record("\(path): ARCHITECTURE.md does not list the target \(target)")
                continue
            }
            for line in try Repository.text(path).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), words[..<place].allSatisfy({ $0.first == "@" }),
                    place + 1 < words.count
                else { continue }
                let module = String(words[place + 1].prefix { $0 != "." })
                let isFree =
                    Self.free.contains(module)
                    && !(module.hasPrefix("Foundation") && Self.withoutFoundation.contains(target))
                #expect(isFree || allowed.contains(module), "\(path) imports \(module)")
            }
        }
    }

    @Test func everyTargetOfTheTableIsThere() throws {
        for target in try Self.table().keys { #expect(Repository.exists("Sources/\(target)"), "\(target)") }
    }

    @Test func aFileHoldsOneIdea() throws {
        for folder in ["Sources", "Tests"] {
            for path in Repository.files(below: folder, ending: ".swift") {
                let lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false).count
                #expect(lines <= 401, "\(path) has \(lines) lines; 400 is the most")
            }
        }
    }

    /// A crash on outside data is a lost article. `!` after a name, a bracket or a parenthesis is a forced unwrap.
    @Test func nothingIsUnwrappedByForce() throws {
        let forced = /[A-Za-z0-9_\])]!(?:[.\s,)\]:\[]|$)|\btry!|\bas!|\bfatalError\(|\bBundle\.module\b/
        for path in Repository.files(below: "Sources", ending: ".swift") {
            for (number, line) in try Repository.text(path).split(
                separator: "\n", omittingEmptySubsequences: false
            ).enumerated() {
                let code = Self.code(of: line)
                #expect(code.firstMatch(of: forced) == nil, "\(path):\(number + 1): \(line)")
            }
        }
    }

    /// The line without its comment and without what stands in quotation marks.
    private static func code(of line: Substring) -> String {
        var code = ""
        var quoted = false
        var escaped = false
        for character in line {
            if quoted {
                if escaped {
                    escaped = false
                } else if character == "\\" {
                    escaped = true
                } else if character == "\"" {
                    quoted = false
                }
                continue
            }
            if character == "\"" { quoted = true }
            if character == "/", code.hasSuffix("/") { return String(code.dropLast()) }
            code.append(character)
        }
        return code
    }
}
