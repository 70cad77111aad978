import Articles
import EnglishLanguage
import Linguistics
import Testing

@testable import Claims

@Suite struct DateReaderTests {
    private static let reader = DateReader(lists: EnglishData.list)

    /// The dates of a text, read on Thursday 2025-08-07; a stretch by its first and last day.
    private func days(_ text: String, _ direction: DateResolver.Direction) -> [String] {
        let document = English.analyser().analyse(Array(text.utf8))
        let resolver = DateResolver(today: FactSample.thursday)
        return Self.reader.expressions(in: document).compactMap { date in
            resolver.days(of: date, looking: direction).map { days in
                days.lowerBound == days.upperBound ? "\(days.lowerBound)" : "\(days.lowerBound)…\(days.upperBound)"
            }
        }
    }

    @Test func theSampleDayIsAThursday() {
        #expect(FactSample.thursday.description == "2025-08-07")
        #expect(FactSample.thursday.weekday == 4)
    }

    @Test(arguments: [
        ("It opens on Friday.", "2025-08-08"),
        ("It opens on Thursday.", "2025-08-07"),
        ("It opens next Friday.", "2025-08-15"),
        ("It opens on Monday next week.", "2025-08-11"),
        ("It opens by Aug 22.", "2025-08-22"),
        ("It opens on Friday, August 8.", "2025-08-08"),
        ("It opens on 8 August 2026.", "2026-08-08"),
        ("It opens on January 3.", "2026-01-03"),
        ("It opens on September first.", "2025-09-01"),
        ("It opens in two days.", "2025-08-09"),
        ("It opens within 10 days.", "2025-08-17"),
        ("It opens in three weeks.", "2025-08-28"),
        ("It opens tomorrow.", "2025-08-08"),
        ("It opens by the end of next week.", "2025-08-17"),
        ("It opens at the end of the month.", "2025-08-31"),
        ("It opens at the end of October.", "2025-10-31"),
        ("It opens next month.", "2025-09-01…2025-09-30"),
        ("It opens in May.", "2026-05-01…2026-05-31"),
        ("It opens at midnight on Sunday.", "2025-08-10"),
    ]) func looksAhead(text: String, expected: String) {
        #expect(days(text, .future) == [expected], "\(text)")
    }

    @Test(arguments: [
        ("It opened on Friday.", "2025-08-01"),
        ("It opened on Wednesday.", "2025-08-06"),
        ("It opened on Thursday.", "2025-08-07"),
        ("It opened last Thursday.", "2025-07-31"),
        ("It opened on December 24.", "2024-12-24"),
        ("It opened ten days ago.", "2025-07-28"),
        ("It opened yesterday.", "2025-08-06"),
        ("It opened in 2014.", "2014-01-01…2014-12-31"),
        ("It opened last year.", "2024-01-01…2024-12-31"),
        ("It opened this spring.", "2025-03-01…2025-05-31"),
        ("It opened last winter.", "2024-12-01…2025-02-28"),
        ("It opened last fall.", "2024-09-01…2024-11-30"),
        ("It opened in May.", "2025-05-01…2025-05-31"),
    ]) func looksBack(text: String, expected: String) {
        #expect(days(text, .past) == [expected], "\(text)")
    }

    @Test(arguments: ["He may open it.", "The March went on.", "It has 2,014 doors.", "It took three days."])
    func passesOverWhatIsNoDate(text: String) {
        #expect(days(text, .future) == [], "\(text)")
    }

    @Test func aDayThatIsNotThereIsNone() {
        #expect(days("It opens on February 30.", .future) == [])
    }
}
