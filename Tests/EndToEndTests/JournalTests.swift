import Foundation
import Glibc
import TestSupport
import Testing

/// The daemon with a real journald, one for each test; `Tests/Support/journal-test.sh` plays the scenes.
@Suite(
    .serialized,
    .enabled(
        if: ProcessInfo.processInfo.environment["CLAIMWATCH_TEST_JOURNALD"] == "1",
        "skipped: no private journald; run the tests by deploy/with-journald.sh, as root"
    ),
    .timeLimit(.minutes(5))
)
struct JournalTests {
    private func play(_ scene: String) async throws -> (status: Int32, said: String) {
        let output = try PrivatePipe()
        let process = try ChildProcess(
            "\(Program.root)/deploy/with-journald.sh",
            ["\(Program.root)/Tests/Support/journal-test.sh", Program.path, scene], out: output.input,
            error: output.input)
        let said = await output.text()
        return (await process.end(), said)
    }

    @Test func journalctlFindsAnAlertByItsActorAndExplainsIt() async throws {
        let (status, said) = try await play("found")
        #expect(status == 0, "\(said)")
    }

    @Test func everyLineThatTheDocumentsShowFindsSomething() async throws {
        let (status, said) = try await play("lines")
        #expect(status == 0, "\(said)")
    }

    @Test func killedAtAnyMomentItWritesEveryAlertOnce() async throws {
        let (status, said) = try await play("killed")
        #expect(status == 0, "\(said)")
    }

    @Test func aJournalThatIsAwayDelaysAlertsAndLosesNone() async throws {
        let (status, said) = try await play("away")
        #expect(status == 0, "\(said)")
    }

    @Test func aStalledJournalHoldsUpNoArticleAndGetsEveryAlertOnce() async throws {
        let (status, said) = try await play("stalled")
        #expect(status == 0, "\(said)")
    }

    @Test func whatTheJournalHasLostIsFoundAtTheStartAndWrittenAgain() async throws {
        let (status, said) = try await play("lost")
        #expect(status == 0, "\(said)")
    }

    /// The weights above are for alerts: `journalctl -p warning` shows nothing else.
    @Test func whatTheDaemonSaysOfItselfHasTheWeightOfInformation() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("", to: "news/empty.txt")
        try FileManager.default.createSymbolicLink(
            atPath: "\(directory.path)/news/link.txt", withDestinationPath: "/etc/hostname")
        let config = try directory.write("folders: [\"\(directory.path)/news\"]\n", to: "claimwatch.yaml")
        let daemon = try RunningDaemon(["--config", config, "--state", "\(directory.path)/state"], in: directory)
        #expect(await daemon.ready())
        #expect(await daemon.says("link.txt"), "\(daemon.said)")
        try Data("nonsense: 1\n".utf8).write(to: URL(fileURLWithPath: config))
        daemon.send(SIGHUP)
        #expect(await daemon.notify.message(containing: "READY=1") != nil)
        daemon.send(SIGTERM)
        #expect(await daemon.end() == 0)
        let lines = daemon.said.split(separator: "\n")
        #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("<6>") || $0.hasPrefix("<7>") }, "\(daemon.said)")
    }
}
