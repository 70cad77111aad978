import Linguistics

extension Watchlist {
    /// The lists of actors that ship with the project, in the order in which they are read.
    public static let actorLists = ["actors-countries", "actors-organisations", "actors-armed-groups"]
    /// Fields of an actor's record whose values are names that may stand for it.
    static let nameFields = ["alias", "demonym", "capital", "seat", "leader", "official", "former"]

    /// The watch list that is used where none is configured: the actors, topics and numbers of the shipped lists.
    ///
    /// - Parameter lists: the word lists by name (`actors-…`, `topics`, `numbers`).
    public static func builtIn(lists: (String) -> WordList) -> Watchlist {
        Watchlist(
            actors: builtInActors(lists: lists),
            topics: lists("topics").records.map { record in
                var topic = Topic(name: record.name, terms: record.values("terms") + record.values("term"))
                topic.isGeneral = true
                return topic
            },
            numbers: lists("numbers").records.map { record in
                Measure(
                    name: record.name, terms: record.values("terms") + record.values("term"), of: record.values("of"))
            })
    }

    private static func builtInActors(lists: (String) -> WordList) -> [Actor] {
        actorLists.flatMap { lists($0).records }.map { record in
            var actor = Actor(
                name: record.name, aliases: (nameFields + ["parliament"]).flatMap { record.values($0) },
                weakAliases: record.values("weak"))
            actor.since = since(record)
            return actor
        }
    }

    /// The years of `since` ("leader 2017") for each name of those fields.
    private static func since(_ record: WordList.Record) -> [String: Int] {
        var years: [String: Int] = [:]
        for value in record.values("since") {
            let words = value.split(separator: " ")
            guard words.count == 2, let year = Int(words[1]) else { continue }
            for name in record.values(String(words[0])) { years[name] = year }
        }
        return years
    }

    /// This list with what is generally known of its actors: where the user names a country or an organisation by its
    /// own name, its demonym, capital, offices and leaders count too, unless they are configured for another actor.
    public func completed(lists: (String) -> WordList) -> Watchlist {
        var records: [String: WordList.Record] = [:]
        for record in Self.actorLists.flatMap({ lists($0).records }) {
            for name in [record.name] + record.values("alias") where records[name] == nil { records[name] = record }
        }
        var demonyms: [String: WordList.Record] = [:]
        for record in records.values where record.value("kind") == "country" {
            for name in [record.name] + record.values("demonym") + record.values("alias") { demonyms[name] = record }
        }
        let taken = Set(actors.flatMap { [$0.name] + $0.aliases + $0.weakAliases })
        var result = self
        for (index, actor) in actors.enumerated() {
            guard let record = records[actor.name] else {
                result.actors[index].aliases += Self.country(of: actor, demonyms).filter { !taken.contains($0) }
                continue
            }
            let known = ([record.name] + Self.nameFields.flatMap { record.values($0) }).filter { !taken.contains($0) }
            result.actors[index].aliases += known
            result.actors[index].since.merge(Self.since(record).filter { known.contains($0.key) }) { own, _ in own }
            result.actors[index].weakAliases += record.values("weak").filter { !taken.contains($0) }
        }
        return result
    }

    /// The country whose government an actor is ("Syrian government", "Syria's government"): its name and demonyms.
    private static func country(of actor: Actor, _ demonyms: [String: WordList.Record]) -> [String] {
        for name in [actor.name] + actor.aliases {
            for ending in [" government", " regime", "'s government", "'s regime"] where name.hasSuffix(ending) {
                if let record = demonyms[String(name.dropLast(ending.count))] {
                    // "Syrians" are no government.
                    let all = record.values("demonym")
                    let adjectives = all.filter { !$0.hasSuffix("s") || !all.contains(String($0.dropLast())) }
                    return [record.name] + adjectives + record.values("alias")
                }
            }
        }
        return []
    }
}
