"""XML and URL helpers: absolute addresses, times with their offset, and escaped texts."""

import html
import json
import re
from typing import Any
from urllib.parse import urljoin

from workflow.config.office import Office
from workflow.i18n.dates import local_time
from workflow.records import urls

XML_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold in any form."""
_LINK = re.compile(r'(<a href=")([^"]*)"')
"""A link as the sanitizer in text/safe_html.py writes it: quotation marks in the address are escaped."""
_TAG = re.compile(r"<[a-z][^>]*>")
_OWN = re.compile(r' (?:class|role|tabindex|aria-label)="[^"]*"')
"""What only the site's own styles and keys understand; readers strip it, or show it wrongly."""


def absolute_url(office: Office, address: str) -> str:
    """The full address of a page or file of the site; it stays the same for ever, so feeds use it as a name."""
    return urls.absolute(office.identity.website, address)


def rfc3339(at: int, office: Office) -> str:
    """An instant on the office's clock, as RFC 3339 and W3C write it: 2024-10-21T15:30:00+07:00."""
    return local_time(at, office.zone).isoformat()


def escape_xml(text: str) -> str:
    """A text as XML content or as an attribute's value in quotation marks."""
    return html.escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


_HTML_START = re.compile(r"<(?=[A-Za-z/!?])|&(?=[A-Za-z#])")


def escape_twice_readable(text: str) -> str:
    """A text that stays a text for readers that take it for HTML and for those that do not.

    RSS does not say which of the two a title, a name or a channel's description is; an item's description is HTML
    (https://www.rssboard.org/rss-profile). A word joiner (U+2060), which nobody sees, keeps `<` and `&` from beginning
    anything.
    """
    return _HTML_START.sub("\\g<0>\u2060", text)


def element(name: str, text: str = "", **attributes: str) -> str:
    """An XML element with a text in it. An underscore in an attribute's name stands for a colon."""
    given = "".join(f' {key.replace("_", ":")}="{escape_xml(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{escape_xml(text)}</{name}>" if text else f"<{name}{given}/>"


def absolute_links(body: str, page: str) -> str:
    """Safe HTML whose links lead to the same places from anywhere. `page`: where it stands."""

    def full(link: re.Match[str]) -> str:
        return f'{link[1]}{html.escape(urljoin(page, html.unescape(link[2])))}"'

    return _LINK.sub(full, body)


def plain_tags(body: str) -> str:
    """Safe HTML as readers of feeds take it: without the site's own frames' names and roles."""
    return _TAG.sub(lambda tag: _OWN.sub("", tag[0]), body)


def json_script(data: Any) -> str:
    """JSON inside a page, as a block that browsers never execute and no text can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'
