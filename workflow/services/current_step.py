"""The step whose turn it is, and what is still missing to do it."""

from collections.abc import Iterator

from msgspec import Struct

from workflow.config.commands import Argument
from workflow.config.office import Office
from workflow.i18n.message import say
from workflow.input.agenda_number import NoAgendaNumber, read_number
from workflow.queries.open_requests import load_request
from workflow.records.file_source import Files
from workflow.records.paths import request_path
from workflow.rules.context import RequestView
from workflow.services.errors import RefusedError
from workflow.services.inputs import StepInput
from workflow.sop.edition import Need, Result, Step

ARGUMENTS_OF_NEED: dict[Need, tuple[Argument, ...]] = {
    Need.DISPOSITION: (Argument.TO, Argument.INSTRUCTION, Argument.PUBLIC_REASON),
    Need.NEWS: (Argument.NEWS,),
    Need.NOTE: (Argument.NOTE,),
    Need.OUTLETS: (Argument.OUTLETS,),
    Need.NOTICE: (Argument.CHANNEL,),
    Need.REPORT: (Argument.REPORT,),
}
"""What a need is asked as. The fingerprint of an approved text is taken from the text itself."""


class CurrentStep(Struct, frozen=True):
    """A request and the step whose turn it is."""

    view: RequestView
    step: Step

    def result(self, wish: StepInput) -> Result | None:
        """The result that is wished for, or the only one there is."""
        return self.step.results.get(wish.result or self.step.only_result)

    def takes(self, slot: Argument) -> bool:
        """Whether something can be said of the step at hand at all."""
        if slot is Argument.RESULT:
            return len(self.step.results) > 1
        needs = {need for result in self.step.results.values() for need in result.needs}
        asked = {need for need, slots in ARGUMENTS_OF_NEED.items() if slot in slots}
        return slot is Argument.NOTE or not asked or not needs.isdisjoint(asked)

    def worked(self, finished: int) -> int:
        """Working seconds of the step if it ends then."""
        return self.view.office.timeline.elapsed(self.view.handed_over, finished, self.view.holds)

    def wants(self, wish: StepInput, finished: int) -> Iterator[Argument]:
        """What must still be asked, in the order in which one asks."""
        result = self.result(wish)
        if result is None:
            yield Argument.RESULT
            return
        for need in result.needs:
            for want in ARGUMENTS_OF_NEED.get(need, ()):
                if not self._has(want, wish, result):
                    yield want
        if self.worked(finished) > self.step.norm.max * 60:
            if not wish.delay:
                yield Argument.DELAY
            if not wish.acknowledged_by:
                yield Argument.ACKNOWLEDGED

    def _has(self, want: Argument, wish: StepInput, result: Result) -> bool:
        if want is Argument.TO and self._next_is_nobodys(result):
            return True
        if want is Argument.PUBLIC_REASON and not self.view.edition.tells_sender_after(result):
            return True
        known = self.view.record.news if want is Argument.NEWS else None
        return bool(getattr(wish, want.value.replace("-", "_")) or known)

    def _next_is_nobodys(self, result: Result) -> bool:
        """A letter that goes no way through the newsroom has no addressee there."""
        following = self.view.edition.by_number.get(result.next or 0)
        return following is None or following.number != self.step.number + 1


def find_current_step(files: Files, office: Office, number: str, now: int) -> CurrentStep:
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
    return CurrentStep(view, step)


def find_request(files: Files, office: Office, number: str, now: int) -> RequestView:
    """A request by its agenda number, however it is spelled. Raises RefusedError when it cannot be found or read."""
    number = resolve_number(files, office, number, now)
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


def resolve_number(files: Files, office: Office, text: str, now: int) -> str:
    """The agenda number that somebody means, as 2026-0171. Raises RefusedError where it is none, or may be two."""
    found = read_number(text, now, office.zone, lambda one: files.size(request_path(one)) is not None)
    if isinstance(found, NoAgendaNumber):
        raise RefusedError(found.message)
    return found
