import DropFolder
import Foundation
import TestSupport
import Testing

@Suite("Looking once")
struct FolderScanTests {
    @Test("Files in the order named, folders sorted, each file once, shown by the path that was given")
    func order() throws {
        let directory = try TemporaryDirectory()
        for name in ["b/z.txt", "b/a/y.txt", "b/.hidden.txt", "b/page.html", "a.data"] {
            try directory.write("text", to: name)
        }
        let root = directory.path
        let scan = FolderScan(
            paths: ["\(root)/b", "\(root)/a.data", "\(root)/b/z.txt", "\(root)/none"].map { RawPath($0) },
            limit: 100
        )
        #expect(
            scan.files.map(\.path.description) == ["\(root)/b/a/y.txt", "\(root)/b/z.txt", "\(root)/a.data"]
        )
        #expect(Set(scan.ignored.map(\.reason)) == [.hiddenName, .otherFormat("html")])
        #expect(scan.problems == [FolderProblem(.open, RawPath("\(root)/none"), errno: ENOENT)])
    }

    @Test("A file that was named may be a link, in the working folder too")
    func named() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("text", to: "a.txt")
        let link = "\(directory.path)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        let scan = FolderScan(paths: [RawPath(link)], limit: 100)
        #expect(scan.files.map(\.path.description) == [link])
        #expect(try scan.files.map { try FileReader.read($0, limit: 100).bytes } == [Array("text".utf8)])
        let relative = DroppedFile(
            root: RawPath(""),
            relative: RawPath("a.txt"),
            stamp: FileStamp(size: 0, modifiedSeconds: 0),
            isNamed: true
        )
        #expect(relative.path.description == "a.txt")
    }

    @Test("A named file over the limit")
    func large() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("twelve bytes", to: "a.txt")
        let scan = FolderScan(paths: [RawPath(file)], limit: 10)
        #expect(scan.files.isEmpty)
        #expect(scan.ignored.map(\.reason) == [.tooLarge(size: 12, limit: 10)])
    }
}
