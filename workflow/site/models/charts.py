"""Two kinds of chart, laid out so that their text keeps the size of the page's; templates only draw.

Across, all is in hundredths of the chart's width, and upright in heights of its text (CSS em): a wide page makes the
columns broader and no letter larger, and large letters make the chart higher.
"""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

COLUMNS_HEIGHT = 13.0
"""Of the columns and the room above them, without their names."""
HEAD_HEIGHT = 1.4
"""Room above the uppermost line of the grid for its number."""
AXIS_WIDTH = 9.0
"""Room for the numbers on the grid."""
WIDEST_COLUMN = 3.0
NORM_LENGTH = 75
"""Where a bar ends that is exactly as long as its norm."""

GRID_POWERS = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
"""Steps of the grid are one, two or five of these."""


class GridLine(Struct, frozen=True):
    """A line of the grid and its number."""

    y: float
    value: int


class MonthBars(Struct, frozen=True):
    """Two columns beside each other, of one month."""

    middle: float
    """Where they meet."""
    width: float
    """Of one column."""
    first: dt.date
    heights: tuple[float, float]
    values: tuple[int, int]


class ColumnChart(Struct, frozen=True):
    """A chart of pairs of columns."""

    height: float
    grid: tuple[GridLine, ...]
    pairs: tuple[MonthBars, ...]


class Bar(Struct, frozen=True):
    """One bar: its words stand beside it."""

    length: int
    name: str
    value: int
    norm: int | None


class BarChart(Struct, frozen=True):
    """A chart of bars below one another."""

    limit: int
    """Where the norm stands, for bars that have one."""
    bars: tuple[Bar, ...]


def column_chart(months: Sequence[tuple[dt.date, int, int]]) -> ColumnChart:
    """Pairs of numbers by month."""
    most = max([1, *(value for _, *values in months for value in values)])
    step = next(first * power for power in GRID_POWERS for first in (1, 2, 5) if first * power * 4 >= most)
    top = -(-most // step) * step
    place = (100 - AXIS_WIDTH) / max(len(months), 1)
    width = round(min(WIDEST_COLUMN, place * 0.36), 2)

    def height(value: int) -> float:
        return round((COLUMNS_HEIGHT - HEAD_HEIGHT) * value / top, 2)

    pairs = tuple(
        MonthBars(round(AXIS_WIDTH + place * (index + 0.5), 2), width, first, (height(one), height(two)), (one, two))
        for index, (first, one, two) in enumerate(months)
    )
    lines = tuple(GridLine(round(COLUMNS_HEIGHT - height(value), 2), value) for value in range(0, top + 1, step))
    return ColumnChart(COLUMNS_HEIGHT, lines, pairs)


def bar_chart(values: Sequence[tuple[str, int, int | None]]) -> BarChart:
    """Bars by name, value and norm; each is measured by its norm, or by the longest where there is none."""
    longest = max([1, *(value for _, value, _ in values)])

    def length(value: int, norm: int | None) -> int:
        return min(100, (NORM_LENGTH * value // norm) if norm else 100 * value // longest)

    bars = tuple(Bar(length(value, norm), name, value, norm) for name, value, norm in values)
    return BarChart(NORM_LENGTH, bars)
