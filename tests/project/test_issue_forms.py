"""Forms for the program's own faults and proposals stand beside the office's form, and are never taken for letters."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.chatops_office import Counter, filled, open_counter
from tests.support.offices import ROOT
from workflow.chatops.parsing.issue_template import TEMPLATE_FOLDER, TEMPLATE_NAME, field_labels
from workflow.chatops.parsing.letter_form import is_letter
from workflow.cli.setup.github import form_labels

FOLDER_PATH = ROOT / TEMPLATE_FOLDER
OWN = sorted(file for file in FOLDER_PATH.glob("*.yml") if file.stem not in {TEMPLATE_NAME, "config"})
by_form = pytest.mark.parametrize("form", OWN, ids=lambda path: Path(path).stem)
LINES = "/daftar\n/disposisi terbitkan ke redaktur: Olah menjadi berita.\n/setuju 2026-0001"


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path_factory.mktemp("counter"), patch) as made:
        yield made


def questions(form: Path) -> list[dict[str, Any]]:
    """The fields of a form that are answered."""
    return [one for one in yaml.safe_load(form.read_text())["body"] if one["type"] != "markdown"]


def issue(form: Path, answer: str, **answers: str) -> str:
    """The text that GitHub makes of a form: each answer as one line, as code or as Markdown; `answer` where none is given."""
    parts = []
    for one in questions(form):
        text, language = answers.get(one["id"], answer), one["attributes"].get("render")
        line = text.replace("\n", " ") if one["type"] == "input" else text
        parts.append(f"### {one['attributes']['label']}\n\n" + (f"```{language}\n{line}\n```" if language else line))
    return "\n\n".join(parts)


def test_there_is_a_form_for_faults_and_one_for_proposals() -> None:
    assert [form.stem for form in OWN] == ["kesalahan", "usul"]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-issue-forms", [*OWN, FOLDER_PATH / f"{TEMPLATE_NAME}.yml"]),
        ("github-issue-config", [FOLDER_PATH / "config.yml"]),
    ],
)
def test_github_takes_them(schema: str, files: list[Path]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@by_form
def test_a_form_shares_no_heading_and_no_title_with_the_office_s(form: Path) -> None:
    office = yaml.safe_load((FOLDER_PATH / f"{TEMPLATE_NAME}.yml").read_text())
    assert not {one["attributes"]["label"] for one in questions(form)} & set(field_labels().values())
    assert yaml.safe_load(form.read_text())["title"] != office["title"]


@by_form
def test_a_form_gives_no_label_that_the_repository_would_have_to_know(form: Path) -> None:
    assert form_labels(form) == []


@by_form
@pytest.mark.parametrize("answer", ["Perintah berhenti.", "Perihal", "_No response_", LINES], ids=range(4))
def test_what_is_written_into_it_is_no_letter_and_enters_nothing(counter: Counter, form: Path, answer: str) -> None:
    before = counter.forge.tips()
    _, done = counter.letter("rina", issue(form, answer), "09:00")
    assert done.code == 0, done.err
    assert counter.forge.tips() == before


def test_a_letter_that_is_pasted_into_a_report_of_a_fault_is_shown_and_not_entered(counter: Counter) -> None:
    """Where people paste commands and output, all is shown as text; so no heading in it is one of a letter."""
    form = FOLDER_PATH / "kesalahan.yml"
    shown = [one["id"] for one in questions(form) if "render" in one["attributes"]]
    assert shown == ["done", "happened", "version"]
    before = counter.forge.tips()
    number, done = counter.letter("rina", issue(form, "Tidak tercatat.", **dict.fromkeys(shown, filled())), "09:00")
    assert "not acted upon" in done.out, done.out
    assert (counter.forge.tips(), counter.forge.comments.get(number, [])) == (before, [])
    assert is_letter(issue(form, filled())), "as Markdown it would be one"
