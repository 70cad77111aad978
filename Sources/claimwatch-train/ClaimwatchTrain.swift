import ArgumentParser

@main
struct ClaimwatchTrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claimwatch-train",
        abstract: "Trains the language model and measures it.",
        subcommands: [
            AttributionsCommand.self, EvaluateCommand.self, MentionsCommand.self, NamesCommand.self,
            PredictAttributionsCommand.self, TokensCommand.self,
        ]
    )
}
