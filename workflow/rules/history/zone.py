"""history/zone: what is new is written in the office's own time, and what stands is not written in another."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workflow.i18n.message import mark, say
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.field_types import parse_instant
from workflow.text.finding import Place


def check(view: RecordChange) -> Iterator[Hit]:  # type: ignore[type-arg]
    """Every instant that the change writes has the offset that the office's zone had then."""
    if view.after is None:
        return
    old = view.before.document.header if view.before else {}
    zone = ZoneInfo(view.office.zone)
    for place, text in _written(view.after.document.header, old, ()):
        try:
            at = parse_instant(text)
        except ValueError:
            continue
        own = datetime.fromtimestamp(at, zone)
        given = datetime.fromisoformat(text)
        if given.utcoffset() != own.utcoffset():
            message = say("{time} is not written in the office's time.", time=text)
            help_ = say("Write {own}; what was entered before stays as it was.", own=own.isoformat(timespec="minutes"))
            yield Hit(place, message, help_)


def _written(new: Any, old: Any, place: tuple[str | int, ...]) -> Iterator[tuple[Place, str]]:
    """The texts in a header that do not stand in another one at the same place."""
    if isinstance(new, dict):
        for name, value in new.items():
            yield from _written(value, old.get(name) if isinstance(old, dict) else None, (*place, name))
    elif isinstance(new, list):
        for index, value in enumerate(new):
            yield from _written(value, _at(old, index), (*place, index))
    elif isinstance(new, str) and new != old:
        yield place, new


def _at(values: Any, index: int) -> Any:
    return values[index] if isinstance(values, list) and index < len(values) else None


RULE = Rule(
    slug="history/zone",
    subject=Subject.CHANGE,
    purpose=mark(
        "An hour in another zone's writing reads as another hour: 10:00+07:00 and 11:00+08:00 are the same moment, and "
        "23:00-12:00 shows yesterday."
    ),
    decisions=("working-time",),
    bad="-    finished: 2024-10-21T15:30+07:00\n+    finished: 2024-10-21T16:30+08:00",
    good="+    finished: 2024-10-21T15:30+07:00",
    check=check,
)
