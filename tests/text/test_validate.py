"""Every error of a file at once, each in its place, with the word that was probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.offices import ARTICLE, BASE, DRAFT, OPEN, sample_now
from workflow.config.face import BrandColors
from workflow.config.load import load_office
from workflow.engine.run_rules import judge
from workflow.i18n.catalog import translate
from workflow.records.request import Request
from workflow.text.document import Positions, located, read_yaml
from workflow.text.finding import Finding, ReadingRule
from workflow.text.validate import INVALID, validate

OFFICE = load_office(BASE)[0]
NOW = sample_now(OFFICE)

BROKEN_REQUEST = b"""---
id: 0002
sop: 418-2024
stauts: drafted
letter:
  number: 421/2/DISDIK
  date: 2026-13-19
  received: 2026-11-20T08:05
  from: disdik
  subject: Permintaan publikasi
  nature: segra
disposition: publish
steps:
  - step: satu
    by: Rina
    finished: 2026-11-20T08:15+07:00
  - step: 2
    by: kadis
    finnished: 2026-11-20T08:28+07:00
  - budi
  - step: 4
    by: rina
    finished: 2026-11-20T09:50+07:00
    outlets: website
    notice: {channel: telepon}
    content: sha256:abc
holds: {}
---
Isi.
"""
WANTED = {
    (1, 1, ReadingRule.MISSING, "`status` is missing."),
    (2, 1, ReadingRule.VALUE, "“0002” is not"),
    (4, 1, ReadingRule.UNKNOWN, "The name `stauts` is not known here."),
    (7, 3, ReadingRule.VALUE, "“2026-13-19” is not"),
    (8, 3, ReadingRule.VALUE, "“2026-11-20T08:05” is not"),
    (11, 3, ReadingRule.VALUE, "“segra” is not"),
    (12, 1, ReadingRule.TYPE, "`disposition` must be a group of `name: value` lines."),
    (14, 5, ReadingRule.VALUE, "“satu” is not"),
    (15, 5, ReadingRule.VALUE, "“Rina” is not"),
    (17, 5, ReadingRule.MISSING, "`finished` is missing."),
    (19, 5, ReadingRule.UNKNOWN, "The name `finnished` is not known here."),
    (20, 5, ReadingRule.TYPE, "`steps` must be a group of `name: value` lines."),
    (24, 5, ReadingRule.TYPE, "`outlets` must be a list."),
    (25, 14, ReadingRule.VALUE, "“telepon” is not"),
    (26, 5, ReadingRule.VALUE, "“sha256:abc” is not"),
    (27, 1, ReadingRule.TYPE, "`holds` must be a list."),
}


def found(path: str, data: bytes) -> tuple[Finding, ...]:
    """What is found in a file by reading it alone."""
    return judge(path, data, None, NOW).findings


def test_every_error_at_once() -> None:
    """Sixteen mistakes in one file are sixteen findings, each on its line and column."""
    told = sorted((f.line, f.column, f.rule, translate(f.message)) for f in found(OPEN, BROKEN_REQUEST))
    assert [finding[:3] for finding in told] == [finding[:3] for finding in sorted(WANTED)]
    assert all(text.startswith(begin) for (*_, text), (*_, begin) in zip(told, sorted(WANTED), strict=True))


def helps(old: str, new: str, path: str = OPEN) -> list[str]:
    """The help given when `old` becomes `new` in a record of the base."""
    text = (BASE / path).read_text()
    assert text.count(old) == 1
    return [translate(f.help) for f in found(path, text.replace(old, new).encode()) if f.help]


@pytest.mark.parametrize(
    ("old", "new", "path", "meant"),
    [
        ("status: drafted", "statsu: drafted", OPEN, "Did you mean `status`?"),
        ("disposition:", "dispositon:", OPEN, "Did you mean `disposition`?"),
        ("nature: segera", "nature: segra", OPEN, "Did you mean `segera`?"),
        ("nature: segera", "nature: SEGERA", OPEN, "Did you mean `segera`?"),
        ("channel", "chanel", "content/requests/2026/0001.md", "Did you mean `channel`?"),
        ("status: published", "status: publised", ARTICLE, "Did you mean `published`?"),
        ("summary:", "sumary:", DRAFT, "Did you mean `summary`?"),
    ],
)
def test_the_nearest_word(old: str, new: str, path: str, meant: str) -> None:
    """A mistyped word is met with the right one."""
    assert meant in helps(old, new, path)


def test_a_word_like_no_other_gets_no_guess() -> None:
    """Where nothing is near, the possible words are listed instead."""
    [known] = helps("holds: []", "xyzzy: 1")
    assert known.startswith("Known names here: id, sop, status")


def test_an_example_is_given() -> None:
    """A wrong value comes with a right one; a missing field with the line to write."""
    assert "Write it like this: 2024-10-21T08:05+07:00" in helps("2026-11-20T09:50+07:00", "kemarin")
    [line] = helps("status: drafted\n", "")
    assert line.startswith("Add a line `status: ")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("primary: #7a1b3d", 'between quotation marks: `primary: "#7a1b3d"`'),
        ("primary: #7a1b3d  # merah tua", 'between quotation marks: `primary: "#7a1b3d"`'),
        ("primary:  # warna kantor", 'Write it behind the colon: `primary: "#1b6e3a"`'),
        ("primary:", 'Write it behind the colon: `primary: "#1b6e3a"`'),
        ("primary: merah", 'Write it like this: "#1b6e3a"'),
    ],
)
def test_advice_about_a_colour_works_when_it_is_copied(line: str, wanted: str) -> None:
    """To YAML a `#` behind a blank begins a note."""
    document, _ = read_yaml("office.yml", f"name: x\n{line}\n".encode())
    assert document
    _, findings = validate(BrandColors, {"primary": document.header["primary"]}, "office.yml")
    [finding] = [located(one, Positions(document)) for one in findings]
    assert finding.line == 2
    assert finding.help
    assert wanted in translate(finding.help)


def test_what_is_broken_breaks_nothing_else() -> None:
    """A field with an error is marked, the others stand."""
    data = {"id": "2026-0002", "sop": "418-2024", "status": "Drafted!", "letter": "x", "steps": []}
    record, findings = validate(Request, data, OPEN)
    assert {(finding.place, finding.rule) for finding in findings} == {
        (("status",), ReadingRule.VALUE),
        (("letter",), ReadingRule.TYPE),
    }
    assert record.status is INVALID
    assert record.letter is INVALID
    assert (record.id, record.sop, record.steps, record.news) == ("2026-0002", "418-2024", (), None)


YAML_LIKE = st.recursive(
    st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(Request.__struct_encode_fields__)


@given(st.dictionaries(FIELDS, YAML_LIKE))
def test_no_data_raises(data: dict[str, object]) -> None:
    """Whatever a header holds, there is a record, and a finding for each field that is broken or missing."""
    record, findings = validate(Request, data, OPEN)
    broken = {field for field in Request.__struct_fields__ if getattr(record, field) is INVALID}
    blamed = {finding.place[0] for finding in findings if isinstance(finding.place, tuple)}
    missing = {field for field in ("id", "sop", "status", "letter", "steps") if not data.get(field)}
    assert broken - missing <= blamed
    assert bool(findings) or not broken
