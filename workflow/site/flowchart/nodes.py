"""The symbols of a flow chart, by what their step is."""

from enum import StrEnum
from math import sqrt

from msgspec import Struct


class NodeKind(StrEnum):
    """The symbol of a step (Permenpan 35/2012): begin and end, action, decision."""

    TERMINATOR = "terminator"
    ACTION = "action"
    DECISION = "decision"


class Node(Struct, frozen=True):
    """One step's symbol, around its centre."""

    number: int
    kind: NodeKind
    x: int
    y: int

    @property
    def half_width(self) -> int:
        """From the centre to the side."""
        return 36 if self.kind is NodeKind.DECISION else 32

    @property
    def half_height(self) -> int:
        """From the centre to the top."""
        return 26 if self.kind is NodeKind.DECISION else 20

    def reach(self, dy: int) -> int:
        """From the centre line to the side's edge, `dy` above or below the middle."""
        match self.kind:
            case NodeKind.DECISION:
                return round(self.half_width * (1 - abs(dy) / self.half_height))
            case NodeKind.TERMINATOR:
                return round(self.half_width - self.half_height + sqrt(self.half_height**2 - dy**2))
            case NodeKind.ACTION:
                return self.half_width
