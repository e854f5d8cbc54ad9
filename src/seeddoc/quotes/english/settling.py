"""Tags that the words beside them settle: `the meeting`, `Verma supports the plan`, `has long said`."""

from __future__ import annotations

import re
from typing import Final

from seeddoc.quotes.english.people import INSTITUTIONS, word_set
from seeddoc.quotes.passages import END, OPEN, STOPPED

_BEFORE_BASE: Final = frozenset("pmTacxk,wo)z|FYQhv-q")
_BEFORE_NOUN: Final = frozenset("dq'#eifyTP")
_SINGULAR: Final = frozenset(("he", "she", "it"))
_IMPERSONAL: Final = frozenset(("it", "what", "which", "that", "there"))
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
    "accountant adherent adversary agent antibiotic applicant archive assistant attendant beneficiary boundary"
    " claimant cleric client clinic combatant commandant commentary complainant component constable consultant"
    " contestant continent correspondent covenant critic defendant descendant detective dictionary directive dish"
    " dissident documentary element emissary entrant event executive extent fanatic finish fish fugitive"
    " functionary giant grant immigrant incentive incumbent infant informant ingredient inhabitant initiative"
    " intent judiciary library lieutenant logic luminary lyric mechanic medic merchant migrant missionary moment"
    " narrative notary occupant operative opponent orient pageant panic parent parish participant patient"
    " perspective plant precedent president proponent protestant quotient recipient relative relic representative"
    " admiral animal appeal approval arrival arsenal betrayal burial capital cardinal carnival cathedral cereal chemical"
    " commercial coral corporal criminal crystal deal denial dial dismissal disposal editorial festival"
    " final funeral general goal hospital individual intellectual interval journal jackal liberal local manual"
    " marshal material meal medal memorial mineral moral mural musical national numeral"
    " official original oval pal pedal petal portal principal professional proposal quarterfinal"
    " radical recital referral refusal rehearsal removal renewal rental retrieval reversal revival rival ritual royal"
    " scandal seal semifinal signal spiral survival terminal testimonial trial tribunal tutorial"
    " upheaval urinal vandal vial vocal withdrawal zeal"
    " republic resident respondent restaurant rhetoric sceptic secretary sergeant servant skeptic statistic"
    " student subsidiary summary superintendent tactic talent tenant topic tyrant vegetable visionary wish"
)

_AS_NAME: Final = re.compile(r"(?<=[aoenv])s(?=N)")
# `since August`, `since 2009` and `after the vote,`, which begin no clause
_SINCE: Final = re.compile(r"s(?=[l#]|d[aegnNU]{0,4}(?:[ifTy]d?[aegnNU]{0,4}){0,2}(?:(?<=[nNU])[,|;:]|$))")
_SINCE_WORDS: Final = frozenset(("since", "until", "before", "after"))
# `the Department for Education`, as one `of`
_FOR: Final = re.compile(r"(?<=N)i(?=N)")
_NAMED_FOR: Final = INSTITUTIONS | word_set("americans centers centres citizens doctors students veterans women")
_TIMED: Final = re.compile(r"(?<=d)l(?=[nU])")
# `Monday’s paper`
_OF_DAY: Final = re.compile(r"l(?=')")
# `more than 30 people`, `as many as 30`, as one quantity
_QUANTITY: Final = re.compile(r"(?:[aq]s|i[nT]|sqs|dS)(?=#)")
_QUANTITIES: Final = frozenset(
    [
        *(("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("at", "most"), ("up", "to")),
        *(("as", "many", "as"), ("as", "few", "as"), ("an", "estimated"), ("a", "reported")),
    ]
)
# `critics such as Asha Verma`, as one `of`
_SUCH_AS: Final = re.compile(r"[ndq]s(?=N)")
# `Verma supports the plan`, whatever the verb
_PRESENT: Final = re.compile(r"(?<=N)n(?=[dQo])")
# Verbs, and never nouns, of what a document or a person does.
_NO_NOUNS: Final = frozenset(
    [
        *("accuses", "adds", "admits", "alleges", "announces", "argues", "asks", "believes", "concedes", "declares"),
        *("denies", "describes", "explains", "insists", "says", "suggests", "tells", "writes"),
    ]
)
# After a verb in the present stands no other, but after `help` and the like.
_FINITE: Final[tuple[list[str], ...]] = (["b"], ["h"], ["m"], ["S"], ["J"], ["M"], ["I"], ["v"])
_PARTICIPLES: Final[tuple[list[str], ...]] = (["e"], ["W"])
# Verbs of speech in their base form that are nouns, too; others never are.
_NOUN_FORMS: Final = word_set(
    "ad-lib advocate answer appeal attack bark beam bear bellow bill blame blast blog boast boom brag brand brief"
    " broadcast cackle call caption cast caution challenge champion chant charge cheer chime chirp chorus chuckle claim"
    " close command comment compliment counsel counter crack croak crow cry curse deadpan debate decree demand detail"
    " display dispute dissent doubt drawl drone e-mail echo email end estimate express fault fear feature feel figure"
    " find finish forecast frame fret fume gasp gesture giggle go gossip grimace grin gripe groan grouse growl grumble"
    " grunt guarantee guess gush hail hazard herald highlight hint hiss hit hold hope howl jeer jest joke judge label"
    " lament lampoon lash laugh lecture lie list mention message moan mock mouth mumble murmur name needle nickname nod"
    " note notice object offer open order outline paint pan peg pledge point post praise present press project promise"
    " protest purr query question quip quiz quote rage ramble rank rant rate rave read reason rebuff rebuke recall recap"
    " reference regret remark reply report reprimand request resolve resume retort retweet ridicule rip riposte roar"
    " rubbish rule salute scoff scream screech shout show shriek shrug sigh signal skewer slam slate smile smirk snap"
    " snarl sneer snicker sniff snipe snort sob squeak squeal stammer start state stress stutter style suspect talk taunt"
    " tease term text thunder toast trash trill trumpet trust turn tweet venture view voice volunteer vow wail want"
    " warble welcome whimper whine whisper whoop wisecrack wish wonder worry yell yelp articulate bluster bray chortle"
    " conjecture elaborate embrace harrumph intimate mean muse parry quibble regard splutter sputter squawk surmise vent"
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
_POINTING: Final = frozenset(("this", "that", "these", "those", "each", "every"))
# `the meeting`, `the party’s liberal wing said`; not `his calling the plan`, `a man wearing a hat`.
_VERBAL_NOUN: Final = re.compile(
    r"(?:(?<=[d'])|(?<=[d'][neagq])|(?<=[d'][neagq]{2}))g(?=[SPIJMWBbhmvwrf'.,|;:)kcilxQFY]|$)"
)
# `Common Pleas Judge Asha Verma`
_IN_NAME: Final = re.compile(r"(?<=N)U(?=N)")
# `did not return calls`, `didn’t return calls`
_BARE_VERB: Final = re.compile(r"(?:(?<=m)|(?<=mx)|(?<=x))n")
# `has since called`
_HAS_SINCE: Final = re.compile(r"(?<=h)s(?=[SDJjIWev])")
# `has long complained`
_LONG: Final = re.compile(r"(?<=h)n(?=[SDJjIWe])")
_NAMED: Final = frozenset(("only", "himself", "herself", "themselves", "itself", "known", "identified", "name"))
# `About 40 people` at the head of a clause; elsewhere it may be a preposition.
_COUNTED: Final = re.compile(r"(?:\A|(?<=[|,ck]))i(?=#(?P<name>N)?)")
_YEAR: Final = 4
_ABOUT: Final = frozenset(("about", "around", "over", "under"))
# `was adamant that`, which tells as a verb would, but for `it is clear that`
_MINDED: Final = re.compile(r"b(?P<between>a{0,2})[neID](?=t)")
_MINDS: Final = word_set(
    "adamant angry aware certain clear concerned confident convinced disappointed doubtful emphatic explicit fearful"
    " glad hopeful insistent mindful optimistic proud sceptical skeptical sorry sure unequivocal worried"
)
# After a form of `have` a participle tells as the past does: `has written`.
_PERFECT: Final = re.compile(r"h[ax]{0,2}+[Dj]")
_AS_PAST: Final = {"D": "S", "j": "J"}


def settle_among(words: list[str], tags: list[str]) -> str:
    """Settle the tags of a passage whose single words have been told, and join all."""
    joined = "".join(tags)
    if "NU" in joined or ("NiN" in joined and "for" in words):
        joined = _settle_names(words, tags, joined)
    if "g" in joined:
        tags[:] = joined = _VERBAL_NOUN.sub("n", joined)
    if "Nn" in joined:
        for found in _PRESENT.finditer(joined):
            if _is_present(words[found.start()], words[found.end()]):
                tags[found.start()] = "v"
        joined = "".join(tags)
    joined = _settle_verbs(words, tags, joined)
    if "t" in joined and not _MINDS.isdisjoint(words):
        joined = _settle_minds(words, tags, joined)
    if "l'" in joined:
        tags[:] = joined = _OF_DAY.sub("n", joined)
    if "sN" in joined or "dl" in joined or "sl" in joined or "#" in joined or "sd" in joined:
        joined = _settle_small(words, tags, joined)
    return _PERFECT.sub(_told, joined) if "D" in joined or "j" in joined else joined


def _settle_names(words: list[str], tags: list[str], joined: str) -> str:
    """Tell what is a part of a name: `Pleas Judge`, and `for` in `the Department for Education`."""
    for found in _IN_NAME.finditer(joined):
        if words[found.start()][0].isupper():
            tags[found.start()] = "N"
    for found in _FOR.finditer(joined):
        i = found.start()
        if words[i] == "for" and words[i - 1].lower() in _NAMED_FOR:
            tags[i] = "f"
    return "".join(tags)


def _settle_small(words: list[str], tags: list[str], joined: str) -> str:
    """Tell `about 40 people`, `in 1963` before a name, `a Sunday paper`, and `known only as Ali`."""
    for found in _COUNTED.finditer(joined):
        i = found.start()
        if words[i].lower() in _ABOUT:
            tags[i] = "q"
        elif found["name"] and len(words[i + 1]) == _YEAR and words[i + 1].isdecimal():
            tags[i + 1] = "l"
    for found in _SINCE.finditer(joined):
        if words[found.start()] in _SINCE_WORDS:
            tags[found.start()] = "i"
    for found in _TIMED.finditer(joined):
        if words[found.start()][0].isupper():
            tags[found.start()] = "n"
    for found in _QUANTITY.finditer(joined):
        first, last = found.span()
        if tuple(word.lower() for word in words[first:last]) in _QUANTITIES:
            tags[first:last] = "q##"[: last - first]
    for found in _SUCH_AS.finditer(joined):
        i = found.start()
        if words[i : i + 2] == ["such", "as"]:
            tags[i : i + 2] = "fd"
    for found in _AS_NAME.finditer(joined):
        i = found.start()
        if words[i] == "as" and words[i - 1] in _NAMED:
            tags[i] = "i"
    return "".join(tags)


def _settle_verbs(words: list[str], tags: list[str], joined: str) -> str:
    """Tell what only looks like a noun: `did not return calls`, `has long said`."""
    if not ("mn" in joined or "xn" in joined or "hn" in joined or "hs" in joined):
        return joined
    for found in _BARE_VERB.finditer(joined):
        i = found.start()
        if joined[i - 1] == "m" or joined[i - 2 : i] == "mx" or words[i - 1].endswith(("n't", "n’t")):
            tags[i] = "v"
    for found in _HAS_SINCE.finditer(joined):
        tags[found.start()] = "a"
    for found in _LONG.finditer(joined):
        if words[found.start()] == "long":
            tags[found.start()] = "a"
    return "".join(tags)


def _settle_minds(words: list[str], tags: list[str], joined: str) -> str:
    """Tell `was adamant that` as one would `insisted that`."""
    for found in _MINDED.finditer(joined):
        first, last = found.start(), found.end() - 1
        if words[last] in _MINDS and first and words[first - 1].lower() not in _IMPERSONAL:
            tags[first], tags[last] = "a", "I"
    return "".join(tags)


def is_noun(words: list[str], tags: list[str], tag: str, i: int, before: str) -> bool:
    """Tell `the debate`, `recent attacks` from verbs of the same form."""
    if before in "nN" and _is_subject(tags, i):
        return True  # `1,300 Norrland emails were read`, `the Norrland emails contained`
    if tag in "BKH":
        return _is_base_noun(words, tags, i, before)
    if tag == "G":
        if before == "n" and tags[i - 2 : i - 1] == ["d"] and words[i + 1 : i + 2] == ["from"]:
            return True  # `a blunt warning from`
        return before in "dq" or (before == "'" and tags[i - 2] != "p")  # `he’s asking`
    if tag not in "PMWJ" or words[i][-1:] != "s" or words[i].lower() in _NO_NOUNS:
        return False
    if tags[i + 1 : i + 2] in _FINITE[:3] and before != "p":
        return True  # `that states were`
    return before in "SPB" or _is_plural(words[i - 1], tags, i)  # `said talks were`


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
        return word.lower() in _SINGULAR
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
    while first > 0 and tags[first - 1] in "dNneg#q'a":
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


def _is_present(word: str, following: str) -> bool:
    """Tell `Verma supports the plan` from `Verma aides this week`."""
    return word[-1:] == "s" and word[-2:] != "ss" and word[0].islower() and following not in _POINTING


def _told(perfect: re.Match[str]) -> str:
    tags = perfect[0]
    return tags[:-1] + _AS_PAST[tags[-1]]
