"""The form by which a letter comes in: a GitHub issue form, made from the office's own lists.

Source: GitHub Docs, "Syntax for GitHub's form schema".
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import yaml
from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.catalog import DEFAULT_LANGUAGE, in_language, translate
from workflow.i18n.message import mark, say
from workflow.records.request import Nature

FOLDER = ".github/ISSUE_TEMPLATE"
NAME = "surat"
"""Of the file, and of the label by which such an issue is known."""
HEAD = "# Dibuat dari site_config oleh `redaksi form --write`; jangan diubah dengan tangan.\n"


class Field(StrEnum):
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


QUESTIONS: dict[Field, FormQuestion] = {
    Field.NUMBER: FormQuestion(
        mark("Number of the letter"), mark("As the sender wrote it."), placeholder="400.7/1523/DINKES-A"
    ),
    Field.DATE: FormQuestion(
        mark("Date of the letter"), mark("The date on the letter."), placeholder="19 November 2026"
    ),
    Field.ARRIVED: FormQuestion(
        mark("Received"),
        mark(
            "Day and time at which the letter came in, if that was before this form. Empty: now. "
            "The SOP's clock starts then."
        ),
        required=False,
        placeholder="20 November 2026 08.05",
    ),
    Field.SENDER: FormQuestion(mark("Sender"), mark("The agency that sent the letter."), "dropdown"),
    Field.SUBJECT: FormQuestion(mark("Subject"), mark("What the letter asks for, in a line.")),
    Field.NATURE: FormQuestion(
        mark("Nature of the letter"), mark("A confidential letter never goes through this form."), "dropdown"
    ),
    Field.BODY: FormQuestion(
        mark("Data to be published"),
        mark(
            "What, who, when, where, why, how. No telephone numbers, private e-mail addresses or identity numbers: "
            "this page may be read by everybody."
        ),
        "textarea",
    ),
}


def labels() -> dict[Field, str]:
    """The label of each field, as the form shows it and as an issue's headings have it."""
    with in_language(DEFAULT_LANGUAGE):
        return {field: translate(say(question.label)) for field, question in QUESTIONS.items()}


def forms(office: Office) -> dict[str, str]:
    """The files of the form, by their path from the root."""
    with in_language(DEFAULT_LANGUAGE):
        form = {
            "name": translate(say("Letter that asks for publication")),
            "description": translate(say("Enter a letter in the agenda; the check answers here.")),
            "title": translate(say("Letter: ")),
            "body": [*_body(office)],
        }
        chooser = {"blank_issues_enabled": True}
    return {f"{FOLDER}/{NAME}.yml": _yaml(form), f"{FOLDER}/config.yml": _yaml(chooser)}


def options(office: Office) -> dict[Field, list[str]]:
    """What a field is chosen from."""
    open_natures = [one.value for one in Nature if one is not Nature.CONFIDENTIAL]
    return {Field.SENDER: [one.name for one in office.agencies.values()], Field.NATURE: open_natures}


def _body(office: Office) -> Iterator[dict[str, Any]]:
    choices = options(office)
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
            "type": question.kind,
            "id": field.value,
            "attributes": attributes,
            "validations": {"required": question.required},
        }


def _yaml(data: Any) -> str:
    return HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
