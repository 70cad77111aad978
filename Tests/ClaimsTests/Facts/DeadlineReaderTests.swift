import Claims
import Testing

@Suite(.enabled(if: FactSample.hasTrees, "the embedded model has no parser")) struct DeadlineReaderTests {
    @Test(arguments: [
        ("Trump set a deadline of Friday for a ceasefire.", "ceasefire 2025-08-08 deadline.word"),
        ("Moscow has until Aug 22 to accept a ceasefire.", "ceasefire 2025-08-22 deadline.given"),
        ("Russia must agree to a ceasefire by the end of next week.", "ceasefire 2025-08-17 deadline.demand"),
        ("The truce expires on Sunday.", "ceasefire 2025-08-10 deadline.expiry"),
        ("The sanctions will take effect on Aug 27.", "sanctions 2025-08-27 deadline.start"),
        ("Washington extended the truce to September 1.", "ceasefire 2025-09-01 deadline.moved"),
    ]) func aDateToComeIsADeadline(text: String, expected: String) {
        #expect(FactSample.deadlines(text) == [expected], "\(text)")
    }

    @Test(arguments: [
        // A meeting is no deadline, nor is what is past, asked, or about something else.
        "The talks will be held on Friday.",
        "The sanctions took effect on Wednesday.",
        "Must Russia accept a ceasefire by Friday?",
        "The shop must close by Friday.",
        "Sanctions were discussed in May.",
        "Crowds have been given to marching for the past two weeks to demand a ceasefire.",
        "Russia has three weeks to go before the talks.",
    ]) func otherDatesAreNot(text: String) {
        #expect(FactSample.deadlines(text) == [], "\(text)")
    }
}
