import Articles
import TestSupport
import Testing

@Suite("The frame of an article")
struct ArticleFrameTests {
    @Test("A paragraph a line, a heading in capitals, and agency, headline and credit at the end")
    func wireCopy() throws {
        let article = try read(
            """
             date 2025-08-07 The minister said the talks had gone well. He left at noon.
            \u{201C}We are content,\u{201D} she said.
            TRADE WITH THE SOUTH
            Exports fell by 3%. Nobody knows why.
            Reuters
            Minister says talks went well
            Image: Agency Pool/Anna Kovac via REUTERS

            """
        )
        #expect(
            article.outline == [
                "The minister said the talks had gone well. He left at noon.",
                "\u{201C}We are content,\u{201D} she said.", "# TRADE WITH THE SOUTH",
                "Exports fell by 3%. Nobody knows why.",
            ]
        )
        #expect(article.headline == "Minister says talks went well")
        #expect(article.publisher == "Reuters")
    }

    @Test("Headline, byline, dateline and the reporters at the end")
    func agencyStory() throws {
        let article = try read(
            """
            Kremlin rejects truce plan
            By Anna Kovac and Piotr Nowak

            MOSCOW, Aug 6 (Reuters) - Russia rejected the plan on Wednesday.

            It gave no reason.

            (Reporting by Anna Kovac; Editing by Piotr Nowak)
            """
        )
        #expect(
            article.outline == [
                "# Kremlin rejects truce plan", "Russia rejected the plan on Wednesday.", "It gave no reason.",
            ]
        )
        #expect(article.headline == "Kremlin rejects truce plan")
    }

    @Test("Lines broken at a width are joined, paragraphs known by their indent")
    func wrapped() throws {
        let article = try read(
            """
            OUTPUT CUT AGREED
            VIENNA, March 5 - Ministers of the exporting countries
            agreed on Thursday to cut output by a tenth, a delegate
            said after the meeting.
                The cut is to last until the summer, when the ministers
            meet again.
                It was a long night.
            """
        )
        #expect(article.headline == "OUTPUT CUT AGREED")
        #expect(article.place == "VIENNA")
        #expect(
            article.outline.map { $0.split(separator: "\n").joined(separator: " ") } == [
                "# OUTPUT CUT AGREED",
                "Ministers of the exporting countries agreed on Thursday to cut output by a tenth, a delegate said "
                    + "after the meeting.", "The cut is to last until the summer, when the ministers meet again.",
                "It was a long night.",
            ]
        )
    }

    @Test("Lines broken at a width, with empty lines between paragraphs")
    func wrappedWithGaps() throws {
        let article = try read(
            "The ministers met\nagain on Friday and\nspoke.\n\nThey went home\nlate. No date was\nset.\n"
        )
        #expect(
            article.outline == [
                "The ministers met\nagain on Friday and\nspoke.", "They went home\nlate. No date was\nset.",
            ]
        )
    }

    @Test("An agency that no list knows signs below the last sentence, with the headline after it")
    func signature() throws {
        let article = try read(
            "The talks ended on Friday.\n\nThe envoy left.\n\nWestern Sea Press\nTalks end, envoy leaves\n"
        )
        #expect(article.outline == ["The talks ended on Friday.", "The envoy left."])
        #expect(article.publisher == "Western Sea Press")
        #expect(article.headline == "Talks end, envoy leaves")
    }

    @Test("A text that is one line, or all headings, is read as body")
    func allHeadings() throws {
        #expect(try read("Kremlin rejects truce").outline == ["Kremlin rejects truce"])
        #expect(try read("Kremlin rejects truce\nReuters").outline == ["Kremlin rejects truce"])
    }

    @Test("The last paragraph is body though its stop is missing")
    func lastWithoutStop() throws {
        let article = try read("Talks end\n\nThe talks ended on Friday.\n\nThe envoy said he would return")
        #expect(article.outline == ["# Talks end", "The talks ended on Friday.", "The envoy said he would return"])
    }

    @Test("A headline with a capital to each longer word, closed by a stop")
    func titleCase() throws {
        let article = try read("Kremlin Rejects Latest Truce Plan From Washington.\n\nRussia said no.")
        #expect(article.outline == ["# Kremlin Rejects Latest Truce Plan From Washington.", "Russia said no."])
    }

    @Test(
        "A correction says so",
        arguments: [
            "CORRECTED-Exports fell by 3%, ministry says\n\nExports fell by 3%. Nobody knows why.",
            "Exports fell by 3%\n\n(This story corrects the figure in the headline to 3%, not 30%)\n\nExports fell by 3%.",
            "Exports fell by 3%. Nobody knows why.\n\nThis story has been corrected to show that exports fell by 3%.",
            "CORRECTION: Exports fell by 3%\nExports fell by 3%.\n",
            "An earlier version of this article gave a wrong figure.\n\nExports fell by 3%.",
        ]
    )
    func correction(_ text: String) throws {
        let article = try read(text)
        #expect(article.role == .correction)
        #expect(article.outline.last?.hasPrefix("Exports fell by 3%.") == true)
        #expect(!article.outline.contains { $0.lowercased().contains("correct") })
    }

    @Test(
        "A withdrawal says so",
        arguments: [
            "WITHDRAWN: Exports fell by 3%\n\nThe figures were those of another year.",
            "Exports fell by 3%\n\nThis story has been withdrawn. The figures were those of another year.\n\nA text.",
            "MANDATORY KILL\n\nPlease do not use the story on exports.\n",
        ]
    )
    func withdrawal(_ text: String) throws {
        #expect(try read(text).role == .withdrawal)
    }

    @Test(
        "Words of correction and withdrawal in the news itself are no mark",
        arguments: [
            "WITHDRAWAL OF TROOPS BEGINS\n\nTroops left on Friday.",
            "Withdrawal of troops begins\n\nTroops left on Friday.", "Kill switch found\n\nIt was in the pump.",
            "The ministry corrected its figures. They had been wrong.",
        ]
    )
    func noMark(_ text: String) throws {
        #expect(try read(text).role == .report)
    }

    @Test(
        "Sentences that begin like a credit stay",
        arguments: [
            "Reporting by the paper shows that exports fell.\n\nNobody knows why.",
            "Published reports say that exports fell.\n\nNobody knows why.",
            "By Friday Russia must decide.\n\nNobody knows why.",
            "By Land and Sea, Both Sides Strike Back\n\nNobody knows why.",
            "From War to Peace\n\nNobody knows why.",
        ]
    )
    func noCredit(_ text: String) throws {
        #expect(try read(text).outline.count == 2)
    }

    @Test("Regions stand in order, do not overlap and hold no white space at their ends, whatever the text")
    func regions() throws {
        let pieces = [
            "\n", "\n\n", " ", "\r\n", "KYIV, Aug 6 (Reuters) - ", "Reuters", "A b c.", "\u{201C}X\u{201D}", "- ",
            "By A B",
            "date 2025-01-01 ", "CORRECTED", "\u{2014}", "(", "/", "Image:", "\u{A0}", "WAR", "Aug", "2025", ", ",
        ]
        var generator = SeededBits(state: 7)
        for _ in 0..<3000 {
            let text = (0..<generator.next(12) + 1).map { _ in pieces[generator.next(pieces.count)] }.joined()
            guard let article = try? read(text) else { continue }
            var end = 0
            for region in article.regions {
                #expect(region.bytes.lowerBound >= end && !region.bytes.isEmpty, "\(text.debugDescription)")
                end = region.bytes.upperBound
                #expect(String(decoding: article.text[region.bytes], as: UTF8.self).utf8.count == region.bytes.count)
            }
            #expect(end <= article.text.count)
        }
    }

    @Test("A long line, and many lines, take time in proportion")
    func large() throws {
        func time(_ count: Int) throws -> Duration {
            let long = Array(String(repeating: "word ", count: count).utf8)
            let many = Array(String(repeating: "A b\n", count: count).utf8)
            return try ThreadTime.measure {
                _ = try read(long)
                _ = try read(many)
            }
        }
        let (short, long) = (try time(2000), try time(16_000))
        // Eight times the text; a quadratic step would take 64 times as long.
        #expect(long < short * 32 + .milliseconds(40), "\(short) for 2000, \(long) for 16000")
    }
}

/// A small generator with a fixed start: the same texts in every run.
struct SeededBits {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
