import Foundation
import Glibc
import TestSupport
import Testing

/// What the real daemon holds after many files of every kind. `make daemon-bench` asks the same of 100,000.
@Suite struct ResourceTests {
    let directory: TemporaryDirectory
    var folder: String { "\(directory.path)/news" }
    var state: String { "\(directory.path)/state" }

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: "\(directory.path)/news", withIntermediateDirectories: true)
    }

    private func sync() async throws {
        let sync = try await Program.run("sync", "--timeout", "240", "--state", state, folder)
        #expect(sync.status == 0, "\(sync.error)")
    }

    /// All that can come into a folder, and go again.
    private func fill(_ round: Int, files: Int) throws {
        let one = try directory.write("date 2025-08-04\nThe weather of day \(round).\n", to: "making/\(round).txt")
        for number in 0..<files {
            // Of one content, so that they cost a reading each and no more.
            let place = "\(folder)/\(round)/\(number % 20)"
            if number < 20 { try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true) }
            link(one, "\(place)/\(number).txt")
        }
        let odd = "\(folder)/odd\(round)"
        try FileManager.default.createDirectory(atPath: odd, withIntermediateDirectories: true)
        for number in 0..<50 {
            mkfifo("\(odd)/pipe\(number).txt", 0o600)
            symlink("/etc/passwd", "\(odd)/link\(number).txt")
            close(open("\(odd)/empty\(number).txt", O_WRONLY | O_CREAT, 0o600))
            let large = try directory.write("large", to: "making/large.txt")
            truncate(large, 1 << 30)
            rename(large, "\(odd)/large\(number).txt")
            link(one, "\(odd)/gone\(number).txt")
            unlink("\(odd)/gone\(number).txt")
        }
    }

    private func descriptors(_ daemon: RunningDaemon) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon.identifier)/fd").count
    }

    @Test func manyFilesLeakNoDescriptorAndLittleMemory() async throws {
        let config = try directory.write(
            "folders: [\"\(folder)\"]\nactors:\n  Russia:\ntopics:\n  ceasefire: [ceasefire]\n", to: "claimwatch.yaml")
        let daemon = try RunningDaemon(["--config", config, "--state", state, "--no-journal"], in: directory)
        #expect(await daemon.ready(), "\(daemon.said)")
        // The first round opens what is kept open.
        try fill(0, files: 200)
        try await sync()
        let before = try descriptors(daemon)
        for round in 1...3 {
            try fill(round, files: Repeats.floods)
            try await sync()
            try FileManager.default.removeItem(atPath: "\(folder)/\(round)")
            try FileManager.default.removeItem(atPath: "\(folder)/odd\(round)")
        }
        try await sync()
        // SQLite has as many readers as were needed at once.
        #expect(try descriptors(daemon) <= before + 4)
        let status = try String(contentsOfFile: "/proc/\(daemon.identifier)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        let peak = try #require(line.split(whereSeparator: { $0.isWhitespace }).dropFirst().first.flatMap { Int($0) })
        #expect(peak < 200_000, "\(peak) kB")
        let doctor = try await Program.run("doctor", "--config", config, "--state", state, "--format", "jsonl")
        #expect(doctor.out.contains(": 4 articles,"), "\(doctor.out)")
        daemon.send(SIGTERM)
        #expect(await daemon.end() == 0)
    }
}
