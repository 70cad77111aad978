import ArgumentParser
import Foundation
import Glibc

/// How records are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, jsonl
}

/// Standard output for records, standard error for everything else.
enum Terminal {
    /// Writes one line to standard output. A reader that has gone away (`| head`) ends the program quietly.
    static func line(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    static func error(_ text: String) {
        write("claimwatch: \(text)\n", to: STDERR_FILENO)
    }

    /// A message that begins with its own place (`FILE:LINE:COLUMN:`), for editors to find.
    static func plainError(_ text: String) {
        write(text + "\n", to: STDERR_FILENO)
    }

    /// One record as a line of JSON, keys in order.
    static func record(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR {
                if errno == EPIPE { Glibc.exit(0) }
                return
            }
        }
    }
}
