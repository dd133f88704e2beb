"""Ways to narrow the register: by state, by agency, by month; each is a list of pages, so that no script is needed."""

import datetime as dt
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workflow.records import urls
from workflow.site.models.register_row import RegisterRow, RequestProgress


class RegisterFilter(Struct, frozen=True):
    """One way to narrow the register, as its pages name it."""

    address: str
    count: int
    """Letters that it leaves; 0 where that is not shown."""
    progress: RequestProgress | None = None
    """One of these three is given."""
    agency: str = ""
    month: dt.date | None = None


class RegisterFilters(Struct, frozen=True):
    """The ways that a page of the register offers."""

    states: tuple[RegisterFilter, ...]
    agencies: tuple[RegisterFilter, ...]
    """By name."""
    months: tuple[RegisterFilter, ...]
    """Of one year, the latest first; none on a page that shows letters of all years."""


FilteredList = tuple[RegisterFilter, tuple[RegisterRow, ...]]
"""A way to narrow the register, and the letters that it leaves: at least one, the newest first."""


def filtered_lists(rows: Sequence[RegisterRow], day: Callable[[int], dt.date]) -> list[FilteredList]:
    """Every filter that leaves a letter: the states in their order, agencies by name, months from the latest on.

    `rows`: newest first; `day`: the office's local date of an instant.
    """
    by_state: dict[RequestProgress, list[RegisterRow]] = {state: [] for state in RequestProgress}
    by_agency: dict[tuple[str, str], list[RegisterRow]] = {}
    by_month: dict[dt.date, list[RegisterRow]] = {}
    for row in rows:
        by_state[row.progress].append(row)
        by_agency.setdefault((row.agency.name, row.agency.address), []).append(row)
        by_month.setdefault(day(row.received).replace(day=1), []).append(row)
    found = [
        *((RegisterFilter(urls.register_state(key), len(of), progress=key), of) for key, of in by_state.items() if of),
        *(
            (RegisterFilter(urls.register_agency(address), len(of), agency=name), of)
            for (name, address), of in sorted(by_agency.items(), key=lambda item: item[0][0].casefold())
        ),
        *((RegisterFilter(urls.register_month(first), len(of), month=first), of) for first, of in by_month.items()),
    ]
    return [(chosen, tuple(of)) for chosen, of in found]


def filters_of(lists: Sequence[FilteredList], year: int | None, *, counted: bool) -> RegisterFilters:
    """What a page offers. `year`: whose months; `counted`: it says how many letters each leaves."""
    offered = [chosen if counted else replace(chosen, count=0) for chosen, _ in lists]
    return RegisterFilters(
        states=tuple(one for one in offered if one.progress),
        agencies=tuple(one for one in offered if one.agency),
        months=tuple(one for one in offered if one.month and one.month.year == year),
    )
