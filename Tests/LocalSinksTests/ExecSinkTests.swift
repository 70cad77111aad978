import Alerts
import Foundation
import NewsFixtures
import TestSupport
import Testing

@testable import LocalSinks

@Suite("Commands that take alerts", .timeLimit(.minutes(5)))
struct ExecSinkTests {
    private func deliver(_ script: String, timeout: Duration = .seconds(20)) async throws -> DeliveryOutcome {
        let sink = ExecSink(
            name: "pager", command: ["/bin/sh", "-c", script], timeout: timeout, policy: DeliveryPolicy())
        return await sink.deliver(SampleAlert.delivery(try SampleAlert.make()))
    }

    @Test("The alert comes as a line of JSON on standard input, its id in the environment, and no descriptor of ours")
    func input() async throws {
        let directory = try TemporaryDirectory()
        let script =
            "cat > \(directory.path)/in; env > \(directory.path)/env; ls /proc/self/fd > \(directory.path)/fd; pwd"
        #expect(try await deliver(script) == .delivered)
        let text = try String(contentsOfFile: "\(directory.path)/in", encoding: .utf8)
        #expect(text.hasSuffix("}\n"))
        #expect(try JSONDecoder().decode(Alert.self, from: Data(text.utf8)) == SampleAlert.make())
        let environment = try String(contentsOfFile: "\(directory.path)/env", encoding: .utf8)
        #expect(environment.contains("CLAIMWATCH_ALERT_ID=0123456789abcdef-0123456789ab\n"))
        #expect(!environment.contains("HOME=") && !environment.contains("CREDENTIALS_DIRECTORY"))
        // 0, 1, 2, and the folder that is being listed.
        let open = try String(contentsOfFile: "\(directory.path)/fd", encoding: .utf8).split(separator: "\n")
        #expect(open.count == 4, "\(open)")
    }

    @Test("What its end means")
    func ends() async throws {
        guard case .refused(let refused) = try await deliver("echo no such person >&2; exit 65"),
            case .retry(let failed, nil) = try await deliver("echo busy; exit 75"),
            case .retry(let killed, nil) = try await deliver("kill -9 $$")
        else { return #expect(Bool(false)) }
        #expect(refused.contains("no such person"))
        #expect(failed.contains("status 75") && failed.contains("busy"))
        #expect(killed.contains("signal 9"))
    }

    @Test("One that takes no input, writes without end, or leaves something running harms nobody")
    func rude() async throws {
        #expect(try await deliver("exec 0<&-; exit 0") == .delivered)
        #expect(try await deliver("head -c 3000000 /dev/zero | tr '\\0' x") == .delivered)
        #expect(try await deliver("sleep 20 & exit 0") == .delivered)
        guard case .retry(let reason, _) = try await deliver("head -c 100000 /dev/zero | tr '\\0' x; exit 1") else {
            return #expect(Bool(false))
        }
        #expect(reason.utf8.count < 500)
    }

    @Test("One that takes too long is ended with all that it started")
    func late() async throws {
        let directory = try TemporaryDirectory()
        let start = ContinuousClock.now
        let script = "trap '' TERM; sleep 1000 & echo $! > \(directory.path)/pid; yes"
        guard case .retry(let reason, _) = try await deliver(script, timeout: .milliseconds(500)) else {
            return #expect(Bool(false))
        }
        #expect(reason.contains("not done in time"))
        #expect(ContinuousClock.now - start < .seconds(300))
        let pid = try String(contentsOfFile: "\(directory.path)/pid", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        // Gone, or a zombie that nobody has collected yet.
        let state = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        #expect(state.isEmpty || state.contains(") Z "), "\(state)")
    }

    @Test("A program that is not there is waited for")
    func missing() async throws {
        let sink = ExecSink(name: "pager", command: ["/no/such/program"], policy: DeliveryPolicy())
        guard case .retry(let reason, _) = await sink.deliver(SampleAlert.delivery(try SampleAlert.make())) else {
            return #expect(Bool(false))
        }
        #expect(reason.contains("cannot be started: No such file"))
    }
}
