"""Made requests: headers of 60 lines with 8 to 12 entries, all within the norms and the office's hours."""

import random
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from bench.prose import TITLES
from workflow.calendar.working_time import Timeline
from workflow.config.office import Office

LINES = 60
"""Lines of a header."""


class Task(Struct, frozen=True):
    """What stands in one entry besides its times, and the working minutes it takes, at least and at most."""

    step: int
    by: str
    minutes: tuple[int, int]
    leaves: tuple[str, ...] = ()
    """Lines, with `{content}` and `{report}` still to be filled in."""


class History(Struct, frozen=True):
    """The entries of a request, and the instants between them: the letter's arrival first."""

    tasks: tuple[Task, ...]
    ends: tuple[int, ...]

    @property
    def released(self) -> int:
        """When the article went out: the end of step 6."""
        return next(end for task, end in zip(self.tasks, self.ends[1:], strict=True) if task.step == 6)


def history(timeline: Timeline, chance: random.Random, year: int) -> History:
    """Entries from the letter's arrival to the report, one right after the other."""
    tasks = tuple(_tasks(chance))
    new_year = int(datetime(year, 1, 2, 8, tzinfo=timeline.zone).timestamp())
    ends = [timeline.due(new_year + chance.randrange(280 * 1440) * 60, 60)]
    for task in tasks:
        ends.append(timeline.due(ends[-1], 60 * chance.randint(*task.minutes)))
    return History(tasks, tuple(ends))


def _tasks(chance: random.Random) -> Iterator[Task]:
    """Eight entries; ten or twelve when the text was returned once or twice."""
    clerk, editor = chance.choice(("rina", "dewi")), chance.choice(("sari", "budi"))
    yield Task(1, clerk, (4, 12))
    yield Task(2, "kadis", (4, 12))
    yield Task(3, "budi", (4, 12))
    yield Task(4, clerk, (40, 90))
    for _ in range(chance.randrange(3)):
        note = "note: Kutipan narasumber belum sesuai dengan sambutan tertulis yang dilampirkan."
        yield Task(5, editor, (8, 18), ("result: returned", note))
        yield Task(4, clerk, (25, 45))
    yield Task(5, editor, (8, 18), ("result: approved", "content: {content}"))
    yield Task(6, clerk, (20, 45), ("outlets: [website, koran-contoh, radio-contoh]",))
    yield Task(7, clerk, (5, 20), ("notice: {{channel: email}}",))
    yield Task(8, clerk, (5, 25), ("report: {report}",))


def header(office: Office, chance: random.Random, past: History, *, key: str, news: str, content: str) -> str:
    """The header of a request, filled up to LINES with `started` and `note`."""
    received, sender = iso(past.ends[0], office), chance.choice(sorted(office.agencies))
    head = f"""\
id: {key}
sop: 418-2024
status: reported
letter:
  number: 400.7/{chance.randrange(1, 2000)}/{sender.upper()}-A
  date: {received[:10]}
  received: {received}
  from: {sender}
  subject: Permintaan publikasi {chance.choice(TITLES)}
  nature: biasa
disposition:
  decision: publish
  instruction: Olah menjadi berita dan sampaikan ke media mitra.
news: {news}
steps:
"""
    entries = [_entry(task, iso(end, office)) for task, end in zip(past.tasks, past.ends[1:], strict=True)]
    spare = LINES - head.count("\n") - sum(map(len, entries))
    for entry, begun in list(zip(entries, past.ends[:-1], strict=True))[:spare]:
        entry.insert(2, f"    started: {iso(begun, office)}")
    for entry in entries[: max(spare - len(entries), 0)]:
        entry.append("    note: Dikerjakan sesuai dengan lembar disposisi, tanpa catatan khusus.")
    lines = "\n".join(line for entry in entries for line in entry)
    return head + lines.format(content=content, report=f"LAP/{key.replace('-', '/')}") + "\n"


def _entry(task: Task, finished: str) -> list[str]:
    lines = [f"by: {task.by}", f"finished: {finished}", *task.leaves]
    return [f"  - step: {task.step}", *(f"    {line}" for line in lines)]


def iso(at: int, office: Office) -> str:
    """An instant as it stands in a record."""
    return datetime.fromtimestamp(at, office.timeline.zone).isoformat(timespec="minutes")
