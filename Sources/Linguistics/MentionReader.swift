/// Finds the mentions of a document and who or what they refer to. Needs names, word classes, tags and, to be good, the
/// tree.
public struct MentionReader: Sendable {
    let lexicon: NameLexicon
    let resolver: PronounResolver

    public init(lexicon: NameLexicon, resolver: PronounResolver) { (self.lexicon, self.resolver) = (lexicon, resolver) }

    /// Fills the document's mentions and entities.
    public func read(_ document: inout Document) {
        guard document.wordClasses.count == document.tokens.count else { return }
        var linker = EntityLinker(document, lexicon)
        linker.link { resolver.antecedent($0, in: $1) }
        let (mentions, entities) = linker.result()
        document.mentions = mentions
        document.entities = entities
        document.indexMentions()
    }
}

extension EntityLinker {
    /// The mentions in the order of the text, and the entities in the order of their first mention. Plain noun phrases
    /// that nothing refers to are left out.
    func result() -> ([Mention], [Entity]) {
        var mentions: [Mention] = []
        var entities: [Entity] = []
        var number = [Int](repeating: -1, count: table.entries.count)
        for nominal in nominals {
            var entity = -1
            if nominal.entity >= 0 {
                if number[nominal.entity] < 0 {
                    number[nominal.entity] = entities.count
                    entities.append(self.entity(table[nominal.entity]))
                }
                entity = number[nominal.entity]
                entities[entity].mentions.append(mentions.count)
            }
            if entity < 0 && nominal.kind == .other { continue }
            let kind: Mention.Kind =
                nominal.kind == .name ? .name : nominal.kind == .pronoun ? .pronoun : .description
            mentions.append(Mention(tokens: nominal.tokens, head: nominal.head, kind: kind, entity: entity))
        }
        return (mentions, entities)
    }

    private func entity(_ entry: EntityTable.Entry) -> Entity {
        let gender: Entity.Gender
        switch entry.genders {
        case .masculine: gender = entry.isPlural ? .plural : .masculine
        case .feminine: gender = entry.isPlural ? .plural : .feminine
        case .neuter: gender = entry.isPlural ? .plural : .neuter
        default: gender = entry.isPlural ? .plural : .unknown
        }
        let canonical = entry.name >= 0 ? document.names[entry.name].tokens : entry.description
        var entity = Entity(kind: entry.kind, gender: gender, canonical: canonical, mentions: [])
        entity.hasName = entry.name >= 0
        entity.nationality = entry.owner.flatMap(lexicon.ownerName)
        entity.roles = entry.roles
        entity.title = entry.title
        return entity
    }
}
