# What a newcomer types first: `make demo`, `make test`. Both install what is missing and say what they are doing.
.DEFAULT_GOAL := help
.PHONY: help setup build release demo test receivers lint clean

SWIFT_BUILD_FLAGS ?=
BIN = .build/debug/claimwatch

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / - /' | sort

setup: ## Install the system packages that building and testing need
	@deploy/install-dependencies.sh

build: setup ## Build everything (debug); the first time takes some minutes
	@echo "claimwatch: building; the first build compiles all libraries and takes 4 to 10 minutes" >&2
	swift build $(SWIFT_BUILD_FLAGS)

release: setup ## Build the executable for installing (.build/release/claimwatch)
	@echo "claimwatch: building for release; the first build takes 5 to 15 minutes" >&2
	swift build -c release --product claimwatch --static-swift-stdlib

demo: build ## Play a story of four weeks through the daemon's path and print the alerts
	@deploy/demo.sh $(BIN)

test: setup ## Build and run all the tests
	@echo "claimwatch: building the tests; the first build compiles all libraries and takes 5 to 12 minutes" >&2
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	@deploy/with-journald.sh --try swift test --skip-build

receivers: setup ## Print what becomes of an alert at each receiver that misbehaves
	@CLAIMWATCH_TABLE=1 swift test $(SWIFT_BUILD_FLAGS) --filter MisbehavingReceiverTests.table

lint: ## Check the format of the sources
	swift format lint --recursive --strict Package.swift Sources Tests

clean: ## Remove what was built
	rm -rf .build

-include model.mk
-include fuzz.mk
-include bench.mk
-include daemon.mk
-include deploy/deploy.mk
