"""For those who let a language model write bundles: reading while it writes, repairs by name, and the prompt.

    prompt              the text that asks for the format
    StreamReader        a bundle read while it is written: `Started`, `Added`, `Done`, `Noted`
    repair, REPAIRS     what models do to bundles, undone where it is asked for, each repair by its name

No model is called here, and nothing is fetched. What is not asked for is not repaired: a text that a model damaged is
read as any other, with findings and without guesses. The name is what people look for.
"""

from __future__ import annotations

from seeddoc.llm._prompt import EXAMPLE, prompt
from seeddoc.llm._repairs import REPAIRS, SAFE_REPAIRS, Change, Repair, Repaired, repair
from seeddoc.llm._stream import Added, Done, Noted, Started, StreamEvent, StreamReader

__all__ = [
    "EXAMPLE",
    "REPAIRS",
    "SAFE_REPAIRS",
    "Added",
    "Change",
    "Done",
    "Noted",
    "Repair",
    "Repaired",
    "Started",
    "StreamEvent",
    "StreamReader",
    "prompt",
    "repair",
]
