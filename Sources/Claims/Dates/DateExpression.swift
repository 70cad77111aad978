import Linguistics

/// A date as a text gives it: which words, and what they say, not yet counted from any day.
public struct DateExpression: Sendable, Equatable {
    /// "next Friday", "last Friday", "this Friday".
    public enum Turn: Sendable, Equatable { case none, next, last, this }
    public enum Unit: String, Sendable { case hour, day, week, fortnight, month, quarter, year, weekend, decade }

    /// Of the northern half of the earth, by the calendar's months: spring from March to May.
    public enum Season: String, Sendable { case winter, spring, summer, autumn }

    public enum Form: Sendable, Equatable {
        /// Monday is 1.
        case weekday(Int, Turn)
        case day(year: Int?, month: Int, day: Int)
        case month(year: Int?, month: Int, Turn)
        case year(Int)
        /// "this spring", "last summer", "in the autumn".
        case season(Season, Turn)
        /// "in two days" (2), "ten days ago" (-10), "tomorrow" (1 day).
        case offset(Int, Unit)
        /// "next week", "this month".
        case period(Unit, Turn)
        /// "the end of next week", "the end of the month".
        case endOfPeriod(Unit, Turn)
        /// "the end of August".
        case endOfMonth(year: Int?, month: Int)
        case endOfYear(Int)
    }

    public var form: Form
    /// Token indices of the words ("August 8", without a preposition).
    public var tokens: Range<Int>
    /// The preposition before it ("by", "on", "since", "until"); nil without one.
    public var preposition: WordKey?

    public init(form: Form, tokens: Range<Int>, preposition: WordKey? = nil) {
        (self.form, self.tokens, self.preposition) = (form, tokens, preposition)
    }

    /// Whether the words give a year or month long past on their own.
    var isCoarse: Bool {
        switch form {
        case .month, .year, .season, .period, .endOfPeriod, .endOfMonth, .endOfYear: return true
        case .offset(_, let unit): return unit != .day && unit != .hour
        default: return false
        }
    }
}
