"""A snapshot of a request for the site: what the register says of it, and its timing. Cached from build to build."""

from msgspec import Struct

from workflow.metrics.request_timing import RequestTiming, RequestOutcome, time_request
from workflow.config.office import Office
from workflow.config.visibility import without_office_texts
from workflow.records.request import Nature, Request
from workflow.rules.context import Moment, RequestView
from workflow.text.document import Document


class RequestSnapshot(Struct, frozen=True, array_like=True):
    """One request, as it is kept from build to build. Nothing of it depends on the time it is."""

    number: str
    """The agenda number."""
    sender: str
    """The agency's key."""
    nature: Nature
    subject: str
    state: str
    """The key of its status."""
    sop: str
    """The key of the edition it is judged by."""
    received: int
    """Seconds since the epoch, like `moved`."""
    moved: tuple[int, ...]
    """When anything happened to it."""
    news: str
    """The key of its article; "" for none."""
    timing: RequestTiming | None
    """Final, once the request has ended."""
    request: Request | None
    """Until then, what its timing at an instant is made from."""


def make_snapshot(request: Request, office: Office, now: int, *, sound: bool) -> RequestSnapshot:
    """The snapshot of a request. `sound`: it has no errors, so its timing can be computed."""
    timing = _timing(request, office, now) if sound else None
    ended = timing is not None and timing.fate is not RequestOutcome.OPEN
    return RequestSnapshot(
        number=request.id,
        sender=request.letter.sender,
        nature=request.letter.nature,
        subject=request.letter.subject,
        state=request.status,
        sop=request.sop,
        received=int(request.letter.received),
        moved=_event_times(request),
        news=request.news or "",
        timing=timing if ended else None,
        request=None if ended else without_office_texts(request),
    )


def timing_of(snapshot: RequestSnapshot, office: Office, now: int) -> RequestTiming:
    """The timing of a request without errors at an instant. Raises LookupError for an unknown edition."""
    if snapshot.timing:
        return snapshot.timing
    assert snapshot.request  # noqa: S101  # one of the two is there
    return _timing(snapshot.request, office, now)


def _timing(request: Request, office: Office, now: int) -> RequestTiming:
    no_text = Document("", "", {}, 0, 0)  # its way through the SOP follows from its fields
    return time_request(RequestView(request, no_text, office, Moment(now)), now)


def _event_times(request: Request) -> tuple[int, ...]:
    held = (at for hold in request.holds for at in (hold.start, hold.until) if at is not None)
    back = [request.withdrawn.at] if request.withdrawn else []
    finished = (entry.finished for entry in request.steps)
    return tuple(int(at) for at in (request.letter.received, *finished, *held, *back))
