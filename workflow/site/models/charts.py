"""Two kinds of chart, laid out in whole SVG units (one is a CSS pixel on a phone); templates only draw."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

CHART_WIDTH = 328
"""What a phone 360 pixels wide leaves for a chart."""
COLUMNS_HEIGHT = 150
"""Of the columns, without their names."""
AXIS_WIDTH = 30
"""Room for the numbers beside the grid."""
BAR_HEIGHT = 40
"""Height of a bar with its words."""
NORM_LENGTH = 240
"""Where a bar ends that is exactly as long as its norm."""


GRID_POWERS = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
"""Steps of the grid are one, two or five of these."""


class GridLine(Struct, frozen=True):
    """A line of the grid and its number."""

    y: int
    value: int


class MonthBars(Struct, frozen=True):
    """Two columns beside each other, of one month."""

    x: int
    width: int
    """Of one column."""
    first: dt.date
    tops: tuple[int, int]
    values: tuple[int, int]


class ColumnChart(Struct, frozen=True):
    """A chart of pairs of columns."""

    width: int
    height: int
    grid: tuple[GridLine, ...]
    pairs: tuple[MonthBars, ...]


class Bar(Struct, frozen=True):
    """One bar: its words stand above it."""

    y: int
    length: int
    name: str
    value: int
    norm: int | None


class BarChart(Struct, frozen=True):
    """A chart of bars below one another."""

    width: int
    height: int
    limit: int
    """Where the norm stands, for bars that have one."""
    bars: tuple[Bar, ...]


def column_chart(months: Sequence[tuple[dt.date, int, int]]) -> ColumnChart:
    """Pairs of numbers by month."""
    most = max([1, *(value for _, *values in months for value in values)])
    step = next(first * power for power in GRID_POWERS for first in (1, 2, 5) if first * power * 4 >= most)
    top = -(-most // step) * step
    place = (CHART_WIDTH - AXIS_WIDTH) // max(len(months), 1)
    width = max(1, min(24, place * 2 // 5))

    def y(value: int) -> int:
        return 10 + (COLUMNS_HEIGHT - 10) * (top - value) // top

    pairs = tuple(
        MonthBars(AXIS_WIDTH + place * index + (place - 2 * width) // 2, width, first, (y(one), y(two)), (one, two))
        for index, (first, one, two) in enumerate(months)
    )
    return ColumnChart(
        CHART_WIDTH, COLUMNS_HEIGHT, tuple(GridLine(y(value), value) for value in range(0, top + 1, step)), pairs
    )


def bar_chart(values: Sequence[tuple[str, int, int | None]]) -> BarChart:
    """Bars by name, value and norm; each is measured by its norm, or by the longest where there is none."""
    longest = max([1, *(value for _, value, _ in values)])

    def length(value: int, norm: int | None) -> int:
        return min(CHART_WIDTH, (NORM_LENGTH * value // norm) if norm else CHART_WIDTH * value // longest)

    laid_out = tuple(
        Bar(BAR_HEIGHT * i, length(value, norm), name, value, norm) for i, (name, value, norm) in enumerate(values)
    )
    return BarChart(CHART_WIDTH, BAR_HEIGHT * len(laid_out), NORM_LENGTH, laid_out)
