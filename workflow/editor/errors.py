"""Every refusal of the editor's server: a sentence, and the field of the form where it is shown.

What the check finds has its own place in the text; the rest stands in one table. An error that nobody foresaw is said
too, and written to the terminal, where whoever looks after the computer finds it.
"""

import logging
import re
import typing
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import takewhile
from typing import Any

from msgspec import Struct

from workflow.config.load import load_office_files
from workflow.config.office import Office
from workflow.editor.form_fields import WRITABLE, without_none
from workflow.editor.form_words import item_number, missing_field, quoted, said_in_form, with_form_labels
from workflow.git.commit_writer import WriteError
from workflow.git.errors import GitError
from workflow.i18n.catalog import translate
from workflow.i18n.message import Value, mark, say
from workflow.images.reencode import ReencodeProblem
from workflow.records import field_labels
from workflow.records.article import Article
from workflow.records.file_source import Files
from workflow.records.request import Request
from workflow.services.errors import RefusedError
from workflow.text.finding import Finding
from workflow.text.validate import inner_type

BODY_FIELD, IMAGE_FIELD, WHOLE_FORM = "body", "image.src", ""
"""Fields of the form; FORM: above it, since the sentence is about all of it."""


class RefusalReason(StrEnum):
    """Why something is not done."""

    ACTION = "action"
    OFFICE = "office"
    NO_PLACE = "no-place"
    UNREADABLE = "unreadable"
    BROKEN = "broken"
    NEW_LETTER = "new-letter"
    NOT_THEIRS = "not-theirs"
    FOUND = "found"
    MEANWHILE = "meanwhile"
    OFFLINE = "offline"
    GIT = "git"
    LARGE = "large"
    HEIC = "heic"
    KIND = "kind"
    SIZE = "size"
    PIECES = "pieces"
    CUT = "cut"
    ENDING = "ending"
    TAKEN = "taken"
    UNFORESEEN = "unforeseen"


class FieldError(Struct, frozen=True):
    """What is said, and where."""

    words: str
    field: str = WHOLE_FORM


REFUSALS: dict[RefusalReason, FieldError] = {
    RefusalReason.ACTION: FieldError(mark("The editor cannot do this here: {action}.")),
    RefusalReason.OFFICE: FieldError(
        mark("The office's committed configuration has errors: correct what `redaksi check` finds, and commit it.")
    ),
    RefusalReason.NO_PLACE: FieldError(mark("{path} is no place for a text.")),
    RefusalReason.UNREADABLE: FieldError(mark("What was sent for {path} cannot be read."), BODY_FIELD),
    RefusalReason.BROKEN: FieldError(mark("{path} has errors; mend it before it is edited here.")),
    RefusalReason.NEW_LETTER: FieldError(mark("A letter is entered in the agenda by its form, not here.")),
    RefusalReason.NOT_THEIRS: FieldError(mark("`{field}` of {path} is the SOP's; it is not changed here.")),
    RefusalReason.FOUND: FieldError(mark("Mend what is marked in the form, then save again: {fields}.")),
    RefusalReason.MEANWHILE: FieldError(
        mark(
            "Somebody else changed the same lines of {path} meanwhile. Your text is kept. Copy what is yours, delete "
            "the changes that are not merged, open the text again and put it in."
        )
    ),
    RefusalReason.OFFLINE: FieldError(mark("The branch cannot be shared just now: {reason}")),
    RefusalReason.GIT: FieldError(mark("Git refuses: {reason}")),
    RefusalReason.LARGE: FieldError(mark("The picture is larger than {size} MB. Choose a smaller one."), IMAGE_FIELD),
    RefusalReason.HEIC: FieldError(
        mark("This picture is a HEIC file, which browsers do not show. Choose a JPEG, or a screenshot of it."),
        IMAGE_FIELD,
    ),
    RefusalReason.KIND: FieldError(
        mark("This file is no picture of the kinds JPEG, PNG or WebP, whatever its name."), IMAGE_FIELD
    ),
    RefusalReason.SIZE: FieldError(
        mark("The picture has too many pixels, or is far too long. Choose a smaller one."), IMAGE_FIELD
    ),
    RefusalReason.PIECES: FieldError(
        mark("The picture moves, or is drawn in very many layers. Choose a plain one."), IMAGE_FIELD
    ),
    RefusalReason.CUT: FieldError(
        mark("The picture is broken: it cannot be read to its end. Choose the original."), IMAGE_FIELD
    ),
    RefusalReason.ENDING: FieldError(
        mark("A picture is kept as JPEG. Load this page again and choose the picture anew."), IMAGE_FIELD
    ),
    RefusalReason.TAKEN: FieldError(
        mark("{name} is the picture of another story already. Choose the picture anew."), IMAGE_FIELD
    ),
    RefusalReason.UNFORESEEN: FieldError(
        mark(
            "The program made a mistake and nothing was saved. Your text still stands here: copy it, and tell whoever "
            "looks after this computer."
        )
    ),
}
IMAGE_REFUSALS: dict[ReencodeProblem, RefusalReason] = {
    ReencodeProblem.HEIC: RefusalReason.HEIC,
    ReencodeProblem.KIND: RefusalReason.KIND,
    ReencodeProblem.LARGE: RefusalReason.LARGE,
    ReencodeProblem.SIZE: RefusalReason.SIZE,
    ReencodeProblem.PIECES: RefusalReason.PIECES,
    ReencodeProblem.BROKEN: RefusalReason.CUT,
}


class EditorRefusedError(RefusedError):
    """Nothing was written; it is said at a field."""

    def __init__(self, reason: RefusalReason, /, **values: Value) -> None:
        super().__init__(say(REFUSALS[reason].words, **values))
        self.reason, self.field = reason, REFUSALS[reason].field


def usable_office(files: Files) -> Office:
    """The office by the files of a branch. Raises EditorRefusedError where its configuration has errors."""
    office, _ = load_office_files(files)
    if office is None:
        raise EditorRefusedError(RefusalReason.OFFICE)
    return office


def findings_refusal(findings: tuple[Finding, ...], texts: Mapping[str, str]) -> RefusedError:
    """The refusal of texts for what the check finds in them."""
    named = dict.fromkeys(label_of(form_field_of(one, texts)) for one in findings)
    return RefusedError(say(REFUSALS[RefusalReason.FOUND].words, fields=", ".join(named)), findings, texts)


def error_reply(error: Exception) -> dict[str, Any]:
    """What the page is told: one sentence for its message, and one for each field that is concerned."""
    if isinstance(error, EditorRefusedError):
        words = with_form_labels(error.message)
        return {"error": words, "places": [{"field": error.field, "words": words}] if error.field else []}
    if isinstance(error, RefusedError):
        found = [
            {"field": form_field_of(one, error.changed), "words": finding_sentence(one, error.changed)}
            for one in error.findings
        ]
        above = [one["words"] for one in found if one["field"] == WHOLE_FORM]
        return {
            "error": " ".join([with_form_labels(error.message), *error.words, *above]),
            "places": [one for one in found if one["field"]],
        }
    logging.getLogger("redaksi").error("the writing page's server", exc_info=error)
    if isinstance(error, GitError):
        return error_reply(RefusedError(error.message))
    if isinstance(error, WriteError):
        return error_reply(EditorRefusedError(RefusalReason.GIT, reason=str(error)))
    return error_reply(EditorRefusedError(RefusalReason.UNFORESEEN))


def _form_field_names(kind: type[Any], before: str = "") -> Iterator[str]:
    """The fields of a form, those of a group behind a dot."""
    keys = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    hints = typing.get_type_hints(kind, include_extras=True)
    for name in WRITABLE[kind]:
        yield before + keys[name]
        inner = inner_type(without_none(hints[name]))
        if inner in WRITABLE:
            yield from _form_field_names(inner, f"{before}{keys[name]}.")


FORM_FIELDS = frozenset((*_form_field_names(Article), *_form_field_names(Request), BODY_FIELD))


def form_field_of(finding: Finding, texts: Mapping[str, str]) -> str:
    """The field of the form in which a finding is shown; FORM where the form has none for it."""
    place, text = finding.place, texts.get(finding.path, "")
    if isinstance(place, int) and place > text.find("\n---\n", 3) > 0:
        return BODY_FIELD
    names = (
        _names_at(text, place) if isinstance(place, int) else [*takewhile(lambda part: isinstance(part, str), place)]
    )
    if (missing := missing_field(finding)) and names[-1:] != [missing]:
        names = [*names, missing]
    prefixes = (".".join(map(str, names[:end])) for end in range(len(names), 0, -1))
    return next((one for one in prefixes if one in FORM_FIELDS), WHOLE_FORM)


def _names_at(text: str, offset: int) -> list[str]:
    """The name, and before it its group's, of the header's line at a character's offset."""
    names: list[str] = []
    for line in text[: max(text.find("\n", offset), 0)].split("\n"):
        if found := re.match(r"((?:  )?)([a-z_]+):", line):
            names[len(found[1]) // 2 :] = [found[2]]
    return names


def label_of(field: str) -> str:
    """What a field is called in the form."""
    name = field_labels.label_of(tuple(field.split("."))) if field in FORM_FIELDS else None
    return translate(name or say("the whole form"))


def finding_sentence(finding: Finding, texts: Mapping[str, str]) -> str:
    """What is wrong at a field and how it is mended; in the story's text with the words that it is about."""
    words = " ".join(filter(None, (item_number(finding.place), said_in_form(finding))))
    lines = texts.get(finding.path, "").split("\n")
    if form_field_of(finding, texts) != BODY_FIELD or not 0 < finding.line <= len(lines):
        return words
    return f"{quoted(lines[finding.line - 1])}: {words}"


def labelled_sentence(finding: Finding, texts: Mapping[str, str]) -> str:
    """A finding by itself: the field, and what is to be said of it."""
    field = form_field_of(finding, texts)
    words = finding_sentence(finding, texts)
    return words if field in (WHOLE_FORM, BODY_FIELD) else f"{label_of(field)}: {words}"
