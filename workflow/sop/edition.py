"""Types of an edition of the office's SOP, as it is written in site_config/sop/."""

import datetime as dt
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from workflow.text.field_types import Key, Line, Minutes, Prose

UNFILLED = "belum diisi"
"""What a new office's SOP has in place of its number."""


class Need(StrEnum):
    """What must be recorded before a result of a step counts."""

    DISPOSITION = "disposition"
    """The lembar disposisi: decision, addressee, instruction."""
    NEWS = "news"
    """The article that the request leads to."""
    CONTENT = "content"
    """The fingerprint of the text that was approved."""
    NOTE = "note"
    """A reason in words."""
    OUTLETS = "outlets"
    """Where the news was published or sent."""
    NOTICE = "notice"
    """How the sender was told."""
    REPORT = "report"
    """The number of the report."""


class Norm(Struct, frozen=True, forbid_unknown_fields=True):
    """The working minutes a step may take; the document gives a range for some."""

    min: Minutes
    max: Minutes


class Result(Struct, frozen=True, forbid_unknown_fields=True):
    """One way a step can end."""

    name: Line
    status: Key
    next: int | None = None
    """The step that follows; none where the procedure ends."""
    needs: tuple[Need, ...] = ()


class Step(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One row of the SOP's table."""

    number: int
    activity: Line
    performer: Key
    norm: Norm
    results: dict[Key, Result]
    alternates: tuple[Key, ...] = ()
    """Roles that may also perform the step."""
    not_by: tuple[int, ...] = ()
    """Steps whose latest performer may not perform this one (four eyes)."""
    assumed: bool = False
    """The performer is not legible in the document; the office has yet to confirm it."""
    completeness: tuple[Line, ...] = ()
    """Kelengkapan: what must be at hand."""
    output: Line | None = None

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Every role that may perform the step, the proper one first."""
        return (self.performer, *self.alternates)

    @cached_property
    def only_result(self) -> str:
        """The result that need not be written because there is no other; "" where there is a choice."""
        return next(iter(self.results)) if len(self.results) == 1 else ""

    @cached_property
    def decides(self) -> bool:
        """Whether the disposition's decision is the step's result."""
        return self.leaves(Need.DISPOSITION)

    def leaves(self, need: Need) -> bool:
        """Whether one of the step's results needs this to be recorded."""
        return any(need in result.needs for result in self.results.values())


class Performer(Struct, frozen=True, forbid_unknown_fields=True):
    """A column of the SOP's table: a function of the office."""

    title: Line


class Edition(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole document. Immutable once a request has been judged by it."""

    id: Key
    number: Line
    title: Line
    effective: dt.date
    office: Line
    approved_by: Line
    legal_bases: tuple[Line, ...]
    qualifications: tuple[Line, ...]
    related: tuple[Line, ...]
    equipment: tuple[Line, ...]
    warnings: tuple[Line, ...]
    records: tuple[Line, ...]
    head: Key
    """The role that answers for the service and acknowledges a delay."""
    total: Minutes
    performers: dict[Key, Performer]
    statuses: dict[Key, Line]
    withdrawn: Key
    """The status of a request that its sender has taken back."""
    steps: tuple[Step, ...]
    created: dt.date | None = None
    revised: dt.date | None = None
    assumption: Prose | None = None

    @property
    def filled_number(self) -> str:
        """The decision's number; nothing while the office has not filled it in."""
        return "" if self.number == UNFILLED else self.number

    @cached_property
    def by_number(self) -> dict[int, Step]:
        """The steps by their number."""
        return {step.number: step for step in self.steps}

    def tells_sender_after(self, result: Result) -> bool:
        """Whether the step that follows a result tells the sender, who then reads why (SOP step 7)."""
        following = self.by_number.get(result.next or 0)
        return following is not None and following.leaves(Need.NOTICE)

    @property
    def first(self) -> Step:
        """The step that begins the procedure."""
        return self.steps[0]
