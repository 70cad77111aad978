import Linguistics

/// "At least 19 died overnight. That brings the toll since May to 91."
struct PartFigureRule: FactRule {
    let id = "number.part"
    let reason = "beside a running total in the same article the smaller figures are parts of it"
    let fires = [
        FactExample(
            "In Kyiv 19 people were killed overnight. The death toll in Kyiv since May rose to 91.",
            "death toll in Kyiv", "19 more"),
        FactExample(
            "A missile killed 8 people in Kyiv. At least 72 people have been killed in Kyiv since May.",
            "death toll in Kyiv", "8 more"),
    ]
    let silent = [
        FactExample(
            "In Kyiv 19 people were killed overnight. The death toll in Kyiv since May rose to 91.",
            "death toll in Kyiv", "19"),
        FactExample("In Kyiv 19 people were killed overnight.", "death toll in Kyiv", "19 more"),
    ]

    /// The claims with the parts marked; they stay in their order.
    ///
    /// - Parameters:
    ///   - totals: the rule whose figures are totals.
    ///   - counts: the topics whose figures count.
    func marking(_ claims: [Claim], totals: String, counts: Set<String>) -> [Claim] {
        var greatest: [String: Claim] = [:]
        for claim in claims where claim.rule == totals && !claim.isHistory {
            guard let topic = claim.topic, counts.contains(topic), let value = claim.value else { continue }
            if value > greatest[topic]?.value ?? -1 { greatest[topic] = claim }
        }
        guard !greatest.isEmpty else { return claims }
        return claims.map { claim in
            guard let topic = claim.topic, let total = greatest[topic], let whole = total.value,
                let value = claim.value, value > 0, value < whole * 0.7, claim.rule != totals, !claim.isIncrement,
                claim.via.isEmpty || claim.via == total.via
            else { return claim }
            var claim = claim
            claim.isIncrement = true
            claim.rule = id
            return claim
        }
    }
}
