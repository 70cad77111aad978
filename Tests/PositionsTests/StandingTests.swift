import Articles
import Claims
import NewsFixtures
import Positions
import Testing

@Suite struct StandingTests {
    /// One article a claim, each some days after the one before.
    private func story(_ claims: [(days: Int, claim: Claim)]) -> [(article: Article, claims: [Claim])] {
        var day = CalendarDate("2025-03-01") ?? CalendarDate(day: 0)
        return claims.enumerated().map { number, next in
            day = day + next.days
            return (Sample.article("\(number)", on: "\(day)"), [next.claim])
        }
    }

    private func reasons(_ claims: [(days: Int, claim: Claim)]) throws -> [Shift.Reason] {
        try Sample.shifts(story(claims)).map(\.reason)
    }

    /// Read from an adjective alone.
    private func unsure(_ level: Int) -> Claim {
        var claim = Sample.stance(level)
        claim.rule = "topic-adjective"
        return claim
    }

    private func status(_ status: ActionStatus, by doer: String? = nil, rule: String = "status.object") -> Claim {
        var claim = Sample.status(status)
        (claim.actor, claim.rule) = (doer, rule)
        return claim
    }

    @Test func anUnsureReadingDoesNotOverturnWhatHasBeenHeardOften() throws {
        let heard = [(0, Sample.stance(-2)), (2, Sample.stance(-2)), (2, Sample.stance(-2))]
        #expect(try reasons(heard + [(2, unsure(2)), (3, Sample.stance(-2))]) == [.first])
        #expect(try reasons(heard + [(2, Sample.stance(2))]) == [.first, .reversed])
    }

    @Test func ofTheStatusesInOneSentenceTheLaterCountsWhoeverSaysIt() throws {
        var broken = Sample.status(.violated)
        broken.via = ["two officials"]
        let shifts = try Sample.shifts([
            (Sample.article("1", on: "2025-03-01"), [Sample.status(.inEffect)]),
            (Sample.article("2", on: "2025-03-02"), [Sample.status(.extended), broken]),
        ])
        #expect(shifts.map(\.to.status) == [.inEffect, .violated])
    }

    @Test func anActorsOwnPlainWordAgainstItAlwaysDoes() throws {
        let heard = (0..<12).map { _ in (1, Sample.stance(2)) }
        #expect(try reasons(heard + [(2, Sample.stance(-2))]) == [.first, .reversed])
    }

    @Test func whatIsOfAnyMatterMovesNothing() throws {
        var lifted = Sample.status(.lifted)
        lifted.isOfAnyMatter = true
        #expect(try reasons([(0, Sample.status(.imposed)), (2, lifted)]) == [.first])
    }

    @Test func afterWeeksSentencesWithoutANameInCommonAreOfTwoMatters() throws {
        func status(_ status: ActionStatus, _ text: String) -> Claim {
            var claim = Sample.status(status)
            claim.evidence = Evidence(start: 0, end: text.unicodeScalars.count, text: text)
            return claim
        }
        let begun = status(.imposed, "In the capital Lagos imposed it.")
        let ended = status(.lifted, "In the north Oslo lifted it.")
        #expect(try reasons([(0, begun), (5, ended)]).count == 2)
        #expect(try reasons([(0, begun), (30, ended)]) == [.first, .first])
    }

    @Test func doubtsOfAFewDaysAddUp() throws {
        let heard = [(0, Sample.stance(-2)), (2, Sample.stance(-2))]
        #expect(try reasons(heard + [(2, unsure(2)), (3, unsure(2)), (1, unsure(2))]) == [.first, .reversed])
        #expect(try reasons(heard + [(2, unsure(2)), (300, unsure(-2)), (1, unsure(2))]) == [.first])
    }

    @Test func nothingShiftsFromWhatWasNeverReadSurely() throws {
        #expect(try reasons([(0, unsure(2)), (3, Sample.stance(-2)), (9, Sample.stance(2))]) == [.first, .reversed])
    }

    @Test func whatIsNotHeardOfForLongTakesLessToChange() throws {
        let hedged = Sample.stance(1, .hedged)
        let heard = [(0, Sample.stance(-2)), (1, Sample.stance(-2)), (1, Sample.stance(-2)), (1, Sample.stance(-2))]
        let soon = try #require(judgement(heard + [(1, hedged)]))
        let late = try #require(judgement(heard + [(700, hedged)]))
        #expect(late.required < soon.required)
        #expect(late.from?.level == -2, "it ages, it does not vanish")
    }

    @Test func everyTurnMakesTheNextOneDearer() throws {
        let calm = try #require(judgement([(0, Sample.stance(2)), (5, Sample.stance(-2))]))
        let restless = try #require(
            judgement([(0, Sample.stance(-2)), (5, Sample.stance(2)), (5, Sample.stance(-2))]))
        #expect(restless.turns == 1)
        #expect(restless.required > calm.required)
    }

    @Test func aHintIsOneAndItsConfirmationNoSecondAlert() throws {
        let hint = Sample.stance(1, via: ["three sources"], .hedged)
        let shifts = try Sample.shifts(story([(0, Sample.stance(-2)), (3, hint), (2, Sample.stance(2))]))
        #expect(shifts.map(\.reason) == [.first, .reversed])
        #expect(shifts.map(\.isHint) == [false, true])
    }

    @Test func whoHeardAHintHearsThatItIsTakenBack() throws {
        let hint = Sample.stance(1, via: ["three sources"], .hedged)
        #expect(
            try reasons([(0, Sample.stance(-2)), (3, hint), (2, Sample.stance(-2)), (9, Sample.stance(-2))])
                == [.first, .reversed, .reversed])
    }

    @Test func theActorsOwnPlainWordForSomethingAlwaysDoes() throws {
        let heard = (0..<20).map { _ in (1, Sample.stance(-2)) }
        #expect(try reasons(heard + [(1, Sample.stance(2))]) == [.first, .reversed])
    }

    @Test func whoTurnsEveryDayIsHeardEveryDay() throws {
        let turns = (0..<28).map { (1, Sample.stance($0 % 2 == 0 ? -2 : 2)) }
        #expect(try reasons(turns) == [.first] + Array(repeating: .reversed, count: 27))
    }

    @Test func aReadingAgainstItsTopicWeighsLessThanOneForIt() {
        #expect(
            ObservationWeight.reliability(of: Sample.stance(-2)) < ObservationWeight.reliability(of: Sample.stance(2)))
    }

    @Test func aStatusNotHeardOfForLongIsLikelierToBeOfAnotherAction() throws {
        let planned = status(.planned, rule: "status.subject")
        #expect(try reasons([(0, planned), (5, status(.postponed))]) == [.first, .statusFellBack])
        #expect(try reasons([(0, planned), (90, status(.postponed))]) == [.first])
        #expect(
            try reasons([(0, planned), (90, status(.postponed)), (2, status(.postponed))]) == [
                .first, .statusFellBack,
            ],
            "said twice, it is believed")
        #expect(try reasons([(0, planned), (90, status(.postponed, rule: "status.subject"))]).count == 2)
    }

    @Test func twoMattersOfOneTopicAreToldApartByTheirNames() throws {
        func merger(_ status: ActionStatus, _ text: String) -> Claim {
            var claim = self.status(status)
            claim.evidence = Evidence(start: 0, end: text.utf8.count, text: text)
            return claim
        }
        let planned = merger(.planned, "The bank Morland plans a merger with Ashby & Co.")
        #expect(
            try reasons([(0, planned), (3, merger(.imposed, "On Monday Corvin closed its merger with Dale."))]).count
                == 1)
        #expect(
            try reasons([(0, planned), (3, merger(.imposed, "The owners of Ashby closed the merger."))]).count == 2)
        #expect(try reasons([(0, planned), (3, merger(.imposed, "The merger was closed."))]).count == 2)
    }

    @Test func oneActorsOwnActionStaysTheSameAction() throws {
        #expect(
            try reasons([
                (0, status(.threatened, by: "United States")), (90, status(.imposed, by: "United States")),
            ]) == [.first, .statusAdvanced])
    }

    @Test func theWeightierSideOfAnArticleSpeaksForIt() throws {
        var other = Sample.stance(2)
        other.evidence = Evidence(start: 90, end: 99, text: "It agreed.")
        let article = Sample.article("2", on: "2025-03-04")
        let story: [(article: Article, claims: [Claim])] = [
            (Sample.article("1", on: "2025-03-01"), [Sample.stance(-2)]),
            (article, [unsure(-2), Sample.stance(1), other]),
        ]
        #expect(try Sample.shifts(story).map(\.reason) == [.first, .reversed])
        let echo: [(article: Article, claims: [Claim])] = [story[0], (article, [Sample.stance(-2), unsure(2)])]
        #expect(try Sample.shifts(echo).map(\.reason) == [.first])
    }

    /// What the last of the claims does to what was held.
    private func judgement(_ claims: [(days: Int, claim: Claim)]) -> Standing.Judgement? {
        let observations = observations(claims)
        return observations.last.flatMap { PositionKeeper.judgement(of: $0, after: observations.dropLast()) }
    }

    private func observations(_ claims: [(days: Int, claim: Claim)]) -> [Observation] {
        story(claims).flatMap { article, claims in
            claims.compactMap { claim in
                PositionKeeper.key(of: claim).map { Observation(claim: claim, key: $0, article: article) }
            }
        }
    }

    /// Made-up months of one actor on one topic, in any order of arrival.
    @Test(arguments: 1...40)
    func theOrderOfArrivalDoesNotChangeTheHistory(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let claims = (0..<20).map { _ -> (Int, Claim) in
            let level = Int(dice.roll(5)) - 2
            let via = dice.roll(3) == 0 ? ["two sources"] : []
            var claim = Sample.stance(level, via: via, dice.roll(4) == 0 ? .hedged : .asserted)
            if dice.roll(4) == 0 { claim.rule = "topic-adjective" }
            return (1 + Int(dice.roll(20)), claim)
        }
        let inOrder = story(claims)
        var shuffled = inOrder
        for place in shuffled.indices.reversed() { shuffled.swapAt(place, Int(dice.roll(UInt64(place + 1)))) }
        let key = PositionKey(kind: .stance, actor: "Russia", topic: "ceasefire")
        let (book, _) = try read(inOrder)
        let (other, raised) = try read(shuffled)
        let end = CalendarDate(day: .max / 2)
        #expect(book.history(of: key, upTo: end) == other.history(of: key, upTo: end))
        #expect(Standing(book.history(of: key, upTo: end).before) == Standing(other.history(of: key, upTo: end).before))
        // Only what is later than all that has come before can be news.
        var latest = CalendarDate(day: 0)
        var news: Set<String> = []
        for (article, _) in shuffled where article.date > latest {
            latest = article.date
            news.insert(article.path)
        }
        #expect(news.isSuperset(of: raised.map(\.to.path)))
    }

    @Test func aLateArticleTakesItsPlace() throws {
        let inTime = story([
            (0, Sample.stance(-2)), (2, unsure(2)), (2, unsure(2)), (2, Sample.stance(2)), (9, Sample.stance(-2)),
        ])
        let (book, _) = try read(inTime)
        let (late, shifts) = try read([inTime[0], inTime[3], inTime[4], inTime[2], inTime[1]])
        let key = PositionKey(kind: .stance, actor: "Russia", topic: "ceasefire")
        let end = CalendarDate(day: .max / 2)
        #expect(book.history(of: key, upTo: end) == late.history(of: key, upTo: end))
        #expect(shifts.map(\.reason) == [.first, .reversed, .reversed])
    }

    private func read(_ story: [(article: Article, claims: [Claim])]) throws -> (PositionBook, [Shift]) {
        var book = PositionBook()
        var shifts: [Shift] = []
        for (article, claims) in story {
            let outcome = try PositionKeeper().outcome(of: claims, in: article, history: book)
            shifts += outcome.shifts
            for observation in outcome.observations { book.add(observation) }
        }
        return (book, shifts)
    }

    /// The same rolls for the same seed.
    private struct Dice {
        var state: UInt64
        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

        mutating func roll(_ sides: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % sides
        }
    }
}
