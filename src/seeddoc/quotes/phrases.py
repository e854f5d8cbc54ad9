"""Noun phrases: words in, the stretch that names a speaker out.

A deliberately simple grammar that reads each word a bounded number of times:

    phrase      = core { link core } { apposition }
    core        = pronoun | [quantifier] [determiner] { word }
    link        = "of" | "and" between names
                | "for" "at" "from" "with" "in" "on" after a common noun
    apposition  = "," (number | core { link core }) before a comma or the end

It knows nothing of quotations. Indexes count in the sequence of words; an `end` is one past the
last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.quotes import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.quotes.words import Word

# No speaker's name is longer, and no clause is searched further, in words.
LONGEST: Final = 40
_MOST_APPOSITIONS: Final = 3
_VERBAL_ENDINGS: Final = ("ed", "ing", "ly")
_RELATIVES: Final = ("who", "whose", "which", "that")
_VERBS: Final = lexicon.BE | lexicon.AUXILIARIES | lexicon.IRREGULAR
_BREAKS: Final = frozenset(",;:—–(")


def phrase_end(words: Sequence[Word], at: int) -> int:
    """Return the end of the noun phrase that begins at a word; `at` itself where none does."""
    end = plain_end(words, at)
    if end == at or words[at].lower in lexicon.PRONOUNS:
        return end
    for _ in range(_MOST_APPOSITIONS):
        further = _apposition_end(words, end)
        if further == end:
            break
        end = further
    return end


def plain_end(words: Sequence[Word], at: int) -> int:
    """Return the end of the noun phrase that begins at a word, without appositions."""
    end = _core_end(words, at)
    limit = min(len(words), at + LONGEST)
    while at < end < limit - 1 and _is_link(words, end):
        further = _core_end(words, end + 1)
        if further == end + 1:
            break
        end = further
    return end


def subject(words: Sequence[Word], start: int, verb: int) -> tuple[int, int] | None:
    """Return the noun phrase before a verb that is its subject, from `start` at the earliest."""
    start = max(start, verb - LONGEST)
    end = _without_adverbs(words, start, verb)
    if end > start and words[end - 1].lower in _RELATIVES:
        end -= 1
    if end > start and words[end - 1].text == ",":
        return _before_insertion(words, start, end - 1)
    if end == start or words[end - 1].lower in lexicon.CONJUNCTIONS:
        return first_phrase(words, start, verb)
    return _last_phrase(words, start, end)


def first_phrase(words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    """Return the first phrase of a clause, after conjunctions or an adverbial with its comma."""
    if start < end and words[start].lower in lexicon.PREPOSITIONS | lexicon.SUBORDINATORS:
        start = next((at + 1 for at in range(start, end) if words[at].text == ","), end)
    while start < end and (words[start].lower in lexicon.CONJUNCTIONS or not words[start].is_word):
        start += 1
    found = phrase_end(words[:end], start)
    return (start, found) if found > start else None


def _without_adverbs(words: Sequence[Word], start: int, end: int) -> int:
    """Leave out the auxiliaries and adverbs at the end: `Smith has also repeatedly` said."""
    while end > start and (words[end - 1].lower in lexicon.AUXILIARIES or _is_adverb(words[end - 1])):
        end -= 1
    return end


def _is_adverb(word: Word) -> bool:
    return word.lower.endswith("ly") and not word.is_name


def _before_insertion(words: Sequence[Word], start: int, comma: int) -> tuple[int, int] | None:
    """Find the subject of `Smith, the mayor of York, said` and `Smith, speaking in York, said`."""
    head = words[:comma]
    for at in range(start, comma):
        if at == start or words[at - 1].text in _BREAKS or words[at - 1].lower in lexicon.SUBORDINATORS:
            end = phrase_end(head, at)
            if end > at and (end == comma or words[end].text == ","):
                return at, end
    return None


def _last_phrase(words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    """Find the longest phrase of the last clause that reaches up to its end."""
    clause = end
    while clause > start and not _is_boundary(words[clause - 1]):
        clause -= 1
    head = words[:end]
    for at in range(clause, end):
        if plain_end(head, at) == end:
            relative = clause > 0 and at > clause and words[clause - 1].lower == "who"
            return _with_antecedent(words, clause, end) if relative else (at, end)
    return None


def _is_boundary(word: Word) -> bool:
    return word.text in _BREAKS or word.lower in lexicon.SUBORDINATORS


def _with_antecedent(words: Sequence[Word], clause: int, end: int) -> tuple[int, int] | None:
    """Find the subject of `the man who fled York said`: the clause and the phrase before it."""
    head = words[: clause - 1]
    for at in range(max(0, clause - LONGEST), clause - 1):
        if plain_end(head, at) == clause - 1:
            return at, end
    return None


def _is_link(words: Sequence[Word], at: int) -> bool:
    link, before, after = words[at].lower, words[at - 1], words[at + 1]
    if link == "of":
        return True
    if link == "and":
        return before.is_name and after.is_name and after.lower not in lexicon.PRONOUNS
    return link in lexicon.LINKS and not before.is_name and not _is_circumstance(words, at + 1)


def _is_circumstance(words: Sequence[Word], at: int) -> bool:
    """Tell `in a statement`, `on Monday`, which say when or where, from what belongs to a name."""
    end = min(_core_end(words, at), len(words))
    return words[at].lower in lexicon.TIMES or any(word.lower in lexicon.UTTERANCES for word in words[at:end])


def _core_end(words: Sequence[Word], at: int) -> int:
    limit = min(len(words), at + LONGEST)
    if at < limit and words[at].lower in lexicon.PRONOUNS:
        return at + 1
    end = at
    while end < limit and _in_core(words, at, end):
        end += 1
    only_determiners = all(word.lower in lexicon.DETERMINERS for word in words[at:end])
    return at if only_determiners else end


def _in_core(words: Sequence[Word], start: int, at: int) -> bool:
    word = words[at]
    before = words[at - 1] if at > start else None
    if word.lower in lexicon.DETERMINERS:
        return before is None or before.lower in lexicon.QUANTIFIERS
    if not word.is_word:
        return word.text in ("$", "£", "€", "&", "#", "@")
    if _never_in_core(word) or word.lower in lexicon.PRONOUNS:
        return False
    if before is None:
        return not (word.lower.endswith(_VERBAL_ENDINGS) and not word.is_name)
    if word.is_name:
        return before.lower not in lexicon.UTTERANCES
    return not _is_verb_after(before, word)


def _is_verb_after(before: Word, word: Word) -> bool:
    """Tell `Smith laughing` and `the mayor closed` from `a retired mayor`."""
    if before.lower in lexicon.DETERMINERS or before.lower in lexicon.QUANTIFIERS:
        return False
    return word.lower.endswith(_VERBAL_ENDINGS if before.is_name else "ed")


def _never_in_core(word: Word) -> bool:
    if word.lower in lexicon.STOPS or _is_adverb(word):
        return True
    cue = lexicon.CUES.get(word.lower)
    return cue is not None and (cue.form == "past" or cue.lemma in ("say", "tell", "add"))


def _apposition_end(words: Sequence[Word], comma: int) -> int:
    """Return the end of the apposition after a comma; the comma itself where there is none."""
    at = comma + 1
    if at >= len(words) or words[comma].text != ",":
        return comma
    if words[at].text.isdigit():
        end = at + 1
    elif words[at].lower in lexicon.PRONOUNS:
        return comma
    else:
        end = plain_end(words, at)
    if end == at:
        return comma
    if end == len(words) or words[end].text in _BREAKS or words[end].lower in _RELATIVES:
        return end
    determined = words[at].lower in lexicon.DETERMINERS and not _is_verb(words[end])
    return end if determined else comma


def _is_verb(word: Word) -> bool:
    """Tell a word that shows what stands before it to be the subject of a clause."""
    return word.lower in _VERBS or word.lower in lexicon.CUES or word.lower.endswith("ed")
