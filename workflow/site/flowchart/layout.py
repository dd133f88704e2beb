"""Layout of a procedure's flow chart, as Indonesian SOPs draw it: a row a step, a column a performer.

Everything is laid out in SVG user units (one is a CSS pixel at full size); the template only draws.
"""

import textwrap
from collections.abc import Iterator

from msgspec import Struct

from workflow.site.flowchart.edges import END_WIDTH, Edge, draw_edges
from workflow.site.flowchart.labels import Box, Label, place_labels
from workflow.site.flowchart.nodes import Node, NodeKind
from workflow.site.flowchart.routing import EdgeRoute, route_edges
from workflow.sop.edition import Edition, Step

ACTIVITY_WIDTH = 200
"""Width of the first column, which names the steps."""
COLUMN_WIDTH = 112
LETTER_WIDTH = 7.4
"""Mean width of a letter of the text, 13 units high; generous, since every device has another font."""
LINE_HEIGHT = 17
BREAK = "\0"
"""Where a line may break within a word. No text of an office holds one."""
PADDING = 12
LANE_WIDTH = 16
"""Between two lanes, and between the columns and the first."""
LOOP_ROOM = 24
"""Left of the columns, for the name of an edge back to its own step."""
ROW_HEIGHT = 100
"""Height of the lowest row: a node and room for the edges between two."""


class PerformerColumn(Struct, frozen=True):
    """A performer's column."""

    x: int
    """The left side."""
    middle: int
    title: tuple[str, ...]
    """The title in lines."""


class StandardColumn(Struct, frozen=True):
    """A column of the SOP's quality standard (mutu baku), right of the edges."""

    x: int
    width: int


STANDARD_WIDTHS = (150, 98, 138, 100)
"""Widths of Kelengkapan, Waktu, Output and Keterangan. With four performers the whole fits a page of 1,208 pixels."""


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


class Separator(Struct, frozen=True):
    """A piece of an upright line: it stops where a label stands."""

    x: int
    top: int
    bottom: int


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
    labels: tuple[Label, ...]
    separators: tuple[Separator, ...]
    """The lines between the performers' columns."""
    standards: tuple[StandardColumn, ...]
    """Kelengkapan, Waktu, Output, Keterangan."""


def layout_flowchart(edition: Edition) -> Flowchart:
    """Lay out any procedure."""
    routed = route_edges(edition)
    loops = any(edge.route is EdgeRoute.LOOP for edge in routed)
    left = max(_lanes_width([edge.lane for edge in routed if edge.route is EdgeRoute.LEFT]), loops * LOOP_ROOM)
    columns = tuple(
        PerformerColumn(x, x + COLUMN_WIDTH // 2, wrap_text(performer.title, COLUMN_WIDTH - PADDING))
        for index, performer in enumerate(edition.performers.values())
        for x in [ACTIVITY_WIDTH + left + COLUMN_WIDTH * index]
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
    area = Box(ACTIVITY_WIDTH + 1, head + 1, width - 1, height - 1)
    labels = place_labels(edges, nodes, area, [row.y for row in rows])
    separators = tuple(
        piece for x in [*(column.x for column in columns), right] for piece in _separators(x, head, height, labels)
    )
    return Flowchart(
        width + sum(STANDARD_WIDTHS), height, right, head, columns, rows, edges, labels, separators, standards
    )


def _separators(x: int, top: int, bottom: int, labels: tuple[Label, ...]) -> Iterator[Separator]:
    for box in sorted(
        (label.box for label in labels if label.box.left <= x <= label.box.right), key=lambda box: box.top
    ):
        yield Separator(x, top, box.top)
        top = box.bottom
    yield Separator(x, top, bottom)


def _lanes_width(lanes: list[int]) -> int:
    return (max(lanes) + 2) * LANE_WIDTH if lanes else 0


def _rows(edition: Edition, columns: tuple[PerformerColumn, ...], top: int) -> tuple[StepRow, ...]:
    keys = list(edition.performers)
    rows = []
    for step in edition.steps:
        lines = wrap_text(step.activity, ACTIVITY_WIDTH - 16)
        needs = tuple(line for item in step.completeness for line in wrap_text(f"• {item}", STANDARD_WIDTHS[0]))
        output = wrap_text(step.output or "", STANDARD_WIDTHS[2])
        height = max(ROW_HEIGHT, max(len(lines), len(needs), len(output)) * LINE_HEIGHT + 2 * PADDING)
        middle = columns[keys.index(step.performer)].middle
        node = Node(step.number, _kind(step, edition), middle, top + height // 2)
        rows.append(StepRow(top, height, lines, node, needs, output))
        top += height
    return tuple(rows)


def _kind(step: Step, edition: Edition) -> NodeKind:
    if len(step.results) > 1:
        return NodeKind.DECISION
    ends = any(result.next is None for result in step.results.values())
    return NodeKind.TERMINATOR if ends or step is edition.first else NodeKind.ACTION


def wrap_text(text: str, width: int) -> tuple[str, ...]:
    """Text in lines that fit a column; a word may break behind a slash."""
    lines = textwrap.wrap(text.replace("/", f"/{BREAK} "), int((width - PADDING) / LETTER_WIDTH), break_long_words=True)
    return tuple(line.replace(f"{BREAK} ", "").replace(BREAK, "") for line in lines)
