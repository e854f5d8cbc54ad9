"""Words of English news prose: a paragraph with its quotations in, a passage of tagged words out.

A tag is one letter that tells what a word can do beside a quotation:

    N a name (a capital)     n another noun or adjective   U an utterance: statement, claim, speech
    p a subject pronoun      o an object pronoun           w who    r which, whose, whom    t that
    d a determiner           q a quantifier                # a number                 ' a possessive
    S P B G D  forms of a verb of speech: past, present, base, -ing form, past participle
    J K L j    forms of a judging verb: past or present, base, -ing form, past participle
    I M W H E  `believed`, `laughed`, `reads`, `laugh`, `laughing`
    v another verb           e a word in -ed               g a word in -ing           a an adverb
    b a form of be           h a form of have              m a modal or do            x a negation
    i a preposition          f of      T to      y by      C according                l a time
    c and, or                k but     s when, as, if      z a particle of a cue      * a symbol

Most words have one tag whatever stands beside them. The few that do not are settled once the tags
of the paragraph are known: `reports` after a determiner is a noun, `went` before `on` is a cue.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from seeddoc.quotes.english.homographs import is_noun
from seeddoc.quotes.english.people import POSSESSIVE_FIRMS
from seeddoc.quotes.english.settling import settle_among
from seeddoc.quotes.passages import ASKED, END, OPEN, QUOTED, STOPPED, WINDOW, Passage, mark_of, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.quotes.cues import Cue, CueTable
    from seeddoc.quotes.marks import Span

# What a full stop belongs to, by length.
_ABBREVIATIONS: Final = (
    "Mr|Ms|Mx|MR|MS|DR|Dr|Fr|St|Jr|Sr|Lt|No|vs|Co",
    "Mrs|MRS|Rev|Hon|Gov|Sen|Rep|Gen|Col|Maj|Adm|Sgt|Cpl|Pvt|Det|Jan|Feb|Aug|Oct|Nov|Dec|Inc|Ltd",
    "Prof|Pres|Sens|Reps|Capt|Cmdr|Supt|Atty|Sept|Corp|Bros|Dept",
    "Messrs",
)
_ITS_STOP: Final = "|".join(rf"(?<=\b(?:{words})\.)" for words in _ABBREVIATIONS)
# A word runs over inner apostrophes, hyphens, slashes, full stops and ampersands (al-Qa’im, U.S.,
# AT&T), and a number over commas and colons, but no word over a possessive ’s or the ’d of `he’d`; the
# full stop of an abbreviation or initial belongs to it.
_TOKEN: Final = re.compile(
    r"[^\W_]++(?:(?:[-–.&/@]|\.-|(?<=\d)[,:](?=\d)|[’'](?!(?:s|d|m|ve|ll|re)\b))[^\W_]++)*+"
    rf"(?:\.(?:(?<=\b[A-Z]\.)|(?<=\.[A-Za-z]\.)|{_ITS_STOP}))?+"
    r"|[’'](?:s|d|m|ve|ll|re)\b|\.\.\.|\. \. \.|--+|[^\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\xad]"
)

_POSSESSIVE: Final = ("’s", "'s")

# The only word with white space inside is an ellipsis.
_APART: Final = ". . ."

# A full stop after a word that no abbreviation is as long as.
_SURE_END: Final = re.compile(r"[a-z]{5}[.?!] (?=[A-Z“])")

# The words that have the same tag wherever they stand.
_CLOSED: Final = {
    "p": "i you he she it we they",
    "o": "him them me us himself herself themselves itself myself yourself",
    "d": "a an the this that these those my your his her its our their another each every no any",
    "q": "one two three four five six seven eight nine ten some many most several few both all others half none"
    " either neither dozens hundreds thousands",
    "w": "who",
    "r": "which whose whom",
    "a": "also then later once now again still just even recently previously earlier often always ever first soon"
    " already instead too ago nearby however meanwhile nevertheless nonetheless here there perhaps maybe almost further"
    " back thus therefore away elsewhere afterward afterwards yet so quite rather very more much well twice together"
    # With a capital, too, these are no names: `Kelly` is one.
    " indeed moreover likewise furthermore additionally immediately shortly finally eventually similarly specifically"
    " apparently reportedly obviously clearly sadly fortunately unfortunately surprisingly interestingly ironically"
    " ultimately initially originally currently subsequently consequently accordingly generally typically usually"
    " normally officially privately publicly personally basically essentially honestly frankly hopefully luckily"
    " tragically remarkably notably importantly curiously oddly strangely certainly possibly probably presumably"
    " supposedly allegedly evidently actually really particularly especially separately simultaneously conversely"
    " thankfully lately otherwise less far",
    "t": "that",
    "f": "of",
    "T": "to",
    "y": "by",
    "C": "according",
    "i": "in on at for from with about into over under during through between against without within among amid"
    " toward towards upon near outside inside via per like despite following across behind off out up down around"
    " above beside besides beyond beneath below underneath aboard"
    " alongside onto throughout versus unlike regarding concerning past",
    "c": "and or & plus",
    "k": "but nor",
    "s": "as when where while because if although though since whether until unless after before than how why what"
    " whenever wherever",
    "b": "is are was were be been being am isn't wasn't aren't weren't 'm 're",
    "h": "has have had having 've",
    "m": "'d 'll will would can could may might shall should must do does did",
    "x": "not never cannot n't didn't doesn't don't hasn't haven't hadn't wouldn't won't couldn't can't shouldn't",
    "l": "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight last next"
    " day days week weeks month months year years night nights morning afternoon evening weekend hour hours minute"
    " minutes moment moments time decade condition"
    " january february march april june july august september october november"
    " december",
    "v": "made held took gave went came got saw found kept left lost met paid put ran sat sent spent stood won wore"
    " drew fell flew grew heard knew led let rose sold sought struck taught threw became brought bought built chose"
    " cut drove fought hit laid lay set shot shook understood makes takes gives goes comes gets sees finds keeps"
    " leaves loses seems seemed appears looks looked sounds becomes seem look sound become make take give come"
    " get see find keep want wants need needs tried tries try used uses use leans sits stands opens remains"
    " belongs arrives brings buys carries considers drives eats enters expects feels follows grows happens"
    " hears holds includes involves joins knows lacks lends listens manages meets owns pays prefers provides reaches"
    " hung swung flung clung dug sank slept crept swept woke dealt rode slid spun swam stole froze lent sprang blew"
    " drank hid shone stung spat strung stuck oversaw foresaw withdrew overcame undertook forgave forbade mistook"
    " overthrew withheld withstood misled rebuilt retook overheard undercut underwent outdid"
    " receives refers refuses represents seeks sells sends serves settles spends stays teaches tends throws"
    " treats wears wins",
    # Nouns and participles that only look like adverbs and regular participles.
    "e": "taken thrown driven chosen stolen broken worn torn shaken risen fallen grown drawn eaten beaten hidden"
    " forgotten frozen bitten ridden flown mistaken overtaken undertaken withdrawn overthrown proven done",
    "n": "king wing ring string spring thing something anything everything nothing sibling ceiling lightning darling"
    " offspring sterling bed seed shed creed weed deed bloodshed hotbed newlywed"
    " ally anomaly assembly belly bully butterfly family folly monopoly rally supply tally"
    " acting founding managing ranking visiting"
    " daily weekly monthly quarterly yearly elderly friendly unfriendly costly deadly lonely orderly scholarly ugly"
    " lively lovely",
    "-": "- – — -- ---",
    "'": "’s 's ’ '",
    ".": "… ... . . .",
}
# Particles that belong to their verb: `pointed out`, not `warned of`.
_ADVERBIAL: Final = frozenset(["out", "back", "on", "in", "up", "off", "forth", "down", "forward", "into"])
# Capitalised, these may belong to a name: `The Hill`, `This Morning`.
_CAPITAL_DETERMINERS: Final = "A"
# And a surname may look like a cue: `Omar Said`.
_CAPITAL_CUE: Final = "Z"
# `Standing in the rain, Lind said`, but `Fleming said`.
_CAPITAL_PARTICIPLE: Final = "V"
# `April Ames said`, `Mr. Day said`, but `in April Ames said`.
_CAPITAL_NAME: Final = "O"
_ALSO_NAMES: Final = {"First": "a", "April": "l", "June": "l", "August": "l", "Day": "l", "Weeks": "l", "Per": "i"}
# What a state is shortened to: where one ends a sentence, the stop is its own as well.
_CAPITAL_STATE: Final = "R"
_STATES: Final = (
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn"
    " Tex Va Vt Wash Wis Wyo Ont Que"
)
_CAPITAL_WORDS: Final = dict.fromkeys(_ALSO_NAMES, _CAPITAL_NAME) | dict.fromkeys(_STATES.split(), _CAPITAL_STATE)
_BEFORE_CLAUSE: Final = END + ",c"
_BEFORE_OBJECT: Final = frozenset("idToapqf")
_CAPITAL_UNSETTLED: Final = {"d": _CAPITAL_DETERMINERS, "S": _CAPITAL_CUE}

# base, present, past, participle and -ing form of the kinds of cue verbs, the strongest first
_FORMS: Final = ("base", "present", "past", "participle", "gerund")
_VERB_TAGS: Final = {
    "speech": "BPSDG",
    "judge": "KJJjL",
    "mind": "BIIeg",
    "show": "HWWeg",
    "plain": "HMMeg",
    "manner": "HMMeE",
}
_RANK: Final = {kind: rank for rank, kind in enumerate(_VERB_TAGS)}
# A particle makes a plain verb a cue of speech: `went on`.
_WITH_PARTICLE: Final = {"plain": "speech"}
_HEAD: Final = "X"

_PUNCTUATION: Final = frozenset(",;:()!?.[]")
_LIKE_NUMBERS: Final = frozenset("$£€%")
_ENDINGS: Final = (("ly", "a"), ("ed", "e"), ("ing", "g"))
# With a capital these are read as names: `Rush`, `Grant`, `Will Counsel`.
_NOT_CAPITAL: Final = frozenset("nPBKIMWDjvHm")

# Tags that what stands beside them settles.
_SELDOM: Final = _HEAD + _CAPITAL_CUE + _CAPITAL_PARTICIPLE + _CAPITAL_NAME + _CAPITAL_STATE
_UNSETTLED: Final = re.compile(rf"[{_CAPITAL_DETERMINERS}{_SELDOM}BKHPMWJG.!?]")
_AFTER_NO_END: Final = frozenset(",;:)-.")
# Loose marks between a quotation and the first word after it belong to neither.
_LOOSE: Final = frozenset("'’\"”")

_PAUSE: Final = re.compile(r"[,;:.?!—–] ")


# `a man in the back shouted`
_PLACED: Final = re.compile(r"(?<=id)a(?=[SPMJIW])")
_FOUND: Final = frozenset(("found", "finds"))
_ASIDE: Final = 8
_LATER_THAT: Final = re.compile(r"(?:i#|i?d?a?l|a){1,3}t")
_QUOTED_NEXT: Final = re.compile(f"(?:d?|[op](?:Tb)?|d[aegn]{{0,3}}[nU](?:Tb)?)[{QUOTED}]")

# `WASHINGTON —`, `LEEDS, England (AP) —`: no part of the sentence that follows.
_DATELINE: Final = re.compile(r"[A-Z][A-Z .’'-]+(?:, [A-Z][\w. ]{1,20})?(?: \([\w /]{2,20}\))? ?(?:—|–|--|-) ")

# `A. He said it was “late”.`
_TURN: Final = re.compile(r"[QA]\. (?=[A-Z])")
# What an entry of a live blog begins with: `7:58 a.m. More from Verma`, `12.05pm: Verma said`.
STAMP: Final = re.compile(
    r"\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?| ?[AP]\.?M\.?)?"
    r"(?: (?:GMT|BST|UTC|I?ST|CES?T|[ECMP][SD]?T|AE[SD]T))?:? (?=[A-Z“\"‘])"
)

# A paragraph that is no longer may be a headline, in code points.
LONGEST_HEADLINE: Final = 150
_LONG_WORD: Final = 5
_FEWEST_LONG: Final = 2
_TITLE_VERBS: Final = frozenset("Pm")

# So many different words are kept with their tags, and so many pieces no longer than that with their words.
_MEMORY: Final = 1 << 15
_LONGEST_KEPT: Final = 40


def _phrase_start(text: str, start: int, end: int) -> int:
    """Return where to begin to read what stands before `end`: not in a word, and not in a name."""
    if end - start <= WINDOW:
        return start
    pause = _PAUSE.search(text, end - WINDOW, end)
    return pause.end() if pause else end


def _tokens(text: str) -> list[str]:
    """Cut a text into words; the name of a firm like `McDonald’s` is one."""
    words: list[str] = _TOKEN.findall(text)
    for at in range(len(words) - 1, 0, -1):
        if words[at] in _POSSESSIVE and words[at - 1][0].isupper() and words[at - 1].lower() in POSSESSIVE_FIRMS:
            firm = words[at - 1] + words[at]
            if firm in text:  # nothing stands between
                words[at - 1 : at + 1] = [firm]
    return words


class _Pieces(dict[str, tuple[str, ...]]):
    """The words of what stands between white space, worked out when it first comes; forgets all when it is full."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = tuple(_tokens(piece))
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MEMORY:
                self.clear()
            self[piece] = words
        return words


class _Tags(dict[str, str]):
    """Tags by word, worked out when a word first comes; forgets all when it is full."""

    def __init__(self, table: dict[str, str], plain: dict[str, str]) -> None:
        """Take the tags of known words, and of those that begin a particle verb their tags without it."""
        self._table = table
        self._plain = plain

    def __missing__(self, word: str) -> str:
        """Work a tag out; another thread may have made it forget any word, also the one that ends a passage."""
        if len(self) >= _MEMORY:
            self.clear()
        self[word] = tag = self._tag(word) if word else END
        return tag

    def _tag(self, word: str) -> str:
        known = self._table.get(word.lower().replace("’", "'") if len(word) > 1 else word.lower())
        if word == "march":
            return "n"  # of the months, no other is a noun
        if word[0].isupper():
            if word in _CAPITAL_WORDS:
                return _CAPITAL_WORDS[word]
            if known == _HEAD:
                known = self._plain[word.lower()]
            if known in (None, "g") and word.endswith("ing"):
                return _CAPITAL_PARTICIPLE
            brands = known == "J" and word.endswith("s")  # `Corvex Brands`
            if known is None or known in _NOT_CAPITAL or brands or (len(word) > 1 and word.isupper()):
                return "N"
            return _CAPITAL_UNSETTLED.get(known, known)
        return known or _tag_of_unknown(word)


def _tag_of_unknown(word: str) -> str:
    first = word[0]
    if first in _PUNCTUATION:
        return first
    if first.isdigit() or first in _LIKE_NUMBERS:
        return "#"
    if not first.isalpha():
        return "*"
    return next((tag for ending, tag in _ENDINGS if word.endswith(ending)), "n")


class Reader:
    """Makes passages of English paragraphs, with the cues of a table."""

    def __init__(self, cues: CueTable) -> None:
        table = dict(_verb_tags(cues))
        self._plain: dict[str, str] = {}
        self._particles: dict[str, dict[str, str]] = {}
        for noun, cue in cues.nouns.items():
            table.setdefault(noun, "U" if cue.kind in ("utterance", "medium") else "n")
        table.update((word, tag) for tag, words in _CLOSED.items() for word in words.split())
        table[". . ."] = "."
        table["say"] = "P"  # no noun: `say fishermen`
        for form, readings in cues.verbs.items():
            head, _, particle = form.partition(" ")
            if particle:
                self._add_particle(table, head, particle, _tag_of(readings))
        self._tag = _Tags(table, self._plain).__getitem__
        self._words_of = _Pieces().__getitem__
        self._utterances = frozenset(noun for noun, cue in cues.nouns.items() if cue.kind == "utterance")

    def _add_particle(self, table: dict[str, str], head: str, particle: str, tag: str) -> None:
        plain = self._plain.get(head) or table.get(head) or _tag_of_unknown(head)
        if plain in "SPBGJKL" and tag not in "SPBG":
            return
        self._plain[head] = plain
        self._particles.setdefault(head, {})[particle] = tag
        table[head] = _HEAD

    def __call__(self, text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> Passage:
        """Cut a stretch of a paragraph into words around the quotations that it holds."""
        words: list[str] = []
        at: list[int] = []
        gaps: list[tuple[int, int]] = []
        left = start
        if spans:
            # What the first quotation follows is read from not far before it, what follows the last
            # to where a sentence surely ends.
            left = _phrase_start(text, start, spans[0].start)
            after = _SURE_END.search(text, spans[-1].end, end if end is not None else len(text))
            end = after.end() if after else end
        begins = left == 0
        for span in spans:
            self._cut(text, left, span.start, words, gaps)
            at.append(len(words))
            words.append("")
            left = span.end
            while text[left : left + 1] in _LOOSE:
                left += 1
        self._cut(text, left, len(text) if end is None else end, words, gaps)
        tags = list(map(self._tag, words))
        if is_title_case(text, words):
            tags = list(map(self._tag_in_title, words, tags))
        if begins:
            _set_apart(text, tags)
        quotations = [trimmed(text, span) for span in spans]
        for quoted, index in zip(quotations, at, strict=True):
            tags[index] = OPEN if self._goes_on(words, tags, index + 1) else mark_of(quoted)
        settled = self._settle(words, tags)
        placed = _PLACED.search(settled) if "back" in words else None
        if placed and words[placed.start()] == "back":
            settled = f"{settled[: placed.start()]}n{settled[placed.end() :]}"
        return Passage(text, spans, words, settled, at, gaps, quotations)

    def _cut(self, text: str, start: int, end: int, words: list[str], gaps: list[tuple[int, int]]) -> None:
        """Add the words between two quotations; of a long stretch, only those near to one of them."""
        if end - start > 2 * WINDOW:
            gaps.append((len(words), start))
            words += self._words_in(text[start : start + WINDOW])
            if len(words) > gaps[-1][0]:
                words[-1] = ""  # it may be cut
            start = _phrase_start(text, start, end)
        gaps.append((len(words), start))
        words += self._words_in(text[start:end])

    def _words_in(self, text: str) -> Iterable[str]:
        if _APART in text:
            return _tokens(text)
        return chain.from_iterable(map(self._words_of, text.split()))

    def _tag_in_title(self, word: str, tag: str) -> str:
        """Tell the verbs of a headline that has capitals throughout: `Mayor Says Port Will Close`."""
        if tag != "N":
            return tag
        plain = self._tag(word.lower())
        plain = self._plain[word.lower()] if plain == _HEAD else plain
        return plain if plain in _TITLE_VERBS else tag

    @staticmethod
    def _goes_on(words: list[str], tags: list[str], after: int) -> bool:
        """Tell whether the sentence of a quotation goes on after it, whatever it ends with."""
        return after == len(words) or tags[after] in ",-:;)." or words[after][:1].islower()

    def _settle(self, words: list[str], tags: list[str]) -> str:
        """Settle the tags that what stands beside them decides, and join all."""
        last = len(words) - 1
        for found in _UNSETTLED.finditer("".join(tags)):
            i = found.start()
            tag = tags[i]
            if tag in ".!?":
                if i == last or not (tags[i + 1] in _AFTER_NO_END or words[i + 1][:1].islower()):
                    tags[i] = END
                continue
            before = tags[i - 1] if i else END
            if tag == _CAPITAL_DETERMINERS:
                tags[i] = "N" if before == "N" else "d"
                if before == "N" and i < last and tags[i + 1] == "l" and words[i + 1][0].isupper():
                    tags[i + 1] = "N"  # `This Morning`
                continue
            if tag in _SELDOM:
                if tag != _HEAD:
                    tags[i] = _settle_capital(tag, words, tags, i, before)
                    continue
                tag = tags[i] = self._with_particle(words, tags, i)
            if before != END and is_noun(words, tags, tag, i, before):
                tags[i] = "U" if words[i] in self._utterances else "n"
        if tags[:2] == ["N", "y"] and words[0].lower() in self._utterances:
            tags[0] = "U"  # `Claims by Verma that`
        return settle_among(words, tags)

    def _with_particle(self, words: list[str], tags: list[str], i: int) -> str:
        head = words[i].lower()
        if head in _FOUND:
            if _QUOTED_NEXT.match("".join(tags[i + 1 : i + 9])):
                return "J"  # `found “serious lapses”`
            if _LATER_THAT.match("".join(tags[i + 1 : i + 6])):
                return "S"  # `found in 2014 that`
            if tags[i + 1 : i + 2] == [","] and "," in tags[max(0, i - _ASIDE) : i]:
                return "M"  # `The boats, auditors found, were “unsafe”`
        particles = self._particles[head]
        if tags[i + 1 : i + 2] in (["o"], ["p"]) and tags[i + 3 : i + 4] == ["s"] and words[i + 2] in particles:
            tags[i + 2] = "z"  # `waved it off as “…”`
            return particles[words[i + 2]]
        for length in (2, 1):
            tag = particles.get(" ".join(words[i + 1 : i + 1 + length]))
            after = i + length + 1
            if tag is not None and after <= len(words) and tags[after : after + 1] != ["l"]:  # not `insisted on Monday`
                tags[i + 1 : i + 1 + length] = [
                    "z" if word in _ADVERBIAL else self._tag(word) for word in words[i + 1 : i + 1 + length]
                ]
                return tag
        return self._plain[head]


def _set_apart(text: str, tags: list[str]) -> None:
    """End a sentence where a dateline, the time of an entry or a label ends: `LEEDS —`, `7:58 a.m.`, `Q.`."""
    if _TURN.match(text):
        tags[0] = END
    stamp = STAMP.match(text)
    if stamp:
        tags[len(_tokens(stamp[0])) - 1] = END
    elif _DATELINE.match(text) and "-" in tags:
        tags[tags.index("-")] = END


def is_title_case(text: str, words: Sequence[str]) -> bool:
    """Tell a headline with capitals throughout, by its longer words; a sentence ends with a full stop."""
    if len(text) > LONGEST_HEADLINE:
        return False
    long = [word for word in words if len(word) >= _LONG_WORD and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= _FEWEST_LONG and capitals == len(long) and words[-1] != "."


def _settle_capital(tag: str, words: list[str], tags: list[str], i: int, before: str) -> str:
    """Tell what a word with a capital is that may be part of a name."""
    after = tags[i + 1] if i + 1 < len(tags) else END
    if tag == _CAPITAL_STATE:
        if after == "." and (i + 2 == len(tags) or not (tags[i + 2] in _AFTER_NO_END or words[i + 2][:1].islower())):
            words[i] += "."
            words[i + 1], tags[i + 1] = "", END
        return "N"
    if tag == _CAPITAL_PARTICIPLE:
        return "g" if before in _BEFORE_CLAUSE and after in _BEFORE_OBJECT else "N"
    if tag == _CAPITAL_NAME:
        named = (before == "N" and after != "#") or (after == "N" and before not in "il#")
        return "N" if named else _ALSO_NAMES[words[i]]
    return "N" if after in ("S", "P") or (before == "N" and _is_surname(tags, i, after)) else "S"


def _is_surname(tags: list[str], i: int, after: str) -> bool:
    """Tell `Omar Said said` and `said Omar Said` from the verb of a headline: `Lind Said, “…”`."""
    if after == "'" or (after == "," and tags[i + 2 : i + 3] not in ([], [OPEN], [STOPPED], [ASKED])):
        return True
    return i > 1 and (tags[i - 2] in "SP" or (tags[i - 2] == "N" and i > 2 and tags[i - 3] in "SP"))


def _verb_tags(cues: CueTable) -> Iterator[tuple[str, str]]:
    for form, readings in cues.verbs.items():
        if " " not in form:
            yield form, _tag_of(readings)


def _tag_of(readings: Sequence[Cue]) -> str:
    """Return the tag of the strongest reading; a form that is both counts as the past."""
    best = min(readings, key=lambda cue: (_RANK[cue.kind], -cue.strength, cue.form == "participle", cue.form == "base"))
    kind = _WITH_PARTICLE.get(best.kind, best.kind) if " " in best.lemma else best.kind
    return _VERB_TAGS[kind][_FORMS.index(best.form)]
