"""Quotation marks: every sentence here is invented.

What is to be found in a text is written as the list of its quotations without their marks: a string, or a pair of
it and what is nested in it. One that was never closed ends with `OPEN`.
"""

from __future__ import annotations

import copy
import pickle
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seeddoc.limits import QUOTE_DEPTH
from seeddoc.quotes import marks
from seeddoc.quotes._pairing import pair
from seeddoc.quotes._singles import weave
from seeddoc.quotes.marks import SINGLE, STYLES, Span, find_spans, has_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Shape: TypeAlias = "str | tuple[str, list[Shape]]"

OPEN: Final = " ⟨open⟩"


def shapes(text: str, spans: Iterable[Span]) -> list[Shape]:
    """Return what was found, as the tables have it."""
    found: list[Shape] = []
    for span in spans:
        inner = text[span.inner_start : span.inner_end] + ("" if span.closed else OPEN)
        found.append((inner, shapes(text, span.children)) if span.children else inner)
    return found


STYLES_OF_EVERY_COUNTRY: Final[list[tuple[str, list[Shape]]]] = [
    # double marks
    ("“We go,” said Bo. “We stay.”", ["We go,", "We stay."]),
    ('"We go," said Bo. "We stay."', ["We go,", "We stay."]),
    ('("We go")—"We stay"', ["We go", "We stay"]),
    ("``We go,'' said Bo. ``We stay.''", ["We go,", "We stay."]),
    ("''We go,'' said Bo. ''We stay.''", ["We go,", "We stay."]),
    ("„Wir gehen“, sagte Bo. „Ja.“", ["Wir gehen", "Ja."]),
    ("„Idziemy” – powiedział Bo. „Tak.”", ["Idziemy", "Tak."]),
    ("”Vi går”, sade Bo. ”Ja.”", ["Vi går", "Ja."]),
    ("”Mennään”, sanoi Bo. »Joo», sanoi Li.", ["Mennään", "Joo"]),
    # guillemets
    ("«Vamos», dijo Bo. «Sí.»", ["Vamos", "Sí."]),
    ("« On y va », dit Bo. « Oui ! »", [" On y va ", " Oui ! "]),
    ("«\N{NO-BREAK SPACE}On y va\N{NO-BREAK SPACE}», dit Bo.", ["\N{NO-BREAK SPACE}On y va\N{NO-BREAK SPACE}"]),
    (
        "«\N{NARROW NO-BREAK SPACE}Oui\N{NARROW NO-BREAK SPACE}!\N{NARROW NO-BREAK SPACE}» dit Bo.",
        ["\N{NARROW NO-BREAK SPACE}Oui\N{NARROW NO-BREAK SPACE}!\N{NARROW NO-BREAK SPACE}"],
    ),
    ("»Wir gehen«, sagte Bo. »Ja.«", ["Wir gehen", "Ja."]),
    ("‹Wir gehen›, sagte Bo.", ["Wir gehen"]),
    ("›Wir gehen‹, sagte Bo.", ["Wir gehen"]),
    ("«Er rief ‹halt› und ging», sagte Bo.", [("Er rief ‹halt› und ging", ["halt"])]),
    ("»Er rief ›halt‹ und ging«, sagte Bo. »Ja.«", [("Er rief ›halt‹ und ging", ["halt"]), "Ja."]),
    ("« Il a dit “non” », dit Bo.", [(" Il a dit “non” ", ["non"])]),
    # single marks
    ("‘We go,’ said Bo. ‘We stay.’", ["We go,", "We stay."]),
    ("'We go,' said Bo. 'We stay.'", ["We go,", "We stay."]),
    ("‚Wir gehen‘, sagte Bo. ‚Ja.‘", ["Wir gehen", "Ja."]),
    ("‚Wir gehen’, sagte Bo.", ["Wir gehen"]),
    ("`We go,' said Bo. `We stay.’", ["We go,", "We stay."]),
    ("``He told me `go away' twice,'' said Bo.", [("He told me `go away' twice,", ["go away"])]),
    ("’Vi går’, sade Bo. ’Ja.’", ["Vi går", "Ja."]),
    ("”Han ropade ’stopp’ och gick”, sade Bo.", [("Han ropade ’stopp’ och gick", ["stopp"])]),
    ("„Er rief ‚halt‘ und ging“, sagte Bo.", [("Er rief ‚halt‘ und ging", ["halt"])]),
    # brackets, and single marks between letters that never have an apostrophe beside them
    ("彼は「行く」と言った。「はい」", ["行く", "はい"]),
    ("彼は「『本』を読む」と言った。", [("『本』を読む", ["本"])]),
    ("『行く』と彼は言った。", ["行く"]),
    ("他说‘我走’然后走了。", ["我走"]),
    ("他说“我们‘一定’走。”", [("我们‘一定’走。", ["一定"])]),
    ("‘간다’라고 말했다.", ["간다"]),
]

NESTED: Final[list[tuple[str, list[Shape]]]] = [
    ("“He told me ‘go away’ twice,” said Bo.", [("He told me ‘go away’ twice,", ["go away"])]),
    ("‘He told me “go away” twice,’ said Bo.", [("He told me “go away” twice,", ["go away"])]),
    ("'He told me \"go away\" twice,' said Bo.", [('He told me "go away" twice,', ["go away"])]),
    ("\"He said 'go.'\" Bo left.", [("He said 'go.'", ["go."])]),
    ("“He said ‘go.’” Bo left.", [("He said ‘go.’", ["go."])]),
    ("“He said, ‘go.’ ” Bo left.", [("He said, ‘go.’ ", ["go."])]),
    ("‘He said “go,” ’ Bo told us.", [("He said “go,” ", ["go,"])]),
    ("“‘Go,’ he said, and I went,” said Bo.", [("‘Go,’ he said, and I went,", ["Go,"])]),
    ("‘“Go,” he said, and I went,’ said Bo.", [("“Go,” he said, and I went,", ["Go,"])]),
    (
        "“She wrote ‘he read “the old mill” aloud’ to me,” said Bo.",
        [("She wrote ‘he read “the old mill” aloud’ to me,", [("he read “the old mill” aloud", ["the old mill"])])],
    ),
    (
        "‘She wrote “he read ‘the old mill’ aloud” to me,’ said Bo.",
        [("She wrote “he read ‘the old mill’ aloud” to me,", [("he read ‘the old mill’ aloud", ["the old mill"])])],
    ),
    ("‘He said ‘no’ and left,’ said Bo.", [("He said ‘no’ and left,", ["no"])]),
    ("“The ‘mill’ and the ‘boats’ are gone,” said Bo.", [("The ‘mill’ and the ‘boats’ are gone,", ["mill", "boats"])]),
    ("“A b” and ‘c d’ and «e “f”» came.", ["A b", "c d", ("e “f”", ["f"])]),
    ("He had “boats” and 'mills' and “gates”.", ["boats", "mills", "gates"]),
]

APOSTROPHES: Final[list[tuple[str, list[Shape]]]] = [
    # none of these is a quotation
    ("Nobody knew of ISIS’ presence in the ’90s or the '90s or the ‘90s.", []),
    ("Rock ’n’ roll, rock 'n' roll, rock ‘n’ roll and drum ‘n’ bass.", []),
    ("’Tis late, 'tis late and ‘tis late.", []),
    ("The students’ union and the teachers' union met.", []),
    ("O’Brien and O'Brien of al-Qa’im and al-Qa'im.", []),
    ("She is 5’11” and he is 6'2\" and 6' 2\" and 5’ 11”.", []),
    ("A dogs' dinner, a dogs’ dinner.", []),
    ("Tell ’em, tell 'em, 'cause they come 'til dawn, ’cause I say so.", []),
    ("The class of '68, of ’68 and of ‘68.", []),
    ("They do n't know Bo 's boats, and the boys ' boats.", []),
    ("He was goin’ home an' singin' o' love.", []),
    ("Guns N’ Roses, Lil’ Bo and th’ end.", []),
    ("The ‘Abd al-Karim mosque, the ‘Ali and the pilgrims’ road.", []),
    ("al-'Amari and al-‘Amari met the boys' dad.", []),
    ("The '90s were the boys', he wrote.", []),
    ("Hawai‘i and don‘t and e‘er.", []),
    ("The 5’ wall, the 6' gate.", []),
    ("Berlioz’ music, Marx’ books.", []),
    ("A ' blank ' on ‘ either ’ side.", []),
    ("The dogs’ dinner ’ here and ‘’ there and ' ' there.", []),
    ("Down to the '", []),
    ("’", []),
    # nor are they where there are quotations
    ("“The dogs’ dinner burned,” said Bo. “It’s Ann’s.”", ["The dogs’ dinner burned,", "It’s Ann’s."]),
    ('"The dogs\' dinner burned," said Bo. "It\'s Ann\'s."', ["The dogs' dinner burned,", "It's Ann's."]),
    ("“In the ’90s ’twas the boys’ mill,” said Bo.", ["In the ’90s ’twas the boys’ mill,"]),
    ("“She is 5’ 11” tall,” said Bo.", ["She is 5’ 11” tall,"]),
    ('"She is 5\'11" tall," said Bo.', ["She is 5'11\" tall,"]),
    ('"The wall is 8" thick and 10" high," said Bo.', ['The wall is 8" thick and 10" high,']),
    ('"The wall is 8" said Bo. "It fell."', ["The wall is 8", "It fell."]),
    ('"The wall is 8" thick.', ["The wall is 8"]),
    ('"The wall is 8", she said. "It fell."', ["The wall is 8", "It fell."]),
    ('«The wall is 8" thick», said Bo.', ['The wall is 8" thick']),
    ("“The wall is 8” thick,” said Bo.", ["The wall is 8” thick,"]),
    ("‘I don’t know the boys’ names,’ said Ann. ‘Nor do I,’ said Bo.", ["I don’t know the boys’ names,", "Nor do I,"]),
    ("'I don't know the boys' names,' said Ann. 'Nor do I,' said Bo.", ["I don't know the boys' names,", "Nor do I,"]),
    ("‘Rock ’n’ roll is dead,’ said Bo. ‘Tell ’em.’", ["Rock ’n’ roll is dead,", "Tell ’em."]),
    ("‘I like Guns N’ Roses,’ said Bo.", ["I like Guns N’ Roses,"]),
    ("‘’Tis late,’ said Bo. ‘'Tis too late.’", ["’Tis late,", "'Tis too late."]),
    ("'Tis late,' said Bo. ‘Tis late,’ said Ann.", ["Tis late,", "Tis late,"]),
    ("'I saw 'im go,' said Bo. 'Nor 'im,' said Ann.", ["I saw 'im go,", "Nor 'im,"]),
    ("'I saw 'is dog,' said Bo. 'Me too.'", ["I saw 'is dog,", "Me too."]),
    ("‘I was goin’ home,’ said Bo. ‘Nothin’ doin’,’ said Ann.", ["I was goin’ home,", "Nothin’ doin’,"]),
    (
        "‘The Joneses’, the Lunds’ and the Browns’ mills burned,’ he said.",
        ["The Joneses’, the Lunds’ and the Browns’ mills burned,"],
    ),
    ("‘In ’68 the 5’ wall fell,’ said Bo.", ["In ’68 the 5’ wall fell,"]),
    ("‘.22 rifles,’ said Bo. ‘. . . and boats,’ said Ann.", [".22 rifles,", ". . . and boats,"]),
]

SINGLE_MARKS: Final[list[tuple[str, list[Shape]]]] = [
    # words set off
    ("The so-called ‘dark mill’ and the 'dark gate' fell.", ["dark mill", "dark gate"]),
    ("The so-called ‘dark forces’ of the boys’ home.", ["dark forces"]),
    ("The so-called ‘dark forces’ rule the boys’ home at night.", ["dark forces"]),
    ("The ‘dark forces’ and a ‘dark horse’ came.", ["dark forces", "dark horse"]),
    ("The ‘dark forces’ and mills of old.", ["dark forces"]),
    ("The ‘boys’ toys’ on the shelf.", ["boys’ toys"]),
    ("The film ‘The Boys’ won, and ‘The Boys’ star Bo left.", ["The Boys", "The Boys"]),
    ("‘The Boys’ star Bo left.", ["The Boys"]),
    ("‘Berlin’ star Bo left.", ["Berlin"]),
    ("An anti-‘dark mill’ law and a pro-'dark mill' law.", ["dark mill", "dark mill"]),
    ("Bo ('the boss') left—'go!'—and 'x'.", ["the boss", "go!", "x"]),
    ("He wrote of ‘Apollo 13’ (the boat) and ‘Apollo 14’.", ["Apollo 13", "Apollo 14"]),
    ("‘The dark mill’, he said of the Lunds’, ‘is bad’.", ["The dark mill", "is bad"]),
    ("‘We are the boys’ said Bo.", ["We are the boys"]),
    ("‘It was a war of nerves’ Ann Lund said.", ["It was a war of nerves"]),
    ("‘The “big” boys’ said “no” to Bo.", [("The “big” boys", ["big"]), "no"]),
    ("They spoke of ‘the long night. They were the boys’ dads.", []),
    ("They spoke of ‘" + "the long, long night and " * 10 + "the boys’ dads.", []),
    # typed differently
    ("‘Go away‘ he said.", ["Go away"]),
    ("‘Go away' he said. 'Go,’ she said.", ["Go away", "Go,"]),
    ("‘Go away!’Then he left.", ["Go away!"]),
    ("‘‘Go away,’’ said Bo.", ["Go away,"]),
    ("Bo met ‘Go’Away, they say.", []),
    ("—’'Aa’", ["'Aa"]),
    ("A 'sign‘ and no more.", []),
    ("The `mill` and the `boats` of the boys' dad.", []),
    ("The `mill and “the” gate`, ‚a boat‚ and a 'dam.'", ["the", "dam."]),
    # a number of marks that is odd
    ("‘A b,’ said Bo. C d,’ said Ann. ‘E f,’ said Cy.", ["A b,", "E f,"]),
    ("'A b, said Bo. 'C d,' said Ann.", ["C d,"]),
    ("Bo said 'we go and we stay.", []),
    ("The boys said ‘we go and we stay.", []),
    ("He likes ’Vi and her, ‘you know,’ she said.", ["you know,"]),
    ("He likes ’Vi and ’Bo,’ she said.", ["Bo,"]),
    # other quotations, never closed, inside
    ("‘He said “go and left,’ said Bo. ‘Never.’", [("He said “go and left,", ["go and left," + OPEN]), "Never."]),
    (
        "‘He said «no “go and left,’ he» said.’",
        [("He said «no “go and left,’ he» said.", [("no “go and left,’ he", ["go and left,’ he" + OPEN])])],
    ),
    ("’Vi said “go and left,’ said Bo.", ["go and left,’ said Bo." + OPEN]),
    ("'He said \", ' and left.", [('He said ", ', ["," + OPEN])]),
    ("'He said \" ' and left.", [" ' and left." + OPEN]),
]

UNCLOSED: Final[list[tuple[str, list[Shape]]]] = [
    ("“We go and we stay. ", ["We go and we stay." + OPEN]),
    ("Bo said: “We go.", ["We go." + OPEN]),
    ("“A b,” said Bo. “C d, said Ann. “E f,” said Cy.", ["A b,", "C d, said Ann." + OPEN, "E f,"]),
    ('"A b," said Bo. "C d, said Ann. "E f," said Cy.', ["A b,", "C d, said Ann." + OPEN, "E f,"]),
    ("“He said «no» and left.", [("He said «no» and left." + OPEN, ["no"])]),
    ("““We go,” said Bo.", ["We go,"]),
    ("“ ”, “\t” and “", []),
    ('A "" and " " and "', []),
    ("彼は「行く", ["行く" + OPEN]),
    ("«We go and «we stay» and go.", [("We go and «we stay» and go." + OPEN, ["we stay"])]),
    # single marks
    ("‘We go and we stay. ", ["We go and we stay." + OPEN]),
    ("‘We love the boys’ names and boats.", ["We love the boys’ names and boats." + OPEN]),
    ("Bo said: ‘We stay. It is the boys’ home.", ["We stay. It is the boys’ home." + OPEN]),
    ("‘We go. ‘No,’ said Bo.", ["We go." + OPEN, "No,"]),
    ("‘We saw the “big” mill. “No,” said Bo.", [("We saw the “big” mill." + OPEN, ["big"]), "No,"]),
    ("‘We go,’ said Bo. ‘We stay.", ["We go,", "We stay." + OPEN]),
    ("‘We go,’ said Bo, ‘and stay.", ["We go,", "and stay." + OPEN]),
    ("‘“We go,” said Bo.", ["We go,"]),
    ("‘We ‘A “go”.", [("We ‘A “go”." + OPEN, ["go"])]),
    ("“He said: ‘We go.” Bo left.", [("He said: ‘We go.", ["We go." + OPEN])]),
    ("‘: ‘A", ["A" + OPEN]),
    (
        "“The dogs’ dinner ‘burned all night,” said Bo.",
        [("The dogs’ dinner ‘burned all night,", ["burned all night," + OPEN])],
    ),
    ("“The dogs' dinner 'burned all night,” said Bo.", ["The dogs' dinner 'burned all night,"]),
    ("“It burned ‘til dawn,” said Bo. “It’s Ann’s.”", ["It burned ‘til dawn,", "It’s Ann’s."]),
]

TURNED: Final[list[tuple[str, list[Shape]]]] = [
    ("Is he a fascist?“ he asked.", []),
    ("“Is he a fascist?“ he asked. “No.”", ["Is he a fascist?", "No."]),
    ("”Is he a fascist?” he asked. “No.”", ["Is he a fascist?", "No."]),
    ("He said“ we go” and left.", [" we go"]),
    ("A stray” closing mark and “another”.", ["another"]),
    ("A stray» closing «mark»’ here.", ["mark"]),
    ('“We go," said Bo. "We stay.”', ["We go,", "We stay."]),
    ("“We go,'' said Bo.", ["We go,"]),
    ('“A "b" c,” said Bo.', [('A "b" c,', ["b"])]),
    ('said Bo."We go." He left."', ["We go."]),
    ('"We go,"said Bo. "We stay."', ["We go,", "We stay."]),
    ('A 5" nail and "a mill".', ["a mill"]),
    ("«We go« said Bo.", ["We go"]),
    ("‹We go‹ said Bo.", ["We go"]),
    ("›We go› said Bo.", ["We go"]),
]

TABLES: Final = (STYLES_OF_EVERY_COUNTRY, NESTED, APOSTROPHES, SINGLE_MARKS, UNCLOSED, TURNED)


@pytest.mark.parametrize(("text", "expected"), list(chain(*TABLES)))
def test_tables(text: str, expected: list[Shape]) -> None:
    assert shapes(text, find_spans(text)) == expected


def test_the_tables_are_long() -> None:
    assert sum(map(len, TABLES)) > 150
    opened = {span.style for text, _ in chain(*TABLES) for span in every(find_spans(text))}
    assert opened == set(STYLES)


def test_a_paragraph_of_british_prose() -> None:
    text = (
        "‘I don’t know the boys’ names,’ said Ann, ‘but ’tis true they’re the ’90s “kings of rock ’n’ roll”. Tell ’em"
        " that.’ The students’ union’s ‘open house’ was the Lunds’, not the Joneses’. ‘Nor do I,’ said O’Brien"
        " (‘Obie’ to all), 6’2” and as thin as a dogs’ dinner. ‘Did she say ‘all’?’"
    )
    kings = "but ’tis true they’re the ’90s “kings of rock ’n’ roll”. Tell ’em that."
    assert shapes(text, find_spans(text)) == [
        "I don’t know the boys’ names,",
        (kings, ["kings of rock ’n’ roll"]),
        *("open house", "Nor do I,", "Obie", ("Did she say ‘all’?", ["all"])),
    ]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_mark_of_the_table_closes(style: marks.Style) -> None:
    for closer in (*style.closers, *style.stand_ins):
        text = f"Then {style.opener}A b,{closer} said Bo."
        (span,) = find_spans(text)
        assert (span.style, span.closed, shapes(text, [span])) == (style, True, ["A b,"])
        assert has_marks(text)


def test_names_and_openers_of_styles_are_unique() -> None:
    assert len({style.name for style in STYLES}) == len({style.opener for style in STYLES}) == len(STYLES)


def test_single_marks_are_told_by_their_family() -> None:
    families = {span.style.family for span in find_spans("‘A b,’ said Bo. 'C d,' he said. ‚E f‘ ’G h’")}
    assert families == {SINGLE}
    assert {span.style.family for span in find_spans("“A b,” said Bo. «C d»")} == {"double", "guillemets"}


@pytest.mark.parametrize(
    "text", ["", "No marks.", "It’s the boys’ home.", "It's the boys' home.", "Éé ’90s", "5’ 11", "`"]
)
def test_no_marks(text: str) -> None:
    assert not has_marks(text)
    assert find_spans(text) == ()


@pytest.mark.parametrize("text", ['a "', "“", "「", "”", "``", "a ‘b", "a 'b", "''", "‚a", "’A"])
def test_marks(text: str) -> None:
    assert has_marks(text)


def test_spans_are_values() -> None:
    text = "“A ‘b’ c,” said Bo."
    one, two = find_spans(text), find_spans(text)
    assert one == two
    assert hash(one) == hash(two)
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one  # noqa: S301  # it reads what it has just written


# --- Properties -----------------------------------------------------------------------------------------

# Written here and not taken from the table: what the table forgets must not be forgotten here too.
MARKS: Final = ("“", "”", '"', "„", "«", "»", "‹", "›", "「", "」", "『", "』", "``", "''", "‘", "’", "'", "‚", "`")
REST: Final = (
    *" \t\N{NO-BREAK SPACE}aAsSn5,.?!:;()[]—–-…/_本",
    "in",
    "said ",
    "’90s",
    "and ",
    "\N{COMBINING ACUTE ACCENT}",
)
PLAIN_PAIRS: Final = (
    ('"', '"'),
    ("“", "”"),
    ("«", "»"),
    ("‹", "›"),
    ("「", "」"),
    ("『", "』"),
    ("‘", "’"),
    ("'", "'"),
)


def texts_of(*alphabet: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(alphabet), max_size=40).map("".join)


NOISE: Final = texts_of(*MARKS, *REST) | st.sampled_from(PLAIN_PAIRS).flatmap(
    lambda both: texts_of(*both, *both, *REST)
)


def every(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        yield span
        yield from every(span.children)


def depth(spans: Iterable[Span]) -> int:
    return max((1 + depth(span.children) for span in spans), default=0)


def assert_sound(text: str, spans: tuple[Span, ...], low: int, high: int) -> None:
    for one, two in pairwise(spans):
        assert one.end <= two.start
    for span in spans:
        style = span.style
        assert low <= span.start < span.inner_start < span.inner_end <= span.end <= high
        assert text[span.start : span.inner_start] == style.opener
        assert text[span.inner_start : span.inner_end].strip()
        if span.closed:
            assert text[span.inner_end : span.end] in (*style.closers, *style.stand_ins)
        else:
            assert span.inner_end == span.end
            assert not text[span.end - 1].isspace()
        assert_sound(text, span.children, span.inner_start, span.inner_end)


@given(NOISE | st.text())
@example("‘A5  5‚‚‘ sA ‚‚‚A  ‘‚‚aA‘")
@example("'A本 ‘—”-s›-said-』.‘: ”")
@example("   '\"'’ ’        ''\" \" ' ")
@example("‘``: —: 本A‘: ‘`` 本本As‘s ``本A5``A")
def test_what_is_found_is_sound(text: str) -> None:
    spans = find_spans(text)
    assert_sound(text, spans, 0, len(text))
    assert depth(spans) <= 2 * QUOTE_DEPTH
    assert spans == () or has_marks(text)


@given(NOISE)
@example("(“ aa-”(")
@example("5——“  —   ”“—”5 5")
@example("“5’ 11” “A 11”")
def test_the_short_way_finds_what_the_long_way_does(text: str) -> None:
    others = pair(text, QUOTE_DEPTH)
    found = marks._marks_of(text)
    assert (marks._find_others(text, found, QUOTE_DEPTH) if found else ()) == others
    assert find_spans(text) == weave(text, others, QUOTE_DEPTH)


@given(NOISE)
def test_single_marks_take_nothing_from_others(text: str) -> None:
    others = [(span.style, span.start) for span in every(pair(text, QUOTE_DEPTH))]
    assert [(span.style, span.start) for span in every(find_spans(text)) if span.style.family != SINGLE] == others


# Words with apostrophes of every kind, among others.
APOSTROPHE_WORDS: Final = (
    *("ISIS’", "ISIS'", "students’", "students'", "O’Brien", "O'Brien", "al-Qa’im", "don’t", "don't", "it’s", "Bo's"),
    *("’90s", "'90s", "’68", "rock ’n’ roll", "rock 'n' roll", "’Tis", "'tis", "’em", "'em", "’cause", "'til", "goin’"),
    *("5’11”", "5’ 11”", "6'2\"", "6' 2\"", "5’", "boys’,", "boys'.", "Lunds’;", "Marx’", "th’", "o'", "Hawai‘i"),
    *("the", "a", "mill.", "Then", "of", "and", "Ann,", "said", "boat"),
)


@given(st.lists(st.sampled_from(APOSTROPHE_WORDS), max_size=12).map(" ".join))
def test_an_apostrophe_is_no_mark(text: str) -> None:
    assert find_spans(text) == ()


@given(
    st.sampled_from((("“", "”"), ('"', '"'), ("«", "»"), ("「", "」"), ("„", "“"))),
    st.lists(
        st.lists(st.sampled_from(APOSTROPHE_WORDS).filter(lambda word: word[-1] not in '”"'), min_size=1), max_size=8
    ),
)
def test_an_apostrophe_is_no_mark_beside_others(both: tuple[str, str], pieces: list[list[str]]) -> None:
    opener, closer = both
    said = ["Yes " + " ".join(piece) + "," for piece in pieces]
    text = "He said: " + " he said. ".join(f"{opener}{words}{closer}" for words in said)
    assert shapes(text, find_spans(text)) == said


# British prose of which the quotations are known.
BRITISH: Final = st.lists(
    st.tuples(
        st.sampled_from(
            (
                *(
                    "We go,",
                    "I don’t know the boys’ names,",
                    "It’s the Joneses’, not ours,",
                    "Who?",
                    "Never—",
                    "Tell ’em!",
                ),
                *(
                    "Rock ’n’ roll is dead.",
                    "In the ’90s they were goin’ home.",
                    "’Tis the students’ union.",
                    "[The] mill…",
                ),
                *("He said “go” and left,", "“Go,” he said.", "dark mill", "It was ‘good’ for the mill,"),
            )
        ),
        st.sampled_from(
            (
                *(
                    " said Bo. ",
                    " the boys’ dad said. ",
                    " Mr. Lund’s aide, of the teachers’ union, said: ",
                    " (he’s 43) and ",
                ),
                *(" said O’Brien of the ’90s. Then ", " it’s late—", " wrote the “boss”. "),
            )
        ),
    ),
    max_size=8,
)


@given(BRITISH)
def test_british_prose(prose: list[tuple[str, str]]) -> None:
    text = "".join(f"‘{said}’{told}" for said, told in prose)
    assert single_marks(text) == [said for said, _ in prose]


@given(BRITISH)
def test_british_prose_in_straight_marks(prose: list[tuple[str, str]]) -> None:
    # An apostrophe right beside a single straight mark makes a typewriter's double mark.
    text = "".join(f"‘{said}’{told}" for said, told in prose if said[0] != "’")
    assert single_marks(flatten(text)) == [flatten(said) for said, _ in prose if said[0] != "’"]


def single_marks(text: str) -> list[str]:
    return [text[span.inner_start : span.inner_end] for span in find_spans(text) if span.style.family == SINGLE]


def flatten(text: str) -> str:
    return text.translate(str.maketrans("‘’“”", "''\"\""))


# --- Hostile texts --------------------------------------------------------------------------------------

MANY: Final = 10_000


@pytest.mark.parametrize(
    "text",
    [
        *(mark * MANY for mark in MARKS),
        *(f" {mark}A" * MANY for mark in MARKS),
        *(f"a{mark} " * MANY for mark in MARKS),
        *(f"{opener}a{closer} " * MANY for opener, closer in PLAIN_PAIRS),
        *(f" {opener}a" * MANY + f"b{closer} " * MANY for opener, closer in PLAIN_PAIRS),
        *(f". {opener}A b" * MANY + closer for opener, closer in PLAIN_PAIRS),
        "‘A «b “c " + "d,’ " * MANY + "»",
        "‘a " + "s’ " * MANY,
        "‘a " + "s’ " + "Abc " * MANY,
        "‘" + " " * MANY + "‘A" + " " * MANY + "‘b",
        "‘" + "a" * MANY + "in’",
        "“a " + 'b" “c ' * MANY,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile(text: str) -> None:
    spans = find_spans(text)
    assert_sound(text, spans, 0, len(text))
    assert depth(spans) <= 2 * QUOTE_DEPTH


def test_deeper_than_the_limit_single_marks_do_not_open() -> None:
    text = "‘A " * QUOTE_DEPTH + "“b ‘c’ d”" + " e’" * QUOTE_DEPTH
    (span,) = [span for span in every(find_spans(text)) if span.style.name == "curly"]
    assert span.children == ()
    assert depth(find_spans(text)) == QUOTE_DEPTH + 1


# --- Other depths ---------------------------------------------------------------------------------------

DEPTHS: Final = (2, 3, QUOTE_DEPTH, 32)


def nested(opener: str, closer: str, levels: int) -> str:
    return f" {opener}One two" * levels + f" two{closer}" * levels


@pytest.mark.parametrize("most", DEPTHS)
@pytest.mark.parametrize(("opener", "closer"), [*PLAIN_PAIRS, ("‘", "’"), ("'", "'")])
def test_so_many_levels_nest_and_one_more_does_not(opener: str, closer: str, most: int) -> None:
    text = nested(opener, closer, most)
    found = find_spans(text, most)
    assert len(found) == 1
    assert depth(found) == most
    assert all(span.closed for span in every(found))
    deeper = nested(opener, closer, most + 1)
    spans = find_spans(deeper, most)
    assert_sound(deeper, spans, 0, len(deeper))
    # What is open ends before the innermost, which stands by itself.
    (last,) = [span for span in spans if span.closed]
    assert deeper[last.inner_start : last.inner_end] == "One two two"
    assert depth(spans) <= most


@pytest.mark.parametrize("most", DEPTHS)
def test_single_marks_and_others_count_apart(most: int) -> None:
    text = " “One ‘two" * most + " two’ one”" * most
    assert depth(find_spans(text, most)) == 2 * most
    assert depth(find_spans(f" “One{text} one”", most)) < 2 * most + 1


@given(NOISE | st.text(), st.sampled_from(DEPTHS))
def test_what_is_found_to_a_depth_is_sound(text: str, most: int) -> None:
    spans = find_spans(text, most)
    assert_sound(text, spans, 0, len(text))
    assert depth(spans) <= 2 * most
    # More marks than may be open at a time are needed for the depth to matter.
    if sum(not (char.isalnum() or char.isspace()) for char in text) < most:
        assert spans == find_spans(text, 32)


@pytest.mark.parametrize("mark", [" “a", " ‘A", ' "a', " “a ‘b", "“‘", " “a ‘b «c „d", "「『"])
def test_hostile_to_the_greatest_depth(mark: str) -> None:
    text = mark * MANY
    spans = find_spans(text, 32)
    assert_sound(text, spans, 0, len(text))
    assert depth(spans) <= 64
