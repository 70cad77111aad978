import Alerts
import Articles
import Claims
import NewsFixtures
import StateStore
import TestSupport
import Testing

@Suite struct DispatchTests {
    let directory: TemporaryDirectory
    let store: StateStore

    init() throws {
        directory = try TemporaryDirectory()
        store = try StateStore(directory: directory.path, standingSinks: ["journal"])
    }

    /// Stores alerts of one article under a policy; the alert is Russia's on the topic, by Zelensky's word.
    private func raise(
        _ names: String..., policy: DispatchPolicy = DispatchPolicy(), now: Double = 100, claims: [Claim] = [],
        article: Article? = nil, _ change: (inout Alert) -> Void = { _ in }
    ) async throws {
        let sample = try #require(try Sample.alert(send: ["desk"]))
        var alerts: [Alert] = []
        for name in names {
            var alert = sample
            alert.id = name
            change(&alert)
            alerts.append(alert)
        }
        let raised = alerts
        let article = article ?? Sample.article(names.joined())
        _ = try await store.take(article, claims: claims, now: now) { _ in
            var verdict = Verdict(alerts: raised)
            verdict.dispatch = ["any-shift": policy]
            return verdict
        }
    }

    private func ids(_ sink: String, at now: Double) async throws -> [String] {
        try await store.due(sink: sink, now: now, limit: 100).map(\.alert.id)
    }

    private func words(_ id: String) throws -> [String] {
        try store.decisions(on: id).map { "\($0.word.rawValue): \($0.reason)" }
    }

    @Test func aSilenceKeepsAnAlertFromEverySinkAndIsSaidWhy() async throws {
        let person = try StateStore(attachedTo: directory.path)
        let (silence, quieted) = try person.add(
            Silence(actor: "Russia", topic: "ceasefire", startsAt: 50, endsAt: 150, reason: "talks", author: "ann"))
        #expect(quieted == 0)
        try await raise("a", now: 100)
        #expect(try await ids("desk", at: 1_000).isEmpty)
        #expect(try await ids("journal", at: 1_000).isEmpty)
        #expect(try words("a") == ["quiet: silence 1 of ann: talks"])
        #expect(try store.alert(id: "a") != nil)
        #expect(try store.letters(ofAlert: "a").map(\.state) == [.quiet, .quiet])
        #expect(try store.silences(endingAfter: 100) == [silence])
        // It can still be sent.
        #expect(try store.resend(.init(sink: "desk", states: [.quiet]), now: 110) == 1)
        #expect(try await ids("desk", at: 110) == ["a"])

        #expect(try person.expire(silence: 1, now: 120))
        #expect(try !person.expire(silence: 1, now: 121) && !person.expire(silence: 9, now: 121))
        try await raise("b", now: 130)
        #expect(try await ids("journal", at: 130) == ["b"])
        #expect(try words("b") == ["sent: new"])
    }

    @Test func aSilenceHoldsForWhatWaitsToo() async throws {
        try await raise("held", policy: DispatchPolicy(hold: 600), now: 100)
        try await raise("sources", policy: DispatchPolicy(sources: 3), now: 100)
        try await raise("again", policy: DispatchPolicy(repeats: 3_600), now: 100)
        try await raise("retried", now: 100)
        try await raise("other", policy: DispatchPolicy(hold: 600), now: 100) { $0.topic = "tariffs" }
        for delivery in try await store.due(sink: "desk", now: 100, limit: 10) {
            if delivery.alert.id == "again" { try await store.markDelivered(delivery.id, now: 100) }
            if delivery.alert.id == "retried" { try await store.markRetry(delivery.id, at: 160, reason: "down") }
        }
        let person = try StateStore(attachedTo: directory.path)
        let added = try person.add(
            Silence(topic: "ceasefire", startsAt: 110, endsAt: 9_000, reason: "talks", author: "ann"))
        #expect(added.quieted == 4)
        #expect(try await ids("desk", at: 1_000_000) == ["other"])
        for id in ["held", "sources", "again", "retried"] {
            #expect(try words(id).last == "quiet: silence 1 of ann: talks", "\(id)")
        }
        // What is due at this moment goes out.
        #expect(try await ids("journal", at: 110) == ["again", "retried"])
    }

    @Test func moreSourcesRaiseWhatHasNotBeenSent() async throws {
        func report(
            _ number: Int, publisher: String, now: Double, alert: Alert? = nil, policy: DispatchPolicy
        ) async throws {
            let article = Sample.article("report \(number)", publisher: publisher)
            _ = try await store.take(article, claims: [Sample.stance(1)], now: now) { _ in
                var verdict = Verdict(alerts: alert.map { [$0] } ?? [])
                verdict.dispatch = ["any-shift": policy]
                if let alert {
                    verdict.steps = [
                        alert.id: [
                            SeverityStep(sources: 3, severity: .critical), SeverityStep(sources: 2, severity: .warning),
                        ]
                    ]
                }
                return verdict
            }
        }
        var alert = try #require(try Sample.alert(send: ["desk"]))
        (alert.id, alert.severity) = ("a", .notice)
        try await report(1, publisher: "One", now: 100, alert: alert, policy: DispatchPolicy(hold: 600))
        #expect(try store.alert(id: "a")?.severity == .notice)
        try await report(2, publisher: "Two", now: 200, policy: DispatchPolicy())
        #expect(try store.alert(id: "a")?.severity == .warning)
        try await report(3, publisher: "Three", now: 300, policy: DispatchPolicy())
        #expect(try store.alert(id: "a")?.severity == .critical)
        #expect(
            try words("a").suffix(2) == [
                "raised: to warning: 2 independent sources or more say so",
                "raised: to critical: 3 independent sources or more say so",
            ])
        #expect(try await store.due(sink: "desk", now: 700, limit: 1).first?.alert.severity == .critical)
    }

    @Test func aHintThatIsHeldGivesWayToItsConfirmation() async throws {
        try await raise("hint", policy: DispatchPolicy(hold: 600), now: 100)
        #expect(try await ids("desk", at: 699).isEmpty)
        #expect(try await ids("journal", at: 699).isEmpty)
        try await raise("own", now: 400) { $0.evidence[0].via = [] }
        #expect(try await ids("desk", at: 1_000) == ["own"])
        #expect(
            try words("hint") == [
                "later: held for 10 minutes, for what confirms or retracts it",
                "quiet: a hint that alert own confirms",
            ])
    }

    @Test func aHintThatTheActorItselfConfirmsWhileItWaitsIsRaised() async throws {
        let hint = try #require(try Sample.alert(send: ["desk"]))
        func take(_ name: String, _ claim: Claim, at now: Double, alert: Alert? = nil) async throws {
            _ = try await store.take(
                Sample.article(name, on: "2025-08-07"), claims: [claim], now: now
            ) { _ in
                var verdict = Verdict(alerts: alert.map { [$0] } ?? [])
                verdict.dispatch = [hint.rule: DispatchPolicy(hold: 600)]
                if let alert {
                    verdict.steps = [alert.id: [SeverityStep(sources: 1, severity: .warning, confirmed: true)]]
                }
                return verdict
            }
        }
        var alert = hint
        (alert.id, alert.severity) = ("hint", .notice)
        alert.evidence[0].articleID = Sample.article("hint").id
        try await take("hint", Sample.stance(1, via: ["Volodymyr Zelensky"]), at: 100, alert: alert)
        // Others who say so are no confirmation, and no more is what is hedged or says the contrary.
        try await take("other", Sample.stance(2, via: ["Anna Kovacs"]), at: 200)
        try await take("hedged", Sample.stance(2, .hedged), at: 210)
        try await take("contrary", Sample.stance(-2), at: 220)
        #expect(try store.alert(id: "hint")?.severity == .notice)
        try await take("own", Sample.stance(2), at: 300)
        #expect(try store.alert(id: "hint")?.severity == .warning)
        try await take("again", Sample.stance(2), at: 310)
        #expect(
            try words("hint") == [
                "later: held for 10 minutes, for what confirms or retracts it",
                "raised: to warning: Russia itself says so, in own",
            ])
        #expect(try await store.due(sink: "desk", now: 700, limit: 1).first?.alert.severity == .warning)
    }

    @Test func aHintThatNothingConfirmsIsSentWhenItsTimeIsOver() async throws {
        try await raise("hint", policy: DispatchPolicy(hold: 600), now: 100)
        #expect(try await ids("desk", at: 700) == ["hint"])
        // Too late: it has gone out.
        try await raise("own", now: 800) { $0.evidence[0].via = [] }
        #expect(try await ids("desk", at: 800) == ["hint", "own"])
    }

    @Test func inOneArticleTheConfirmationMutesTheHint() async throws {
        var count = 0
        try await raise("hint", "own") { alert in
            count += 1
            if count == 2 { alert.evidence[0].via = [] }
        }
        #expect(try await ids("desk", at: 100) == ["own"])
        #expect(try words("hint") == ["quiet: a hint that alert own confirms"])
    }

    @Test func whatIsRetractedBeforeItWasSentIsToldToNobody() async throws {
        try await raise("a", policy: DispatchPolicy(hold: 600), now: 100)
        try await raise("r", now: 200) { $0.retracts = ["a"] }
        #expect(try await ids("desk", at: 10_000).isEmpty)
        #expect(try await ids("journal", at: 10_000).isEmpty)
        #expect(try words("a").last == "quiet: put right by alert r before it was sent")
        #expect(try words("r") == ["quiet: what it puts right was never sent"])
        try await raise("b", now: 300)
        try await raise("s", now: 301) { $0.retracts = ["b"] }
        #expect(try await ids("desk", at: 10_000) == ["b", "s"])
    }

    @Test func theSameChangeIsToldOnceInItsTime() async throws {
        let policy = DispatchPolicy(once: 3_600)
        try await raise("a", policy: policy, now: 100)
        try await raise("b", policy: policy, now: 3_600)
        try await raise("c", policy: policy, now: 3_601) { $0.actor = "Ukraine" }
        try await raise("d", policy: policy, now: 3_700)
        #expect(try await ids("desk", at: 9_999) == ["a", "c", "d"])
        #expect(try words("b") == ["quiet: the same change was told by alert a, less than 1 hour ago"])
    }

    @Test func anAlertWaitsForASecondIndependentSource() async throws {
        let policy = DispatchPolicy(sources: 2)
        let zelensky = Sample.stance(1, via: ["Zelensky"])
        try await raise(
            "a", policy: policy, claims: [zelensky], article: Sample.article("one", publisher: "Wire"))
        #expect(try words("a") == ["held: 1 of 2 independent sources say so"])
        #expect(try store.letters(ofAlert: "a").map(\.state) == [.held, .held])
        func more(_ name: String, _ claim: Claim, publisher: String?, now: Double) async throws {
            let article = Sample.article(name, publisher: publisher)
            _ = try await store.take(article, claims: [claim], now: now) { _ in Verdict() }
        }
        // The same person, the same paper, or the opposite: none of them.
        try await more("two", zelensky, publisher: "Other", now: 200)
        try await more("three", Sample.stance(1), publisher: "Wire", now: 300)
        try await more("four", Sample.stance(-2), publisher: "Third", now: 400)
        #expect(try await ids("desk", at: 400).isEmpty)
        try await more("five", Sample.stance(2), publisher: "Fourth", now: 500)
        #expect(try await ids("desk", at: 500) == ["a"])
        #expect(try await ids("journal", at: 500) == ["a"])
        #expect(try words("a").last == "released: 2 independent sources say so")
    }

    @Test func whatNobodyElseSaysIsKeptQuietInTheEnd() async throws {
        try await raise("a", policy: DispatchPolicy(sources: 2), now: 100)
        _ = try await store.tick(now: 100 + 14 * 86_400) { _ in Verdict() }
        #expect(try words("a").count == 1)
        _ = try await store.tick(now: 101 + 14 * 86_400) { _ in Verdict() }
        #expect(try words("a").last == "quiet: no further source said so within 14 days")
        #expect(try store.letters(ofAlert: "a").map(\.state) == [.quiet, .quiet])
    }

    @Test func anAlertIsSentAgainUntilSomebodyHasSeenIt() async throws {
        try await raise("a", policy: DispatchPolicy(repeats: 3_600))
        let first = try #require(try await store.due(sink: "desk", now: 100, limit: 1).first)
        #expect(first.messageID == "a")
        try await store.markDelivered(first.id, now: 110)
        #expect(try await ids("desk", at: 3_709).isEmpty)
        let again = try #require(try await store.due(sink: "desk", now: 3_710, limit: 1).first)
        #expect(again.messageID == "a-2" && again.attempts == 0 && again.queuedAt == 3_710)
        try await store.markDelivered(again.id, now: 3_710)
        // The journal says it once.
        let entry = try #require(try await store.due(sink: "journal", now: 100, limit: 1).first)
        try await store.markDelivered(entry.id, now: 110)
        #expect(try await ids("journal", at: 99_999).isEmpty)

        let alert = try #require(try store.alert(id: "a"))
        let person = try StateStore(attachedTo: directory.path)
        #expect(try person.acknowledge(alert, by: "ann", note: "seen", now: 4_000))
        #expect(try !person.acknowledge(alert, by: "bob", note: nil, now: 4_001))
        #expect(try await ids("desk", at: 99_999).isEmpty)
        #expect(try words("a") == ["sent: new", "acknowledged: by ann: seen"])
    }

    @Test func whatNobodyAcknowledgesEndsAfterSevenTimes() async throws {
        try await raise("a", policy: DispatchPolicy(repeats: 3_600))
        var count = 0
        var now = 100.0
        while let next = try await store.due(sink: "desk", now: now, limit: 1).first, count < 20 {
            try await store.markDelivered(next.id, now: now)
            (count, now) = (count + 1, now + 3_600)
        }
        #expect(count == 1 + DispatchPolicy.repeatLimit)
    }

    @Test func theAlertsOfOneArticleAboutOneActorAreOneMessage() async throws {
        var topics = ["ceasefire", "sanctions", "summit"][...]
        var actors = ["Russia", "Russia", "Ukraine"][...]
        try await raise("a", "b", "c", policy: DispatchPolicy(groupsArticle: true)) { alert in
            (alert.topic, alert.actor) = (topics.removeFirst(), actors.removeFirst())
        }
        let due = try await store.due(sink: "desk", now: 100, limit: 10)
        #expect(due.map(\.alert.id) == ["a", "c"])
        #expect(due.map { $0.also.map(\.id) } == [["b"], []])
        // The journal has an entry for each, to be searched for.
        #expect(try await ids("journal", at: 100) == ["a", "b", "c"])
        #expect(try words("b").last == "grouped: desk: in the message of alert a, of the same article")
    }
}
