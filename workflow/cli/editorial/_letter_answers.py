"""The answers about a letter that is registered: given by flags, kept from the last time, or asked for."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from workflow.cli.editorial._saved_answers import AnswerStore
from workflow.cli.shared import prompts
from workflow.cli.shared.prompts import Choice
from workflow.cli.shared.workspace import CommitOptions
from workflow.config.office import Office
from workflow.i18n.catalog import tr, translate
from workflow.i18n.dates import local_time
from workflow.i18n.message import Message, say
from workflow.input import vocabularies
from workflow.input.ambiguity import unambiguous
from workflow.records.request import Nature
from workflow.services.errors import RefusedError
from workflow.services.inputs import LetterInput
from workflow.services.register_letter import RegisteredError, missing_delay_arguments

REQUIRED_ANSWERS = ("number", "date", "from", "subject")
"""What a script must give; at a terminal also the rest is asked for, in the order of QUESTIONS."""
*_, RECEIVED = ("letter", "received")
"""The field that says when a letter came in; a status is called so, too."""
QUESTIONS: dict[str, Message] = {
    "number": say("The number on the letter?"),
    "date": say("The date on the letter?"),
    "received": say("When did it come in? The SOP's clock starts then"),
    "from": say("Who sent it (a short name is enough)?"),
    "subject": say("What does it ask for?"),
    "body": say("The data to be published, in a sentence; more can be written into the file later"),
}


def refused_answers(error: RefusedError) -> set[str]:
    """The answers that a refusal is about."""
    if isinstance(error, RegisteredError):
        return {"number"}
    places = [one.place for one in error.findings]
    fields = {str(part) for place in places if isinstance(place, tuple) for part in place[1:2] if place[0] == "letter"}
    return (fields & QUESTIONS.keys()) | ({"body"} if any(isinstance(place, int) for place in places) else set())


class LetterOptions(CommitOptions, frozen=True, kw_only=True):
    """The flags of `redaksi new`; the command's options say what each is."""

    number: str | None
    date: str | None
    received: str | None
    sender: str | None
    subject: str | None
    nature: str
    body: str | None
    """The path of a file; "-" for standard input."""
    scan: Path | None
    delay: str | None
    acknowledged_by: str | None


class LetterAnswers:
    """What is known of a letter so far, as it was written; read anew each time, so that a wrong answer can go."""

    def __init__(self, office: Office, at: int, options: LetterOptions, body: str, saved: AnswerStore) -> None:
        """`body`: the text of the file that is named in `options`."""
        self.office, self.at, self.options, self.saved = office, at, options, saved
        given = {
            "number": options.number,
            "date": options.date,
            "received": options.received,
            "from": options.sender,
            "subject": options.subject,
            "body": body,
        }
        self.given: dict[str, str] = {name: answer for name, answer in given.items() if answer}
        self.is_asked = bool(self.lacking()) and prompts.interactive()
        if self.is_asked:
            self.given = saved.offered(QUESTIONS) | self.given

    def lacking(self) -> list[str]:
        """What a script would have to give."""
        return [name for name in REQUIRED_ANSWERS if name not in self.given]

    def drop(self, names: Iterable[str]) -> None:
        """Ask these again."""
        self.is_asked = True
        for name in names:
            self.given.pop(name, None)
            self.saved.drop(name)

    def letter(self) -> LetterInput:
        """The letter, what is missing asked for or demanded. Raises RefusedError for what is not understood."""
        if self.lacking() and not self.is_asked:
            prompts.require_flags(self.lacking())
        zone = self.office.zone
        number = self._answer("number")
        given = self._unread("date", f"{local_time(self.at, zone):%Y-%m-%d}")
        date = prompts.past_day("date", given, self.at, zone, translate(QUESTIONS["date"]))
        self._note("date", unambiguous(date, zone))
        received = self._received()
        choice = Choice(translate(QUESTIONS["from"]), vocabularies.agencies(self.office))
        sender = prompts.known_choice("from", choice, self._unread("from"))
        self._note("from", sender)
        natures = Choice(tr("Which nature has the letter?"), vocabularies.natures())
        letter = LetterInput(
            number=number,
            date=date,
            received=received,
            sender=sender,
            subject=self._answer("subject"),
            nature=Nature(prompts.known_choice("nature", natures, self.options.nature)),
            body=self._answer("body") if self.is_asked else self.given.get("body", ""),
        )
        return self._with_delay(letter)

    def _answer(self, name: str, proposed: str | None = None) -> str:
        """An answer as it was written, asked for where there is none."""
        if name not in self.given:
            self._note(name, prompts.ask_text(translate(QUESTIONS[name]), proposed))
        return self.given[name]

    def _unread(self, name: str, proposed: str | None = None) -> str:
        """An answer that is kept only once it is understood."""
        return self.given.get(name) or prompts.ask_text(translate(QUESTIONS[name]), proposed)

    def _note(self, name: str, answer: str) -> None:
        self.given[name] = answer
        if self.is_asked:
            self.saved.note(name, answer)

    def _received(self) -> int:
        """When the letter came in; in a script now, where nothing is said."""
        if RECEIVED not in self.given and not self.is_asked:
            return self.at
        given = self._unread(RECEIVED, unambiguous(self.at, self.office.zone))
        received = prompts.past_moment(RECEIVED, given, self.at, self.office.zone, translate(QUESTIONS[RECEIVED]))
        self._note(RECEIVED, unambiguous(received, self.office.zone))
        return received

    def _with_delay(self, letter: LetterInput) -> LetterInput:
        """The letter with what must be said where the first step's norm was overrun."""
        heads = vocabularies.people(self.office, self.at, self.office.editions[-1].head)
        choices = {
            "delay": Choice(tr("The norm was overrun. Why?"), vocabularies.named_items(self.office.delays)),
            "acknowledged-by": Choice(tr("Which head took note of the delay?"), heads),
        }
        given = {"delay": self.options.delay, "acknowledged-by": self.options.acknowledged_by}
        said = {name: prompts.known_choice(name, choices[name], words) for name, words in given.items() if words}
        wants = [want for want in missing_delay_arguments(self.office, letter, self.at) if want not in said]
        if wants and not prompts.interactive():
            late = tr("The letter came in longer ago than the first step may take, so the delay must be accounted for.")
            prompts.require_flags(wants, choices, late)
        for want in wants:
            self.given[want] = said[want] = self.given.get(want) or choices[want].ask()
        return replace(letter, delay=said.get("delay"), acknowledged_by=said.get("acknowledged-by"))
