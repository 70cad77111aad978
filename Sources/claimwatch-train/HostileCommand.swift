import ArgumentParser
import Foundation
import Synchronization
import TextChecks

struct HostileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hostile",
        abstract: "Time for hostile texts and for texts twice as long: the ratio is 2 where time is linear.",
        discussion: "Each kind is doubled until it takes half a second, or has --most pieces; the last two are shown.")

    @Option(help: "Only the kinds whose name holds this.")
    var only: String?

    @Option(help: "The most pieces.")
    var most = 1_000_000

    @Option(help: "Seconds after which a kind is long enough.")
    var enough = 0.5

    @Option(help: "The ratio of times above which the command fails.")
    var ratio = 3.0

    /// On a small stack: what goes deeper the longer the text is falls over its end.
    func run() throws {
        let tooSlow = Mutex<[String]>([])
        let command = self
        WorkThreads.run(1, stack: 128 << 10) { _ in
            let found = command.measure()
            tooSlow.withLock { $0 = found }
        }
        let found = tooSlow.withLock { $0 }
        guard found.isEmpty else {
            print("more than linear: " + found.joined(separator: "; "))
            throw ExitCode(1)
        }
    }

    /// Prints the table; the kinds that take more than linear time.
    private func measure() -> [String] {
        let chain = FullChain()
        print(
            row("hostile text", "pieces", "bytes", "tokens", "s at n", "s at 2n", "ratio", "slowest stage (its ratio)"))
        var tooSlow: [String] = []
        for kind in HostileText.all where only.map({ kind.name.contains($0) }) ?? true {
            var count = 4_000
            var half = chain.run(kind.bytes(count / 2))
            var full = chain.run(kind.bytes(count))
            while full.total < enough, count < most {
                count = min(count * 2, most)
                half = count / 2 * 2 == count ? full : chain.run(kind.bytes(count / 2))
                full = chain.run(kind.bytes(count))
            }
            half = chain.run(kind.bytes(count / 2))
            let times = full.total / max(half.total, 1e-9)
            let worst = full.seconds.indices.max { full.seconds[$0] < full.seconds[$1] } ?? 0
            let stage = full.seconds[worst] / max(half.seconds[worst], 1e-9)
            print(
                row(
                    kind.name, "\(count)", "\(kind.bytes(count).count)", "\(full.tokens)", text(half.total),
                    text(full.total), text(times), "\(FullChain.stages[worst]) (\(text(stage)))"))
            if times > ratio, full.total > 0.05 { tooSlow.append(kind.name) }
        }
        return tooSlow
    }

    private func row(_ cells: String...) -> String {
        var line = cells[0].padding(toLength: max(34, cells[0].count), withPad: " ", startingAt: 0)
        for cell in cells.dropFirst().dropLast() {
            line += String(repeating: " ", count: max(1, 10 - cell.count)) + cell
        }
        return line + "  " + (cells.last ?? "")
    }

    private func text(_ value: Double) -> String { String(format: "%.2f", value) }
}
