"""Edge routing of a flow chart: which way each edge goes, before anything has a place on paper.

An edge to the next row goes straight down through the gap between the rows. Every other one leaves its node at a side,
runs in a lane of its own beside the columns and enters its target from the same side: a row holds one node only, so
nothing is ever crossed but other edges.
"""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from workflow.sop.edition import Edition, Step


class EdgeRoute(StrEnum):
    """Which way an edge goes."""

    DOWN = "down"
    LEFT = "left"
    """By a lane left of the columns."""
    RIGHT = "right"
    LOOP = "loop"
    """Back to its own step."""
    END = "end"
    """One result of several that ends the procedure."""


class RoutedEdge(Struct, frozen=True):
    """All results of a step that lead to the same place."""

    start: int
    """Row of the step it leaves, from 0."""
    end: int
    """Row of the step it leads to; its own row for LOOP and END."""
    label: str
    """The names of the results; "" where there is no choice."""
    route: EdgeRoute
    back: bool = False
    """It leads to an earlier step."""
    lane: int = 0
    """For LEFT and RIGHT: which lane, the nearest to the columns first."""


def route_edges(edition: Edition) -> tuple[RoutedEdge, ...]:
    """The edges of a procedure, in the order of its steps."""
    rows = {step.number: row for row, step in enumerate(edition.steps)}
    keys = list(edition.performers)
    columns = [keys.index(step.performer) for step in edition.steps]
    edges = [edge for step in edition.steps for edge in _edges_from(step, rows, columns, len(keys))]
    return tuple(_assign_lanes(edges))


def _edges_from(step: Step, rows: dict[int, int], columns: list[int], width: int) -> list[RoutedEdge]:
    targets: dict[int | None, list[str]] = {}
    for result in step.results.values():
        targets.setdefault(result.next, []).append(result.name)
    start, choice = rows[step.number], len(step.results) > 1
    edges = []
    for target, names in targets.items():
        if target is None and not choice:
            continue
        end = start if target is None else rows[target]
        route = EdgeRoute.END if target is None else _route(start, end, columns, width)
        edges.append(RoutedEdge(start, end, " / ".join(names) if choice else "", route, back=end < start))
    return edges


def _route(start: int, end: int, columns: list[int], width: int) -> EdgeRoute:
    """Down to the next row; else round the side that is nearer to both nodes."""
    if end == start:
        return EdgeRoute.LOOP
    if end == start + 1:
        return EdgeRoute.DOWN
    left = columns[start] + columns[end]
    return EdgeRoute.LEFT if left < 2 * (width - 1) - left else EdgeRoute.RIGHT


def _assign_lanes(edges: list[RoutedEdge]) -> list[RoutedEdge]:
    """Give every edge round a side the nearest lane that is free along its rows, short ones first."""
    taken: dict[tuple[EdgeRoute, int], list[range]] = {}
    lanes: dict[int, int] = {}
    for index in sorted(range(len(edges)), key=lambda index: abs(edges[index].end - edges[index].start)):
        edge = edges[index]
        if edge.route not in (EdgeRoute.LEFT, EdgeRoute.RIGHT):
            continue
        low, high = sorted((edge.start, edge.end))
        lane = 0
        while any(low < other.stop and other.start <= high for other in taken.get((edge.route, lane), [])):
            lane += 1
        taken.setdefault((edge.route, lane), []).append(range(low, high + 1))
        lanes[index] = lane
    return [replace(edge, lane=lanes.get(index, 0)) for index, edge in enumerate(edges)]
