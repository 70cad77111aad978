import Articles
import Linguistics
import Testing

@testable import Claims

/// The examples of the rules for numbers, statuses and deadlines, read by the real analyser.
@Suite(.enabled(if: FactSample.hasTrees, "the embedded model has no parser")) struct FactRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var example: FactExample
        var mustFire: Bool
        var testDescription: String { "\(rule) \(mustFire ? "fires" : "is silent"): \(example.text)" }
    }

    static let rules: [any FactRule] =
        MeasureReader.rules + StatusReader.rules.map { $0 as any FactRule } + DeadlineReader.rules
    static let cases: [Case] = rules.flatMap { rule in
        rule.fires.map { Case(rule: rule.id, example: $0, mustFire: true) }
            + rule.silent.map { Case(rule: rule.id, example: $0, mustFire: false) }
    }

    /// What a claim says, as examples write it.
    static func value(of claim: Claim) -> String {
        switch claim.kind {
        case .number: return FactSample.figure(claim) + (claim.isIncrement ? " more" : "")
        case .status: return claim.status?.rawValue ?? "?"
        case .deadline: return claim.deadline?.description ?? "?"
        case .stance, .statement: return "?"
        }
    }

    @Test(arguments: cases) func exampleHolds(_ example: Case) {
        let claims = FactSample.claims(example.example.text, heading: example.rule == HeadlineStatusRule().id)
            .filter { !$0.isHistory }
        let found = claims.contains { claim in
            claim.topic == example.example.topic && Self.value(of: claim) == example.example.value
                && (!example.mustFire || claim.rule == example.rule)
        }
        let read = claims.map { "\($0.topic ?? "-") \(Self.value(of: $0)) by \($0.rule)" }
        #expect(found == example.mustFire, "read: \(read)")
    }

    @Test func everyRuleSaysWhatItMeansAndShowsIt() {
        var ids: Set<String> = []
        for rule in ClaimRule.all {
            #expect(ids.insert(rule.id).inserted, "two rules are called \(rule.id)")
            #expect(!rule.reason.isEmpty)
            #expect(rule.fires.count >= 2 && rule.silent.count >= 2, "\(rule.id) needs two examples of each kind")
        }
        #expect(Set(ClaimRule.all.map(\.kind)) == [.stance, .number, .status, .deadline])
    }
}
