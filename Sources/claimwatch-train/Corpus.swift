import Foundation
import Linguistics

/// The treebanks to train and to measure on.
struct Corpus: Sendable {
    var train: [Treebank.Sentence] = []
    var dev: [(name: String, sentences: [Treebank.Sentence])] = []

    /// - Parameters:
    ///   - folder: `shared/data`.
    ///   - withGUM: whether GUM, whose annotation is for non-commercial use, is trained on.
    init(folder: String, withGUM: Bool) throws {
        train = try Treebank(path: folder + "/ud/en_ewt-train.conllu").sentences
        if withGUM { train += try Treebank(path: folder + "/ud/en_gum-train.conllu").sentences }
        dev = [("EWT", try Treebank(path: folder + "/ud/en_ewt-dev.conllu").sentences)]
        let gum = try Treebank(path: folder + "/ud/en_gum-dev.conllu").sentences
        let news = gum.filter { $0.document.contains("_news_") || $0.document.contains("_interview_") }
        dev += [("GUM news, interview", news), ("GUM all", gum)]
        // What wires do to text must not cost much.
        dev.append(("GUM news, interview, other quotation marks", news.map(Augmentation.otherQuotes)))
        dev.append(("GUM news, interview, in capitals", news.map(Augmentation.capitals)))
    }

    /// Documents of the training data.
    var documents: [[Treebank.Sentence]] { Self.documents(train) }

    static func documents(_ sentences: [Treebank.Sentence]) -> [[Treebank.Sentence]] {
        var result: [[Treebank.Sentence]] = []
        for sentence in sentences {
            if sentence.startsDocument || result.isEmpty { result.append([]) }
            result[result.count - 1].append(sentence)
        }
        return result
    }
}
