"""The changelog's form, the section of a version, and which tags are refused."""

import datetime as dt
import re
import subprocess
import sys
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.changelog import FILE, TAG, TITLE, UNRELEASED, faults, newest_tag, notes, sections
from tests.support.offices import ROOT

KINDS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
"""Keep a Changelog 1.1.0, "Types of changes", in its order."""
WHOLE = """\
# Changelog

Words before.

## Unreleased

## 0.10.0 - 2026-12-01

### Added

- New: `## no heading`.

#### A part

- More.

## 0.1.0 - 2026-11-28

### Fixed

- Old.
"""
NEW = "### Added\n\n- New: `## no heading`.\n\n#### A part\n\n- More."


def test_the_section_of_a_version_is_cut_out_without_its_heading() -> None:
    assert notes(WHOLE, "0.10.0") == NEW
    assert notes(WHOLE, "0.1.0") == "### Fixed\n\n- Old."
    assert notes(WHOLE, "0.1") == notes(WHOLE, UNRELEASED) == notes("", "0.1.0") == ""


def test_a_version_that_is_told_of_may_be_released() -> None:
    assert [*faults(WHOLE, "v0.10.0")] == []
    assert newest_tag(WHOLE) == "v0.10.0"
    assert newest_tag("## Unreleased\n") == ""


def test_a_version_may_be_tried_out_before() -> None:
    assert [*faults(WHOLE.replace("0.10.0", "0.10.0rc1"), "v0.10.0rc1")] == []


@pytest.mark.parametrize(
    ("changelog", "tag", "said"),
    [
        (WHOLE, "0.10.0", ["the tag is 0.10.0, which is not `v` and a version"]),
        (WHOLE, "v0.2.0", ["has 0 sections of 0.2.0"]),
        (WHOLE, "v0.1", ["the tag is v0.1,", "has 0 sections of 0.1,"]),
        (WHOLE, "v0.10.0-rc.1", ["the tag is v0.10.0-rc.1,", "has 0 sections"]),
        (WHOLE + "\n## 0.10.0 - 2026-12-02\n\n- Again.\n", "v0.10.0", ["has 2 sections of 0.10.0"]),
        (WHOLE.replace(" - 2026-12-01", ""), "v0.10.0", ["`## 0.10.0` in CHANGELOG.md is not"]),
        (WHOLE.replace("2026-12-01", "2026-13-01"), "v0.10.0", ["`## 0.10.0 - 2026-13-01` in CHANGELOG.md is"]),
        (WHOLE.replace("2026-12-01", "1 Dec 2026"), "v0.10.0", ["`## 0.10.0 - 1 Dec 2026` in CHANGELOG.md is"]),
        (WHOLE.replace(NEW, ""), "v0.10.0", ["says nothing of 0.10.0"]),
        (WHOLE.replace("Unreleased\n", "Unreleased\n\n- Later.\n"), "v0.10.0", ["under Unreleased"]),
        ("", "main", ["the tag is main", "has 0 sections"]),
    ],
)  # fmt: skip
def test_a_tag_is_refused_with_all_reasons(changelog: str, tag: str, said: list[str]) -> None:
    found = [*faults(changelog, tag)]
    assert len(found) == len(said)
    assert all(words in fault for words, fault in zip(said, found, strict=True)), found


@given(st.lists(st.text().filter(lambda text: not re.search(r"^## ", text, re.MULTILINE)), min_size=1, max_size=4))
def test_every_section_is_given_back_as_it_was_written(texts: list[str]) -> None:
    changelog = "".join(f"## 1.{number} - 2026-11-28\n{text}\n" for number, text in enumerate(texts))
    assert [notes(changelog, f"1.{number}") for number in range(len(texts))] == [text.strip() for text in texts]


def test_the_command_refuses_with_the_reason_alone() -> None:
    command = [sys.executable, "-m", "docs.changelog", "v9.9.9"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "has 0 sections of 9.9.9" in done.stderr


# Our own


def test_our_newest_version_could_be_released_once_nothing_is_unreleased() -> None:
    changelog = FILE.read_text()
    assert [one for one in faults(changelog, newest_tag(changelog)) if UNRELEASED not in one] == []


def test_the_build_takes_the_same_tags_for_versions() -> None:
    pattern = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["version"]["tag-pattern"]
    assert pattern.replace("?P<version>", "") == f"^{TAG.pattern}$"


def test_ours_goes_from_the_newest_to_the_oldest() -> None:
    (first, _), *released = sections(FILE.read_text())
    assert first == UNRELEASED
    found = [TITLE.fullmatch(title) for title, _ in released]
    assert all(found)
    versions = [tuple(map(int, one[1].split("."))) for one in found if one]
    days = [dt.date.fromisoformat(one[2]) for one in found if one]
    assert versions == sorted(set(versions), reverse=True)
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(("title", "text"), sections(FILE.read_text()), ids=lambda value: value[:12].strip())
def test_a_section_of_ours_has_known_kinds_of_changes_each_once_and_none_empty(title: str, text: str) -> None:
    parts = re.split(r"^### (.+)$", text, flags=re.MULTILINE)
    assert parts[0] == "", "what stands before the first kind is nobody's"
    assert parts[1::2] == [kind for kind in KINDS if kind in parts[1::2]]
    assert all(re.search(r"^- ", part, re.MULTILINE) for part in parts[2::2])
