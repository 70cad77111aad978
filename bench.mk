# Measures of the language engine that need no data but the seeds. Figures of speed by stage also need $(DATA).
.PHONY: bench

BENCH_DIR ?= .build/bench
PIECES ?= 1000000

bench: release ## Speed by stage, allocations, scaling over cores, memory, large state, hostile texts
	swift build -c release --product claimwatch-train --static-swift-stdlib
	@mkdir -p $(BENCH_DIR)
	@clang -O2 -shared -fPIC Tests/Bench/count-allocations.c -o $(BENCH_DIR)/libcount.so
	@echo "Tokens a second, by stage"
	@if test -d $(DATA); then $(TRAINER) speed $(TRAIN_OPTIONS); else echo "skipped: no texts in $(DATA)"; fi
	@echo "Allocations"
	@LD_PRELOAD=$(BENCH_DIR)/libcount.so $(TRAINER) allocations
	@echo "Scaling over cores"
	@$(TRAINER) scaling
	@echo "Memory for an article of 10 MB"
	@$(TRAINER) long-article $(BENCH_DIR)/long.txt
	@$(TRAINER) memory $(BENCH_DIR)/long.txt
	@echo "A large state beside an empty one"
	@$(TRAINER) state --folder $(BENCH_DIR)/state
	@echo "Hostile texts, up to $(PIECES) pieces, on a stack of 128 kB"
	@$(TRAINER) hostile --most $(PIECES)
