"""The canonical form: the same when made twice, the same data, and no other byte of what people wrote."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.offices import ARTICLE, BASE, DRAFT, FINISHED, OPEN, ROOT
from workflow.records.canonical import canonical_form, first_difference
from workflow.text.document import read_document

RECORDS = [(path, (BASE / path).read_text()) for path in (FINISHED, OPEN, ARTICLE, DRAFT)] + [
    (path.relative_to(ROOT).as_posix(), path.read_text()) for path in sorted(ROOT.glob("content/*/*/*.md"))
]
COMMENTED = """---
# about the number
id: 2026-0003   # the number
status: "received"
sop: '418-2024'

# the letter came
#  by hand
letter:
    nature:   biasa
    # who sent it
    from: dinkes
    number: "400.7/3: A"
    subject: >-
      Permintaan
      publikasi   # not a remark
    received: 2026-11-20T08:05+07:00
    date: 2026-11-19
holds: []   # none
steps:
    - finished: 2026-11-20T08:15+07:00   # quick
      # and by
      by: rina
      step: 1
    # the second
    - {finished: 2026-11-20T08:25+07:00, step: 2, by: kadis}
---

Isi   dengan  spasi.


Akhir
"""


@pytest.mark.parametrize(("path", "text"), RECORDS, ids=[path for path, _ in RECORDS])
def test_the_sample_and_the_cases_are_canonical(path: str, text: str) -> None:
    """So that an editor's first change is a change of one line."""
    assert canonical_form(path, text.encode()) == text.encode()


def test_comments_quotes_and_spaces_stay() -> None:
    """Names come into order; every remark travels with its line, every value is written as it was."""
    formed = canonical_form(OPEN, COMMENTED.encode())
    assert formed
    text = formed.decode()
    before, after = read_document(OPEN, COMMENTED.encode())[0], read_document(OPEN, formed)[0]
    assert before
    assert after
    assert (after.header, after.body) == (before.header, before.body)
    assert Counter(pieces(text)) == Counter(pieces(COMMENTED))
    lines = text.splitlines()
    assert lines.index("# about the number") + 1 == lines.index("id: 2026-0003   # the number")
    assert [line.split(":")[0] for line in lines if re.match(r"[a-z]+:", line)] == [
        "id",
        "sop",
        "status",
        "letter",
        "steps",
        "holds",
    ]
    inside = [line.strip().split(":")[0] for line in lines if re.match(r" {4}[a-z]+:", line)]
    assert inside == ["number", "date", "received", "from", "subject", "nature"]
    assert "    # who sent it\n    from: dinkes\n" in text
    assert "      # and by\n" in text
    assert "    # the second\n    - {finished: 2026-11-20T08:25+07:00, step: 2, by: kadis}\n" in text
    assert canonical_form(OPEN, formed) == formed


def pieces(text: str) -> list[str]:
    """A file's lines without what formatting may change: the dash of an entry, its indent, empty lines."""
    return [re.sub(r"^[- ]*", "", line).rstrip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b"\r\n"),
        (b"status: drafted\n", b"status: drafted   \n"),
        (b"---\nPelatihan", b"---\n\n\n\nPelatihan"),
        (b"tiga hari.\n", b"tiga hari.\n\n\n"),
        (b"tiga hari.\n", b"tiga hari."),
        (b"---\nid", b"\xef\xbb\xbf---\nid"),
        (b"id: 2026-0002\nsop: 418-2024\n", b"sop: 418-2024\nid: 2026-0002\n"),
    ],
)
def test_what_is_mended(old: bytes, new: bytes) -> None:
    """Line ends, blanks, the byte order mark and the order of names are put right."""
    right = (BASE / OPEN).read_bytes()
    wrong = right.replace(old, new)
    assert wrong != right
    assert canonical_form(OPEN, wrong) == right


@pytest.mark.parametrize("data", [b"", b"x", b"---\na: *b\n---\n", b"---\na: b\n", b"\xff", b"---\na: [\n---\n"])
def test_the_unreadable_is_left_alone(data: bytes) -> None:
    """What cannot be read is not written."""
    assert canonical_form(OPEN, data) is None


@st.composite
def untidy(draw: st.DrawFn) -> tuple[str, str]:
    """A record whose header's groups and lines were shuffled, commented and spaced by somebody."""
    path, text = draw(st.sampled_from(RECORDS))
    _, header, body = text.split("---\n", 2)
    parts = draw(st.permutations(re.findall(r"^\S.*\n(?:[ ].*\n)*", header, re.MULTILINE)))
    remarks = st.sampled_from(["", "", "# catatan\n", "\n", "# a: b\n#c\n"])
    lines = [draw(remarks) + part.replace("\n", draw(st.sampled_from(["\n", "  \n", "   # x\n"])), 1) for part in parts]
    return path, f"---\n{''.join(lines)}---\n{draw(st.sampled_from(['', chr(10) * 2]))}{body}"


@settings(max_examples=300)
@given(untidy())
def test_same_data_and_stable(case: tuple[str, str]) -> None:
    """Formatting changes no value, loses no line, and is done after once."""
    path, text = case
    before, _ = read_document(path, text.encode())
    formed = canonical_form(path, text.encode())
    if before is None:
        assert formed is None
        return
    assert formed
    after, _ = read_document(path, formed)
    assert after
    assert (after.header, after.body) == (before.header, before.body)
    assert canonical_form(path, formed) == formed
    assert Counter(pieces(formed.decode())) == Counter(pieces(text))


@given(st.sampled_from(RECORDS), st.data())
def test_damaged_records(record: tuple[str, str], data: st.DataObject) -> None:
    """Whatever the bytes: no exception, and where a file comes out, its data is what went in, if that could be read."""
    path, text = record
    raw = text.encode()
    at = data.draw(st.integers(0, len(raw)))
    put = data.draw(st.text("-:[]{}'\"#|>\n\t ab", max_size=5).map(str.encode))
    damaged = raw[:at] + put + raw[at + data.draw(st.integers(0, 5)) :]
    formed = canonical_form(path, damaged)
    if formed is None:
        return
    before, after = read_document(path, damaged)[0], read_document(path, formed)[0]
    assert after
    if before is None:  # blanks in front of the first line, or tabs, were all that was wrong
        assert canonical_form(path, formed) == formed
    else:
        assert (after.header, after.body) == (before.header, before.body)


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        (b"", b"", None, None),
        (b"title: Pelatihan Guru Digelar Tiga Hari\n", b"title: Pelatihan Guru Digelar Tiga Hari \n", 2, "title: Pelatihan Guru Digelar Tiga Hari"),
        (b"status: draft\ncategory: pendidikan\n", b"category: pendidikan\nstatus: draft\n", 4, "status: draft"),
        (b"\n", b"\r\n", 1, "---"),
        (b"hari.\n", b"hari.\n\n\n", 11, None),
        (b"hari.\n", b"hari.", 9, ""),
    ],
    ids=["none", "blank", "order", "line ends", "empty lines", "no end"],
)  # fmt: skip
def test_where_a_file_departs_from_its_form(old: bytes, new: bytes, line: int | None, expected: str | None) -> None:
    path = "content/news/2026/pelatihan-guru.md"
    data = (BASE / path).read_bytes()
    changed = data.replace(old, new) if new == b"\r\n" else new.join(data.rsplit(old, 1)) if old else data
    found = first_difference(path, changed)
    text = changed.decode().replace("\r\n", "\n")
    assert (found and text.count("\n", 0, found.offset) + 1) == line
    assert (found and found.expected) == expected


@pytest.mark.parametrize("data", [b"", b"\xff", b"---\n", b"---\na: [\n---\n"])
def test_what_cannot_be_read_departs_from_nothing(data: bytes) -> None:
    assert first_difference("content/news/2026/pelatihan-guru.md", data) is None
