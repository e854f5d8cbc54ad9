"""What an editor shows of a text: findings, quick fixes, hovers, an outline, folds, the formatted text.

In come the text of an open file and where in it somebody is; out come values of the Language Server Protocol. Pure:
nothing is read, written or sent, and no content raises.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from lsprotocol import types

from seeddoc.checking import check_content
from seeddoc.errors import ArticleError
from seeddoc.fixing import fix_content
from seeddoc.formatting import format_content
from seeddoc.inputs import Content, Source, read_documents
from seeddoc.projects import without_meant
from seeddoc.quotes import rule_summary
from seeddoc.quotes.english import english_with
from seeddoc.reports import count, visible_line
from seeddoc.server._places import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seeddoc.articles import Article
    from seeddoc.configuration import Configuration
    from seeddoc.diagnostics import Diagnostic
    from seeddoc.documents import Document
    from seeddoc.fixes import Fix
    from seeddoc.formatting import Formatted
    from seeddoc.quotes import Quote
    from seeddoc.results import CheckedFile
    from seeddoc.settings import Settings

SOURCE: Final = "seeddoc"
FIX_ALL: Final = "source.fixAll.seeddoc"
# Characters of a quotation that an outline shows.
SHOWN: Final = 60

_SEVERITIES: Final = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&])")


class _Quoted(NamedTuple):
    """A quotation, and where its paragraph begins in the text."""

    quote: Quote
    base: int

    @property
    def start(self) -> int:
        return self.base + self.quote.start

    @property
    def end(self) -> int:
        return self.base + self.quote.end


class View:
    """One version of an open file.

    Args:
        text: of it.
        path: where it is, or would be.
        settings: that hold for it.
        configuration: that says what is meant to be in it.
        encoding: the unit of characters that client and server agreed on.
    """

    def __init__(
        self, text: str, path: str, settings: Settings, configuration: Configuration | None, encoding: str
    ) -> None:
        self.text = text
        self.places = Places(text, encoding)
        self._path, self._settings, self._configuration = Path(path), settings, configuration
        # What no file can hold, JSON can: it is shown as what it will be read as.
        data = _SURROGATE.sub("\ufffd", text).encode()
        self._content = Content(Source(None, path, Path(path).name), data)

    @cached_property
    def _checked(self) -> CheckedFile:
        return self._meant(check_content(self._content, self._settings))

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What checking finds."""
        return self._checked.findings

    def _meant(self, checked: CheckedFile) -> CheckedFile:
        return without_meant(checked, self._path, self._configuration) if self._configuration else checked

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        cues, limits = self._settings.cues, self._settings.limits
        bundle = read_documents(self._content, limits).bundle
        if not cues:
            return bundle.documents
        language = english_with(cues, limits.quote_depth)
        return tuple(document.with_language(language) for document in bundle)

    # Findings and fixes

    def diagnostics(self) -> list[types.Diagnostic]:
        """Return the findings; before them which rules failed, after them how many more there are."""
        return [*self._faults(), *map(self._diagnostic, self.findings), *self._surplus()]

    def _faults(self) -> Iterator[types.Diagnostic]:
        for fault in self._checked.faults:
            start = self.places.range(0, 0)
            yield types.Diagnostic(start, visible_line(str(fault)), _SEVERITIES["error"], fault.code, source=SOURCE)

    def _surplus(self) -> Iterator[types.Diagnostic]:
        """Yield a line at the end of the text on the findings beyond the limit, as bad as the worst of them."""
        surplus, end = self._checked.surplus, len(self.text)
        if surplus:
            worst = min((severity for severity, _ in surplus), key=list(_SEVERITIES).index)
            told = f"{count(self._checked.left_out, 'more finding')} not shown; the limit diagnostics says how many are"
            yield types.Diagnostic(self.places.range(end, end), told, _SEVERITIES[worst], source=SOURCE)

    def _diagnostic(self, finding: Diagnostic) -> types.Diagnostic:
        message = f"{finding.message}: {finding.hint}" if finding.hint else finding.message
        return types.Diagnostic(
            self.places.range(finding.offset, finding.end_position.offset),
            visible_line(message),
            _SEVERITIES[finding.severity],
            finding.code,
            source=SOURCE,
        )

    def _edits(self, fix: Fix) -> list[types.TextEdit]:
        return [types.TextEdit(self.places.range(edit.start, edit.end), edit.text) for edit in fix.edits]

    def actions(self, where: types.Range) -> Iterator[tuple[types.CodeAction, list[types.TextEdit]]]:
        """Yield what can be done about the findings of a range, each with the edits that do it."""
        start, end = self.places.offset(where.start), self.places.offset(where.end)
        for finding in self.findings:
            fix = finding.fix
            here = finding.offset <= end and start <= finding.end_position.offset
            if fix and here:
                title = fix.message if fix.safe else f"{fix.message} (may change what was meant)"
                action = types.CodeAction(
                    f"{visible_line(title)} ({finding.code})",
                    types.CodeActionKind.QuickFix,
                    [self._diagnostic(finding)],
                    is_preferred=fix.safe,
                )
                yield action, self._edits(fix)
        edits = self.change(fix_content(self._content, self._settings, choose=self._meant).checked.text)
        if edits:
            yield types.CodeAction("Mend all that can be mended safely", FIX_ALL), edits

    # Quotations

    def _articles(self) -> Iterator[tuple[Document, Article | None, int]]:
        """Yield the documents, as articles where they are, with where their texts begin."""
        for document in self._documents:
            start = document.position.offset if document.position else 0
            try:
                yield document, None if document.is_base64 else document.article, start
            except ArticleError:
                yield document, None, start

    def hover(self, position: types.Position, *, markdown: bool) -> types.Hover | None:
        """Tell of the innermost quotation at a position: who speaks, and what told that."""
        offset = self.places.offset(position)
        for document, article, start in self._articles():
            if article and start <= offset <= start + len(document.text):
                found = _innermost(list(_quotations(article, start)), offset)
                if found:
                    told = "\n\n".join(_explain(found.quote, markdown=markdown))
                    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
                    return types.Hover(types.MarkupContent(kind, told), self.places.range(found.start, found.end))
        return None

    # The outline

    def symbols(self) -> list[types.DocumentSymbol]:
        """Return the documents with their titles and quotations."""
        documents = list(self._articles())
        return [
            self._symbol(document, article, start, stop)
            for (document, article, start), stop in zip(documents, self._stops(), strict=True)
        ]

    def _opener(self, document: Document) -> int:
        """Return where the marker line of a document begins; where its text does, if it has none."""
        start = document.position.offset if document.position else 0
        return self.text.rfind("\n", 0, max(start - 1, 0)) + 1 if start else 0

    def _stops(self) -> list[int]:
        """Return where documents end: with the last line before the next one that is not blank."""
        starts = [self._opener(document) for document in self._documents]
        return [
            start + len(self.text[start:next_start].rstrip())
            for start, next_start in zip(starts, [*starts[1:], len(self.text)], strict=False)
        ]

    def _symbol(self, document: Document, article: Article | None, start: int, stop: int) -> types.DocumentSymbol:
        opener = self._opener(document)
        whole = self.places.range(opener, max(stop, opener))
        children = []
        if article:
            title = article.spans[0]
            where = self.places.range(start + title.start, start + title.end)
            children.append(types.DocumentSymbol(_shown(article.title), types.SymbolKind.Key, where, where))
            children += [self._quotation(quoted) for quoted in _quotations(article, start)]
        line = self.places.range(opener, min(opener + len(self.text[opener:stop].split("\n", 1)[0]), stop))
        name = visible_line(document.name).strip() or "(anonymous)"
        return types.DocumentSymbol(name, types.SymbolKind.File, whole, line, children=children)

    def _quotation(self, quoted: _Quoted) -> types.DocumentSymbol:
        where = self.places.range(quoted.start, quoted.end)
        return types.DocumentSymbol(
            _shown(quoted.quote.text),
            types.SymbolKind.String,
            where,
            where,
            detail=_known_as(quoted.quote),
            children=[self._quotation(_Quoted(child, quoted.base)) for child in quoted.quote.children],
        )

    def folds(self) -> list[types.FoldingRange]:
        """Return the documents, from their opening to their closing markers."""
        lines = [
            (self.places.line(self._opener(document)), self.places.line(max(stop, 0)))
            for document, stop in zip(self._documents, self._stops(), strict=True)
        ]
        return [types.FoldingRange(first, last) for first, last in lines if first < last]

    # Formatting

    def formatted(self) -> Formatted:
        """Return what `seeddoc fmt` makes of the text."""
        return format_content(self._content)

    def change(self, text: str) -> list[types.TextEdit]:
        """Return the edits that make another text of this one: one, of what lies between what stays the same."""
        start = _alike(self.text, text)
        start -= self._parts_line_end(start)
        tail = _alike(reversed(self.text[start:]), reversed(text[start:]))
        tail -= self._parts_line_end(len(self.text) - tail)
        old, new = len(self.text) - tail, len(text) - tail
        return [types.TextEdit(self.places.range(start, old), text[start:new])] if self.text != text else []

    def _parts_line_end(self, offset: int) -> bool:
        """Tell whether an offset is within a CRLF, where no position of an editor is."""
        return offset > 0 and self.text.startswith("\r\n", offset - 1)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Count the characters with which two texts begin alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _quotations(article: Article, start: int) -> Iterator[_Quoted]:
    """Yield the outermost quotations of an article whose text begins at an offset."""
    for span, paragraph in zip(article.spans[1:], article.paragraphs, strict=True):
        for quote in paragraph.quotes:
            yield _Quoted(quote, start + span.start)


def _innermost(quotations: Sequence[_Quoted], offset: int) -> _Quoted | None:
    """Return the innermost quotation that an offset is in."""
    found = None
    while here := next((each for each in quotations if each.start <= offset <= each.end), None):
        found = here
        quotations = [_Quoted(child, here.base) for child in here.quote.children]
    return found


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return visible_line(flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…") or "(blank)"


def _known_as(quote: Quote) -> str:
    speaker = quote.speaker
    return visible_line(" ".join((speaker.name or speaker.text).split())) if speaker else "no speaker"


def _explain(quote: Quote, *, markdown: bool) -> Iterator[str]:
    """Yield what is known of a quotation's speaker."""

    def escape(text: str) -> str:
        flat = visible_line(" ".join(text.split()))
        return _MARKDOWN.sub(r"\\\1", flat) if markdown else flat

    def strong(text: str) -> str:
        return f"**{text}**" if markdown else text

    speaker = quote.speaker
    if speaker is None:
        yield strong("No speaker")
    else:
        yield strong(escape(speaker.name or speaker.text))
        if speaker.name not in {None, speaker.text}:
            yield f"named as: {escape(speaker.text)}"
    if quote.cue:
        yield f"cue: {escape(quote.cue.text)}"
    if quote.rule:
        summary = rule_summary(quote.rule)
        yield f"rule: {escape(f'{quote.rule}: {summary}' if summary else quote.rule)}"
    if quote.confidence is not None:
        yield f"confidence: {escape(f'{quote.confidence:.2f}')}"
