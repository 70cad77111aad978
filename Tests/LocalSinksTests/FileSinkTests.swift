import Alerts
import Foundation
import NewsFixtures
import TestSupport
import Testing

@testable import LocalSinks

@Suite("Files that take alerts", .timeLimit(.minutes(5)))
struct FileSinkTests {
    let directory: TemporaryDirectory
    var path: String { "\(directory.path)/alerts.jsonl" }

    init() throws { directory = try TemporaryDirectory() }

    private func sink(rotate: Int = 1 << 20, keep: Int = 2) -> FileSink {
        FileSink(name: "archive", path: path, rotateBytes: rotate, keep: keep, policy: DeliveryPolicy())
    }

    private func delivery(_ number: Int) throws -> Delivery {
        SampleAlert.delivery(try SampleAlert.make(id: "\(number)"))
    }

    private func ids(_ suffix: String = "") throws -> [String] {
        try String(contentsOfFile: path + suffix, encoding: .utf8).split(separator: "\n").map { line in
            try JSONDecoder().decode(Alert.self, from: Data(line.utf8)).id
        }
    }

    @Test("A line an alert, in order, and none twice")
    func lines() async throws {
        let sink = sink()
        for number in [1, 2, 2, 3] { #expect(await sink.deliver(try delivery(number)) == .delivered) }
        #expect(try ids() == ["1", "2", "3"])
    }

    @Test("A file that would grow too large is set aside, and only so many are kept")
    func rotation() async throws {
        #expect(await sink().deliver(try delivery(0)) == .delivered)
        let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        let sink = sink(rotate: size * 2 + 10)
        for number in 1...7 { #expect(await sink.deliver(try delivery(number)) == .delivered) }
        #expect(try ids() == ["6", "7"])
        #expect(try ids(".1") == ["4", "5"] && ids(".2") == ["2", "3"])
        #expect(!FileManager.default.fileExists(atPath: path + ".3"))
    }

    @Test("A line that a crash cut short spoils none after it")
    func cut() async throws {
        try directory.write("{\"id\":\"1\",\"actor\":\"Rus", to: "alerts.jsonl")
        #expect(await sink().deliver(try delivery(1)) == .delivered)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(try JSONDecoder().decode(Alert.self, from: Data(lines[1].utf8)).id == "1")
    }

    @Test("Where it cannot be written, it is tried again, and the reason says what to do")
    func troubles() async throws {
        let missing = FileSink(
            name: "archive", path: "\(directory.path)/no/such", rotateBytes: 4_096, keep: 1, policy: DeliveryPolicy())
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
        for sink in [missing, sink()] {
            guard case .retry(let reason, _) = await sink.deliver(try delivery(1)) else { return #expect(Bool(false)) }
            #expect(reason.contains("cannot be opened") && reason.contains("ReadWritePaths="))
        }
    }
}
