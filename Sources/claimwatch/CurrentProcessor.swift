import Alerts
import Articles
import Foundation
import Pipeline
import Synchronization

/// The processor in force: a reload replaces it, and the articles in hand are finished with the one they began with.
final class CurrentProcessor: Sendable {
    private let processor: Mutex<ArticleProcessor>
    private let alertsRaised: Mutex<@Sendable () -> Void> = Mutex({})

    init(_ processor: ArticleProcessor) { self.processor = Mutex(processor) }

    func replace(_ processor: ArticleProcessor) { self.processor.withLock { $0 = processor } }

    /// Called whenever an article or a day has raised alerts.
    func onAlerts(_ action: @escaping @Sendable () -> Void) { alertsRaised.withLock { $0 = action } }

    /// - Returns: for each the number of alerts raised; nil where the content had been taken in before.
    func process(_ articles: [ArrivedArticle]) async throws -> [Int?] {
        let current = processor.withLock { $0 }
        let alerts = try await current.process(articles, now: Date().timeIntervalSince1970)
        if alerts.contains(where: { $0?.isEmpty == false }) { alertsRaised.withLock { $0 }() }
        return alerts.map { $0?.count }
    }

    /// Raises what follows from the day alone.
    ///
    /// - Returns: the number of alerts raised.
    func tick() async throws -> Int {
        let current = processor.withLock { $0 }
        let now = Date().timeIntervalSince1970
        let alerts = try await current.tick(today: CalendarDate(day: Int((now / 86_400).rounded(.down))), now: now)
        if !alerts.isEmpty { alertsRaised.withLock { $0 }() }
        return alerts.count
    }
}
