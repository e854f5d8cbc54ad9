"""HTML that cannot be confused with text, and colours that can be read and told apart."""

from __future__ import annotations

import math
from html import unescape
from itertools import combinations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeddoc.html.markup import NOTHING, Html, element, escape, join, start_tag
from seeddoc.html.palette import DARK, HUES, LIGHT, LINES, PAIRS, Theme, look, mix, to_tokens
from seeddoc.reports import visible
from tests.pages import PAYLOADS, contrast, parse_html, to_linear


class TestMarkup:
    """A str is escaped wherever it stands; only `Html` is taken as it is."""

    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_payloads_are_text(self, payload: str) -> None:
        root = parse_html(element("p", payload, title=payload).text)
        (paragraph,) = root.find("p")
        assert paragraph.attributes == {"title": visible(payload)}
        assert paragraph.text == visible(payload)
        assert {node.name for node in paragraph.walk()} <= {"p", "span"}

    @given(st.text(st.characters()))
    def test_any_text_comes_back(self, text: str) -> None:
        root = parse_html(element("p", text, title=text).text)
        assert root.text == visible(text.replace("\r\n", "\n"))
        assert root.find("p")[0].attributes["title"] == visible(text)
        element("p", text, title=text).text.encode()

    def test_what_cannot_be_seen_is_shown(self) -> None:
        assert escape("a\u202e<").text == 'a<span class="control" title="U+202E">\\u202e</span>&lt;'
        assert escape("a\tb\n").text == "a\tb\n"
        assert escape("a\r\nb").text == "a\nb"
        assert escape("a\rb").text == 'a<span class="control" title="U+000D">\\x0d</span>b'

    def test_html_is_taken_as_it_is(self) -> None:
        assert element("p", Html("<b>x</b>"), "<b>").text == "<p><b>x</b>&lt;b&gt;</p>"
        assert str(Html("<b>")) == "<b>"

    def test_attributes(self) -> None:
        made = start_tag("a", class_="x", data_p=3, hidden=True, open=False, title=None, name="n")
        assert made.text == '<a class="x" data-p="3" hidden name="n">'

    def test_elements_without_an_end(self) -> None:
        assert element("meta", charset="utf-8").text == '<meta charset="utf-8">'

    def test_join(self) -> None:
        assert join(("<", Html("<b>")), " & ").text == "&lt; &amp; <b>"
        assert join(()) == NOTHING

    def test_quotes_in_attributes(self) -> None:
        assert unescape(start_tag("a", title="\"'`<>&").text) == '<a title=""\'`<>&">'


# How colours look to who lacks one kind of cones: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
VISIONS: Final = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
THEMES: Final = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def to_oklab(color: str, vision: str) -> tuple[float, ...]:
    """Return a colour, as it is seen, in Oklab, where distances are those that people see (Ottosson 2020)."""
    seen = [
        sum(share * channel for share, channel in zip(row, to_linear(color), strict=True)) for row in VISIONS[vision]
    ]
    red, green, blue = (min(max(channel, 0), 1) for channel in seen)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


class TestPalette:
    """Whatever is read has a contrast of 4.5; speakers look different to everybody, and without colours."""

    @THEMES
    @pytest.mark.parametrize(("text", "ground"), PAIRS)
    def test_contrast(self, theme: Theme, text: str, ground: str) -> None:
        tokens = to_tokens(theme)
        assert contrast(tokens[text], tokens[ground]) >= 4.5

    @THEMES
    def test_lines_and_controls_can_be_seen(self, theme: Theme) -> None:
        # WCAG 2.2, 1.4.11: what tells where a control is needs 3.
        for mark in ("rule", "accent", *(f"speaker-{number}" for number in range(HUES))):
            assert contrast(to_tokens(theme)[mark], theme.paper) >= 3

    @THEMES
    @pytest.mark.parametrize("vision", VISIONS)
    def test_hues_are_told_apart(self, theme: Theme, vision: str) -> None:
        seen = [to_oklab(hue, vision) for hue in theme.speakers]
        # Where 0.02 is the least that people see side by side.
        assert min(math.dist(one, other) for one, other in combinations(seen, 2)) >= 0.1

    def test_thirty_speakers_look_different(self) -> None:
        looks = [look(speaker) for speaker in range(1, 32)]
        assert len(set(looks[:30])) == 30 == HUES * len(LINES)
        assert looks[30] == looks[0]

    def test_neighbours_differ_in_hue_and_line(self) -> None:
        for speaker in range(1, 40):
            one, other = look(speaker), look(speaker + 1)
            assert one[0] != other[0]
            assert one[1] != other[1]

    def test_contrast_is_that_of_the_standard(self) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)

    def test_mix(self) -> None:
        assert mix("#ff0000", "#0000ff", 0.25) == "#4000bf"
