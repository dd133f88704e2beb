"""Edge geometry of a flow chart: corner points."""

from collections.abc import Sequence

from msgspec import Struct

from workflow.site.flowchart.nodes import Node
from workflow.site.flowchart.routing import EdgeRoute, RoutedEdge

PORT_OFFSETS = (0, 12, -12, 6, -6, 18, -18)
"""Heights at which edges leave and enter a side, best first; two never share one while these last."""
LOOP_OFFSET = 12
"""How far from the middle an edge back to its own step leaves and enters."""
LOOP_DISTANCE = 12
"""How far a loop stands off its node."""
ARROW_LENGTH = 18
"""The last straight piece before an edge enters a node from above."""
END_EDGE_LENGTH = 46
"""The length of an edge to an end, its name above it."""
END_WIDTH = 58
"""The width of an end."""

Point = tuple[int, int]
LanePositions = tuple[int, int]
"""Where the first lane of a side runs, and the way to the next."""


class Edge(Struct, frozen=True):
    """An edge as it is drawn."""

    points: tuple[Point, ...]
    label: str
    back: bool
    ends: bool
    """It leads to an end, drawn around its last point."""


class _PortAllocator:
    """Which ports of each node's sides are taken."""

    def __init__(self) -> None:
        self._taken: dict[tuple[int, int], list[int]] = {}

    def take(self, row: int, side: int, wanted: int | None = None) -> int:
        taken = self._taken.setdefault((row, side), [])
        dy = next((port for port in PORT_OFFSETS if port not in taken), 0) if wanted is None else wanted
        taken.append(dy)
        return dy

    def is_taken(self, row: int, side: int) -> bool:
        """Whether any edge leaves or enters there."""
        return (row, side) in self._taken


def draw_edges(
    routed_edges: Sequence[RoutedEdge], nodes: Sequence[Node], left: LanePositions, right: LanePositions
) -> tuple[Edge, ...]:
    """Draw the edges between nodes. Loops take their two ports first; ends go where there is room left."""
    sides = _PortAllocator()
    for routed in routed_edges:
        if routed.route is EdgeRoute.LOOP:
            sides.take(routed.start, -1, LOOP_OFFSET)
            sides.take(routed.start, -1, -LOOP_OFFSET)
    in_order = sorted(routed_edges, key=lambda routed: routed.route is EdgeRoute.END)
    return tuple(
        _draw_edge(routed, nodes, sides, left if routed.route is EdgeRoute.LEFT else right) for routed in in_order
    )


def _draw_edge(routed: RoutedEdge, nodes: Sequence[Node], sides: _PortAllocator, lanes: LanePositions) -> Edge:
    start, end = nodes[routed.start], nodes[routed.end]
    match routed.route:
        case EdgeRoute.DOWN:
            return _down_edge(routed, start, end)
        case EdgeRoute.LOOP:
            return _loop_edge(routed, start)
        case EdgeRoute.END:
            side = _free_side(routed.start, start, nodes, sides)
            return _end_edge(routed, start, side, sides.take(routed.start, side))
        case EdgeRoute.LEFT | EdgeRoute.RIGHT:
            side = -1 if routed.route is EdgeRoute.LEFT else 1
            ports = sides.take(routed.start, side), sides.take(routed.end, side)
            return _lane_edge(routed, (start, end), ports, side, lanes[0] + lanes[1] * routed.lane)


def _free_side(row: int, node: Node, nodes: Sequence[Node], sides: _PortAllocator) -> int:
    """Where an end is drawn: inward, unless other edges are there; never over the steps' names."""
    columns = sorted({one.x for one in nodes})
    if node.x == columns[0]:
        return 1
    inward = -1 if node.x == columns[-1] else 1
    return -inward if sides.is_taken(row, inward) and not sides.is_taken(row, -inward) else inward


def _down_edge(routed: RoutedEdge, start: Node, end: Node) -> Edge:
    top, bottom = start.y + start.half_height, end.y - end.half_height
    bend = bottom - ARROW_LENGTH
    corners = () if start.x == end.x else ((start.x, bend), (end.x, bend))
    points = ((start.x, top), *corners, (end.x, bottom))
    return Edge(points, routed.label, routed.back, ends=False)


def _loop_edge(routed: RoutedEdge, node: Node) -> Edge:
    border = node.x - node.reach(LOOP_OFFSET)
    out = node.x - node.reach(0) - LOOP_DISTANCE
    points = (
        (border, node.y + LOOP_OFFSET),
        (out, node.y + LOOP_OFFSET),
        (out, node.y - LOOP_OFFSET),
        (border, node.y - LOOP_OFFSET),
    )
    return Edge(points, routed.label, back=True, ends=False)


def _end_edge(routed: RoutedEdge, node: Node, side: int, dy: int) -> Edge:
    border, y = node.x + side * node.reach(dy), node.y + dy
    points = ((border, y), (border + side * END_EDGE_LENGTH, y))
    return Edge(points, routed.label, back=False, ends=True)


def _lane_edge(routed: RoutedEdge, nodes: tuple[Node, Node], ports: tuple[int, int], side: int, lane: int) -> Edge:
    (start, end), (out, into) = nodes, ports
    leave = start.x + side * start.reach(out)
    enter = end.x + side * end.reach(into)
    points = ((leave, start.y + out), (lane, start.y + out), (lane, end.y + into), (enter, end.y + into))
    return Edge(points, routed.label, routed.back, ends=False)
