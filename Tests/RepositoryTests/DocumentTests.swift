import Testing

@Suite struct DocumentTests {
    static let documents =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "Sources/CEnglishData/MODEL.md"]
        + Repository.files(below: "docs", ending: ".md")

    @Test func thePagesThatAReaderExpectsAreThere() {
        for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"] {
            #expect(Repository.exists(page), "\(page)")
        }
    }

    /// A path in a document is a word in code marks that begins with a folder of the repository, or a link to a file.
    @Test func everyPathNamedInADocumentExists() throws {
        let folders = ["Sources/", "Tests/", "deploy/", "seeds/", "config/", "docs/", ".ci/"]
        for document in Self.documents where Repository.exists(document) {
            let text = try Repository.text(document)
            for span in text.split(separator: "`").map(String.init) where folders.contains(where: span.hasPrefix) {
                let path = String(span.prefix { !" *<{\n".contains($0) })
                #expect(Repository.exists(path), "\(document) names \(path)")
            }
            for match in text.matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
                // From the folder of the document, as a browser follows it.
                var parts = document.split(separator: "/").dropLast().map(String.init)
                for part in match.1.split(separator: "/") {
                    if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
                }
                #expect(Repository.exists(parts.joined(separator: "/")), "\(document) links to \(match.1)")
            }
        }
    }

    @Test func everyMakeTargetNamedInADocumentExists() throws {
        var rules = try Repository.text("Makefile")
        for part in rules.matches(of: /\n-include (\S+)/) { rules += try Repository.text(String(part.1)) }
        for document in Self.documents where Repository.exists(document) {
            for match in try Repository.text(document).matches(of: /`make ([a-z-]+)/) {
                #expect(rules.contains("\n\(match.1):"), "\(document) names make \(match.1)")
            }
        }
    }
}
