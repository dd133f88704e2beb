"""Old addresses become lines of site_config/moved.yml; the lines that are there stay as they are."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from workflow.config.office import Office
from workflow.config.redirects import OldPath, SitePaths, redirect_flaws, served_file
from workflow.i18n.message import Message, say
from workflow.importing.personal_data import REMOVED, is_personal_name
from workflow.importing.story_links import address_parts
from workflow.records.file_source import Files
from workflow.rules.privacy._personal_data import PublicContacts, public_contacts
from workflow.text.document import LARGEST_REDIRECTS, read_yaml
from workflow.text.yaml_edit import yaml_scalar

BEGINNING = """\
# yaml-language-server: $schema=./schema/moved.schema.json
# Alamat lama dan halaman penggantinya.
addresses:
"""
_BLOCK = re.compile(r"^addresses:[ \t]*(?:#.*)?\n(?=([ \t]+)\S)", re.MULTILINE)
_EMPTY = re.compile(r"^addresses:[ \t]*(?:\{[ \t]*\})?[ \t]*(?:#.*)?(?:\n|\Z)", re.MULTILINE)


class Unmoved(Struct, frozen=True):
    """An old address that no line leads on from, and why."""

    old: str
    new: str
    reason: Message


class MovedAddresses(Struct, frozen=True):
    """The list of moved addresses with the new ones in it."""

    text: str | None
    """None: the file needs no change, or cannot be changed by a program."""
    added: int = 0
    unmoved: tuple[Unmoved, ...] = ()


def merge_moved(present: str | None, wanted: Iterable[tuple[str, str]], office: Office, files: Files) -> MovedAddresses:
    """Add a line for each old address, in full, that leads to a page. `present`: the file's text as it is."""
    known, contacts = {served_file(old): new for old, new in office.moved.items()}, public_contacts(office)
    unmoved, lines = [], dict[str, str]()
    for address, new in wanted:
        old = _old(address)
        reason = _objection(address, old, new, known, contacts) if old else None
        if reason:
            parts = unquote(address).split("/")
            shown = "/".join(REMOVED if is_personal_name(part, contacts) else part for part in parts)
            unmoved.append(Unmoved(shown, new, reason))
        elif old and served_file(old) not in known:
            known[served_file(old)] = lines[old] = new
    places = SitePaths(files, dict(office.categories), dict(office.agencies))
    for flaw in redirect_flaws({**office.moved, **lines}, places):
        old = str(flaw.place[1]) if isinstance(flaw.place, tuple) else ""
        if old in lines:
            unmoved.append(Unmoved(old, lines.pop(old), flaw.message))
    if not lines:
        return MovedAddresses(None, 0, tuple(unmoved))
    text = _with_lines(present, lines)
    if text is None:
        reason = say("site_config/moved.yml is written in a way that a program does not change; enter it by hand.")
        return MovedAddresses(None, 0, (*unmoved, *(Unmoved(old, new, reason) for old, new in lines.items())))
    return MovedAddresses(text, len(lines), tuple(unmoved))


def _old(address: str) -> str:
    """The path of an old address; "" where there is none to lead on from, as of the former home page."""
    parts = address_parts(address)
    if not any(parts):
        return address  # what is no address
    return parts.path if parts.path.strip("/") or parts.query else ""


def _objection(address: str, old: str, new: str, known: Mapping[str, str], contacts: PublicContacts) -> Message | None:
    if not address_parts(address).path and not address_parts(address).query:
        return say("It is no address.")
    if any(is_personal_name(part, contacts) for part in unquote(address).split("/")):
        return say("It holds a contact or a number of a person, which would stay in Git for ever.")
    if address_parts(address).query:
        return say("It has a question mark, which only a server of one's own can lead on.")
    try:
        msgspec.convert(old, OldPath)
    except msgspec.ValidationError:
        return say("It has letters that a file's name cannot have everywhere.")
    if known.get(served_file(old), new) != new:
        return say("It leads to `{new}` already.", new=known[served_file(old)])
    return None


def _with_lines(present: str | None, lines: Mapping[str, str]) -> str | None:
    """The file with lines at its end; None where that is not what a program would read then."""
    text = present if present is not None else BEGINNING
    text = text if text.endswith("\n") or not text else f"{text}\n"
    block = _BLOCK.search(text)
    indent = block[1] if block else "  "
    if not block:
        text = _EMPTY.sub("addresses:\n", text, count=1) if _EMPTY.search(text) else f"{text}addresses:\n"
    text += "".join(f"{indent}{_key(old)}: {new}\n" for old, new in lines.items())
    before = _addresses(present or BEGINNING)
    return text if before is not None and _addresses(text) == {**before, **lines} else None


def _key(old: str) -> str:
    return old if yaml_scalar(old.lstrip("/")) == old.lstrip("/") else f'"{old}"'


def _addresses(text: str) -> dict[str, str] | None:
    document, _ = read_yaml("moved.yml", text.encode(), LARGEST_REDIRECTS)
    found = (document.header.get("addresses") or {}) if document else None
    return dict(found) if isinstance(found, dict) else None
