import Linguistics

/// English: its analyser, made of the embedded model.
public enum English {
    /// The analyser of English text. It points into the embedded bytes: making one costs nothing.
    public static func analyser() -> EnglishAnalyser { EnglishAnalyser() }

    /// Words that stand in every text ("the", "said"), in small letters.
    public static func functionWords() -> Set<String> {
        Set(EnglishData.list("function-words").records.map(\.name))
    }
}
