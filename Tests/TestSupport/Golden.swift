import Foundation
import Testing

/// Golden files: the lines that a test expects, as text that a person reads and records anew.
public enum Golden {
    /// Compares lines with those of a file; lines of the file that begin with `#` are its heading.
    ///
    /// With `CLAIMWATCH_RECORD` in the environment the file is written anew and the test fails, so that a recording is
    /// never mistaken for a pass.
    public static func compare(_ lines: [String], with path: String) throws {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let known = text.split(separator: "\n").map(String.init)
        let heading = known.filter { $0.hasPrefix("#") }
        let body = known.filter { !$0.hasPrefix("#") }
        guard body != lines else { return }
        let name = (path as NSString).lastPathComponent
        if ProcessInfo.processInfo.environment["CLAIMWATCH_RECORD"] != nil {
            let recorded = (heading + lines).joined(separator: "\n") + "\n"
            try Data(recorded.utf8).write(to: URL(fileURLWithPath: path))
            Issue.record("\(name) was recorded anew: read the difference, then run the test without CLAIMWATCH_RECORD")
            return
        }
        let (new, gone) = (differences(lines, body), differences(body, lines))
        Issue.record(
            """
            \(name) differs; CLAIMWATCH_RECORD=1 records it anew
            now there, not in the file:
            \(new.map { "  + \($0)" }.joined(separator: "\n"))
            in the file, gone now:
            \(gone.map { "  - \($0)" }.joined(separator: "\n"))
            """)
    }

    /// What of `a` is not in `b`, each as often as it is missing.
    private static func differences(_ a: [String], _ b: [String]) -> [String] {
        var left: [String: Int] = [:]
        for line in b { left[line, default: 0] += 1 }
        return a.filter { line in
            guard let count = left[line], count > 0 else { return true }
            left[line] = count - 1
            return false
        }
    }
}
