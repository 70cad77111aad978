import ArgumentParser
import Foundation
import StateStore

struct DeliveriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "What became of alerts at each sink; send dead letters again, or drop them.",
        discussion: """
            An alert that a receiver refuses, or that could not be delivered for days, is a dead letter: it is kept and \
            not tried again. Works beside a running daemon, which takes up what is sent again within seconds.
            """,
        subcommands: [List.self, Show.self, Resend.self, Drop.self], defaultSubcommand: List.self)

    typealias Letter = StateStore.Letter

    /// Where the state is, and how records are printed.
    struct Place: ParsableArguments {
        @OptionGroup var stateOptions: StateOptions
        @Option(help: "Configuration file that names the state.")
        var config: String?
        @Option(help: "Output format.")
        var format = OutputFormat.text

        func reading() throws -> StateStore { try stateOptions.openForReading(try ConfigurationFile.load(config)) }

        func writing() throws -> StateStore { try stateOptions.openForWriting(try ConfigurationFile.load(config)) }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the deliveries that wait or are dead letters, oldest first.")

        @OptionGroup var place: Place
        @Option(help: "Only those for this sink.")
        var sink: String?
        @Option(help: "Only those in this state: waiting, dead, delivered, dropped; may be given several times.")
        var only: [Letter.State] = []
        @Option(help: "At most so many.")
        var limit = 1_000

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit must be 1 or more") }
        }

        func run() async throws {
            let store = try place.reading()
            let filter = StateStore.LetterFilter(sink: sink, states: only.isEmpty ? [.waiting, .dead] : only)
            let letters = try store.letters(filter, limit: limit)
            for letter in letters { try LetterPrinter.line(letter, place.format) }
            let count = try store.letterCount(filter)
            if count == 0 {
                Terminal.error("nothing waits, and there is no dead letter")
            } else if count > letters.count {
                Terminal.error("\(letters.count) of \(count) are shown; --limit \(count) shows all")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print all that is known of deliveries.")

        @OptionGroup var place: Place
        @Argument(help: "Numbers of deliveries, or ids of alerts.")
        var ids: [String]

        func run() async throws {
            let store = try place.reading()
            let letters = try Selection.letters(ids, in: store)
            for (index, letter) in letters.enumerated() {
                if index > 0, place.format == .text { Terminal.line("") }
                try LetterPrinter.whole(letter, place.format)
            }
        }
    }

    /// Which deliveries are to be changed.
    struct Selection: ParsableArguments {
        @Argument(help: "Numbers of deliveries, or ids of alerts.")
        var ids: [String] = []
        @Flag(help: "All dead letters.")
        var all = false
        @Option(help: "With --all: only those for this sink.")
        var sink: String?

        func validate() throws {
            guard all != !ids.isEmpty else {
                throw ValidationError("name deliveries by their numbers (claimwatch deliveries list), or say --all")
            }
            guard sink == nil || all else { throw ValidationError("--sink goes with --all") }
        }

        func filter(in store: StateStore, states: [Letter.State]) throws -> StateStore.LetterFilter {
            guard !all else { return StateStore.LetterFilter(sink: sink, states: [.dead]) }
            return StateStore.LetterFilter(ids: try Self.letters(ids, in: store).map(\.id), states: states)
        }

        /// - Throws: ``CommandFailure`` where one of the names leads to nothing.
        static func letters(_ ids: [String], in store: StateStore) throws -> [Letter] {
            try ids.flatMap { id in
                let letters =
                    if let number = Int64(id) {
                        try store.letters(.init(ids: [number]))
                    } else {
                        try store.letters(ofAlert: id)
                    }
                guard !letters.isEmpty else {
                    throw CommandFailure.failed("there is no delivery \(id); see claimwatch deliveries list")
                }
                return letters
            }
        }
    }

    struct Resend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Have deliveries tried again from now on.")

        @OptionGroup var place: Place
        @OptionGroup var selection: Selection

        func run() async throws {
            let store = try place.writing()
            let filter = try selection.filter(in: store, states: Letter.State.allCases)
            let count = try store.resend(filter, now: Date().timeIntervalSince1970)
            Terminal.error("\(count) to be tried again" + (count == 0 ? "" : "; the daemon does so within seconds"))
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have deliveries tried no more; they can still be sent again.")

        @OptionGroup var place: Place
        @OptionGroup var selection: Selection

        func run() async throws {
            let store = try place.writing()
            let filter = try selection.filter(in: store, states: [.waiting, .dead])
            let count = try store.drop(filter, now: Date().timeIntervalSince1970)
            Terminal.error("\(count) dropped")
        }
    }
}

extension StateStore.Letter.State: ExpressibleByArgument {}

/// Deliveries as a person reads them, or as records.
private enum LetterPrinter {
    static func line(_ letter: StateStore.Letter, _ format: OutputFormat) throws {
        guard format == .text else { return try Terminal.record(letter) }
        let times = letter.attempts == 1 ? "1 attempt" : "\(letter.attempts) attempts"
        Terminal.line(
            "\(letter.id)  \(letter.state.rawValue)  \(Plain.text(letter.sink))  \(times)  \(Plain.text(letter.message))"
        )
        if let error = letter.lastError { Terminal.line("    \(Plain.text(error))") }
    }

    static func whole(_ letter: StateStore.Letter, _ format: OutputFormat) throws {
        guard format == .text else { return try Terminal.record(letter) }
        Terminal.line("delivery  \(letter.id) of alert \(letter.alert)")
        Terminal.line("message   \(Plain.text(letter.message))")
        Terminal.line("sink      \(Plain.text(letter.sink))")
        Terminal.line("state     \(letter.state.rawValue) after \(letter.attempts) attempts")
        Terminal.line("raised    \(time(letter.raisedAt))")
        if letter.state == .waiting { Terminal.line("next      \(time(letter.dueAt))") }
        if let done = letter.doneAt { Terminal.line("done      \(time(done))") }
        if let error = letter.lastError { Terminal.line("error     \(Plain.text(error))") }
    }

    private static func time(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds).formatted(.iso8601)
    }
}
