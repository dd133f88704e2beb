"""The arrows of a flow chart on paper: corner points, and where the results' names stand."""

from collections.abc import Sequence

from msgspec import Struct

from workflow.site.flowchart.nodes import Node
from workflow.site.flowchart.routing import EdgeRoute, RoutedEdge

PORT_OFFSETS = (0, 12, -12, 6, -6, 18, -18)
"""Heights at which arrows leave and enter a side, best first; two never share one while these last."""
LOOP_OFFSET = 12
"""How far from the middle an arrow back to its own step leaves and enters."""
LOOP_DISTANCE = 20
"""How far a loop stands off its shape."""
ARROW_LENGTH = 18
"""The last straight piece before an arrow enters a shape from above."""
END_EDGE_LENGTH = 46
"""The length of an arrow to an end, its name above it."""
END_WIDTH = 58
"""The width of an end."""

Point = tuple[int, int]
LanePositions = tuple[int, int]
"""Where the first lane of a side runs, and the way to the next."""


class Edge(Struct, frozen=True):
    """An arrow as it is drawn."""

    points: tuple[Point, ...]
    label: str
    at: Point
    """Where the label stands, on its base line."""
    anchor: str
    """"start" or "end": which end of the label that is."""
    back: bool
    ends: bool
    """It leads to an end, drawn around its last point."""


class _PortAllocator:
    """Which ports of each shape's sides are taken."""

    def __init__(self) -> None:
        self._taken: dict[tuple[int, int], list[int]] = {}

    def take(self, row: int, side: int, wanted: int | None = None) -> int:
        taken = self._taken.setdefault((row, side), [])
        dy = next((port for port in PORT_OFFSETS if port not in taken), 0) if wanted is None else wanted
        taken.append(dy)
        return dy

    def is_taken(self, row: int, side: int) -> bool:
        """Whether any arrow leaves or enters there."""
        return (row, side) in self._taken


def wire(
    arrows: Sequence[RoutedEdge], shapes: Sequence[Node], left: LanePositions, right: LanePositions
) -> tuple[Edge, ...]:
    """Draw the arrows between shapes. Loops take their two ports first; ends go where there is room left."""
    sides = _PortAllocator()
    for arrow in arrows:
        if arrow.way is EdgeRoute.LOOP:
            sides.take(arrow.start, -1, LOOP_OFFSET)
            sides.take(arrow.start, -1, -LOOP_OFFSET)
    late = sorted(arrows, key=lambda arrow: arrow.way is EdgeRoute.END)
    return tuple(_draw_edge(arrow, shapes, sides, left if arrow.way is EdgeRoute.LEFT else right) for arrow in late)


def _draw_edge(arrow: RoutedEdge, shapes: Sequence[Node], sides: _PortAllocator, lanes: LanePositions) -> Edge:
    start, end = shapes[arrow.start], shapes[arrow.end]
    match arrow.way:
        case EdgeRoute.DOWN:
            return _down_edge(arrow, start, end)
        case EdgeRoute.LOOP:
            return _loop_edge(arrow, start)
        case EdgeRoute.END:
            side = _free_side(arrow.start, start, shapes, sides)
            return _end_edge(arrow, start, side, sides.take(arrow.start, side))
        case EdgeRoute.LEFT | EdgeRoute.RIGHT:
            side = -1 if arrow.way is EdgeRoute.LEFT else 1
            ports = sides.take(arrow.start, side), sides.take(arrow.end, side)
            return _lane_edge(arrow, (start, end), ports, side, lanes[0] + lanes[1] * arrow.lane)


def _free_side(row: int, shape: Node, shapes: Sequence[Node], sides: _PortAllocator) -> int:
    """Where an end is drawn: inward, unless other arrows are there; never over the steps' names."""
    columns = sorted({one.x for one in shapes})
    if shape.x == columns[0]:
        return 1
    inward = -1 if shape.x == columns[-1] else 1
    return -inward if sides.is_taken(row, inward) and not sides.is_taken(row, -inward) else inward


def _down_edge(arrow: RoutedEdge, start: Node, end: Node) -> Edge:
    top, bottom = start.y + start.half_height, end.y - end.half_height
    bend = bottom - ARROW_LENGTH
    corners = () if start.x == end.x else ((start.x, bend), (end.x, bend))
    points = ((start.x, top), *corners, (end.x, bottom))
    leftward = end.x > start.x
    at = (start.x - 8, top + 13) if leftward else (start.x + 8, top + 13)
    return Edge(points, arrow.label, at, "end" if leftward else "start", arrow.back, ends=False)


def _loop_edge(arrow: RoutedEdge, shape: Node) -> Edge:
    edge = shape.x - shape.reach(LOOP_OFFSET)
    out = shape.x - shape.reach(0) - LOOP_DISTANCE
    points = (
        (edge, shape.y + LOOP_OFFSET),
        (out, shape.y + LOOP_OFFSET),
        (out, shape.y - LOOP_OFFSET),
        (edge, shape.y - LOOP_OFFSET),
    )
    return Edge(points, arrow.label, (edge + 6, shape.y - LOOP_OFFSET - 8), "end", back=True, ends=False)


def _end_edge(arrow: RoutedEdge, shape: Node, side: int, dy: int) -> Edge:
    edge, y = shape.x + side * shape.reach(dy), shape.y + dy
    points = ((edge, y), (edge + side * END_EDGE_LENGTH, y))
    at = (edge + side * 6, y - 7)
    return Edge(points, arrow.label, at, "start" if side > 0 else "end", back=False, ends=True)


def _lane_edge(arrow: RoutedEdge, shapes: tuple[Node, Node], ports: tuple[int, int], side: int, lane: int) -> Edge:
    (start, end), (out, into) = shapes, ports
    leave = start.x + side * start.reach(out)
    enter = end.x + side * end.reach(into)
    points = ((leave, start.y + out), (lane, start.y + out), (lane, end.y + into), (enter, end.y + into))
    at = (start.x + side * (start.reach(0) + 6), start.y + out - 7)
    return Edge(points, arrow.label, at, "start" if side > 0 else "end", arrow.back, ends=False)
