import Claims
import Foundation
import Settings
import TestSupport
import Testing

/// Configurations that somebody, or nobody, has spoilt: each is read to its end, and what is wrong stands in the file.
@Suite(.timeLimit(.minutes(60))) struct SpoiltSettingsTests {
    private let watchlist = Watchlist(actors: [], topics: [], numbers: [])

    private static let samples: [[UInt8]] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let whole = (try? Data(contentsOf: root.appending(path: "config/claimwatch.yaml"))).map(Array.init) ?? []
        // Without its comments nearly every change spoils something.
        let bare = String(decoding: whole, as: UTF8.self).split(separator: "\n")
            .filter { !$0.drop { $0 == " " }.hasPrefix("#") }.joined(separator: "\n")
        let rules = """
            folders: [a]
            actors: {Russia: [Kremlin], Ukraine: {names: [Kyiv], weak: [x1], kind: country}}
            topics: {ceasefire: {terms: [truce], for: [talks], against: [attacks]}}
            numbers: {toll: {terms: [dead], of: [Gaza]}}
            mute_times: {nights: {from: 22:00, to: "06:00", days: [monday]}}
            rules:
              - {name: a, when: [first, changes by 10%, crosses 5, quiet for 3 days, reaches agreed], if: {from: [-2, 1], to: 2}}
              - {name: b, actors: any, raise: [{severity: critical, sources: 3, if: {certainty: hedged}}], mute: nights}
            sinks:
              desk: {webhook: {file: /a}, format: cloudevents, secret: [{credential: x}], order: kept, ca: /c, proxy: "http://a:1"}
              run: {exec: [/bin/true, "-x"], timeout: 3}
              log: {file: /a/b, keep: 3, rotate_bytes: 5000}
            limits: {article_bytes: 5000}
            """
        return [whole, Array(bare.utf8), Array(rules.utf8)]
    }()

    private static let pieces: [String] = [
        "&a ", "*a", "!!int ", "---\n", "...\n", "\t", "\n", "{", "}", "[", "]", ": ", ":", ",", "- ", "? ", "|\n",
        ">-\n",
        "\"", "'", "#", "%YAML 1.1\n", "<<: ", "~", "null", "no", "on", "1:20", "0x1F", "1e999", ".inf", "-1",
        "99999999999999999999", "2001-01-01", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{202E}", "é",
        "\u{301}", "\u{1F600}", "whsec_", "https://u:p@h/", "quiet for 99999999999999999999 days", "changes by 1e400%",
        "crosses nan", "any", "{{", "=", "@", "`", "\\", "\\x",
    ]

    @Test func whateverIsSpoiltTheReaderEndsAndNamesPlacesInTheFile() throws {
        #expect(Self.samples.allSatisfy { $0.count > 500 })
        var draw = Draw(seed: 20_261_130)
        var spoilt = 0
        for round in 0..<Repeats.configurations {
            var text = Self.samples[draw.below(Self.samples.count)]
            for _ in 0...draw.below(4) { Self.spoil(&text, &draw) }
            let start = ContinuousClock.now
            do {
                let settings = try SettingsReader.read(text, file: "c.yaml", builtIn: watchlist)
                // What is taken can be shown, and is the same as itself.
                let effective = EffectiveSettings.of(String(decoding: text, as: UTF8.self))
                #expect(SettingsChanges.between((settings, effective), (settings, effective)) == [])
            } catch {
                spoilt += 1
                Self.check(error, text, round)
            }
            // A bound that no machine under load fails, and that a loop without end does.
            #expect(ContinuousClock.now - start < .seconds(30), "round \(round)")
        }
        #expect(spoilt > Repeats.configurations / 3)
    }

    private static func check(_ found: SettingsProblems, _ text: [UInt8], _ round: Int) {
        #expect(!found.problems.isEmpty && found.problems.count <= SettingsProblems.limit)
        let lines = String(decoding: text, as: UTF8.self).split(omittingEmptySubsequences: false) {
            ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0)
        }.count
        for problem in found.problems {
            #expect((1...lines + 1).contains(problem.line) && problem.column >= 1, "round \(round): \(problem)")
            // Nothing of the file may move the cursor or forge a line.
            let isPlain = problem.rendered.unicodeScalars.allSatisfy { scalar in
                scalar == "\n"
                    || scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
                        && ![0x2028, 0x2029, 0x202E].contains(scalar.value)
            }
            #expect(isPlain, "round \(round): \(problem.rendered.debugDescription)")
            #expect(problem.rendered.split(separator: "\n").count <= 3, "round \(round): \(problem.rendered)")
        }
    }

    private static func spoil(_ text: inout [UInt8], _ draw: inout Draw) {
        guard !text.isEmpty else { return }
        let place = draw.below(text.count)
        let length = min(draw.below(40), text.count - place)
        switch draw.below(7) {
        case 0: text.removeSubrange(place..<place + length)
        case 1: text.insert(contentsOf: Array(pieces[draw.below(pieces.count)].utf8), at: place)
        case 2: text.insert(contentsOf: text[place..<place + length], at: draw.below(text.count))
        case 3: text[place] = UInt8(draw.below(256))
        case 4:
            let piece = Array(pieces[draw.below(pieces.count)].utf8)
            text.insert(contentsOf: Array(repeatElement(piece, count: draw.below(200)).joined()), at: place)
        case 5: text.swapAt(place, draw.below(text.count))
        default: text.replaceSubrange(place..<place + length, with: Array(pieces[draw.below(pieces.count)].utf8))
        }
    }
}

/// Lots that come the same in every run (splitmix64).
private struct Draw {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }
}
