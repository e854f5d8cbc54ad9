"""The language server: files as an editor has them open, over the Language Server Protocol.

It checks a file when it is opened and, a moment after the last change, as it is typed; what comes of a version that is
no longer there is dropped. Settings are those that `seeddoc check` would take; one that cannot be read is told once and
the defaults hold. Whole texts are exchanged, so that nothing depends on where the other side ends a line.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from seeddoc.__about__ import __version__
from seeddoc.configuration import Configurations
from seeddoc.errors import SettingsError
from seeddoc.rules import load_rules
from seeddoc.server._views import FIX_ALL, View
from seeddoc.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeddoc.configuration import Configuration

# Seconds without a change before a text is checked.
PAUSE: Final = 0.2
# What configuration is read from: a change of one is a change of settings.
CONFIGURATION: Final = ("**/seeddoc.toml", "**/pyproject.toml")


class Server(LanguageServer):
    """The server, and the files that are open in its client."""

    def __init__(self) -> None:
        super().__init__("seeddoc", __version__, types.TextDocumentSyncKind.Full)
        self._views: dict[str, tuple[int | None, View]] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._told: set[str] = set()

    def view(self, uri: str) -> View:
        """Return the file of a URI as it is now; one that is neither open nor there has nothing in it."""
        document = self.workspace.get_text_document(uri)
        try:
            text = document.source
        except (OSError, ValueError):
            text = ""
        known = self._views.get(uri)
        if known is None or known[0] != document.version or known[1].text != text:
            path = _path_of(uri)
            encoding = str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
            known = (document.version, View(text, path, *self._settings(path), encoding))
            self._views[uri] = known
        return known[1]

    def _settings(self, path: str) -> tuple[Settings, Configuration | None]:
        try:
            configurations = Configurations()
            return configurations.settings(Path(path)), configurations.of(Path(path))
        except SettingsError as error:
            if str(error) not in self._told:
                self._told.add(str(error))
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"seeddoc: {error}"))
            return Settings(), None

    def check_soon(self, uri: str, pause: float = PAUSE) -> None:
        """Check a file when it has not changed for a moment; what was waiting for that waits no more."""
        self._stop_waiting(uri)
        self._waiting[uri] = asyncio.create_task(self._check(uri, pause))

    def _stop_waiting(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting:
            waiting.cancel()

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        view = self.view(uri)
        version, _ = self._views[uri]
        diagnostics = await asyncio.to_thread(view.diagnostics)
        if self._views.get(uri) == (version, view):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def check_all(self) -> None:
        """Check all open files anew, with settings that may have changed."""
        self._told.clear()
        for uri in list(self._views):
            del self._views[uri]
            self.check_soon(uri, 0)

    def forget(self, uri: str) -> None:
        """Let a file go that has been closed, and what was found in it."""
        self._views.pop(uri, None)
        self._stop_waiting(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def _path_of(uri: str) -> str:
    """Return the path of a URI; the name alone for what is in no file."""
    parts = urlsplit(uri)
    path = unquote(parts.path, errors="surrogateescape")
    if parts.scheme != "file":
        return Path(path).name or "untitled"
    drive = path[1:3]
    return path[1:] if drive[1:] == ":" and drive[0].isalpha() else path


def create_server() -> Server:
    """Make a server with all that it can do.

    Raises:
        RuleError: a rule of another package cannot be added.
    """
    load_rules()
    server = Server()
    _add_notifications(server)
    _add_looks(server)
    _add_changes(server)
    return server


def _add_notifications(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.check_soon(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_watched_files(_params: types.DidChangeWatchedFilesParams) -> None:
        server.check_all()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(_params: types.DidChangeConfigurationParams) -> None:
        server.check_all()

    @server.feature(types.INITIALIZED)
    async def initialized(_params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in CONFIGURATION]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted = types.Registration("configuration", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([wanted]))


def _add_looks(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return server.view(params.text_document.uri).hover(params.position, markdown=_shows_markdown(server))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return server.view(params.text_document.uri).symbols()

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        return server.view(params.text_document.uri).folds()


def _shows_markdown(server: Server) -> bool:
    shown = server.client_capabilities.text_document
    formats = shown.hover.content_format if shown and shown.hover else None
    return types.MarkupKind.Markdown in (formats or ())


def _add_changes(server: Server) -> None:
    options = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri, only = params.text_document.uri, params.context.only
        found = []
        for action, edits in server.view(uri).actions(params.range):
            if only is None or _is_wanted(str(getattr(action.kind, "value", action.kind)), only):
                action.edit = _to_edit(server, uri, edits)
                found.append(action)
        return found

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def format_document(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        view = server.view(params.text_document.uri)
        formatted = view.formatted()
        if formatted.data is None:
            told = f"seeddoc: not formatted, since something would be lost: {formatted.lost[0]}"
            server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, told))
            return None
        return view.change(formatted.data.decode("utf-8", "surrogateescape"))


def _is_wanted(kind: str, only: Sequence[str]) -> bool:
    """Tell whether a kind of action is one of those that are asked for, or below one of them."""
    wanted = [str(getattr(each, "value", each)) for each in only]
    return any(not each or kind == each or kind.startswith(f"{each}.") for each in wanted)


def _to_edit(server: Server, uri: str, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    """Return edits of a file: of the version that they were made for, where the client can tell versions."""
    workspace = server.client_capabilities.workspace
    able = workspace.workspace_edit if workspace else None
    if not (able and able.document_changes):
        return types.WorkspaceEdit({uri: edits})
    version = server.workspace.get_text_document(uri).version
    of_version = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(of_version, edits)])
