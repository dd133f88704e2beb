"""The answers about a step that is done: given by flags, kept from the last time, or asked for."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from workflow.cli.editorial._saved_answers import AnswerStore
from workflow.cli.shared import prompts
from workflow.cli.shared.errors import tell
from workflow.cli.shared.prompts import QUESTIONS, choice_of
from workflow.config.commands import Argument
from workflow.config.office import Office
from workflow.i18n.catalog import translate
from workflow.i18n.message import WordList, say
from workflow.input.words import UnknownWord, news_key
from workflow.records.request import Channel
from workflow.services.current_step import CurrentStep
from workflow.services.errors import RefusedError
from workflow.services.inputs import StepInput
from workflow.services.plan_step import PreparedStep, plan_step


def field_of(slot: Argument) -> str:
    """The field of a wish that an answer goes into."""
    return slot.value.replace("-", "_")


SLOTS = tuple(slot for slot in Argument if field_of(slot) in StepInput.__struct_fields__)
"""What is said of a step: each is a flag and a field of a wish."""
LABELS = {slot.value: message for slot, message in QUESTIONS.items()}


def wrong_in(error: RefusedError) -> set[Argument]:
    """The answers that a refusal is about, by the places of its findings."""
    names = {part for one in error.findings if isinstance(one.place, tuple) for part in one.place}
    return {slot for slot in SLOTS if names & {slot.value, field_of(slot)}}


class StepAnswers:
    """One person at one step."""

    def __init__(self, office: Office, task: CurrentStep, person: str, at: int, kept: AnswerStore) -> None:
        self.office, self.task, self.person, self.at, self.kept = office, task, person, at, kept

    def wish(self, flags: Mapping[str, Any]) -> StepInput:
        """What the flags say, and what was typed the last time. Raises RefusedError for a word that nobody knows."""
        given = {slot: flags[field_of(slot)] for slot in SLOTS if flags[field_of(slot)]}
        self._must_be_taken(given)
        finished = prompts.past("finished", flags["finished"], self.at, self.office.zone) if flags["finished"] else None
        wish = StepInput(finished=finished)
        for slot, words in given.items():
            choice = choice_of(slot, self.office, self.task, self.at)
            wish = _with(wish, slot, prompts.known(slot.value, choice, words) if choice else words)
        if prompts.interactive() and self.prepare(wish).wants:
            for name, answer in self.kept.offered(LABELS).items():
                choice = choice_of(Argument(name), self.office, self.task, self.at)
                is_known = choice is None or not isinstance(choice.read(answer), UnknownWord)
                if is_known and not getattr(wish, field_of(Argument(name))):
                    wish = _with(wish, Argument(name), answer)
        return wish

    def _must_be_taken(self, given: Mapping[Argument, str]) -> None:
        """A flag of another step is a slip: the letter is not where its clerk takes it to be. Raises RefusedError."""
        foreign = [slot for slot in given if not self.task.takes(slot)]
        if foreign:
            message = say(
                "It is the turn of step {number}, {activity}, which takes no {flags}. Nothing was entered.",
                number=self.task.step.number,
                activity=self.task.step.activity,
                flags=WordList(tuple(f"--{slot.value}" for slot in foreign)),
            )
            raise RefusedError(message)

    def prepare(self, wish: StepInput) -> PreparedStep:
        """The step as it would be entered. Raises RefusedError."""
        return plan_step(self.office.files, self.office, self.task.view.record.id, self.person, wish, self.at)

    def complete(self, wish: StepInput) -> PreparedStep:
        """The step with all that it needs: asked for, or demanded. What is refused is asked again, and that alone."""
        while True:
            try:
                ready = self.prepare(wish)
            except RefusedError as error:
                wrong = {slot for slot in wrong_in(error) if getattr(wish, field_of(slot))}
                if not wrong or not prompts.interactive():
                    raise
                tell(error, self.office.files)
                for slot in wrong:
                    wish = replace(wish, **{field_of(slot): () if slot is Argument.OUTLETS else None})
                    self.kept.drop(slot.value)
                continue
            if not ready.wants:
                return ready
            if not prompts.interactive():
                prompts.missing(ready.wants)
            wish = self._asked(ready.wants[0], wish)

    def _asked(self, want: Argument, wish: StepInput) -> StepInput:
        choice = choice_of(want, self.office, self.task, self.at)
        answer = choice.ask() if choice else prompts.text(translate(QUESTIONS[want]))
        self.kept.note(want.value, answer)
        return _with(wish, want, answer)


def _with(wish: StepInput, slot: Argument, answer: str) -> StepInput:
    """The wish with one more answer, which is a key or keys where the slot has keys."""
    if slot is Argument.OUTLETS:
        return replace(wish, outlets=tuple(answer.split(",")))
    as_written = {Argument.CHANNEL: Channel, Argument.NEWS: news_key}
    return replace(wish, **{field_of(slot): as_written.get(slot, str)(answer)})
