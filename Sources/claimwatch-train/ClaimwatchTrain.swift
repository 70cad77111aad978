import ArgumentParser

@main
struct ClaimwatchTrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claimwatch-train",
        abstract: "Trains the language model and measures it.",
        subcommands: [
            AttributionsCommand.self, ClustersCommand.self, DumpCommand.self, EvaluateCommand.self,
            HostileCommand.self, LemmasCommand.self,
            MentionsCommand.self, NamesCommand.self, ParserCommand.self, PredictAttributionsCommand.self,
            ShowAttributionsCommand.self, SpeedCommand.self, TaggerCommand.self, TokensCommand.self,
        ]
    )
}
