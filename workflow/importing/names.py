"""Names: a story's file, its keywords and its author, out of what the former site called them."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import unquote

from workflow.config.file_names import is_portable
from workflow.config.office import Office
from workflow.config.redirects import is_site_name
from workflow.i18n.dates import local_time
from workflow.importing.former_story import Place
from workflow.importing.personal_data import is_personal, is_personal_name, without_personal_data
from workflow.records.paths import ARTICLE_PATH, article_path
from workflow.rules.links._spellings import shared_address
from workflow.rules.privacy._personal_data import PublicContacts, public_contacts
from workflow.text.field_types import LONGEST_KEY

LONGEST_SLUG = 80
"""Characters of a file's name; with a number behind it, it stays below `config.file_names.LONGEST_NAME`."""
LONGEST_TAG = 40
MOST_TAGS = 20
"""Keywords of a story; more say nothing of it."""
_LOGINS = frozenset(("admin", "administrator", "root", "user", "editor", "author", "redaksi", "operator", "webmaster"))
_LOGIN = re.compile(r"[a-z0-9._-]*\d[a-z0-9._-]*|[a-z0-9]*[._-][a-z0-9._-]*")


def slug_of(text: str) -> str:
    """Words in small letters a to z and digits, set apart by hyphens; "" where none is left."""
    plain = unicodedata.normalize("NFKD", unquote(text)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def tags_of(names: Iterable[str], spellings: Mapping[str, str]) -> tuple[tuple[str, ...], int]:
    """Keywords as the office writes them, and how many were left out. `spellings`: those in use, by shared address."""
    found: dict[str, str] = {}
    left = 0
    for name in names:
        tag = slug_of(name).replace("-", " ")
        if not tag or len(tag) > LONGEST_TAG or len(found) >= MOST_TAGS:
            left += 1
        else:
            found.setdefault(shared_address(tag), spellings.get(shared_address(tag), tag))
    return tuple(found.values()), left


def byline_of(name: str) -> str:
    """The author's name where it is one; "" for a login, which says nothing to readers, and what holds a contact."""
    name = " ".join(name.split())
    small = name.lower()
    if not name or small in _LOGINS or "@" in name or "://" in name or len(name) > LONGEST_KEY:
        return ""
    return "" if _LOGIN.fullmatch(name) or not re.search(r"[^\W\d_]", name) else name


def plan_keys(
    places: Iterable[Place], known: Mapping[str, str], taken: Collection[str], office: Office
) -> dict[str, str]:
    """The key of each story by its source: the one it has (`known`), or the first free one that its name gives.

    Stories whose time cannot be read, or lies before 2000, get none.
    """
    used, keys, contacts = {key.casefold() for key in taken}, dict[str, str](), public_contacts(office)
    for place in places:
        if place.source in known:
            keys[place.source] = known[place.source]
        elif (
            place.source not in keys
            and place.published is not None
            and (key := _free_key(place, used, office, contacts))
        ):
            used.add(key.casefold())
            keys[place.source] = key
    return keys


def _slug(place: Place, contacts: PublicContacts) -> str:
    """What its address calls it, else its title; nothing of a person's, which would stand in the address for ever."""
    for name in (place.slug, place.title, without_personal_data(place.title, contacts, " ")[0]):
        slug = slug_of(name)
        if slug and not is_personal(unquote(name), contacts) and not is_personal_name(slug, contacts):
            return slug
    return ""


def _free_key(place: Place, used: Collection[str], office: Office, contacts: PublicContacts) -> str:
    slug = _slug(place, contacts)[:LONGEST_SLUG].strip("-") or "berita"
    try:
        year = local_time(place.published or 0, office.zone).year
    except (OverflowError, ValueError):
        return ""
    counter = 1
    while True:
        key = f"{year}/{slug}" if counter == 1 else f"{year}/{slug}-{counter}"
        path = article_path(key)
        if not ARTICLE_PATH.fullmatch(path):
            return ""
        if key.casefold() not in used and is_portable(path) and not is_site_name(path):
            return key
        counter += 1
