"""The issue form: current, valid against GitHub's schema, and read back as it was filled in."""

import subprocess
import sys

import yaml
from msgspec.structs import replace

from tests.support.offices import ROOT, sample_office
from workflow.chatops.parsing.issue_template import (
    QUESTIONS,
    TEMPLATE_FOLDER,
    TEMPLATE_NAME,
    LetterField,
    field_labels,
    issue_templates,
)
from workflow.chatops.parsing.letter_form import is_letter
from workflow.chatops.pr_template import pr_templates

OFFICE = sample_office()


def test_the_form_is_current() -> None:
    made = issue_templates(OFFICE) | pr_templates(OFFICE)
    assert {path: (ROOT / path).read_text("utf-8") for path in made} == made


def test_the_checklist_holds_every_step_and_all_that_it_needs() -> None:
    [text] = pr_templates(OFFICE).values()
    for step in OFFICE.editions[-1].steps:
        assert f"{step.number}. {step.activity}" in text
        assert all(f"- [ ] {item}" in text for item in step.completeness)


def test_github_takes_it() -> None:
    for schema, name in (("github-issue-forms", TEMPLATE_NAME),):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
        done = subprocess.run(
            [*command, str(ROOT / TEMPLATE_FOLDER / f"{name}.yml")], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_an_office_without_agencies_has_no_empty_dropdown() -> None:
    """GitHub shows no form whose list is empty."""
    text = issue_templates(replace(OFFICE, agencies={}))[f"{TEMPLATE_FOLDER}/{TEMPLATE_NAME}.yml"]
    [sender] = [one for one in yaml.safe_load(text)["body"] if one["id"] == LetterField.SENDER]
    assert (sender["type"], "options" in sender["attributes"]) == ("input", False)


def test_every_question_has_a_label_of_its_own() -> None:
    assert len({*field_labels().values()}) == len(QUESTIONS)
    assert not is_letter("### Judul lain\n\nisi")
