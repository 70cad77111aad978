import Alerts
import ArgumentParser
import Articles
import Foundation
import StateStore

/// `silence`: what is not to be heard of for a while.
struct SilenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence", abstract: "Keep alerts quiet for a while, with a reason.",
        discussion: """
            A silenced alert is raised and kept, and goes to no sink; `claimwatch explain` says why. It works beside a \
            running daemon, for alerts raised from now on and for those that still wait: held, muted, or to be tried or \
            sent again.
            """,
        subcommands: [Add.self, List.self, Expire.self], defaultSubcommand: List.self)

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a silence; all that is named must fit.")

        @OptionGroup var place: DeliveriesCommand.Place
        @Option(help: "Alerts about this actor.")
        var actor: String?
        @Option(help: "Alerts on this topic or number.")
        var topic: String?
        @Option(help: "Alerts of this rule.")
        var rule: String?
        @Option(name: .customLong("for"), help: "For how long: 30m, 12h, 7d.")
        var span: Span?
        @Option(help: "Until the beginning of this day, YYYY-MM-DD, in UTC.")
        var until: CalendarDay?
        @Option(help: "Why, for whoever wonders later.")
        var reason: String
        @Option(help: "Who asks for it (default: this user).")
        var by: String?

        private static let longest = 366.0 * 86_400

        func validate() throws {
            guard actor != nil || topic != nil || rule != nil else {
                throw ValidationError("name at least one of --actor, --topic and --rule")
            }
            guard (span == nil) != (until == nil) else { throw ValidationError("say --for or --until") }
            guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("--reason is empty") }
        }

        func run() async throws {
            let now = Date().timeIntervalSince1970
            let end = until.map { Double($0.day.day) * 86_400 } ?? now + (span?.seconds ?? 0)
            guard end > now else {
                throw CommandFailure.failed("the silence would have ended already; name a later day")
            }
            guard end - now <= Self.longest else {
                throw CommandFailure.failed(
                    "a silence ends within 366 days, or it would be forgotten; name a shorter time, or take the rule out"
                )
            }
            let store = try place.writing()
            let (silence, quieted) = try store.add(
                Silence(
                    actor: actor, topic: topic, rule: rule, startsAt: now, endsAt: end, reason: reason,
                    author: by ?? NSUserName()))
            try SilencePrinter.line(silence, place.format, now: now)
            for name in try store.unheardOf(silence) {
                Terminal.error(Plain.text("no \(name) is known so far; is it written as in the configuration?"))
            }
            if quieted > 0 { Terminal.error("\(quieted) that waited \(quieted == 1 ? "stays" : "stay") quiet as well") }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the silences that hold.")

        @OptionGroup var place: DeliveriesCommand.Place
        @Flag(help: "Those too that have ended.")
        var all = false

        func run() async throws {
            let now = Date().timeIntervalSince1970
            let silences = try place.reading().silences(endingAfter: all ? 0 : now)
            for silence in silences { try SilencePrinter.line(silence, place.format, now: now) }
            if silences.isEmpty { Terminal.error("nothing is silenced") }
        }
    }

    struct Expire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End silences now.")

        @OptionGroup var place: DeliveriesCommand.Place
        @Argument(help: "Numbers of silences.")
        var ids: [Int64]

        func run() async throws {
            let store = try place.writing()
            for id in ids {
                guard try store.expire(silence: id, now: Date().timeIntervalSince1970) else {
                    throw CommandFailure.failed("there is no silence \(id) that holds; see claimwatch silence list")
                }
                Terminal.error("silence \(id) has ended")
            }
        }
    }

    /// "30m", "12h", "7d".
    struct Span: ExpressibleByArgument {
        var seconds: Double

        init?(argument: String) {
            guard let unit = ["m": 60.0, "h": 3_600, "d": 86_400][argument.suffix(1)],
                let count = Double(argument.dropLast()), count > 0, count.isFinite
            else { return nil }
            seconds = count * unit
        }
    }

    struct CalendarDay: ExpressibleByArgument {
        var day: CalendarDate

        init?(argument: String) {
            guard let day = CalendarDate(argument) else { return nil }
            self.day = day
        }
    }
}

private enum SilencePrinter {
    static func line(_ silence: Silence, _ format: OutputFormat, now: Double) throws {
        guard format == .text else { return try Terminal.record(silence) }
        let matchers = [("actor", silence.actor), ("topic", silence.topic), ("rule", silence.rule)]
            .compactMap { name, value in value.map { "\(name) \(Plain.text($0))" } }.joined(separator: ", ")
        let end = Date(timeIntervalSince1970: silence.endsAt).formatted(.iso8601)
        let state = silence.holds(at: now) ? "until" : "ended"
        Terminal.line(
            "\(silence.id)  \(matchers)  \(state) \(end)  by \(Plain.text(silence.author)): \(Plain.text(silence.reason))"
        )
    }
}
