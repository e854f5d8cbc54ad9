"""Documents and bundles: what is read from a bundle and written to one.

What cannot be written back cannot be built: names, keys and values are checked with the grammar's own
constants. A text is any string. Both models are values: frozen, hashable, compared by what they say; where they
were read takes no part.

They know nothing of markers or files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, overload

import attrs

from seeddoc import _integrity
from seeddoc._grammar import KEY
from seeddoc.articles import Article, parse_article
from seeddoc.dialects import CANONICAL, Dialect
from seeddoc.positions import START, Place, Position, TextIndex, Where
from seeddoc.quotes.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderableType

_KEY: Final = re.compile(KEY)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def _writable(what: str, value: object) -> str:
    """Check that a name or value can be written into a marker."""
    if not isinstance(value, str):
        raise TypeError(f"{what} is a str, not {type(value).__name__}")
    if "\n" in value:
        raise ValueError(f"{what} holds a line break, which no marker can: {value!r}")
    if _SURROGATE.search(value):
        raise ValueError(f"{what} holds a lone surrogate, which UTF-8 cannot write: {value!r}")
    return value


def _to_attributes(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    found = tuple(pairs)
    if not all(map(_is_pair, found)):
        raise TypeError("attributes are pairs: ((key, value), …)")
    return tuple((key, value) for key, value in found)


def _is_pair(pair: object) -> bool:
    return isinstance(pair, (tuple, list)) and len(pair) == 2


def _check_text(_document: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{attribute.name} is a str, not {type(value).__name__}")


def _check_complete(_document: object, _attribute: object, complete: bool) -> None:
    if type(complete) is not bool:
        raise TypeError(f"complete is True or False, not {complete!r}")


def _check_dialect(_bundle: object, _attribute: object, dialect: Dialect) -> None:
    if not isinstance(dialect, Dialect):
        raise TypeError(f"dialect is a Dialect, such as PRESETS['colon'], not {dialect!r}")


def _check_name(_document: object, _attribute: object, name: str) -> None:
    _writable("a name", name)


def _check_attributes(_document: object, _attribute: object, pairs: tuple[tuple[str, str], ...]) -> None:
    seen = {"path"}
    for key, value in pairs:
        if not _KEY.fullmatch(_writable("a key", key)):
            raise ValueError(f"the key {key!r} is not a letter or _ and then letters, digits and _.-")
        if key.lower() in seen:
            reason = "is how a name is written" if key.lower() == "path" else "stands twice"
            raise ValueError(f"the key {key!r} {reason}")
        seen.add(key.lower())
        _writable(f"the value of {key!r}", value)


@attrs.frozen
class Document:
    """One named text.

    Args:
        name: as in its marker; "" for an anonymous document. It holds no line break.
        text: any text, kept verbatim.
        attributes: (key, value) pairs of its marker, in their order; keys are unique, without ASCII case.
        complete: whether its end was found. An incomplete one cannot be written.

    Raises:
        ValueError: it could not be written back.
    """

    name: str = attrs.field(validator=_check_name)
    text: str = attrs.field(validator=_check_text)
    attributes: tuple[tuple[str, str], ...] = attrs.field(
        default=(), converter=_to_attributes, validator=_check_attributes
    )
    complete: bool = attrs.field(default=True, validator=_check_complete)
    # Where the text begins: at `_at` of what `_source` indexes, or at `_source` itself; None if made in code.
    _source: TextIndex | Position | None = attrs.field(default=None, eq=False, repr=False, init=False)
    _at: int = attrs.field(default=0, eq=False, repr=False, init=False)
    # Until somebody asks for the article, the language to read its quotations in; None for English.
    _article: Article | Language | None = attrs.field(default=None, eq=False, repr=False, init=False)

    @property
    def position(self) -> Position | None:
        """Where its text begins in the file that it was read from; None if it was made in code."""
        source = self._source
        return source.position(self._at) if isinstance(source, TextIndex) else source

    @property
    def where(self) -> Where:
        """Where its text begins, not worked out yet; an own file's start if it was made in code."""
        source = self._source
        return Place(source.position, self._at) if isinstance(source, TextIndex) else source or START

    @property
    def name_place(self) -> tuple[Where, Where]:
        """Where its name stands in its marker, or the marker, if it is not spelled out there.

        Where its text begins, if it was made in code, has no marker, or was read piece by piece.
        """
        source = self._source
        found = source.line_before(self._at, self.name) if isinstance(source, TextIndex) else None
        return found or (self.where, self.where)

    @property
    def article(self) -> Article:
        """Its text as an article.

        Raises:
            ArticleError: the text is empty or blank.
        """
        article = self._article
        if not isinstance(article, Article):
            article = parse_article(self.text, start=self.where, language=article)
            object.__setattr__(self, "_article", article)
        return article

    def with_language(self, language: Language) -> Document:
        """Return the same document, the quotations of whose article are read in another language, or with other cues.

        Args:
            language: such as `english(load_cues("english").with_cues(…))`. It takes no part in equality, and a pickled
                document is without it.
        """
        return read_document(self.name, self.text, self.attributes, self.complete, self._source, self._at, language)

    def with_article(self, article: Article) -> Document:
        """Return the same document with an article of other quotes, such as those that people marked in its text.

        Args:
            article: of this very text. It takes no part in equality, and a pickled document is without it.

        Raises:
            ValueError: it is the article of another text.
        """
        if article.to_text() != self.text:
            raise ValueError("this is the article of another text")
        document = read_document(self.name, self.text, self.attributes, self.complete, self._source, self._at)
        _set_article(document, article)
        return document

    @property
    def is_base64(self) -> bool:
        """Whether its attributes say that the text is base64."""
        return _integrity.is_base64(self.attributes)

    @property
    def data(self) -> bytes:
        """Its content as bytes, decoded where it is base64, else the text as UTF-8.

        Raises:
            ValueError: the text is not base64 and its attributes say that it is.
        """
        return _integrity.content(self.text, self.attributes)

    def __getstate__(self) -> tuple[object, ...]:
        # The index of the source may hold a whole file: a pickled document keeps its position only.
        return self.name, self.text, self.attributes, self.complete, self.position

    def __setstate__(self, state: tuple[object, ...]) -> None:
        for name, value in zip(("name", "text", "attributes", "complete", "_source"), state, strict=True):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_at", 0)
        object.__setattr__(self, "_article", None)


_set_article = vars(Document)["_article"].__set__


class _Draft(Document):
    """A document that is being made: it is filled by plain assignments, which a frozen class has none of."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__  # the quick way of assigning is only there where neither is Python code


def read_document(
    name: str,
    text: str,
    attributes: tuple[tuple[str, str], ...],
    complete: bool,
    source: TextIndex | Position | None,
    at: int,
    language: Language | None = None,
) -> Document:
    """Make a document as it was read, without checks: twice as fast, and a reader returns bad names too."""
    draft: Any = object.__new__(_Draft)
    draft.name = name
    draft.text = text
    draft.attributes = attributes
    draft.complete = complete
    draft._source = source  # noqa: SLF001 - its own, as the next two
    draft._at = at  # noqa: SLF001
    draft._article = language  # noqa: SLF001
    draft.__class__ = Document
    document: Document = draft
    return document


def origin_of(document: Document) -> tuple[TextIndex | Position, int]:
    """Return where the text of a document that was read begins, as `read_document` was told."""
    return document._source or START, document._at  # noqa: SLF001


def _to_documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    found = tuple(documents)
    for document in found:
        if not isinstance(document, Document):
            raise TypeError(f"a bundle holds documents, not {type(document).__name__}")
    return found


@attrs.frozen
class Bundle(Sequence[Document]):
    """Documents in their order: a sequence that also finds a document by its name.

    Args:
        documents: the same name twice can be held (a reader returns both), but not written.
        dialect: how the bundle that it was read from spells its markers; it takes no part in equality.
    """

    documents: tuple[Document, ...] = attrs.field(default=(), converter=_to_documents)
    dialect: Dialect = attrs.field(default=CANONICAL, validator=_check_dialect, eq=False, repr=False)
    _places: dict[str, list[int]] | None = attrs.field(default=None, eq=False, repr=False, init=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the documents, in their order."""
        return tuple(document.name for document in self.documents)

    @overload
    def __getitem__(self, key: int | str) -> Document: ...
    @overload
    def __getitem__(self, key: slice) -> Bundle: ...
    def __getitem__(self, key: int | str | slice) -> Document | Bundle:
        """Return a document by its place or name, or a part of the bundle.

        Raises:
            KeyError: no document has the name, or more than one.
        """
        if isinstance(key, slice):
            return Bundle(self.documents[key], self.dialect)
        if isinstance(key, int):
            return self.documents[key]
        found = self._find(key)
        if len(found) != 1:
            raise KeyError(f"{len(found)} documents are named {key!r}" if found else key)
        return self.documents[found[0]]

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __contains__(self, item: object) -> bool:
        return bool(self._find(item)) if isinstance(item, str) else item in self.documents

    def _find(self, name: str) -> list[int]:
        """Return the places of the documents of a name, from an index that the first question makes."""
        places = self._places
        if places is None:
            places = {}
            for number, known in enumerate(self.names):
                places.setdefault(known, []).append(number)
            object.__setattr__(self, "_places", places)
        return places.get(name, [])

    @property
    def duplicates(self) -> tuple[str, ...]:
        """The names that more than one document has, anonymous ones aside."""
        counts = Counter(self.names)
        return tuple(name for name, count in counts.items() if count > 1 and name)

    def _repr_html_(self) -> str:
        from seeddoc.html.inline import render_bundle  # a notebook asks for it, and hardly anybody else

        return render_bundle(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from seeddoc.terminal import render_bundle  # rich is an extra; whoever calls this has it

        yield render_bundle(self)
