/// What the network knows of a word before it reads the sentence: hashes, each with a row of its own if training met it
/// often enough.
package enum WordFeatures {
    /// How many a word has.
    package static let count = 11
    /// The feature of the place before the first word, from which the root of the sentence hangs.
    package static let root = Feature.hash(90, 1)
    /// The number of the feature that is the word's form.
    package static let form = 0

    /// Writes the features of the word at `index` of the sentence to `features[0..<count]`.
    @inline(__always)
    package static func fill(_ words: SentenceView, _ index: Int, _ features: UnsafeMutablePointer<UInt64>) {
        let word = words[index]
        let place: UInt64 = index == 0 ? 1 : 0
        features[0] = Feature.hash(0, word.form)
        features[1] = Feature.hash(1, word.prefix1)
        features[2] = Feature.hash(2, word.prefix2)
        features[3] = Feature.hash(3, word.prefix3)
        features[4] = Feature.hash(4, word.suffix1)
        features[5] = Feature.hash(5, word.suffix2)
        features[6] = Feature.hash(6, word.suffix3)
        features[7] = Feature.hash(7, word.suffix4)
        features[8] = Feature.hash(8, word.shape)
        features[9] = Feature.hash(9, word.shape & 3, place)
        features[10] = Feature.hash(10, word.cluster)
    }
}
