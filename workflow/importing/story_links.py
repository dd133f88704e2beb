"""The links of a story: those to other stories lead to where these are now, those that lead nowhere become words."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from msgspec import Struct

from workflow.config.office import Office
from workflow.records import urls
from workflow.rules.links.host import URL_AUTHORITY, host_objection
from workflow.rules.privacy._patterns import CHAT_LINK
from workflow.rules.privacy._personal_data import PersonalKind, PublicContacts, find_suspects

_SAFE = "%/:=&?~#+!$,;'@*-._"
"""What of an address stays as it is; Markdown reads the rest otherwise."""
_NUMBERED = re.compile(r"(?:^|&)p(?:age_id)?=(\d+)(?:&|$)")


class Target(Struct, frozen=True):
    """Where a story is now, and since when readers could see it."""

    key: str
    published: int


def old_path(address: str) -> str:
    """The path of an address of the former site, as links to it are compared."""
    parts = address_parts(address)
    number = _NUMBERED.search(parts.query)
    return f"?p={number[1]}" if number else unquote(parts.path).strip("/")


def address_parts(address: str) -> SplitResult:
    """The parts of an address that a stranger wrote; of one that is none, empty ones."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def host_of(address: str) -> str:
    """The host of an address, without `www.`; "" where it names none."""
    return (address_parts(address).hostname or "").removeprefix("www.")


class StoryLinks(Struct, frozen=True):
    """What the links of one story may lead to."""

    office: Office
    contacts: PublicContacts
    site: str
    """The address of the former site; "" where it is not known."""
    targets: Mapping[str, Target]
    """Where stories of the former site are now, by their old paths."""
    published: int
    """When the story itself appeared: it cannot lead readers to one that came later."""
    used: set[str]
    """Keys of the stories that it links to."""

    def settle(self, tree: Any) -> int:
        """Set the links of a text; the number of those that became words."""
        taken = 0
        for element in [*tree.iter("a")]:
            words = " ".join(element.text_content().split())
            target = self._target(element.get("href") or "", words) if words else ""
            if target:
                element.set("href", target)
            else:
                taken += bool(element.get("href"))
                element.drop_tag()
        return taken

    def _target(self, href: str, words: str) -> str:
        """Where a link leads now; "" for nowhere."""
        try:
            address = urljoin(f"{self.site}/", href.strip()) if self.site else href.strip()
            parts = urlsplit(address)
        except ValueError:
            return ""
        own = {urlsplit(self.office.identity.website).hostname, None, ""}
        if parts.scheme not in ("http", "https", "") or href.startswith("#"):
            return ""
        if parts.hostname in own or parts.hostname == urlsplit(self.site).hostname:
            found = self.targets.get(old_path(address))
            if found and found.published <= self.published:
                self.used.add(found.key)
                return self.address_of(found.key)
            if parts.hostname in own:
                return ""
        address = quote(address, safe=_SAFE)
        authority = URL_AUTHORITY.match(address)
        is_private = CHAT_LINK.search(address) or any(
            [*find_suspects(address, kind, self.contacts)] for kind in PersonalKind
        )
        if is_private or authority is None or host_objection(unquote(authority[1]), words):
            return ""
        return address

    def address_of(self, key: str) -> str:
        """The link to a story on this site."""
        return site_link(self.office, key)


def site_link(office: Office, key: str) -> str:
    """How an article links to another one of the site."""
    root = urlsplit(urls.absolute(office.identity.website)).path
    return f"{root}{urls.article(key)}"


def without_link(markdown: str, target: str) -> str:
    """A text in which the links to an address are words."""
    return re.sub(rf"\[((?:[^\[\]\\]|\\.)*)\]\({re.escape(target)}\)", r"\1", markdown)
