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
}
