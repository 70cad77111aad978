/// The cookies that were met, each with the files that must be reported before it.
struct CookieJar<Place: Hashable> {
    private var met: Set<Place> = []
    private var fresh: [Place] = []
    private var open: [(cookie: Place, awaited: Set<Place>)] = []

    /// Some were met, and what they wait for is not settled.
    var isWaiting: Bool { !fresh.isEmpty }
    /// Some wait for files that have to keep still.
    var hasOpen: Bool { !open.isEmpty }

    mutating func meet(_ cookie: Place) {
        // Cookies are few, and each has a name of its own: those of long ago are forgotten.
        if met.count > 4_096 { met = [] }
        if met.insert(cookie).inserted { fresh.append(cookie) }
    }

    func isNew(_ isMeant: (Place) -> Bool) -> Bool { fresh.contains(where: isMeant) }

    /// What is pending now is what those that were met wait for.
    mutating func settle(waitingFor pending: some Sequence<Place>) {
        guard !fresh.isEmpty else { return }
        let awaited = Set(pending)
        open += fresh.map { ($0, awaited) }
        fresh = []
    }

    /// Takes out the cookies that wait for nothing any more.
    mutating func take(pending: some Collection<Place>) -> [Place] {
        guard !open.isEmpty else { return [] }
        let still = Set(pending)
        let ready = open.filter { $0.awaited.isDisjoint(with: still) }.map(\.cookie)
        open.removeAll { $0.awaited.isDisjoint(with: still) }
        return ready
    }
}
