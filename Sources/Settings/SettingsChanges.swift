import Alerts

/// What is different between two configurations, in words: for whoever has just had one loaded again.
public enum SettingsChanges {
    /// No more than these are told; the last says how many there are besides.
    public static let limit = 20

    /// `rules.ceasefire-shift.severity: warning -> critical`, `sinks.desk: new`, `limits.rescan_seconds: 300 -> 60`; each on
    /// one line, secrets and addresses as `config show` has them. None where nothing is different.
    public static func between(
        _ old: (settings: Settings, effective: EffectiveSettings),
        _ new: (settings: Settings, effective: EffectiveSettings)
    ) -> [String] {
        let (before, after) = (Flat(old.effective), Flat(new.effective))
        var changes: [String] = []
        var told: Set<String> = []
        /// A section or a rule that is there on one side alone is told as a whole.
        func whole(_ key: [String], absentFrom side: Flat) -> String {
            for length in 1..<key.count where !side.prefixes.contains(Array(key.prefix(length))) {
                return key.prefix(length).joined(separator: ".")
            }
            return key.joined(separator: ".")
        }
        for (key, value) in after.entries {
            let name = key.joined(separator: ".")
            if let earlier = before.values[key] {
                guard earlier != value else { continue }
                changes.append("\(name): \(earlier ?? "") -> \(value ?? "")")
            } else {
                let name = whole(key, absentFrom: before)
                guard told.insert(name).inserted else { continue }
                let own = name == key.joined(separator: ".") ? value.map { ": \($0)" } : nil
                changes.append("\(name)\(own ?? ""): new")
            }
        }
        for (key, _) in before.entries where after.values[key] == nil {
            let name = whole(key, absentFrom: after)
            if told.insert(name).inserted { changes.append("\(name): gone") }
        }
        changes += unseen(old.settings, new.settings, told: changes)
        if before.rules.filter(Set(after.rules).contains) != after.rules.filter(Set(before.rules).contains) {
            changes.append("rules: in another order: \(after.rules.joined(separator: ", "))")
        }
        let lines = changes.map { OneLine.text($0, limit: 300) }
        guard lines.count > limit else { return lines }
        return lines.prefix(limit - 1) + ["and \(lines.count - limit + 1) more"]
    }

    /// Of addresses only the host shows: what is different behind it is told without being shown.
    private static func unseen(_ old: Settings, _ new: Settings, told: [String]) -> [String] {
        new.sinks.compactMap { sink in
            guard let earlier = old.sinks.first(where: { $0.name == sink.name }), earlier != sink,
                !told.contains(where: { $0.hasPrefix("sinks.\(sink.name)") })
            else { return nil }
            return "sinks.\(sink.name).webhook: another address"
        }
    }
}

/// Settings as keys with values, the items of lists by their names or numbers.
private struct Flat {
    var entries: [(key: [String], value: String?)] = []
    var values: [[String]: String?] = [:]
    /// Every key and all that stands above it.
    var prefixes: Set<[String]> = []
    /// The names of the rules, in their order.
    var rules: [String] = []

    init(_ effective: EffectiveSettings) {
        var labels: [String] = []
        var counts: [[String]: Int] = [:]
        for line in effective.lines {
            let depth = line.path.count { $0 == "-" }
            if line.isItem, depth > 0 {
                let parent = Self.resolved(Array(line.path.dropLast(2)), labels)
                counts[parent, default: 0] += 1
                let isNamed = line.path.last == "name"
                labels = labels.prefix(depth - 1) + [isNamed ? line.value ?? "" : "\(counts[parent] ?? 0)"]
                if isNamed, line.path.first == "rules" { rules.append(line.value ?? "") }
            }
            let key = Self.resolved(line.path, labels)
            entries.append((key, line.value))
            values[key] = .some(line.value)
            for length in 1...key.count { prefixes.insert(Array(key.prefix(length))) }
        }
    }

    private static func resolved(_ path: [String], _ labels: [String]) -> [String] {
        var depth = 0
        return path.map { part in
            guard part == "-" else { return part }
            defer { depth += 1 }
            return depth < labels.count ? labels[depth] : part
        }
    }
}
