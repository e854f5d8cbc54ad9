"""A report in a browser: clicking, filtering, keys, links, looks, and what a hostile document does not get done."""

from __future__ import annotations

import http.server
import re
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest

from seeddoc import Bundle, Document, check, dumps, parse
from seeddoc.html import ReportedBundle, render_report
from tests.browser import Tab, open_tab, start_browser
from tests.pages import PAYLOADS, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

TEXT: Final = """\
<<<FILE river.txt lang="en">>>
The “river” rises

Ann Bell runs the ferry at al-Qa’im. “The river is ‘rising’,” she said. “We wait.”

“Who knows,” said Bo Lind, who left. It was “odd”.
<<<END FILE>>>
<<<FILE bridge.txt>>>
The bridge holds

“It holds,” Ann Bell said. Nobody was surprised.
<<<END FILE>>>
<<<FILE quiet.txt>>>
No blank line
It is late. “This is never closed.
<<<END FILE>>>
stray
<<<FILE d.txt>>>
Cut <b>off</b>
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with start_browser() as started:
        yield started


def write_report(path: Path, text: str = TEXT) -> Path:
    result = parse(text)
    path.write_text(render_report([ReportedBundle(result.bundle, check(result))]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture
def tab(browser: Any, report: Path) -> Iterator[Tab]:
    """A report in a tab, of which nothing may go wrong and nothing may be fetched."""
    with open_tab(browser, report) as opened:
        yield opened
        assert opened.problems == []
        assert opened.requests == []


def shown(tab: Tab) -> list[str]:
    """Return which documents are shown; their entries in the contents are the same."""
    documents = _ids(tab, ".document", "each.id")
    entries = _ids(tab, "#contents li", "each.querySelector('a').hash.slice(1)")
    assert documents == entries
    return [each.removeprefix("doc-").removesuffix(".txt") for each in documents]


def _ids(tab: Tab, selector: str, value: str) -> list[str]:
    script = f"[...document.querySelectorAll('{selector}')].filter(each => !each.hidden).map(each => {value})"
    found: list[str] = tab.page.evaluate(script)
    return found


def until(tab: Tab, script: str) -> None:
    """Wait until a script gives what is true. Playwright's own way of waiting is refused by the page's policy."""
    for _ in range(200):
        if tab.page.evaluate(script):
            return
        tab.page.wait_for_timeout(50)
    raise AssertionError(f"in ten seconds it was never true: {script}")


def wait(tab: Tab, status: str) -> None:
    until(tab, f"document.getElementById('status').textContent === {status!r}")


ALL: Final = ["river", "bridge", "quiet", "d"]


class TestFilters:
    def test_all_at_first(self, tab: Tab) -> None:
        assert shown(tab) == ALL
        wait(tab, "4 documents")
        assert tab.page.get_by_role("heading", name="Overview").is_visible()

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("RIVER", ["river"]),
            ("al-qa'im", ["river"]),
            ('"we wait."', ["river"]),
            ("<b>off</b>", ["d"]),
            ("no", ["river", "bridge", "quiet"]),
            ("rising’,” she said", ["river"]),
            ("no empty line", []),
            ("one man", []),
        ],
    )
    def test_text(self, tab: Tab, query: str, found: list[str]) -> None:
        tab.page.get_by_label("Search in the text").fill(query)
        wait(tab, f"{len(found)} of 4 documents")
        assert shown(tab) == found
        assert not tab.page.locator("#overview").is_visible()

    def test_what_was_found_is_marked(self, tab: Tab) -> None:
        tab.page.get_by_label("Search in the text").fill("rising’,” she")
        wait(tab, "1 of 4 documents")
        marked = "[...CSS.highlights.get('found')].map(range => range.toString())"
        until(tab, f"{marked}.length")
        assert tab.page.evaluate(marked) == ["rising’,” she"]
        tab.page.get_by_label("Search in the text").fill("")
        wait(tab, "4 documents")
        assert tab.page.evaluate(marked) == []

    @pytest.mark.parametrize(
        ("name", "found"),
        [("Ann Bell", ["river", "bridge"]), ("bo l", ["river"]), ("n", ["river", "bridge"]), ("Nobody", [])],
    )
    def test_speaker(self, tab: Tab, name: str, found: list[str]) -> None:
        tab.page.get_by_label("Speaker", exact=True).fill(name)
        wait(tab, f"{len(found)} of 4 documents")
        assert shown(tab) == found

    def test_others_step_back(self, tab: Tab) -> None:
        tab.page.get_by_label("Speaker", exact=True).fill("Bo Lind")
        wait(tab, "1 of 4 documents")
        off = tab.page.evaluate(
            "[...document.querySelectorAll('#doc-river\\\\.txt q')].map(q => q.classList.contains('off'))"
        )
        assert off == [True, True, True, True, False, True]

    @pytest.mark.parametrize(
        ("choice", "found"),
        [
            ("those with quotes", ["river", "bridge", "quiet"]),
            ("those with findings", ["quiet", "d"]),
            ("those with Q001", ["quiet"]),
            ("those with B001", ["d"]),
        ],
    )
    def test_show(self, tab: Tab, choice: str, found: list[str]) -> None:
        tab.page.get_by_label("Show").select_option(label=choice)
        assert shown(tab) == found

    def test_all_of_them_and_clear(self, tab: Tab) -> None:
        tab.page.get_by_label("Search in the text").fill("the")
        tab.page.get_by_label("Speaker", exact=True).fill("Ann")
        tab.page.get_by_label("Show").select_option(label="those with quotes")
        wait(tab, "2 of 4 documents")
        tab.page.get_by_role("button", name="Clear").click()
        assert shown(tab) == ALL
        assert tab.page.get_by_label("Speaker", exact=True).input_value() == ""

    def test_chart(self, tab: Tab) -> None:
        tab.page.get_by_role("table", name="Speakers by number of quotes").get_by_role("button", name="Bo Lind").click()
        assert shown(tab) == ["river"]
        assert tab.page.get_by_label("Speaker", exact=True).input_value() == "Bo Lind"
        assert tab.page.evaluate("document.activeElement.id") == "documents"

    def test_codes(self, tab: Tab) -> None:
        tab.page.get_by_role("table", name="Findings by code").get_by_role("button", name="Q001").click()
        assert shown(tab) == ["quiet"]

    def test_names_under_a_title(self, tab: Tab) -> None:
        button = tab.page.locator("#doc-bridge\\.txt .cast button")
        button.click()
        assert shown(tab) == ["river", "bridge"]
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert shown(tab) == ALL
        assert button.get_attribute("aria-pressed") == "false"

    def test_where_one_is_while_the_overview_goes(self, browser: Any, tmp_path: Path) -> None:
        documents = [Document(f"{number}.txt", f"Title\n\n{'Words. ' * 90}") for number in range(30)]
        path = tmp_path / "page.html"
        path.write_text(render_report([ReportedBundle(Bundle(documents))]), encoding="utf-8")
        with open_tab(browser, path, viewport={"width": 1400, "height": 300}) as tab:
            tab.page.evaluate("document.querySelector('#overview').lastElementChild.scrollIntoView()")
            tab.page.get_by_label("Search in the text").fill("words")
            wait(tab, "30 of 30 documents")
            assert tab.page.locator("#documents-title").is_visible()
            assert 0 <= tab.page.evaluate("document.querySelector('#documents').getBoundingClientRect().top") < 300


class TestQuotations:
    ONE: Final = "#quote-river\\.txt-1"
    LIT: Final = "[...document.querySelectorAll('.on')].map(each => each.textContent)"

    def test_pointing_at_one(self, tab: Tab) -> None:
        tab.page.locator(self.ONE).hover(position={"x": 20, "y": 8})
        assert tab.page.evaluate(self.LIT) == ["“The river is ‘rising’,”", "she", "said"]
        card = tab.page.locator("#card")
        assert card.is_visible()
        assert "she → Ann Bell" in card.text_content()
        tab.page.mouse.move(1, 1)
        assert tab.page.evaluate(self.LIT) == []
        assert not card.is_visible()

    def test_pointing_at_the_speaker_of_two(self, tab: Tab) -> None:
        tab.page.locator("#doc-river\\.txt span.speaker", has_text="she").hover()
        assert tab.page.evaluate(self.LIT) == ["“The river is ‘rising’,”", "she", "said", "“We wait.”"]

    def test_pointing_at_one_inside(self, tab: Tab) -> None:
        tab.page.locator("#doc-river\\.txt q q").first.hover()
        assert tab.page.evaluate(self.LIT) == ["‘rising’"]

    def test_by_keyboard(self, tab: Tab) -> None:
        tab.page.locator(f"{self.ONE} + a.number").focus()
        assert tab.page.evaluate(self.LIT) == ["“The river is ‘rising’,”", "she", "said"]
        tab.page.keyboard.press("Tab")
        assert tab.page.evaluate(self.LIT) == ["she", "“We wait.”"]
        tab.page.keyboard.press("Escape")
        assert tab.page.evaluate(self.LIT) == []
        assert not tab.page.locator("#card").is_visible()

    def test_links_by_keyboard(self, tab: Tab) -> None:
        tab.page.locator(f"{self.ONE} + a.number").press("Enter")
        assert tab.page.evaluate("location.hash") == "#quote-river.txt-1"
        assert tab.page.evaluate("document.querySelector(':target').textContent") == "“The river is ‘rising’,”"


class TestLinks:
    @pytest.mark.parametrize("fragment", ["#quote-bridge.txt-1", "#doc-quiet.txt", "#doc-d.txt"])
    def test_from_outside(self, browser: Any, report: Path, fragment: str) -> None:
        with open_tab(browser, report, fragment, viewport={"width": 1000, "height": 300}) as tab:
            box = tab.page.evaluate("document.querySelector(':target').getBoundingClientRect().toJSON()")
            assert 0 <= box["top"] < 300
            assert tab.problems == []

    @pytest.mark.parametrize("fragment", ["#nowhere", "#%E0%A4%A", "#query", "#"])
    def test_that_lead_nowhere(self, browser: Any, report: Path, fragment: str) -> None:
        with open_tab(browser, report, fragment) as tab:
            assert shown(tab) == ALL
            assert tab.problems == []

    def test_to_what_a_filter_hides(self, tab: Tab) -> None:
        tab.page.get_by_label("Show").select_option(label="those with Q001")
        tab.page.evaluate("location.hash = '#quote-river.txt-2'")
        until(tab, "!document.getElementById('doc-river.txt').hidden")
        assert shown(tab) == ALL
        assert tab.page.locator("#quote-river\\.txt-2").is_visible()

    def test_contents(self, tab: Tab) -> None:
        tab.page.get_by_role("navigation", name="Documents").get_by_role("link", name="No blank line").click()
        assert tab.page.evaluate("location.hash") == "#doc-quiet.txt"


class TestSafety:
    """Nothing of a document runs, and nothing runs that would have got in."""

    def test_served_page_asks_for_nothing(self, browser: Any, report: Path) -> None:
        asked = list[str]()

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_arguments: object) -> None:
                asked.append(self.path)

        with http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(Handler, directory=str(report.parent))
        ) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with open_tab(browser, f"http://127.0.0.1:{server.server_port}/report.html") as tab:
                tab.page.wait_for_load_state("networkidle")
                assert tab.problems == []
            server.shutdown()
        assert asked == ["/report.html"]

    def test_payloads(self, browser: Any, tmp_path: Path) -> None:
        """As name, attribute, title, text and speaker of a document, as outside text, and as what is looked for."""
        texts = [f"{each}\n\n“{each},” said {each}. {each}\n\n“Yes,” said Ann {each} Bell." for each in PAYLOADS]
        parts = zip(PAYLOADS, texts, strict=True)
        documents = [Document(name, text, (("lang", name),)) for name, text in parts]
        bundle = "".join(dumps([each]) + f"{each.name}\n" for each in documents)
        path = write_report(tmp_path / "page.html", bundle)
        with open_tab(browser, path) as tab:
            assert len(shown(tab)) == len(PAYLOADS)
            for quote in tab.page.locator("q").all():
                quote.dispatch_event("mouseover")
            for payload in PAYLOADS:
                tab.page.get_by_label("Search in the text").fill(payload.replace("\x00", ""))
                tab.page.get_by_label("Speaker", exact=True).fill(payload.replace("\x00", ""))
                until(tab, "document.getElementById('status').textContent.includes(' of ')")
            assert tab.page.evaluate("window.injected") is None
            assert (tab.problems, tab.requests) == ([], [])

    @pytest.mark.parametrize(
        "markup",
        [
            "<script>window.injected = 1</script>",
            "<img src='data:image/png;base64,x' onerror='window.injected = 1'>",
            "<svg onload='window.injected = 1'></svg>",
            "<iframe srcdoc='<script>parent.injected = 1</script>'></iframe>",
            "<a id=bait href='javascript:window.injected=1'>x</a>",
            "<script src='https://example.invalid/x.js'></script>",
            "<img src='https://example.invalid/x.png'>",
            "<p style='position: fixed'>x</p>",
            "<form id=bait action='https://example.invalid/'><button>x</button></form>",
        ],
    )
    def test_what_got_in_does_not_run(self, browser: Any, report: Path, tmp_path: Path, markup: str) -> None:
        """As if the escaping had failed: the markup stands in the file."""
        path = tmp_path / "page.html"
        path.write_text(report.read_text("utf-8").replace("Nobody was surprised.", markup), "utf-8")
        assert markup in path.read_text("utf-8")
        with open_tab(browser, path) as tab:
            bait = tab.page.locator("#bait")
            if bait.count():
                bait.evaluate("each => each.click ? each.click() : null")
                bait.evaluate("each => each.submit && each.submit()")
            tab.page.wait_for_timeout(300)
            assert tab.page.evaluate("window.injected") is None
            assert [each for each in tab.requests if each not in tab.refused and not each.startswith("about:")] == []
            assert any("Content Security Policy" in problem for problem in tab.problems)

    def test_scripts_cannot_make_markup_of_text(self, tab: Tab) -> None:
        script = "try { document.body.innerHTML = '<b>x</b>'; 'made' } catch (error) { error.name }"
        assert tab.page.evaluate(script) == "TypeError"
        tab.problems.clear()  # the browser says that it was refused


class TestLooks:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("state", ["", "filter", "point"])
    def test_contrast(self, browser: Any, report: Path, scheme: str, state: str) -> None:
        with open_tab(browser, report, color_scheme=scheme) as tab:
            if state == "filter":
                tab.page.get_by_label("Speaker", exact=True).fill("Ann Bell")
                wait(tab, "2 of 4 documents")
            if state == "point":
                tab.page.locator("#quote-river\\.txt-1").hover(position={"x": 20, "y": 8})
            pairs = tab.page.evaluate(READ_COLORS)
            assert len(pairs) > (15 if state == "filter" else 30)
            low = [pair for pair in pairs if contrast(to_hex(pair[0]), to_hex(pair[1])) < 4.5]
            assert low == []

    def test_themes(self, tab: Tab) -> None:
        grounds = []
        for choice in ("light", "dark", "as the system"):
            tab.page.get_by_label("Colours").select_option(label=choice)
            grounds.append(tab.page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        assert grounds == ["rgb(251, 250, 247)", "rgb(22, 24, 28)", "rgb(251, 250, 247)"]

    @pytest.mark.parametrize("width", [320, 390, 800, 1400, 2200])
    def test_nothing_sticks_out(self, browser: Any, tmp_path: Path, width: int) -> None:
        long = "x" * 400
        path = write_report(tmp_path / "page.html", f"<<<FILE {long}>>>\n{long}\n\n“{long},” said Bo {long}.\n{TEXT}")
        with open_tab(browser, path, width=width) as tab:
            assert tab.page.evaluate("document.documentElement.scrollWidth") <= width

    def test_margin_beside_and_below(self, browser: Any, report: Path) -> None:
        beside = []
        for width in (1400, 390):
            with open_tab(browser, report, width=width) as tab:
                row = tab.page.locator("#doc-river\\.txt .row").first
                text, margin = (row.locator(part).bounding_box() for part in (".text", ".margin"))
                beside.append(margin["x"] >= text["x"] + text["width"])
        assert beside == [True, False]

    def test_motion(self, browser: Any, report: Path) -> None:
        found = []
        for motion in ("reduce", "no-preference"):
            with open_tab(browser, report, reduced_motion=motion) as tab:
                style = "getComputedStyle(document.querySelector('{}')).{}"
                parts = (("html", "scrollBehavior"), ("q", "transitionDuration"))
                found.append([tab.page.evaluate(style.format(*part)) for part in parts])
        assert found == [["auto", "0s"], ["smooth", "0.12s"]]

    def test_print(self, tab: Tab) -> None:
        tab.page.emulate_media(media="print", color_scheme="dark")
        for part in (".filters", "nav", ".skip", "a.link"):
            assert not tab.page.locator(part).first.is_visible()
        style = "getComputedStyle(document.querySelector('.document')).contentVisibility"
        assert tab.page.evaluate(style) == "visible"
        # Light, whatever the screen is, and the paper is left white.
        assert tab.page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(29, 28, 26)"
        assert tab.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgba(0, 0, 0, 0)"
        pages = re.findall(rb"/Type\s*/Page\b", tab.page.pdf(format="A5"))
        assert len(pages) >= 2

    def test_without_scripts(self, browser: Any, report: Path) -> None:
        with open_tab(browser, report, java_script_enabled=False) as tab:
            assert not tab.page.locator("#filters").is_visible()
            assert tab.page.locator("article").count() == 4
            assert all(each.is_visible() for each in tab.page.locator("article").all())

    def test_only_what_is_in_sight_is_laid_out(self, browser: Any, tmp_path: Path) -> None:
        documents = [
            Document(f"{number}.txt", f"Title {number}\n\n“Yes,” said Bo Lind. {'word ' * 300}")
            for number in range(1000)
        ]
        path = tmp_path / "page.html"
        path.write_text(render_report([ReportedBundle(Bundle(documents))]), encoding="utf-8")
        with open_tab(browser, path) as tab:
            rows = "[...document.querySelectorAll('.document .row')]"
            laid_out = f"{rows}.filter(row => row.checkVisibility({{contentVisibilityAuto: true}})).length"
            assert 0 < tab.page.evaluate(laid_out) < 50 < tab.page.evaluate(f"{rows}.length")
            tab.page.get_by_label("Search in the text").fill("title 777")
            wait(tab, "1 of 1,000 documents")
            assert shown(tab) == ["777"]
            assert tab.problems == []


# Colour and ground of every text that is shown, without what is transparent.
READ_COLORS: Final = """() => {
  const ground = each => {
    for (let at = each; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)|transparent/.test(color)) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  for (const each of document.querySelectorAll('body *')) {
    const texts = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!each.checkVisibility() || !(texts || each.matches('input, select'))) continue;
    if (each.matches('option, script')) continue;
    found.push([getComputedStyle(each).color, ground(each), each.tagName + '.' + each.className]);
  }
  for (const each of document.querySelectorAll('a.number, .name')) {
    if (!each.checkVisibility()) continue;
    const style = getComputedStyle(each, '::before');
    const own = style.backgroundColor;
    found.push([style.color, /, 0\\)/.test(own) ? ground(each) : own, '::before of ' + each.className]);
  }
  return found;
}"""


def to_hex(color: str) -> str:
    """Return a colour `rgb(1, 2, 3)` as `#010203`; one that is not opaque is none that this can judge."""
    found = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", color)
    assert found, color
    return f"#{bytes(map(int, found.groups())).hex()}"


class TestAccess:
    """Everything can be reached and is called something, by keyboard and by whoever reads aloud."""

    def test_landmarks(self, tab: Tab) -> None:
        for role, name in (
            ("banner", None),
            ("search", "Filter the documents"),
            ("navigation", "Documents"),
            ("main", None),
            ("region", "Overview"),
            ("region", "Documents"),
            ("contentinfo", None),
            ("article", "The “river” rises"),
        ):
            assert tab.page.get_by_role(role, **({"name": name, "exact": True} if name else {})).count() == 1, role

    def test_headings_have_an_order(self, tab: Tab) -> None:
        levels = tab.page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(each => +each.tagName[1])")
        assert levels == [1, 2, 2, 3, 3, 3, 3]

    def test_every_control_is_reached_in_order_and_can_be_seen(self, tab: Tab) -> None:
        """The Tab key goes through all that can be used, as it stands on the page, and each shows where it is."""
        usable = "a[href], button, input, select, summary"
        seen = f"[...document.querySelectorAll('{usable}')].filter(each => each.checkVisibility())"
        count = len(tab.page.evaluate(f"{seen}.map((each, place) => each.dataset.order = place)"))
        assert count > 25
        order = []
        for _ in range(count):
            tab.page.keyboard.press("Tab")
            order.append(int(tab.page.evaluate("document.activeElement.dataset.order ?? -1")))
            outline = tab.page.evaluate("getComputedStyle(document.activeElement).outline")
            assert outline.endswith("solid 3px")
        assert order == list(range(count))

    def test_skip_link(self, tab: Tab) -> None:
        tab.page.keyboard.press("Tab")
        assert tab.page.evaluate("document.activeElement.textContent") == "Skip to the documents"
        tab.page.keyboard.press("Enter")
        assert tab.page.evaluate("document.activeElement.id") == "documents"

    def test_by_keyboard_alone(self, tab: Tab) -> None:
        tab.page.locator("#doc-bridge\\.txt .cast button").focus()
        tab.page.keyboard.press("Space")
        assert shown(tab) == ["river", "bridge"]
        tab.page.get_by_role("button", name="Clear").press("Enter")
        assert shown(tab) == ALL
        tab.page.get_by_label("Show").focus()
        tab.page.keyboard.press("ArrowDown")
        assert shown(tab) == ["river", "bridge", "quiet"]
        tab.page.locator("summary", has_text="Contents").press("Enter")
        assert not tab.page.locator("#contents li").first.is_visible()

    def test_status_is_told(self, tab: Tab) -> None:
        assert tab.page.get_by_role("status").text_content() == "4 documents"

    @pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"width": 390}], ids=["wide", "dark", "narrow"])
    def test_axe_finds_nothing(self, browser: Any, report: Path, options: dict[str, Any]) -> None:
        axe = pytest.importorskip(
            "axe_playwright_python.sync_playwright", reason="axe is not here (pip install '.[browser]')"
        )
        with open_tab(browser, report, bypass_csp=True, **options) as tab:
            found = axe.Axe().run(tab.page).response["violations"]
            assert [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found] == []
