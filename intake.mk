# Measures of the intake and of what crashes leave: the figures of docs/reliability.md.
.PHONY: crash-test sequences

KILLS ?= 300
SEQUENCES ?= 2000
FILES ?= 100000

crash-test: build ## Kill the daemon at KILLS random times and at every named point, and compare
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	CLAIMWATCH_KILLS=$(KILLS) swift test --skip-build --filter CrashTests

sequences: build ## Random operations on a folder, SEQUENCES by each way of watching, against a model
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	CLAIMWATCH_SEQUENCES=$(SEQUENCES) swift test --skip-build --filter RandomOperationsTests

.PHONY: intake-bench
intake-bench: release ## Delays with and without load, first looks, floods; needs root for a journal of its own
	@deploy/with-journald.sh python3 Tests/Support/intake-bench.py .build/release/claimwatch delay 2000
	@deploy/with-journald.sh python3 Tests/Support/intake-bench.py .build/release/claimwatch delay 2000 100
	@python3 Tests/Support/intake-bench.py .build/release/claimwatch flood 50000
	@python3 Tests/Support/intake-bench.py .build/release/claimwatch look $(FILES)
