# The language model: `make model` trains all its parts anew and `make evaluate` measures them from raw text. Both need
# the data in $(DATA), which is no part of the project. GUM=no leaves GUM out, whose annotation is for non-commercial use.
.PHONY: model evaluate background copies speed trainer training-data

DATA ?= ../shared/data
GUM ?= yes
MODEL_OUT ?= Sources/CEnglishData/model
TRAINER = .build/release/claimwatch-train
TRAIN_OPTIONS = --data $(DATA) --out $(MODEL_OUT) $(if $(filter no,$(GUM)),--without-gum)

trainer: setup training-data
	@echo "claimwatch: building the trainer" >&2
	swift build -c release --product claimwatch-train

training-data:
	@test -d $(DATA) || { echo "claimwatch: no training data in $(DATA); give its place with DATA=…" >&2; exit 1; }

# The network is trained by a program for wider registers where the processor has them: twice as fast, and the sums are
# taken in the same order, so the bytes are the same.
FAST = .build/trainer
FAST_BUILD = swift build -c release --product claimwatch-train --scratch-path $(FAST) \
	$(shell grep -qwm1 avx2 /proc/cpuinfo && echo -Xcc -mavx2)

# Each part is trained on what the parts before it make of the data, so the order matters. The attributions read the
# embedded model: the trainer is built again before their turn.
model: setup training-data ## Train the language model (half an hour on two cores) and write it to Sources/CEnglishData/model
	$(FAST_BUILD)
	for part in tokens clusters lemmas network names mentions; do \
		$(FAST)/release/claimwatch-train $$part $(TRAIN_OPTIONS) || exit 1; \
	done
	touch Sources/CEnglishData/CEnglishData.c
	$(FAST_BUILD)
	$(FAST)/release/claimwatch-train attributions $(TRAIN_OPTIONS)
	touch Sources/CEnglishData/CEnglishData.c
	@ls -l $(MODEL_OUT)

evaluate: setup ## Measure the language model on dev, then claims, positions and shifts: two tables with the goals
	@echo "claimwatch: building the trainer" >&2
	swift build -c release --product claimwatch-train
	@if test -d $(DATA); then $(TRAINER) evaluate --by-relation $(TRAIN_OPTIONS); \
	else echo "skipped: the language model is measured with the data in $(DATA), which is missing"; fi
	$(TRAINER) claims --by-event --data $(DATA)

BACKGROUND ?= .build/background.txt

background: setup ## Count the alerts on a stream of news in which nothing that is watched changes, and write them out
	swift build -c release --product claimwatch-train
	$(TRAINER) background --data $(DATA) --alerts $(BACKGROUND)

copies: setup ## Make 500 copies of wire stories that raised alerts, and count those that raise a second one
	swift build -c release --product claimwatch-train
	$(TRAINER) copies --data $(DATA)

speed: trainer ## Tokens a second of the language engine on one core, by stage
	$(TRAINER) speed $(TRAIN_OPTIONS)
