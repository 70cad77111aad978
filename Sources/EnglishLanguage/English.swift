import Linguistics

/// English: its analyser, made of the embedded model.
public enum English {
    /// The analyser of English text. It points into the embedded bytes: making one costs nothing.
    public static func analyser() -> EnglishAnalyser { EnglishAnalyser() }
}
