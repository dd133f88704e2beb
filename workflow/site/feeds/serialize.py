"""The three formats that feed readers know: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1."""

import json
from email.utils import format_datetime
from typing import Any

from workflow.config.office import Office
from workflow.i18n.catalog import DEFAULT_LANGUAGE
from workflow.i18n.dates import local_time
from workflow.site.feeds.feed import Feed, FeedItem
from workflow.site.feeds.xml import absolute, stamp, tag, twice, xml

ATOM, RSS, JSON = "atom.xml", "rss.xml", "feed.json"
"""Names of the files, in the folder of the page they belong to."""
PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'


def atom(feed: Feed, office: Office) -> bytes:
    """RFC 4287."""
    parts = [
        tag("id", absolute(office, feed.page)),
        tag("title", feed.title),
        tag("subtitle", feed.description),
        tag("updated", stamp(feed.updated, office)),
        f"<author>{tag('name', office.identity.name)}{tag('uri', absolute(office, ''))}</author>",
        tag("link", rel="self", type="application/atom+xml", href=absolute(office, feed.page + ATOM)),
        tag("link", rel="alternate", type="text/html", href=absolute(office, feed.page)),
        *(_atom_entry(item, office) for item in feed.items),
    ]
    text = f'{PROLOGUE}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{DEFAULT_LANGUAGE}">\n' + "\n".join(parts)
    return f"{text}\n</feed>\n".encode()


def _atom_entry(item: FeedItem, office: Office) -> str:
    parts = [
        tag("id", item.url),
        tag("title", item.title),
        tag("published", stamp(item.published, office)),
        tag("updated", stamp(item.updated, office)),
        f"<author>{tag('name', item.author)}</author>",
        tag("link", rel="alternate", type="text/html", href=item.url),
    ]
    if item.picture:
        picture = item.picture
        parts.append(tag("link", rel="enclosure", type=picture.type, length=str(picture.size), href=picture.url))
    parts += [tag("category", term=term) for term in (item.category, *item.tags)]
    parts += [tag("summary", item.summary), tag("content", item.content, type="html")]
    return f"<entry>{''.join(parts)}</entry>"


def rss(feed: Feed, office: Office) -> bytes:
    """RSS 2.0, with the extensions that readers know: content, Dublin Core, and Atom's `self` and `updated`."""
    spaces = {
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "atom": "http://www.w3.org/2005/Atom",
    }
    parts = [
        tag("title", twice(feed.title)),
        tag("link", absolute(office, feed.page)),
        tag("description", twice(feed.description)),
        tag("language", DEFAULT_LANGUAGE),
        tag("lastBuildDate", _rfc822(feed.updated, office)),
        tag("atom:link", rel="self", type="application/rss+xml", href=absolute(office, feed.page + RSS)),
        *(_rss_item(item, office) for item in feed.items),
    ]
    head = "".join(f' xmlns:{name}="{space}"' for name, space in spaces.items())
    return f'{PROLOGUE}<rss version="2.0"{head}>\n<channel>\n{chr(10).join(parts)}\n</channel>\n</rss>\n'.encode()


def _rss_item(item: FeedItem, office: Office) -> str:
    parts = [
        tag("title", twice(item.title)),
        tag("link", item.url),
        tag("guid", item.url, isPermaLink="true"),
        tag("description", twice(item.summary)),
        f"<content:encoded>{xml(item.content)}</content:encoded>",
        tag("dc:creator", twice(item.author)),
        *(tag("category", twice(name)) for name in (item.category, *item.tags)),
        tag("pubDate", _rfc822(item.published, office)),
        tag("atom:updated", stamp(item.updated, office)),
    ]
    if item.picture:
        picture = item.picture
        parts.append(tag("enclosure", url=picture.url, length=str(picture.size), type=picture.type))
    return f"<item>{''.join(parts)}</item>"


def _rfc822(at: int, office: Office) -> str:
    return format_datetime(local_time(at, office.zone))


def json_feed(feed: Feed, office: Office) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute(office, feed.page),
        "feed_url": absolute(office, feed.page + JSON),
        "description": feed.description,
        "language": DEFAULT_LANGUAGE,
        "authors": [{"name": office.identity.name, "url": absolute(office, "")}],
        "items": [_json_item(item, office) for item in feed.items],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: FeedItem, office: Office) -> dict[str, Any]:
    made = {
        "id": item.url,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "date_published": stamp(item.published, office),
        "date_modified": stamp(item.updated, office),
        "authors": [{"name": item.author}],
        "tags": [item.category, *item.tags],
    }
    return made | ({"image": item.picture.url} if item.picture else {})
