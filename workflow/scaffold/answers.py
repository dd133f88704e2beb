"""What is asked of a new office, each with a default, and how an answer is read. What is wrong is said at once."""

import re
import unicodedata
from enum import StrEnum

import msgspec
from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.scaffold.templates import FOLDER, yaml_text
from workflow.text.document import read_yaml
from workflow.text.field_types import Line, Link
from workflow.text.validate import INVALID, validate

LONGEST_ANSWER = 150
"""Characters: names are shown in sentences, which are lines of at most 300."""
LONGEST_KEY_MADE = 30
"""Characters of a key that is made of a name."""
_REGION = re.compile(r"\b(?:Kabupaten|Kota|Provinsi)\b.*")
UNNAMED = "belum diisi"
"""What stands for a name that nobody gave; `redaksi doctor` asks for it."""


class Zone(StrEnum):
    """Indonesia's zones."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"


ZONES: dict[Zone, str] = {Zone.WIB: "Asia/Jakarta", Zone.WITA: "Asia/Makassar", Zone.WIT: "Asia/Jayapura"}
"""By their names in the time zone database."""


class SopStart(StrEnum):
    """What the office's SOP begins as."""

    TEMPLATE = "template"
    """The eight steps of 418/DISKOMINFO-B.400.14.3/2024."""
    EMPTY = "empty"
    """A file to be filled in, line by line."""


class NewPerson(Struct, frozen=True):
    """Somebody who answers for a role."""

    name: str
    github: str | None = None


class AskedRole(Struct, frozen=True):
    """A role that somebody is asked for."""

    role: str
    title: str
    """As people call it."""


ROLES = msgspec.yaml.decode((FOLDER / "sop" / "roles.yml").read_bytes(), type=dict[str, AskedRole])
"""By their flags. Which roles there are is data, as the SOP is."""


class Answers(Struct, frozen=True, kw_only=True):
    """All that is known of a new office."""

    name: str
    regency: str
    zone: Zone
    website: str
    holders: dict[str, tuple[NewPerson, ...]]
    """By role."""
    sop: SopStart


class AnswerError(ValueError):
    """An answer that cannot be taken; `message` says why and what would do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class _Text(Struct, frozen=True):
    text: Line


class _Address(Struct, frozen=True):
    text: Link


def read_text(answer: str) -> str:
    """A line of text. Raises AnswerError."""
    return _checked(" ".join(answer.split()), _Text)


def read_website(answer: str) -> str:
    """The site's address, `https://` added where it was left out. Raises AnswerError."""
    given = answer.strip()
    given = given if "://" in given else f"https://{given}"
    try:
        return _checked(given if given.count("/") > 2 else f"{given}/", _Address)  # noqa: PLR2004  those of ://
    except AnswerError:
        raise AnswerError(
            say("“{answer}” is no address of a site. Write it as https://berita.sikka.example/.", answer=answer.strip())
        ) from None


def _checked(text: str, kind: type[_Text | _Address]) -> str:
    """A text that comes back the same when the office reads it."""
    if len(text) > LONGEST_ANSWER:
        raise AnswerError(say("This is longer than {most} characters; shorten it.", most=LONGEST_ANSWER))
    document, findings = read_yaml("", f"text: {yaml_text(text)}\n".encode("utf-8", "surrogateescape"))
    if document is not None:
        record, flaws = validate(kind, document.header, "")
        findings += flaws
        if not findings and record.text is not INVALID and record.text == text:
            return text
    raise AnswerError(findings[0].message if findings else say("This has characters that nobody sees; type it anew."))


def region_of(name: str) -> str:
    """The regency in an office's name, or in a folder's; "" for none."""
    found = _REGION.search(name)
    return found[0] if found else ""


def default_regency(folder: str) -> str:
    """A regency named like a folder."""
    words = [word for word in re.split(r"[^A-Za-z]+", folder) if word]
    return f"Kabupaten {' '.join(word.capitalize() for word in words) or UNNAMED}"


def default_website(regency: str) -> str:
    """An address that leads nowhere, until the office has its own."""
    return f"https://{slug(regency)}.example/"


def slug(regency: str) -> str:
    """A regency as a word of an address."""
    return latin_key(regency.removeprefix("Kabupaten ").removeprefix("Kota ")).replace("-", "") or "kantor"


def short_name(name: str, regency: str) -> str:
    """How the office is called where there is little room."""
    long, place = "Dinas Komunikasi dan Informatika", regency.removeprefix("Kabupaten ").removeprefix("Kota ")
    return f"Diskominfo {place}" if name.startswith(long) else name


def latin_key(word: str) -> str:
    """A word in small Latin letters, digits and hyphens; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY_MADE].strip("-")
