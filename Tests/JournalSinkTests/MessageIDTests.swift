import Foundation
import Testing

@testable import JournalSink
import NewsFixtures

@Suite("The message catalog")
struct MessageIDTests {
    /// Entries of the catalog: id to its text.
    private func catalog() throws -> [String: String] {
        let text = try String(contentsOf: Repository.root.appending(path: "deploy/claimwatch.catalog"), encoding: .utf8)
        var entries: [String: String] = [:]
        var id: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("-- ") {
                id = String(line.dropFirst(3))
            } else if let id, !line.hasPrefix("#") {
                entries[id, default: ""] += line + "\n"
            }
        }
        return entries
    }

    @Test("Explains exactly the ids that are sent")
    func sameIDs() throws {
        #expect(Set(try catalog().keys) == Set(MessageID.allCases.map(\.rawValue)))
        #expect(Set(MessageID.allCases.map(\.rawValue)).count == MessageID.allCases.count)
        for id in MessageID.allCases { #expect(id.rawValue.wholeMatch(of: /[0-9a-f]{32}/) != nil) }
    }

    @Test("Each entry has a subject and says who defined it, and its fields are ones that are sent")
    func entries() throws {
        let alertFields = JournalEntry(try SampleAlert.make()).fields.map { $0.prefix { $0 != "=" } }
        let known = Set(alertFields.map(String.init))
            .union([
                "CLAIMWATCH_FOLDER", "CLAIMWATCH_REASON", "CLAIMWATCH_SINK", "CLAIMWATCH_CONFIG", "CLAIMWATCH_LETTER",
                "CLAIMWATCH_COUNT",
            ])
        for (id, text) in try catalog() {
            #expect(text.hasPrefix("Subject: "), "\(id)")
            #expect(text.contains("\nDefined-By: Claimwatch\n"), "\(id)")
            for match in text.matches(of: /@([A-Z_]+)@/) {
                #expect(known.contains(String(match.1)), "\(id) names the field \(match.1), which nothing sends")
            }
        }
    }

    @Test(
        "Each kind of change has its own id",
        arguments: [
            ("stance", "first", "first", MessageID.firstPosition),
            ("number", "first", "first", .firstPosition),
            ("stance", "shift", "softened", .stanceShifted),
            ("stance", "shift", "reversed", .stanceShifted),
            ("number", "shift", "number up", .numberChanged),
            ("status", "shift", "status advanced", .statusChanged),
            ("deadline", "shift", "deadline moved", .deadlineMoved),
            ("deadline", "missed", "deadline missed", .deadlineMissed),
            ("deadline", "met", "deadline met", .deadlineMet),
            ("contradiction", "contradicted", "contradicted", .contradiction),
            ("stance", "shift", "corrected", .corrected),
        ]
    )
    func idOfAlert(kind: String, change: String, reason: String, expected: MessageID) throws {
        #expect(MessageID(try SampleAlert.make(kind: kind, change: change, reason: reason)) == expected)
    }
}

enum Repository {
    /// The folder of Package.swift.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}
