import Articles
import Claims
import NewsFixtures
import Positions
import Testing

/// What becomes of deadlines: moved, met, missed, called off.
@Suite struct DeadlineWatchTests {
    private let keeper = PositionKeeper()

    /// Reads a story, asking at each article and then on the given day what has been missed.
    private func reasons(
        _ story: [(String, [Claim])], then day: String? = nil
    ) throws -> [String] {
        var book = PositionBook()
        var found: [String] = []
        func note(_ shifts: [Shift]) {
            for shift in shifts where shift.key.kind == .deadline {
                let text = "\(shift.reason.rawValue) \(shift.to.deadline?.description ?? shift.to.key.kind.rawValue)"
                if !found.contains(text) { found.append(text) }
            }
        }
        for (number, (date, claims)) in story.enumerated() {
            let article = Sample.article("\(number)", on: date)
            note(try keeper.missedDeadlines(asOf: article.date, history: book))
            let outcome = try keeper.outcome(of: claims, in: article, history: book)
            for observation in outcome.observations { book.add(observation) }
            note(outcome.shifts)
        }
        if let day = day.flatMap({ CalendarDate($0) }) {
            note(try keeper.missedDeadlines(asOf: day, history: book))
        }
        return found
    }

    private func deadline(_ date: String, by actor: String? = "United States", rule: String = "deadline.given") -> Claim
    {
        var claim = Sample.deadline(date)
        (claim.actor, claim.actorIsWatched, claim.rule) = (actor, actor != nil, rule)
        return claim
    }

    @Test func aStatusInTimeMeetsIt() throws {
        #expect(
            try reasons(
                [("2025-08-01", [deadline("2025-08-08")]), ("2025-08-07", [Sample.status(.imposed)])],
                then: "2025-08-12") == ["deadline set 2025-08-08", "deadline met status"])
    }

    @Test func aStatusAfterwardsDoesNot() throws {
        #expect(
            try reasons([("2025-08-01", [deadline("2025-08-08")]), ("2025-08-10", [Sample.status(.imposed)])])
                == ["deadline set 2025-08-08", "deadline missed 2025-08-08"])
    }

    @Test func whatIsOnlyPlannedOrThreatenedMeetsNothing() throws {
        let story: [(String, [Claim])] = [
            ("2025-08-01", [deadline("2025-08-08")]), ("2025-08-05", [Sample.status(.threatened)]),
            ("2025-08-06", [Sample.status(.planned)]),
        ]
        #expect(try reasons(story, then: "2025-08-09").last == "deadline missed 2025-08-08")
    }

    @Test func aCommitmentOfAnotherMeetsItTheSettersDoesNot() throws {
        let theirs = Sample.stance(2, by: "Russia", on: "sanctions")
        let own = Sample.stance(2, by: "United States", on: "sanctions")
        let set: (String, [Claim]) = ("2025-08-01", [deadline("2025-08-08")])
        #expect(try reasons([set, ("2025-08-05", [theirs])], then: "2025-08-12").last == "deadline met stance")
        #expect(try reasons([set, ("2025-08-05", [own])], then: "2025-08-12").last == "deadline missed 2025-08-08")
    }

    @Test func whatIsCalledOffIsNotMissed() throws {
        #expect(
            try reasons(
                [("2025-08-01", [deadline("2025-08-08")]), ("2025-08-05", [Sample.status(.cancelled)])],
                then: "2025-08-09") == ["deadline set 2025-08-08"])
    }

    @Test func whatRunsOutByItselfIsMissedByNobody() throws {
        let expiry = deadline("2025-08-08", rule: ClaimRule.deadlineExpiry)
        #expect(try reasons([("2025-08-01", [expiry])], then: "2025-08-09") == ["deadline set 2025-08-08"])
    }

    @Test func anArticleThatSaysItHasPassedIsHeardOnTheDayAndOnce() throws {
        let passed = deadline("2025-08-08", by: nil, rule: ClaimRule.deadlinePassed)
        let story: [(String, [Claim])] = [
            ("2025-08-01", [deadline("2025-08-08")]), ("2025-08-08", [passed]), ("2025-08-09", [passed]),
            ("2025-08-10", [deadline("2025-08-22")]),
        ]
        #expect(
            try reasons(story)
                == ["deadline set 2025-08-08", "deadline missed 2025-08-08", "deadline moved 2025-08-22"])
    }

    @Test func aDeadlineThatMovesIsAwaitedAnew() throws {
        let story: [(String, [Claim])] = [
            ("2025-08-01", [deadline("2025-08-08")]), ("2025-08-07", [deadline("2025-08-20")]),
        ]
        #expect(
            try reasons(story, then: "2025-08-21")
                == ["deadline set 2025-08-08", "deadline moved 2025-08-20", "deadline missed 2025-08-20"])
    }
}
