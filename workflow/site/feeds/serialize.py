"""Feed serializers: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1."""

import json
from email.utils import format_datetime
from html import escape
from typing import Any

from workflow.config.office import Office
from workflow.i18n.dates import local_time
from workflow.i18n.language import DEFAULT_LANGUAGE
from workflow.site.feeds.feed import Feed, FeedItem
from workflow.site.feeds.xml import XML_PROLOGUE, absolute_url, element, escape_twice_readable, escape_xml, rfc3339

ATOM_FILE, RSS_FILE, JSON_FEED_FILE = "atom.xml", "rss.xml", "feed.json"
"""Names of the files, in the folder of the page they belong to."""


def atom_feed(feed: Feed, office: Office) -> bytes:
    """RFC 4287."""
    parts = [
        element("id", absolute_url(office, feed.page)),
        element("title", feed.title),
        element("subtitle", feed.description),
        element("updated", rfc3339(feed.updated, office)),
        f"<author>{element('name', office.identity.name)}{element('uri', absolute_url(office, ''))}</author>",
        element("link", rel="self", type="application/atom+xml", href=absolute_url(office, feed.page + ATOM_FILE)),
        element("link", rel="alternate", type="text/html", href=absolute_url(office, feed.page)),
        *(_atom_entry(item, office) for item in feed.items),
    ]
    text = f'{XML_PROLOGUE}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{DEFAULT_LANGUAGE}">\n' + "\n".join(
        parts
    )
    return f"{text}\n</feed>\n".encode()


def _atom_entry(item: FeedItem, office: Office) -> str:
    parts = [
        element("id", item.url),
        element("title", item.title),
        element("published", rfc3339(item.published, office)),
        element("updated", rfc3339(item.updated, office)),
        f"<author>{element('name', item.author)}</author>",
        element("link", rel="alternate", type="text/html", href=item.url),
    ]
    if item.picture:
        picture = item.picture
        parts.append(element("link", rel="enclosure", type=picture.type, length=str(picture.size), href=picture.url))
    parts += [
        element("link", rel="enclosure", type=one.type, length=str(one.size), href=one.url, title=one.title)
        for one in item.documents
    ]
    parts += [element("category", term=term) for term in (item.category, *item.tags)]
    parts += [element("summary", item.summary), element("content", item.content, type="html")]
    return f"<entry>{''.join(parts)}</entry>"


def rss_feed(feed: Feed, office: Office) -> bytes:
    """RSS 2.0, with the extensions that readers know: content, Dublin Core, and Atom's `self` and `updated`."""
    spaces = {
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "atom": "http://www.w3.org/2005/Atom",
    }
    parts = [
        element("title", escape_twice_readable(feed.title)),
        element("link", absolute_url(office, feed.page)),
        element("description", escape_twice_readable(feed.description)),
        element("language", DEFAULT_LANGUAGE),
        element("lastBuildDate", _rfc822(feed.updated, office)),
        element("atom:link", rel="self", type="application/rss+xml", href=absolute_url(office, feed.page + RSS_FILE)),
        *(_rss_item(item, office) for item in feed.items),
    ]
    head = "".join(f' xmlns:{name}="{space}"' for name, space in spaces.items())
    return f'{XML_PROLOGUE}<rss version="2.0"{head}>\n<channel>\n{chr(10).join(parts)}\n</channel>\n</rss>\n'.encode()


def _rss_item(item: FeedItem, office: Office) -> str:
    parts = [
        element("title", escape_twice_readable(item.title)),
        element("link", item.url),
        element("guid", item.url, isPermaLink="true"),
        element("description", escape(item.summary, quote=False)),  # HTML (RSS profile, item description)
        f"<content:encoded>{escape_xml(item.content)}</content:encoded>",
        element("dc:creator", escape_twice_readable(item.author)),
        *(element("category", escape_twice_readable(name)) for name in (item.category, *item.tags)),
        element("pubDate", _rfc822(item.published, office)),
        element("atom:updated", rfc3339(item.updated, office)),
    ]
    if only := next(filter(None, (item.picture, *item.documents)), None):  # RSS has room for one
        parts.append(element("enclosure", url=only.url, length=str(only.size), type=only.type))
    return f"<item>{''.join(parts)}</item>"


def _rfc822(at: int, office: Office) -> str:
    return format_datetime(local_time(at, office.zone))


def json_feed(feed: Feed, office: Office) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute_url(office, feed.page),
        "feed_url": absolute_url(office, feed.page + JSON_FEED_FILE),
        "description": feed.description,
        "language": DEFAULT_LANGUAGE,
        "authors": [{"name": office.identity.name, "url": absolute_url(office, "")}],
        "items": [_json_item(item, office) for item in feed.items],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: FeedItem, office: Office) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": item.url,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "date_published": rfc3339(item.published, office),
        "date_modified": rfc3339(item.updated, office),
        "authors": [{"name": item.author}],
        "tags": [item.category, *item.tags],
    }
    if item.documents:
        data["attachments"] = [
            {"url": one.url, "mime_type": one.type, "title": one.title, "size_in_bytes": one.size}
            for one in item.documents
        ]
    return data | ({"image": item.picture.url} if item.picture else {})
