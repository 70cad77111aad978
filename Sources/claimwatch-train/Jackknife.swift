@preconcurrency import Foundation
import Linguistics

/// Tags of the training sentences by taggers that have not seen them, so that the parser learns from such errors as it
/// will meet.
enum Jackknife {
    /// The same, kept in a file: two bytes a word.
    static func tagged(
        _ sentences: [TrainingSentence],
        classes: TagClasses,
        cache: String?
    ) async throws
        -> [TrainingSentence]
    {
        let count = sentences.reduce(0) { $0 + $1.tokens.count }
        if let cache, let kept = try? Data(contentsOf: URL(fileURLWithPath: cache)), kept.count == count * 2 {
            let bytes = [UInt8](kept)
            var (tagged, next) = (sentences, 0)
            for index in tagged.indices {
                for word in tagged[index].tokens.indices {
                    tagged[index].tokens[word].partOfSpeech = PartOfSpeech(rawValue: bytes[next]) ?? .other
                    tagged[index].tokens[word].tag = PennTag(rawValue: bytes[next + 1]) ?? .other
                    next += 2
                }
            }
            return tagged
        }
        let tagged = await tagged(sentences, classes: classes)
        if let cache {
            let bytes = tagged.flatMap { $0.tokens.flatMap { [$0.partOfSpeech.rawValue, $0.tag.rawValue] } }
            try Data(bytes).write(to: URL(fileURLWithPath: cache))
        }
        return tagged
    }

    static func tagged(
        _ sentences: [TrainingSentence],
        folds: Int = 5,
        epochs: Int = 4,
        classes: TagClasses
    ) async
        -> [TrainingSentence]
    {
        await withTaskGroup(of: (Int, [Int: [Token]]).self) { group in
            for fold in 0..<folds {
                group.addTask {
                    // Copies of a sentence stay in its fold: they have its text id.
                    let rest = sentences.indices.filter { sentences[$0].fold % folds != fold }.map { sentences[$0] }
                    let training = TaggerTraining(classes: classes, epochs: epochs)
                    let tagger = Tagger(ModelArchive(ModelFolder.kept(training.run(rest))))
                    var features = TaggerFeatures()
                    var result: [Int: [Token]] = [:]
                    for index in sentences.indices where sentences[index].fold % folds == fold {
                        var tokens = sentences[index].tokens
                        tagger.tag(&tokens, 0..<tokens.count, sentences[index].view, &features)
                        result[index] = tokens
                    }
                    return (fold, result)
                }
            }
            var tagged = sentences
            for await (_, result) in group {
                for (index, tokens) in result { tagged[index].tokens = tokens }
            }
            return tagged
        }
    }
}
