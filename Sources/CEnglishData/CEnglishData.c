#include "CEnglishData.h"
#include <string.h>

// One line a file: its name, an identifier, its path. Keep them sorted by name.
#define CLAIMWATCH_FILES(FILE) \
    FILE("actor-descriptions", actor_descriptions) \
    FILE("actor-groups", actor_groups) \
    FILE("actor-heads", actor_heads) \
    FILE("actors-armed-groups", actors_armed_groups) \
    FILE("actors-countries", actors_countries) \
    FILE("actors-organisations", actors_organisations) \
    FILE("attendance", attendance) \
    FILE("attribution-cues", attribution_cues) \
    FILE("attributions", attributions) \
    FILE("date-words", date_words) \
    FILE("deadline-words", deadline_words) \
    FILE("deeds", deeds) \
    FILE("derivations", derivations) \
    FILE("documents", documents) \
    FILE("elliptic-verbs", elliptic_verbs) \
    FILE("factive-verbs", factive_verbs) \
    FILE("figure-changes", figure_changes) \
    FILE("figure-groups", figure_groups) \
    FILE("figure-hedges", figure_hedges) \
    FILE("frame-lines", frame_lines) \
    FILE("function-words", function_words) \
    FILE("given-names", given_names) \
    FILE("lemmas", lemmas) \
    FILE("irregular-verbs", irregular_verbs) \
    FILE("mention-nouns", mention_nouns) \
    FILE("mentions", mentions) \
    FILE("months", months) \
    FILE("name-gazetteer", name_gazetteer) \
    FILE("name-words", name_words) \
    FILE("names", names) \
    FILE("network", network) \
    FILE("number-bounds", number_bounds) \
    FILE("number-words", number_words) \
    FILE("numbers", numbers) \
    FILE("person-nouns", person_nouns) \
    FILE("probe", probe) \
    FILE("pronouns", pronouns) \
    FILE("publishers", publishers) \
    FILE("set-compounds", set_compounds) \
    FILE("spelling-variants", spelling_variants) \
    FILE("stance-adjectives", stance_adjectives) \
    FILE("stance-idioms", stance_idioms) \
    FILE("stance-nouns", stance_nouns) \
    FILE("stance-verbs", stance_verbs) \
    FILE("status-frames", status_frames) \
    FILE("status-predicates", status_predicates) \
    FILE("titles", titles) \
    FILE("tokens", tokens) \
    FILE("topic-anaphors", topic_anaphors) \
    FILE("topic-containers", topic_containers) \
    FILE("topic-families", topic_families) \
    FILE("topics", topics) \
    FILE("units", units) \
    FILE("violent-verbs", violent_verbs)

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t actor_groups[] = {
#embed "lists/actor-groups.txt"
};

static const uint8_t actor_heads[] = {
#embed "lists/actor-heads.txt"
};

static const uint8_t actors_armed_groups[] = {
#embed "lists/actors-armed-groups.txt"
};

static const uint8_t actors_countries[] = {
#embed "lists/actors-countries.txt"
};

static const uint8_t actors_organisations[] = {
#embed "lists/actors-organisations.txt"
};

static const uint8_t attendance[] = {
#embed "lists/attendance.txt"
};

static const uint8_t attribution_cues[] = {
#embed "lists/attribution-cues.txt"
};

// Its rows are lines of the processor's cache.
_Alignas(64) static const uint8_t attributions[] = {
#embed "model/attributions.bin"
};

static const uint8_t date_words[] = {
#embed "lists/date-words.txt"
};

static const uint8_t deeds[] = {
#embed "lists/deeds.txt"
};

static const uint8_t derivations[] = {
#embed "lists/derivations.txt"
};

static const uint8_t figure_hedges[] = {
#embed "lists/figure-hedges.txt"
};

static const uint8_t figure_changes[] = {
#embed "lists/figure-changes.txt"
};

static const uint8_t figure_groups[] = {
#embed "lists/figure-groups.txt"
};

static const uint8_t frame_lines[] = {
#embed "lists/frame-lines.txt"
};

static const uint8_t function_words[] = {
#embed "lists/function-words.txt"
};
static const uint8_t given_names[] = {
#embed "lists/given-names.txt"
};

static const uint8_t irregular_verbs[] = {
#embed "lists/irregular-verbs.txt"
};

static const uint8_t mention_nouns[] = {
#embed "lists/mention-nouns.txt"
};

static const uint8_t months[] = {
#embed "lists/months.txt"
};

static const uint8_t name_gazetteer[] = {
#embed "lists/name-gazetteer.txt"
};

static const uint8_t name_words[] = {
#embed "lists/name-words.txt"
};

static const uint8_t names[] = {
#embed "model/names.bin"
};

// Its matrices are read fastest where they begin a line of the cache.
static const _Alignas(64) uint8_t network[] = {
#embed "model/network.bin"
};

static const uint8_t number_bounds[] = {
#embed "lists/number-bounds.txt"
};

static const uint8_t number_words[] = {
#embed "lists/number-words.txt"
};

static const uint8_t numbers[] = {
#embed "lists/numbers.txt"
};

static const uint8_t person_nouns[] = {
#embed "lists/person-nouns.txt"
};

static const uint8_t probe[] = {
#embed "lists/probe.txt"
};

static const uint8_t pronouns[] = {
#embed "lists/pronouns.txt"
};

static const uint8_t publishers[] = {
#embed "lists/publishers.txt"
};

static const uint8_t set_compounds[] = {
#embed "lists/set-compounds.txt"
};

static const uint8_t spelling_variants[] = {
#embed "lists/spelling-variants.txt"
};

static const uint8_t stance_adjectives[] = {
#embed "lists/stance-adjectives.txt"
};

static const uint8_t stance_nouns[] = {
#embed "lists/stance-nouns.txt"
};

static const uint8_t stance_verbs[] = {
#embed "lists/stance-verbs.txt"
};

static const uint8_t titles[] = {
#embed "lists/titles.txt"
};

static const uint8_t tokens[] = {
#embed "model/tokens.bin"
};

static const uint8_t topic_anaphors[] = {
#embed "lists/topic-anaphors.txt"
};

static const uint8_t topic_containers[] = {
#embed "lists/topic-containers.txt"
};

static const uint8_t topic_families[] = {
#embed "lists/topic-families.txt"
};

static const uint8_t topics[] = {
#embed "lists/topics.txt"
};

static const uint8_t units[] = {
#embed "lists/units.txt"
};

static const uint8_t violent_verbs[] = {
#embed "lists/violent-verbs.txt"
};

static const uint8_t mentions[] = {
#embed "model/mentions.bin"
};

static const uint8_t status_predicates[] = {
#embed "lists/status-predicates.txt"
};

static const uint8_t status_frames[] = {
#embed "lists/status-frames.txt"
};

static const uint8_t deadline_words[] = {
#embed "lists/deadline-words.txt"
};

static const uint8_t lemmas[] = {
#embed "model/lemmas.bin"
};

static const uint8_t documents[] = {
#embed "lists/documents.txt"
};

static const uint8_t actor_descriptions[] = {
#embed "lists/actor-descriptions.txt"
};

static const uint8_t factive_verbs[] = {
#embed "lists/factive-verbs.txt"
};

static const uint8_t stance_idioms[] = {
#embed "lists/stance-idioms.txt"
};

static const uint8_t elliptic_verbs[] = {
#embed "lists/elliptic-verbs.txt"
};

claimwatch_data_t claimwatch_data(const char *name) {
#define CLAIMWATCH_FIND(key, array)                              \
    if (strcmp(name, key) == 0) {                                \
        return (claimwatch_data_t){array, sizeof(array)};        \
    }
    CLAIMWATCH_FILES(CLAIMWATCH_FIND)
    return (claimwatch_data_t){NULL, 0};
}
