"""What is to be marked in an article, as numbers and as events."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc import Article, Mention, Paragraph, Quote, parse_article
from seeddoc.annotated import (
    Block,
    Closed,
    MarkedMention,
    MarkedQuote,
    Opened,
    Speaker,
    Words,
    annotate_article,
    annotate_paragraph,
    read_block,
    speaker_name,
)

TEXT = """\
“Late” again

Ann Bell runs the ferry. “The river is ‘rising’,” she said. “We wait.”

“It was “a mess”,” said Bo Lind.
"""


def show(block: Block) -> str:
    """Show a block with its quotes in brackets, and the numbers of mentions behind the words."""
    shown = ""
    for event in read_block(block):
        if isinstance(event, Opened):
            shown += f"[{event.quote.speaker}:"
        elif isinstance(event, Closed):
            shown += "]"
        else:
            numbers = ",".join(str(mention.number) for mention in event.mentions)
            shown += f"{event.text}{{{numbers}}}" if numbers else event.text
    return shown


def test_article() -> None:
    annotated = annotate_article(parse_article(TEXT))
    assert annotated.speakers == (Speaker(1, "Ann Bell", 2), Speaker(2, "Bo Lind", 1))
    first, second = annotated.paragraphs
    assert show(first) == "Ann Bell runs the ferry. [1:“The river is [0:‘rising’],”] she{1} said{2}. [1:“We wait.”]"
    assert show(second) == "[2:“It was [0:“a mess”],”] said{4} Bo Lind{3}."
    assert show(annotated.title) == "[0:“Late”] again"


def test_numbers_are_those_of_the_article() -> None:
    article = parse_article(TEXT)
    annotated = annotate_article(article)
    outermost = [quote for block in annotated.paragraphs for quote in block.quotes]
    assert [marked.quote for marked in outermost] == list(article.quotes)
    assert [marked.number for marked in outermost] == [1, 2, 3]
    assert [child.number for marked in outermost for child in marked.children] == [0, 0]
    assert [marked.number for marked in annotated.title.quotes] == [0]


def test_a_mention_that_serves_twice_is_one() -> None:
    (one, other), _ = (block.quotes for block in annotate_article(parse_article(TEXT)).paragraphs)
    assert one.speaker_at == other.speaker_at == 1
    assert (one.cue_at, other.cue_at) == (2, 0)


def made(speaker: Mention | None, cue: Mention | None = None, text: str = "“Yes.”") -> Article:
    """Make an article of two paragraphs; the quote is in the second one."""
    quote = Quote("Yes.", 0, 6, speaker=speaker, cue=cue)
    return Article("Title", [Paragraph("Then Ann Bell spoke.", []), Paragraph(text, [quote])])


def test_a_mention_in_another_paragraph() -> None:
    speaker, cue = Mention("Ann Bell", 5, 13, paragraph=-1), Mention("spoke", 14, 19, paragraph=-1)
    annotated = annotate_article(made(speaker, cue))
    assert show(annotated.paragraphs[0]) == "Then Ann Bell{1} spoke{2}."
    (quote,) = annotated.paragraphs[1].quotes
    assert (quote.speaker_at, quote.cue_at) == (1, 2)


@pytest.mark.parametrize(("paragraph", "end"), [(-2, 8), (1, 8), (0, 9), (-1, 40)])
def test_a_mention_that_does_not_stand_there(paragraph: int, end: int) -> None:
    annotated = annotate_article(made(Mention("Ann", 5, end, paragraph=paragraph)))
    (quote,) = annotated.paragraphs[1].quotes
    assert (quote.speaker, quote.speaker_at) == (1, 0)
    assert all(block.mentions == () for block in annotated.paragraphs)


def test_a_paragraph_by_itself() -> None:
    block, speakers = annotate_paragraph(Paragraph("“Yes,” said Bo Lind."))
    assert show(block) == "[1:“Yes,”] said{2} Bo Lind{1}."
    assert speakers == (Speaker(1, "Bo Lind", 1),)


def test_a_paragraph_of_an_article_by_itself() -> None:
    block, speakers = annotate_paragraph(made(Mention("Ann Bell", 5, 13, paragraph=-1)).paragraphs[1])
    assert show(block) == "[1:“Yes.”]"
    assert speakers == (Speaker(1, "Ann Bell", 1),)


def test_who_speaks_only_inside_of_quotes() -> None:
    inner = Quote("no", 5, 7, speaker=Mention("Bo", 1, 3))
    paragraph = Paragraph("“Bo: no.”", [Quote("Bo: no.", 0, 9, children=[inner])])
    block, speakers = annotate_paragraph(paragraph)
    assert speakers == (Speaker(1, "Bo", 0),)
    assert show(block) == "[0:“Bo{1}: [1:no].”]"


def test_overlaps_are_cut_up() -> None:
    mentions = (MarkedMention(1, 0, 4, 1), MarkedMention(2, 2, 6, 0))
    quote = MarkedQuote(Quote("d", 3, 5), 1, 0, 0, 0, ())
    assert show(Block("abcdefg", (quote,), mentions)) == "ab{1}c{1,2}[0:d{1,2}e{2}]f{2}g"


@pytest.mark.parametrize(
    ("speaker", "name"),
    [(None, ""), (Mention("she", 0, 3), "she"), (Mention("she", 0, 3, name=" Ann\n Bell "), "Ann Bell")],
)
def test_names_of_speakers(speaker: Mention | None, name: str) -> None:
    assert speaker_name(Quote("a", 0, 1, speaker=speaker)) == name


def test_deep_nesting() -> None:
    quote = MarkedQuote(Quote("a", 1500, 1501), 0, 0, 0, 0, ())
    for depth in range(1499, 0, -1):
        # Without the models' own check of children, which is told elsewhere.
        quote = MarkedQuote(Quote("a", depth, 3001 - depth), 0, 0, 0, 0, (quote,))
    events = list(read_block(Block("a" * 3001, (quote,), ())))
    assert sum(isinstance(event, Opened) for event in events) == 1500


@given(st.text(st.sampled_from("ab .,\n“”‘’\"'"), max_size=80).filter(str.strip))
def test_words_are_the_text(body: str) -> None:
    """Whatever is marked, the words joined are the text, and quotations nest."""
    text = f"“T” said Ann\n\n{body} said Bo Lind. {body}"
    annotated = annotate_article(parse_article(text))
    for block in (annotated.title, *annotated.paragraphs):
        events = list(read_block(block))
        assert "".join(event.text for event in events if isinstance(event, Words)) == block.text
        waiting = list[MarkedQuote]()
        for event in events:
            if isinstance(event, Opened):
                waiting.append(event.quote)
            elif isinstance(event, Closed):
                assert waiting.pop() is event.quote
        assert waiting == []
        known = {mention.number for each in (annotated.title, *annotated.paragraphs) for mention in each.mentions}
        assert {quote.speaker_at for quote in block.quotes} <= known | {0}


def test_models_are_values() -> None:
    annotated = annotate_article(parse_article(TEXT))
    assert annotated == annotate_article(parse_article(TEXT))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        annotated.speakers = ()  # type: ignore[misc]
