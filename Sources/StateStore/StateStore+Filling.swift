import Articles
import GRDB

/// A state of a given size without the articles: to measure whether size costs anything.
extension StateStore {
    /// Fills an empty state by statements over rows of numbers: articles with ten claims each, one observation for each of
    /// as many keys, and the prints of the last days. The articles lie before `day`, evenly.
    ///
    /// - Parameters:
    ///   - positions: how many keys have an observation.
    ///   - claims: how many claims there are.
    ///   - prints: how many articles have a print: those of the last 60 days.
    package func fill(positions: Int, claims: Int, prints: Int, before day: Int) throws {
        let articles = max(1, claims / 10)
        // A record as long as a real one: some 350 bytes.
        let sentence = String(
            repeating: "The committee said on Friday that it would look at the plan again. ", count: 2)
        try writer.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = OFF")
            try db.inTransaction {
                try Self.articles(articles, before: day, db)
                try Self.claims(articles, sentence, db)
                try Self.positions(positions, articles, sentence, before: day, db)
                try Self.prints(prints, articles, before: day, db)
                return .commit
            }
            try db.execute(sql: "PRAGMA synchronous = FULL; ANALYZE")
            try db.checkpoint(.truncate)
        }
    }

    /// Rows of the numbers from 1 to the first argument, as a table `n(i)`.
    private static let numbers = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        """

    private static func articles(_ count: Int, before day: Int, _ db: Database) throws {
        try db.execute(
            sql: """
                \(numbers)
                INSERT INTO articles (id, digest, path, day, dateSource, headline, publisher, role, takenAt)
                SELECT i, printf('%064x', i * 2654435761), printf('/news/%08d.txt', i), ? - 1 - (? - i) * 3650 / ?,
                    'header', printf('Committee %d looks at plan %d again', i % 977, i % 1013), 'Meridian Press',
                    'report', i
                FROM n
                """, arguments: [count, day, count, count])
        try db.execute(
            sql:
                "INSERT INTO places (path, size, modified, digest) SELECT CAST(path AS BLOB), 2000, id, digest FROM articles"
        )
    }

    private static func claims(_ articles: Int, _ sentence: String, _ db: Database) throws {
        try db.execute(
            sql: """
                \(numbers), m(j) AS (VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9))
                INSERT INTO claims (article, kind, actor, topic, record)
                SELECT i, 'statement', 'Committee ' || (i % 977), 'plan ' || (i % 1013),
                    '{"article":"/news/a.txt","certainty":"asserted","date":"2020-01-01","kind":"statement","rule":"x",'
                    || '"evidence":{"end":0,"start":0,"text":"' || ? || '"}}'
                FROM n, m
                """, arguments: [articles, sentence])
    }

    private static func positions(
        _ count: Int, _ articles: Int, _ sentence: String, before day: Int, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                \(numbers)
                INSERT INTO observations (article, kind, topic, actor, day, deadline, weight, record)
                SELECT 1 + i % ?, CASE i % 10 WHEN 0 THEN 'deadline' WHEN 1 THEN 'number' ELSE 'stance' END,
                    'plan ' || (i / 1000), CASE WHEN i % 10 < 2 THEN '' ELSE 'Committee ' || (i % 1000) END,
                    ? - 30 - i % 3000, CASE WHEN i % 10 = 0 THEN ? - i % 3000 END, 1,
                    '{"article":"00","certainty":"asserted","date":"2020-01-01","key":{"kind":"stance","topic":"plan"},'
                    || '"evidence":{"end":0,"start":0,"text":"' || ? || '"},"path":"a","rule":"x","via":[],"weight":1}'
                FROM n
                """, arguments: [count, articles, day, day - 100, sentence])
    }

    /// Prints whose hashes are spread as real ones are.
    private static func prints(_ count: Int, _ articles: Int, before day: Int, _ db: Database) throws {
        var state: UInt64 = 1
        for number in 0..<count {
            var hashes: [UInt32] = []
            for _ in 0..<200 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                hashes.append(UInt32(truncatingIfNeeded: state >> 32))
            }
            let sample = HashSample(hashes)
            let print = StoryPrint(pairs: sample, marks: HashSample(Array(hashes.prefix(30))), wording: sample)
            try StoryTables.insert(
                print, of: Int64(articles - number), on: day - 1 - number * StoryTables.kept / max(1, count), db)
        }
    }
}
