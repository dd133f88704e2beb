"""Prompts at a terminal for what is still needed. In a script nothing is asked: the missing flags are named.

Answers are read as everywhere else (`workflow/input`); what is unclear is asked back with numbered choices.
"""

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

import click

from workflow.cli.shared.usage_exit import complain
from workflow.config.commands import Argument
from workflow.config.office import Office
from workflow.i18n.catalog import format_value, tr, translate
from workflow.i18n.message import Message, say
from workflow.input import vocabularies
from workflow.input.ambiguity import Direction, Read, Unclear
from workflow.input.dates import read_day, read_moment
from workflow.input.words import MOST_LISTED, YES_NO, UnknownWord, Vocabulary
from workflow.reporters.escape import printable
from workflow.services.current_step import CurrentStep
from workflow.services.errors import RefusedError

DAY_EXAMPLE, TIME_EXAMPLE = "20 November 2026", "20 November 2026 09.50"

NOTHING: "Mapping[str, Choice | None]" = {}


def interactive() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def require_flags(wants: Iterable[str], choices: "Mapping[str, Choice | None]" = NOTHING, why: str = "") -> NoReturn:
    """End with 2, naming the flags that a script must give, and what each is chosen from. `why`: said first."""
    wants = [*wants]
    flags = ", ".join(f"--{want}" for want in wants)
    missing = tr("This is still missing: {flags}. See `--help` for what each takes.", flags=flags)
    known = [(want, choice.vocabulary.names) for want in wants if (choice := choices.get(want))]
    lines = [f"  --{want}: {', '.join(map(printable, names))}" for want, names in known]
    complain("\n".join([*filter(None, [why]), missing, *lines]))


def picked_place(answer: str, count: int) -> int | None:
    """Which of some listed things is meant, from 0: by its number, or by a yes where there is one; None for none."""
    place = answer.strip(" .)")
    if place.isdecimal() and 0 < int(place[:3]) <= count:
        return int(place[:3]) - 1
    return 0 if count == 1 and YES_NO.find(answer) == "yes" else None


class Choice:
    """What is chosen by one word or by several, and how it is asked for."""

    def __init__(self, question: str, vocabulary: Vocabulary, *, several: bool = False) -> None:
        self.question, self.vocabulary, self.several = question, vocabulary, several

    def ask(self, given: str = "") -> str:
        """An answer that is understood, by its keys with commas between them. `given`: what was answered already."""
        names = [*self.vocabulary.names]
        offered = names if len(names) <= MOST_LISTED and not given else []
        before = after = ""
        while True:
            if not given:
                self._list(offered)
                given = ask_text(self.question)
            answer = before + self._numbered(given, offered) + after
            choice = self.read(answer)
            if not isinstance(choice, UnknownWord):
                return choice
            click.echo(translate(choice.question()))
            is_one_of_several = self.several and choice.near and choice.word in answer
            before, after = answer.split(choice.word, 1) if is_one_of_several else ("", "")
            offered, given = [*choice.near] or (names if len(names) <= MOST_LISTED else []), ""

    def read(self, given: str) -> str | UnknownWord:
        """What an answer means."""
        found = self.vocabulary.several(given) if self.several else self.vocabulary.find(given)
        if found == ():
            return UnknownWord(
                given, (), tuple(map(self.vocabulary.shown, self.vocabulary.names)), self.vocabulary.file
            )
        return ",".join(found) if isinstance(found, tuple) else found

    def _numbered(self, given: str, offered: Sequence[str]) -> str:
        """An answer with each number replaced by what stands beside it in the list."""
        parts = given.replace(";", ",").split(",") if self.several else [given]
        return ",".join(
            part if (place := picked_place(part, len(offered))) is None else offered[place] for part in parts
        )

    def _list(self, offered: Sequence[str]) -> None:
        for place, key in enumerate(offered, 1):
            name = printable(self.vocabulary.shown(key))
            click.echo(f"  {place}. {name}" + (f"  ({key})" if name != key else ""))


def known_choice(flag: str, choice: Choice, given: str) -> str:
    """What a flag means. Asked back at a terminal; in a script RefusedError names the candidates."""
    key = choice.read(given)
    if not isinstance(key, UnknownWord):
        return key
    if interactive():
        return choice.ask(given)
    raise RefusedError(key.question(f"--{flag}: "))


def past_day(flag: str, given: str, at: int, zone: str, question: str = "") -> dt.date:
    """The day that a flag or an answer names, like `known_choice`. `question`: what is asked again."""
    return _understood(flag, given, lambda words: read_day(words, at, zone, Direction.PAST), DAY_EXAMPLE, question)


def past_moment(flag: str, given: str, at: int, zone: str, question: str = "") -> int:
    """The moment at which something happened, like `past_day`; seconds since the epoch."""
    return _understood(flag, given, lambda words: read_moment(words, at, zone, Direction.PAST), TIME_EXAMPLE, question)


def _understood(flag: str, given: str, read: Callable[[str], Read | Unclear[Read]], like: str, question: str) -> Read:
    readings: tuple[Read, ...] = ()
    while True:
        place = picked_place(given, len(readings))
        answer = read(given) if place is None else readings[place]
        if not isinstance(answer, Unclear):
            return answer
        if not interactive():
            raise RefusedError(answer.question(like, f"--{flag}: "))
        readings = answer.readings
        click.echo(translate(answer.reason() if readings else answer.question(like)))
        for number, reading in enumerate(readings, 1):
            click.echo(f"  {number}. {format_value(answer.shown(reading))}")
        again = tr("Which one? A number, or the date anew") if readings else question or f"--{flag}"
        given = ask_text(again)


def ask_text(question: str, proposed: str | None = None) -> str:
    """A line of text."""
    while True:
        answer = str(click.prompt(question, default=proposed)).strip()
        if answer:
            return answer


def confirm(question: str) -> bool:
    """Whether somebody agrees, by any word for yes or no; an empty line agrees."""
    while True:
        answer = str(click.prompt(question, default=tr("yes"))).strip()
        found = YES_NO.find(answer)
        if not isinstance(found, UnknownWord):
            return found == "yes"
        click.echo(tr("Please answer yes or no."))


QUESTIONS: dict[Argument, Message] = {
    Argument.RESULT: say("How does the step end?"),
    Argument.TO: say("To whom does the disposition go?"),
    Argument.INSTRUCTION: say("Instruction?"),
    Argument.PUBLIC_REASON: say("Why not? The sender reads this, not the instruction"),
    Argument.NEWS: say("Which article (year/name)? `redaksi draft` begins one"),
    Argument.NOTE: say("Why? In a sentence"),
    Argument.OUTLETS: say("Where was it published or sent? Several with commas"),
    Argument.CHANNEL: say("How was the sender told?"),
    Argument.REPORT: say("Number of the report?"),
    Argument.DELAY: say("The norm was overrun. Why?"),
    Argument.ACKNOWLEDGED: say("Which head took note of the delay?"),
}


def choice_of(want: Argument, office: Office, task: CurrentStep, at: int) -> Choice | None:
    """What a step's flag or answer is chosen from; None for free text."""
    edition = task.view.edition
    found = {
        Argument.RESULT: lambda: vocabularies.results(office, [task.step]),
        Argument.TO: lambda: vocabularies.roles(office, edition, {edition.head}),
        Argument.OUTLETS: lambda: vocabularies.outlets(office),
        Argument.CHANNEL: lambda: vocabularies.channels(office),
        Argument.DELAY: lambda: vocabularies.named_items(office.delays),
        Argument.ACKNOWLEDGED: lambda: vocabularies.people(office, at, edition.head),
    }.get(want)
    return Choice(translate(QUESTIONS[want]), found(), several=want is Argument.OUTLETS) if found else None
