import Alerts
import Articles
import DropFolder
import EnglishLanguage
import Logging
import Pipeline
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

/// A log that goes nowhere.
let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

let loader = ArticleLoader(reader: ArticleReader(lists: EnglishData.list, limit: 1_000_000))

/// Collects events in order, and lets a test wait for one.
final class Recorder<Event: Sendable>: Sendable {
    let stream: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation
    private let events = Mutex<[Event]>([])

    init() { (stream, continuation) = AsyncStream.makeStream() }

    var all: [Event] { events.withLock { $0 } }

    func note(_ event: Event) {
        events.withLock { $0.append(event) }
        continuation.yield(event)
    }

    /// Waits until an event is the one meant; those before it are passed over. For one waiter at a time.
    @discardableResult
    func next(_ isMeant: (Event) -> Bool) async throws -> Event {
        for await event in stream where isMeant(event) { return event }
        throw CancellationError()
    }
}

/// A ledger in memory that can be made to fail, as on a full disk.
actor MemoryLedger: IntakeLedger {
    struct Full: Error, CustomStringConvertible { let description = "database or disk is full" }

    private(set) var places: [ArticlePlace: ArticleID] = [:]
    private(set) var taken: Set<ArticleID> = []
    private(set) var marks: Set<IntakeMark> = []
    private var failures: Int

    init(failures: Int = 0) { self.failures = failures }

    func contents(of places: [ArticlePlace]) -> [ArticleID?] { places.map { self.places[$0] } }
    func taken(of ids: [ArticleID]) -> Set<ArticleID> { taken.intersection(ids) }
    func note(_ places: [(ArticlePlace, ArticleID)]) {
        for (place, id) in places {
            for old in self.places.keys where old.path == place.path { self.places[old] = nil }
            self.places[place] = id
        }
    }
    func mark(_ mark: IntakeMark) { marks.insert(mark) }
    func isMarked(_ mark: IntakeMark) -> Bool { marks.contains(mark) }

    /// As a store does: all of the articles, or none.
    func take(_ articles: [ArrivedArticle]) throws {
        if failures > 0 {
            failures -= 1
            throw Full()
        }
        taken.formUnion(articles.map(\.article.id))
        note(articles.compactMap { arrived in arrived.arrival.place.map { ($0, arrived.article.id) } })
    }
}

/// Runs services in a group as the program does; ends them when `body` has ended.
func running(_ services: [any Service], _ body: @Sendable () async throws -> Void) async throws {
    let group = ServiceGroup(configuration: .init(services: services.map { .init(service: $0) }, logger: silent))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        try await body()
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}
