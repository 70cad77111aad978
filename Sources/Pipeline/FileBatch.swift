import Alerts
import Articles
import DropFolder
import Metrics
import Synchronization

/// A file that has been read, and what it holds.
struct ReadFile: Sendable {
    var path: String
    var place: ArticlePlace
    var id: ArticleID
    var content: Result<Article, ArticleProblem>
    var isHistory: Bool
}

/// Files on their way into the store together: one transaction for all of them costs the disk as much as for one.
///
/// It is small enough to be read and stored within a second; a large article ends it.
struct FileBatch {
    static let mostFiles = 64
    /// Bytes of text.
    static let mostText = 128 << 10

    private var files: [ReadFile] = []
    private var text = 0

    var isFull: Bool { files.count >= Self.mostFiles || text >= Self.mostText }

    mutating func add(_ file: ReadFile) {
        files.append(file)
        if case .success(let article) = file.content { text += article.text.count }
    }

    mutating func takeOut() -> [ReadFile] {
        defer { self = FileBatch() }
        return files
    }
}

extension IntakeService {
    /// Reads a file; nil where it cannot be read, which is said.
    func read(_ file: DroppedFile, isHistory: Bool) -> ReadFile? {
        let path = file.path.description
        let loader = state.withLock { $0.configuration.loader }
        do {
            let loaded = try loader.load(file)
            Failpoint.reach(.read)
            let article = loaded.article
            if !article.notes.isEmpty { tell(.mended(path: path, article.notes)) }
            return ReadFile(
                path: path, place: loaded.place, id: article.id, content: .success(article), isHistory: isHistory)
        } catch {
            switch error {
            case .unreadable(let problem):
                complain(of: file, path, problem)
                return nil
            case .noArticle(let problem, let place, let id):
                return ReadFile(path: path, place: place, id: id, content: .failure(problem), isHistory: isHistory)
            }
        }
    }

    private func complain(of file: DroppedFile, _ path: String, _ problem: FileReadProblem) {
        var isNew = true
        let watcher = state.withLock { state in
            if case .failed = problem {
                // What was said long ago may be said again.
                if state.complaints.count > 4_096 { state.complaints = [] }
                isNew = state.complaints.insert([path.hashValue, problem.hashValue].hashValue).inserted
            }
            return state.watcher
        }
        if isNew { tell(.unreadable(path: path, problem)) }
        watcher?.reportAgain(file, after: problem)
    }

    /// Hands on what is new among files, and notes where the others lie, so that they are read once, and complained of
    /// once and not at every start.
    func store(_ files: [ReadFile]) async throws {
        guard !files.isEmpty else { return }
        // An article of many megabytes takes as long as it takes, also on a slow machine.
        let text = files.reduce(0) { $0 + ((try? $1.content.get().text.count) ?? 0) }
        monitor?.begin(part, allowance: .seconds(text / 30_000))
        let start = ContinuousClock.now
        var known = try await ledger.taken(of: files.map(\.id))
        var (news, others): ([Int], [Int]) = ([], [])
        for (index, file) in files.enumerated() {
            if case .success = file.content, known.insert(file.id).inserted {
                news.append(index)
            } else {
                others.append(index)
            }
        }
        var alerts: [Int: Int] = [:]
        if !news.isEmpty {
            let arrived = news.compactMap { index in
                (try? files[index].content.get()).map { article in
                    let arrival = ArticleArrival(isHistory: files[index].isHistory, place: files[index].place)
                    return ArrivedArticle(article, arrival)
                }
            }
            let process = state.withLock { $0.configuration.process }
            for (index, count) in zip(news, try await process(arrived)) { alerts[index] = count }
        }
        if !others.isEmpty {
            Failpoint.reach(.noting)
            try await ledger.note(others.map { (files[$0].place, files[$0].id) })
            Failpoint.reach(.noted)
        }
        let time = (ContinuousClock.now - start) / files.count
        for (index, file) in files.enumerated() { tell(file, alerts[index], time) }
    }

    private func tell(_ file: ReadFile, _ alerts: Int?, _ time: Duration) {
        if case .failure(let problem) = file.content { return tell(.refused(path: file.path, problem)) }
        Timer(label: "claimwatch_article_seconds").record(duration: time)
        if let alerts {
            tell(.taken(path: file.path, id: file.id, alerts: alerts))
        } else {
            tell(.known(path: file.path, id: file.id))
        }
    }
}
