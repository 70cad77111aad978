import ArgumentParser

@main
struct ClaimwatchTrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "claimwatch-train")
}
