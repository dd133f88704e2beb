"""Events as iCalendar (RFC 5545): one file an event, and all of them in one that calendars subscribe to.

Every time is a record's, in UTC, or a day. So a file changes when its story does, and never because the site was built
again: each correction raises SEQUENCE, and a withdrawn story's event stays, struck out, so that calendars drop it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.records import urls
from workflow.site.feeds.xml import absolute_url
from workflow.site.models.gathered.events import StoryEvent
from workflow.site.models.public_content import PublicContent
from workflow.site.models.retraction import Retraction
from workflow.site.models.story import Story

LONGEST_LINE = 75
"""Bytes of a line, its break not counted (RFC 5545, 3.1)."""
CALENDAR_LENGTH = 500
"""Events of the calendar, those that begin last."""
REFRESH = "PT6H"
"""How often calendars may ask anew."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_files(office: Office, news: PublicContent) -> Iterator[tuple[str, bytes]]:
    """Every calendar file: its address and content."""
    everything: tuple[Story | Retraction, ...] = (*news.stories, *news.retractions)
    dated = [(story.event.starts, story.address, story) for story in everything if story.event]
    announcing = [story for *_, story in sorted(dated, key=lambda one: one[:2])]
    for story in announcing:
        yield story.address + urls.EVENT_FILE, _calendar(office, [story])
    named = tr("Agenda of {office}", office=office.identity.short)
    yield urls.CALENDAR_FILE, _calendar(office, announcing[-CALENDAR_LENGTH:], named)


def _calendar(office: Office, stories: Iterable[Story | Retraction], name: str = "") -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Redaksi//Agenda//ID", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    if name:
        lines += [f"NAME:{escape_text(name)}", f"X-WR-CALNAME:{escape_text(name)}", f"X-WR-TIMEZONE:{office.zone}"]
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}"]
    for story in stories:
        lines += _event(office, story)
    return "".join(f"{fold(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def _event(office: Office, story: Story | Retraction) -> Iterator[str]:
    event, url = story.event, absolute_url(office, story.address)
    assert event  # noqa: S101  # only stories with an event come here
    changed = _utc(max([story.published, *(act.at for act in story.acts)]))
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(office, story.address)}"
    yield f"DTSTAMP:{changed}"
    yield f"CREATED:{_utc(story.published)}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{len(story.acts)}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield from _times(event)
    yield f"SUMMARY:{escape_text(story.title)}"
    if isinstance(story, Story):
        yield f"DESCRIPTION:{escape_text(f'{story.summary}{chr(10)}{url}')}"
        yield f"CATEGORIES:{escape_text(story.category.name)}"
    if event.place:
        yield f"LOCATION:{escape_text(event.place)}"
    if event.organiser:
        yield f"CONTACT:{escape_text(event.organiser)}"
    yield f"URL:{url}"
    yield "TRANSP:" + ("OPAQUE" if event.is_timed else "TRANSPARENT")
    yield "END:VEVENT"


def _times(event: StoryEvent) -> Iterator[str]:
    """When it is. The end of whole days is the day after (RFC 5545, 3.6.1); hours without an end have none."""
    if not event.is_timed:
        yield f"DTSTART;VALUE=DATE:{event.first_day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.last_day + dt.timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART:{_utc(event.starts)}"
    if event.has_end:
        yield f"DTEND:{_utc(event.over)}"


def _uid(office: Office, address: str) -> str:
    """The event's name for ever: its story's address, which stays whatever becomes of the two."""
    return f"{address.strip('/').replace('/', '-')}@{urlsplit(office.identity.website).hostname}"


def _utc(at: int) -> str:
    return f"{dt.datetime.fromtimestamp(at, dt.UTC):%Y%m%dT%H%M%SZ}"


def escape_text(text: str) -> str:
    """A text as a value (RFC 5545, 3.3.11), without what no value may hold: control characters."""
    plain = "".join(sign for sign in text if sign >= " " or sign in "\t\n")
    return plain.replace("\x7f", "").translate(_ESCAPES)


def fold(line: str) -> str:
    """A line in pieces of at most 75 bytes, never cut within a character (RFC 5545, 3.1)."""
    pieces, size = [""], 0
    for sign in line:
        length = len(sign.encode())
        if size + length > LONGEST_LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += length
    return "\r\n".join(pieces)
