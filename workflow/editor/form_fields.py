"""The fields of the editor's forms, generated from the record types: their annotations describe the form as well."""

import datetime as dt
import typing
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from msgspec import Meta, Struct
from msgspec.structs import fields as struct_fields

from workflow.config.office import Office
from workflow.i18n.catalog import translate
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.i18n.message import Message, say
from workflow.pdf.limits import LARGEST_PDF_BYTES
from workflow.records.article import Article, Attachment, AttachmentName, Image, ImageName, ImportedArticle
from workflow.records.event import Event, EventStatus
from workflow.records.fact_check import FactCheck
from workflow.records.field_labels import LABELS
from workflow.records.key_types import AgencyKey, CategoryKey, PersonKey
from workflow.records.request import Letter, Nature, Request
from workflow.rules.attachments._pdf_files import MOST_ATTACHMENTS
from workflow.text.field_types import FIELD_KINDS, Instant
from workflow.text.validate import inner_type

Field = dict[str, Any]
WRITABLE: dict[type[Any], tuple[str, ...]] = {
    Article: (
        *("title", "request", "publish_at", "valid_until", "review_at"),
        *("category", "tags", "summary", "author", "image", "attachments", "fact_check", "event"),
    ),
    Request: ("letter",),
    Letter: ("number", "date", "sender", "subject", "nature"),
    Image: ("src", "alt", "caption", "credit"),
    Attachment: ("file", "title", "number"),
    FactCheck: ("claim", "claimed_by", "appeared_in", "verdict", "sources"),
    Event: ("starts", "ends", "day", "last_day", "place", "organiser", "status"),
}
"""What somebody writes; all else is the SOP's to change, and a save must leave it as it is."""

UPLOADS: dict[Any, str] = {ImageName: "foto", AttachmentName: "dokumen"}
"""How files are chosen: widgets of the page's own (assets/photo.js, assets/document.js)."""

TIMES: dict[Any, str] = {Instant: "waktu", dt.date: "hari"}
"""How times are chosen, on the office's clock: widgets of the page's own (assets/when.js)."""


def form_fields(kind: type[Any], office: Office) -> list[Field]:
    """The fields of a record that somebody may write, in the order of its type, and its text."""
    with in_language(DEFAULT_LANGUAGE):
        body = {"name": "body", "label": translate(LABELS["body"]), "widget": "markdown", "required": kind is Article}
        return [*_struct(kind, office), body | {"editor_components": _parts(kind), "buttons": TOOLBAR_BUTTONS}]


CHOICE_LABELS: dict[StrEnum, Message] = {
    EventStatus.SCHEDULED: say("It takes place"),
    EventStatus.CANCELLED: say("It was called off"),
}
"""What people call the words of a vocabulary that is not Indonesian."""
TOOLBAR_BUTTONS = ["bold", "italic", "link", "quote", "bulleted-list", "numbered-list", "heading-two", "heading-three"]


TEXT_PARTS = ["foto", "galeri", "video", "kutipan", "fakta", "tabel", "catatan"]
"""What a story's text can hold beside plain words, as `assets/parts.js` names it."""


def _parts(kind: type[Any]) -> list[str]:
    return TEXT_PARTS if kind is Article else []


def _struct(kind: type[Any], office: Office, *, optional: bool = False) -> Iterator[Field]:
    hints = typing.get_type_hints(kind, include_extras=True)
    written = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    needed = {one.name for one in struct_fields(kind) if one.required}
    if kind is Article:  # of what a story of the former site has not, the check on saving tells
        needed &= {one.name for one in struct_fields(ImportedArticle) if one.required}
    for name in WRITABLE[kind]:
        key = written[name]
        field: Field = {
            "name": key,
            "label": translate(LABELS.get(f"{kind.__name__.lower()}.{key}") or LABELS[key]),
            "required": name in needed and not optional,
        }
        yield field | _widget(hints[name], office, optional=not field["required"]) | _hint(key, office)


def _widget(hint: Any, office: Office, *, optional: bool) -> Field:
    """How a kind of value is asked for."""
    leaf = without_none(hint)
    kind = inner_type(leaf)
    if kind in TIMES:
        return {"widget": TIMES[kind], "zone": office.zone}
    if leaf in UPLOADS:
        return {"widget": UPLOADS[leaf]}
    if options := _options(leaf, kind, office):
        return {"widget": "select", "options": options}
    if isinstance(kind, type) and issubclass(kind, Struct):
        return {
            "widget": "object",
            "collapsed": kind is FactCheck,
            "fields": [*_struct(kind, office, optional=optional)],
        }
    if typing.get_origin(kind) is tuple:
        return {"widget": "list"} | _items(typing.get_args(kind)[0], office)
    return {"widget": "string"} | _pattern(leaf, kind)


def _options(leaf: Any, kind: Any, office: Office) -> list[str | Field]:
    """What is chosen from: the office's list, or the words of a vocabulary."""
    if leaf in _choices(office):
        return [*_choices(office)[leaf]]
    is_vocabulary = isinstance(kind, type) and issubclass(kind, StrEnum)
    return [_choice(one) for one in kind if one is not Nature.CONFIDENTIAL] if is_vocabulary else []


def _items(kind: Any, office: Office) -> Field:
    """The fields of each item of a list; nothing where an item is a word."""
    if not (isinstance(kind, type) and issubclass(kind, Struct)):
        return {}
    label = translate(say("Attachment"))
    shown = {"label_singular": label, "summary": "{{fields.title}}", "collapsed": False, "minimize_collapsed": True}
    return {**shown, "max": MOST_ATTACHMENTS, "fields": [*_struct(kind, office)]}


def _choice(one: StrEnum) -> str | Field:
    """A word to choose; with a label where it is not the office's own word."""
    label = CHOICE_LABELS.get(one)
    return {"value": one.value, "label": translate(label)} if label else one.value


def _pattern(leaf: Any, kind: Any) -> Field:
    """A line's form and longest length, with the words that say it."""
    if kind in FIELD_KINDS:
        wanted, example, pattern = FIELD_KINDS[kind]
        return {"pattern": [f"^(?:{pattern})$", f"{translate(say(wanted))} ({example})"]}
    for meta in getattr(leaf, "__metadata__", ()):
        if isinstance(meta, Meta) and meta.pattern and meta.description:
            longest = f"(?=.{{1,{meta.max_length}}}$)" if meta.max_length else ""
            form = meta.pattern.removeprefix("^").replace("$(?!\\n)", "$")
            return {"pattern": [f"^{longest}{form}", translate(say(meta.description))]}
    return {}


def _choices(office: Office) -> dict[Any, list[Field]]:
    """Keys that are chosen from the office's lists."""
    return {
        CategoryKey: [{"value": key, "label": one.name} for key, one in office.categories.items()],
        PersonKey: [{"value": key, "label": one.name} for key, one in office.people.items()],
        AgencyKey: [{"value": key, "label": one.name} for key, one in office.agencies.items()],
    }


def _hint(key: str, office: Office) -> Field:
    """The office's own limits for a field, where it has some."""
    writing = office.writing
    hints = {
        **dict.fromkeys(("alt", "caption", "credit"), say("Needed where there is a picture")),
        "title": say("{min} to {max} letters", min=writing.title_min, max=writing.title_max),
        "summary": say("One sentence of at most {max} letters", max=writing.summary_max),
        "request": say("Like 2026-0171"),
        "publish_at": say("Empty: when it is published. Otherwise readers see it from then on"),
        "valid_until": say("Only for what ends, as an alert: until when it is valid"),
        "review_at": say("Not shown to readers: the day on which the office is reminded"),
        "fact_check": say("Only for an answer to a claim that is going round (hoax)"),
        "event": say("Only for a story that announces an event"),
        "claimed_by": say("A group or an account, no private person by name"),
        "sources": say("With commas: documents, agencies or addresses"),
        "tags": say("With commas, in lower case"),
        "file": say("A PDF file from this device, at most {most} MB", most=LARGEST_PDF_BYTES >> 20),
        "attachments": say("Regulations or announcements that readers can open (PDF)"),
        "starts": say("Of an event with hours. For whole days, leave both empty"),
        "day": say("Of an event without hours"),
        "organiser": say("Empty: the sender of the letter"),
        "src": say("JPG, PNG or WebP from this device; it is made small, and its name follows the title"),
    }
    return {"hint": translate(hints[key])} if key in hints else {}


def without_none(hint: Any) -> Any:
    """The kind of an optional value."""
    choices = [one for one in typing.get_args(hint) if one is not type(None)]
    return choices[0] if type(None) in typing.get_args(hint) and len(choices) == 1 else hint
