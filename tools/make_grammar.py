"""Write editors/seeddoc.tmLanguage.json: a TextMate grammar, from the scanner's own constants.

python tools/make_grammar.py           writes it
python tools/make_grammar.py --check   writes nothing, and exits with status 1 where it is not current

A TextMate grammar looks at one line at a time, and can count no fence: so there are rules for fences of 3 to 8. It
knows nothing of checksums, of faults and of bundles without closers: those the language server tells.
"""

import json
import sys
from pathlib import Path
from typing import Any

from seeddoc._grammar import (
    CLOSER_KEYWORDS,
    GUARDED_KEYWORDS,
    KEY,
    MIN_FENCE,
    NAMING_KEYS,
    OPENER_KEYWORDS,
    keyword_pattern,
)

TARGET = Path(__file__).resolve().parent.parent / "editors" / "seeddoc.tmLanguage.json"

FENCES = range(MIN_FENCE, MIN_FENCE + 6)
BLANKS = r"[ \t]*"
BOM = "\ufeff?"

# "`FILE BEGIN` and `FILE START` only with nothing, `:` or key=value pairs after it"
GUARD = rf"(?={BLANKS}(?:>|:|{KEY}{BLANKS}=))"


def pattern_of(keywords: tuple[str, ...]) -> str:
    """Return what finds a keyword that something may follow; those with a guard only where that holds."""
    guarded = tuple(word for word in keywords if word in GUARDED_KEYWORDS)
    free = tuple(word for word in keywords if word not in GUARDED_KEYWORDS)
    return rf"(?i:(?:{keyword_pattern(guarded)}){GUARD}|(?:{keyword_pattern(free)})(?=[ \t:>]))"


OPENER = rf"(?!(?i:FILE[ \t]+END){GUARD}){pattern_of(OPENER_KEYWORDS)}"
CLOSER = pattern_of(CLOSER_KEYWORDS)

# Keys whose values a closer may say, and those values. A fence may stand in quotes.
KEYS = ("|".join(NAMING_KEYS), "id", "nonce")
VALUE = rf"""{BLANKS}["']?((?<=")[^"]+|(?<=')[^']+|[^\s"'>]+)"""
QUOTED = r"""(?:"(?:\\.|[^"\\])*"|'[^']*')"""
QUOTE = "[\"'`]?"

# Pairs of marks that quotations stand in, and the names of their scopes.
QUOTATIONS = {
    "double.curly": ("“", "”"),
    "double.low": ("„", "[“”]"),
    "single.curly": (r"(?<![^\s“„«(\[—–-])‘", r"’(?![\p{L}\p{N}])"),
    "double.guillemets": ("«", "»"),
    "double.straight": (r'"(?=\S)', '"'),
}
PARAGRAPH_END = r"(?=^[ \t]*$)"


def captures(*names: str) -> dict[str, dict[str, str]]:
    """Return the scopes of groups; an empty name is none."""
    return {str(number): {"name": f"{name}.seeddoc"} for number, name in enumerate(names, 1) if name}


def bracketed(fence: int, keyword: str, label: str) -> str:
    """Return a marker line: five groups, for both fences, the keyword, what separates, and the label."""
    opening = rf"^{BOM}(<{{{fence}}})(?!<){BLANKS}({keyword}){BLANKS}(:?:?){BLANKS}"
    return rf"{opening}({label}){BLANKS}(?<!>)(>{{{fence}}}){BLANKS}$"


def inside(fence: int) -> str:
    """Return what finds one piece of a label."""
    return rf"(?>{QUOTED}|(?!<{{{fence}}}|>{{{fence}}}).)"


def opener_of(fence: int) -> str:
    """Return an opener in brackets: its groups 4 to 6 are the values of keys, 7 is the label and 8 its first word."""
    values = "".join(rf"(?:(?=.*?(?<![^ \t:])(?i:{keys}){BLANKS}={VALUE})|)" for keys in KEYS)
    label = rf"((?:(?![ \t]){inside(fence)})*?):?(?:[ \t]{inside(fence)}*?)?"
    before, separator, after = bracketed(fence, OPENER, label).partition(rf"(:?:?){BLANKS}")
    return f"{before}{separator}{values}{after}"


def without_groups(pattern: str) -> str:
    """Return a pattern whose groups are not numbered."""
    parts = pattern.replace(r"\(", "\0").split("(")
    grouped = [part if part.startswith("?") else f"?:{part}" for part in parts[1:]]
    return "(".join([parts[0], *grouped]).replace("\0", r"\(")


def document(fence: int) -> dict[str, Any]:
    """Return the rule for documents between markers in brackets."""
    marks = ("punctuation.definition.tag.begin", "keyword.control", "punctuation.separator")
    last = "punctuation.definition.tag.end"
    names, *tokens = (rf"(?i:(?:{keys}){BLANKS}={BLANKS}(?=[^\s>]))?" for keys in KEYS)
    said = [rf"{names}{QUOTE}(?:\4|\7){QUOTE}", *(rf"{key}\{group}" for group, key in enumerate(tokens, 5)), r"\8:?"]
    answer = "|".join(["", *said])
    return {
        "name": "meta.document.seeddoc",
        "begin": opener_of(fence),
        "beginCaptures": captures(*marks, "", "", "", "entity.name.section", "", last),
        "end": f"{bracketed(fence, CLOSER, answer)}|(?={without_groups(opener_of(fence))})",
        "endCaptures": captures(*marks, "entity.name.section", last),
        "patterns": [{"include": "#quotations"}],
    }


def block(fence: int) -> dict[str, Any]:
    """Return the rule for documents in block form, which markers in brackets end too."""
    any_closer = bracketed(fence, CLOSER, f"{inside(fence)}*?")
    return {
        "name": "meta.document.block.seeddoc",
        "begin": rf"^{BOM}(<{{{fence}}})(?!<){BLANKS}((?i:FILE))(?=[ \t:]|$){BLANKS}(:?:?){BLANKS}([^>]*?){BLANKS}$",
        "beginCaptures": captures(
            "punctuation.definition.tag.begin", "keyword.control", "punctuation.separator", "entity.name.section"
        ),
        "end": rf"^((?i:FILE{BLANKS}>{{{fence}}}|>{{{fence}}}{BLANKS}(?:END)?)){BLANKS}$"
        rf"|{without_groups(any_closer)}|(?={without_groups(opener_of(fence))})",
        "endCaptures": captures("keyword.control"),
        "patterns": [{"include": "#quotations"}],
    }


def quotation(name: str) -> dict[str, Any]:
    """Return the rule for quotations in marks of one kind; one that is not closed ends with its paragraph."""
    begin, end = QUOTATIONS[name]
    return {
        "name": f"string.quoted.{name}.seeddoc",
        "begin": begin,
        "end": f"{end}|{PARAGRAPH_END}",
        "patterns": [{"include": "#quotations"}] if name.startswith("double") else [],
    }


def grammar() -> dict[str, Any]:
    """Return the grammar."""
    rules = {f"document-{fence}": document(fence) for fence in FENCES}
    rules |= {f"block-{fence}": block(fence) for fence in FENCES}
    quotations = {"patterns": [quotation(name) for name in QUOTATIONS]}
    return {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "Seed document",
        "scopeName": "text.seeddoc",
        "fileTypes": ["seeddoc", "seed"],
        "patterns": [{"include": f"#{name}"} for name in [*rules, "quotations"]],
        "repository": {**rules, "quotations": quotations},
    }


def main(arguments: list[str]) -> int:
    """Write the grammar, or tell whether it is current."""
    text = json.dumps(grammar(), ensure_ascii=False, indent=2) + "\n"
    is_current = TARGET.exists() and TARGET.read_text("utf-8") == text
    if "--check" in arguments:
        print(f"{TARGET.name} is {'current' if is_current else 'not current: python tools/make_grammar.py'}")
        return 0 if is_current else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
