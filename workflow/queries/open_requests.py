"""Where open requests stand: whose turn it is, when it is due, how much working time is left."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from workflow.config.office import Office
from workflow.records.content_index import index_content
from workflow.records.file_source import Files, Folder
from workflow.records.paths import REQUEST_PATH
from workflow.records.request import Request
from workflow.rules.context import Moment, RequestView
from workflow.sop.edition import Step
from workflow.text.document import read_document
from workflow.text.finding import Finding
from workflow.text.validate import validate


class OpenRequest(Struct, frozen=True):
    """An open request."""

    id: str
    subject: str
    status: str
    """As the public reads it."""
    step: Step
    """The step whose turn it is."""
    role: str
    """The title of the function that performs it."""
    due: int | None
    """Seconds since the epoch; None while the clock stands still."""
    left: int | None
    """Working seconds until `due`; negative when it has passed."""


def load_request(files: Files, path: str, office: Office, now: int) -> RequestView | None:
    """A request that can be followed through its edition; None when its file has errors in its fields."""
    document, findings = read_document(path, files.read(path) or b"")
    if document is None:
        return None
    record, flaws = validate(Request, document.header, path)
    faults: list[Finding] = findings + flaws
    if faults or office.edition(record.sop) is None:
        return None
    return RequestView(record, document, office, Moment(now))


def load_requests(root: Path, office: Office, now: int) -> Iterator[tuple[str, RequestView | None]]:
    """Every request of the archive, by its path."""
    files = Folder(root)
    for path in index_content(root).records():
        if REQUEST_PATH.fullmatch(path):
            yield path, load_request(files, path, office, now)


def open_request(view: RequestView, now: int) -> OpenRequest | None:
    """Where a request stands; None when it is closed."""
    step, record = view.walk.next, view.record
    if step is None or record.withdrawn:
        return None
    due = view.due(step)
    return OpenRequest(
        id=record.id,
        subject=record.letter.subject,
        status=view.edition.statuses.get(record.status, record.status),
        step=step,
        role=view.edition.performers[step.performer].title,
        due=due,
        left=None if due is None else _left(view, due, now),
    )


def _left(view: RequestView, due: int, now: int) -> int:
    timeline = view.office.timeline
    return timeline.elapsed(now, due) if now <= due else -timeline.elapsed(due, now)


def most_urgent_first(open_requests: Iterable[OpenRequest]) -> list[OpenRequest]:
    """By due time; what stands still comes last."""
    return sorted(open_requests, key=lambda one: (one.due is None, one.due or 0, one.id))
