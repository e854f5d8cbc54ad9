"""What a marker says of its text: size, checksum and encoding, and whether it holds. Section 3 of docs/spec.md.

In come a text and its attributes, out come the codes of what does not hold, each with its detail. Attributes are
pairs; keys are compared without ASCII case.
"""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from seeddoc._labels import Attributes

# "`sha256` (64 hex digits) and `size` or `bytes` (ASCII digits, at most 18) are checked"
_SHA256: Final = re.compile(r"[0-9A-Fa-f]{64}")
_SIZE: Final = re.compile(r"[0-9]{1,18}")
_SIZE_KEYS: Final = frozenset({"size", "bytes"})
# What says what the text must be.
KEYS: Final = _SIZE_KEYS | {"sha256"}

# "`encoding="base64"` or `mode="base64"`: the text is base64". A mode may also be that of a file.
_ENCODINGS: Final = {
    "encoding": re.compile(r"utf-?8|ascii|text|plain|base64", re.IGNORECASE | re.ASCII),
    "mode": re.compile(r"text|base64|[0-7]+", re.IGNORECASE | re.ASCII),
}


class Fault(NamedTuple):
    """A code, and what is special about this case."""

    code: str
    detail: str


def is_base64(attributes: Attributes) -> bool:
    """Tell whether the attributes say that the text is base64."""
    return any(key.lower() in _ENCODINGS and value.lower() == "base64" for key, value in attributes)


def content(text: str, attributes: Attributes) -> bytes:
    """Return the bytes that a text stands for: decoded where it is base64, else its UTF-8.

    Raises:
        ValueError: it is to be base64 and is not.
    """
    data = _encoded(text)
    if not is_base64(attributes):
        return data
    try:
        # "line breaks and blanks allowed, anything else an error": a CR alone is no line break.
        packed = data.replace(b"\r\n", b"").translate(None, b" \t\n")
        return binascii.a2b_base64(packed, strict_mode=True)
    except binascii.Error as error:
        raise ValueError(f"not base64: {error}") from None


def _encoded(text: str) -> bytes:
    """Encode as UTF-8; what was read from other bytes gives these bytes again."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def unknown_encodings(attributes: Attributes) -> list[str]:
    """Return the encodings that the attributes name and that are not known here, such as gzip."""
    named = ((_ENCODINGS.get(key.lower()), value) for key, value in attributes)
    return [value for pattern, value in named if pattern and not pattern.fullmatch(value)]


def check(text: str, line_break: str, attributes: Attributes) -> tuple[str, list[Fault]]:
    """Check a text against its attributes.

    Args:
        text: without the line break that belongs to the marker after it.
        line_break: that line break, or "".
        attributes: of the opener.

    Returns:
        The text, together with the line break if all that the attributes say holds for both together, "its
        writer added none"; and what does not hold.
    """
    faults = [Fault("I005", repr(unknown)) for unknown in unknown_encodings(attributes)]
    claims = _claims(attributes, faults)
    try:
        data = content(text, attributes)
    except ValueError as error:
        return text, [*faults, Fault("I003", str(error))]
    # The line break is none of base64's bytes: both readings hold alike, so rule 4 stands.
    if claims and line_break and not is_base64(attributes):
        longer = data + line_break.encode()
        if not any(_broken(claim, longer) for claim in claims):
            return text + line_break, faults
    return text, [*faults, *filter(None, (_broken(claim, data) for claim in claims))]


def _claims(attributes: Attributes, faults: list[Fault]) -> list[tuple[str, str]]:
    """Return the sizes and checksums that can be checked; the others go to the faults."""
    claims = []
    for key, value in attributes:
        pattern = _SHA256 if key.lower() == "sha256" else _SIZE if key.lower() in _SIZE_KEYS else None
        if pattern is None:
            continue
        if pattern.fullmatch(value):
            claims.append((key.lower(), value.lower()))
        else:
            faults.append(Fault("I004", f"{key}={value[:80]}"))
    return claims


def _checksum(data: bytes) -> str:
    import hashlib  # OpenSSL takes as long to load as the rest of the core together

    return hashlib.sha256(data).hexdigest()


def _broken(claim: tuple[str, str], data: bytes) -> Fault | None:
    key, value = claim
    if key == "sha256":
        found = _checksum(data)
        return None if found == value else Fault("I002", f"sha256 is {found}, not {value}")
    return None if len(data) == int(value) else Fault("I001", f"{len(data)} bytes, not {int(value)}")


def renewed(text: str, attributes: Attributes) -> Attributes:
    """Return the attributes with the size and checksum of the text, in their places or at the end.

    Raises:
        ValueError: it is to be base64 and is not.
    """
    data = content(text, attributes)
    size, checksum = str(len(data)), _checksum(data)
    keys = {key.lower() for key, _ in attributes}
    missing = [] if keys & _SIZE_KEYS else [("size", size)]
    missing += [] if "sha256" in keys else [("sha256", checksum)]
    values = {"sha256": checksum, **dict.fromkeys(_SIZE_KEYS, size)}
    return (*((key, values.get(key.lower(), value)) for key, value in attributes), *missing)
