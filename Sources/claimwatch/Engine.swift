import Alerts
import Articles
import Claims
import EnglishLanguage
import Linguistics
import Pipeline
import Settings

/// The parts that read articles, put together for one configuration: the same for every command.
struct Engine {
    let settings: Settings
    let analyser: any LanguageAnalyser
    let articles: ArticleReader
    let reader: ClaimReader

    init(settings: Settings) {
        self.settings = settings
        analyser = English.analyser()
        articles = ArticleReader(lists: EnglishData.list, limit: settings.articleLimit)
        reader = ClaimReader(
            watchlist: settings.watchlist(builtIn: .builtIn(lists: EnglishData.list)),
            lists: EnglishData.list, models: EnglishData.bytes)
    }

    func processor(store: any ArticleStore) -> ArticleProcessor {
        ArticleProcessor(
            analyser: analyser, reader: reader, decider: AlertDecider(rules: rules), store: store)
    }

    /// The built-in measures are read but alert nobody: without an `of` they count the dead of one place and of another.
    private var rules: [AlertRule] {
        var rules = settings.effectiveRules
        guard settings.rules.isEmpty, settings.actors == nil, settings.topics == nil, settings.numbers == nil else {
            return rules
        }
        let topics = Set(reader.watchlist.topics.map(\.name))
        for index in rules.indices { rules[index].topics = topics }
        return rules
    }

    /// What `body` finds in the article, part by part.
    func read<Found>(_ article: Article, _ body: (Document) throws -> [Found]) rethrows -> [Found] {
        try ArticleProcessor.read(article, by: analyser, body)
    }
}
