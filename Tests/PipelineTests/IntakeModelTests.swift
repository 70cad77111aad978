import Alerts
import Articles
import DropFolder
import Foundation
import Pipeline
import Synchronization
import TestSupport
import Testing

/// Random things done to a real folder while the intake reads it, against a model. Whatever was done: each content that
/// stands in the folder in the end has been taken in, and once; each place is on record with what stands there; nothing
/// was taken in that was never written.
///
/// All contents have one length, and some files keep the time of what they replace, so that nothing but the content tells
/// them apart.
@Suite("Random file operations beside the intake", .timeLimit(.minutes(5 + Repeats.sequences / 500)))
struct IntakeModelTests {
    @Test("Each content once, each place on record", arguments: [false, true])
    func model(polls: Bool) async throws {
        let directory = try TemporaryDirectory()
        let outside = try TemporaryDirectory()
        var options = FolderWatcher.Options(roots: [RawPath(directory.path)])
        (options.settle, options.settleOpen) = (.milliseconds(20), .milliseconds(60))
        (options.pollInterval, options.alwaysPolls) = (.milliseconds(30), polls)
        // So short a queue that the kernel's overflows in a flood.
        options.capacity = 4
        let ledger = MemoryLedger()
        let taken = Mutex<[ArticleID]>([])
        let intake = IntakeService(
            .init(folders: options, loader: loader) { articles in
                // The intake lags behind what is done to the folder, so that files go between report and reading.
                if Bool.random() { try await Task.sleep(for: .milliseconds(6)) }
                try await ledger.take(articles)
                taken.withLock { $0 += articles.map(\.article.id) }
                return articles.map { _ in 0 }
            }, ledger: ledger, logger: silent)

        let sequences = max(50, Repeats.sequences / 5)
        let start = Repeats.seed ?? UInt64.random(in: 0..<1 << 40)
        print("random file operations beside the intake: CLAIMWATCH_SEED=\(start)")
        try await running([intake]) {
            let models = try await onThread {
                try (0..<sequences).map { number in
                    let inside = "\(directory.path)/s\(number)"
                    var model = try FolderModel(
                        inside: inside, outside: "\(outside.path)/s\(number)", seed: start, number)
                    for _ in 0..<20 { try model.perform() }
                    return model
                }
            }
            var troubles: [String] = []
            let deadline = ContinuousClock.now + .seconds(90)
            repeat {
                troubles = []
                for model in models { troubles += try await model.troubles(ledger) }
                if troubles.isEmpty { break }
                // No event tells of a place that was noted.
                try await Task.sleep(for: .milliseconds(50))
            } while ContinuousClock.now < deadline
            #expect(troubles.prefix(8) == [], "\(troubles.count) of them; seed \(start), polls \(polls)")
            let ids = taken.withLock { $0 }
            #expect(Set(ids).count == ids.count, "seed \(start): a content was taken in twice")
            let written = models.reduce(into: Set<ArticleID>()) { $0.formUnion($1.written) }
            #expect(Set(ids).isSubset(of: written), "seed \(start): something was taken in that was never written")
        }
    }
}

/// Runs what blocks beside the tasks, whose threads are as few as the processors.
private func onThread<Outcome: Sendable>(_ body: @escaping @Sendable () throws -> Outcome) async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

/// A folder, what is done to it, and all that ever was written in it.
private struct FolderModel: Sendable {
    let inside: String
    let outside: String
    private(set) var written: Set<ArticleID> = []
    private var bits: SeededBits
    private var count = 0
    private let number: Int

    init(inside: String, outside: String, seed: UInt64, _ number: Int) throws {
        (self.inside, self.outside, self.number) = (inside, outside, number)
        bits = SeededBits(state: seed &+ UInt64(number) &* 7_919)
        for path in [outside, "\(inside)/d0"] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
    }

    /// What does not hold, by path.
    func troubles(_ ledger: MemoryLedger) async throws -> [String] {
        var troubles: [String] = []
        for path in files(inside) {
            var facts = stat()
            guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size > 0,
                let bytes = FileManager.default.contents(atPath: path).map(Array.init)
            else { continue }
            let id = ArticleLoader.id(of: bytes)
            let place = ArticlePlace(
                path: Array(path.utf8), size: bytes.count,
                modified: Int64(facts.st_mtim.tv_sec) * 1_000_000_000 + Int64(facts.st_mtim.tv_nsec),
                changed: Int64(facts.st_ctim.tv_sec) * 1_000_000_000 + Int64(facts.st_ctim.tv_nsec))
            if await ledger.taken(of: [id]).isEmpty {
                troubles.append("\(path): not taken in")
            } else if facts.st_nlink == 1, await ledger.contents(of: [place]) != [id] {
                // Of a file with several names, one that was written by another is noted at the next look.
                troubles.append("\(path): not on record as it stands")
            }
        }
        return troubles
    }

    private func files(_ folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted().map { "\(folder)/\($0)" }
    }

    private func folders() -> [String] {
        let names = FileManager.default.enumerator(atPath: inside)?.compactMap { $0 as? String } ?? []
        return names.filter { !$0.hasSuffix(".txt") && !$0.hasSuffix(".tmp") }.sorted()
    }

    private mutating func text() -> [UInt8] {
        count += 1
        let digits = String(1_000_000 + number * 100 + count).dropFirst()
        let bytes = Array("date 2025-08-07\nThe council of district \(digits) met.\n".utf8)
        written.insert(ArticleLoader.id(of: bytes))
        return bytes
    }

    private func write(_ bytes: [UInt8], to path: String, _ flags: Int32 = O_TRUNC) {
        let writer = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o644)
        guard writer >= 0 else { return }
        _ = Glibc.write(writer, bytes, bytes.count)
        close(writer)
    }

    private func times(of path: String) -> [timespec]? {
        var facts = stat()
        return stat(path, &facts) == 0 ? [facts.st_atim, facts.st_mtim] : nil
    }

    mutating func perform() throws {
        let all = folders()
        let folder = all.isEmpty ? "d0" : all[bits.next(all.count)]
        try? FileManager.default.createDirectory(atPath: "\(inside)/\(folder)", withIntermediateDirectories: true)
        let target = "\(inside)/\(folder)/f\(bits.next(5)).txt"
        let (aside, whole) = ("\(outside)/aside\(count)", "\(inside)/\(folder)")
        switch bits.next(20) {
        case 0, 1: write(text(), to: target)
        case 2:
            let bytes = text()
            written.insert(ArticleLoader.id(of: Array(bytes.prefix(30))))
            write(Array(bytes.prefix(30)), to: target)
            usleep(UInt32(bits.next(2_000)))
            write(Array(bytes.dropFirst(30)), to: target, O_APPEND)
        case 3:
            // Written under a temporary name, and renamed.
            write(text(), to: target + ".tmp")
            rename(target + ".tmp", target)
        case 4:
            // Another content of the same length and the same time in its place.
            write(text(), to: target + ".tmp")
            if let times = times(of: target) { utimensat(AT_FDCWD, target + ".tmp", times, 0) }
            rename(target + ".tmp", target)
        case 5:
            // Written in place, and the time put back.
            let times = times(of: target)
            write(text(), to: target, 0)
            if let times { utimensat(AT_FDCWD, target, times, 0) }
        case 6:
            write(text(), to: aside)
            link(aside, target)
            unlink(aside)
        case 7: unlink(target)
        case 8: try? FileManager.default.createDirectory(atPath: "\(whole)/d1/d2", withIntermediateDirectories: true)
        case 9:
            // A tree moved in whole.
            try FileManager.default.createDirectory(atPath: "\(aside)/d1", withIntermediateDirectories: true)
            write(text(), to: "\(aside)/d1/f0.txt")
            write(text(), to: "\(aside)/f1.txt")
            rename(aside, "\(whole)/d\(count)")
        case 10, 11:
            // A tree goes and comes back, at once or after a while; what it holds may not have been read yet.
            write(text(), to: target)
            usleep(UInt32(bits.next(2_000)))
            rename(whole, aside)
            usleep(UInt32(bits.next(20_000)))
            rename(aside, whole)
        case 12:
            // A tree is replaced by another.
            try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true)
            write(text(), to: "\(aside)/f2.txt")
            rename(whole, "\(outside)/gone\(count)")
            rename(aside, whole)
        case 13: rename(whole, "\(inside)/m\(count)")
        case 14:
            // A file goes and comes back.
            write(text(), to: target)
            usleep(UInt32(bits.next(2_000)))
            rename(target, aside)
            usleep(UInt32(bits.next(20_000)))
            rename(aside, target)
        case 15: link(target, "\(whole)/l\(count).txt")
        case 16:
            // Opened for writing, and closed without.
            close(open(target, O_WRONLY | O_CLOEXEC))
        case 17:
            // The same content under another name.
            if let bytes = FileManager.default.contents(atPath: target) {
                write(Array(bytes), to: "\(whole)/c\(count).txt")
            }
        case 18:
            // More events than the kernel's queue holds, while something new comes.
            guard number % 16 == 0 else { return }
            write(text(), to: target)
            for round in 0..<9_000 { chmod(round % 2 == 0 ? target : whole, round % 4 < 2 ? 0o755 : 0o700) }
        default:
            rename(target, "\(whole)/f\(bits.next(5)).txt")
        }
    }
}

/// A small generator with a fixed start.
private struct SeededBits {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
