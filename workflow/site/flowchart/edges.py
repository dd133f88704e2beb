"""The arrows of a flow chart on paper: corner points, and where the results' names stand."""

from collections.abc import Sequence

from msgspec import Struct

from workflow.site.flowchart.nodes import Shape
from workflow.site.flowchart.routing import Arrow, Way

PORTS = (0, 12, -12, 6, -6, 18, -18)
"""Heights at which arrows leave and enter a side, best first; two never share one while these last."""
LOOP = 12
"""How far from the middle an arrow back to its own step leaves and enters."""
OUT = 20
"""How far a loop stands off its shape."""
HEAD = 18
"""The last straight piece before an arrow enters a shape from above."""
STUB = 46
"""The length of an arrow to an end, its name above it."""
END = 58
"""The width of an end."""

Point = tuple[int, int]
Lanes = tuple[int, int]
"""Where the first lane of a side runs, and the way to the next."""


class Wire(Struct, frozen=True):
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


class _Sides:
    """Which ports of each shape's sides are taken."""

    def __init__(self) -> None:
        self._taken: dict[tuple[int, int], list[int]] = {}

    def take(self, row: int, side: int, wanted: int | None = None) -> int:
        taken = self._taken.setdefault((row, side), [])
        dy = next((port for port in PORTS if port not in taken), 0) if wanted is None else wanted
        taken.append(dy)
        return dy

    def is_taken(self, row: int, side: int) -> bool:
        """Whether any arrow leaves or enters there."""
        return (row, side) in self._taken


def wire(arrows: Sequence[Arrow], shapes: Sequence[Shape], left: Lanes, right: Lanes) -> tuple[Wire, ...]:
    """Draw the arrows between shapes. Loops take their two ports first; ends go where there is room left."""
    sides = _Sides()
    for arrow in arrows:
        if arrow.way is Way.LOOP:
            sides.take(arrow.start, -1, LOOP)
            sides.take(arrow.start, -1, -LOOP)
    late = sorted(arrows, key=lambda arrow: arrow.way is Way.END)
    return tuple(_wire(arrow, shapes, sides, left if arrow.way is Way.LEFT else right) for arrow in late)


def _wire(arrow: Arrow, shapes: Sequence[Shape], sides: _Sides, lanes: Lanes) -> Wire:
    start, end = shapes[arrow.start], shapes[arrow.end]
    match arrow.way:
        case Way.DOWN:
            return _down(arrow, start, end)
        case Way.LOOP:
            return _loop(arrow, start)
        case Way.END:
            side = _free_side(arrow.start, start, shapes, sides)
            return _stub(arrow, start, side, sides.take(arrow.start, side))
        case Way.LEFT | Way.RIGHT:
            side = -1 if arrow.way is Way.LEFT else 1
            ports = sides.take(arrow.start, side), sides.take(arrow.end, side)
            return _round(arrow, (start, end), ports, side, lanes[0] + lanes[1] * arrow.lane)


def _free_side(row: int, shape: Shape, shapes: Sequence[Shape], sides: _Sides) -> int:
    """Where an end is drawn: inward, unless other arrows are there; never over the steps' names."""
    columns = sorted({one.x for one in shapes})
    if shape.x == columns[0]:
        return 1
    inward = -1 if shape.x == columns[-1] else 1
    return -inward if sides.is_taken(row, inward) and not sides.is_taken(row, -inward) else inward


def _down(arrow: Arrow, start: Shape, end: Shape) -> Wire:
    top, bottom = start.y + start.half_height, end.y - end.half_height
    bend = bottom - HEAD
    corners = () if start.x == end.x else ((start.x, bend), (end.x, bend))
    points = ((start.x, top), *corners, (end.x, bottom))
    leftward = end.x > start.x
    at = (start.x - 8, top + 13) if leftward else (start.x + 8, top + 13)
    return Wire(points, arrow.label, at, "end" if leftward else "start", arrow.back, ends=False)


def _loop(arrow: Arrow, shape: Shape) -> Wire:
    edge = shape.x - shape.reach(LOOP)
    out = shape.x - shape.reach(0) - OUT
    points = ((edge, shape.y + LOOP), (out, shape.y + LOOP), (out, shape.y - LOOP), (edge, shape.y - LOOP))
    return Wire(points, arrow.label, (edge + 6, shape.y - LOOP - 8), "end", back=True, ends=False)


def _stub(arrow: Arrow, shape: Shape, side: int, dy: int) -> Wire:
    edge, y = shape.x + side * shape.reach(dy), shape.y + dy
    points = ((edge, y), (edge + side * STUB, y))
    at = (edge + side * 6, y - 7)
    return Wire(points, arrow.label, at, "start" if side > 0 else "end", back=False, ends=True)


def _round(arrow: Arrow, shapes: tuple[Shape, Shape], ports: tuple[int, int], side: int, lane: int) -> Wire:
    (start, end), (out, into) = shapes, ports
    leave = start.x + side * start.reach(out)
    enter = end.x + side * end.reach(into)
    points = ((leave, start.y + out), (lane, start.y + out), (lane, end.y + into), (enter, end.y + into))
    at = (start.x + side * (start.reach(0) + 6), start.y + out - 7)
    return Wire(points, arrow.label, at, "start" if side > 0 else "end", arrow.back, ends=False)
