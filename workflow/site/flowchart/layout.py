"""The flow chart of a procedure, as Indonesian SOPs draw it: a row a step, a column a performer.

Everything is laid out in SVG user units (one is a CSS pixel at full size); the template only draws.
"""

import textwrap

from msgspec import Struct

from workflow.site.flowchart.edges import END, Wire, wire
from workflow.site.flowchart.nodes import Kind, Shape
from workflow.site.flowchart.routing import Way, plan
from workflow.sop.edition import Edition, Step

TEXT = 260
"""Width of the first column, which names the steps."""
COLUMN = 148
LETTER = 6.9
"""Mean width of a letter of the text, 13 units high; generous, since every device has another font."""
LINE = 17
PAD = 14
LANE = 20
"""Between two lanes, and between the columns and the first."""
ROW = 104
"""Height of the lowest row: a shape and room for the arrows between two."""


class Column(Struct, frozen=True):
    """A performer's column."""

    x: int
    """The left side."""
    title: tuple[str, ...]
    """The title in lines."""


class Standard(Struct, frozen=True):
    """A column of the SOP's quality standard (mutu baku), right of the arrows."""

    x: int
    width: int


STANDARDS = (190, 104, 160, 118)
"""Widths of Kelengkapan, Waktu, Output and Keterangan."""


class Row(Struct, frozen=True):
    """A step's row: its name, its symbol and its standards."""

    y: int
    """The top."""
    height: int
    activity: tuple[str, ...]
    """The activity in lines."""
    shape: Shape
    completeness: tuple[str, ...]
    """What must be at hand, in lines."""
    output: tuple[str, ...]


class Chart(Struct, frozen=True):
    """The whole drawing."""

    width: int
    height: int
    right: int
    """The right side of the last column."""
    head: int
    """Height of the row with the performers' titles."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wires: tuple[Wire, ...]
    standards: tuple[Standard, ...]
    """Kelengkapan, Waktu, Output, Keterangan."""


def draw(edition: Edition) -> Chart:
    """Lay out any procedure."""
    arrows = plan(edition)
    left = _margin([arrow.lane for arrow in arrows if arrow.way is Way.LEFT])
    columns = tuple(
        Column(TEXT + left + COLUMN * index, wrap(performer.title, COLUMN))
        for index, performer in enumerate(edition.performers.values())
    )
    head = max(len(column.title) for column in columns) * LINE + 2 * PAD
    rows = _rows(edition, columns, head)
    right = columns[-1].x + COLUMN
    width = right + _margin([arrow.lane for arrow in arrows if arrow.way is Way.RIGHT])
    shapes = [row.shape for row in rows]
    wires = wire(arrows, shapes, (columns[0].x - LANE, -LANE), (right + LANE, LANE))
    width = max([width, *(wire.points[-1][0] + END for wire in wires if wire.ends)])
    standards = tuple(Standard(width + sum(STANDARDS[:index]), STANDARDS[index]) for index in range(len(STANDARDS)))
    height = rows[-1].y + rows[-1].height
    return Chart(width + sum(STANDARDS), height, right, head, columns, rows, wires, standards)


def _margin(lanes: list[int]) -> int:
    return (max(lanes) + 2) * LANE if lanes else 0


def _rows(edition: Edition, columns: tuple[Column, ...], top: int) -> tuple[Row, ...]:
    keys = list(edition.performers)
    rows = []
    for step in edition.steps:
        lines = wrap(step.activity, TEXT - 28)
        needs = tuple(line for item in step.completeness for line in wrap(f"• {item}", STANDARDS[0]))
        output = wrap(step.output or "", STANDARDS[2] - PAD)
        height = max(ROW, max(len(lines), len(needs), len(output)) * LINE + 2 * PAD)
        centre = columns[keys.index(step.performer)].x + COLUMN // 2
        shape = Shape(step.number, _kind(step, edition), centre, top + height // 2)
        rows.append(Row(top, height, lines, shape, needs, output))
        top += height
    return tuple(rows)


def _kind(step: Step, edition: Edition) -> Kind:
    if len(step.results) > 1:
        return Kind.DECISION
    ends = any(result.next is None for result in step.results.values())
    return Kind.TERMINATOR if ends or step is edition.first else Kind.ACTION


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Text in lines that fit a column."""
    return tuple(textwrap.wrap(text, int((width - PAD) / LETTER), break_long_words=True))
