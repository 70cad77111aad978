// swift-tools-version: 6.2
import PackageDescription

// One target, one idea; imports run one way along the path of the data (see ARCHITECTURE.md).
// RepositoryTests hold the imports of the sources to the dependencies declared here.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "claimwatch",
    products: [
        .executable(name: "claimwatch", targets: ["claimwatch"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The domain: pure values and functions, no I/O, no clock, no log.
        .target(name: "CNetwork", cSettings: [.unsafeFlags(["-O2"])]),
        .target(name: "Linguistics", dependencies: ["CNetwork"], swiftSettings: strict),
        .target(
            name: "CEnglishData", exclude: ["lists", "model"], cSettings: [.unsafeFlags(["-std=c23"])]),
        .target(name: "EnglishLanguage", dependencies: ["Linguistics", "CEnglishData"], swiftSettings: strict),
        .target(name: "Articles", dependencies: ["Linguistics"], swiftSettings: strict),
        .target(name: "Claims", dependencies: ["Articles", "Linguistics"], swiftSettings: strict),
        .target(name: "Positions", dependencies: ["Articles", "Claims"], swiftSettings: strict),
        .target(name: "Alerts", dependencies: ["Articles", "Claims", "Positions"], swiftSettings: strict),

        // The edges: each wraps one outside thing and is the only one to import it.
        .target(name: "CInotify"),
        .target(name: "DropFolder", dependencies: ["CInotify"], swiftSettings: strict),
        .target(
            name: "StateStore",
            dependencies: [
                "Alerts", "Articles", "Claims", "Positions", .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: strict),
        .systemLibrary(
            name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(
            name: "JournalSink", dependencies: ["Alerts", "Articles", "CSystemd", "Positions"], swiftSettings: strict),
        .target(
            name: "WebhookSink",
            dependencies: [
                "Alerts", "Articles", "Positions", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ], swiftSettings: strict),
        .target(name: "CSpawn"),
        .target(name: "LocalSinks", dependencies: ["Alerts", "CSpawn"], swiftSettings: strict),
        .target(
            name: "Settings", dependencies: ["Alerts", "Claims", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(
            name: "Pipeline",
            dependencies: [
                "Alerts", "Articles", "Claims", "DropFolder", "Linguistics", "Positions",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: strict),

        // The programs.
        .executableTarget(
            name: "claimwatch",
            dependencies: [
                "Alerts", "Articles", "Claims", "DropFolder", "EnglishLanguage", "JournalSink", "Linguistics",
                "LocalSinks", "Pipeline", "Positions", "Settings", "StateStore", "WebhookSink",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "claimwatch-train",
            dependencies: [
                "Alerts", "Articles", "Claims", "EnglishLanguage", "Linguistics", "Pipeline", "Positions", "Settings",
                "StateStore", "TextChecks", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),

        // The tests: one target per source target, and the whole.
        .target(
            name: "TestSupport", dependencies: ["Linguistics"], path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "TextChecks", dependencies: ["Articles", "Claims", "Linguistics"], path: "Tests/TextChecks",
            swiftSettings: strict),
        .target(
            name: "NewsFixtures", dependencies: ["Alerts", "Articles", "Claims", "Positions"],
            path: "Tests/NewsFixtures", swiftSettings: strict),
        .testTarget(
            name: "LinguisticsTests", dependencies: ["CNetwork", "Linguistics", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "EnglishLanguageTests",
            dependencies: ["EnglishLanguage", "Linguistics", "TestSupport", "TextChecks"],
            swiftSettings: strict),
        .testTarget(
            name: "ArticlesTests", dependencies: ["Articles", "EnglishLanguage", "Linguistics", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ClaimsTests",
            dependencies: ["Articles", "Claims", "EnglishLanguage", "Linguistics", "TestSupport", "TextChecks"],
            swiftSettings: strict),
        .testTarget(
            name: "PositionsTests", dependencies: ["Articles", "Claims", "NewsFixtures", "Positions", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "AlertsTests",
            dependencies: ["Alerts", "Articles", "Claims", "NewsFixtures", "Positions", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "DropFolderTests", dependencies: ["DropFolder", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "StateStoreTests",
            dependencies: [
                "Alerts", "Articles", "Claims", "NewsFixtures", "Positions", "StateStore", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "JournalSinkTests",
            dependencies: ["Alerts", "Articles", "Claims", "JournalSink", "NewsFixtures", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "WebhookSinkTests",
            dependencies: [
                "Alerts", "Articles", "Claims", "NewsFixtures", "TestSupport", "WebhookSink",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LocalSinksTests", dependencies: ["Alerts", "LocalSinks", "NewsFixtures", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SettingsTests", dependencies: ["Alerts", "Claims", "Settings", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Alerts", "Articles", "Claims", "DropFolder", "EnglishLanguage", "Linguistics", "Pipeline",
                "NewsFixtures", "Positions", "StateStore", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Alerts", "Articles", "Claims", "Pipeline", "Settings", "TestSupport", "claimwatch",
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            exclude: ["explained-text.txt"], swiftSettings: strict),
        .testTarget(name: "RepositoryTests", dependencies: ["TestSupport"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu17
)
