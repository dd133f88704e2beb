"""`redaksi story`: what is done to a published story, and the times from and until which one is shown as valid."""

from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from workflow.cli.shared import prompts
from workflow.cli.shared.errors import exit_when_refused, usable_office
from workflow.cli.shared.options import FilledCommand, judging_time, now_option, root_option
from workflow.cli.shared.workspace import (
    CommitOptions,
    acting_person,
    confirm_and_commit,
    must_be_ready,
    prepared_alone,
)
from workflow.config.commands import Argument
from workflow.config.office import Office
from workflow.git.worktree import committed_texts
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message, say
from workflow.records.article import SHOWING_ACTS, ActKind
from workflow.records.file_source import Files, Overlay
from workflow.rules.authority.git_change import media_paths
from workflow.services.article_actions import (
    NOTE_ARGUMENTS,
    ActInput,
    ArticleAtHand,
    article_at_hand,
    read_act_times,
)
from workflow.services.article_acts import prepare_act
from workflow.services.errors import RefusedError
from workflow.services.update_article import resolve_article_path


class StoryOptions(CommitOptions, frozen=True, kw_only=True):
    """What was asked for; the options say what each field is."""

    reason: str | None
    statement: str | None
    until: str | None
    respondent: str | None
    capacity: str | None
    received: str | None


ACT_KINDS = {
    "correct": ActKind.CORRECTION,
    "withdraw": ActKind.WITHDRAWAL,
    "republish": ActKind.REPUBLICATION,
    "embargo": ActKind.EMBARGO,
    "update": ActKind.UPDATE,
    "reply": ActKind.REPLY,
    "expire": ActKind.EXPIRY,
}
QUESTIONS: dict[Argument, Message] = {
    Argument.REASON: say("Why? In words that the public reads"),
    Argument.STATEMENT: say("What are readers told? Of a reply, its words"),
    Argument.RESPONDENT: say("Who replies? A name or an institution, no address or number"),
    Argument.CAPACITY: say("In which capacity?"),
    Argument.RECEIVED: say("When did the reply come in? A day and a time, as in 20 November 09.50"),
    Argument.UNTIL: say("When is the story to appear? A day and a time, as in 30 November 09.00"),
}
VALID_UNTIL = say("Until when is the story valid? A day and a time, as in 30 November 18.00")


@click.command(
    "story",
    cls=FilledCommand,
    help=tr(
        "Correct, update, withdraw or republish a published story, show a reply to it, set or move its embargo or its "
        "expiry."
    ),
)
@root_option
@now_option
@click.argument(
    "what", metavar="correct|update|reply|expire|withdraw|republish|embargo", type=click.Choice([*ACT_KINDS])
)
@click.argument("name", metavar="ID|PATH")
@click.option("--as", "given", metavar="PERSON", help=tr("Who does it (default: the owner of Git's address)."))
@click.option("--reason", help=tr("Why, in words that the public reads."))
@click.option("--statement", help=tr("With update: what has happened since. With reply: the reply, word for word."))
@click.option(
    "--until",
    metavar="TIME",
    help=tr("With embargo: when the story is to appear, as in 30 November 09.00. With expire: until when it is valid."),
)
@click.option("--respondent", help=tr("With reply: who replies."))
@click.option("--capacity", help=tr("With reply: in which capacity, as in director of the hospital."))
@click.option("--received", metavar="TIME", help=tr("With reply: when it came in, as in 20 November 09.50."))
@click.option("--yes", is_flag=True, help=tr("Do not ask whether the change is right."))
@click.option("--dry-run", is_flag=True, help=tr("Show the change and write nothing."))
def command(root: Path, now: int | None, what: str, name: str, given: str | None, **given_options: Any) -> None:
    """Take what is missing, show the change, commit it; a correction takes the edits of its story along."""
    options = StoryOptions(**given_options)
    office = usable_office(root)
    at = judging_time(now, office)
    with exit_when_refused(office.files):
        must_be_ready(root)
        person = acting_person(root, office, given)
        path = resolve_article_path(office.files, office, name, at)
        wish = _wish(ACT_KINDS[what], options, office, at)

        def story() -> ArticleAtHand:
            base = _committed_files(root, office.files, path) if wish.kind in SHOWING_ACTS else None
            return article_at_hand(office.files, office, path, at, base)

        wish = _complete(story(), wish)
        made = prepared_alone(root, lambda: prepare_act(story(), person, wish))
        confirm_and_commit(
            root, office, person, lambda: prepare_act(story(), person, wish).change, options, now, story().base
        )
        if made.shows_another:
            click.echo(translate(made.second))


def _wish(kind: ActKind, options: StoryOptions, office: Office, at: int) -> ActInput:
    """What the options ask for. Raises RefusedError for a time that is not understood."""
    note = options.statement if NOTE_ARGUMENTS[kind] is Argument.STATEMENT else options.reason
    return ActInput(
        kind=kind,
        note=(note or "").strip(),
        respondent=(options.respondent or "").strip(),
        capacity=(options.capacity or "").strip(),
        **read_act_times(kind, options.until or "", options.received or "", office, at),
    )


def _committed_files(root: Path, files: Files, path: str) -> Files:
    """The files with this story and all beside it as the last commit has them; what it has not is empty."""
    [text] = committed_texts(root, [path]).values()
    base = Overlay(files, {path: _bytes(text)}) if text else files
    media = committed_texts(root, [*dict.fromkeys(media_paths(path, (files, base)))])
    return Overlay(base, {file: _bytes(data or "") for file, data in media.items()})


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _complete(story: ArticleAtHand, wish: ActInput) -> ActInput:
    """The wish with everything that is needed: asked for, or demanded."""
    while wants := story.wants(wish):
        if not prompts.interactive():
            prompts.require_flags(wants)
        wish = _asked(wants[0], story, wish)
    return wish


def _asked(want: Argument, story: ArticleAtHand, wish: ActInput) -> ActInput:
    question = VALID_UNTIL if (want, wish.kind) == (Argument.UNTIL, ActKind.EXPIRY) else QUESTIONS[want]
    words = prompts.ask_text(translate(question))
    if want not in (Argument.UNTIL, Argument.RECEIVED):
        return replace(wish, **{want.value if want in (Argument.RESPONDENT, Argument.CAPACITY) else "note": words})
    until, received = (words, "") if want is Argument.UNTIL else ("", words)
    try:
        return replace(wish, **read_act_times(wish.kind, until, received, story.office, story.now))
    except RefusedError as error:
        click.echo(translate(error.message))
        return wish
