"""The clock stands still while the sender owes data, goes on again, or the letter is taken back."""

from collections.abc import Callable

from workflow.config.office import Office
from workflow.i18n.message import Message, say
from workflow.records.file_source import Files
from workflow.records.serialize import REQUEST_ORDER, edit_header, format_instant, whole_minute
from workflow.rules.context import RequestView
from workflow.services.current_step import find_request
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange
from workflow.services.precheck import errors
from workflow.text.yaml_edit import append_entry, set_group, set_value


def pause(files: Files, office: Office, number: str, person: str, reason: str, now: int) -> PreparedChange:
    """The request with an open hold that begins now. Raises RefusedError."""
    view = find_request(files, office, number, now)
    number = view.record.id
    _must_be_open(view)
    if _open_hold(view) is not None:
        message = say(
            "The clock of request {id} stands still already (at a terminal it goes on by: "
            "`redaksi step {id} --resume`).",
            id=number,
        )
        raise RefusedError(message)
    entry = {"from": format_instant(whole_minute(now), office.zone), "reason": reason}
    title = say("{id}: clock stopped", id=number)

    def edit(header: str) -> str:
        return append_entry(header, ("holds",), entry, REQUEST_ORDER)

    return _judged(files, office, view, person, now, title, edit)


def resume(files: Files, office: Office, number: str, person: str, now: int) -> PreparedChange:
    """The request with its hold ended now. Raises RefusedError."""
    view = find_request(files, office, number, now)
    number = view.record.id
    index = _open_hold(view)
    if index is None:
        raise RefusedError(say("The clock of request {id} is running; there is no hold to end.", id=number))
    until = format_instant(whole_minute(now), office.zone)
    title = say("{id}: clock goes on", id=number)

    def edit(header: str) -> str:
        return set_value(header, ("holds", index, "until"), until, HOLD_ORDER)

    return _judged(files, office, view, person, now, title, edit)


def withdraw(files: Files, office: Office, number: str, person: str, reason: str, now: int) -> PreparedChange:
    """The request as taken back by its sender. Raises RefusedError."""
    view = find_request(files, office, number, now)
    number = view.record.id
    _must_be_open(view)
    after = view.standing[-1][1].step if view.standing else 0
    values = {"at": format_instant(whole_minute(now), office.zone), "by": person, "after": after, "reason": reason}

    def edit(header: str) -> str:
        header = set_value(header, ("status",), view.edition.withdrawn, REQUEST_ORDER)
        return set_group(header, "withdrawn", values, REQUEST_ORDER)

    return _judged(files, office, view, person, now, say("{id}: withdrawn by the sender", id=number), edit)


HOLD_ORDER = ("from", "until", "reason")


def _open_hold(view: RequestView) -> int | None:
    return next((index for index, hold in enumerate(view.record.holds) if hold.until is None), None)


def _must_be_open(view: RequestView) -> None:
    if view.record.withdrawn or view.walk.ended:
        raise RefusedError(say("Request {id} is closed; nothing remains to be done.", id=view.record.id))


def _judged(
    files: Files,
    office: Office,
    view: RequestView,
    person: str,
    now: int,
    title: Message,
    edit: Callable[[str], str],
) -> PreparedChange:
    path = view.document.path
    try:
        changed = {path: edit_header(view.document, edit)}
    except KeyError as error:
        message = say("{path} is written in a way that cannot be edited; run `redaksi fmt {path}` first.", path=path)
        raise RefusedError(message) from error
    if found := errors(files, changed, office, now, person):
        message = say("The check refuses this change of request {id}.", id=view.record.id)
        raise RefusedError(message, tuple(found), changed)
    return PreparedChange(title, changed)
