import Foundation
import TestSupport
import Testing

@testable import claimwatch

/// What `doctor` makes of machines that this one is not.
struct DoctorMachineTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test(arguments: [
        ("0", [], "ok"), ("0s", [], "ok"), ("30s", [], "warning"), ("", [], "warning"),
        ("0", [("b.conf", "5")], "warning"), ("5", [("b.conf", "0")], "ok"),
        ("0", [("a.conf", "5"), ("b.conf", "0")], "ok"),
        ("0", [("note.txt", "5")], "ok"),
    ])
    func theJournalsLimitIsThatOfTheUnitWithItsDropIns(
        unit: String, dropIns: [(String, String)], grade: String
    ) throws {
        func text(_ value: String) -> String {
            "[Service]\nExecStart=/bin/true\n" + (value.isEmpty ? "" : "LogRateLimitIntervalSec=\(value)\n")
        }
        try directory.write(text(unit), to: "lib/claimwatch.service")
        for (name, value) in dropIns { try directory.write(text(value), to: "etc/claimwatch.service.d/\(name)") }
        let finding = DoctorCommand().rateLimit(["\(directory.path)/etc", "\(directory.path)/lib"])
        #expect(finding.grade.rawValue == grade, "\(finding.message)")
    }

    @Test func aServiceThatIsNotInstalledHasTheLimit() {
        let finding = DoctorCommand().rateLimit([directory.path])
        #expect(finding.grade == .warning && finding.message.contains("deploy/install.sh"))
    }

    @Test func theKindOfAFileSystemIsThatOfTheInnermostMount() throws {
        try directory.write("x", to: "news/deep/.keep")
        let here = URL(fileURLWithPath: directory.path).resolvingSymlinksInPath().path
        let mounts = try directory.write(
            """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw
            30 22 0:40 / \(here)/news rw,relatime shared:2 master:1 - nfs4 server:/news rw
            31 22 0:41 / \(here)/ne rw - tmpfs tmpfs rw
            broken line
            """, to: "mounts")
        func kind(_ path: String) -> String? { DoctorCommand.fileSystemKind(of: path, mounts: mounts) }
        #expect(kind("\(directory.path)/news/deep") == "nfs4" && kind("\(directory.path)/news") == "nfs4")
        #expect(kind(directory.path) == "ext4" && kind("/") == "ext4")
        #expect(DoctorCommand.fileSystemKind(of: "/", mounts: "/nonexistent") == nil)
        #expect(
            DoctorCommand.isRemote("nfs4") && DoctorCommand.isRemote("fuse.sshfs") && !DoctorCommand.isRemote("ext4"))
    }
}
