import Articles
import Testing

@Suite("The date of an article")
struct ArticleDateTests {
    @Test("A date line on a line of its own, or before the first words of the text, is the date and no text")
    func dateLine() throws {
        for text in [
            "date 2025-08-07\nThe talks ended. Nobody spoke.\n", " date 2025-08-07 The talks ended. Nobody spoke.\n",
            "\u{FEFF}date 2025-08-07\r\n\r\nThe talks ended. Nobody spoke.\r\n",
            "\n\ndate 2025-08-07\n\nThe talks ended. Nobody spoke.",
        ] {
            let article = try read(text)
            #expect(article.date.description == "2025-08-07")
            #expect(article.dateSource == .header)
            #expect(article.outline == ["The talks ended. Nobody spoke."])
            #expect(article.text == Array(text.utf8), "offsets count in the whole file")
        }
    }

    @Test(
        "A date line that names no day is said and passed over",
        arguments: ["2025-02-30", "2025-13-01", "20-08-2025"]
    )
    func badDateLine(_ written: String) throws {
        let article = try read("date \(written)\nThe talks ended.")
        #expect(article.date == fileDate)
        #expect(article.dateSource == .fileTime)
        #expect(article.notes == [.badDateLine(written)])
        #expect(article.outline == ["The talks ended."])
    }

    @Test("A sentence that begins with the word date is no date line")
    func sentence() throws {
        let article = try read("Date palms grow well in 2025-style heat.")
        #expect(article.dateSource == .fileTime)
        #expect(article.outline == ["Date palms grow well in 2025-style heat."])
    }

    @Test(
        "A dateline gives publisher, place and date",
        arguments: [
            ("KYIV, Aug 6 (Reuters) - ", "Reuters", "KYIV", "2025-08-06"),
            ("KYIV, Aug. 6 (AP) \u{2014} ", "AP", "KYIV", "2025-08-06"),
            ("MOSCOW, August 6. /TASS/. ", "TASS", "MOSCOW", "2025-08-06"),
            ("BEIJING, 6 August 2024 (Xinhua) -- ", "Xinhua", "BEIJING", "2024-08-06"),
            ("KYIV/WARSAW, Dec 30 (Reuters) \u{2013} ", "Reuters", "KYIV/WARSAW", "2024-12-30"),
            ("WASHINGTON, Aug. 6, 2025 (Dow Jones) - ", "Dow Jones", "WASHINGTON", "2025-08-06"),
            ("KYIV, Ukraine (AP) \u{2014} ", "AP", "KYIV, Ukraine", nil),
            ("LONDON \u{2015} ", nil, "LONDON", nil), ("NEW YORK, N.Y., Aug 6 - ", nil, "NEW YORK, N.Y.", "2025-08-06"),
            ("(Reuters) - ", "Reuters", nil, nil), ("Aug 10 (Reuters) - ", "Reuters", nil, "2025-08-10"),
            ("KABUL, Feb 29 (Reuters) - ", "Reuters", "KABUL", "2024-02-29"),
        ] as [(String, String?, String?, String?)]
    )
    func dateline(_ dateline: String, _ publisher: String?, _ place: String?, _ date: String?) throws {
        let article = try read(dateline + "Envoys from \u{201C}both sides\u{201D} met on Wednesday. They were brief.")
        #expect(article.publisher == publisher)
        #expect(article.place == place)
        #expect(article.date.description == date ?? "2025-08-09")
        #expect(article.dateSource == (date == nil ? .fileTime : .dateline))
        #expect(article.outline == ["Envoys from \u{201C}both sides\u{201D} met on Wednesday. They were brief."])
    }

    @Test(
        "A sentence with a dash is no dateline",
        arguments: [
            "NATO \u{2014} the alliance \u{2014} said so on Monday.", "The talks - which failed - lasted an hour.",
            "Trump (Donald) - the father - spoke.", "It was over \u{2014} Putin left.",
        ]
    )
    func noDateline(_ text: String) throws {
        #expect(try read(text).outline == [text])
    }

    @Test("The date line goes before the dateline, the dateline before the file")
    func order() throws {
        let article = try read("date 2025-08-07\nKYIV, Aug 6 (Reuters) - Envoys met.")
        #expect(article.date.description == "2025-08-07")
        #expect(article.publisher == "Reuters")
    }

    @Test(
        "A line above the text that gives a date",
        arguments: ["Published: 5 August 2025, 14:00 BST", "August 5, 2025"]
    )
    func line(_ line: String) throws {
        let article = try read("Envoys meet in Kyiv\n\(line)\n\nEnvoys met on Tuesday.\n\nThey were brief.")
        #expect(article.date.description == "2025-08-05")
        #expect(article.outline == ["# Envoys meet in Kyiv", "Envoys met on Tuesday.", "They were brief."])
    }
}
