"""Globs as a configuration has them: a pattern in, a function that tells whether a path matches out.

`*` and `?` stand for anything but `/`, `**` for folders too, `[…]` for one of some characters. A pattern without `/`
(but at its end) names files and folders in any place, one with `/` those from the configuration's own folder on; a
folder that matches stands for all that is in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from seeddoc._wildcards import Part, Wildcard, join_parts

if TYPE_CHECKING:
    from collections.abc import Callable

_PART: Final = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\]|.", re.DOTALL)
_KNOWN: Final[dict[str, Part]] = {"**/": Wildcard.FOLDERS, "**": Wildcard.ANY, "*": Wildcard.STAR, "?": "[^/]"}


def _translate(part: str) -> Part:
    if part == "[":
        raise re.error("[ is not closed; a file whose name has one is [[]")
    if part in _KNOWN:
        return _KNOWN[part]
    if len(part) > 1:  # [abc], [!abc]
        inside = re.sub(r"([\\^&~|\[])", r"\\\1", part[2:-1] if part[1] == "!" else part[1:-1])
        return f"[^/{inside}]" if part[1] == "!" else f"[{inside}]"
    return re.escape(part)


@lru_cache(maxsize=256)
def compile_glob(pattern: str) -> Callable[[str], object]:
    """Return a function that tells whether a path (with `/`) matches a pattern.

    Raises:
        re.error: it is no pattern.
    """
    trimmed = pattern.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in trimmed else "(?:.*/)?"
    body = join_parts(_translate(found[0]) for found in _PART.finditer(trimmed.removeprefix("/")))
    return re.compile(f"{anywhere}{body}(?:/.*)?", re.DOTALL).fullmatch
