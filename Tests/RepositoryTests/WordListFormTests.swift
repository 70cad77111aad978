import Testing

@Suite struct WordListFormTests {
    static let lists = Repository.files(below: "Sources/CEnglishData/lists", ending: ".txt")

    @Test(arguments: lists) func aListIsSortedAndSaysWhereItComesFrom(path: String) throws {
        let lines = try Repository.text(path).split(separator: "\n")
        #expect(lines.first?.hasPrefix("#") == true, "\(path) does not begin with its provenance")
        let records = lines.filter { !$0.hasPrefix("#") }
        let names = records.map { line in
            var name = line.prefix { $0 != "|" }
            while name.last == " " { name.removeLast() }
            return Array(name.utf8)
        }
        // A word with two uses (the noun, the verb) has two records.
        for (before, after) in zip(names, names.dropFirst()) where !(before == after) {
            guard before.lexicographicallyPrecedes(after) else {
                Issue.record("\(path): \(String(decoding: after, as: UTF8.self)) is out of order")
                return
            }
        }
        #expect(Set(records).count == records.count, "\(path) holds a record twice")
    }

    @Test(arguments: lists) func everyFieldHasANameAndValues(path: String) throws {
        for line in try Repository.text(path).split(separator: "\n") where !line.hasPrefix("#") {
            for field in line.split(separator: "|").dropFirst() {
                let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                #expect(parts.count == 2 && !parts[0].allSatisfy { $0 == " " }, "\(path): \(line)")
            }
        }
    }
}
