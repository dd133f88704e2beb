"""The page of a request: its way through the SOP, by functions of the office. No person, note or reason in words."""

from msgspec import Struct

from workflow.config.office import Office
from workflow.metrics.request_timing import RequestTiming, StepTiming
from workflow.records import urls
from workflow.site.models.register_row import RegisterRow, RequestProgress
from workflow.sop.edition import Edition, Step


class PerformedStep(Struct, frozen=True, tag="passage"):
    """One step as it was performed."""

    at: int
    """When it was handed over; all instants in seconds since the epoch."""
    finished: int
    number: int
    activity: str
    role: str
    """The title of the function that performs the step by the SOP; not who did it."""
    worked: int
    """Working seconds, like `norm`."""
    norm: int
    late: bool
    reason: str
    """The public name of the coded reason for a delay; "" where there is none."""
    result: str
    """How it ended, where there is a choice; else ""."""
    back: int | None
    """The step it was sent back to."""


class HoldPeriod(Struct, frozen=True, tag="pause"):
    """A hold: the clock stood still."""

    at: int
    until: int | None
    """None while it lasts."""


class CurrentStepModel(Struct, frozen=True):
    """The step whose turn it is."""

    number: int
    activity: str
    role: str
    handed: int
    due: int | None
    """None while the clock stands still."""
    worked: int
    norm: int
    late: bool


class RequestPage(Struct, frozen=True):
    """Everything a request's page may say."""

    address: str
    row: RegisterRow
    stops: tuple[PerformedStep | HoldPeriod, ...]
    """In the order of time."""
    turn: CurrentStepModel | None
    """None when nothing remains to be done."""
    close: RequestProgress | None
    """None while it is open."""
    ended: int | None
    worked: int
    """Working seconds so far, or in all."""
    total: int
    """Working seconds that the SOP allows."""
    on_time: bool
    returns: int
    """How often it was sent back to an earlier step; a decision put off is none."""
    sop: str
    """The number of the SOP's edition."""


def make_request_page(row: RegisterRow, timing: RequestTiming, office: Office) -> RequestPage:
    """The page of a request that the register lists. Raises LookupError for an edition that the office has not."""
    edition = office.edition(timing.edition)
    if edition is None:
        raise LookupError(timing.edition)
    steps = [_performed_step(leg, edition, office) for leg in timing.legs]
    stops: list[PerformedStep | HoldPeriod] = [*steps, *(HoldPeriod(start, until) for start, until in timing.pauses)]
    return RequestPage(
        address=urls.request(timing.id),
        row=row,
        stops=tuple(sorted(stops, key=lambda stop: stop.finished if isinstance(stop, PerformedStep) else stop.at)),
        turn=_current_step(timing, edition),
        close=row.progress if row.ended else None,
        ended=timing.ended,
        worked=timing.worked,
        total=timing.total,
        on_time=timing.on_time,
        returns=sum(step.back is not None and step.back < step.number for step in steps),
        sop=edition.number,
    )


def _performed_step(leg: StepTiming, edition: Edition, office: Office) -> PerformedStep:
    step = edition.by_number[leg.number]
    result = step.results.get(leg.result)
    reason = office.delays.get(leg.reason)
    return PerformedStep(
        at=leg.handed,
        finished=leg.finished,
        number=leg.number,
        activity=step.activity,
        role=_role(step, edition),
        worked=leg.worked,
        norm=leg.norm,
        late=leg.late,
        reason=reason.name if reason else "",
        result=result.name if result and len(step.results) > 1 else "",
        back=result.next if result and leg.back else None,
    )


def _current_step(timing: RequestTiming, edition: Edition) -> CurrentStepModel | None:
    due = timing.due
    if due is None:
        return None
    step = edition.by_number[due.number]
    role, norm = _role(step, edition), step.norm.max * 60
    return CurrentStepModel(due.number, step.activity, role, due.handed, due.at, due.worked, norm, due.late)


def _role(step: Step, edition: Edition) -> str:
    return edition.performers[step.performer].title
