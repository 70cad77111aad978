import EnglishLanguage
import Foundation
import Settings

/// Reading a configuration from its file.
enum ConfigurationFile {
    /// - Throws: ``CommandFailure`` with status 78 and every error of the file.
    static func load(_ path: String) throws -> Settings {
        let bytes: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            // One byte past the limit is enough for the reader to refuse it.
            bytes = [UInt8](try handle.read(upToCount: SettingsReader.sizeLimit + 1) ?? Data())
        } catch {
            throw CommandFailure.configuration(
                "\(path): the configuration cannot be read (\(reason(error))); check the path and its rights")
        }
        let common = English.functionWords()
        do { return try SettingsReader.read(bytes, file: path, isCommon: common.contains) } catch {
            throw CommandFailure.configuration(error.rendered, problems: error.problems)
        }
    }

    static func load(_ path: String?) throws -> Settings {
        guard let path else { return Settings() }
        return try load(path)
    }

    static func reason(_ error: any Error) -> String {
        let error = error as NSError
        if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError, cause.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(cause.code)))
        }
        return error.localizedDescription
    }
}
