import ArgumentParser
import Foundation
import Glibc
import Settings

struct ConfigInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a commented configuration to begin with.",
        discussion: """
            With no option and a terminal it asks; else it takes what the options say. An actor or a topic is written \
            NAME or NAME=WORD,WORD: `--actor "Russia=Kremlin,Moscow"`. It never overwrites a file.
            """)

    @Option(help: "A folder to watch; may be given several times.")
    var folder: [String] = []

    @Option(help: "An actor to follow, with other names for it; may be given several times.")
    var actor: [String] = []

    @Option(help: "A topic, with the words that mean it; may be given several times.")
    var topic: [String] = []

    @Option(help: "An address that alerts are posted to.")
    var webhook: String?

    @Option(name: .shortAndLong, help: "The file to write (default: standard output).")
    var output: String?

    func run() throws {
        var template = SettingsTemplate(
            folders: folder, actors: actor.map { SettingsTemplate.Entry($0) },
            topics: topic.map { SettingsTemplate.Entry($0) }, webhook: webhook)
        if folder.isEmpty, actor.isEmpty, topic.isEmpty, webhook == nil, isatty(STDIN_FILENO) == 1 {
            ask(&template)
        }
        if template.folders.isEmpty { template.folders = ["/var/lib/claimwatch/news"] }
        let text = template.text
        // What an option says may be wrong: nothing is written that the daemon would refuse.
        do { _ = try ConfigurationFile.parse(Array(text.utf8), file: output ?? "configuration") } catch {
            throw CommandFailure.configuration(error.rendered, problems: error.problems)
        }
        guard let output else { return Terminal.line(String(text.dropLast())) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .withoutOverwriting)
        } catch {
            throw CommandFailure.failed(
                "\(output) cannot be written (\(ConfigurationFile.reason(error))); an existing file is never overwritten"
            )
        }
        Terminal.error("wrote \(output); next: claimwatch check \(output)")
    }

    private func ask(_ template: inout SettingsTemplate) {
        func answer(_ question: String) -> String {
            FileHandle.standardError.write(Data("\(question) ".utf8))
            return readLine() ?? ""
        }
        let folder = answer("Folder to watch [/var/lib/claimwatch/news]:")
        template.folders = folder.isEmpty ? [] : [folder]
        template.actors = answers("Actor to follow, NAME=OTHER,NAMES (empty: the built-in ones; empty ends):", answer)
        template.topics = answers("Topic, NAME=WORD,WORD (empty: the built-in ones; empty ends):", answer)
        let webhook = answer("Address that alerts are posted to (empty: the journal alone):")
        template.webhook = webhook.isEmpty ? nil : webhook
    }

    /// Lines until an empty one, at most a hundred.
    private func answers(_ question: String, _ answer: (String) -> String) -> [SettingsTemplate.Entry] {
        var result: [SettingsTemplate.Entry] = []
        while result.count < 100 {
            let text = answer(question)
            if text.isEmpty { break }
            result.append(SettingsTemplate.Entry(text))
        }
        return result
    }
}
