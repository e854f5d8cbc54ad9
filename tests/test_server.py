"""The language server: what it tells an editor over standard input and output, to a client that knows only that."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from seeddoc import Settings
from seeddoc.checking import check_content
from seeddoc.cli import main
from seeddoc.formatting import format_content
from seeddoc.inputs import Content, Source
from seeddoc.server import MissingExtraError, serve
from seeddoc.server._app import _path_of, create_server
from seeddoc.server._places import Places
from seeddoc.server._views import FIX_ALL, View
from tests.strategies import texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

UTF8, UTF16, UTF32 = types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16, types.PositionEncodingKind.Utf32

ARTICLE: Final = "A title\n\n“Yes, 𝄞 it is,” said José Núñez, the mayor. “We ‘do’ it.”\n"
BUNDLE: Final = f"<<<FILE a.txt>>>\n{ARTICLE}<<<END FILE>>>\n\n<<<FILE b.txt>>>\nB\n\nText.\n<<<END FILE>>>\n"
NO_GAP: Final = "A title\nText.\n"  # A003, whose fix is not safe
NO_WIDTH: Final = "A title\n\nTe\u200bxt.\n"  # E012, whose fix is
EVERYTHING: Final = types.Range(types.Position(0, 0), types.Position(10**6, 0))


def at(text: str, line: int, character: int) -> types.Position:
    return types.Position(line, character)


# --- Places -----------------------------------------------------------------------------------------------


class TestPlaces:
    TEXT = "aé𝄞\r\nb\rc文\n\n𝄞"

    @pytest.mark.parametrize(
        ("encoding", "wanted"),
        [
            (
                UTF32,
                [
                    (0, 0),
                    (0, 1),
                    (0, 2),
                    (0, 3),
                    (0, 4),
                    (1, 0),
                    (1, 1),
                    (2, 0),
                    (2, 1),
                    (2, 2),
                    (3, 0),
                    (4, 0),
                    (4, 1),
                ],
            ),
            (
                UTF16,
                [
                    (0, 0),
                    (0, 1),
                    (0, 2),
                    (0, 4),
                    (0, 5),
                    (1, 0),
                    (1, 1),
                    (2, 0),
                    (2, 1),
                    (2, 2),
                    (3, 0),
                    (4, 0),
                    (4, 2),
                ],
            ),
            (
                UTF8,
                [
                    (0, 0),
                    (0, 1),
                    (0, 3),
                    (0, 7),
                    (0, 8),
                    (1, 0),
                    (1, 1),
                    (2, 0),
                    (2, 1),
                    (2, 4),
                    (3, 0),
                    (4, 0),
                    (4, 4),
                ],
            ),
        ],
    )
    def test_positions(self, encoding: str, wanted: list[tuple[int, int]]) -> None:
        places = Places(self.TEXT, encoding)
        found = [places.position(offset) for offset in range(len(self.TEXT) + 1)]
        assert [(each.line, each.character) for each in found] == wanted
        # Between CR and LF there is no place of its own: the line has ended before them.
        back = [places.offset(position) for position in found]
        assert back == [offset - (offset == 4) for offset in range(len(self.TEXT) + 1)]
        assert places.lines == 5

    def test_outside(self) -> None:
        places = Places("ab\nc")
        assert places.position(-1) == types.Position(0, 0)
        assert places.position(99) == types.Position(1, 1)
        assert [places.offset(types.Position(*each)) for each in ((0, 99), (1, 99), (7, 0))] == [2, 4, 4]

    def test_inside_of_a_character(self) -> None:
        assert Places("𝄞a", UTF16).offset(types.Position(0, 1)) == 0
        assert Places("é", UTF8).offset(types.Position(0, 1)) == 0

    @given(texts(), st.sampled_from([UTF8, UTF16, UTF32]))
    def test_as_encoded(self, text: str, encoding: types.PositionEncodingKind) -> None:
        places, width = Places(text, encoding), {UTF8: 1, UTF16: 2, UTF32: 4}[encoding]
        name = "utf-32-le" if encoding == UTF32 else "utf-16-le" if encoding == UTF16 else "utf-8"
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert places.lines == len(lines)
        last = places.position(len(text))
        assert (last.line, last.character) == (len(lines) - 1, len(lines[-1].encode(name, "surrogatepass")) // width)


# --- Views ------------------------------------------------------------------------------------------------


def view(text: str, path: str = "a.txt", settings: Settings | None = None) -> View:
    return View(text, path, settings or Settings(), None, UTF32)


def outline(symbols: list[types.DocumentSymbol]) -> list[Any]:
    return [(each.name, each.detail, outline(list(each.children or ()))) for each in symbols]


def apply(text: str, edits: list[types.TextEdit], encoding: str = UTF32) -> str:
    """Apply edits as an editor does: all to the text as it was."""
    places = Places(text, encoding)
    for edit in sorted(edits, key=lambda edit: places.offset(edit.range.start), reverse=True):
        text = text[: places.offset(edit.range.start)] + edit.new_text + text[places.offset(edit.range.end) :]
    return text


class TestViews:
    def test_findings_are_those_of_check(self) -> None:
        text = f"{BUNDLE}<<<FILE a.txt>>>\n{NO_GAP}"
        found = view(text).diagnostics()
        checked = check_content(Content(Source(None, "a.txt", "a.txt"), text.encode()), Settings())
        assert [each.code for each in found] == [each.code for each in checked.findings]
        levels = {each.code: each.severity for each in found}
        assert (levels["B001"], levels["N001"], levels["A003"]) == (1, 1, 2)
        assert [(each.range.start.line, each.range.start.character) for each in found] == [
            (each.line - 1, each.column - 1) for each in checked.findings
        ]
        assert {each.source for each in found} == {"seeddoc"}

    def test_settings_hold(self) -> None:
        assert view(NO_GAP, settings=Settings(ignore=["A003"])).diagnostics() == []

    def test_quick_fixes(self) -> None:
        text = f"{BUNDLE}<<<FILE c.txt>>>\n{NO_WIDTH}<<<END FILE>>>\n<<<FILE d.txt>>>\n{NO_GAP}<<<END FILE>>>\n"
        here = view(text)
        line = text[: text.index(NO_WIDTH)].count("\n")
        (safe, edits), (unsafe, others), (everything, all_edits) = here.actions(EVERYTHING)
        assert (safe.kind, safe.is_preferred, safe.title) == ("quickfix", True, "Remove it (E012)")
        assert (unsafe.kind, unsafe.is_preferred) == ("quickfix", False)
        assert unsafe.title.endswith(" (may change what was meant) (A003)")
        assert [*(safe.diagnostics or ()), *(unsafe.diagnostics or ())] == here.diagnostics()
        assert everything.kind == FIX_ALL
        mended = text.replace("\u200b", "")
        assert apply(text, edits) == apply(text, all_edits) == mended
        assert view(apply(apply(text, others), edits)).diagnostics() == []
        # Of a range that has nothing to do with them only the last is offered, of a clean text none.
        first = types.Range(types.Position(0, 0), types.Position(line - 1, 0))
        assert [action.kind for action, _ in here.actions(first)] == [FIX_ALL]
        assert list(view(BUNDLE).actions(EVERYTHING)) == []
        # Nor is what would touch a line that may be a marker.
        risky = view("A title\n\nA line with <<< in\u200bside.\n")
        assert [finding.code for finding in risky.findings] == ["E012"]
        assert list(risky.actions(EVERYTHING)) == []

    def test_hover(self) -> None:
        here = view(BUNDLE)
        quoted = here.hover(at(BUNDLE, 3, 1), markdown=False)
        assert quoted is not None
        assert isinstance(quoted.contents, types.MarkupContent)
        lines = quoted.contents.value.split("\n\n")
        assert lines[0] == "José Núñez"
        assert [line.split(":")[0] for line in lines[1:]] == ["named as", "cue", "rule", "confidence"]
        assert quoted.range == types.Range(types.Position(3, 0), types.Position(3, 15))
        marked = here.hover(at(BUNDLE, 3, 1), markdown=True)
        assert marked is not None
        assert isinstance(marked.contents, types.MarkupContent)
        assert marked.contents.value.startswith("**José Núñez**\n\nnamed as: José Núñez, the mayor\n\ncue: said")

    @pytest.mark.parametrize(("line", "character"), [(0, 0), (1, 3), (2, 0), (3, 20), (4, 0), (9, 0), (99, 0)])
    def test_no_hover(self, line: int, character: int) -> None:
        assert view(BUNDLE).hover(types.Position(line, character), markdown=True) is None

    def test_hover_over_what_is_inside(self) -> None:
        inner = view(BUNDLE).hover(types.Position(3, BUNDLE.split("\n")[3].index("do")), markdown=False)
        assert inner is not None
        assert inner.range is not None
        assert inner.range.end.character - inner.range.start.character == len("‘do’")

    def test_hover_over_a_name_of_which_the_article_knows_more(self) -> None:
        text = "A title\n\nMayor Ellen O’Hara came. “It is *good*,” she said.\n\n“Nobody.”\n"
        told = view(text).hover(types.Position(2, 30), markdown=True)
        assert told is not None
        assert isinstance(told.contents, types.MarkupContent)
        assert "named as: she" in told.contents.value
        as_written = view("T\n\n“Yes,” said Jane Doe.").hover(types.Position(2, 1), markdown=False)
        assert as_written is not None
        assert isinstance(as_written.contents, types.MarkupContent)
        assert as_written.contents.value.startswith("Jane Doe\n\ncue: said\n\n")
        nobody = view("T\n\n“Nobody.” And that was it.").hover(types.Position(2, 3), markdown=True)
        assert nobody is not None
        assert isinstance(nobody.contents, types.MarkupContent)
        assert nobody.contents.value.startswith("**No speaker**")

    def test_outline(self) -> None:
        symbols = view(BUNDLE).symbols()
        assert outline(symbols) == [
            (
                "a.txt",
                None,
                [
                    ("A title", None, []),
                    ("Yes, 𝄞 it is,", "José Núñez", []),
                    ("We ‘do’ it.", "José Núñez", [("do", "no speaker", [])]),
                ],
            ),
            ("b.txt", None, [("B", None, [])]),
        ]
        assert [(each.range.start.line, each.range.end.line) for each in symbols] == [(0, 4), (6, 10)]

    def test_outline_of_what_is_no_article(self) -> None:
        text = '<<<FILE>>>\n<<<END FILE>>>\n<<<FILE path="x" encoding="base64">>>\nYQ==\n<<<END FILE>>>\n'
        assert outline(view(text).symbols()) == [("(anonymous)", None, []), ("x", None, [])]
        assert outline(view("\x1f").symbols()) == [("a.txt", None, [("(blank)", None, [])])]
        (long,) = outline(view(f"T\n\n“{'word ' * 40}”").symbols())
        assert long[2][1][0] == f"{'word ' * 11}word…"

    def test_outline_of_a_text_without_markers(self) -> None:
        assert outline(view(ARTICLE, "x/news.txt").symbols())[0][0] == "news.txt"
        assert view("").symbols() == []

    def test_folds(self) -> None:
        assert [(each.start_line, each.end_line) for each in view(BUNDLE).folds()] == [(0, 4), (6, 10)]
        assert view("x").folds() == []

    def test_formatting(self) -> None:
        other = BUNDLE.replace("<<<END FILE>>>", "<<<END_FILE>>>").replace("<<<FILE b.txt", "<<<FILE: b.txt")
        data = format_content(Content(Source(None, "a", "a"), other.encode())).data
        assert data is not None
        edits = view(other).change(data.decode())
        assert apply(other, edits) == data.decode()
        assert len(edits) == 1
        assert view(BUNDLE).change(BUNDLE) == []

    @given(texts(), texts())
    @example("aXa", "aXaXa")
    @example("", "")
    @example("\r\n", "\n")
    @example("\r\n", "\r")
    @example("a\r\nb", "a\rb")
    @example("\r\n\r\n", "\r\n")
    def test_change(self, one: str, other: str) -> None:
        assert apply(one, view(one).change(other)) == other

    @given(texts() | st.text(st.characters(exclude_categories=[])), st.integers(0, 9), st.integers(0, 30))
    @example('""=', 0, 1)
    @example("\ufeff<<<FILE a>>>\r\n“x\r\n<<<END FILE>>>", 1, 1)
    @example("\udcff\ud800", 0, 0)
    def test_no_content_raises(self, text: str, line: int, character: int) -> None:
        """And every place that is told is one that the text has."""
        here, where = view(text), types.Position(line, character)
        ranges = [each.range for each in here.diagnostics()]
        ranges += [edit.range for _, edits in here.actions(EVERYTHING) for edit in edits]
        waiting = here.symbols()
        while waiting:
            symbol = waiting.pop()
            assert symbol.name
            start, end = here.places.offset(symbol.range.start), here.places.offset(symbol.range.end)
            selected = symbol.selection_range
            assert start <= here.places.offset(selected.start) <= here.places.offset(selected.end) <= end
            ranges.append(symbol.range)
            waiting += symbol.children or ()
        hovered = here.hover(where, markdown=True)
        ranges += [hovered.range] if hovered and hovered.range else []
        for each in ranges:
            for position in (each.start, each.end):
                assert here.places.position(here.places.offset(position)) == position
        assert all(0 <= each.start_line < each.end_line < here.places.lines for each in here.folds())
        here.formatted()


# --- The server -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///a/b%20c.txt", "/a/b c.txt"),
        ("file:///c%3A/x.txt", "c:/x.txt"),
        ("file:///C:/x.txt", "C:/x.txt"),
        ("file:///1:/x.txt", "/1:/x.txt"),
        ("untitled:Untitled-1", "Untitled-1"),
        ("vscode-vfs://github/a/b.txt", "b.txt"),
        ("untitled:", "untitled"),
        ("file:///%ff", "/\udcff"),
    ],
)
def test_path_of_a_uri(uri: str, path: str) -> None:
    assert _path_of(uri) == path


class Client:
    """A client with a server of its own, and what the server has told it."""

    def __init__(self) -> None:
        self.lsp = LanguageClient("test", "1")
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.messages: asyncio.Queue[types.ShowMessageParams] = asyncio.Queue()
        self.registered: list[types.Registration] = []

        @self.lsp.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        @self.lsp.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def show(params: types.ShowMessageParams) -> None:
            self.messages.put_nowait(params)

        @self.lsp.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
        def register(params: types.RegistrationParams) -> None:
            self.registered += params.registrations

    def open(self, uri: str, text: str, version: int = 1) -> None:
        item = types.TextDocumentItem(uri, "seeddoc", version, text)
        self.lsp.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, uri: str, text: str, version: int) -> None:
        changed = types.VersionedTextDocumentIdentifier(version, uri)
        self.lsp.text_document_did_change(
            types.DidChangeTextDocumentParams(changed, [types.TextDocumentContentChangeWholeDocument(text)])
        )

    async def codes(self) -> tuple[int | None, list[Any]]:
        """Return the version and the codes of what is published next."""
        published = await self.published.get()
        return published.version, [each.code for each in published.diagnostics]


@contextlib.asynccontextmanager
async def connected(folder: Path, capabilities: types.ClientCapabilities | None = None) -> AsyncIterator[Client]:
    """Start a server and a client of it."""
    client = Client()
    await client.lsp.start_io(sys.executable, "-m", "seeddoc", "server", cwd=folder)
    given = types.InitializeParams(capabilities or types.ClientCapabilities(), root_uri=folder.as_uri())
    client.initialized = await client.lsp.initialize_async(given)  # type: ignore[attr-defined]
    client.lsp.initialized(types.InitializedParams())
    try:
        yield client
    finally:
        await client.lsp.shutdown_async(None)
        client.lsp.exit(None)
        await client.lsp.stop()  # type: ignore[no-untyped-call]


def play(scene: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(scene(), 50))


def test_it_ends_in_silence(tmp_path: Path) -> None:
    """After `shutdown` and `exit` the status is 0, and nothing is told."""
    messages = (
        '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": null}}',
        '{"jsonrpc": "2.0", "method": "initialized", "params": {}}',
        '{"jsonrpc": "2.0", "id": 2, "method": "shutdown"}',
        '{"jsonrpc": "2.0", "method": "exit"}',
    )
    sent = "".join(f"Content-Length: {len(each)}\r\n\r\n{each}" for each in messages).encode()
    done = subprocess.run(
        [sys.executable, "-m", "seeddoc", "server"],
        input=sent,
        capture_output=True,
        cwd=tmp_path,
        timeout=50,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


class TestServer:
    def test_diagnostics_as_one_types(self, tmp_path: Path) -> None:
        async def scene() -> None:
            async with connected(tmp_path) as client:
                uri = (tmp_path / "a.txt").as_uri()
                client.open(uri, NO_GAP)
                assert await client.codes() == (1, ["A003"])
                for version in range(2, 40):  # nobody waits for those in between
                    client.change(uri, f"{NO_GAP}{version}", version)
                client.change(uri, ARTICLE, 40)
                assert await client.codes() == (40, [])
                assert client.published.empty()
                client.lsp.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
                assert await client.codes() == (None, [])

        play(scene)

    def test_a_file_that_is_neither_open_nor_there(self, tmp_path: Path) -> None:
        async def scene() -> None:
            async with connected(tmp_path) as client:
                for uri in ((tmp_path / "no.txt").as_uri(), tmp_path.as_uri(), "untitled:Untitled-1"):
                    where = types.TextDocumentIdentifier(uri)
                    assert (
                        await client.lsp.text_document_hover_async(types.HoverParams(where, types.Position(2, 1)))
                        is None
                    )
                    folds = await client.lsp.text_document_folding_range_async(types.FoldingRangeParams(where))
                    assert not folds

        play(scene)

    @pytest.mark.parametrize(("encoding", "end"), [(None, 16), (UTF8, 22), (UTF16, 16), (UTF32, 15)])
    def test_position_encodings(self, tmp_path: Path, encoding: types.PositionEncodingKind | None, end: int) -> None:
        async def scene() -> None:
            general = types.GeneralClientCapabilities(position_encodings=[encoding]) if encoding else None
            async with connected(tmp_path, types.ClientCapabilities(general=general)) as client:
                told = client.initialized.capabilities.position_encoding  # type: ignore[attr-defined]
                assert told == (encoding or UTF16)
                uri = (tmp_path / "a.txt").as_uri()
                client.open(uri, ARTICLE)
                where = types.TextDocumentIdentifier(uri)
                hover = await client.lsp.text_document_hover_async(types.HoverParams(where, types.Position(2, 1)))
                assert hover is not None
                assert hover.range == types.Range(types.Position(2, 0), types.Position(2, end))

        play(scene)

    def test_configuration(self, tmp_path: Path) -> None:
        async def scene() -> None:
            workspace = types.WorkspaceClientCapabilities(
                did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
            )
            async with connected(tmp_path, types.ClientCapabilities(workspace=workspace)) as client:
                uri, settings = (tmp_path / "a.txt").as_uri(), tmp_path / "seeddoc.toml"
                client.open(uri, NO_GAP)
                assert await client.codes() == (1, ["A003"])
                settings.write_text('ignore = ["A003"]', "utf-8")
                change = types.FileEvent(settings.as_uri(), types.FileChangeType.Created)
                client.lsp.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
                assert await client.codes() == (1, [])
                settings.write_text('[[suppressions]]\ncode = "A003"\ntext = "A title"\nreason = "It is so"\n', "utf-8")
                client.lsp.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
                assert await client.codes() == (1, [])
                settings.write_text("selct = []", "utf-8")
                client.lsp.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
                assert await client.codes() == (1, ["A003"])
                assert "did you mean 'select'?" in (await client.messages.get()).message
                client.change(uri, f"{NO_GAP} ", 2)
                await client.codes()
                assert client.messages.empty()  # it is told once
                assert [each.method for each in client.registered] == ["workspace/didChangeWatchedFiles"]

        play(scene)

    @pytest.mark.parametrize("versions", [True, False])
    def test_quick_fixes(self, tmp_path: Path, versions: bool) -> None:
        async def scene() -> None:
            workspace = types.WorkspaceClientCapabilities(
                workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=versions)
            )
            async with connected(tmp_path, types.ClientCapabilities(workspace=workspace)) as client:
                uri = (tmp_path / "a.txt").as_uri()
                client.open(uri, NO_WIDTH, 7)
                given = types.CodeActionParams(
                    types.TextDocumentIdentifier(uri),
                    EVERYTHING,
                    types.CodeActionContext([], only=[types.CodeActionKind.QuickFix]),
                )
                (action,) = await client.lsp.text_document_code_action_async(given) or ()
                assert isinstance(action, types.CodeAction)
                edit = action.edit
                assert edit is not None
                if versions:
                    (change,) = edit.document_changes or ()
                    assert isinstance(change, types.TextDocumentEdit)
                    assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(uri, 7)
                    edits = [each for each in change.edits if isinstance(each, types.TextEdit)]
                else:
                    edits = list((edit.changes or {})[uri])
                assert apply(NO_WIDTH, edits) == "A title\n\nText.\n"
                for only in ([types.CodeActionKind.SourceFixAll], [types.CodeActionKind.Source], [""], None):
                    given = attrs.evolve(given, context=types.CodeActionContext([], only=only))
                    actions = await client.lsp.text_document_code_action_async(given) or ()
                    kinds = [action.kind for action in actions if isinstance(action, types.CodeAction)]
                    assert kinds == (["quickfix", FIX_ALL] if only in ([""], None) else [FIX_ALL])

        play(scene)

    def test_looks(self, tmp_path: Path) -> None:
        async def scene() -> None:
            text_document = types.TextDocumentClientCapabilities(
                hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
            )
            async with connected(tmp_path, types.ClientCapabilities(text_document=text_document)) as client:
                uri = (tmp_path / "a.txt").as_uri()
                where = types.TextDocumentIdentifier(uri)
                client.open(uri, BUNDLE)
                hover = await client.lsp.text_document_hover_async(types.HoverParams(where, types.Position(3, 1)))
                assert hover is not None
                assert isinstance(hover.contents, types.MarkupContent)
                assert hover.contents.kind == types.MarkupKind.Markdown
                symbols = await client.lsp.text_document_document_symbol_async(types.DocumentSymbolParams(where))
                assert [each.name for each in symbols or ()] == ["a.txt", "b.txt"]
                folds = await client.lsp.text_document_folding_range_async(types.FoldingRangeParams(where))
                assert [(each.start_line, each.end_line) for each in folds or ()] == [(0, 4), (6, 10)]

        play(scene)

    def test_formatting(self, tmp_path: Path) -> None:
        async def scene() -> None:
            async with connected(tmp_path) as client:
                uri = (tmp_path / "a.txt").as_uri()
                options = types.FormattingOptions(4, insert_spaces=True)
                given = types.DocumentFormattingParams(types.TextDocumentIdentifier(uri), options)
                other = BUNDLE.replace("<<<END FILE>>>", "<<<END_FILE>>>")
                client.open(uri, other)
                edits = await client.lsp.text_document_formatting_async(given)
                assert apply(other, list(edits or ())) == BUNDLE.replace("\n\n<<<FILE", "\n<<<FILE")
                client.change(uri, f"{BUNDLE}<<<FILE c", 2)
                assert await client.lsp.text_document_formatting_async(given) is None
                assert "something would be lost" in (await client.messages.get()).message

        play(scene)


def test_what_is_found_in_an_old_version_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    server, uri = create_server(), "file:///a.txt"

    class Old:
        def diagnostics(self) -> list[types.Diagnostic]:
            server._views[uri] = (2, view(""))
            return []

    old = Old()
    monkeypatch.setattr(server, "view", lambda _uri: old)
    monkeypatch.setattr(server, "text_document_publish_diagnostics", lambda params: pytest.fail(str(params)))
    server._views[uri] = (1, old)  # type: ignore[assignment]
    asyncio.run(server._check(uri, 0))
    assert server._views[uri][0] == 2


class TestCommand:
    @pytest.mark.parametrize("module", ["pygls", "lsprotocol"])
    def test_without_the_extra(
        self, monkeypatch: pytest.MonkeyPatch, module: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in list(sys.modules):
            if name.startswith(("seeddoc.server._", "pygls", "lsprotocol")):
                monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, module, None)
        assert main(["server"]) == 2
        assert (
            capsys.readouterr().err == f"seeddoc: the language server needs {module}: pip install 'seeddoc[server]'\n"
        )

    def test_another_missing_module_is_a_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "seeddoc.server._app", raising=False)
        monkeypatch.setitem(sys.modules, "seeddoc.configuration", None)
        with pytest.raises(ModuleNotFoundError) as caught:
            serve()
        assert not isinstance(caught.value, MissingExtraError)
