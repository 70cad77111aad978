import Alerts
import Synchronization
import Testing

@testable import JournalSink

@Suite("Reading back from the journal", .timeLimit(.minutes(5)))
struct ReadBackTests {
    private let socket: ListeningSocket
    private let sent = Sent()
    private let taken = ["a", "b"].map { TakenAlert(alert: $0, raisedAt: 1, takenAt: 2) }

    init() throws { socket = try ListeningSocket() }

    private func sink(
        lost: @escaping @Sendable ([TakenAlert]) -> Result<[String], JournalError>,
        holdsMark: @escaping @Sendable (String) -> Bool = { _ in true }
    ) throws -> JournalSink {
        try JournalSink(
            writer: try sent.writer(socket: socket.path),
            access: JournalAccess(holds: { _, _ in false }, lost: lost, holdsMark: holdsMark), now: { 100 })
    }

    @Test("Where nothing is missing nothing is written")
    func allThere() async throws {
        #expect(await (try sink(lost: { _ in .success([]) })).readBack(taken) == .lost([]))
        #expect(sent.count == 0)
    }

    @Test("What comes while the mark is waited for was on its way, and is not lost")
    func onItsWay() async throws {
        let looks = Mutex(0)
        let sink = try sink(
            lost: { taken in
                looks.withLock {
                    $0 += 1
                    return .success($0 == 1 ? taken.map(\.alert) : [])
                }
            },
            // The mark is there at the second look for it.
            holdsMark: { _ in
                looks.withLock {
                    $0 += 1
                    return $0 > 2
                }
            })
        #expect(await sink.readBack(taken) == .lost([]))
        #expect(sent.count == 1)
    }

    @Test("What is missing before and after the mark is lost")
    func lost() async throws {
        let sink = try sink(lost: { $0.contains { $0.alert == "b" } ? .success(["b"]) : .success([]) })
        #expect(await sink.readBack(taken) == .lost(["b"]))
    }

    @Test("A journal that cannot be read loses nothing that is known of")
    func unreadable() async throws {
        let sink = try sink(lost: { _ in .failure(JournalError(description: "no")) })
        #expect(await sink.readBack(taken) == .unknown(reason: "no"))
        #expect(sent.count == 0)
    }

    @Test("Without journald nothing is sent again on suspicion")
    func away() async throws {
        let sink = try JournalSink(
            writer: try sent.writer(socket: "/nonexistent"),
            access: JournalAccess(holds: { _, _ in false }, lost: { .success($0.map(\.alert)) }), now: { 100 })
        guard case .unknown(let reason) = await sink.readBack(taken) else { return #expect(Bool(false)) }
        #expect(reason.contains("systemctl status systemd-journald"))
    }

    @Test("No more diagnostics are written than leave alerts their place")
    func budget() {
        var budget = DiagnosticBudget()
        let start = ContinuousClock.now
        let answers = (0..<DiagnosticBudget.most + 5).map { _ in budget.ask(now: start) }
        #expect(answers.count { $0 == .write } == DiagnosticBudget.most - 1)
        #expect(answers.count { $0 == .last } == 1 && answers.last == .drop)
        #expect(budget.ask(now: start + DiagnosticBudget.span) == .write)
    }
}
