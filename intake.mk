# Measures of the intake and of what crashes leave: the figures of docs/reliability.md.
.PHONY: crash-test sequences

KILLS ?= 300
SEQUENCES ?= 2000

crash-test: build ## Kill the daemon at KILLS random times and at every named point, and compare
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	CLAIMWATCH_KILLS=$(KILLS) swift test --skip-build --filter CrashTests

sequences: build ## Random operations on a folder, SEQUENCES by each way of watching, against a model
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	CLAIMWATCH_SEQUENCES=$(SEQUENCES) swift test --skip-build --filter RandomOperationsTests
