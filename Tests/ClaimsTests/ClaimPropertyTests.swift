import Articles
import Claims
import EnglishLanguage
import Foundation
import Linguistics
import Synchronization
import Testing
import TextChecks

/// What holds of attributions and claims of any text, however it is read.
@Suite struct ClaimPropertyTests {
    static let chain = Chain()
    private var chain: Chain { Self.chain }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func anyBytesMakeSoundClaims(seed: UInt64) {
        var texts = RandomText(seed: seed)
        for number in 0..<60 {
            let text = texts.next(length: 120)
            let problems = chain.read(text)?.problems ?? []
            #expect(problems.isEmpty, "seed \(seed), text \(number): \(problems) in \(text)")
        }
    }

    @Test(arguments: HostileText.all.map(\.name))
    func hostileTextsMakeSoundClaims(name: String) throws {
        let kind = try #require(HostileText.all.first { $0.name == name })
        #expect(chain.read(kind.bytes(60))?.problems.prefix(5) ?? [] == [])
    }

    /// What once read beyond the last word.
    @Test(arguments: ["At least 12 people were killed, up from 20 to", "The toll rose between 30 and"])
    func theTextMayEndAnywhere(text: String) {
        #expect(chain.read(Array(text.utf8))?.problems == [])
    }

    /// Depth of the text must not be depth of the stack: 128 KiB is a sixty-fourth of what a thread has.
    @Test func aSmallStackIsEnough() {
        let nested = ["nested", "within", "conjunctions", "prepositions", "appositions"]
        let texts = HostileText.all.filter { kind in nested.contains { kind.name.contains($0) } }.map { $0.bytes(150) }
        #expect(texts.count > 5)
        let problems = onThreads(1, stack: 128 << 10) { _ in texts.flatMap { chain.read($0)?.problems ?? [] } }
        #expect(problems.flatMap { $0 } == [])
    }

    /// Fifty texts, one after another and then by eight threads at once, each of which reads them all in its own order.
    @Test func threadsChangeNothing() {
        var texts = RandomText(seed: 11)
        let all = (0..<50).map { $0 < 25 ? Self.story($0) : texts.next(length: 200) }
        let alone = all.map { chain.read($0)?.description ?? "" }
        #expect(alone.contains { $0.contains("stance") } && alone.contains { $0.contains("said") })
        let together = onThreads(8, stack: 8 << 20) { thread in
            var read = [String](repeating: "", count: all.count)
            for step in all.indices {
                let index = (step * 7 + thread * 6) % all.count
                read[index] = chain.read(all[index])?.description ?? ""
            }
            return read
        }
        for read in together { #expect(read == alone) }
    }

    /// A small story in many versions.
    private static func story(_ number: Int) -> [UInt8] {
        let names = ["Anna Kovacs", "Pavel Orlov", "Mary Ferreira", "Idris Okonkwo", "Lena Brandt"]
        let (name, other) = (names[number % 5], names[(number / 5 + 2) % 5])
        return Array(
            """
            \(name) said on Friday that Russia had rejected the ceasefire. “We will not sign,” \(other) told reporters,
            adding that at least \(number + 3) people were killed. She said Ukraine accepted a truce until August \
            \(number + 1), and \(name), the envoy, warned of sanctions. He did not say when.
            """.utf8)
    }

    /// Runs the same on several threads at once; the results in the order of the threads.
    private func onThreads<Result: Sendable>(
        _ count: Int, stack: Int, _ body: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        let results = Mutex<[Int: Result]>([:])
        let done = DispatchSemaphore(value: 0)
        for index in 0..<count {
            let thread = Thread {
                let result = body(index)
                results.withLock { $0[index] = result }
                done.signal()
            }
            thread.stackSize = stack
            thread.start()
        }
        for _ in 0..<count { done.wait() }
        return results.withLock { found in (0..<count).compactMap { found[$0] } }
    }
}

/// Bytes to claims, by the daemon's own steps.
struct Chain: Sendable {
    let articles = ArticleReader(lists: EnglishData.list)
    let analyser = English.analyser()
    let reader = ClaimReader(
        watchlist: .builtIn(lists: EnglishData.list), lists: EnglishData.list, models: EnglishData.bytes)

    struct Read {
        var problems: [String]
        var description: String
    }

    /// Nil where the bytes are no article.
    func read(_ bytes: [UInt8]) -> Read? {
        let made = articles.read(bytes, id: ArticleID(hex: ""), path: "text", fileDate: CalendarDate(day: 20_300))
        guard case .success(let article) = made else { return nil }
        let regions = article.regions.map {
            TextRegion(bytes: $0.bytes, kind: $0.kind == .heading ? .heading : .body)
        }
        let document = analyser.analyse(article.text, regions: regions)
        let attributions = reader.attributions(in: document)
        let claims = reader.claims(in: article, document: document)
        return Read(
            problems: DocumentCheck.problems(document, regions: regions)
                + ClaimCheck.problems(attributions, in: document) + ClaimCheck.problems(claims, of: article),
            description: "\(attributions) \(claims)")
    }
}
