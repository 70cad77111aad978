/// One construction in which a number, a status or a deadline shows. It holds no state; its examples run as tests.
protocol FactRule: Sendable {
    var id: String { get }
    /// What the construction means, in one sentence.
    var reason: String { get }
    /// Texts in which this rule must make a claim, with what it must say.
    var fires: [FactExample] { get }
    /// Texts from which no rule may take what is said here.
    var silent: [FactExample] { get }
}

/// A sentence with what it says of a topic, for the rules' tests: the sentence is read on Thursday, 2025-08-07, with the
/// watch list of the tests (ceasefire, sanctions, talks, summit, evacuation; tariff on India, death toll in Kyiv and
/// others).
struct FactExample: Sendable {
    var text: String
    /// The configured topic, or the configured number's name.
    var topic: String
    /// The status ("imposed"), the day ("2025-08-08"), or the figure with its unit ("25 %", "20-30").
    var value: String

    init(_ text: String, _ topic: String, _ value: String) {
        (self.text, self.topic, self.value) = (text, topic, value)
    }
}
