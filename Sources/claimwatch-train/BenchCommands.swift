import ArgumentParser
import Foundation
import Glibc
import Synchronization

/// Where the bench finds text that is always there.
struct BenchOptions: ParsableArguments {
    @Option(help: "A folder with articles.")
    var articles = "seeds/articles"
}

struct ScalingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scaling", abstract: "Tokens a second from bytes to claims, by 1, 2 … threads, by the wall clock.")

    @OptionGroup var options: BenchOptions

    @Option(help: "The most threads; without it, as many as there are cores.")
    var threads: Int?

    @Option(help: "How many times each thread reads all the articles.")
    var rounds = 10

    func run() throws {
        let chain = FullChain()
        let texts = try SeedTexts.texts(options.articles)
        var alone = 0.0
        print("threads     tokens/s    of one thread")
        for count in 1...max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount) {
            let tokens = Mutex(0)
            let rounds = rounds
            let time = ContinuousClock().measure {
                WorkThreads.run(count, stack: 8 << 20) { _ in
                    var own = 0
                    for _ in 0..<rounds { for text in texts { own += chain.run(text).tokens } }
                    let sum = own
                    tokens.withLock { $0 += sum }
                }
            }
            let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
            let rate = Double(tokens.withLock { $0 }) / seconds
            if count == 1 { alone = rate }
            print(String(format: "%7d %12.0f %15.2f", count, rate, rate / alone))
        }
    }
}

struct AllocationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocations", abstract: "Allocations an article, and for 1,000 tokens, from bytes to claims.",
        discussion: "Runs with the counter of Tests/Bench in LD_PRELOAD; `make bench` does it.")

    @OptionGroup var options: BenchOptions

    func run() throws {
        // The symbol is there where the counter was loaded before the program.
        guard let symbol = dlsym(nil, "claimwatch_allocations") else {
            print("allocations: not counted; run it with the counter in LD_PRELOAD, as `make bench` does")
            return
        }
        let counted = unsafeBitCast(symbol, to: (@convention(c) () -> UInt64).self)
        let chain = FullChain()
        let texts = try SeedTexts.texts(options.articles)
        // The first turn fills what is made once.
        for text in texts { _ = chain.run(text) }
        let before = counted()
        var tokens = 0
        for text in texts { tokens += chain.run(text).tokens }
        let count = Double(counted() - before)
        print(
            String(
                format: "allocations: %.0f an article of %d tokens, %.0f for 1,000 tokens", count / Double(texts.count),
                tokens / max(1, texts.count), count * 1000 / Double(max(1, tokens))))
    }
}

struct LongArticleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "long-article", abstract: "Writes an article of a given size, made of the seeds; for `make bench`."
    )

    @OptionGroup var options: BenchOptions

    @Option(help: "Bytes.")
    var size = 10_000_000

    @Argument(help: "The file.")
    var path: String

    func run() throws {
        try Data(SeedTexts.long(options.articles, size: size)).write(to: URL(fileURLWithPath: path))
    }
}

struct MemoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "The most memory that reading an article adds to that of reading hardly any.",
        discussion: "Runs `claimwatch extract` on the file and on one sentence, and asks the kernel for its peaks.")

    @Option(help: "The program.")
    var program = ".build/release/claimwatch"

    @Option(help: "Megabytes that may be added; more fails.")
    var most = 150.0

    @Argument(help: "The article.")
    var path: String

    func run() throws {
        let small = path + ".small.txt"
        try Data("Russia rejected the ceasefire, the Kremlin said.\n".utf8).write(to: URL(fileURLWithPath: small))
        var tooMuch = false
        for layer in ["attributions", "claims"] {
            let (idle, full) = (try peak(layer, small), try peak(layer, path))
            let added = full - idle
            tooMuch = tooMuch || added > most
            print(
                String(format: "extract --layer %@: peak %.1f MB, %.1f MB over one sentence", layer, full, added))
        }
        if tooMuch { throw ExitCode(1) }
    }

    /// The largest resident set of the program, in megabytes.
    private func peak(_ layer: String, _ file: String) throws -> Double {
        let words = [program, "extract", "--layer", layer, "--format", "jsonl", file]
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var child: pid_t = 0
        let failed = posix_spawn(&child, program, &actions, nil, &arguments, environ)
        guard failed == 0 else {
            throw ValidationError("\(program) did not start: \(String(cString: strerror(failed))). Run `make release`.")
        }
        var (status, usage): (Int32, rusage) = (0, rusage())
        wait4(child, &status, 0, &usage)
        guard status == 0 else { throw ValidationError("\(words.joined(separator: " ")) failed") }
        return Double(usage.ru_maxrss) / 1024
    }
}

/// Runs the same work on several threads at once.
enum WorkThreads {
    static func run(_ count: Int, stack: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let done = DispatchSemaphore(value: 0)
        for index in 0..<count {
            let thread = Thread {
                body(index)
                done.signal()
            }
            thread.stackSize = stack
            thread.start()
        }
        for _ in 0..<count { done.wait() }
    }
}
