"""The step whose turn it is, and what is still missing to do it."""

from collections.abc import Iterator

from msgspec import Struct

from workflow.config.commands import Slot
from workflow.config.office import Office
from workflow.i18n.message import say
from workflow.input.agenda_number import NoNumber, read_number
from workflow.queries.open_requests import load_request
from workflow.records.file_source import Files
from workflow.records.paths import request_path
from workflow.rules.context import RequestView
from workflow.services.errors import RefusedError
from workflow.services.inputs import Wish
from workflow.sop.edition import Need, Result, Step

WANTED: dict[Need, tuple[Slot, ...]] = {
    Need.DISPOSITION: (Slot.TO, Slot.INSTRUCTION, Slot.PUBLIC_REASON),
    Need.NEWS: (Slot.NEWS,),
    Need.NOTE: (Slot.NOTE,),
    Need.OUTLETS: (Slot.OUTLETS,),
    Need.NOTICE: (Slot.CHANNEL,),
    Need.REPORT: (Slot.REPORT,),
}
"""What a need is asked as. The fingerprint of an approved text is taken from the text itself."""


class Task(Struct, frozen=True):
    """A request and the step whose turn it is."""

    view: RequestView
    step: Step

    def result(self, wish: Wish) -> Result | None:
        """The result that is wished for, or the only one there is."""
        return self.step.results.get(wish.result or self.step.only_result)

    def takes(self, slot: Slot) -> bool:
        """Whether something can be said of the step at hand at all."""
        if slot is Slot.RESULT:
            return len(self.step.results) > 1
        needs = {need for result in self.step.results.values() for need in result.needs}
        asked = {need for need, slots in WANTED.items() if slot in slots}
        return slot is Slot.NOTE or not asked or not needs.isdisjoint(asked)

    def worked(self, finished: int) -> int:
        """Working seconds of the step if it ends then."""
        return self.view.office.timeline.elapsed(self.view.handed_over, finished, self.view.holds)

    def wants(self, wish: Wish, finished: int) -> Iterator[Slot]:
        """What must still be asked, in the order in which one asks."""
        result = self.result(wish)
        if result is None:
            yield Slot.RESULT
            return
        for need in result.needs:
            for want in WANTED.get(need, ()):
                if not self._has(want, wish, result):
                    yield want
        if self.worked(finished) > self.step.norm.max * 60:
            if not wish.delay:
                yield Slot.DELAY
            if not wish.acknowledged_by:
                yield Slot.ACKNOWLEDGED

    def _has(self, want: Slot, wish: Wish, result: Result) -> bool:
        if want is Slot.TO and self._next_is_nobodys(result):
            return True
        if want is Slot.PUBLIC_REASON and not self.view.edition.tells_sender_after(result):
            return True
        known = self.view.record.news if want is Slot.NEWS else None
        return bool(getattr(wish, want.value.replace("-", "_")) or known)

    def _next_is_nobodys(self, result: Result) -> bool:
        """A letter that goes no way through the newsroom has no addressee there."""
        following = self.view.edition.by_number.get(result.next or 0)
        return following is None or following.number != self.step.number + 1


def find_task(files: Files, office: Office, number: str, now: int) -> Task:
    """The step whose turn it is in a request. Raises RefusedError when there is none to do."""
    view = find_request(files, office, number, now)
    record, step, number = view.record, view.walk.next, view.record.id
    if record.withdrawn:
        raise RefusedError(say("Request {id} was withdrawn by its sender; nothing remains to be done.", id=number))
    if step is None and view.walk.ended:
        raise RefusedError(say("Request {id} is closed; nothing remains to be done.", id=number))
    if step is None:
        raise RefusedError(say("What comes next is unclear; see `redaksi check {path}`.", path=view.document.path))
    if any(hold.until is None for hold in record.holds):
        message = say(
            "The clock of request {id} stands still. Let it go on first (at a terminal: `redaksi step {id} --resume`).",
            id=number,
        )
        raise RefusedError(message)
    return Task(view, step)


def find_request(files: Files, office: Office, number: str, now: int) -> RequestView:
    """A request by its agenda number, however it is spelled. Raises RefusedError when it cannot be found or read."""
    number = named_number(files, office, number, now)
    path = request_path(number)
    if files.size(path) is None:
        raise RefusedError(
            say(
                "There is no request {id}. Which ones are open: `redaksi status`, or the register of the site.",
                id=number,
            )
        )
    view = load_request(files, path, office, now)
    if view is None:
        raise RefusedError(say("Request {id} has errors; see `redaksi check {path}`.", id=number, path=path))
    return view


def named_number(files: Files, office: Office, text: str, now: int) -> str:
    """The agenda number that somebody means, as 2026-0171. Raises RefusedError where it is none, or may be two."""
    found = read_number(text, now, office.zone, lambda one: files.size(request_path(one)) is not None)
    if isinstance(found, NoNumber):
        raise RefusedError(found.message)
    return found
