"""No way leads from an outline to a published story: whatever was changed of it, whoever does what in whatever order."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.offices import BASE, DRAFT, OPEN, ROOT
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.engine.check_files import judge_paths
from workflow.records.file_source import Overlay
from workflow.records.read import read_article
from workflow.services.errors import RefusedError
from workflow.services.inputs import StepInput
from workflow.services.plan_step import plan_step
from workflow.text.field_types import parse_instant
from workflow.text.finding import Severity

SLUG = "publishing/placeholder"
STORY = "Pelatihan guru digelar tiga hari di aula kantor [sic] dan dibuka [Kepala Dinas] pada Senin."
KEPT: list[Callable[[str], str]] = [
    lambda line: line,
    str.lower,
    str.upper,
    lambda line: line[1:-1],
    lambda line: line[:-1],
    lambda line: f"{STORY} {line} {STORY}",
    lambda line: f"- **{line}**",
    lambda line: f"## {line}",
    lambda line: "> " + line.replace(", ", ",\n> "),
    lambda line: line.replace("[", "\\[").replace("]", "\\]"),
    lambda line: line.replace(" ", "  ", 3).replace(",", ";"),
    lambda line: f"```\n{line}\n```",
    lambda line: re.sub(r"\w+", lambda word: f"*{word[0]}*", line, count=2),
    lambda line: " ".join(line.split()[:4]).strip(":,") + "]",
    lambda line: line.replace("]", " Dinas Kesehatan]"),
]
"""How people leave a line of an outline behind."""
CLOSED = """\
  - step: 7
    by: rina
    finished: 2026-11-20T10:00+07:00
    notice: {channel: email}
  - step: 8
    by: rina
    finished: 2026-11-20T10:05+07:00
    report: LAP/2026/0002
"""
STAGES = {
    "corrected": "  - step: 5\n    by: sari\n    finished: 2026-11-20T09:55+07:00\n    result: approved\n",
    "published": "  - step: 6\n    by: rina\n    finished: 2026-11-20T09:58+07:00\n    outlets: [website]\n",
    "reported": CLOSED,
}
COMMANDS: list[tuple[str, dict[str, Any]]] = [
    ("rina", {}),
    ("sari", {"result": "approved"}),
    ("sari", {"result": "returned", "note": "Belum selesai."}),
    ("rina", {"outlets": ("website",)}),
]


def the_office() -> Office:
    office, _ = load_office(BASE)
    sample, _ = load_office(ROOT)
    assert office
    assert sample
    return Office(**{name: getattr(office, name) for name in office.__struct_fields__} | {"writing": sample.writing})


OFFICE = the_office()
assert OFFICE.writing.outline
OUTLINE = (*OFFICE.writing.outline.paragraphs, OFFICE.writing.outline.data)
HEADER, _, _ = (BASE / DRAFT).read_text().rpartition("---\n")
LETTER = (BASE / OPEN).read_text()
remnants = st.lists(st.tuples(st.sampled_from(OUTLINE), st.sampled_from(KEPT)), min_size=1, max_size=4)
texts = st.builds(lambda left: "\n\n".join([STORY, *(keep(line) for line, keep in left)]), remnants)


def story(text: str) -> bytes:
    return f"{HEADER}---\n{text}\n".encode()


def errors(files: Overlay, now: int) -> list[str]:
    found, _ = judge_paths(files, [DRAFT, OPEN], OFFICE, now)
    return [one.rule for one in found if one.severity is Severity.ERROR]


@settings(max_examples=150)
@given(texts, st.sampled_from([*STAGES]))
def test_what_is_left_is_an_error_wherever_the_letter_stands(text: str, until: str) -> None:
    """However somebody wrote the entries by hand, the check has something against the story."""
    letter = LETTER.replace("status: drafted", f"status: {until}")
    for stage, entries in STAGES.items():
        letter = letter.replace("holds: []", f"{entries}holds: []")
        if stage == until:
            break
    whole = story(text)
    if until != "corrected":
        whole = whole.replace(b"status: draft", b"status: published\npublish_at: 2026-11-20T09:58+07:00\neditor: sari")
    files = Overlay(OFFICE.files, {DRAFT: whole, OPEN: letter.encode()})
    assert SLUG in errors(files, int(parse_instant("2026-11-20T11:00+07:00"))), text


@pytest.mark.thorough
@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.one_of(st.none(), st.just(STORY), texts), st.sampled_from(COMMANDS)), min_size=2, max_size=8)
)
def test_no_sequence_of_steps_publishes_an_outline(doings: list[tuple[str | None, tuple[str, dict[str, Any]]]]) -> None:
    """Steps at the desk and writing in any order: whatever becomes public has nothing against it."""
    files, now = Overlay(OFFICE.files, {DRAFT: story(OUTLINE[0])}), int(parse_instant("2026-11-20T09:50+07:00"))
    for text, (person, wish) in doings:
        now += 60
        found = read_article(files, DRAFT)
        if text and found and not found.record.status.was_public:
            files = Overlay(files, {DRAFT: f"{found.document.text[: found.document.body_at]}{text}\n".encode()})
        try:
            ready = plan_step(files, OFFICE, "2026-0002", person, StepInput(**wish), now)
        except RefusedError:
            continue
        made = ready.change.texts if ready.change else {}
        files = Overlay(files, {path: text.encode() for path, text in made.items()})
    found = read_article(files, DRAFT)
    assert found
    if found.record.status.was_public:
        assert found.document.body == STORY
        assert SLUG not in errors(files, now)
