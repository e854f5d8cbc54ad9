"""Words that are verbs or nouns, as what stands beside them tells: `the debate`, `recent attacks`, `Critics claim`.

The words and the tags of a passage go in, and the place of one; the tags before it are settled, those after it are not.
"""

from __future__ import annotations

import re
from typing import Final

from seeddoc.quotes.english.people import SINGULAR, word_set
from seeddoc.quotes.passages import END, OPEN, STOPPED

_BEFORE_BASE: Final = frozenset("pmTacxk,wo)z|FYQhv-q")
_BEFORE_NOUN: Final = frozenset("dq'#eifyTP")
_ONE: Final = frozenset(("one", "One", "each", "Each"))
_PEOPLE: Final = frozenset(
    [
        *("both", "children", "few", "half", "many", "men", "most", "others", "people", "police", "several", "some"),
        *("those", "women"),
    ]
)
_ADJECTIVE: Final = re.compile(r"(?:(?<!m)ent|ant|ive|ous|ful|ic|able|ible|ary|ish|less|[cdginrtuv]al)$")
# Nouns that end as adjectives do.
_NO_ADJECTIVES: Final = word_set(
    "accountant adherent admiral adversary agent animal antibiotic appeal applicant approval archive arrival arsenal"
    " assistant attendant beneficiary betrayal boundary burial capital cardinal carnival cathedral cereal chemical"
    " claimant cleric client clinic combatant commandant commentary commercial complainant component constable"
    " consultant contestant continent coral corporal correspondent covenant criminal critic crystal deal defendant"
    " denial descendant detective dial dictionary directive dish dismissal disposal dissident documentary editorial"
    " element emissary entrant event executive extent fanatic festival final finish fish fugitive functionary funeral"
    " general giant goal grant hospital immigrant incentive incumbent individual infant informant ingredient"
    " inhabitant initiative intellectual intent interval jackal journal judiciary liberal library lieutenant local"
    " logic luminary lyric manual marshal material meal mechanic medal medic memorial merchant migrant mineral"
    " missionary moment moral mural musical narrative national notary numeral occupant official operative opponent"
    " orient original oval pageant pal panic parent parish participant patient pedal perspective petal plant portal"
    " precedent president principal professional proponent proposal protestant quarterfinal quotient radical recipient"
    " recital referral refusal rehearsal relative relic removal renewal rental representative republic resident"
    " respondent restaurant retrieval reversal revival rhetoric ritual rival royal scandal sceptic seal secretary"
    " semifinal sergeant servant signal skeptic spiral statistic student subsidiary summary superintendent survival"
    " tactic talent tenant terminal testimonial topic trial tribunal tutorial tyrant upheaval urinal vandal vegetable"
    " vial visionary vocal wish withdrawal zeal"
)

# Verbs, and never nouns, of what a document or a person does.
_NO_NOUNS: Final = frozenset(
    [
        *("accuses", "adds", "admits", "alleges", "announces", "argues", "asks", "believes", "concedes", "declares"),
        *("denies", "describes", "explains", "insists", "says", "suggests", "tells", "writes"),
    ]
)
# After a verb in the present stands no other, but after `help` and the like.
_FINITE: Final[tuple[list[str], ...]] = (["b"], ["h"], ["m"], ["S"], ["J"], ["M"], ["I"], ["v"])
_AUXILIARIES: Final[tuple[list[str], ...]] = (["b"], ["h"], ["m"])
_PARTICIPLES: Final[tuple[list[str], ...]] = (["e"], ["W"])
# Verbs of speech in their base form that are nouns, too; others never are.
_NOUN_FORMS: Final = word_set(
    "ad-lib advocate answer appeal articulate attack bark beam bear bellow bill blame blast blog bluster boast boom"
    " brag brand bray brief broadcast cackle call caption cast caution challenge champion chant charge cheer chime"
    " chirp chortle chorus chuckle claim close command comment compliment conjecture counsel counter crack croak crow"
    " cry curse deadpan debate decree demand detail display dispute dissent doubt drawl drone e-mail echo elaborate"
    " email embrace end estimate express fault fear feature feel figure find finish forecast frame fret fume gasp"
    " gesture giggle go gossip grimace grin gripe groan grouse growl grumble grunt guarantee guess gush hail harrumph"
    " hazard herald highlight hint hiss hit hold hope howl intimate jeer jest joke judge label lament lampoon lash"
    " laugh lecture lie list mean mention message moan mock mouth mumble murmur muse name needle nickname nod note"
    " notice object offer open order outline paint pan parry peg pledge point post praise present press project"
    " promise protest purr query question quibble quip quiz quote rage ramble rank rant rate rave read reason rebuff"
    " rebuke recall recap reference regard regret remark reply report reprimand request resolve resume retort retweet"
    " ridicule rip riposte roar rubbish rule salute scoff scrawl scream screech scribble shout show shriek shrug sigh"
    " signal skewer slam slate smile smirk snap snarl sneer snicker sniff snipe snort sob splutter sputter squawk"
    " squeak squeal stammer start state stress stutter style surmise suspect talk taunt tease term text thunder toast"
    " trash trill trumpet trust turn tweet vent venture view voice volunteer vow wail want warble welcome whimper"
    " whine whisper whoop wisecrack wish wonder worry yell yelp"
)
_OBJECTS: Final = frozenset("dpotNq#z")
_QUESTIONS: Final = frozenset(("whether", "how", "why", "what", "if"))
# How far a verb may be from the plural that is its subject, and what may stand between.
_LONGEST_SUBJECT: Final = 9
_LINKS: Final = frozenset("fiTweSDg")
_IN_SUBJECT: Final = frozenset("dNneg#q'UfiTvSDJlaow(")
_BEFORE_SUBJECT: Final = frozenset([END, *"|,;:ckst-QFY"])
_LONGEST_OF_SEVERAL: Final = 5
_AFTER_BASE: Final[tuple[list[str], ...]] = ([], ["."], ["d"], ["o"], ["t"], [END], [OPEN], [STOPPED])


def is_noun(words: list[str], tags: list[str], tag: str, i: int, before: str) -> bool:
    """Tell `the debate`, `recent attacks` from verbs of the same form; `before` is the tag before the word."""
    if before in "nN" and (tag in "BKH" or words[i][-1:] == "s") and _is_subject(tags, i):
        return True  # `1,300 Norrland emails were read`, `the Norrland emails contained`
    if tag in "BKH":
        return _is_base_noun(words, tags, i, before)
    if tag == "G":
        return _is_verbal_noun(words, tags, i, before)
    if tag not in "PMWJ" or words[i][-1:] != "s" or words[i].lower() in _NO_NOUNS:
        return False
    if tags[i + 1 : i + 2] in _AUXILIARIES and before != "p":
        return True  # `that states were`
    return before in "SPB" or _is_plural(words[i - 1], tags, i)  # `said talks were`


def _is_verbal_noun(words: list[str], tags: list[str], i: int, before: str) -> bool:
    """Tell `a blunt warning from`, `under questioning`, `the asking price`; not `he’s asking`."""
    if before == "n" and tags[i - 2 : i - 1] == ["d"] and words[i + 1 : i + 2] == ["from"]:
        return True
    return words[i - 1] == "under" or before in "dq" or (before == "'" and tags[i - 2] != "p")


def _is_subject(tags: list[str], i: int) -> bool:
    """Tell what a finite verb follows; it may be a participle only where a number or an article stands before."""
    after = tags[i + 1 : i + 2]
    return after in _FINITE or (after in _PARTICIPLES and tags[i - 2] in "#dq'")


def _is_base_noun(words: list[str], tags: list[str], i: int, before: str) -> bool:
    """Tell `the debate` from the base form of a verb."""
    word = words[i - 1]
    if words[i] == "close" and words[i + 1 : i + 2] == ["to"]:
        return True  # `sources close to Verma`
    if before == "p":
        return word.lower() in SINGULAR
    if words[i].lower() not in _NOUN_FORMS:
        return False
    if word in _ONE or (before == "a" and tags[i - 2 : i - 1] == ["d"]):  # `an early tweet`
        return True
    if (before in "nNU" and _looks_plural(word)) or before in _BEFORE_BASE or word.lower() in _PEOPLE:
        return False
    return not (_is_of_several(words, tags, i) or _is_of_plural(words, tags, i))


def _looks_plural(word: str) -> bool:
    """Tell `critics` and `women`, not `disastrous` and `no-deals`."""
    plural = word[-1:] == "s" and word[-2:] not in {"ss", "us", "is"} and "-" not in word
    return plural or word[-3:] == "men"


def _is_of_plural(words: list[str], tags: list[str], i: int) -> bool:
    """Tell `Critics of the law claim that` from `a review of the law claim` and `took questions on the law claim`."""
    if tags[i - 1] in "dq'#" or not _has_object(words, tags, i):
        return False
    for link in range(i - 1, max(0, i - _LONGEST_SUBJECT), -1):
        if tags[link] in _LINKS and tags[link - 1] in "nNUqd" and _is_several(words[link - 1]):
            return _begins_clause(tags, link - 1)
        if tags[link] not in _IN_SUBJECT:
            return False
    return False


def _has_object(words: list[str], tags: list[str], i: int) -> bool:
    """Tell whether a verb may have what follows for its object or its particle."""
    after, word = (tags[i + 1], words[i + 1]) if i + 1 < len(tags) else (END, "")
    if after in "QFY":
        return tags[i] == "B"
    if after == "t":
        return tags[i] != "K"
    return after in _OBJECTS or word in _QUESTIONS or (word == "for" and words[i] == "call")


def _begins_clause(tags: list[str], noun: int) -> bool:
    """Tell whether a noun and what stands before it is the first phrase of a clause."""
    first = noun
    while first > max(0, noun - _LONGEST_SUBJECT) and tags[first - 1] in "dNneg#q'a":
        first -= 1
    return first == 0 or tags[first - 1] in _BEFORE_SUBJECT


def _is_several(word: str) -> bool:
    return _looks_plural(word) or word.lower() in _PEOPLE


def _is_of_several(words: list[str], tags: list[str], i: int) -> bool:
    """Tell `Verma and her team call the plan` from `a Verma and Roe debate on boats`."""
    if tags[i + 1 : i + 2] not in _AFTER_BASE and not _has_object(words, tags, i):
        return False
    link = i - 1
    while link > max(0, i - _LONGEST_OF_SEVERAL) and tags[link] in "dNneg":
        link -= 1
    if words[link] != "and" or link == 0:
        return False
    if tags[link - 1] in "nN" and tags[link + 1] == "d" and tags[i - 1] in "nN":
        return _begins_clause(tags, link - 1)  # `The mayor and her staff claim that`
    start = link - 1
    while start > 0 and tags[start] == "N" and link - start < _LONGEST_OF_SEVERAL:
        start -= 1
    return tags[link - 1] in "Np" and tags[start] not in "d'ifn"


def _is_plural(word: str, tags: list[str], i: int) -> bool:
    """Tell `new demands`, `his opening remarks`, `of court orders`, `that states may`; `word` is the one before."""
    before, earlier = tags[i - 1], tags[i - 2] if i > 1 else END
    if before in _BEFORE_NOUN:
        return before != "#" or earlier not in "NU"  # `Article 5 states`
    if before == "t":
        return earlier not in "nNU)"
    if before == "r":
        return word == "whose"
    if before == "g" and earlier not in "d'":
        return True  # `fielding questions`
    if (before in "egSD" and earlier in "d'") or (before == "n" and earlier in "fiT" and word[-1:] != "s"):
        return True
    return word[:1].islower() and _ADJECTIVE.search(word) is not None and word not in _NO_ADJECTIVES
