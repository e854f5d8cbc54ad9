"""URLs: what fsspec is asked, in its own words, and what it answers.

In come `Url`s; out come open files, parts of them, sizes and lists. Whatever goes wrong is an `InputError` of one line
that names the URL; so is a missing fsspec, which the extra `remote` brings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from seeddoc._compression import bare_name
from seeddoc.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seeddoc._compression import Readable

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?:::[A-Za-z0-9+.-]+)*://.+", re.DOTALL)


def is_url(path: str) -> bool:
    """Tell whether a path is a URL: it has a scheme and `://`."""
    return _URL.fullmatch(path) is not None


def _check_url(_url: object, _attribute: object, address: str) -> None:
    if not isinstance(address, str):
        raise TypeError(f"a URL is a str, not {type(address).__name__}")
    if not is_url(address):
        raise ValueError(f"a URL has a scheme, as https://example.org/news.txt, not {address!r}")


@attrs.frozen
class Url:
    """The address of a file that fsspec can read: `https://…`, `s3://…`, `memory://…`.

    Where a str is content, as for `load`, this says that it is an address.

    Attributes:
        address: with its scheme.

    Raises:
        ValueError: it has no scheme.
    """

    address: str = attrs.field(validator=_check_url)

    def __str__(self) -> str:
        return self.address


def reason(error: Exception) -> str:
    """Say in a few words why something failed."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def open_url(url: Url) -> Readable:
    """Open a URL to read it from its beginning to its end.

    Raises:
        InputError: it cannot be opened.
    """
    file: Readable = _call(url, _open)
    return file


def _open(fs: Any, path: str) -> Any:
    # Block by block, HTTP needs a server that serves parts; in one go, any.
    more = {"block_size": 0} if _is_http(fs) else {}
    return fs.open(path, "rb", **more)


def size_of_url(url: Url) -> int | None:
    """Return its size in bytes; None where parts of it cannot be read by themselves.

    Raises:
        InputError: it is not there.
    """
    size: int | None = _call(url, _size)
    return size


def _size(fs: Any, path: str) -> int | None:
    fs.invalidate_cache()
    size: int | None = fs.info(path)["size"]
    return size if not _is_http(fs) or _serves_parts(fs, path) else None


def _serves_parts(fs: Any, path: str) -> bool:
    """Ask an HTTP server: one that says nothing would send all for every part."""
    with fs.open(path, "rb", block_size=0) as file:
        return bool(file.r.headers.get("Accept-Ranges", "") == "bytes")


def _is_http(fs: Any) -> bool:
    return "http" in ((fs.protocol,) if isinstance(fs.protocol, str) else fs.protocol)


def read_url_range(url: Url, start: int, stop: int) -> bytes:
    """Read a part of what a URL holds.

    Raises:
        InputError: it cannot be read.
    """
    data: bytes = _call(url, lambda fs, path: fs.cat_file(path, start=start, end=stop))
    return data


def find_urls(url: Url, suffix: str) -> list[tuple[Url, str]]:
    """Find what a URL stands for: a file; with a `*`, all that it matches; with a `/` at its end, the texts below it.

    Args:
        url: it.
        suffix: what the names of texts end with, before that of a compression.

    Returns:
        The URLs of files, each with its path below the part of the URL that is no pattern.

    Raises:
        InputError: nothing is found, or it cannot be searched.
    """
    if "*" in url.address:
        found, missing = _call(url, _match), "nothing matches"
    elif url.address.endswith("/"):
        found = [(name, path) for name, path in _call(url, _list) if bare_name(path).lower().endswith(suffix)]
        missing = f"no *{suffix} file in this directory"
    else:
        return [(url, url.address.rpartition("/")[2].partition("?")[0])]
    if not found:
        raise InputError(f"{url}: {missing}")
    return [(Url(name), path) for name, path in found]


def _match(fs: Any, path: str) -> list[tuple[str, str]]:
    base = path.partition("*")[0].rpartition("/")[0]
    return _below(fs, base, (name for name in fs.glob(path) if not fs.isdir(name)))


def _list(fs: Any, path: str) -> list[tuple[str, str]]:
    return [(name, found) for name, found in _below(fs, path, fs.find(path)) if "/." not in f"/{found}"]


def _below(fs: Any, base: str, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(fs.unstrip_protocol(name), name[len(base) :].lstrip("/")) for name in sorted(names)]


def _call(url: Url, function: Callable[[Any, str], Any]) -> Any:
    try:
        from fsspec.core import url_to_fs

        return function(*url_to_fs(url.address))
    except ImportError as error:
        extra = "pip install 'seeddoc[remote]'"
        missing = f"the module {error.name.partition('.')[0]}" if error.name else str(error)
        raise InputError(f"{url}: this needs {missing}: {extra}") from error
    except FileNotFoundError as error:
        raise InputError(f"{url}: no such file") from error
    except Exception as error:  # every library behind fsspec has its own
        raise InputError(f"{url}: {reason(error)}") from error
