"""Hostile files: everything that was seen to make a reader of YAML, a rule or an expression slow, and some more."""

from collections.abc import Callable, Iterator
from itertools import count

K = 1024
LIMIT = 255 * K
"""Just under the largest file that is read."""
LIMIT_BODY = LIMIT - K
HEADER = 15 * K
"""Just under the longest header that is read."""

REQUEST = "content/requests/2025/0001.md"
ARTICLE = "content/news/2025/berita.md"
Shape = tuple[str, str, bytes]
"""What it is called, the path it pretends to lie at, and the file."""

_TOP = """\
id: 2025-0001
sop: 418-2024
status: received
letter: {number: "1", date: 2025-02-03, received: 2025-02-03T08:00+07:00, from: dinkes, subject: a, nature: biasa}
"""
_STEPS = _TOP + "steps:\n"
_NEWS = """\
title: Berita yang cukup panjang judulnya
request: 2025-0001
status: draft
category: kesehatan
summary: Ringkasan.
author: rina
"""


def shapes() -> Iterator[Shape]:
    """Every hostile file."""
    for name, data in _bytes():
        yield name, REQUEST, data
    for name, header in _yaml():
        yield name, REQUEST, f"---\n{header}\n---\n".encode()
    for name, header in _records():
        yield name, REQUEST, f"---\n{header}---\n".encode()
    for name, header in _articles():
        yield name, ARTICLE, f"---\n{header}---\nIsi.\n".encode()
    for name, body in _bodies():
        yield f"body of {name}", ARTICLE, f"---\n{_NEWS}---\n{body}".encode()


def _fill(unit: str, size: int, before: str = "", after: str = "") -> str:
    """A unit repeated up to a size in bytes, between two texts."""
    room = size - len((before + after).encode())
    return before + unit * (room // len(unit.encode())) + after


def _count(unit: Callable[[int], str], size: int, before: str = "") -> str:
    """Units that differ by their number, up to a size in bytes."""
    parts, room = [before], size - len(before)
    for number in count():
        part = unit(number)
        room -= len(part)
        if room < 0:
            return "".join(parts)
        parts.append(part)
    raise AssertionError


def _bytes() -> Iterator[tuple[str, bytes]]:
    yield "nothing", b""
    yield "a megabyte of zero bytes", bytes(K * K)
    yield "16 MiB of text", b"a" * (16 * K * K)
    yield "bytes that are not UTF-8", b"---\n" + b"\xff" * LIMIT
    yield "not UTF-8 at the very end", b"---\n" + b"a\n" * (LIMIT // 2 - 8) + b"\xc3"
    yield "UTF-16", _fill("---\nid: 1\n", LIMIT // 2).encode("utf-16")
    yield "a byte order mark", "\ufeff---\nid: 1\n---\n".encode()
    yield "a forbidden character at the end", (_fill("a\n", LIMIT - 8) + "\u2028").encode()
    yield "only forbidden characters", _fill("\u202e", LIMIT).encode()
    yield "only line breaks", b"\n" * LIMIT
    yield "only fences", b"---\n" * (LIMIT // 4)
    yield "a header never closed", b"---\n" + b"a: b\n" * (LIMIT // 5 - 2)
    yield "carriage returns", b"---\r\n" * (LIMIT // 5)
    yield "a header over the limit", b"---\n" + b"a: b\n" * (LIMIT // 5 - 4) + b"---\n"


def _yaml() -> Iterator[tuple[str, str]]:
    yield "opening brackets", "[" * HEADER
    yield "opening braces", _fill("{a: ", HEADER)
    yield "nesting by indentation", "\n".join(" " * depth + "a:" for depth in range(170))
    yield "nested list entries", _fill("- ", HEADER)
    yield "an alias bomb", _count(lambda i: f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n", HEADER, "a: &a-1 [b]\n")
    yield "anchors", _fill("a: &a b\n", HEADER)
    yield "tags", _fill("a: !!python/object/apply:os.system [ls]\n", HEADER)
    yield "many documents", _fill("a: b\n--- \n", HEADER)
    yield "merge keys", _fill("<<: {a: b}\n", HEADER)
    yield "one name all over", _fill("a: b\n", HEADER)
    yield "one nested name all over", _fill("  a: b\n", HEADER, "letter:\n")
    yield "names nobody knows", _count(lambda i: f"n{i}: b\n", HEADER)
    yield "long names nobody knows", _count(lambda i: f"{'statu' * 15}{i}: b\n", HEADER)
    yield "one long name", _fill("a", HEADER, after=": b")
    yield "one long value", _fill("a", HEADER, "status: ")
    yield "quoted escapes", _fill(r"\U0001F600", HEADER, 'status: "', '"')
    yield "a quotation never closed", _fill("a\n", HEADER, 'status: "')
    yield "complex keys", _fill("? [a]\n: b\n", HEADER)
    yield "question marks", _fill("? ", HEADER)
    yield "colons", _fill(": ", HEADER)
    yield "percent directives", _fill("%YAML 1.1\n", HEADER)
    yield "tabs", _fill("\t\tb\n", HEADER, "a:\n")
    yield "a block scalar indented deeply", _fill(" " * 1_000 + "a\n", HEADER, "status: |\n")
    yield "comments", _fill("# a\n", HEADER)
    yield "a list of one letter each", _fill("a,", HEADER, "steps: [", "]")
    yield "flow mappings", _fill("{},", HEADER, "steps: [", "]")


def _records() -> Iterator[tuple[str, str]]:
    yield "one step all over", _fill(_STEP, HEADER, _STEPS)
    yield "steps going backwards", _count(lambda i: _step(1, 59 - i % 60), HEADER, _STEPS)
    yield "steps nobody knows", _count(lambda i: _step(i + 9, 10), HEADER, _STEPS)
    yield "steps that are no groups", _fill("- a\n", HEADER, _STEPS)
    yield "steps with nothing in them", _fill("- {}\n", HEADER, _STEPS)
    yield "steps with bad values", _fill("- {step: x, by: Rina!, finished: kemarin}\n", HEADER, _STEPS)
    yield "unknown names in steps", _fill("- {stpe: 1, yb: rina, finihsed: x}\n", HEADER, _STEPS)
    yield "people nobody knows", _fill(_STEP.replace("rina", "rian"), HEADER, _STEPS)
    yield (
        "steps returned without end",
        _fill(_step(5, 20, ", result: returned, note: a") + _step(4, 20), HEADER, _STEPS),
    )
    yield "outlets nobody knows", _fill("koran-cotnoh,", HEADER, _STEPS + _STEP[:-2] + ", outlets: [", "]}\n")
    yield "open holds", _fill(_HOLD, HEADER, _STEPS + _STEP + "holds:\n")
    yield "steps and holds", _fill(_HOLD, HEADER, _fill(_STEP, HEADER // 2, _STEPS) + "holds:\n")
    yield "a step of 2099", _STEPS + _STEP.replace("2025", "2099")
    yield "a letter of 2000", _STEPS.replace("2025-02", "2000-02") + _STEP
    yield "a number of many digits", _fill("9", HEADER, _STEPS + "- {step: ", ", by: rina, finished: x}\n")
    yield "delays nobody knows", _fill(_step(1, 10, ", delay: {reason: x, acknowledged_by: y}"), HEADER, _STEPS)


_HOLD = "- {from: 2025-02-04T08:00+07:00, reason: a}\n"


def _step(number: int, minute: int, more: str = "") -> str:
    return f"- {{step: {number}, by: rina, finished: 2025-02-03T08:{minute:02}+07:00{more}}}\n"


_STEP = _step(1, 10)


def _articles() -> Iterator[tuple[str, str]]:
    yield "keywords with errors", _fill("Tag!,", HEADER, _NEWS + "tags: [", "]\n")
    yield "corrections", _fill("- {at: 2025-02-03T08:00+07:00, note: a}\n", HEADER, _NEWS + "corrections:\n")
    yield "hyphens that nearly are a name", _fill("a-", HEADER, _NEWS + "editor: ", "!\n")
    yield "a title of one long word", _fill("B", HEADER, _NEWS + "withdrawn: {by: ", "}\n")
    yield "a picture's name that nearly fits", _fill("a.", HEADER, _NEWS + "image: {src: ", "jpgx}\n")


def _bodies() -> Iterator[tuple[str, str]]:
    yield "at signs", "@" * LIMIT_BODY
    yield "an address that never ends", "a@" + _fill("a.", LIMIT_BODY)
    yield "dots before an at sign", _fill("a.", LIMIT_BODY) + "@"
    yield "addresses", _fill("a@b.cd ", LIMIT_BODY)
    yield "mobile numbers", _fill("0812-3456-7890 ", LIMIT_BODY)
    yield "eights", "8" * LIMIT_BODY
    yield "nearly mobile numbers", _fill("08 1 2 3 4 5 x", LIMIT_BODY)
    yield "WhatsApp links", _fill("wa.me/62812345678 ", LIMIT_BODY)
    yield "identity numbers", _fill("6104011201900001 ", LIMIT_BODY)
    yield "digits", "1" * LIMIT_BODY
    yield "spaced digits", _fill("1 ", LIMIT_BODY)
    yield "fences", _fill("---\n", LIMIT_BODY)
    yield "opening brackets", "[" * LIMIT_BODY
    yield "combining marks", _fill("e\u0301", LIMIT_BODY)
