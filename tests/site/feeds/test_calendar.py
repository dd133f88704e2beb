"""Calendar files are what RFC 5545 says, by another program's reading; they change only with the records."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from tests.site.models.stories import story
from tests.support.html_payloads import ONE_LINE_PAYLOADS
from tests.support.offices import ROOT
from tests.support.sample_site import BuiltSite
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.records.article import ActKind, PublicAct
from workflow.site.feeds.calendar import LONGEST_LINE, calendar_files, escape_text, fold
from workflow.site.models.gathered.events import StoryEvent
from workflow.site.models.public_content import PublicContent
from workflow.site.models.retraction import Retraction
from workflow.site.models.service_report import make_service_report
from workflow.site.models.story import Story
from workflow.text.field_types import SECONDS_PER_DAY as DAY

WHEN = dt.datetime(2026, 11, 30, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))
START = int(WHEN.timestamp())
HOURS = StoryEvent(
    START, START + 3 * 3600, True, True, WHEN.date(), WHEN.date(), "Aula, lantai 2; pintu \\ barat", "Dinkes", False
)
DAYS = replace(HOURS, is_timed=False, has_end=False, last_day=WHEN.date() + dt.timedelta(days=2))


@pytest.fixture(scope="module")
def office() -> Office:
    found, _ = load_office(ROOT)
    assert found
    return found


def files(office: Office, *stories: Story, gone: tuple[Retraction, ...] = ()) -> dict[str, bytes]:
    news = PublicContent(stories, (), {}, (), make_service_report(office, [], [], START), gone)
    return dict(calendar_files(office, news))


def only(data: bytes) -> Any:
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    [event] = calendar.walk("VEVENT")
    assert event.errors == []
    return event


def announcing(event: StoryEvent, number: int = 5, **fields: Any) -> Story:
    return replace(story(number), event=event, published=START - 10 * DAY, **fields)


def test_hours_and_words_come_out_as_they_went_in(office: Office) -> None:
    [single, whole] = files(office, announcing(HOURS, summary="Satu, dua; tiga\\n")).values()
    event = only(single)
    assert only(whole).to_ical() == event.to_ical()
    assert (event.start, event.end) == (WHEN, WHEN + dt.timedelta(hours=3))
    assert str(event["LOCATION"]) == HOURS.place
    assert str(event["DESCRIPTION"]).startswith("Satu, dua; tiga\\n\nhttps://contoh.example/berita/")
    assert event["STATUS"] == "CONFIRMED"
    assert event["SEQUENCE"] == 0
    assert event["DTSTAMP"].dt.timestamp() == START - 10 * DAY


def test_whole_days_end_the_day_after_and_hours_without_an_end_have_none(office: Office) -> None:
    days = only(files(office, announcing(DAYS))["berita/2026/5/acara.ics"])
    assert (days.start, days.end) == (WHEN.date(), WHEN.date() + dt.timedelta(days=3))
    assert "DTEND" not in only(files(office, announcing(replace(HOURS, has_end=False)))["agenda/agenda.ics"])


def test_a_correction_raises_the_sequence_and_keeps_the_name(office: Office) -> None:
    former = only(files(office, announcing(HOURS))["agenda/agenda.ics"])
    act = PublicAct(ActKind.CORRECTION, START - DAY, "Jam diganti.")
    mended = only(files(office, announcing(replace(HOURS, starts=START + 3600), acts=(act,)))["agenda/agenda.ics"])
    assert mended["UID"] == former["UID"]
    assert (former["SEQUENCE"], mended["SEQUENCE"]) == (0, 1)
    assert mended["LAST-MODIFIED"].dt.timestamp() == START - DAY
    assert mended["CREATED"] == former["CREATED"]


def test_a_withdrawn_or_called_off_event_stays_struck_out(office: Office) -> None:
    off = announcing(replace(HOURS, is_cancelled=True))
    bare = replace(HOURS, place="", organiser="", is_cancelled=True)
    acts = (PublicAct(ActKind.WITHDRAWAL, START, "Keliru."),)
    gone = Retraction("", "berita/2026/6/", "Enam", off.category, off.published, START, "Keliru.", acts, event=bare)
    one, two = Calendar.from_ical(files(office, off, gone=(gone,))["agenda/agenda.ics"]).walk("VEVENT")
    assert (one["STATUS"], two["STATUS"]) == ("CANCELLED", "CANCELLED")
    assert "LOCATION" not in two
    assert "DESCRIPTION" not in two
    assert two["SEQUENCE"] == 1


def test_an_office_without_events_has_an_empty_calendar(office: Office) -> None:
    [(address, data)] = files(office, story(1)).items()
    assert address == "agenda/agenda.ics"
    assert Calendar.from_ical(data).walk("VEVENT") == []


@pytest.mark.parametrize("text", ONE_LINE_PAYLOADS)
def test_no_text_ends_a_line_or_begins_a_field(office: Office, text: str) -> None:
    hostile = announcing(replace(HOURS, place=text, organiser=text), title=text, summary=f"{text}\r\nATTACH:x")
    event = only(files(office, hostile)["agenda/agenda.ics"])
    assert "ATTACH" not in event
    assert {name for name, _ in event.property_items(recursive=False)} <= {
        *("BEGIN", "END", "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTART", "DTEND"),
        *("SUMMARY", "DESCRIPTION", "CATEGORIES", "LOCATION", "CONTACT", "URL", "TRANSP"),
    }


@given(st.text(max_size=300))
def test_folded_lines_are_short_and_unfold_to_themselves(text: str) -> None:
    line = f"SUMMARY:{escape_text(text)}"
    try:
        line.encode()
    except UnicodeEncodeError:
        return  # half a character: no file can hold it
    folded = fold(line)
    assert all(len(piece.encode()) <= LONGEST_LINE for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


def test_the_sample_s_calendar_is_linked_and_read(sample: BuiltSite) -> None:
    event = only((sample.site / "agenda/agenda.ics").read_bytes())
    address = str(event["URL"]).removeprefix("https://contoh.example/")
    assert (sample.site / address / "acara.ics").is_file()
    assert 'href="acara.ics"' in sample.page(address)
    assert "agenda.ics" in sample.page("agenda")
    assert Path(address).name in sample.page("agenda")
