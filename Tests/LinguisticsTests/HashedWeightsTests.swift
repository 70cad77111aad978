import Linguistics
import Testing

@Suite struct HashedWeightsTests {
    /// Words of three classes, told apart by their last letter.
    private func features(_ word: String) -> [UInt64] {
        let last = word.utf8.last.map(UInt64.init) ?? 0
        return [Feature.hash(0, 0), Feature.hash(1, WordKey(word).hash), Feature.hash(2, last)]
    }

    private func trained(classes: Int) -> AveragedPerceptronTrainer {
        var trainer = AveragedPerceptronTrainer(classCount: classes)
        for _ in 0..<5 {
            for (word, label) in [
                ("walking", 0), ("houses", 1), ("talked", 2), ("singing", 0), ("trees", 1), ("fled", 2),
            ] {
                trainer.learn(features(word), gold: label)
            }
        }
        return trainer
    }

    @Test(arguments: [3, 40]) func whatIsLearntIsPredictedFromTheBytes(classes: Int) {
        let bytes = trained(classes: classes).compile(limit: 10_000, minimumChanges: 1)
        bytes.withUnsafeBytes { raw in
            let model = HashedWeights(raw)
            #expect(model.classCount == classes)
            for (word, label) in [("running", 0), ("houses", 1), ("cats", 1), ("walked", 2)] {
                features(word).withUnsafeBufferPointer { #expect(model.predict($0) == label, "\(word)") }
            }
        }
    }

    @Test func theSameStepsGiveTheSameBytes() {
        #expect(trained(classes: 9).compile(limit: 10_000) == trained(classes: 9).compile(limit: 10_000))
    }

    @Test(arguments: [2, 30]) func theModelKeepsItsLimit(classes: Int) {
        var trainer = AveragedPerceptronTrainer(classCount: classes)
        for word in 0..<2000 {
            trainer.learn([Feature.hash(1, UInt64(word)), Feature.hash(2, UInt64(word % 7))], gold: word % classes)
        }
        #expect(trainer.compile(limit: 5000, minimumChanges: 1).count <= 5100)
    }

    @Test func strangeBytesAreAnEmptyModel() {
        for bytes in [[], [1, 2, 3], [UInt8](repeating: 7, count: 100)] as [[UInt8]] {
            bytes.withUnsafeBytes { raw in
                let model = HashedWeights(raw)
                #expect(model.isEmpty)
                #expect([UInt64(5)].withUnsafeBufferPointer { model.predict($0) } == 0)
            }
        }
    }
}
