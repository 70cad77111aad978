import Alerts
import Articles
import Claims
import Positions

/// What an article comes to beside all that is known: the news in it, what it repeats, what it puts right.
struct ArticleJudge: Sendable {
    let keeper: PositionKeeper
    let decider: AlertDecider

    /// The share of a story that a correction must have for its silence to mean that something was taken out.
    static let wholeStory = 0.6

    func verdict(
        on article: Article, _ print: StoryPrint, claims: [Claim], history: some ArticleHistory
    ) throws -> Verdict {
        // A deadline that passed before the article's day is missed before the article is heard.
        let missed = try keeper.missedDeadlines(asOf: article.date, history: history)
        let quiet = try keeper.quiet(for: decider.quietSpans, asOf: article.date, history: history)
        let tellings = try history.tellings(of: article, print: print)
        let superseded = try superseded(by: article, print, tellings, history)
        var amended = PositionKeeper.Amended()
        if !superseded.isEmpty {
            amended = try keeper.amended(
                superseded.flatMap(\.observations), by: claims, in: article,
                isGone: { evidence in
                    superseded.contains { ($0.print?.share(in: print) ?? 0) >= Self.wholeStory }
                        && !print.holds(sentence: evidence.text)
                },
                alerted: { try history.alerts(from: $0, on: $1).map(\.id) }, history: history)
        }
        let news = news(in: claims, of: article, tellings, amended)
        let outcome = try keeper.outcome(of: news, in: article, history: history)
        let shifts = missed + quiet + amended.shifts + outcome.shifts
        var verdict = decider.verdict(on: shifts)
        (verdict.observations, verdict.amendments) = (outcome.observations, amended.amendments)
        verdict.story = (tellings + superseded).first?.article
        verdict.supersedes = superseded.map(\.article)
        // What adds next to nothing is found by what it repeats.
        let isNew = !tellings.contains { telling in telling.print.map { print.share(in: $0) > 0.95 } ?? false }
        if isNew { verdict.print = print }
        return verdict
    }

    /// The claims to be compared with the positions: none that an earlier telling made, none that is dealt with.
    private func news(
        in claims: [Claim], of article: Article, _ tellings: [Telling], _ amended: PositionKeeper.Amended
    ) -> [Claim] {
        let rest = claims.filter { claim in PositionKeeper.key(of: claim).map { !amended.keys.contains($0) } ?? false }
        guard !tellings.isEmpty else { return rest }
        let prints = tellings.compactMap(\.print)
        return keeper.news(
            in: rest, of: article, told: tellings.flatMap(\.claims),
            isCopied: { sentence in prints.contains { $0.holds(sentence: sentence) } })
    }

    /// The earlier articles that this one corrects, withdraws, or is the next version of.
    private func superseded(
        by article: Article, _ print: StoryPrint, _ tellings: [Telling], _ history: some ArticleHistory
    ) throws -> [Telling] {
        switch article.role {
        case .correction: return versions(of: print, tellings)
        case .withdrawal:
            let versions = versions(of: print, tellings)
            if !versions.isEmpty { return versions }
            return try history.telling(named: article).map { [$0] } ?? []
        case .report:
            // A file that was written again; under one name there may also lie one story after another.
            guard let last = try history.lastVersion(of: article), let old = last.print,
                print.tellsSameStory(as: old)
            else { return [] }
            return [last]
        }
    }

    /// Of the tellings those that are as near to the article as the nearest: what it corrects, and not the story that
    /// went before, of which it holds a part.
    private func versions(of print: StoryPrint, _ tellings: [Telling]) -> [Telling] {
        func resemblance(_ telling: Telling) -> Double { telling.print.map { print.resemblance(to: $0) } ?? 0 }
        let nearest = tellings.map(resemblance).max() ?? 0
        guard nearest > 0 else { return [] }
        return tellings.filter { resemblance($0) >= nearest * 0.8 }
    }
}
