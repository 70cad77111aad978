/// What the tagger sees of a word and its neighbours.
package struct TaggerFeatures: Sendable {
    package static let count = 44
    private var storage = [UInt64](repeating: 0, count: count)

    package init() {}

    /// - Parameters:
    ///   - index: the word in the sentence.
    ///   - previous: the class given to the word before, plus 1; 0 at the start.
    ///   - beforePrevious: the same for the word before that.
    package mutating func fill(_ words: SentenceView, _ index: Int, _ previous: UInt64, _ beforePrevious: UInt64) {
        let (w, l, r) = (words[index], words[index - 1], words[index + 1])
        let (l2, r2) = (words[index - 2], words[index + 2])
        let (t1, t2) = (previous, beforePrevious)
        let place: UInt64 = (index == 0 ? 1 : 0) | (index + 1 == words.count ? 2 : 0)
        storage.withUnsafeMutableBufferPointer { f in
            f[0] = Feature.hash(0, w.form)
            f[1] = Feature.hash(1, w.form, w.shape)
            f[2] = Feature.hash(2, l.form)
            f[3] = Feature.hash(3, r.form)
            f[4] = Feature.hash(4, l2.form)
            f[5] = Feature.hash(5, r2.form)
            f[6] = Feature.hash(6, l.form, w.form)
            f[7] = Feature.hash(7, w.form, r.form)
            f[8] = Feature.hash(8, l.form, r.form)
            f[9] = Feature.hash(9, t1)
            f[10] = Feature.hash(10, t1, t2)
            f[11] = Feature.hash(11, t1, w.form)
            f[12] = Feature.hash(12, t1, t2, w.form)
            f[13] = Feature.hash(13, t1, r.form)
            f[14] = Feature.hash(14, w.suffix1)
            f[15] = Feature.hash(15, w.suffix2)
            f[16] = Feature.hash(16, w.suffix3)
            f[17] = Feature.hash(17, w.suffix4)
            f[18] = Feature.hash(18, w.prefix1)
            f[19] = Feature.hash(19, w.prefix2)
            f[20] = Feature.hash(20, w.prefix3)
            f[21] = Feature.hash(21, w.shape)
            f[22] = Feature.hash(22, w.shape, t1)
            f[23] = Feature.hash(23, w.suffix3, t1)
            f[24] = Feature.hash(24, l.suffix3)
            f[25] = Feature.hash(25, r.suffix3)
            f[26] = Feature.hash(26, w.suffix2, w.shape)
            f[27] = Feature.hash(27, w.shape, r.shape, l.shape)
            f[28] = Feature.hash(28, w.shape, place)
            f[29] = Feature.hash(29, w.form, r.suffix3)
            f[30] = Feature.hash(30, r.form, r2.form)
            f[31] = Feature.hash(31, l2.form, l.form)
            f[32] = Feature.hash(32, w.suffix3, w.shape, place)
            f[33] = Feature.hash(33, w.suffix3, r.suffix2, t1)
            f[34] = Feature.hash(34, w.cluster)
            f[35] = Feature.hash(35, w.cluster, t1)
            f[36] = Feature.hash(36, r.cluster)
            f[37] = Feature.hash(37, l.cluster, w.cluster)
            f[38] = Feature.hash(38, w.cluster, r.cluster)
            f[39] = Feature.hash(39, w.form, r.cluster)
            f[40] = Feature.hash(40, w.form, l.cluster)
            f[41] = Feature.hash(41, l.cluster, w.cluster, r.cluster)
            f[42] = Feature.hash(42, r2.cluster, r.cluster)
            f[43] = Feature.hash(43, w.suffix3, r.cluster)
        }
    }

    package func withBuffer<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
        storage.withUnsafeBufferPointer(body)
    }

    package var values: [UInt64] { storage }
}
