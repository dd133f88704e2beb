"""Generates the GitHub issue form by which letters come in, from the office's own lists.

Source: GitHub Docs, "Syntax for GitHub's form schema".
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import yaml
from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.catalog import translate
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.i18n.message import mark, say
from workflow.records.request import Nature

TEMPLATE_FOLDER = ".github/ISSUE_TEMPLATE"
TEMPLATE_NAME = "surat"
"""Of the file, and of the label by which such an issue is known."""
GENERATED_NOTICE = "# Dibuat dari site_config oleh `redaksi form --write`; jangan diubah dengan tangan.\n"

DROPDOWN = "dropdown"


class LetterField(StrEnum):
    """What the form asks for."""

    NUMBER = "number"
    DATE = "date"
    ARRIVED = "arrived"
    SENDER = "sender"
    SUBJECT = "subject"
    NATURE = "nature"
    BODY = "body"


class FormQuestion(Struct, frozen=True):
    """One field as people see it."""

    label: str
    help: str
    kind: str = "input"
    required: bool = True
    placeholder: str = ""


QUESTIONS: dict[LetterField, FormQuestion] = {
    LetterField.NUMBER: FormQuestion(
        mark("Number of the letter"), mark("As the sender wrote it."), placeholder="400.7/1523/DINKES-A"
    ),
    LetterField.DATE: FormQuestion(
        mark("Date of the letter"), mark("The date on the letter."), placeholder="19 November 2026"
    ),
    LetterField.ARRIVED: FormQuestion(
        mark("Received"),
        mark(
            "Day and time at which the letter came in, if that was before this form. Empty: now. "
            "The SOP's clock starts then."
        ),
        required=False,
        placeholder="20 November 2026 08.05",
    ),
    LetterField.SENDER: FormQuestion(mark("Sender"), mark("The agency that sent the letter."), DROPDOWN),
    LetterField.SUBJECT: FormQuestion(mark("Subject"), mark("What the letter asks for, in a line.")),
    LetterField.NATURE: FormQuestion(
        mark("Nature of the letter"), mark("A confidential letter never goes through this form."), DROPDOWN
    ),
    LetterField.BODY: FormQuestion(
        mark("Data to be published"),
        mark(
            "What, who, when, where, why, how. No telephone numbers, private e-mail addresses or identity numbers: "
            "this page may be read by everybody."
        ),
        "textarea",
    ),
}


def field_labels() -> dict[LetterField, str]:
    """The label of each field, as the form shows it and as an issue's headings have it."""
    with in_language(DEFAULT_LANGUAGE):
        return {field: translate(say(question.label)) for field, question in QUESTIONS.items()}


def issue_templates(office: Office) -> dict[str, str]:
    """The files of the form, by their path from the root."""
    with in_language(DEFAULT_LANGUAGE):
        form = {
            "name": translate(say("Letter that asks for publication")),
            "description": translate(say("Enter a letter in the agenda; the check answers here.")),
            "title": translate(say("Letter: ")),
            "body": [*_body(office)],
        }
        chooser = {"blank_issues_enabled": True}
    return {f"{TEMPLATE_FOLDER}/{TEMPLATE_NAME}.yml": _yaml(form), f"{TEMPLATE_FOLDER}/config.yml": _yaml(chooser)}


def field_options(office: Office) -> dict[LetterField, list[str]]:
    """What a field is chosen from. GitHub takes no empty list, so where there is none the field is written freely."""
    open_natures = [one.value for one in Nature if one is not Nature.CONFIDENTIAL]
    choices = {LetterField.SENDER: [one.name for one in office.agencies.values()], LetterField.NATURE: open_natures}
    return {field: options for field, options in choices.items() if options}


def _body(office: Office) -> Iterator[dict[str, Any]]:
    choices = field_options(office)
    for field, question in QUESTIONS.items():
        attributes: dict[str, Any] = {
            "label": translate(say(question.label)),
            "description": translate(say(question.help)),
        }
        if question.placeholder:
            attributes["placeholder"] = question.placeholder
        if field in choices:
            attributes["options"] = choices[field]
        yield {
            "type": "input" if question.kind == DROPDOWN and field not in choices else question.kind,
            "id": field.value,
            "attributes": attributes,
            "validations": {"required": question.required},
        }


def _yaml(data: Any) -> str:
    return GENERATED_NOTICE + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
