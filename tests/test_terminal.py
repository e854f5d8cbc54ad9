"""What rich shows of the models, in a terminal."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rich.console import Console

from seeddoc import Article, Bundle, Document, Mention, Paragraph, Quote, load, parse

if TYPE_CHECKING:
    from rich.console import RenderableType

SEEDS: Final = Path(__file__).resolve().parent.parent / "seeds"


def show(model: RenderableType, width: int = 80, *, color: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=color, color_system="standard" if color else None)
    console.print(model)
    assert isinstance(console.file, io.StringIO)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


@pytest.fixture
def bundle() -> Bundle:
    return load(SEEDS / "bundle.txt")


def test_bundle(bundle: Bundle) -> None:
    shown = show(bundle, 120).splitlines()
    assert shown[0].strip() == "1 document"
    assert shown[1].split() == ["document", "title", "words", "quotes"]
    assert shown[2].split() == ["000_315ebbaa87e2e668.txt", *bundle[0].article.title.split(), "355", "4"]


def test_bundle_of_all_kinds() -> None:
    text = (
        "<<<FILE>>>\n<<<END FILE>>>\n<<<FILE b encoding=base64>>>\neA==\n<<<END FILE>>>\n<<<FILE c\x1b[1m>>>\nT\u202e"
    )
    rows = [" ".join(line.split()) for line in show(parse(text).bundle).splitlines()[2:]]
    assert rows == ["(anonymous) empty", "b base64, not shown", "c\\x1b[1m INCOMPLETE T\\u202e 1 0"]


@pytest.mark.parametrize(("documents", "more"), [(20, ""), (21, "and 1 more"), (1025, "and 1,005 more")])
def test_long_bundle(documents: int, more: str) -> None:
    shown = show(Bundle(Document(f"{number}.txt", "T") for number in range(documents))).splitlines()
    assert "19.txt" in shown[21]
    assert [line.strip() for line in shown[22:]] == ([more] if more else [])


def test_article_is_as_show_has_it(bundle: Bundle) -> None:
    shown = show(bundle[0].article)
    assert "8 paragraphs · 4 quotes" in shown
    assert "“Praise to God, we stayed in our homes and did not" in shown
    assert " one man\n" in shown


def test_paragraph(bundle: Bundle) -> None:
    first, *_, last = show(bundle[0].article.paragraphs[3]).splitlines()
    assert first.endswith("  one man")
    assert last == "families for months and years without seeing them.”"
    assert show(Paragraph("“No,” it was."), color=True).strip() == "“No,” it was."


def test_paragraph_is_coloured(bundle: Bundle) -> None:
    assert "\x1b[36m“Praise" in show(bundle[0].article.paragraphs[3], color=True)


def test_quote(bundle: Bundle) -> None:
    assert show(bundle[0].article.quotes[0]) == (
        "Praise to God, we stayed in our homes and did not come out. We were patient\n"
        "until the security forces came and liberated us,\n"
        "  direct\n"
        "  speaker    one man · confidence 0.97\n"
        "  cue        said\n"
        "  rule       inverted: a cue and its subject right after the quotation\n"
        "  evidence   said one man\n"
    )


def test_quote_of_nobody_with_others_inside() -> None:
    quote = Quote("a\x1bb", 0, 9, kind="bare", children=[Quote("b", 3, 4), Quote("c", 5, 6)])
    assert show(quote) == "a\\x1bb\n  bare · no speaker · 2 quotes inside\n"


def test_narrow(bundle: Bundle) -> None:
    for model in (bundle, bundle[0].article, bundle[0].article.paragraphs[3], bundle[0].article.quotes[0]):
        assert show(model, 20).strip()


def test_hostile_names() -> None:
    quote = Quote("Yes", 0, 5, speaker=Mention("[red]x\x1b[31m", 6, 20))
    shown = show(Article("[bold]T[/]", [Paragraph("“Yes” [red]x\x1b[31m y", [quote])]), color=True)
    assert "[bold]T[/]" in shown
    assert "[red]x\\x1b[31m" in shown
