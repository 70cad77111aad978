# Measures of the daemon and of what crashes leave: the figures of docs/reliability.md and docs/alerts.md.
.PHONY: crash-test sequences config-fuzz

KILLS ?= 300
SEQUENCES ?= 3000
CONFIGURATIONS ?= 100000
FILES ?= 100000

crash-test: build ## Kill the daemon at KILLS random times and at every named point, and compare
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	CLAIMWATCH_KILLS=$(KILLS) swift test --skip-build --filter CrashTests

sequences: build ## Random operations on a folder, SEQUENCES by each way of watching, against a model
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	CLAIMWATCH_SEQUENCES=$(SEQUENCES) swift test --skip-build --filter 'RandomOperationsTests|IntakeModelTests'

config-fuzz: build ## Read CONFIGURATIONS spoilt configurations: each ends in time, with errors that stand in the file
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	CLAIMWATCH_CONFIGURATIONS=$(CONFIGURATIONS) swift test --skip-build --filter SpoiltSettingsTests

.PHONY: daemon-bench
BENCH_SCRIPT = Tests/Support/daemon-bench.py
daemon-bench: release ## Delays with and without load, floods, first looks, deliveries; needs root for a journal of its own
	@deploy/with-journald.sh python3 $(BENCH_SCRIPT) .build/release/claimwatch delay 2000
	@deploy/with-journald.sh python3 $(BENCH_SCRIPT) .build/release/claimwatch delay 2000 100
	@deploy/with-journald.sh python3 $(BENCH_SCRIPT) .build/release/claimwatch journal 10000
	@python3 $(BENCH_SCRIPT) .build/release/claimwatch outbox 100000
	@python3 $(BENCH_SCRIPT) .build/release/claimwatch flood 50000
	@python3 $(BENCH_SCRIPT) .build/release/claimwatch look $(FILES)
