import Glibc

/// Why a dropped file could not be read.
public enum FileReadProblem: Error, Hashable, Sendable {
    /// It is gone: moved or deleted since it was seen.
    case vanished
    /// It is being written to: it will be reported again when that ends.
    case changing
    case tooLarge(size: Int, limit: Int)
    /// It is a link, a folder, a device … by now.
    case notRegular
    case failed(FolderProblem)
}

extension FileReadProblem {
    init(_ problem: FolderProblem) {
        self =
            switch problem.errno {
            case ENOENT, ENOTDIR, ESTALE: .vanished
            case ELOOP, ENXIO, EXDEV, ENODEV: .notRegular
            default: .failed(problem)
            }
    }
}

extension FileReadProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .vanished: "the file was gone before it was read; if it moved within the folder, it is read there"
        case .changing: "the file is still being written; it is read when that ends"
        case .tooLarge(let size, let limit): IgnoreReason.tooLarge(size: size, limit: limit).description
        case .notRegular: "it is no regular file; only files are read, links are not followed"
        case .failed(let problem): problem.description
        }
    }
}

/// A file's bytes, with the state that they were read in.
public struct FileContents: Sendable {
    public var bytes: [UInt8]
    public var stamp: FileStamp
}

/// Reads dropped files: only regular ones, only beneath their root, through no link that was
/// not asked for, never more than the limit.
public enum FileReader {
    /// - Parameter limit: the most bytes to read; a larger file is refused without reading it.
    public static func read(_ file: DroppedFile, limit: Int) throws(FileReadProblem) -> FileContents {
        let descriptor = try open(file, limit)
        defer { close(descriptor) }
        let before = try facts(descriptor, file)
        guard before.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        let size = Int(before.st_size)
        guard size <= limit else { throw .tooLarge(size: size, limit: limit) }
        let bytes = try bytes(descriptor, size, limit, file)
        let stamp = FileStamp(try facts(descriptor, file))
        guard stamp == FileStamp(before), stamp.size == bytes.count else { throw .changing }
        return FileContents(bytes: bytes, stamp: stamp)
    }

    private static func open(_ file: DroppedFile, _ limit: Int) throws(FileReadProblem) -> Int32 {
        if file.isNamed {
            let descriptor = file.path.withCString { Glibc.open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
            guard descriptor < 0 else { return descriptor }
            throw FileReadProblem(FolderProblem(.open, file.path, errno: errno))
        }
        let root: FolderHandle
        do { root = try FolderHandle(root: file.root, followsLinks: file.followsLinks) } catch {
            throw FileReadProblem(error)
        }
        return try root.openFile(file.relative, limit: limit)
    }

    private static func facts(_ descriptor: Int32, _ file: DroppedFile) throws(FileReadProblem) -> stat {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw .failed(FolderProblem(.read, file.path, errno: errno)) }
        return facts
    }

    private static func bytes(
        _ descriptor: Int32,
        _ size: Int,
        _ limit: Int,
        _ file: DroppedFile
    ) throws(FileReadProblem) -> [UInt8] {
        var code: Int32 = 0
        // One byte more than expected, to see that it ends there.
        let bytes = [UInt8](unsafeUninitializedCapacity: min(size, limit) + 1) { buffer, count in
            while count < buffer.count {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if got > 0 {
                    count += got
                } else if got == 0 {
                    return
                } else if errno != EINTR {
                    code = errno
                    return
                }
            }
        }
        guard code == 0 else { throw .failed(FolderProblem(.read, file.path, errno: code)) }
        return bytes
    }
}
