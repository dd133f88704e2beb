"""The questions of `redaksi init`: what is asked, what is proposed, and how an answer is read."""

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from msgspec import Struct

from workflow.cli.shared import prompts
from workflow.cli.shared.usage_exit import complain
from workflow.config.commit_addresses import is_private_provider, may_stand_in_git
from workflow.git.worktree import GitIdentity, known_identity
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message, say
from workflow.input.words import UnknownWord, Vocabulary
from workflow.reporters.escape import printable
from workflow.scaffold.answers import (
    ROLES,
    UNNAMED,
    AnswerError,
    Answers,
    SopStart,
    Zone,
    default_regency,
    default_website,
    read_text,
    read_website,
    region_of,
)
from workflow.scaffold.people import FORM_OF_NAMES, keyed_people, must_agree, read_people

ZONE_NAMES = Vocabulary(
    {Zone.WIB: ("WIB", "barat", "jakarta"), Zone.WITA: ("WITA", "tengah"), Zone.WIT: ("WIT", "timur")}
)
SOP_NAMES = Vocabulary({SopStart.TEMPLATE: ("418", "template", "acuan"), SopStart.EMPTY: ("kosong", "empty")})
ZONE_HOURS = {7: Zone.WIB, 8: Zone.WITA, 9: Zone.WIT}
"""By how far a computer's clock is ahead of UTC."""
_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,190}")


class Question(Struct, frozen=True):
    """One thing that is asked."""

    text: Message
    read: Callable[[str], Any]
    """Raises AnswerError."""
    propose: Callable[[Mapping[str, Any], Path], str]
    """The default: of what was answered before, and the new folder."""


def _chosen(vocabulary: Vocabulary) -> Callable[[str], str]:
    def read(answer: str) -> str:
        found = vocabulary.find(answer)
        if isinstance(found, UnknownWord):
            raise AnswerError(found.question())
        return found

    return read


def _zone(answer: str) -> str:
    found = ZONE_NAMES.find(answer)
    if isinstance(found, UnknownWord):
        raise AnswerError(say("“{answer}” is no time zone. Write WIB, WITA or WIT.", answer=answer))
    return found


def _proposed_name(_: Mapping[str, Any], folder: Path) -> str:
    return f"Dinas Komunikasi dan Informatika {default_regency(folder.absolute().name)}"


def _proposed_regency(known: Mapping[str, Any], folder: Path) -> str:
    return region_of(known["name"]) or default_regency(folder.absolute().name)


def _proposed_person(role: str) -> Callable[[Mapping[str, Any], Path], str]:
    title = role.replace("-", " ").capitalize()
    return lambda _, __: f"{title} {UNNAMED}"


QUESTIONS: dict[str, Question] = {
    "name": Question(say("Name of the office?"), read_text, _proposed_name),
    "regency": Question(say("Regency or city?"), read_text, _proposed_regency),
    "zone": Question(
        say(
            "Time zone? WIB: Sumatra, Java, West and Central Kalimantan; WITA: Bali, Nusa Tenggara, South, East and "
            "North Kalimantan, Sulawesi; WIT: Maluku, Papua"
        ),
        _zone,
        lambda _, __: ZONE_HOURS.get((time.localtime().tm_gmtoff or 0) // 3600, Zone.WIB),
    ),
    "website": Question(say("Address of the site?"), read_website, lambda known, _: default_website(known["regency"])),
    **{
        flag: Question(say("Who is {title}?", title=one.title), read_people, _proposed_person(one.role))
        for flag, one in ROLES.items()
    },
    "sop": Question(
        say(
            "SOP: 418 (another office's eight steps, as an example to mend) or kosong (empty, to fill in from "
            "your own)?"
        ),
        _chosen(SOP_NAMES),
        lambda _, __: "418",
    ),
}
"""By their flags, in the order in which they are asked."""


def ask(folder: Path, given: Mapping[str, str | None], *, yes: bool) -> Answers:
    """All answers: of flags, of the person at the terminal, or with `yes` as proposed. Ends at a wrong one."""
    missing = [flag for flag in QUESTIONS if given.get(flag) is None]
    is_asked = bool(missing) and prompts.interactive() and not yes
    if missing and not (yes or is_asked):
        click.echo(tr("Add --yes to take what is proposed."), err=True)
        prompts.require_flags(missing)
    if not is_asked:
        return _answers(_known(folder, given, {}, is_asked=False))
    click.echo(tr("An empty line takes what stands in brackets. People: {form}.", form=tr(FORM_OF_NAMES)))
    typed: dict[str, str] = {}
    while True:
        answers = _answers(_known(folder, given, typed, is_asked=True))
        _show(answers)
        if prompts.confirm(tr("Names and accounts stay in the history for good. Is all of this right?")):
            return answers
        given = {}


def _known(folder: Path, given: Mapping[str, str | None], typed: dict[str, str], *, is_asked: bool) -> dict[str, Any]:
    """Each answer, asked again until it can be read. `typed`: what was typed before, proposed anew."""
    known: dict[str, Any] = {}
    for flag, question in QUESTIONS.items():
        words = given.get(flag)
        while flag not in known:
            if words is None:
                proposed = typed.get(flag) or question.propose(known, folder)
                words = prompts.ask_text(translate(question.text), proposed) if is_asked else proposed
            try:
                answer = question.read(words)
                must_agree({one: people for one, people in {**known, flag: answer}.items() if one in ROLES})
                known[flag], typed[flag] = answer, words
            except AnswerError as error:
                if not is_asked:
                    complain(f"--{flag}: {translate(error.message)}")
                click.echo(translate(error.message))
                words = None
    return known


def _answers(known: Mapping[str, Any]) -> Answers:
    return Answers(
        name=known["name"],
        regency=known["regency"],
        zone=Zone(known["zone"]),
        website=known["website"],
        holders={one.role: known[flag] for flag, one in ROLES.items()},
        sop=SopStart(known["sop"]),
    )


def _show(answers: Answers) -> None:
    """What will be written, for somebody to look over."""
    titles = {one.role: one.title for one in ROLES.values()}
    click.echo(f"\n{answers.name}, {answers.regency}, {answers.zone}\n{answers.website}")
    for person, roles in keyed_people(answers.holders).values():
        account = f"@{person.github}" if person.github else tr("without an account")
        click.echo(f"- {person.name} ({account}): {', '.join(titles[role] for role in roles)}")
    click.echo(f"SOP: {SOP_NAMES.shown(answers.sop)}\n")


def committing_identity(folder: Path, website: str, *, yes: bool) -> GitIdentity | None:
    """Who makes the first commit, where Git knows nobody yet or an address that must not enter the history.

    Asked for at a terminal. Ends the program in a script. `website`: the office's, whose domain is its own.
    """
    parent = next(one for one in folder.absolute().parents if one.is_dir())
    known = known_identity(parent)
    if known and not is_private_provider(known.email.rpartition("@")[2]):
        return None
    explained = (
        say(
            "Git commits with {email} here, a private address, which would enter the office's history. Once for "
            "this computer: `git config --global user.email ADDRESS` (GitHub's noreply address: Settings > Emails).",
            email=known.email,
        )
        if known
        else say(
            "Git does not know who you are, and the office's history begins with your commit. Once for this computer: "
            '`git config --global user.name "NAME"` and `git config --global user.email ADDRESS` '
            "(the noreply address of GitHub: Settings > Emails)."
        )
    )
    if yes or not prompts.interactive():
        complain(translate(explained))
    click.echo(translate(explained))
    click.echo(tr("Or answer here, for this office alone:"))
    return GitIdentity(prompts.ask_text(tr("Your name?"), known.name if known else None), _asked_address(website))


def _asked_address(website: str) -> str:
    """An address for commits that reaches nobody, or one of the office's own domain; asked again until it is one."""
    labels = (urlsplit(website).hostname or "").split(".")
    domains = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    while True:
        address = prompts.ask_text(tr("Your noreply address?"))
        if _ADDRESS.fullmatch(address) and may_stand_in_git(address, domains):
            return address
        click.echo(
            tr(
                "“{address}” is neither a noreply address nor one of the office's own domain ({domain}). GitHub shows "
                "yours under Settings > Emails: NUMBER+ACCOUNT@users.noreply.github.com.",
                address=printable(address),
                domain=domains[0] if domains else website,
            )
        )
