import Articles
import Claims
import NewsFixtures
import Positions
import Testing

@Suite struct PositionKeeperTests {
    let first = Sample.article("1", on: "2025-08-01")
    let second = Sample.article("2", on: "2025-08-05")
    let third = Sample.article("3", on: "2025-08-09")

    @Test func theFirstPositionKnownIsFirst() throws {
        let shifts = try Sample.shifts([(first, [Sample.stance(-2)])])
        #expect(shifts.map(\.change) == [.first])
        #expect(shifts.first?.from == nil)
    }

    @Test(arguments: [
        (-2, 1, Shift.Reason.reversed, Shift.Direction.up), (2, -1, .reversed, .down), (-2, 0, .softened, .up),
        (0, -2, .hardened, .down),
        (0, 2, .softened, .up), (-1, 1, .reversed, .up), (0, 1, .softened, .up), (1, 0, .hardened, .down),
    ])
    func aLevelThatDiffersByTwoOrInSignIsAShift(
        before: Int, after: Int, reason: Shift.Reason, direction: Shift.Direction
    ) throws {
        let shifts = try Sample.shifts([(first, [Sample.stance(before)]), (second, [Sample.stance(after)])])
        let shift = try #require(shifts.last)
        #expect((shift.change, shift.reason, shift.direction) == (.shift, reason, direction))
        #expect(shift.from?.level == before)
        #expect(shift.to.level == after)
    }

    @Test(arguments: [(-2, -1), (1, 2), (0, 0), (2, 2)])
    func aLevelThatDiffersByLessIsNone(before: Int, after: Int) throws {
        let shifts = try Sample.shifts([(first, [Sample.stance(before)]), (second, [Sample.stance(after)])])
        #expect(shifts.map(\.change) == [.first])
    }

    @Test func rowsOfATableForSeveralPeriodsAreNoShift() throws {
        let (quarter, year) = ("Sales 14 vs 13", "Sales 54 vs 51")
        let rows = [Sample.number(14, text: quarter), Sample.number(54, text: year)]
        #expect(try Sample.shifts([(first, [Sample.number(54)]), (second, rows)]).map(\.change) == [.first])
        let one = [Sample.number(14, text: quarter)]
        #expect(try Sample.shifts([(first, [Sample.number(54)]), (second, one)]).map(\.change) == [.first, .shift])
    }

    @Test func everyActorAndTopicHasAPositionOfItsOwn() throws {
        let shifts = try Sample.shifts([
            (first, [Sample.stance(-2, by: "Russia"), Sample.stance(2, by: "Ukraine")]),
            (second, [Sample.stance(2, by: "Russia", on: "summit"), Sample.stance(1, by: "Ukraine")]),
        ])
        #expect(shifts.map(\.change) == [.first, .first, .first])
    }

    @Test func anArticleThatArrivesLateTakesItsPlaceInHistoryAndIsNoNews() throws {
        let shifts = try Sample.shifts([
            (first, [Sample.stance(-2)]), (third, [Sample.stance(2)]), (second, [Sample.stance(-2)]),
            (Sample.article("4", on: "2025-08-10"), [Sample.stance(2)]),
        ])
        #expect(shifts.map(\.reason) == [.first, .reversed])
    }

    @Test func retoldHistoryIsNoNews() throws {
        let shifts = try Sample.shifts([
            (first, [Sample.stance(-2)]), (second, [Sample.stance(2, history: true)]),
        ])
        #expect(shifts.map(\.change) == [.first])
    }

    @Test func theActorsOwnWordOutweighsHearsayInTheSameArticle() throws {
        let shifts = try Sample.shifts([
            (first, [Sample.stance(-2)]),
            (second, [Sample.stance(1, via: ["two sources"], .hedged), Sample.stance(-2)]),
        ])
        #expect(shifts.map(\.change) == [.first])
    }

    @Test func aConfirmationOfWhatWasHintedDoesNotShiftAgain() throws {
        let shifts = try Sample.shifts([
            (first, [Sample.stance(-2)]), (second, [Sample.stance(1, via: ["three sources"], .hedged)]),
            (third, [Sample.stance(2)]),
        ])
        #expect(shifts.map(\.reason) == [.first, .reversed])
    }

    @Test func aWithdrawnArticleSaysNothing() throws {
        let withdrawn = Sample.article("w", on: "2025-08-05", role: .withdrawal)
        let shifts = try Sample.shifts([(first, [Sample.stance(-2)]), (withdrawn, [Sample.stance(2)])])
        #expect(shifts.map(\.change) == [.first])
    }

    @Test func aStatusShiftsWhenItDiffersFromTheLatest() throws {
        let shifts = try Sample.shifts([
            (first, [Sample.status(.threatened)]), (second, [Sample.status(.imposed)]),
            (third, [Sample.status(.imposed)]),
            (Sample.article("4", on: "2025-08-10"), [Sample.status(.lifted)]),
        ])
        #expect(shifts.map(\.reason) == [.first, .statusAdvanced, .statusFellBack])
    }

    @Test func aDeadlineMovesAndIsMissed() throws {
        let keeper = PositionKeeper()
        var book = PositionBook()
        for (article, day) in [(first, "2025-08-08"), (second, "2025-08-12")] {
            let outcome = try keeper.outcome(of: [Sample.deadline(day)], in: article, history: book)
            for observation in outcome.observations { book.add(observation) }
            #expect(outcome.shifts.map(\.reason) == [day == "2025-08-08" ? .deadlineSet : .deadlineMoved])
        }
        let day = try #require(CalendarDate("2025-08-12"))
        #expect(try keeper.missedDeadlines(asOf: day, history: book).isEmpty)
        #expect(try keeper.missedDeadlines(asOf: day + 1, history: book).map(\.reason) == [.deadlineMissed])
        #expect(try keeper.missedDeadlines(asOf: day + 40, history: book).isEmpty)
    }

    @Test func aDeadlineThatWasMetIsNotMissed() throws {
        let keeper = PositionKeeper()
        var book = PositionBook()
        let story = [(first, [Sample.deadline("2025-08-08")]), (second, [Sample.status(.imposed)])]
        for (article, claims) in story {
            for observation in try keeper.outcome(of: claims, in: article, history: book).observations {
                book.add(observation)
            }
        }
        let day = try #require(CalendarDate("2025-08-09"))
        #expect(try keeper.missedDeadlines(asOf: day, history: book).isEmpty)
    }

    @Test func anotherSourcesLowerFigureContradictsAndAHigherOneIsARise() throws {
        let shifts = try Sample.shifts([
            (Sample.article("1", on: "2025-08-05"), [Sample.number(72, via: ["the mayor"])]),
            (Sample.article("2", on: "2025-08-06"), [Sample.number(31, via: ["the ministry"])]),
            (Sample.article("3", on: "2025-08-20"), [Sample.number(80, via: ["the ministry"])]),
            (Sample.article("4", on: "2025-08-21"), [Sample.number(83, via: ["the mayor"])]),
        ])
        #expect(shifts.map(\.reason) == [.first, .contradicted, .numberUp, .numberUp])
    }

    @Test func twoSourcesInOneArticleThatDifferContradictEachOther() throws {
        let shifts = try Sample.shifts([
            (first, [Sample.number(14, via: ["the Odesa region"]), Sample.number(2, via: ["the Russian ministry"])]),
            (second, [Sample.stance(-2), Sample.stance(2, via: ["Donald Trump"])]),
            (third, [Sample.stance(-2), Sample.stance(2, via: ["two sources"], .hedged)]),
        ])
        #expect(shifts.map(\.reason) == [.first, .contradicted, .first, .contradicted])
        #expect(shifts[1].to.value == 2)
        #expect(shifts[3].to.via == ["Donald Trump"])
    }
}
