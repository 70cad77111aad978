import ArgumentParser

@main
struct Claimwatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "claimwatch")
}
