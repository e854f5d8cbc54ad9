"""What to tell a model that is to write a bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seeddoc.documents import Bundle, Document
from seeddoc.writer import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable

# The documents that `prompt` shows where none are given.
EXAMPLE: Final = Bundle(
    (
        Document("river.txt", "The river is rising\n\n“We wait,” said Ann Roe. “The ferry is safe.”"),
        Document("bridge.txt", "A new bridge\n\nThe council met on Tuesday."),
    )
)

_BEFORE: Final = """\
Write each text as a document of this form:

"""
_AFTER: Final = """
Rules:
1. A document begins with a line <<<FILE, a blank, its name and >>>; it ends with a line <<<END FILE>>>.
2. These lines stand alone, from the first column on, exactly so, without any decoration.
3. Every document is closed before the next one begins, and each name is used once.
4. The first line of a text is its title; an empty line stands after it and between paragraphs.
5. Write every text in full. Nothing stands before, between or after the documents: no remarks, no code fences.
6. If a text itself holds a line with three of these brackets, write four of each in the markers around it.
"""


def prompt(example: Iterable[Document] = EXAMPLE) -> str:
    """Return a text that asks a model for the format, with an example in it.

    The text can be read itself: `parse(prompt(example))` finds the documents of the example and nothing else.

    Args:
        example: documents to show.

    Raises:
        BundleError: they cannot be written.
        ValueError: there are none.
    """
    shown = dumps(example)
    if not shown:
        raise ValueError("an example has at least one document")
    return f"{_BEFORE}{shown}{_AFTER}"
