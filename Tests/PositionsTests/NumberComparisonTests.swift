import Claims
import NewsFixtures
import Positions
import Testing

@Suite struct NumberComparisonTests {
    /// The reason of the shift from one figure to the next; nil where they can be the same figure.
    private func reason(_ before: Claim, _ after: Claim) throws -> Shift.Reason? {
        let shifts = try Sample.shifts([
            (Sample.article("1", on: "2025-08-01"), [before]), (Sample.article("2", on: "2025-08-05"), [after]),
        ])
        return shifts.count > 1 ? shifts.last?.reason : nil
    }

    @Test func aFigureThatDiffersIsAShift() throws {
        #expect(try reason(Sample.number(25), Sample.number(50)) == .numberUp)
        #expect(try reason(Sample.number(1_500_000), Sample.number(900_000)) == .numberDown)
        #expect(try reason(Sample.number(0), Sample.number(3)) == .numberUp)
    }

    @Test func theSameFigureSaidOtherwiseIsNone() throws {
        #expect(try reason(Sample.number(72), Sample.number(72)) == nil)
        #expect(try reason(Sample.number(72), Sample.number(70, .atLeast)) == nil)
        #expect(try reason(Sample.number(98), Sample.number(100, .about)) == nil)
        #expect(try reason(Sample.number(20, upTo: 30), Sample.number(25)) == nil)
        #expect(try reason(Sample.number(50, .atMost), Sample.number(50)) == nil)
    }

    @Test func aMinimumThatRisesIsAShift() throws {
        #expect(try reason(Sample.number(72, .atLeast), Sample.number(80, .atLeast)) == .numberUp)
        #expect(try reason(Sample.number(72, .atLeast), Sample.number(80)) == .numberUp)
    }

    @Test func aFigureBelowAMinimumIsAShift() throws {
        #expect(try reason(Sample.number(72, .atLeast), Sample.number(27)) == .numberDown)
    }

    @Test func aCeilingIsReadAsAFigure() throws {
        #expect(try reason(Sample.number(25), Sample.number(50, .atMost)) == .numberUp)
        #expect(try reason(Sample.number(8000, .atMost), Sample.number(1000)) == .numberDown)
        #expect(try reason(Sample.number(72, .atLeast), Sample.number(90, .about)) == .numberUp)
    }

    @Test func aMinimumFarBelowTheOldFigureIsAnotherFigure() throws {
        #expect(try reason(Sample.number(300, .atLeast), Sample.number(15, .atLeast)) == .numberDown)
        #expect(try reason(Sample.number(300), Sample.number(200, .atLeast)) == nil)
    }

    @Test func aMeasureHasALevelInEachUnit() throws {
        func figure(_ value: Double, _ unit: String?) -> Claim {
            var claim = Sample.number(value)
            claim.unit = unit
            return claim
        }
        let shifts = try Sample.shifts([
            (Sample.article("1", on: "2025-08-01"), [figure(50, "%")]),
            (Sample.article("2", on: "2025-08-02"), [figure(3_000, "$")]),
            (Sample.article("3", on: "2025-08-03"), [figure(25, "%")]),
            (Sample.article("4", on: "2025-08-04"), [figure(2_000, nil)]),
        ])
        #expect(shifts.map(\.reason) == [.first, .first, .numberDown, .numberUp])
    }
}
