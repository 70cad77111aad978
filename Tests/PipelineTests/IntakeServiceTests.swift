import Alerts
import Articles
import DropFolder
import Foundation
import Pipeline
import ServiceLifecycle
import StateStore
import TestSupport
import Testing

@Suite("Intake", .timeLimit(.minutes(5)))
struct IntakeServiceTests {
    let directory: TemporaryDirectory
    let events = Recorder<IntakeEvent>()

    init() throws { directory = try TemporaryDirectory() }

    func service(
        _ ledger: MemoryLedger, _ seen: Recorder<Article>, roots: [String]? = nil, polls: Bool = false
    ) -> IntakeService {
        var options = FolderWatcher.Options(roots: (roots ?? [directory.path]).map { RawPath($0) })
        (options.settle, options.settleOpen) = (.zero, .milliseconds(100))
        options.pollInterval = .milliseconds(40)
        options.alwaysPolls = polls
        let process: @Sendable ([ArrivedArticle]) async throws -> [Int?] = { articles in
            try await ledger.take(articles)
            for arrived in articles { seen.note(arrived.article) }
            return articles.map { _ in 0 }
        }
        return IntakeService(
            IntakeService.Configuration(folders: options, loader: loader, process: process),
            ledger: ledger,
            logger: silent,
            backoff: Backoff(first: .milliseconds(5), longest: .milliseconds(20)),
            onEvent: { [events] in events.note($0) }
        )
    }

    func name(_ article: Article) -> String { String(article.path.dropFirst(directory.path.utf8.count + 1)) }

    func isTaken(_ name: String) -> (IntakeEvent) -> Bool {
        { if case .taken(let path, _, _) = $0 { path.hasSuffix(name) } else { false } }
    }

    @Test("What lies there at the start is taken in the order of its dates, then what comes", arguments: [false, true])
    func order(polls: Bool) async throws {
        try directory.write("date 2025-08-09\nThe third.", to: "a.txt")
        try directory.write("date 2025-08-07\nThe first.", to: "b.txt")
        try directory.write("date 2025-08-08\nThe second.", to: "sub/c.txt")
        let seen = Recorder<Article>()
        try await running([service(MemoryLedger(), seen, polls: polls)]) {
            try await events.next(isTaken("a.txt"))
            try directory.write("date 2025-08-01\nLate news.", to: "d.txt")
            try await events.next(isTaken("d.txt"))
        }
        #expect(seen.all.map(name) == ["b.txt", "sub/c.txt", "a.txt", "d.txt"])
        #expect(events.all.contains(.ready(watched: 1, missing: 0)))
    }

    @Test(
        "The same content is taken in once, whatever its name, and not again after a restart", arguments: [false, true])
    func once(polls: Bool) async throws {
        let ledger = MemoryLedger()
        let seen = Recorder<Article>()
        try await running([service(ledger, seen, polls: polls)]) {
            try await events.next { if case .ready = $0 { true } else { false } }
            try directory.write("date 2025-08-07\nThe same.", to: "one.txt")
            try await events.next(isTaken("one.txt"))
            try directory.write("date 2025-08-07\nThe same.", to: "two.txt")
            try await events.next { if case .known(let path, _) = $0 { path.hasSuffix("two.txt") } else { false } }
        }
        try await running([service(ledger, seen, polls: polls)]) {
            try await events.next { if case .ready = $0 { true } else { false } }
            try directory.write("date 2025-08-07\nAnother.", to: "three.txt")
            try await events.next(isTaken("three.txt"))
        }
        #expect(seen.all.map(name) == ["one.txt", "three.txt"])
        #expect(await ledger.places.count == 3, "both places are on record")
    }

    @Test(
        "While the store is full the article is kept in hand, nothing overtakes it, and nothing is lost",
        arguments: [false, true])
    func storeFull(polls: Bool) async throws {
        let seen = Recorder<Article>()
        try await running([service(MemoryLedger(failures: 4), seen, polls: polls)]) {
            try await events.next { if case .ready = $0 { true } else { false } }
            try directory.write("date 2025-08-07\nThe first.", to: "one.txt")
            try await events.next { if case .waiting = $0 { true } else { false } }
            try directory.write("date 2025-08-07\nThe second.", to: "two.txt")
            try await events.next(isTaken("two.txt"))
        }
        #expect(seen.all.map(name) == ["one.txt", "two.txt"])
        let waits = events.all.filter { if case .waiting = $0 { true } else { false } }
        #expect(waits.count == 4)
        #expect("\(waits[0])".contains("disk is full"))
        #expect("\(waits[0])".contains("one.txt"))
        #expect(events.all.contains { if case .recovered(_, 5) = $0 { true } else { false } })
    }

    @Test("Each bad file gets a message that names it, and what follows is taken in", arguments: [false, true])
    func badFiles(polls: Bool) async throws {
        let seen = Recorder<Article>()
        try await running([service(MemoryLedger(), seen, polls: polls)]) {
            try await events.next { if case .ready = $0 { true } else { false } }
            try directory.write("", to: "empty.txt")
            let junk = Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ $0 / 7) })
            try junk.write(to: URL(fileURLWithPath: "\(directory.path)/junk.txt"))
            try (Data("The caf".utf8) + Data([0xE9]) + Data(" is open again.".utf8)).write(
                to: URL(fileURLWithPath: "\(directory.path)/latin.txt")
            )
            close(open("\(directory.path)/large.txt", O_WRONLY | O_CREAT, 0o644))
            truncate("\(directory.path)/large.txt", 1 << 30)
            try directory.write("date 2025-08-07\nA good one.", to: "good.txt")
            try await events.next(isTaken("good.txt"))
            if !events.all.contains(where: { "\($0)".contains("large.txt") }) {
                try await events.next { "\($0)".contains("large.txt: passed over") }
            }
        }
        let messages = events.all.map(\.description)
        func message(_ name: String) -> String { messages.first { $0.contains("/\(name): ") } ?? "" }
        #expect(message("empty.txt").contains("the file is empty"))
        #expect(message("junk.txt").contains("binary data"))
        #expect(message("latin.txt").contains("read as Windows-1252"))
        #expect(messages.contains { $0.contains("large.txt") && $0.contains("1073741824 bytes") })
        #expect(Set(seen.all.map(name)) == ["latin.txt", "good.txt"])
    }

    @Test("A missing folder is said, counts as missing, and is taken up when it appears", arguments: [false, true])
    func missingFolder(polls: Bool) async throws {
        let seen = Recorder<Article>()
        let missing = "\(directory.path)/missing"
        try FileManager.default.createDirectory(atPath: "\(directory.path)/there", withIntermediateDirectories: true)
        try await running([service(MemoryLedger(), seen, roots: ["\(directory.path)/there", missing], polls: polls)]) {
            try await events.next { $0 == .ready(watched: 1, missing: 1) }
            try directory.write("date 2025-08-07\nIt is here.", to: "missing/a.txt")
            try await events.next(isTaken("a.txt"))
        }
        #expect(events.all.contains { $0.weight == .warning && "\($0)".contains("missing: not watched") })
    }

    @Test("The article in hand is finished at shutdown, the next is left for the next start")
    func shutdown() async throws {
        let gate = Recorder<Void>()
        let reached = Recorder<String>()
        let done = Recorder<String>()
        var options = FolderWatcher.Options(roots: [RawPath(directory.path)])
        options.settle = .zero
        let ledger = MemoryLedger()
        let intake = IntakeService(
            IntakeService.Configuration(folders: options, loader: loader) { articles in
                for arrived in articles { reached.note(arrived.article.path) }
                // Comes to its end only after the shutdown has begun.
                await withGracefulShutdownHandler {
                    _ = try? await gate.next { true }
                } onGracefulShutdown: {
                    gate.note(())
                }
                for arrived in articles { done.note(arrived.article.path) }
                try await ledger.take(articles)
                return articles.map { _ in 1 }
            },
            ledger: ledger,
            logger: silent,
            onEvent: { [events] in events.note($0) }
        )
        // Each so long that it goes alone.
        let text = String(repeating: "So it went on. ", count: 10_000)
        try directory.write("date 2025-08-07\nThe first. \(text)", to: "one.txt")
        try directory.write("date 2025-08-08\nThe second. \(text)", to: "two.txt")
        try await running([intake]) {
            try await reached.next { _ in true }
        }
        #expect(done.all.count == 1)
        #expect(done.all == reached.all, "nothing is given up half done")
        #expect(await ledger.taken.count == 1)
    }

    @Test(
        "Old files are history in the first look at a folder, and in no other; new ones never are",
        arguments: [false, true])
    func history(polls: Bool) async throws {
        let ledger = MemoryLedger()
        func intake(_ seen: Recorder<String>) -> IntakeService {
            var options = FolderWatcher.Options(roots: [RawPath(directory.path)])
            (options.settle, options.pollInterval, options.alwaysPolls) = (.zero, .milliseconds(40), polls)
            let configuration = IntakeService.Configuration(
                folders: options, loader: loader, historyAge: .seconds(86_400)
            ) { articles in
                try await ledger.take(articles)
                for arrived in articles { seen.note("\(name(arrived.article)) \(arrived.arrival.isHistory)") }
                return articles.map { _ in 0 }
            }
            return IntakeService(
                configuration, ledger: ledger, logger: silent, onEvent: { [events] in events.note($0) })
        }
        func age(_ name: String) throws {
            try FileManager.default.setAttributes(
                [.modificationDate: Date().addingTimeInterval(-200_000)], ofItemAtPath: "\(directory.path)/\(name)")
        }
        try directory.write("date 2025-08-01\nThe first.", to: "old.txt")
        try age("old.txt")
        try directory.write("date 2025-08-02\nThe second.", to: "new.txt")
        let first = Recorder<String>()
        try await running([intake(first)]) {
            try await events.next(isTaken("new.txt"))
            while await !ledger.isMarked(.looked(root: Array(directory.path.utf8))) { await Task.yield() }
        }
        #expect(first.all == ["old.txt true", "new.txt false"])
        // What came while we were away is news, however old its time.
        try directory.write("date 2025-08-03\nThe third.", to: "late.txt")
        try age("late.txt")
        let second = Recorder<String>()
        try await running([intake(second)]) { try await events.next(isTaken("late.txt")) }
        #expect(second.all == ["late.txt false"])
    }

    @Test(
        "Content that changed without a sign is found by reading what changed lately again", arguments: [false, true])
    func silentChange(polls: Bool) async throws {
        let seen = Recorder<Article>()
        let directory = try TemporaryDirectory(in: "/dev/shm")
        let intake = service(MemoryLedger(), seen, roots: [directory.path], polls: polls)
        try await running([intake]) {
            try await events.next { if case .ready = $0 { true } else { false } }
            let path = try directory.write("date 2025-08-07\nThe one.", to: "a.txt")
            try await events.next(isTaken("a.txt"))
            // On this file system such a write leaves no trace but the content.
            let writer = open(path, O_RDWR)
            let memory = try #require(mmap(nil, 30, PROT_READ | PROT_WRITE, MAP_SHARED, writer, 0))
            close(writer)
            (memory + 20).copyMemory(from: Array("two".utf8), byteCount: 3)
            munmap(memory, 30)
            intake.rescan()
            try await events.next(isTaken("a.txt"))
        }
        #expect(seen.all.count == 2)
    }

    @Test("An article of many megabytes is given the time that it takes, a small one is not")
    func allowance() async throws {
        let monitor = ProgressMonitor(limit: .seconds(20))
        let stuck = Recorder<[String]>()
        func take(_ text: String) async throws {
            let place = try directory.write("date 2025-08-07\n\(text)", to: "a.txt")
            let intake = IntakeService(
                .init(folders: .init(roots: [RawPath(directory.path)]), loader: loader) { articles in
                    stuck.note(monitor.stuck(now: .now + .seconds(25)))
                    return articles.map { _ in 0 }
                }, ledger: MemoryLedger(), monitor: monitor, logger: silent)
            try await intake.takeIn(FolderScan(paths: [RawPath(place)], limit: 1_000_000).files)
        }
        try await take("It was short.")
        try await take(String(repeating: "So it went on. ", count: 60_000))
        #expect(stuck.all == [["intake"], []])
    }

    @Test("Another configuration goes on with other folders")
    func reload() async throws {
        let seen = Recorder<Article>()
        let ledger = MemoryLedger()
        let other = try TemporaryDirectory()
        let intake = service(ledger, seen)
        try await running([intake]) {
            try await events.next { if case .ready = $0 { true } else { false } }
            intake.update(
                .init(folders: .init(roots: [RawPath(other.path)]), loader: loader) { articles in
                    try await ledger.take(articles)
                    return articles.map { _ in 7 }
                }
            )
            try await events.next { if case .ready = $0 { true } else { false } }
            try other.write("date 2025-08-07\nIt is here.", to: "a.txt")
            try await events.next { if case .taken(_, _, 7) = $0 { true } else { false } }
        }
    }

    @Test("The stored ledger remembers places and contents")
    func storedLedger() async throws {
        let store = try StateStore(inMemory: ())
        let place = ArticlePlace(path: [0x61, 0xFF], size: 3, modified: 5)
        let id = ArticleID(hex: "ab")
        #expect(try await store.content(of: place) == nil)
        try await store.note([(place, id)])
        #expect(try await store.content(of: place) == id)
        #expect(try await store.content(of: ArticlePlace(path: [0x61, 0xFF], size: 4, modified: 5)) == nil)
        try await store.note([
            (ArticlePlace(path: [0x61, 0xFF], size: 4, modified: 6, changed: 7), ArticleID(hex: "cd"))
        ])
        #expect(try await store.content(of: place) == nil)
        // The kernel's time of the change is compared where both sides know it.
        func content(changed: Int64) async throws -> String? {
            try await store.content(of: ArticlePlace(path: [0x61, 0xFF], size: 4, modified: 6, changed: changed))?.hex
        }
        #expect(try await [content(changed: 7), content(changed: 8), content(changed: 0)] == ["cd", nil, "cd"])
        #expect(try await store.taken(of: [id]) == [])
    }

    @Test("Taking files in once, sorted by date; a store that fails is thrown")
    func takeIn() async throws {
        try directory.write("date 2025-08-09\nThe second.", to: "a.txt")
        try directory.write("date 2025-08-07\nThe first.", to: "b.txt")
        let seen = Recorder<Article>()
        let files = FolderScan(paths: [RawPath(directory.path)], limit: 1000).files
        try await service(MemoryLedger(), seen).takeIn(files)
        #expect(seen.all.map(name) == ["b.txt", "a.txt"])
        await #expect(throws: MemoryLedger.Full.self) {
            try await service(MemoryLedger(failures: 1), seen).takeIn(files)
        }
    }

    @Test("SHA-256 in hexadecimal, as sha256sum prints it")
    func digest() {
        #expect(
            ArticleLoader.id(of: Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }
}
