"""The answers about a step that is done: given by flags, kept from the last time, or asked for."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from workflow.cli.editorial._saved_answers import AnswerStore
from workflow.cli.shared import prompts
from workflow.cli.shared.errors import print_refusal
from workflow.cli.shared.prompts import QUESTIONS, choice_of
from workflow.cli.shared.workspace import CommitOptions, prepared_alone
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


def input_field(slot: Argument) -> str:
    """The field of a wish that an answer goes into."""
    return slot.value.replace("-", "_")


class StepOptions(CommitOptions, frozen=True, kw_only=True):
    """The flags of `redaksi step`; the command's options say what each is."""

    result: str | None
    to: str | None
    instruction: str | None
    public_reason: str | None
    news: str | None
    note: str | None
    outlets: str | None
    channel: str | None
    report: str | None
    delay: str | None
    acknowledged_by: str | None
    late: str | None
    finished: str | None
    pause: str | None
    resume: bool
    withdraw: str | None

    def arguments(self) -> dict[Argument, str]:
        """What is said of a step."""
        return {slot: words for slot in STEP_ARGUMENTS if (words := getattr(self, input_field(slot)))}


STEP_ARGUMENTS = tuple(slot for slot in Argument if input_field(slot) in StepInput.__struct_fields__)
"""What is said of a step: each is a flag and a field of a wish."""
ARGUMENT_LABELS = {slot.value: message for slot, message in QUESTIONS.items()}


def refused_arguments(error: RefusedError) -> set[Argument]:
    """The answers that a refusal is about, by the places of its findings."""
    names = {part for one in error.findings if isinstance(one.place, tuple) for part in one.place}
    return {slot for slot in STEP_ARGUMENTS if names & {slot.value, input_field(slot)}}


class StepAnswers:
    """One person at one step."""

    def __init__(self, root: Path, office: Office, task: CurrentStep, person: str, at: int, saved: AnswerStore) -> None:
        self.root = root
        self.office, self.task, self.person, self.at, self.saved = office, task, person, at, saved

    def step_input(self, options: StepOptions) -> StepInput:
        """What the flags say, and what was typed the last time. Raises RefusedError for a word that nobody knows."""
        given = options.arguments()
        self._must_be_taken(given)
        words = options.finished
        finished = prompts.past_moment("finished", words, self.at, self.office.zone) if words else None
        step_input = StepInput(finished=finished)
        for slot, words in given.items():
            choice = choice_of(slot, self.office, self.task, self.at)
            step_input = _with_answer(
                step_input, slot, prompts.known_choice(slot.value, choice, words) if choice else words
            )
        if prompts.interactive() and self._prepare_alone(step_input).wants:
            for name, answer in self.saved.offered(ARGUMENT_LABELS).items():
                choice = choice_of(Argument(name), self.office, self.task, self.at)
                is_known = choice is None or not isinstance(choice.read(answer), UnknownWord)
                if is_known and not getattr(step_input, input_field(Argument(name))):
                    step_input = _with_answer(step_input, Argument(name), answer)
        return step_input

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

    def prepare(self, step_input: StepInput) -> PreparedStep:
        """The step as it would be entered. Raises RefusedError."""
        return plan_step(self.office.files, self.office, self.task.view.record.id, self.person, step_input, self.at)

    def _prepare_alone(self, step_input: StepInput) -> PreparedStep:
        return prepared_alone(self.root, partial(self.prepare, step_input))

    def complete(self, step_input: StepInput) -> PreparedStep:
        """The step with all that it needs: asked for, or demanded. What is refused is asked again, and that alone."""
        while True:
            try:
                ready = self._prepare_alone(step_input)
            except RefusedError as error:
                wrong = {slot for slot in refused_arguments(error) if getattr(step_input, input_field(slot))}
                if not wrong or not prompts.interactive():
                    raise
                print_refusal(error, self.office.files)
                for slot in wrong:
                    step_input = replace(step_input, **{input_field(slot): () if slot is Argument.OUTLETS else None})
                    self.saved.drop(slot.value)
                continue
            if not ready.wants:
                return ready
            if not prompts.interactive():
                choices = {want: choice_of(want, self.office, self.task, self.at) for want in ready.wants}
                prompts.require_flags(ready.wants, {want.value: choice for want, choice in choices.items()})
            step_input = self._asked(ready.wants[0], step_input)

    def _asked(self, want: Argument, step_input: StepInput) -> StepInput:
        choice = choice_of(want, self.office, self.task, self.at)
        answer = choice.ask() if choice else prompts.ask_text(translate(QUESTIONS[want]))
        self.saved.note(want.value, answer)
        return _with_answer(step_input, want, answer)


def _with_answer(step_input: StepInput, slot: Argument, answer: str) -> StepInput:
    """The wish with one more answer, which is a key or keys where the slot has keys."""
    if slot is Argument.OUTLETS:
        return replace(step_input, outlets=tuple(answer.split(",")))
    as_written = {Argument.CHANNEL: Channel, Argument.NEWS: news_key}
    return replace(step_input, **{input_field(slot): as_written.get(slot, str)(answer)})
