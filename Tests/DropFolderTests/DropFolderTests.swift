import DropFolder
import Foundation
import TestSupport
import Testing

/// A folder with a watcher on it, and what the watcher has reported so far.
final class WatchedFolder {
    let directory: TemporaryDirectory
    let watcher: FolderWatcher
    private var iterator: FolderSignals.AsyncIterator
    private(set) var signals: [FolderSignal] = []
    private(set) var files: [DroppedFile] = []
    /// What was reported before and is to be compared by its content.
    private(set) var doubtful: [DroppedFile] = []
    private(set) var events: [FolderEvent] = []
    private(set) var cookies: [String] = []
    /// How often a first look was reported.
    private(set) var looked = 0

    /// - Parameters:
    ///   - start: the folder beneath the temporary directory that is watched; empty for the directory.
    ///   - prepare: run before the watching starts.
    ///   - place: the directory that the temporary one is made in.
    init(
        _ start: String = "",
        polls: Bool = false,
        prepare: (TemporaryDirectory) throws -> Void = { _ in },
        change: (inout FolderWatcher.Options) -> Void = { _ in },
        asUser user: UInt32? = nil,
        in place: String? = nil
    ) throws {
        directory = try TemporaryDirectory(in: place)
        try prepare(directory)
        var options = FolderWatcher.Options(roots: [RawPath("\(directory.path)\(start)")])
        options.settle = .milliseconds(60)
        options.settleOpen = .milliseconds(200)
        options.pollInterval = .milliseconds(40)
        options.alwaysPolls = polls
        change(&options)
        watcher = FolderWatcher(options)
        // The watching thread inherits the file rights of the thread that makes it.
        iterator = withFileRights(of: user) { [watcher] in watcher.signals() }.makeAsyncIterator()
    }

    deinit { watcher.stop() }

    struct Ended: Error {}

    /// Reads on until the condition holds.
    func until(_ isDone: (WatchedFolder) -> Bool) async throws {
        while !isDone(self) {
            guard let signal = await iterator.next() else { throw Ended() }
            signals.append(signal)
            switch signal {
            case .file(let file): note([file])
            case .finding(let found), .found(let found): note(found)
            case .event(let event): events.append(event)
            case .looked: looked += 1
            case .cookie(let path): cookies.append(path.description)
            }
        }
    }

    /// What was there has been reported, and what comes is noticed.
    func ready() async throws { try await until { $0.looked > 0 } }

    /// Reads until a file of this name, dropped now, is reported: whatever was reported before it is there.
    func sync(_ name: String = "sync.txt") async throws {
        try directory.write("sync", to: name)
        try await until { $0.names.contains(name) }
    }

    /// Paths below the temporary directory, in the order of the reports.
    private(set) var names: [String] = []

    private func note(_ reported: [DroppedFile]) {
        doubtful += reported.filter(\.isDoubtful)
        let found = reported.filter { !$0.isDoubtful }
        files += found
        names += found.map { String($0.path.description.dropFirst(directory.path.utf8.count + 1)) }
    }

    func ignored(_ name: String) -> [IgnoreReason] {
        events.compactMap { event in
            guard case .ignored(let path, let reason) = event, path.description == "\(directory.path)/\(name)" else {
                return nil
            }
            return reason
        }
    }
}

/// Runs `body` with the file rights of another user on this thread only; as it is where `user` is nil.
func withFileRights<T>(of user: UInt32?, _ body: () throws -> T) rethrows -> T {
    typealias SetUser = @convention(c) (UInt32) -> Int32
    guard let user, let symbol = dlsym(nil, "setfsuid") else { return try body() }
    let setUser = unsafeBitCast(symbol, to: SetUser.self)
    _ = setUser(user)
    defer { _ = setUser(geteuid()) }
    return try body()
}

/// Both ways to notice a change.
let bothWays = [false, true]

extension FileManager {
    func makeFolder(_ path: String) throws { try createDirectory(atPath: path, withIntermediateDirectories: true) }
}
