"""The example as its lines are written in files: keys, instants with their offset, seals."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workflow.calendar.breakdown import SegmentKind, time_segments
from workflow.config.office import Office, PartnerKind
from workflow.config.pages.office_words import zone_word
from workflow.handbook.example import Example, Pass, next_day, opening
from workflow.i18n.catalog import format_duration
from workflow.i18n.dates import local_time, long_date, long_time, weekday_date, weekday_name
from workflow.records.article import Article
from workflow.records.seal import seals_of
from workflow.sop.edition import Need
from workflow.text.document import read_document
from workflow.text.validate import convert

AGENDA_NUMBER = "0171"
SLUG = "donor-darah-akhir-pekan"
PREFERRED_CATEGORY = "kesehatan"
"""What the example's story is about, where the office has such a category."""
ACTS = {"correction": 60, "withdrawal": 90, "embargo": 100, "republication": 110}
"""What is done to the story on the next working day, and how many minutes after the office opened."""
Render = Callable[[str, dict[str, Any]], str]
"""A template's name and its values -> its text."""


class Entry(Struct, frozen=True):
    """An entry under `steps:`, and what goes with it."""

    number: int
    by: str
    since: str
    finished: str
    result: str
    """"" where there is but one."""
    decision: str
    """The result, however it is written."""
    status: str
    position: int
    needs: frozenset[str]
    overdue: str
    """An instant at which the step would be late."""
    hold: tuple[str, str]
    """A hold within the step."""
    earlier: str
    """Five minutes before it was finished."""
    clock: str
    earlier_clock: str
    due_words: str
    spent: str
    norm: str
    segments: tuple[str, ...]
    """How its time adds up."""
    next_role: str
    """Whose turn it is afterwards."""
    back: "Sent | None"


class Sent(Struct, frozen=True):
    """The entry that sends the request back, and the one with which it comes again."""

    result: str
    status: str
    finished: str
    again: "Entry"


def example_words(office: Office, example: Example, render: Render) -> dict[str, Any]:
    """The example's values, by the names under which templates have them."""
    writer = _Writer(office, example)
    values = writer.values()
    if writer.entry(Need.NEWS) and writer.entry(Need.CONTENT):
        values["story"] = writer.story(render("berita.md", values))
    return values


class _Writer:
    """Writes one example down."""

    def __init__(self, office: Office, example: Example) -> None:
        self.office, self.example = office, example
        self.way = [self._entry(one) for one in example.way]

    def entry(self, need: Need) -> Entry | None:
        """The entry with which something is first recorded."""
        return next((one for one in self.way if need.value in one.needs), None)

    def iso(self, at: int) -> str:
        """An instant as files have it."""
        return local_time(at, self.office.zone).isoformat(timespec="minutes")

    def clock(self, at: int) -> str:
        """The time of day."""
        return f"{local_time(at, self.office.zone):%H.%M}"

    def values(self) -> dict[str, Any]:
        """Everything but the story, which is made of it."""
        office, example, event = self.office, self.example, self.example.day + dt.timedelta(days=2)
        key, agency = next(iter(office.agencies.items()), ("instansi", None))
        editor = self.entry(Need.CONTENT)
        author = self.entry(Need.NEWS)
        return {
            "way": self.way,
            "at": {need.value: self.entry(need) for need in Need},
            "letter": self._letter(),
            "slug": SLUG,
            "agency": {"key": key, "name": agency.name if agency else "Instansi Contoh"},
            "outlets": self._outlets(),
            "category": PREFERRED_CATEGORY
            if PREFERRED_CATEGORY in office.categories
            else next(iter(office.categories), "kategori"),
            "event": {
                "long": f"{weekday_name(event)}, {long_date(event)}",
                "weekday": weekday_name(event),
                "short": f"{event:%d/%m/%Y}",
                "embargo": self.iso(office.timeline.at(event, 6 * 3600)),
                "moved": self.iso(office.timeline.at(event, 9 * 3600)),
            },
            "zone": zone_word(office.calendar.file),
            "author": author.by if author else "",
            "editor": editor.by if editor else "",
            "someone": self.way[0].by,
            "head_person": self._head(),
            "side": self._side_results(),
            "turn": self._turn(),
            "deputy": self._deputy(),
            "offset": self.iso(example.received)[-6:],
            "spent": format_duration(office.timeline.elapsed(example.received, example.way[-1].at)),
            "sample_now": long_time(int(office.identity.sample.now), office.zone) if office.identity.sample else "",
            "day": long_date(example.day),
        }

    def story(self, text: str) -> dict[str, str]:
        """The story's file, what approval adds to it, and the seals of what becomes of it."""
        released = self.entry(Need.OUTLETS)
        event = self.example.day + dt.timedelta(days=2)
        publish_at = released.finished if released else self.way[-1].finished
        moved = self.iso(self.office.timeline.at(event, 9 * 3600))
        approval = self.entry(Need.CONTENT)
        editor = approval.by if approval else ""
        corrected = text.replace(
            f"12.00 {zone_word(self.office.calendar.file)}", f"13.00 {zone_word(self.office.calendar.file)}"
        )
        return {
            "text": text,
            "publish_at": publish_at,
            "seal": _seal(text, publish_at, editor),
            "corrected_seal": _seal(corrected, publish_at, editor),
            "moved_seal": _seal(text, moved, editor),
        } | {name: self._next_day(minutes) for name, minutes in ACTS.items()}

    def _letter(self) -> dict[str, str]:
        example, zone = self.example, self.office.zone
        day = example.day
        return {
            "id": f"{day.year}-{AGENDA_NUMBER}",
            "path": f"content/requests/{day.year}/{AGENDA_NUMBER}.md",
            "year": str(day.year),
            "number": AGENDA_NUMBER,
            "short": AGENDA_NUMBER.lstrip("0"),
            "date": (day - dt.timedelta(days=1)).isoformat(),
            "date_words": long_date(day - dt.timedelta(days=1)),
            "received": self.iso(example.received),
            "received_words": long_time(example.received, zone),
            "received_time": f"{local_time(example.received, zone):%H.%M}",
            "first": self.way[0].finished,
            "first_words": long_time(example.way[0].at, zone),
        }

    def _outlets(self) -> list[str]:
        """The office's own site and, where it has one, a partner of another kind."""
        partners = self.office.partners
        sites = [key for key, one in partners.items() if one.kind is PartnerKind.WEBSITE]
        others = [key for key, one in partners.items() if one.kind is not PartnerKind.WEBSITE]
        return [*sites[:1], *others[:1]] or [PartnerKind.WEBSITE.value]

    def _head(self) -> str:
        edition = self.office.editions[-1]
        for key, person in self.office.people.items():
            if any(one.role == edition.head and not one.until and not one.acting for one in person.roles):
                return key
        return edition.head

    def _side_results(self) -> dict[str, Any]:
        """What else a disposition may decide: that the letter waits at the step, or is refused."""
        found: dict[str, Any] = {"deferral": None, "refusal": None}
        for one in self.example.way:
            for key, result in one.step.results.items():
                if one.step.decides and key != one.result:
                    kind = "deferral" if result.next == one.step.number else "refusal"
                    again = self.office.timeline.due(one.at, one.step.norm.max * 60 * 10)
                    found[kind] = found[kind] or {
                        "entry": self._entry(one),
                        "result": key,
                        "name": result.name,
                        "status": result.status,
                        "next": result.next,
                        "again": self.iso(again),
                    }
        return found

    def _turn(self) -> dict[str, Any]:
        """A step that waits to be done."""
        place = next(
            (place for place, one in enumerate(self.way) if place and "content" in one.needs), len(self.way) - 1
        )
        return {"place": place, "entry": self.way[place]}

    def _deputy(self) -> dict[str, str]:
        """Somebody who does the head's work for a week."""
        step = next(
            (one for one in self.example.way if one.step.performer != self.office.editions[-1].head),
            self.example.way[0],
        )
        start = self.example.day + dt.timedelta(days=4)
        return {
            "key": step.by,
            "role": step.step.performer,
            "start": start.isoformat(),
            "until": (start + dt.timedelta(days=4)).isoformat(),
        }

    def _next_day(self, minutes: int) -> str:
        day = next_day(self.office, self.example.day)
        return self.iso(opening(self.office, day) + minutes * 60)

    def _entry(self, one: Pass) -> Entry:
        due, minute = self.office.timeline.due, 60
        following = self.office.editions[-1].by_number.get(one.leads_to.next or 0)
        return Entry(
            number=one.step.number,
            by=one.by,
            since=self.iso(due(one.since, 5 * minute)),
            finished=self.iso(one.at),
            result="" if one.step.only_result or one.step.decides else one.result,
            decision=one.result,
            status=one.leads_to.status,
            position=one.position,
            needs=frozenset(need.value for need in one.leads_to.needs),
            overdue=self.iso(due(one.since, (one.step.norm.max + 45) * minute)),
            hold=(self.iso(due(one.since, 10 * minute)), self.iso(due(one.since, 60 * minute))),
            earlier=self.iso(one.at - 5 * minute),
            clock=self.clock(one.at),
            earlier_clock=self.clock(one.at - 5 * minute),
            due_words=long_time(due(one.since, one.step.norm.max * minute), self.office.zone),
            spent=format_duration(self.office.timeline.elapsed(one.since, one.at)),
            norm=format_duration(one.step.norm.max * minute),
            segments=tuple(self._segments(one)),
            next_role=following.performer if following else one.step.performer,
            back=self._sent(one),
        )

    def _segments(self, one: Pass) -> Iterator[str]:
        for segment in time_segments(self.office.timeline, one.since, one.at):
            if segment.kind is SegmentKind.WORK:
                day = weekday_date(local_time(segment.start, self.office.zone).date())
                hours = f"{self.clock(segment.start)}-{self.clock(segment.end)}"
                yield f"{day} {hours}: {format_duration(segment.seconds)}"

    def _sent(self, one: Pass) -> Sent | None:
        if one.back is None:
            return None
        before = next(earlier for earlier in self.example.way if earlier.step.number == one.back.leads_to.next)
        again = self._entry(before)
        return Sent(
            result=one.back.result,
            status=one.back.leads_to.status,
            finished=self.iso(one.back.at),
            again=replace(again, finished=self.iso(one.back.again_at)),
        )


def _seal(text: str, publish_at: str, editor: str) -> str:
    """The seal of a story's file with what approval adds to it."""
    document, findings = read_document("", text.encode())
    if document is None or findings:
        return ""
    header = document.header | {"publish_at": publish_at, "editor": editor}
    return seals_of(convert(Article, header), document.body, None).full
