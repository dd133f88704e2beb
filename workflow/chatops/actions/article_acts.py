"""Acts on a published story by comment: correction, withdrawal, republication, moving the embargo."""

from collections.abc import Iterator

from msgspec.structs import replace

from workflow.chatops.actions.execute import VISIBLE_ONCE_MERGED, CommandExecutor
from workflow.chatops.actions.prompts import ARGUMENT_QUESTIONS, ARGUMENTS_MISSING, command_again
from workflow.chatops.event.result import ActionResult
from workflow.chatops.parsing.command import ParsedCommand
from workflow.config.commands import Argument, CommandAction
from workflow.git.commit_files import CommitFiles
from workflow.i18n.message import InstantValue, Message, say
from workflow.records.article import DATING_ACTS, SHOWING_ACTS, ActKind
from workflow.rules.authority.table import UNPUBLISHED_STATES
from workflow.services.article_actions import (
    NOTE_ARGUMENTS,
    NOTHING_TO_CORRECT,
    ActInput,
    ArticleAtHand,
    article_at_hand,
    read_act_times,
)
from workflow.services.article_acts import PreparedAct, prepare_act
from workflow.services.errors import RefusedError
from workflow.services.text_authors import field_authors
from workflow.services.update_article import resolve_article_path

ARTICLE_ACTIONS = frozenset(CommandAction(kind.value) for kind in ActKind)
VALID_UNTIL = say("Until when is the story valid? A day and a time, as in 30 November 18.00")
EDIT_THEN_COMMAND = say("GitHub offers to open a pull request with the edit; write the command below that.")


def run_article_act(executor: CommandExecutor, parsed: ParsedCommand, base: CommitFiles, head: str) -> ActionResult:
    """What comes of the command. `base`: what readers have; `head`: the branch's commit. Raises RefusedError."""
    office, kind = executor.office, ActKind(parsed.command.does.value)
    path = resolve_article_path(executor.files, office, executor.number, executor.now)
    story = article_at_hand(executor.files, office, path, executor.at, base)
    act_input = _input(kind, parsed, executor)
    if kind is ActKind.CORRECTION and story.is_shown and not story.is_another:
        return ActionResult(message=NOTHING_TO_CORRECT, number=executor.number, points=(EDIT_THEN_COMMAND,), edit=path)
    article_at_hand(executor.files, office, path, executor.now, base).wants(
        act_input
    )  # what readers see by now, nobody holds back
    if wants := story.wants(act_input):
        names = {want: office.commands.line_of(want) for want in wants}
        first = command_again(parsed, [want for want, name in names.items() if not name])
        lines = (first, *(f"{name}: ..." for name in names.values() if name))
        points = tuple(_question(want, kind) for want in wants)
        return ActionResult(message=ARGUMENTS_MISSING, number=executor.number, points=points, lines=lines)
    if kind in SHOWING_ACTS and story.changed:
        _must_be_what_was_seen(executor, story)
    prepared = prepare_act(story, executor.person, act_input)
    return ActionResult(
        message=prepared.change.title,
        change=replace(prepared.change, along=()),
        number=executor.number,
        points=(*_embargo_time(executor, act_input), *_still_needed(executor, story, prepared, base, head)),
        done=True,
    )


def _input(kind: ActKind, parsed: ParsedCommand, executor: CommandExecutor) -> ActInput:
    """What the command asks for. Raises RefusedError for a time that is not understood."""
    said = {name: parsed.values.get(name, "") for name in Argument}
    return ActInput(
        kind=kind,
        note=said[NOTE_ARGUMENTS[kind]],
        respondent=said[Argument.RESPONDENT],
        capacity=said[Argument.CAPACITY],
        **read_act_times(kind, said[Argument.UNTIL], said[Argument.RECEIVED], executor.office, executor.at),
    )


def _question(want: Argument, kind: ActKind) -> Message:
    return VALID_UNTIL if (want, kind) == (Argument.UNTIL, ActKind.EXPIRY) else ARGUMENT_QUESTIONS[want]


def _embargo_time(executor: CommandExecutor, act_input: ActInput) -> Iterator[Message]:
    """The time that was read out of somebody's words, so that they see whether it is what they meant."""
    if act_input.kind in DATING_ACTS and act_input.moved_to:
        when = InstantValue(act_input.moved_to, executor.office.zone)
        is_expiry = act_input.kind is ActKind.EXPIRY
        yield say("It is valid until {when}.", when=when) if is_expiry else say("It appears on {when}.", when=when)


def _still_needed(
    executor: CommandExecutor, story: ArticleAtHand, prepared: PreparedAct, base: CommitFiles, head: str
) -> list[Message]:
    """What is still needed before readers see it, and from whom."""
    wrote: set[str] = set()
    if prepared.shows_another:
        wrote = field_authors(base.repository, base, head, executor.office, executor.now, story.path, story.changed)
    return [
        *([prepared.second] if wrote & {"", executor.person} else []),
        *([VISIBLE_ONCE_MERGED] if story.state not in UNPUBLISHED_STATES else []),
    ]


def _must_be_what_was_seen(executor: CommandExecutor, story: ArticleAtHand) -> None:
    """Whoever vouches for a text vouches for the one that was read, never for what was put in its place meanwhile."""
    then = executor.seen()
    if then is None:
        raise RefusedError(
            say("Nobody can say which text you read. Write this below the pull request that changes the story.")
        )
    read = article_at_hand(then, executor.office, story.path, executor.at, story.base)
    if read.article.seals != story.article.seals:
        raise RefusedError(say("The text was changed after you read it. Read it again, then write this anew."))
