"""links/host: a link leads where it seems to lead."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from workflow.i18n.message import Message, mark, say
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.markdown import find_links

URL_AUTHORITY = re.compile(r"\s*(?:[a-z][a-z0-9+.-]{0,19}:)?[\\/]{2,}([^\\/?#]*)", re.IGNORECASE)
"""What stands before the path of an address; browsers take a backslash for a slash."""
ASCII_HOST = re.compile(r"[a-z0-9.-]{1,253}(?::\d{1,5})?", re.IGNORECASE | re.ASCII)
FALSE_GOVERNMENT_HOST = re.compile(r"(?:^|\.)(?:go|mil)\.id\.[a-z0-9]", re.IGNORECASE | re.ASCII)
"""The ending of the government's names with something behind it."""
_LABEL, _TOP = r"[a-z0-9-]{1,63}", r"(?:id|com|org|net|info|gov|example)"
NAMED_HOST = re.compile(
    rf"(?:https?://|www\.)({_LABEL}(?:\.{_LABEL}){{1,8}})"
    rf"|^\s*({_LABEL}(?:\.{_LABEL}){{0,7}}\.{_TOP})(?![\w-])"
    rf"|(?<![\w.@-])({_LABEL}(?:\.{_LABEL}){{1,7}}\.{_TOP})(?![\w-])",
    re.IGNORECASE | re.ASCII,
)
"""A host in the words of a link; amid others only one of three names or more, since files have two."""


def check(view: ArticleView) -> Iterator[Hit]:
    """No name before an @, no letters of other scripts in the host, no other host than the link's own words name."""
    lines = view.document.body_lines()
    for link in find_links(view.document.body):
        found = URL_AUTHORITY.match(link.target)
        wrong = host_objection(unquote(found[1]), link.words) if found else None
        if wrong:
            yield Hit(lines[link.line], wrong, HELP)


def host_objection(authority: str, words: str) -> Message | None:
    """What is wrong with where a link leads. The address is not repeated, so that nobody follows it from here."""
    if "@" in authority:
        return say("This link shows one address and leads to another: there is an @ before its host.")
    if not ASCII_HOST.fullmatch(authority) or "xn--" in authority.lower():
        return say("The host of this link has letters that look like others.")
    host = authority.lower().partition(":")[0].rstrip(".")
    if FALSE_GOVERNMENT_HOST.search(host):
        return say("The host of this link only begins like a government's name.")
    shown = NAMED_HOST.search(unicodedata.normalize("NFKC", words).replace("\N{IDEOGRAPHIC FULL STOP}", "."))
    if shown and _plain((shown[1] or shown[2] or shown[3]).lower()) != _plain(host):
        return say("The words of this link name another host than it leads to.")
    return None


def _plain(host: str) -> str:
    return host.removeprefix("www.")


HELP = say("Write the plain address of the page: https://, the host in the letters a to z, and the path.")

RULE = Rule(
    slug="links/host",
    subject=Subject.ARTICLE,
    purpose=mark("Readers trust a link on an official page: it leads where it says and not to a look-alike."),
    source=mark("UTS 39 (look-alike letters); RFC 3986, 7.6 (names before an @)"),
    bad="[laman resmi](https://contohkab.go.id@contoh.example/)",
    good="[laman resmi](https://contohkab.go.id/berita)",
    check=check,
)
