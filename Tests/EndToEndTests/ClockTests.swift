import Foundation
import Glibc
import TestSupport
import Testing

/// Days are counted in UTC: the same files come to the same state, wherever the machine stands.
@Suite struct ClockTests {
    @Test func aTimeZoneChangesNeitherDatesNorAlerts() async throws {
        let directory = try TemporaryDirectory()
        let config = try directory.write(
            "folders: [\"\(directory.path)/news\"]\nactors:\n  Russia:\ntopics:\n  ceasefire: [ceasefire]\n",
            to: "claimwatch.yaml")
        // Half an hour before and after midnight UTC; nothing but the files' times says which day it was.
        for (verb, time) in [("rejected", 1_754_263_800), ("accepted", 1_754_868_600), ("rejected", 1_755_477_000)] {
            let path = try directory.write("Russia \(verb) the ceasefire in \(time).\n", to: "news/\(time).txt")
            utimes(path, [timeval(tv_sec: time, tv_usec: 0), timeval(tv_sec: time, tv_usec: 0)])
        }
        var accounts: Set<String> = []
        for zone in ["UTC", "Pacific/Kiritimati", "America/Adak", "Asia/Kathmandu"] {
            let state = "\(directory.path)/\(zone.replacing("/", with: "-"))"
            let run = try await Program.run(
                ["run", "--once", "--no-journal", "--config", config, "--state", state], environment: ["TZ": zone])
            #expect(run.status == 0, "\(run.error)")
            let alerts = try await Program.run(
                ["alerts", "--state", state, "--format", "jsonl"], environment: ["TZ": zone])
            let told = try alerts.records().map { "\($0["id"] ?? "") \($0["date"] ?? "")" }
            #expect(told.count == 2)
            accounts.insert(told.joined(separator: "\n"))
        }
        #expect(accounts.count == 1, "\(accounts)")
        #expect(accounts.first?.contains("2025-08-10") == true && accounts.first?.contains("2025-08-18") == true)
    }
}
