/// Who is meant where: what later layers ask of mentions and entities.
extension Document {
    /// The entity of the mention that hangs from `head`, or whose name `head` is a word of; nil where none is known.
    public func entity(at head: Int) -> Int? {
        guard mentionOf.indices.contains(head), mentionOf[head] >= 0 else { return nil }
        let entity = mentions[Int(mentionOf[head])].entity
        return entity >= 0 ? entity : nil
    }

    /// The mention that hangs from `head`, or whose name `head` is a word of.
    public func mention(at head: Int) -> Mention? {
        guard mentionOf.indices.contains(head), mentionOf[head] >= 0 else { return nil }
        return mentions[Int(mentionOf[head])]
    }

    /// The entity that a phrase refers to: that of its highest word, else of the first mention in it.
    public func entity(of tokens: Range<Int>) -> Int? {
        let tokens = tokens.clamped(to: 0..<self.tokens.count)
        for index in tokens where !tokens.contains(Int(self.tokens[index].head)) {
            if let entity = entity(at: index) { return entity }
        }
        for index in tokens {
            if let entity = entity(at: index) { return entity }
        }
        return nil
    }

    /// The fullest name of an entity; nil for one that the text does not name.
    public func name(ofEntity entity: Int) -> String? {
        guard entities.indices.contains(entity), entities[entity].hasName else { return nil }
        return string(entities[entity].canonical)
    }

    /// The name of whom or what a phrase refers to ("he" → "Volodymyr Zelensky"); nil where no name is known.
    public func resolved(_ tokens: Range<Int>) -> String? { entity(of: tokens).flatMap(name(ofEntity:)) }

    /// The same for the phrase that hangs from `head`.
    public func resolved(head: Int) -> String? { entity(at: head).flatMap(name(ofEntity:)) }

    /// Gives the pronouns of the first person inside quotations to who speaks them. Call it when attributions are known.
    ///
    /// "I", "me" and "my" become mentions of the speaker; "we" too where the speaker is a body or a country.
    /// - Parameter quotations: token ranges within quotation marks, and the entity of the speaker.
    public mutating func resolveFirstPersons(_ quotations: [(tokens: Range<Int>, entity: Int)], _ lexicon: NameLexicon)
    {
        for (range, entity) in quotations where entities.indices.contains(entity) {
            for index in range.clamped(to: 0..<tokens.count) {
                guard let pronoun = lexicon.pronoun(tokens[index].form), pronoun.person == 1,
                    mentionOf.indices.contains(index), mentionOf[index] >= 0
                else { continue }
                let mention = Int(mentionOf[index])
                guard mentions[mention].kind == .pronoun, mentions[mention].entity != entity else { continue }
                if pronoun.isPlural && entities[entity].kind == .person { continue }
                let old = mentions[mention].entity
                if old >= 0 { entities[old].mentions.removeAll { $0 == mention } }
                mentions[mention].entity = entity
                let place = entities[entity].mentions.firstIndex { $0 > mention } ?? entities[entity].mentions.count
                entities[entity].mentions.insert(mention, at: place)
            }
        }
    }

    /// Notes for each token the mention that hangs from it. Call it whenever mentions have changed.
    public mutating func indexMentions() {
        mentionOf = [Int32](repeating: -1, count: tokens.count)
        for (number, mention) in mentions.enumerated() where tokens.indices.contains(mention.head) {
            if mentionOf[mention.head] < 0 { mentionOf[mention.head] = Int32(number) }
        }
        // A name's other words stand for it too ("Zelensky" in "President Volodymyr Zelensky").
        for (number, mention) in mentions.enumerated() where mention.kind == .name && mention.tokens.count <= 40 {
            for index in mention.tokens where mentionOf[index] < 0 && tokens[index].shape.contains(.capitalised) {
                mentionOf[index] = Int32(number)
            }
        }
    }
}
