import Articles

/// Counts a date expression from the day of the article.
///
/// Days of the week and of the month without a year are taken in the direction that the sentence gives: "arrived on
/// Friday" is the Friday before (or the article's own day), "will arrive on Friday" the Friday after (or that day).
public struct DateResolver: Sendable {
    /// Which way the sentence looks.
    public enum Direction: Sendable { case past, future, unknown }

    /// The article's date.
    public let today: CalendarDate

    public init(today: CalendarDate) { self.today = today }

    /// The first and the last day that the expression can mean; the same for a single day.
    ///
    /// - Returns: nil where there is no such day ("February 30").
    public func days(
        of expression: DateExpression,
        looking direction: Direction = .unknown
    ) -> ClosedRange<CalendarDate>? {
        switch expression.form {
        case .weekday(let weekday, let turn):
            let day = self.weekday(weekday, turn, direction)
            return day...day
        case .day(let year, let month, let day):
            guard let date = self.day(year, month, day, direction) else { return nil }
            return date...date
        case .month(let year, let month, let turn):
            let own = today.parts
            var year = year ?? nearestYear(month: month, direction)
            if case .next = turn, year == own.year, month <= own.month { year += 1 }
            if case .last = turn, year == own.year, month >= own.month { year -= 1 }
            return monthRange(year, month)
        case .year(let year):
            return Self.range((year, 1, 1), (year, 12, 31))
        case .season(let season, let turn): return self.season(season, turn, direction)
        case .offset(let count, let unit): return offset(count, unit)
        case .period(let unit, let turn): return period(unit, turn)
        case .endOfPeriod(let unit, let turn): return period(unit, turn).map { $0.upperBound...$0.upperBound }
        case .endOfMonth(let year, let month):
            return monthRange(year ?? nearestYear(month: month, .future), month).map { $0.upperBound...$0.upperBound }
        case .endOfYear(let year):
            return Self.range((year, 12, 31), (year, 12, 31))
        }
    }

    /// The last day that the expression can mean.
    public func day(of expression: DateExpression, looking direction: Direction = .unknown) -> CalendarDate? {
        days(of: expression, looking: direction)?.upperBound
    }

    private func weekday(
        _ weekday: Int,
        _ turn: DateExpression.Turn,
        _ direction: Direction
    ) -> CalendarDate {
        let ahead = (weekday - today.weekday + 7) % 7
        switch (turn, direction) {
        case (.next, _):
            // "Next Friday" said on a Monday may be this week's; said within two days of it, it is the week after.
            return today + (ahead <= 2 ? ahead + 7 : ahead)
        case (.last, _): return today + (ahead == 0 ? -7 : ahead - 7)
        case (.this, .past): return today + (ahead == 0 ? 0 : ahead - 7)
        case (.this, _), (.none, .future): return today + ahead
        case (.none, .past), (.none, .unknown): return today + (ahead == 0 ? 0 : ahead - 7)
        }
    }

    private func day(_ year: Int?, _ month: Int, _ day: Int, _ direction: Direction) -> CalendarDate? {
        if let year { return CalendarDate(year: year, month: month, day: day) }
        let own = today.parts.year
        let days = [own - 1, own, own + 1].compactMap { CalendarDate(year: $0, month: month, day: day) }
        let fitting = days.filter { date in
            switch direction {
            case .past: return date <= today
            case .future: return date >= today
            case .unknown: return true
            }
        }
        return (fitting.isEmpty ? days : fitting).min { abs($0 - today) < abs($1 - today) }
    }

    private func nearestYear(month: Int, _ direction: Direction) -> Int {
        let own = today.parts
        switch direction {
        case .future: return month >= own.month ? own.year : own.year + 1
        case .past: return month <= own.month ? own.year : own.year - 1
        case .unknown:
            let ahead = (month - own.month + 12) % 12
            if ahead == 0 { return own.year }
            return ahead <= 5
                ? (month > own.month ? own.year : own.year + 1)
                : (month < own.month ? own.year : own.year - 1)
        }
    }

    private func monthRange(_ year: Int, _ month: Int) -> ClosedRange<CalendarDate>? {
        Self.range((year, month, 1), (year, month, CalendarDate.days(month: month, year: year)))
    }

    /// The season that lies that way: "last" and the past before today's or with it, "next" and the future after it.
    private func season(
        _ season: DateExpression.Season, _ turn: DateExpression.Turn, _ direction: Direction
    ) -> ClosedRange<CalendarDate>? {
        let first: Int
        switch season {
        case .winter: first = 12
        case .spring: first = 3
        case .summer: first = 6
        case .autumn: first = 9
        }
        let own = today.parts.year
        let ranges = (own - 2...own + 1).compactMap { year -> ClosedRange<CalendarDate>? in
            let (lastYear, last) = first == 12 ? (year + 1, 2) : (year, first + 2)
            return Self.range((year, first, 1), (lastYear, last, CalendarDate.days(month: last, year: lastYear)))
        }
        switch (turn, direction) {
        case (.last, _): return ranges.last { $0.upperBound < today }
        case (.next, _): return ranges.first { $0.lowerBound > today }
        // "This spring", said in August, is the year's own.
        case (.this, _): return ranges.last { $0.lowerBound <= today && today - $0.upperBound < 270 }
        case (.none, .future): return ranges.first { $0.upperBound >= today }
        case (.none, _): return ranges.last { $0.lowerBound <= today }
        }
    }

    private static func range(_ low: (Int, Int, Int), _ high: (Int, Int, Int)) -> ClosedRange<CalendarDate>? {
        guard let first = CalendarDate(year: low.0, month: low.1, day: low.2),
            let last = CalendarDate(year: high.0, month: high.1, day: high.2), first <= last
        else { return nil }
        return first...last
    }

    private func offset(_ count: Int, _ unit: DateExpression.Unit) -> ClosedRange<CalendarDate>? {
        guard abs(count) < 100_000 else { return nil }
        let day: CalendarDate
        switch unit {
        case .hour: day = today + (count >= 0 ? (count + 23) / 24 : -((-count + 23) / 24))
        case .day: day = today + count
        case .week, .weekend: day = today + count * 7
        case .fortnight: day = today + count * 14
        case .month: return months(count).map { $0...$0 }
        case .quarter: return months(count * 3).map { $0...$0 }
        case .year: return months(count * 12).map { $0...$0 }
        case .decade: return months(count * 120).map { $0...$0 }
        }
        return day...day
    }

    /// The same day some months on, or the last of that month where it is shorter.
    private func months(_ count: Int) -> CalendarDate? {
        let own = today.parts
        let index = own.year * 12 + own.month - 1 + count
        let (year, month) = (index / 12, index % 12 + 1)
        guard index > 0, year <= 9999 else { return nil }
        return CalendarDate(year: year, month: month, day: min(own.day, CalendarDate.days(month: month, year: year)))
    }

    private func period(_ unit: DateExpression.Unit, _ turn: DateExpression.Turn) -> ClosedRange<CalendarDate>? {
        let step = turn == .next ? 1 : turn == .last ? -1 : 0
        let own = today.parts
        switch unit {
        case .hour, .day: return (today + step)...(today + step)
        case .week:
            let monday = today + (1 - today.weekday + 7 * step)
            return monday...(monday + 6)
        case .weekend:
            let saturday = today + (6 - today.weekday + 7 * step)
            return saturday...(saturday + 1)
        case .fortnight: return today...(today + 14)
        case .month:
            guard let there = months(step)?.parts else { return nil }
            return monthRange(there.year, there.month)
        case .quarter:
            let index = own.year * 4 + (own.month - 1) / 3 + step
            let (year, month) = (index / 4, index % 4 * 3 + 1)
            return Self.range((year, month, 1), (year, month + 2, CalendarDate.days(month: month + 2, year: year)))
        case .year: return Self.range((own.year + step, 1, 1), (own.year + step, 12, 31))
        case .decade:
            let first = (own.year / 10 + step) * 10
            return Self.range((first, 1, 1), (first + 9, 12, 31))
        }
    }

    /// The days that a stretch of time lasts, by its unit ("hours", "days", "weeks", "months"); nil for others and for
    /// what no deadline gives.
    static func days(_ count: Double, unit: String) -> Int? {
        guard count > 0, count < 1000 else { return nil }
        switch unit {
        case "hours": return Int((count / 24).rounded(.up))
        case "days": return Int(count.rounded(.up))
        case "weeks": return Int((count * 7).rounded(.up))
        case "months": return Int((count * 30.4).rounded())
        default: return nil
        }
    }
}
