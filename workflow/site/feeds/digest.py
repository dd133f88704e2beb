"""A weekly digest as it is sent on: HTML for feeds, plain text for messengers. Every link is a whole address."""

from collections.abc import Iterator
from html import escape

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.i18n.dates import date_span, long_date, long_time
from workflow.site.feeds.xml import absolute_url
from workflow.site.models.gathered.agenda import AgendaEntry
from workflow.site.models.gathered.digests import Digest, DigestLabel
from workflow.site.models.public_content import PublicContent

TEXT_FILE = "buletin.txt"
"""Beside the digest's page."""
Section = tuple[str, list[tuple[str, str, str]]]
"""A heading, and entries of a title, an address and what is said of it."""


def digest_title(label: DigestLabel) -> str:
    """What a digest is called."""
    return tr("Week of {days}", days=date_span(label.first, label.last))


def digest_html(digest: Digest, office: Office) -> str:
    """Plain HTML that a feed reader and a mail program show alike: headings, lists, links."""
    parts = []
    for heading, entries in _sections(digest, office):
        items = (
            f'<li><a href="{escape(absolute_url(office, address))}">{escape(title)}</a><br>{escape(said)}</li>'
            for title, address, said in entries
        )
        parts.append(f"<h2>{escape(heading)}</h2><ul>{''.join(items)}</ul>")
    return "".join(parts)


def digest_files(office: Office, news: PublicContent) -> Iterator[tuple[str, bytes]]:
    """Every digest as plain text: its address and content."""
    for digest in news.digests:
        yield digest.label.address + TEXT_FILE, _text(digest, office).encode()


def _text(digest: Digest, office: Office) -> str:
    lines = [f"{office.identity.site_title}: {digest_title(digest.label)}"]
    for heading, entries in _sections(digest, office):
        lines += ["", heading.upper()]
        for title, address, said in entries:
            lines += ["", title, *([said] if said else []), absolute_url(office, address)]
    return "\n".join([*lines, "", absolute_url(office, digest.label.address), ""])


def _sections(digest: Digest, office: Office) -> Iterator[Section]:
    if digest.stories:
        yield tr("News of the week"), [(story.title, story.address, story.summary) for story in digest.stories]
    if digest.events:
        yield tr("Events to come"), [(one.title, one.address, when_and_where(one, office)) for one in digest.events]
    if digest.corrections:
        notes = [(one.title, one.address, one.act.note if one.act else "") for one in digest.corrections]
        yield tr("Corrections and withdrawals"), notes


def when_and_where(entry: AgendaEntry, office: Office) -> str:
    """An event in one line."""
    event = entry.event
    when = long_time(event.starts, office.zone) if event.is_timed else long_date(event.first_day)
    off = [tr("Called off")] if event.is_cancelled else []
    return ", ".join([*off, when, event.place])
