import Linguistics

/// One construction in which a position shows.
///
/// A rule looks at the word that carries the position so far and at the word above it, and says how the position goes
/// on. It holds no state; its examples run as tests.
protocol StanceRule: Sendable {
    var id: String { get }
    /// What the construction means, in one sentence.
    var reason: String { get }
    /// Texts in which the rule must find a position, with what it must find.
    var fires: [StanceExample] { get }
    /// Texts in which nothing of this kind may be found.
    var silent: [StanceExample] { get }
    /// - Returns: nil where the construction is not there.
    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep?
}

/// What a rule says of a path.
enum StanceStep {
    /// The position goes on to the word above.
    case climb(StancePath)
    /// These positions are found, and the path ends.
    case found([StanceReading])
    /// Nothing that is known to be a position: the path ends.
    case none
    /// Said to be open, wished or asked, and so nobody's position: nothing else may find one here.
    case refused
}

/// A sentence with the position that it shows, for the rules' tests: watched are Russia, Hamas and Israel among others
/// (see the tests), and the topic is named.
struct StanceExample: Sendable {
    var text: String
    var actor: String
    var topic: String
    var level: Int

    init(_ text: String, _ actor: String, _ topic: String, _ level: Int) {
        (self.text, self.actor, self.topic, self.level) = (text, actor, topic, level)
    }
}
