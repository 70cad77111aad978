# The language model: `make model` trains all its parts anew and `make evaluate` measures them from raw text. Both need
# the data in $(DATA), which is no part of the project. GUM=no leaves GUM out, whose annotation is for non-commercial use.
.PHONY: model evaluate speed trainer

DATA ?= ../shared/data
GUM ?= yes
MODEL_OUT ?= Sources/CEnglishData/model
TRAINER = .build/release/claimwatch-train
TRAIN_OPTIONS = --data $(DATA) --out $(MODEL_OUT) $(if $(filter no,$(GUM)),--without-gum)

trainer: setup
	@test -d $(DATA) || { echo "claimwatch: no training data in $(DATA); give its place with DATA=…" >&2; exit 1; }
	@echo "claimwatch: building the trainer" >&2
	swift build -c release --product claimwatch-train

# Each part is trained on what the parts before it make of the data, so the order matters. The attributions read the
# embedded model: the trainer is built again before their turn.
model: trainer ## Train the language model (half an hour on two cores) and write it to Sources/CEnglishData/model
	$(TRAINER) tokens $(TRAIN_OPTIONS)
	$(TRAINER) clusters $(TRAIN_OPTIONS)
	$(TRAINER) lemmas $(TRAIN_OPTIONS)
	$(TRAINER) tagger $(TRAIN_OPTIONS) & tagger=$$!; $(TRAINER) parser $(TRAIN_OPTIONS) && wait $$tagger
	$(TRAINER) names $(TRAIN_OPTIONS)
	$(TRAINER) mentions $(TRAIN_OPTIONS)
	touch Sources/CEnglishData/CEnglishData.c
	swift build -c release --product claimwatch-train
	$(TRAINER) attributions $(TRAIN_OPTIONS)
	touch Sources/CEnglishData/CEnglishData.c
	@ls -l $(MODEL_OUT)

evaluate: trainer ## Measure the language model on dev, from raw text
	$(TRAINER) evaluate --by-relation $(TRAIN_OPTIONS)

speed: trainer ## Tokens a second of the language engine on one core, by stage
	$(TRAINER) speed $(TRAIN_OPTIONS)
