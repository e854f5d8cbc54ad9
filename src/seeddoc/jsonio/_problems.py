"""What is wrong with some JSON, as values: each problem a path and a message.

Paths begin at the value that is looked at; who looks at what is around it puts its own step before them. In come
values and the table of fields; out come problems, or one `JsonError` of all of them.

It knows nothing of what the single models ask for.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeAlias

from seeddoc.errors import JsonError
from seeddoc.jsonio._kinds import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from seeddoc.jsonio._fields import Model
    from seeddoc.jsonio._kinds import Data

# Where, as a path such as `$.documents[3].name` or the end of one, and what is wrong there.
Problem: TypeAlias = tuple[str, str]


def refuse(problems: Sequence[Problem]) -> None:
    """Raise problems, if there are any.

    Raises:
        JsonError: there are.
    """
    if problems:
        raise JsonError(problems)


def under(step: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Put a step before the paths of problems."""
    return ((step + path, message) for path, message in problems)


def own_faults(data: object, model: Model) -> Iterator[Problem]:
    """Find what is wrong with an object's keys and the kinds of its values."""
    if not isinstance(data, dict):
        yield "", f"expected an object, not {shown(data)}"
        return
    if data.keys() != model.kinds.keys():
        yield from _key_faults(data, model)
    for name, accepts, expected in model.checks:
        if name in data and not accepts(data[name]):
            yield f".{name}", f"expected {expected}, not {shown(data[name])}"


def _key_faults(data: Data, model: Model) -> Iterator[Problem]:
    for name in model.required:
        if name not in data:
            yield "", f'missing key "{name}"'
    for key in data:
        if key not in model.kinds:
            yield "", f"unknown key {shown(key)}{suggestion(key, model.names)}"


def suggestion(given: object, known: Collection[str]) -> str:
    """Return the end of a message about an unknown name: which one may be meant, if one is near."""
    near = get_close_matches(given, known, 1) if isinstance(given, str) else []
    return f"; did you mean {shown(near[0])}?" if near else ""


def items_of(data: object, key: str) -> list[Any]:
    """Return the array under a key, or none of it if that is something else."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def refusals(path: str, build: Callable[[], object]) -> Iterator[Problem]:
    """Find why a model cannot be built, if it cannot."""
    try:
        build()
    except ValueError as error:
        yield path, str(error)
