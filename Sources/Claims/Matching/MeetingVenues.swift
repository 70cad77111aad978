import Linguistics

/// Where a watched meeting is: "Istanbul" in an article on "the talks in Istanbul". Who goes there goes to the meeting.
struct MeetingVenues: Sendable {
    let attendance: Attendance
    /// Places that the user's own words name ("talks in Istanbul"), with the topic; -1 where several do.
    private let known: [WordKey: Int]

    init(lists: (String) -> WordList, topics: [Watchlist.Topic]) {
        attendance = Attendance(lists: lists)
        var known: [WordKey: Int] = [:]
        for (index, topic) in topics.enumerated() {
            for term in topic.terms {
                let words = term.split(separator: " ")
                guard words.count >= 2, let last = words.last, let first = words.first else { continue }
                let place: Substring
                if words.count > 2, words[words.count - 2] == "in",
                    Attendance.meetings.contains(WordKey(words[words.count - 3].lowercased()))
                {
                    place = last
                } else if words.count == 2, Attendance.meetings.contains(WordKey(last.lowercased())) {
                    place = first
                } else {
                    continue
                }
                guard place.first?.isUppercase == true else { continue }
                let key = WordKey(place.lowercased())
                known[key] = known[key].map { $0 == index ? index : -1 } ?? index
            }
        }
        self.known = known
    }

    /// Names of places that stand for the meeting held there: those that somebody is said to go to or to be at.
    func matches(in document: Document, topics: [WatchMatches.Match]) -> [WatchMatches.Match] {
        let meetings = topics.filter { Attendance.meetings.contains(document.tokens[$0.head].lemma) }
        guard !meetings.isEmpty else { return [] }
        var venues: [WordKey: Int] = [:]
        let met = Set(meetings.map(\.index))
        for (place, topic) in known where met.contains(topic) { venues[place] = topic }
        for meeting in meetings {
            for place in places(of: meeting, in: document) {
                let key = document.tokens[place].form
                venues[key] = venues[key].map { $0 == meeting.index ? $0 : -1 } ?? meeting.index
            }
        }
        guard !venues.isEmpty else { return [] }
        var taken = Set<Int>()
        for topic in topics { taken.formUnion(topic.tokens) }
        var found: [WatchMatches.Match] = []
        for word in document.tokens.indices where document.tokens[word].partOfSpeech == .properNoun {
            guard let topic = venues[document.tokens[word].form], topic >= 0, !taken.contains(word),
                attendance.predicate(over: word, in: document) != nil
            else { continue }
            var match = WatchMatches.Match(index: topic, tokens: word..<word + 1, head: word)
            match.leaps = .takenUpTopic
            found.append(match)
        }
        return found
    }

    /// "talks in Istanbul", "Istanbul, where the talks are to be held"
    private func places(of meeting: WatchMatches.Match, in document: Document) -> [Int] {
        var places = document.children(meeting.head).filter { child in
            document.tokens[child].partOfSpeech == .properNoun && document.tokens[child].relation == .nominalModifier
                && document.child(child, .caseMarker).map { document.tokens[$0].form == "in" } == true
        }
        var node = meeting.head
        for _ in 0..<6 {
            guard let up = document.head(node) else { break }
            if let link = document.child(node, where: { $0.form == "where" }), link > 1 {
                // Wherever the parser hung the clause, it is of the name before its "where".
                let place = document.tokens[link - 1].form == "," ? link - 2 : link - 1
                if document.tokens[place].partOfSpeech == .properNoun { places.append(place) }
            }
            node = up
        }
        return places
    }
}
