"""For those who let a model write bundles: the stream, the repairs and the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeddoc import Bundle, Diagnostic, Document, Limits, dumps, loads, parse
from seeddoc.llm import (
    EXAMPLE,
    REPAIRS,
    SAFE_REPAIRS,
    Added,
    Change,
    Done,
    Noted,
    Repaired,
    Started,
    StreamEvent,
    StreamReader,
    prompt,
    repair,
)
from tests import strategies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

quiet = st.sampled_from(("A title", "A title\n\nText.", "“Go,” she said.", "A\n", "\n  x\n\ny"))
A = "<<<FILE a.txt>>>\nA title\n<<<END FILE>>>\n"
B = "<<<FILE b.txt>>>\nB title\n<<<END FILE>>>\n"


# --- The stream -------------------------------------------------------------------------------------------


def stream(pieces: Iterable[str], limits: Limits | None = None) -> list[StreamEvent]:
    """Read pieces, and join what was added to one document by several events."""
    reader = StreamReader(limits=limits)
    events = [event for piece in pieces for event in reader.receive(piece)]
    joined: list[StreamEvent] = []
    for event in (*events, *reader.close()):
        before = joined[-1] if joined else None
        if isinstance(event, Added) and isinstance(before, Added) and before.number == event.number:
            joined[-1] = Added(event.number, before.text + event.text)
        else:
            joined.append(event)
    return joined


def place_of(finding: Diagnostic) -> tuple[int, str, str]:
    return finding.offset, finding.code, finding.message


class TestStream:
    @given(strategies.garbage(), st.data())
    def test_any_chunking_gives_the_same_events(self, text: str, data: st.DataObject) -> None:
        whole = stream([text])
        assert stream(text) == whole
        assert stream(data.draw(strategies.chunkings(text))) == whole

    @given(strategies.bundles(), st.data())
    def test_any_chunking_of_what_was_written(self, bundle: Bundle, data: st.DataObject) -> None:
        text = dumps(bundle, dialect="canonical")
        whole = stream([text])
        assert stream(data.draw(strategies.chunkings(text))) == whole
        assert [event.document for event in whole if isinstance(event, Done)] == list(bundle)

    @given(strategies.garbage())
    def test_it_is_what_parse_finds(self, text: str) -> None:
        events, result = stream([text]), parse(text)
        done = [event for event in events if isinstance(event, Done)]
        assert tuple(event.document for event in done) == result.bundle.documents
        added: dict[int, str] = {}
        for event in events:
            if isinstance(event, Added):
                added[event.number] = added.get(event.number, "") + event.text
        assert [added.get(event.number, "") for event in done] == [event.document.text for event in done]
        assert [event.name for event in events if isinstance(event, Started)] == list(result.bundle.names)
        found = [event.diagnostic for event in events if isinstance(event, Noted)]
        found += [finding for event in done for finding in event.diagnostics]
        assert sorted(found, key=place_of) == sorted(result.diagnostics, key=place_of)

    @given(strategies.garbage())
    def test_started_comes_first_and_done_last(self, text: str) -> None:
        started, done = set[int](), set[int]()
        for event in stream(text):
            if isinstance(event, Started):
                assert event.number == len(started)
                started.add(event.number)
            elif isinstance(event, (Added, Done)):
                assert event.number in started - done
                done |= {event.number} if isinstance(event, Done) else set()
        assert started == done

    def test_text_comes_at_once(self) -> None:
        reader = StreamReader()
        assert reader.receive("<<<FILE a.txt lang=en size=14>>>") == ()
        assert reader.receive("\n") == (Started(0, "a.txt", (("lang", "en"), ("size", "14"))),)
        assert reader.receive("A ti") == (Added(0, "A ti"),)
        assert reader.receive("tle\n") == (Added(0, "tle"),)
        assert reader.receive("\r") == (Added(0, "\n"),)
        assert reader.receive("\nText.\r") == (Added(0, "\r\nText."),)
        assert reader.receive("\n<<") == ()
        assert reader.receive("<END FILE>>>") == ()
        (done,) = reader.receive("\n")
        assert isinstance(done, Done)
        assert done.document == Document("a.txt", "A title\n\r\nText.", done.document.attributes)
        assert [finding.code for finding in done.diagnostics] == ["I001"]
        assert reader.close() == ()
        assert reader.close() == ()

    def test_what_may_be_a_marker_is_held_back(self) -> None:
        reader = StreamReader()
        reader.receive("<<<FILE a>>>\n")
        assert reader.receive("x <b") == (Added(0, "x "),)
        assert reader.receive(">y</b") == ()
        assert reader.receive(">\n  \n") == ()
        assert reader.receive("so") == (Added(0, "<b>y</b>\n  \nso"),)
        assert reader.receive(" it is.<<<END FILE>>>\n \n") == (Added(0, " it is."),)
        done = reader.close()
        assert isinstance(done[-1], Done)
        assert [finding.code for finding in done[-1].diagnostics] == ["B003"]

    def test_a_line_that_begins_like_a_marker(self) -> None:
        reader = StreamReader()
        reader.receive("<<<FILE a>>>\nx\n<")
        assert reader.receive("b> is\nbold") == (Added(0, "\n<b> is\nbold"),)

    def test_blocks_come_line_by_line(self) -> None:
        reader = StreamReader()
        assert reader.receive("<<<FILE a\nxyz") == (Started(0, "a", ()),)
        assert reader.receive("\nFILE") == (Added(0, "xyz"),)
        (done,) = reader.receive(">>>\n")
        assert isinstance(done, Done)

    def test_chatter_is_noted(self) -> None:
        events = stream([f"Sure!\n{A}Bye."])
        assert [event.diagnostic.code for event in events if isinstance(event, Noted)] == ["B009", "B009"]

    def test_a_cut_off_answer(self) -> None:
        *_, done = stream(["<<<FILE a>>>\nx\n<<<END FI"])
        assert isinstance(done, Done)
        assert (done.document.complete, [finding.code for finding in done.diagnostics]) == (False, ["B001", "B008"])

    def test_a_document_of_the_last_line(self) -> None:
        events = stream(["<<<FILE a>>>"])
        assert [type(event) for event in events] == [Started, Done]

    def test_what_is_wrong_outside_is_of_no_document(self) -> None:
        events = stream(["\ud800\n<<<FILE>>>\n\ud800\n<<<END FILE>>>\n\ud800"])
        done = [event for event in events if isinstance(event, Done)]
        assert [[each.code for each in event.diagnostics] for event in done] == [["E002", "N002"]]
        noted = [event.diagnostic for event in events if isinstance(event, Noted)]
        assert sorted(each.code for each in noted) == ["B009", "B009", "E002", "E002"]

    def test_limits(self) -> None:
        events = stream(["<<<FILE a>>>\n", "xxxx", "xxxx", "\n<<<FILE b>>>\n"], Limits(document_size=3))
        assert [type(event) for event in events][0::2] == [Started, Noted]
        assert isinstance(events[-1], Noted)
        assert events[-1].diagnostic.code == "B015"

    def test_what_it_does_not_take(self) -> None:
        reader = StreamReader()
        with pytest.raises(TypeError, match="a stream is of str, not bytes"):
            reader.receive(b"x")  # type: ignore[arg-type]
        reader.close()
        with pytest.raises(ValueError, match="the reader is closed"):
            reader.receive("x")


# --- Repairs ----------------------------------------------------------------------------------------------


def names_and_texts(text: str) -> list[tuple[str, str]]:
    return [(document.name, document.text) for document in loads(text)]


@pytest.mark.parametrize("name", REPAIRS)
class TestEachRepair:
    def test_its_example(self, name: str) -> None:
        row = REPAIRS[name]
        repaired = repair(row.bad, [name])
        assert repaired.text == row.good
        assert {change.repair for change in repaired.changes} == {name}
        assert {change.fix.safe for change in repaired.changes} == {row.safe}
        assert loads(row.good).documents
        assert repair(row.good, REPAIRS) == Repaired(row.good, ())

    @given(strategies.garbage())
    def test_it_says_all_that_it_does(self, name: str, text: str) -> None:
        repaired = repair(text, [name])
        assert (repaired.text != text) == bool(repaired.changes)
        assert all(change.fix.edits and change.line >= 1 for change in repaired.changes)

    @given(strategies.bundles())
    def test_what_is_well_written_stays(self, name: str, bundle: Bundle) -> None:
        text = dumps(bundle)
        if name in {"decorated-names", "text-fences", "elided-texts", "placeholder-names", "names-on-next-line"}:
            bundle = Bundle(Document(f"n{number}.md", each.text) for number, each in enumerate(bundle))
            text = dumps(bundle)
        if name != "elided-texts":
            assert repair(text, [name]) == Repaired(text, ())


class TestTheLaw:
    @given(strategies.garbage())
    def test_without_a_switch_nothing_is_repaired(self, text: str) -> None:
        assert repair(text, ()) == Repaired(text, ())

    @settings(max_examples=strategies.more_examples(200))
    @given(strategies.garbage())
    def test_safe_repairs_change_no_document(self, text: str) -> None:
        repaired = repair(text, SAFE_REPAIRS)
        before, after = parse(text), parse(repaired.text)
        assert after.bundle == before.bundle
        # What cannot be encoded may have stood outside, and is gone with it.
        codes = [{finding.code for finding in result.errors} - {"E002"} for result in (before, after)]
        assert codes[0] == codes[1]

    @settings(max_examples=strategies.more_examples(200))
    @given(strategies.garbage(), st.sets(st.sampled_from(sorted(REPAIRS))))
    def test_any_repairs_of_any_text(self, text: str, names: set[str]) -> None:
        repaired = repair(text, names)
        assert {change.repair for change in repaired.changes} <= names
        assert parse(repaired.text) is not None

    def test_names_that_are_none(self) -> None:
        with pytest.raises(ValueError, match="no repair melt; there are decorated-markers, "):
            repair(A, ["melt", "chatter"])
        assert repair(f"x\n{A}", "chatter").text == A


class TestDrift:
    """A model's answer with several faults at once, and what comes out."""

    ANSWER = (
        "Of course! Here are the two files you asked for:\n\n```text\n"
        "<<<FILE: **a.txt**>>>\nA title\n\nText.\n<<<END FILE>>\n"
        "<<<FILE: `b.txt`>>>\nB title\n<<<END FILE: src/b.txt>>>\n"
        "<<<FILE path/to/file>>>\n...\n<<<END FILE>>>\n"
        "<<<FILE c.txt>>>\n```\nC title\n```\n<<<END FILE>>>\n"
        "<<<FILE d.txt>>>\nD title\n\n[... rest of the article unchanged ...]\n<<<END FILE>>>\n"
        "```\n\nLet me know if you need more.\n"
    )

    def test_all_of_it(self) -> None:
        repaired = repair(self.ANSWER, set(REPAIRS) - {"last-closer"})
        assert names_and_texts(repaired.text) == [
            ("a.txt", "A title\n\nText."),
            ("b.txt", "B title"),
            ("c.txt", "C title"),
        ]
        assert [str(change) for change in repaired.changes] == [
            "line 3: Remove the code fence around documents (outer-fences)",
            "line 25: Remove the code fence around documents (outer-fences)",
            "line 3: Name '**a.txt**' 'a.txt' (decorated-names)",
            "line 7: Mend a closing marker (damaged-closers)",
            "line 10: Let the closing marker of 'src/b.txt' close 'b.txt' (wrong-closers)",
            "line 15: Take the code fence off 'c.txt' (text-fences)",
            "line 17: Take out 'd.txt', which says that a part is left out (elided-texts)",
            "line 11: Take out 'path/to/file', an example of a name (placeholder-names)",
            "line 1: Remove text outside documents (chatter)",
            "line 15: Remove text outside documents (chatter)",
        ]

    def test_without_repairs_it_is_refused(self) -> None:
        assert [finding.code for finding in parse(self.ANSWER).errors] == ["B001", "B001"]

    # What comes in, the repairs, what comes out; the same text where they leave it alone.
    @pytest.mark.parametrize(
        ("text", "names", "wanted"),
        [
            # markers
            ("  <<<FILE a.txt>>>\nA title\n `<<<END FILE>>>`\n", "decorated-markers", A),
            ("**<<<FILE x>>\nA\n", "decorated-markers", None),
            ("**<<<OTHER a>>>**\n", "decorated-markers", None),
            (f"{A}**<<<FILE b.txt>>>**\nB title\n**<<<END FILE>>>**\n", "decorated-markers", A + B),
            ("> <<<FILE a>>>\n> A\n> <<<END FILE>>>\n", "decorated-markers", None),
            ("<<<FILE a.txt\nx **b**\n", "decorated-markers", None),
            ("<<<<FILE a.txt>>>\nA title\n<<<END FILE>>>\n", "damaged-openers", A),
            ("<<FILE a.txt>>>\nA title\n<<<END FILE: b>>>\n", "damaged-openers", None),
            ("<<FILE a.txt>>>\nA title\n", "damaged-openers", None),
            (f"<<FILE a.txt>>>\nA title\n{B}<<<END FILE>>>\n", "damaged-openers", None),
            ("<<FILE>>>\nA title\n<<<END FILE>>>\n", "damaged-openers", None),
            ("<<FILE a.txt>>>\n<<FILE b.txt>>>\nx\n", "damaged-openers", None),
            ("<<<FILE a.txt>>> (lines 1-9)\nA title\n<<<END FILE>>>\n", "inline-texts", None),
            ("<<<END FILE>>>x\n", "inline-texts", None),
            # closers
            (f"<<<FILE a.txt>>>\nA title\n<<END FILE>>>\n{B}", "damaged-closers", A + B),
            (f"<<<FILE a.txt>>>\nA title\n  <<<END FILE>>>\n\n{B}", "damaged-closers", f"{A}\n{B}"),
            (f"<<<FILE a.txt>>>\nA title\n<<<END FILE: a.txt>>\n{B}", "damaged-closers", f"{A[:-4]}: a.txt>>>\n{B}"),
            (f"<<<FILE a.txt>>>\nA title\n<<<END FILE: x.txt>>\n{B}", "damaged-closers", None),
            (f"<<<FILE a.txt>>>\n<<<END FILE>>\nA title\n{B}", "damaged-closers", None),
            (f"<<<FILE a.txt>>>\n<<<END FILE>>\nA title\n<<<END FILE>>\n{B}", "damaged-closers", None),
            (f"<<<FILE a.txt>>>\nA title\n<<<FILE>>\n{B}", "damaged-closers wrong-closers missing-closers", None),
            (f"<<<FILE a.txt>>>\n \n{B}", "damaged-closers wrong-closers", None),
            (f"<<<FILE a.txt>>>\nA title\n<<<<END FILE>>>\n{B}", "wrong-closers", None),
            (f"<<<FILE a.txt\nA title\n{A}", "missing-closers", f"<<<FILE a.txt\nA title\n>>>END\n{A}"),
            (f"<<<FILE a.txt>>>\n{B}", "missing-closers", f"<<<FILE a.txt>>>\n<<<END FILE>>>\n{B}"),
            (f"<<<FILE a.txt>>>\n```\nA title\n{B}", "missing-closers", None),
            (f"<<<FILE a.txt>>>\nA title\n<\n{B}", "missing-closers", None),
            (f"<<<FILE a.txt>>>\nA title\n<<<END FILE>>\n{B}", "missing-closers", None),
            (f"{A}<<<FILE b.txt>>>\nB title", "last-closer", A + B),
            (f"{A}<<<FILE b.txt>>>\nB title\n```\n", "last-closer", None),
            (f"{A}<<<FILE b.txt>>>\nB title\n<<<EN", "last-closer", None),
            (f"{A}<<<FILE b.txt>>>", "last-closer", f"{A}<<<FILE b.txt>>>\n<<<END FILE>>>\n"),
            (A, "last-closer", None),
            # names
            (
                "<<<FILE: [a.txt](a.txt)>>>\nx\n<<<END FILE>>>\n",
                "decorated-names",
                "<<<FILE: a.txt>>>\nx\n<<<END FILE>>>\n",
            ),
            (
                '<<<FILE path="**`a.txt`**">>>\nx\n<<<END>>>\n',
                "decorated-names",
                '<<<FILE path="a.txt">>>\nx\n<<<END>>>\n',
            ),
            ("<<<FILE: **a**>>>\nx\n<<<END FILE: a>>>\n", "decorated-names", "<<<FILE: a>>>\nx\n<<<END FILE: a>>>\n"),
            ("<<<FILE __main__>>>\nx\n<<<END FILE>>>\n", "decorated-names", None),
            (f"<<<FILE {'*' * 999}>>>\nx\n<<<END FILE>>>\n", "decorated-names", None),
            ("<<<FILE **a** **a** x='**a** **a**'>>>\nx\n<<<END FILE>>>\n", "decorated-names", None),
            (
                "<<<FILE: >>>\n**docs/a.txt**\nA\n<<<END>>>\n",
                "names-on-next-line",
                "<<<FILE docs/a.txt>>>\nA\n<<<END>>>\n",
            ),
            ("<<<FILE>>>\nA title.\n<<<END FILE>>>\n", "names-on-next-line", None),
            ("<<<FILE>>>\n<<<END FILE>>>\n", "names-on-next-line", None),
            ("<<<FILE>>>", "names-on-next-line", None),
            # texts
            ("<<<FILE a.md>>>\n```\nx\n```\n<<<END FILE>>>\n", "text-fences", None),
            ("<<<FILE a>>>\n```\nx\n```\ny\n```\n<<<END FILE>>>\n", "text-fences", None),
            ("<<<FILE a>>>\n```py\nx\n```\n\n<<<END FILE>>>\n", "text-fences", "<<<FILE a>>>\nx\n\n<<<END FILE>>>\n"),
            ("<<<FILE a>>>\n```\n```\n<<<END FILE>>>\n", "text-fences", "<<<FILE a>>>\n\n<<<END FILE>>>\n"),
            ("<<<FILE a>>>\n```\nx\n```js\n<<<END FILE>>>\n", "text-fences", None),
            ("<<<FILE a>>>\nThe rest is unchanged.\n...\n<<<END FILE>>>\n", "elided-texts", None),
            (f"{A}<<<FILE b>>>\n# ... existing code ...\n<<<END FILE>>>\n", "elided-texts", A),
            (f"{A}<<<FILE b>>>\n(remaining paragraphs unchanged)\n<<<END FILE>>>\n", "elided-texts", A),
            (f"{A}<<<FILE b>>>\n… rest of the text here …\n", "elided-texts", None),
            (f"<<<FILE: ...>>>\n<<<END FILE>>>\n{A}", "placeholder-names", A),
            # around
            (f"I see.\n<<FILE x>>\n{A}", "chatter", None),
            ("Only chatter.\n", "chatter", None),
            (f"\ufeffSure.\n{A}", "chatter", A),
            (f"\ufeff```\n{A}", "outer-fences", f"\ufeff{A}"),
            (f"{A}~~~ text", "outer-fences", A),
            (f"<<<END FILE>>><<<FILE b>>>\n{A}", "decorated-names missing-closers", None),
            ("<<<FILE a>>>\nx\n<<<END FILE>>><<<FILE **b**>>>\ny\n<<<END FILE>>>\n", "decorated-names", None),
            (f"<<<FILE ...>>>\nx<<<END FILE>>>\n{A}", "placeholder-names", A),
            (">>>\n<<<FILE a>>>\nx\n", "chatter", None),
        ],
    )
    def test_what_they_mend_and_what_they_leave(self, text: str, names: str, wanted: str | None) -> None:
        assert repair(text, names.split()).text == (text if wanted is None else wanted)

    def test_a_change_can_be_read(self) -> None:
        (change,) = repair(f"x\n{A}", ["chatter"]).changes
        assert isinstance(change, Change)
        assert (change.line, change.fix.edits[0].start, change.fix.edits[0].end) == (1, 0, 2)

    @settings(max_examples=strategies.more_examples(200))
    @given(
        st.lists(st.tuples(st.sampled_from("abcd"), quiet), min_size=1, max_size=4, unique_by=lambda pair: pair[0]),
        st.data(),
    )
    def test_what_drifts_comes_back(self, pairs: list[tuple[str, str]], data: st.DataObject) -> None:
        drifted = "".join(drift(data, f"{name}.txt", text) for name, text in pairs) + A.replace("a.txt", "last")
        repaired = repair(f"Sure:\n\n```\n{drifted}```\nBye.\n", set(REPAIRS) - {"last-closer"})
        assert names_and_texts(repaired.text) == [
            *((f"{name}.txt", text) for name, text in pairs),
            ("last", "A title"),
        ]


OPENERS: Sequence[str] = (
    "<<<FILE {}>>>",
    "<<<FILE: **{}**>>>",
    "<<<FILE: `{}`>>>",
    "<<<FILE: [{0}]({0})>>>",
    "<<<FILE>>>\nPath: {}",
)
CLOSERS: Sequence[str] = (
    "<<<END FILE>>>",
    "<<<END FILE>>",
    "<<<ENDFILE>>",
    "  <<<END FILE>>>",
    "<<<END FILE: x/{}>>>",
    "<<<END>>>",
)


def drift(data: st.DataObject, name: str, text: str) -> str:
    """Write a document with what models do to markers."""
    opener, closer = data.draw(st.sampled_from(OPENERS)), data.draw(st.sampled_from(CLOSERS))
    fence = data.draw(st.sampled_from(("", "```\n")))
    return f"{opener.format(name)}\n{fence}{text}\n{fence}{closer.format(name)}\n"


# --- The prompt -------------------------------------------------------------------------------------------


class TestPrompt:
    def test_it_reads_as_what_it_shows(self) -> None:
        result = parse(prompt())
        assert result.bundle == EXAMPLE
        assert result.errors == ()
        assert {finding.code for finding in result.diagnostics} == {"B009"}
        assert len(prompt()) < 1200

    def test_its_example_is_an_article(self) -> None:
        article = EXAMPLE[0].article
        assert article.speakers == ("Ann Roe",)
        assert dumps(EXAMPLE) in prompt()

    @given(strategies.bundles())
    def test_of_other_documents(self, bundle: Bundle) -> None:
        if bundle:
            assert parse(prompt(bundle)).bundle == bundle

    def test_of_none(self) -> None:
        with pytest.raises(ValueError, match="an example has at least one document"):
            prompt([])
