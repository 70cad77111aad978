import Claims
import EnglishLanguage
import Foundation
import Settings

/// Reading a configuration from its file.
enum ConfigurationFile {
    /// - Throws: ``CommandFailure`` with status 78 and every error of the file.
    static func load(_ path: String) throws -> Settings { try read(path).settings }

    /// The settings with the lines that they come from.
    ///
    /// - Throws: as ``load(_:)-(String)``.
    static func read(_ path: String?) throws -> LoadedSettings {
        guard let path else { return LoadedSettings(settings: Settings(), effective: .standard) }
        let bytes: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            // One byte past the limit is enough for the reader to refuse it.
            bytes = [UInt8](try handle.read(upToCount: SettingsReader.sizeLimit + 1) ?? Data())
        } catch {
            throw CommandFailure.configuration(
                "\(path): the configuration cannot be read (\(reason(error))); check the path and its rights")
        }
        do {
            let settings = try parse(bytes, file: path)
            return LoadedSettings(settings: settings, effective: .of(String(decoding: bytes, as: UTF8.self)))
        } catch {
            throw CommandFailure.configuration(error.rendered, problems: error.problems)
        }
    }

    /// As the daemon reads it, with what it knows of English and what is built in.
    static func parse(_ bytes: [UInt8], file: String) throws(SettingsProblems) -> Settings {
        let common = English.functionWords()
        return try SettingsReader.read(
            bytes, file: file, isCommon: common.contains, builtIn: .builtIn(lists: EnglishData.list))
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

/// A configuration as it was read.
struct LoadedSettings {
    var settings: Settings
    var effective: EffectiveSettings
}
