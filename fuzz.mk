# The fuzzer: inputs from bytes to claims under the address sanitizer, on all cores; see Tests/Fuzz. A broken promise
# and a crash both stop it and leave the input in $(FUZZ_DIR), to be run again with `.build/fuzz/fuzz FILE`.
.PHONY: fuzz

RUNS ?= 1000000
FUZZ_DIR ?= .build/fuzz
FUZZ_JOBS ?= $(shell nproc)

# Short inputs by the million, then longer ones. The corpus is kept: the next run goes on from it.
fuzz: setup ## Fuzz from bytes to claims with RUNS inputs (1000000), under the address sanitizer
	Tests/Fuzz/build.sh $(FUZZ_DIR)
	Tests/Fuzz/run.sh $(FUZZ_DIR) $(RUNS) $(FUZZ_JOBS)
