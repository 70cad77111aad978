import Claims
import NewsFixtures
import Testing

@testable import Positions

@Suite struct ObservationWeightTests {
    @Test(arguments: [
        "three sources", "officials in Washington", "a diplomat", "people familiar with the talks", "some",
    ])
    func whoMayBeAnyoneIsUnnamed(source: String) {
        #expect(ObservationWeight.isUnnamed(source))
    }

    @Test(arguments: [
        "the regional administration", "the governor", "police", "Volodymyr Zelensky", "a spokesman for the Kremlin",
        "Reuters", "defence ministry",
    ])
    func anOfficeOrABodyIsKnownWithoutAName(source: String) {
        #expect(!ObservationWeight.isUnnamed(source))
    }

    @Test func eachLeapTakesFromAClaim() {
        var claim = Sample.stance(2)
        let plain = ObservationWeight.reliability(of: claim)
        var last = plain
        for leap: Leaps in [.kindredTopic, .takenUpTopic, .absentHolder] {
            claim.leaps.insert(leap)
            let left = ObservationWeight.reliability(of: claim)
            #expect(left < last)
            last = left
        }
        #expect(last > 0.8 * plain)
    }
}
