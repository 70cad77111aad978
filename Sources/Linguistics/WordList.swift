/// A word list as the project keeps them: sorted text, one record a line.
///
///     # A comment: what the list holds, where it comes from.
///     Russia | kind=country | demonym=Russian; Russians | capital=Moscow
///
/// The first field is the record's name; each further one is `key=value; value; …`. A line that does not have this form
/// is passed over: the lists are the project's own, and a test holds each to the form.
public struct WordList: Sendable {
    /// One line of a list.
    public struct Record: Sendable {
        public let name: String
        public let fields: [String: [String]]

        /// The values of a field; none where the record lacks it.
        public func values(_ field: String) -> [String] { fields[field] ?? [] }

        /// The first value of a field.
        public func value(_ field: String) -> String? { fields[field]?.first }
    }

    /// In the order of the file.
    public let records: [Record]

    public init(records: [Record]) { self.records = records }

    /// Reads a list from its text (UTF-8).
    public init(text: String) {
        var records: [Record] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "|").map(Self.trimmed)
            guard let name = parts.first, !name.isEmpty else { continue }
            var fields: [String: [String]] = [:]
            for part in parts.dropFirst() {
                guard let equals = part.firstIndex(of: "=") else { continue }
                let values = part[part.index(after: equals)...].split(separator: ";").map(Self.trimmed)
                fields[Self.trimmed(part[..<equals]), default: []] += values.filter { !$0.isEmpty }
            }
            records.append(Record(name: name, fields: fields))
        }
        self.records = records
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = text[...]
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
