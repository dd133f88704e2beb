"""What was measured, beside what was asked for, as a table people read."""

from msgspec import Struct

HEAD = ("what", "ours", "beside", "ratio", "target", "")


class Row(Struct, frozen=True):
    """One line: our figure, the peer's in the same run if there is one, and the target."""

    what: str
    ours: float
    target: float
    """The most that `value` may be; the least where `times_faster`."""
    peer: float | None = None
    unit: str = "s"
    times_faster: bool = False

    @property
    def value(self) -> float:
        """What the target speaks of: the ratio to the peer, or our own figure where there is none."""
        if self.peer is None:
            return self.ours
        return self.peer / self.ours if self.times_faster else self.ours / self.peer

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.value >= self.target if self.times_faster else self.value <= self.target

    def cells(self) -> tuple[str, ...]:
        """The line as text."""
        peer = "" if self.peer is None else f"{_short(self.peer)} {self.unit}"
        ratio = "" if self.peer is None else _short(self.value)
        bound = f"{'≥' if self.times_faster else '≤'} {self.target:g}{'' if self.peer else ' ' + self.unit}"
        return self.what, f"{_short(self.ours)} {self.unit}", peer, ratio, bound, self.verdict()

    def verdict(self) -> str:
        """ "met", or by how much the target is missed."""
        return "met" if self.met else f"missed by {abs(self.value / self.target - 1):.0%}"


def _short(figure: float) -> str:
    return f"{figure:.3g}" if figure < 1000 else f"{figure:.0f}"


def draw(rows: list[Row]) -> str:
    """All lines, in columns."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
