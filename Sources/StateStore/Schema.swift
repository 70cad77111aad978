import GRDB

/// The tables, as migrations: one once released is never edited, only followed by another.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-first") { db in
            try db.execute(
                sql: """
                    CREATE TABLE articles (
                        id INTEGER PRIMARY KEY,
                        digest TEXT NOT NULL UNIQUE,
                        path TEXT NOT NULL,
                        day INTEGER NOT NULL,
                        dateSource TEXT NOT NULL,
                        headline TEXT,
                        publisher TEXT,
                        role TEXT NOT NULL,
                        takenAt REAL NOT NULL
                    );
                    CREATE TABLE places (
                        path BLOB PRIMARY KEY,
                        size INTEGER NOT NULL,
                        modified INTEGER NOT NULL,
                        digest TEXT NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TABLE claims (
                        id INTEGER PRIMARY KEY,
                        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
                        kind TEXT NOT NULL,
                        actor TEXT,
                        topic TEXT,
                        record TEXT NOT NULL
                    );
                    CREATE INDEX claimsByArticle ON claims (article);
                    CREATE TABLE observations (
                        id INTEGER PRIMARY KEY,
                        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
                        kind TEXT NOT NULL,
                        topic TEXT NOT NULL,
                        actor TEXT NOT NULL,
                        day INTEGER NOT NULL,
                        deadline INTEGER,
                        weight REAL NOT NULL,
                        record TEXT NOT NULL
                    );
                    CREATE INDEX observationsByKey ON observations (kind, topic, actor, day, id);
                    CREATE INDEX observationsByDeadline ON observations (deadline) WHERE deadline IS NOT NULL;
                    CREATE INDEX observationsByArticle ON observations (article);
                    CREATE TABLE shifts (
                        id INTEGER PRIMARY KEY,
                        article INTEGER REFERENCES articles ON DELETE CASCADE,
                        record TEXT NOT NULL
                    );
                    CREATE INDEX shiftsByArticle ON shifts (article);
                    CREATE TABLE alerts (
                        sequence INTEGER PRIMARY KEY,
                        id TEXT NOT NULL UNIQUE,
                        raisedAt REAL NOT NULL,
                        record TEXT NOT NULL
                    );
                    CREATE INDEX alertsByTime ON alerts (raisedAt);
                    CREATE TABLE outbox (
                        id INTEGER PRIMARY KEY,
                        alert TEXT NOT NULL,
                        sink TEXT NOT NULL,
                        state TEXT NOT NULL DEFAULT 'waiting',
                        attempts INTEGER NOT NULL DEFAULT 0,
                        dueAt REAL NOT NULL,
                        lastError TEXT,
                        doneAt REAL,
                        UNIQUE (alert, sink)
                    );
                    CREATE INDEX outboxDue ON outbox (sink, dueAt, id) WHERE state = 'waiting';
                    """)
        }
        migrator.registerMigration("2-stories") { db in
            try db.execute(
                sql: """
                    ALTER TABLE articles ADD COLUMN story INTEGER REFERENCES articles ON DELETE SET NULL;
                    ALTER TABLE articles ADD COLUMN supersededBy INTEGER REFERENCES articles ON DELETE SET NULL;
                    CREATE INDEX articlesByStory ON articles (story) WHERE story IS NOT NULL;
                    CREATE INDEX articlesBySuperseder ON articles (supersededBy) WHERE supersededBy IS NOT NULL;
                    CREATE INDEX articlesByPath ON articles (path);
                    CREATE INDEX articlesByDay ON articles (day);
                    CREATE INDEX placesByDigest ON places (digest);
                    ALTER TABLE alerts ADD COLUMN article INTEGER;
                    CREATE INDEX alertsByArticle ON alerts (article);
                    CREATE TABLE prints (
                        article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
                        day INTEGER NOT NULL,
                        print BLOB NOT NULL
                    );
                    CREATE INDEX printsByDay ON prints (day);
                    CREATE TABLE printKeys (
                        key INTEGER NOT NULL,
                        day INTEGER NOT NULL,
                        article INTEGER NOT NULL,
                        PRIMARY KEY (key, day, article)
                    ) WITHOUT ROWID;
                    CREATE TABLE retractions (
                        alert TEXT NOT NULL,
                        byAlert TEXT NOT NULL,
                        PRIMARY KEY (alert, byAlert)
                    ) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("3-deliveries") { db in
            try db.execute(
                sql: """
                    ALTER TABLE outbox ADD COLUMN resentAt REAL;
                    CREATE INDEX outboxOrder ON outbox (sink, id) WHERE state = 'waiting';
                    CREATE INDEX outboxState ON outbox (state, id);
                    """)
        }
        migrator.registerMigration("4-dispatch") { db in
            try db.execute(
                sql: """
                    ALTER TABLE outbox ADD COLUMN repeatEvery REAL;
                    ALTER TABLE outbox ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE outbox ADD COLUMN also TEXT;
                    ALTER TABLE shifts ADD COLUMN decision TEXT;
                    CREATE TABLE decisions (
                        id INTEGER PRIMARY KEY,
                        alert TEXT NOT NULL,
                        at REAL NOT NULL,
                        word TEXT NOT NULL,
                        reason TEXT NOT NULL,
                        subject TEXT NOT NULL
                    );
                    CREATE INDEX decisionsByAlert ON decisions (alert);
                    CREATE INDEX decisionsBySubject ON decisions (subject, at);
                    CREATE TABLE pending (
                        alert TEXT PRIMARY KEY,
                        topic TEXT NOT NULL,
                        actor TEXT NOT NULL,
                        needed INTEGER NOT NULL,
                        since REAL NOT NULL
                    ) WITHOUT ROWID;
                    CREATE INDEX pendingByKey ON pending (topic, actor);
                    CREATE INDEX pendingByTime ON pending (since);
                    CREATE TABLE silences (
                        id INTEGER PRIMARY KEY,
                        actor TEXT,
                        topic TEXT,
                        rule TEXT,
                        startsAt REAL NOT NULL,
                        endsAt REAL NOT NULL,
                        reason TEXT NOT NULL,
                        author TEXT NOT NULL
                    );
                    CREATE INDEX silencesByEnd ON silences (endsAt);
                    CREATE TABLE acks (
                        alert TEXT PRIMARY KEY,
                        at REAL NOT NULL,
                        author TEXT NOT NULL,
                        note TEXT
                    ) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("5-quiet") { db in
            try db.execute(sql: "CREATE INDEX observationsByDay ON observations (kind, day)")
        }
        migrator.registerMigration("6-marks") { db in
            try db.execute(sql: "CREATE TABLE marks (name BLOB PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID")
            // A state that holds articles has seen its folders: nothing in them is history.
            try db.execute(sql: "INSERT INTO marks SELECT CAST('all' AS BLOB), 0 FROM articles LIMIT 1")
        }
        migrator.registerMigration("7-steps") { db in
            try db.execute(sql: "ALTER TABLE pending ADD COLUMN steps TEXT")
        }
        migrator.registerMigration("8-changed") { db in
            // 0: not known, for what was noted before.
            try db.execute(sql: "ALTER TABLE places ADD COLUMN changed INTEGER NOT NULL DEFAULT 0")
        }
        migrator.registerMigration("9-taken") { db in
            try db.execute(sql: "CREATE INDEX outboxTaken ON outbox (sink, doneAt) WHERE state = 'delivered'")
        }
        return migrator
    }
}
