import Alerts
import Claims
import NewsFixtures
import Testing

@Suite struct DispatchDecisionTests {
    /// 2025-08-06 (a Wednesday), 12:00 UTC.
    private let noon = 1_754_481_600.0

    private func alert(_ change: (inout Alert) -> Void = { _ in }) throws -> Alert {
        var alert = try #require(try Sample.alert(send: ["desk"]))
        change(&alert)
        return alert
    }

    private func decision(
        _ policy: DispatchPolicy, _ change: (inout DispatchFacts) -> Void = { _ in }, retracts: [String]? = nil
    ) throws -> DispatchDecision {
        var facts = DispatchFacts(now: noon)
        change(&facts)
        return .of(try alert { $0.retracts = retracts }, policy, facts)
    }

    @Test func whatIsNewIsSentAtOnce() throws {
        let sent = try decision(DispatchPolicy())
        #expect(sent == DispatchDecision(word: .sent, reason: "new", dueAt: noon, dueAtNamed: noon))
    }

    @Test func aHeldAlertWaitsAtEverySink() throws {
        let held = try decision(DispatchPolicy(hold: 600))
        #expect(held.word == .later && held.dueAt == noon + 600 && held.dueAtNamed == noon + 600)
        #expect(held.reason == "held for 10 minutes, for what confirms or retracts it")
        #expect(try decision(DispatchPolicy(hold: 600), retracts: ["x"]).dueAt == noon)
    }

    @Test func aSilenceKeepsQuietWithItsReason() throws {
        let silence = Silence(
            id: 3, actor: "Russia", startsAt: noon - 1, endsAt: noon + 1, reason: "known", author: "ann")
        let quiet = try decision(DispatchPolicy(hold: 60)) { $0.silence = silence }
        #expect(quiet.word == .quiet && quiet.reason == "silence 3 of ann: known")
        #expect(silence.holds(at: noon) && !silence.holds(at: noon + 1) && !silence.holds(at: noon - 2))
        #expect(silence.covers(try alert()))
        #expect(!silence.covers(try alert { $0.actor = "Ukraine" }))
        var both = silence
        both.topic = "sanctions"
        #expect(!both.covers(try alert()))
        both.topic = "ceasefire"
        both.rule = "any-shift"
        #expect(both.covers(try alert()))
    }

    @Test func theSameChangeIsToldOnce() throws {
        let policy = DispatchPolicy(once: 3_600)
        let quiet = try decision(policy) { $0.told = ("abc", noon - 3_599) }
        #expect(quiet.word == .quiet && quiet.reason == "the same change was told by alert abc, less than 1 hour ago")
        #expect(try decision(policy) { $0.told = ("abc", noon - 3_600) }.word == .sent)
        #expect(try decision(DispatchPolicy()) { $0.told = ("abc", noon - 1) }.word == .sent)
        #expect(try decision(policy, { $0.told = ("abc", noon - 1) }, retracts: ["x"]).word == .sent)
    }

    @Test func itWaitsForSourcesAndNotForMoreThanThereMustBe() throws {
        let policy = DispatchPolicy(sources: 3)
        let held = try decision(policy) { $0.sources = 2 }
        #expect(held.word == .held && held.reason == "2 of 3 independent sources say so")
        #expect(try decision(policy) { $0.sources = 3 }.word == .sent)
    }

    @Test func whatPutsRightWhatNobodyHeardIsNotSent() throws {
        #expect(try decision(DispatchPolicy(), { $0.retractsUnsent = true }, retracts: ["x"]).word == .quiet)
    }

    @Test func aMuteTimeHoldsTheSinksOfTheRuleAndNotTheJournal() throws {
        let mute = MuteTime(name: "lunch", start: 11 * 60, end: 13 * 60)
        let later = try decision(DispatchPolicy(mutes: [mute]))
        #expect(later.word == .later && later.reason == "mute time lunch")
        #expect(later.dueAt == noon && later.dueAtNamed == noon + 3_600)
        // By the clock on the wall, two hours ahead, lunch is over.
        #expect(try decision(DispatchPolicy(mutes: [mute])) { $0.wallClock = { _ in 7_200 } }.word == .sent)
    }

    @Test func aNightInWhichTheClockIsChangedEndsByTheClock() throws {
        let night = MuteTime(name: "nights", start: 22 * 60, end: 6 * 60)
        let now = noon
        // From an hour after now on the clock is an hour further ahead: at ten ahead it is ten in the evening now.
        let spring = try decision(DispatchPolicy(mutes: [night])) {
            $0.wallClock = { time in time < now + 3_600 ? 36_000 : 39_600 }
        }
        #expect(spring.dueAtNamed == noon + 7 * 3_600)
        let plain = try decision(DispatchPolicy(mutes: [night])) { $0.wallClock = { _ in 36_000 } }
        #expect(plain.dueAtNamed == noon + 8 * 3_600)
    }

    @Test func muteTimesGoOverMidnightHaveDaysAndFollowUponOneAnother() {
        let night = MuteTime(name: "nights", start: 22 * 60, end: 6 * 60)
        let midnight = noon - 43_200
        #expect(night.end(at: midnight) == midnight + 6 * 3_600)
        #expect(night.end(at: midnight - 7_200) == midnight + 6 * 3_600)
        #expect(night.end(at: midnight - 7_201) == nil && night.end(at: midnight + 6 * 3_600) == nil)
        // Wednesday is 2: the night that began on it is not that which began on Tuesday.
        let wednesday = MuteTime(name: "w", days: [2], start: 22 * 60, end: 6 * 60)
        #expect(wednesday.end(at: midnight) == nil && wednesday.end(at: midnight + 86_400) != nil)
        let weekend = MuteTime(name: "weekend", days: [5, 6])
        let saturday = midnight + 3 * 86_400
        #expect(weekend.end(at: saturday) == saturday + 86_400)
        let all = MuteTime.end(of: [weekend, night], at: saturday + 60)
        #expect(all?.time == saturday + 2 * 86_400 + 6 * 3_600 && all?.name == "weekend")
        // What never ends lets go.
        #expect((MuteTime.end(of: [MuteTime(name: "always")], at: noon)?.time ?? .infinity) <= noon + 9 * 86_400)
    }

    @Test(arguments: [
        ("22:30", 1_350), ("0:00", 0), ("24:00", nil), ("7", nil), ("7:5", nil), ("-1:00", nil), ("+1:00", nil),
    ])
    func timesOfDay(_ text: String, _ minutes: Int?) { #expect(MuteTime.minutes(text) == minutes) }

    @Test func aConfirmationIsTheActorsOwnWordInTheSameDirection() throws {
        // Via Zelensky: a hint.
        let hint = try alert()
        let own = try alert {
            $0.id = "other"
            $0.evidence[0].via = []
        }
        #expect(DispatchDecision.confirms(own, hint))
        #expect(!DispatchDecision.confirms(hint, own) && !DispatchDecision.confirms(hint, hint))
        var other = own
        other.to.level = -2
        #expect(!DispatchDecision.confirms(other, hint))
        other = own
        other.to.certainty = .hedged
        #expect(!DispatchDecision.confirms(other, hint))
        other = own
        other.topic = "sanctions"
        #expect(!DispatchDecision.confirms(other, hint))
        other = own
        other.retracts = ["x"]
        #expect(!DispatchDecision.confirms(other, hint))
    }

    @Test func sourcesThatHaveItOfOneAnotherCountOnce() {
        func count(_ reports: (Int64, String?, String?)...) -> Int {
            IndependentSources.count(reports.map { .init(story: $0.0, publisher: $0.1, source: $0.2) })
        }
        #expect(count() == 0)
        #expect(count((1, "A", nil), (1, "B", nil)) == 1)
        #expect(count((1, "A", nil), (2, "A", nil)) == 1)
        #expect(count((1, "A", "Peskov"), (2, "B", "Peskov")) == 1)
        #expect(count((1, "A", nil), (2, "B", nil), (3, nil, "Peskov")) == 3)
    }
}
