"""Layout of a procedure's flow chart, as Indonesian SOPs draw it: a row a step, a column a performer.

Everything is laid out in SVG user units (one is a CSS pixel at full size); the template only draws.
"""

import textwrap

from msgspec import Struct

from workflow.site.flowchart.edges import END_WIDTH, Edge, draw_edges
from workflow.site.flowchart.nodes import Node, NodeKind
from workflow.site.flowchart.routing import EdgeRoute, route_edges
from workflow.sop.edition import Edition, Step

ACTIVITY_WIDTH = 260
"""Width of the first column, which names the steps."""
COLUMN_WIDTH = 148
LETTER_WIDTH = 6.9
"""Mean width of a letter of the text, 13 units high; generous, since every device has another font."""
LINE_HEIGHT = 17
PADDING = 14
LANE_WIDTH = 20
"""Between two lanes, and between the columns and the first."""
ROW_HEIGHT = 104
"""Height of the lowest row: a node and room for the edges between two."""


class PerformerColumn(Struct, frozen=True):
    """A performer's column."""

    x: int
    """The left side."""
    title: tuple[str, ...]
    """The title in lines."""


class StandardColumn(Struct, frozen=True):
    """A column of the SOP's quality standard (mutu baku), right of the edges."""

    x: int
    width: int


STANDARD_WIDTHS = (190, 104, 160, 118)
"""Widths of Kelengkapan, Waktu, Output and Keterangan."""


class StepRow(Struct, frozen=True):
    """A step's row: its name, its symbol and its standards."""

    y: int
    """The top."""
    height: int
    activity: tuple[str, ...]
    """The activity in lines."""
    shape: Node
    completeness: tuple[str, ...]
    """What must be at hand, in lines."""
    output: tuple[str, ...]


class Flowchart(Struct, frozen=True):
    """The whole drawing."""

    width: int
    height: int
    right: int
    """The right side of the last column."""
    head: int
    """Height of the row with the performers' titles."""
    columns: tuple[PerformerColumn, ...]
    rows: tuple[StepRow, ...]
    wires: tuple[Edge, ...]
    standards: tuple[StandardColumn, ...]
    """Kelengkapan, Waktu, Output, Keterangan."""


def layout_flowchart(edition: Edition) -> Flowchart:
    """Lay out any procedure."""
    routed = route_edges(edition)
    left = _lanes_width([edge.lane for edge in routed if edge.route is EdgeRoute.LEFT])
    columns = tuple(
        PerformerColumn(ACTIVITY_WIDTH + left + COLUMN_WIDTH * index, wrap_text(performer.title, COLUMN_WIDTH))
        for index, performer in enumerate(edition.performers.values())
    )
    head = max(len(column.title) for column in columns) * LINE_HEIGHT + 2 * PADDING
    rows = _rows(edition, columns, head)
    right = columns[-1].x + COLUMN_WIDTH
    width = right + _lanes_width([edge.lane for edge in routed if edge.route is EdgeRoute.RIGHT])
    nodes = [row.shape for row in rows]
    edges = draw_edges(routed, nodes, (columns[0].x - LANE_WIDTH, -LANE_WIDTH), (right + LANE_WIDTH, LANE_WIDTH))
    width = max([width, *(edge.points[-1][0] + END_WIDTH for edge in edges if edge.ends)])
    standards = tuple(
        StandardColumn(width + sum(STANDARD_WIDTHS[:index]), STANDARD_WIDTHS[index])
        for index in range(len(STANDARD_WIDTHS))
    )
    height = rows[-1].y + rows[-1].height
    return Flowchart(width + sum(STANDARD_WIDTHS), height, right, head, columns, rows, edges, standards)


def _lanes_width(lanes: list[int]) -> int:
    return (max(lanes) + 2) * LANE_WIDTH if lanes else 0


def _rows(edition: Edition, columns: tuple[PerformerColumn, ...], top: int) -> tuple[StepRow, ...]:
    keys = list(edition.performers)
    rows = []
    for step in edition.steps:
        lines = wrap_text(step.activity, ACTIVITY_WIDTH - 28)
        needs = tuple(line for item in step.completeness for line in wrap_text(f"• {item}", STANDARD_WIDTHS[0]))
        output = wrap_text(step.output or "", STANDARD_WIDTHS[2] - PADDING)
        height = max(ROW_HEIGHT, max(len(lines), len(needs), len(output)) * LINE_HEIGHT + 2 * PADDING)
        centre = columns[keys.index(step.performer)].x + COLUMN_WIDTH // 2
        node = Node(step.number, _kind(step, edition), centre, top + height // 2)
        rows.append(StepRow(top, height, lines, node, needs, output))
        top += height
    return tuple(rows)


def _kind(step: Step, edition: Edition) -> NodeKind:
    if len(step.results) > 1:
        return NodeKind.DECISION
    ends = any(result.next is None for result in step.results.values())
    return NodeKind.TERMINATOR if ends or step is edition.first else NodeKind.ACTION


def wrap_text(text: str, width: int) -> tuple[str, ...]:
    """Text in lines that fit a column."""
    return tuple(textwrap.wrap(text, int((width - PADDING) / LETTER_WIDTH), break_long_words=True))
