import ArgumentParser

@main
struct ClaimwatchTrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claimwatch-train",
        abstract: "Trains the language model and measures it.",
        subcommands: [
            AllocationsCommand.self, AttributionsCommand.self, BackgroundCommand.self, ClaimsCommand.self,
            ClustersCommand.self,
            CopiesCommand.self, DumpCommand.self,
            EvaluateCommand.self, HostileCommand.self, LemmasCommand.self, LongArticleCommand.self,
            MemoryCommand.self, MentionsCommand.self, NamesCommand.self, NetworkCommand.self,
            PredictAttributionsCommand.self, ScalingCommand.self, ShowAttributionsCommand.self, SpeedCommand.self,
            StateCommand.self,
            TokensCommand.self,
        ]
    )
}
