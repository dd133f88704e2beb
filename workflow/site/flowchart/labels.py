"""Where the names of a flow chart's edges stand: beside their edge, on no line, no symbol and no other name."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from workflow.site.flowchart.edges import END_WIDTH, Edge, Point
from workflow.site.flowchart.nodes import Node

LABEL_LETTER_WIDTH = 8
"""Mean width of a bold letter of a label, 12 units high; generous, since every device has another font."""
LABEL_HEIGHT = 16
BASE_LINE = 12
"""From the top of a label to its base line."""
GAP = 6
"""Between a label and its edge."""
END_HEIGHT = 26
SLICE = 4
"""Height of the slices that symbols are taken for."""
BADGE_RADIUS = 11
"""Of the count of open requests at a node's upper right corner."""


class Box(Struct, frozen=True):
    """A rectangle along the page."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "Box") -> bool:
        """Whether they share a point."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )


class Label(Struct, frozen=True):
    """The name of an edge."""

    text: str
    box: Box
    anchor: str
    """"start" or "end": the side of the box at which the text begins or ends."""

    @property
    def x(self) -> int:
        """Of the anchor."""
        return self.box.left if self.anchor == "start" else self.box.right

    @property
    def y(self) -> int:
        """Of the base line."""
        return self.box.top + BASE_LINE


def badge_centre(node: Node) -> Point:
    """Where the count of open requests stands."""
    return node.x + node.half_width - 4, node.y - node.half_height


def place_labels(edges: Sequence[Edge], nodes: Sequence[Node], area: Box, rows: Sequence[int]) -> tuple[Label, ...]:
    """Place the labels one after the other, each at the first free place beside its edge.

    `area`: where they may stand; `rows`: heights of the lines between rows, none of which a label may cross.
    """
    taken = [box for edge in edges for box in _edge_boxes(edge)] + [box for node in nodes for box in _node_boxes(node)]
    taken += [Box(area.left, y, area.right, y) for y in rows]
    labels: list[Label] = []
    for edge in edges:
        if edge.label:
            places = list(_places(edge))
            free = (label for label in places if _is_free(label.box, taken, area))
            label = next(free, places[0])
            labels.append(label)
            taken.append(label.box)
    return tuple(labels)


def _is_free(box: Box, taken: Sequence[Box], area: Box) -> bool:
    inside = area.left <= box.left and box.right <= area.right and area.top <= box.top and box.bottom <= area.bottom
    return inside and not any(box.meets(other) for other in taken)


def _edge_boxes(edge: Edge) -> Iterator[Box]:
    for (x, y), (to_x, to_y) in pairwise(edge.points):
        yield Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
    if edge.ends:
        (before, _), (x, y) = edge.points[-2:]
        far = x + END_WIDTH if x > before else x - END_WIDTH
        yield Box(min(x, far), y - END_HEIGHT // 2, max(x, far), y + END_HEIGHT // 2)


def _node_boxes(node: Node) -> Iterator[Box]:
    for dy in range(-node.half_height, node.half_height, SLICE):  # a diamond leaves room at its corners
        reach = node.reach(min(abs(dy), abs(dy + SLICE)))
        yield Box(node.x - reach, node.y + dy, node.x + reach, node.y + dy + SLICE)
    x, y = badge_centre(node)
    yield Box(x - BADGE_RADIUS, y - BADGE_RADIUS, x + BADGE_RADIUS, y + BADGE_RADIUS)


def _places(edge: Edge) -> Iterator[Label]:
    """Places beside an edge, the best first: near its start, above or right of it."""
    width = LABEL_LETTER_WIDTH * len(edge.label)
    for (x, y), (to_x, to_y) in pairwise(edge.points):
        if y == to_y:
            rightward = to_x > x
            for along in range(GAP, max(abs(to_x - x), GAP) + 1, GAP):
                left = x + along if rightward else x - along - width
                for top in (y - GAP // 2 - LABEL_HEIGHT, y + GAP // 2):
                    box = Box(left, top, left + width, top + LABEL_HEIGHT)
                    yield Label(edge.label, box, "start" if rightward else "end")
        else:
            for along in range(GAP, abs(to_y - y), GAP):
                top = y + along if to_y > y else y - along - LABEL_HEIGHT
                yield Label(edge.label, Box(x + GAP, top, x + GAP + width, top + LABEL_HEIGHT), "start")
                yield Label(edge.label, Box(x - GAP - width, top, x - GAP, top + LABEL_HEIGHT), "end")
