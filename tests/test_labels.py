"""Labels (section 3): what stands between a keyword and the closing fence, one table a form."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from seeddoc._labels import parse_label, read_pairs, render_pair
from tests import strategies

# label, name, attributes as `key=value`, how it is named
READ = [
    # S3.1
    ('"a.txt"', "a.txt", "", '"'),
    ("' b.txt '", " b.txt ", "", "'"),
    ("`a.py`", "a.py", "", "`"),
    ('""', "", "", '"'),
    ('"a>>>"', "a>>>", "", '"'),
    ('"a" and "b"', '"a" and "b"', "", ""),
    ('"a', '"a', "", ""),
    # S3.2
    ("path=a b.txt", "a b.txt", "", "path"),
    ("path=a=b.txt", "a=b.txt", "", "path"),
    ("path = a", "a", "", "path"),
    ("PATH=a", "a", "", "PATH"),
    ('path="a\\"b\\\\c\\d"', 'a"b\\c\\d', "", "path"),
    ("path='a\\'", "a\\", "", "path"),
    ('path=">>>"', ">>>", "", "path"),
    ('path="" lang="en"', "", "lang=en", "path"),
    ("id=7 name=q 1.pdf kind=pdf", "q 1.pdf", "id=7 kind=pdf", "name"),
    ("filename=a file=b name=c path=d", "d", "filename=a file=b name=c", "path"),
    ("id=7", "7", "", "id"),
    ('name="x.md" BEGIN', "x.md", "BEGIN=", "name"),
    ('BEGIN="" name=a', "a", "BEGIN=", "name"),
    ('kind="x" name path="a"', "a", "kind=x name=", "path"),
    # S3.3
    ("a.txt size=4 lang=en", "a.txt", "size=4 lang=en", ""),
    ("a.txt kind=\"x\" v='2'", "a.txt", "kind=x v=2", ""),
    ('a b=1 kind="x" y v="z"', "a b=1", "kind=x y= v=z", ""),
    ("a id=7", "a", "id=7", ""),
    ("a  nonce = 7", "a", "nonce=7", ""),
    ("a b=1 x=2 mode=3", "a", "b=1 x=2 mode=3", ""),
    # A quotation mark that ends a value in one reading begins one in another, and only that reaches the end.
    ('x a=" b=" y" c="z"', 'x a="', "b= y c=z", ""),
    # What stands in marks in the label, and not in the part of it that would be its name.
    ('" a=" size= mode=P"c', '" a=" size= mode=P"c', "", ""),
    ('x a=" b=" c="y" d="z" e" size=1', 'x a=" b=" c="y" d="z" e"', "size=1", ""),
    ("My notes.txt language=en", "My notes.txt", "language=en", ""),
    # S3.4
    ("", "", "", ""),
    ("My notes.txt", "My notes.txt", "", ""),
    ("a>b.txt", "a>b.txt", "", ""),
    ("a=b.txt", "a=b.txt", "", ""),
    ("plot n=5.txt", "plot n=5.txt", "", ""),
    ("path to x.txt", "path to x.txt", "", ""),
    ("001 | 1-8", "001 | 1-8", "", ""),
    ("9af3 path=a.md", "9af3 path=a.md", "", ""),
    ("a mode=3 x", "a mode=3 x", "", ""),
    ("a b=1 x=2", "a b=1 x=2", "", ""),
    ("=", "=", "", ""),
    ("a=", "a=", "", ""),
]


@pytest.mark.parametrize(("raw", "name", "attributes", "naming"), READ)
def test_read(raw: str, name: str, attributes: str, naming: str) -> None:
    label = parse_label(raw, 3)
    assert label is not None
    assert (label.raw, label.name, label.naming, label.fault) == (raw, name, naming, "")
    assert " ".join(f"{key}={value}" for key, value in label.attributes) == attributes


# S3.5: kept, named by the raw label
@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("path=", "neither"),
        ("path= size=5", "neither"),
        ('path="a', "neither"),
        ('path="a"b', "neither"),
        ('path="a", lang="en"', "neither"),
        ('kind="x"', "neither"),
        ("kind = 'x", "neither"),
        ("a size=1 (x)", "neither"),
        ("a size=5 (x) size=6", "neither"),
        ("a sha256=", "neither"),
        ("a BYTES= x y", "neither"),
        ('path="a" PATH="b"', "twice"),
        ('path="a" x x', "twice"),
        ('a KIND="x" kind="y"', "twice"),
        ("a size=1 size=1", "twice"),
        ('name="a" path', "path is how"),
        ('a.txt path="b"', "two names"),
        ('a.txt size=1 Name="b"', "two names"),
    ],
)
def test_does_not_parse(raw: str, fault: str) -> None:
    label = parse_label(raw, 3)
    assert label is not None
    assert (label.name, label.attributes) == (raw, ())
    assert fault in label.fault


# S3.4, S3.6: a line with such a label is no marker
@pytest.mark.parametrize(
    ("raw", "fence"),
    [
        ("<a", 3),
        ("a>", 3),
        ("a>>>b", 3),
        ("a<<<<b", 3),
        ("a<<<b", 3),
        ('a>>>b kind="x"', 3),
        ("path=>>>", 3),
        ("size=1 >>> x", 3),
        ("a>>>>b", 4),
    ],
)
def test_no_marker(raw: str, fence: int) -> None:
    assert parse_label(raw, fence) is None


@pytest.mark.parametrize(("raw", "fence"), [("a>>b", 3), ("a>>>b", 4), ('a kind=">>>"', 3), ("path='<<<'", 3)])
def test_marker_all_the_same(raw: str, fence: int) -> None:
    assert parse_label(raw, fence) is not None


@pytest.mark.parametrize("raw", ["", "a", "=", "a=1 b", 'a="x" !', "1=2"])
def test_what_is_not_all_pairs(raw: str) -> None:
    assert not read_pairs(raw)


@given(strategies.keys(), strategies.one_line())
@example("k", '\\"')
def test_a_rendered_pair_reads_back(key: str, value: str) -> None:
    pairs = read_pairs(render_pair(key, value))
    assert pairs is not None
    assert [(pair.key, pair.value) for pair in pairs] == [(key, value)]
