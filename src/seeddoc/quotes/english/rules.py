"""The rules that find who speaks an English quotation, in order: the first that applies decides.

Their examples are sentences with the speaker and the cue that they must find.
"""

from __future__ import annotations

from typing import Final

from seeddoc.quotes.english.beside import (
    find_according_after,
    find_inverted,
    find_lead_in,
    find_lead_inverted,
    find_no_comma,
    find_signature,
    find_subject_first,
    find_unlisted,
)
from seeddoc.quotes.english.colons import find_any_colon, find_colon, find_from, find_headline, find_label
from seeddoc.quotes.english.governed import (
    find_according_before,
    find_clause_after,
    find_clause_before,
    find_participle_first,
    find_passive,
    find_subject,
)
from seeddoc.quotes.english.nouns import find_in_words, find_noun, find_noun_clause
from seeddoc.quotes.language import Rule

# The rules, in the order in which they are tried.
RULES: Final = (
    Rule(
        "inverted",
        "a cue and its subject right after the quotation",
        0.97,
        find_inverted,
        (
            ("“The river is rising,” said Asha Verma.", "Asha Verma", "said"),
            ("“Who pays?” asked a clerk at the harbour.", "a clerk at the harbour", "asked"),
            ("“We wait,” said Bo Lind, a pilot who lives in Oslo.", "Bo Lind, a pilot who lives in Oslo", "said"),
        ),
        side="after",
    ),
    Rule(
        "subject-first",
        "a subject and its cue right after the quotation",
        0.98,
        find_subject_first,
        (
            ("“The river is rising,” she said.", "she", "said"),
            ("“We wait,” the ferry captain told reporters.", "the ferry captain", "told"),
            ("“We wait,” Bo Lind, a pilot from Oslo, said on Monday.", "Bo Lind, a pilot from Oslo", "said"),
        ),
        side="after",
    ),
    Rule(
        "lead-inverted",
        "a cue and its subject before the quotation, between commas or before a colon",
        0.95,
        find_lead_inverted,
        (
            ("Said Asha Verma: “The river is rising.”", "Asha Verma", "Said"),
            ("The river, says Asha Verma, is “rising”.", "Asha Verma", "says"),
        ),
        side="before",
    ),
    Rule(
        "lead-in",
        "a subject and a cue before the quotation, a colon or a comma between",
        0.91,
        find_lead_in,
        (
            ("Asha Verma said: “The river is rising.”", "Asha Verma", "said"),
            ("The ferry captain told reporters, “We wait.”", "The ferry captain", "told"),
        ),
        side="before",
        introducers=",:-",
    ),
    Rule(
        "unlisted-verb",
        "a subject and any verb right after a quotation that ends with a comma",
        0.92,
        find_unlisted,
        (("“I never wanted this,” Asha Verma managed.", "Asha Verma", "managed"),),
        side="after",
    ),
    Rule(
        "no-comma",
        "a subject and a cue, and nothing else, after a quotation that ends with no comma",
        0.85,
        find_no_comma,
        (("“The river is rising.” Asha Verma said.", "Asha Verma", "said"),),
        side="after",
    ),
    Rule(
        "according-after",
        "`according to` or `per` in the sentence after the quotation",
        0.80,
        find_according_after,
        (("“The river is rising,” according to Asha Verma.", "Asha Verma", "according to"),),
        side="after",
    ),
    Rule(
        "signature",
        "a dash and a name after the quotation, at the end of the paragraph",
        0.60,
        find_signature,
        (("“The river is rising.” — Asha Verma, pilot", "Asha Verma, pilot", ""),),
        side="after",
    ),
    Rule(
        "label",
        "a name and a colon at the head of the paragraph, as in a transcript",
        0.90,
        find_label,
        (("VERMA: “The river is rising.”", "VERMA", ":"),),
        side="before",
        introducers=":",
    ),
    Rule(
        "from",
        "`from` and a name before a colon",
        0.70,
        find_from,
        (("And from the minister: “The river is rising.”", "the minister", ":"),),
        side="before",
        introducers=":",
    ),
    Rule(
        "colon",
        "a subject at the head of the sentence and a colon before the quotation",
        0.85,
        find_colon,
        (("Asha Verma kept to her warning: “The river is rising.”", "Asha Verma", ":"),),
        side="before",
        introducers=":",
    ),
    Rule(
        "according-before",
        "`according to` or `Per` in the sentence before the quotation",
        0.86,
        find_according_before,
        (("According to Asha Verma, the river is “rising”.", "Asha Verma", "According to"),),
        side="before",
    ),
    Rule(
        "in-words",
        "`in the words of` or `in X’s words` right before the quotation",
        0.85,
        find_in_words,
        (
            ("The river is, in Asha Verma’s words, “a guest”.", "Asha Verma", "words"),
            ("The river was, in the words of Asha Verma, “a guest”.", "Asha Verma", "words"),
        ),
        side="before",
        introducers=",:",
    ),
    Rule(
        "passive",
        "a passive cue and its agent",
        0.60,
        find_passive,
        (
            ("The bridge was described by Asha Verma as “a risk”.", "Asha Verma", "described"),
            ("The bridge was called “a risk” by Asha Verma.", "Asha Verma", "called"),
        ),
        side="both",
    ),
    Rule(
        "clause-after",
        "a subject and its cue at the end of the sentence that the quotation stands in",
        0.85,
        find_clause_after,
        (
            ("The river was “rising” in the north, Asha Verma said.", "Asha Verma", "said"),
            ("The river was “rising” in the north, said Asha Verma.", "Asha Verma", "said"),
        ),
        side="after",
    ),
    Rule(
        "clause-before",
        "the quotation stands in the clause that a cue before it governs",
        0.86,
        find_clause_before,
        (
            ("Asha Verma said the river was “rising fast”.", "Asha Verma", "said"),
            ("The mayor closed the bridge, calling it “a risk”.", "The mayor", "calling"),
            ("Asha Verma said she thought it “a risk”.", "Asha Verma", "said"),
        ),
        side="before",
    ),
    Rule(
        "noun",
        "a noun of speaking with its owner",
        0.70,
        find_noun,
        (
            ("The town was tired of Asha Verma’s warning of “rising water”.", "Asha Verma", "warning"),
            ("There was a warning by Asha Verma of “rising water”.", "Asha Verma", "warning"),
            ("The river is “a guest”, in Asha Verma’s words.", "Asha Verma", "words"),
        ),
        side="both",
    ),
    Rule(
        "noun-clause",
        "a noun of speaking with its owner, and the clause that says what was said",
        0.70,
        find_noun_clause,
        (("Asha Verma’s claim that the bridge was “a risk” angered many.", "Asha Verma", "claim"),),
        side="before",
    ),
    Rule(
        "participle-first",
        "a participle before the quotation and its subject after it",
        0.75,
        find_participle_first,
        (("Calling the bridge “a risk”, Asha Verma left.", "Asha Verma", "Calling"),),
        side="before",
    ),
    Rule(
        "headline",
        "a name and a colon, before or after the quotation, in a headline",
        0.75,
        find_headline,
        (
            ("‘We Will Stay’: Asha Verma defies critics", "Asha Verma", ":"),
            ("Asha Verma: the port will “never close again”", "Asha Verma", ":"),
        ),
    ),
    Rule(
        "subject",
        "no cue is known: whoever the sentence is about",
        0.50,
        find_subject,
        (("Asha Verma grew weary of “endless talk of rain”.", "Asha Verma", "grew"),),
        side="before",
    ),
)

# What a paragraph that ends with a colon says of the next.
LEADS: Final = (
    *(rule for rule in RULES if rule.name in ("lead-inverted", "lead-in", "label", "from")),
    Rule("lead-colon", "whoever the sentence before the colon is about", 0.80, find_any_colon),
)
