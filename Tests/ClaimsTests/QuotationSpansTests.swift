import EnglishLanguage
import Linguistics
import Testing

@testable import Claims

/// Quotations as the text between angle brackets; `+` where one goes on in the next paragraph.
private func quoted(_ text: String) -> String {
    let document = English.analyser().analyse([UInt8](text.utf8))
    return QuotationSpans(document).quotations.map { quotation in
        "<" + document.string(quotation.tokens) + ">" + (quotation.goesOn ? "+" : "")
    }.joined(separator: " ")
}

@Suite("Quotations")
struct QuotationSpansTests {
    @Test("Curly and straight, double and single marks")
    func kinds() {
        #expect(quoted("“We agree,” he said. \"We will go,\" she said.") == "<“We agree,”> <\"We will go,\">")
        #expect(quoted("The minister called it 'a poor deal', and left.") == "<'a poor deal'>")
        #expect(quoted("The minister called it ‘a poor deal’ and left.") == "<‘a poor deal’>")
    }

    @Test("Apostrophes are no marks")
    func apostrophes() {
        #expect(quoted("It's the voters' choice, and they don't mind.") == "")
        #expect(quoted("The minister’s aides’ reports weren’t read.") == "")
        #expect(quoted("‘It’s the voters’ choice,’ she said.") == "<‘It’s the voters’ choice,’>")
    }

    @Test("A quotation within another is part of it")
    func nested() {
        #expect(quoted("“He said ‘never’ to me,” she said.") == "<“He said ‘never’ to me,”>")
    }

    @Test("Over paragraphs without closing marks")
    func paragraphs() {
        let text = "“We waited.\n“Nobody came.”\nThe envoy left."
        #expect(quoted(text) == "<“We waited.>+ <“Nobody came.”>")
    }

    @Test("A mark that nothing closes ends with its paragraph")
    func unclosed() {
        #expect(quoted("“We waited.\nThe envoy left.") == "<“We waited.>")
    }

    @Test("A million opening marks take no longer than as many words")
    func hostile() {
        var document = Document(text: [UInt8](repeating: 0x22, count: 1_000_000))
        for index in 0..<Int32(1_000_000) {
            var token = Token(start: index, end: index + 1, scalarStart: index, scalarEnd: index + 1, form: "\"")
            token.shape = [.quote, .spaceBefore]
            document.tokens.append(token)
        }
        #expect(QuotationSpans(document).quotations.count == 500_000)
    }
}
