import Foundation
import Glibc
import Settings
import StateStore

/// What the daemon needs to keep what it knows.
extension DoctorCommand {
    func state(_ settings: Settings) -> [Finding] {
        let directory = stateOptions.found(settings)
        var existing = directory
        while !existing.isEmpty, existing != "/", access(existing, F_OK) != 0 {
            guard errno != EACCES else {
                return [
                    Finding(
                        check: "state", grade: .warning,
                        message: "\(directory) may not be looked at by this user; run `sudo claimwatch doctor`")
                ]
            }
            existing = (existing as NSString).deletingLastPathComponent
        }
        if existing.isEmpty { existing = "." }
        return [integrity(directory)] + [place(existing)].compactMap { $0 } + [space(existing)].compactMap { $0 }
    }

    private func integrity(_ directory: String) -> Finding {
        func problem(_ message: String) -> Finding { Finding(check: "state", grade: .problem, message: message) }
        do {
            let store = try StateStore(readingFrom: directory)
            if let damage = try store.damage().first {
                return problem(StateStoreError.damaged(path: directory, detail: damage).description)
            }
            let counts = try store.counts()
            return Finding(
                check: "state", grade: .ok,
                message: "\(directory): \(counts.articles) articles, \(counts.alerts) alerts, "
                    + "\(counts.waiting) deliveries wait, \(counts.dead) dead letters")
        } catch StateStoreError.missing {
            return Finding(check: "state", grade: .ok, message: "\(directory): no state yet; the daemon makes it")
        } catch StateStoreError.damaged(_, let detail) {
            return problem(StateStoreError.damaged(path: directory, detail: detail).description)
        } catch let error as StateStoreError {
            return problem(error.description)
        } catch {
            return problem(
                "\(directory): the state cannot be asked (\(error)); stop the daemon, and if it stays so run "
                    + "`claimwatch rebuild`")
        }
    }

    /// The locks and the shared memory of a database need one machine.
    private func place(_ directory: String) -> Finding? {
        guard let kind = Self.fileSystemKind(of: directory), Self.isRemote(kind) else { return nil }
        return Finding(
            check: "state", grade: .problem,
            message: "\(directory): is on \(kind), where a database of several processes is not safe; name a folder of "
                + "this machine with `state:`")
    }

    private func space(_ directory: String) -> Finding? {
        var space = statvfs()
        guard statvfs(directory, &space) == 0 else { return nil }
        let free = UInt64(space.f_bavail) * UInt64(space.f_frsize) / 1_048_576
        if space.f_files > 0, space.f_favail < 64 {
            return Finding(
                check: "disk", grade: .problem,
                message: "\(directory): room for \(space.f_favail) files is left; remove some: what cannot be written "
                    + "delays every alert")
        }
        return free < 256
            ? Finding(
                check: "disk", grade: .problem,
                message: "\(directory): \(free) MiB free; free some: a full disk delays every alert")
            : Finding(check: "disk", grade: .ok, message: "\(directory): \(free) MiB free")
    }
}
