"""attachments/personal: a document discloses nobody's contacts, identity number, or name in passing."""

import re
from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.pdf.summary import PdfSummary
from workflow.records.article import Attachment
from workflow.rules.attachments._pdf_files import inspected, place_of
from workflow.rules.context import ArticleView
from workflow.rules.privacy._personal_data import PersonalKind, find_personal_data, public_contacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

METADATA = "metadata"
NAMING_FIELDS = frozenset({"Author", "Manager", "LastModifiedBy", "SourceModifiedBy", "creator"})
"""What programs note by themselves of whoever sat before them."""
HOME_FOLDER = re.compile(r"(?:\\|/)(?:Users|home|Documents and Settings)(?:\\|/)\w", re.IGNORECASE)


def check(view: ArticleView) -> Iterator[Hit]:
    """Neither text nor metadata hold personal data; the file does not say who made it, and nobody's notes are in it."""
    known = public_contacts(view.office)
    for index, one, pdf in inspected(view):
        texts = [(str(number), text) for number, text in enumerate(pdf.text.split("\f"), 1)]
        for where, text in (*texts, *((METADATA, value) for _, value in pdf.metadata)):
            for kind in dict.fromkeys(kind for kind, _ in find_personal_data(text, known)):
                yield Hit(place_of(index), _message(kind, one.file, where), TAKE_OUT)
        if not view.record.status.was_public:
            yield from _notes(view, index, one, pdf)


def _message(kind: PersonalKind, name: str, where: str) -> Message:
    """What it is; never the value, since findings go into public logs."""
    if where == METADATA:
        return say("What the PDF file {name} says of itself (its properties) holds personal data.", name=name)
    match kind:
        case PersonalKind.EMAIL:
            return say("On page {page} of {name} stands an e-mail address of a person.", page=where, name=name)
        case PersonalKind.PHONE:
            return say(
                "On page {page} of {name} stands a telephone or WhatsApp number of a person.", page=where, name=name
            )
        case PersonalKind.IDENTITY:
            return say(
                "On page {page} of {name} stands a population identity number (NIK) or family-card number.",
                page=where,
                name=name,
            )


def _notes(view: ArticleView, index: int, one: Attachment, pdf: PdfSummary) -> Iterator[Hit]:
    office = view.office
    ours = {office.identity.name, office.identity.short, *(agency.name for agency in office.agencies.values())}
    ours = {name.casefold() for name in ours} | {""}
    for field, value in pdf.metadata:
        if (field in NAMING_FIELDS and value.casefold() not in ours) or HOME_FOLDER.search(value):
            message = say(
                "The properties of the PDF file {name} tell who made it, or on which computer ({field}).",
                name=one.file,
                field=field,
            )
            yield Hit(place_of(index), message, _PROPERTIES, severity=Severity.WARNING)
            break
    if pdf.remarks:
        message = say("Somebody's remarks or marks stand on pages of the PDF file {name}.", name=one.file)
        yield Hit(place_of(index), message, say("Delete them, then save the document anew."), severity=Severity.WARNING)


TAKE_OUT = say(
    "Take it out of the original and make the PDF anew; a black bar over it hides nothing, the text below stays. An "
    "institution's own contact belongs in site_config/agencies.yml."
)
_PROPERTIES = say(
    "If that is not wanted: in Word, “File”, “Info”, “Inspect Document”, remove the properties, and save as PDF again; "
    "or write the office's name there."
)

RULE = Rule(
    slug="attachments/personal",
    subject=Subject.ARTICLE,
    purpose=mark(
        "A document is copied and kept everywhere at once. Lists of recipients with their identity numbers and "
        "telephones have been published so, and could never be taken back."
    ),
    source=mark("Law 27/2022 on the protection of personal data"),
    bad=mark("file: daftar-penerima.pdf   # names with their NIK"),
    good=mark("file: daftar-penerima.pdf   # how many recipients each village has"),
    reads=("attachments", "status"),
    after=("attachments/file", "attachments/safe"),
    check=check,
)
