/// A figure in a text: value, how exact, of what, and what it does in its sentence.
struct Quantity: Sendable, Equatable {
    enum Role: Sendable, Equatable {
        /// How much there is: "72 people", "rose to 72".
        case level
        /// How much is added or taken: "rose by 3", "an additional 25 %", "another 12".
        case change
        /// What was before or is only compared: "up from 14", "compared with 30", "beyond the 100,000 that".
        case former
        /// A part of another figure: "including three children".
        case part
    }

    var value: Double
    /// Upper end of a range.
    var upper: Double?
    var bound: Claim.Bound
    /// As records write it: "%", "$", "barrels per day"; nil for a plain count.
    var unit: String?
    var unitKind: NumberVocabulary.Unit.Kind?
    /// "million" or more stands in it; what users mean by the word "million" as a term.
    var hasLargeScale: Bool
    /// Not known more closely ("dozens", "thousands"); the value is the least that it can mean.
    var isVague: Bool
    var role: Role
    /// Token indices of the figure itself, with scale and sign.
    var number: Range<Int>
    /// Token indices with bounds before and unit after.
    var tokens: Range<Int>
    /// The word for what is counted ("people", "tariff"), where it follows.
    var counted: Int?
}
