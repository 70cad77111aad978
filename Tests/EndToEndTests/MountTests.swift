import Foundation
import Glibc
import TestSupport
import Testing

/// Folders on file systems that come and go, and that send no notice, as the real daemon meets them; in a namespace of
/// mounts of the test's own.
@Suite(.serialized, .enabled(if: DaemonTests.canLimit, "skipped: this machine allows no namespaces of users"))
struct MountTests {
    let directory: TemporaryDirectory
    var folder: String { "\(directory.path)/news" }

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: "\(directory.path)/news/sub", withIntermediateDirectories: true)
    }

    private func daemon(after preparation: String) throws -> RunningDaemon {
        let config = try directory.write(
            "folders: [\"\(folder)\"]\nactors:\n  Russia:\ntopics:\n  ceasefire: [ceasefire]\n", to: "claimwatch.yaml")
        return try RunningDaemon(
            ["--config", config, "--state", "\(directory.path)/state", "--no-journal"], in: directory,
            under: [
                "/usr/bin/unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c",
                "\(preparation) && exec \"$0\" \"$@\"",
            ])
    }

    /// Runs a command where the daemon's mounts are.
    private func command(_ daemon: RunningDaemon, _ words: String...) async throws -> Int32 {
        let process = try ChildProcess(
            "/usr/bin/nsenter",
            ["--target", "\(daemon.identifier)", "--user", "--mount", "--preserve-credentials"] + words)
        return await process.end()
    }

    /// Writes an article as a program among the daemon's mounts does.
    private func put(_ daemon: RunningDaemon, _ name: String) throws {
        try Data("date 2025-08-04\nThe weather was fine in \(name).\n".utf8).write(
            to: URL(fileURLWithPath: "/proc/\(daemon.identifier)/root\(folder)/\(name)"))
    }

    private func end(_ daemon: RunningDaemon) async {
        daemon.send(SIGTERM)
        #expect(await daemon.end() == 0)
    }

    @Test func aFolderThatIsUnmountedIsSaidAndTakenUpWhenItIsMountedAgain() async throws {
        let daemon = try daemon(after: "mount -t tmpfs tmpfs '\(folder)'")
        #expect(await daemon.ready(), "\(daemon.said)")
        try put(daemon, "1.txt")
        #expect(await daemon.says("1.txt: taken in"), "\(daemon.said)")
        // Not lazily: the daemon must not hold it.
        #expect(try await command(daemon, "umount", folder) == 0)
        #expect(await daemon.says("it was unmounted"), "\(daemon.said)")
        #expect(try await command(daemon, "mount", "-t", "tmpfs", "tmpfs", folder) == 0)
        #expect(await daemon.says("another folder stands in its place now"), "\(daemon.said)")
        try put(daemon, "2.txt")
        #expect(await daemon.says("2.txt: taken in"), "\(daemon.said)")
        await end(daemon)
    }

    @Test func whatAMountBeneathAFolderHidIsTakenInWhenItGoes() async throws {
        try directory.write("date 2025-08-04\nIt was hidden.\n", to: "news/sub/hidden.txt")
        let daemon = try daemon(after: "mount -t tmpfs tmpfs '\(folder)/sub'")
        #expect(await daemon.ready(), "\(daemon.said)")
        try put(daemon, "sub/over.txt")
        #expect(await daemon.says("over.txt: taken in"), "\(daemon.said)")
        #expect(!daemon.said.contains("hidden.txt"))
        #expect(try await command(daemon, "umount", "\(folder)/sub") == 0)
        #expect(await daemon.says("hidden.txt: taken in"), "\(daemon.said)")
        try put(daemon, "sub/late.txt")
        #expect(await daemon.says("late.txt: taken in"), "\(daemon.said)")
        await end(daemon)
    }

    @Test(
        .enabled(if: access("/dev/fuse", R_OK | W_OK) == 0, "skipped: there is no FUSE here"), arguments: ["", "/sub"])
    func aFolderOfFUSEIsLookedThroughAlsoBeneathAnother(beneath: String) async throws {
        try directory.write("date 2025-08-04\nIt lay there.\n", to: "source/1.txt")
        let mirror = "\(Program.root)/Tests/Support/fuse-mirror.py"
        let daemon = try daemon(after: "python3 '\(mirror)' '\(directory.path)/source' '\(folder)\(beneath)'")
        #expect(await daemon.ready(), "\(daemon.said)")
        #expect(await daemon.says("network or FUSE file system"), "\(daemon.said)")
        #expect(await daemon.says("1.txt: taken in"), "\(daemon.said)")
        // Written behind the mount: no notice is sent of it.
        try directory.write("date 2025-08-04\nIt came.\n", to: "source/new/2.txt")
        #expect(await daemon.says("2.txt: taken in"), "\(daemon.said)")
        await end(daemon)
    }

    @Test(
        .enabled(if: access("/dev/fuse", R_OK | W_OK) == 0, "skipped: there is no FUSE here"),
        arguments: [-3_600, 3_600])
    func byAClockThatIsWrongAFileIsReadOnceItKeepsStill(ahead: Int) async throws {
        try FileManager.default.createDirectory(atPath: "\(directory.path)/source", withIntermediateDirectories: true)
        let mirror = "\(Program.root)/Tests/Support/fuse-mirror.py"
        let daemon = try daemon(after: "python3 '\(mirror)' '\(directory.path)/source' '\(folder)' \(ahead)")
        #expect(await daemon.ready(), "\(daemon.said)")
        let path = "\(directory.path)/source/slow.txt"
        try Data("date 2025-08-04\n".utf8).write(to: URL(fileURLWithPath: path))
        let writing = Thread {
            for number in 0..<20 {
                let writer = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
                _ = "It was day \(number).\n".withCString { write(writer, $0, strlen($0)) }
                close(writer)
                usleep(200_000)
            }
        }
        writing.start()
        #expect(await daemon.says("slow.txt: taken in"), "\(daemon.said)")
        #expect(writing.isFinished, "it was read before it was whole")
        await end(daemon)
    }
}
