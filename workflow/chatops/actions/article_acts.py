"""What a comment wants done to a published story: its correction, withdrawal, republication, or another embargo."""

from collections.abc import Iterator

from msgspec.structs import replace

from workflow.chatops.actions.execute import VISIBLE_ONCE_MERGED, CommandExecutor
from workflow.chatops.actions.prompts import ARGUMENT_QUESTIONS, ARGUMENTS_MISSING
from workflow.chatops.event.result import ActionResult
from workflow.chatops.parsing.command import ParsedCommand
from workflow.config.commands import Argument, CommandAction
from workflow.git.commit_files import CommitFiles
from workflow.i18n.message import InstantValue, Message, say
from workflow.records.article import ActKind
from workflow.rules.authority.table import UNPUBLISHED_STATES
from workflow.rules.people.acts import SHOWING_ACTS
from workflow.services.article_actions import (
    NOTHING_TO_CORRECT,
    ActInput,
    ArticleAtHand,
    article_at_hand,
    read_publication_time,
)
from workflow.services.article_acts import PreparedAct, prepare_act
from workflow.services.errors import RefusedError
from workflow.services.text_authors import field_authors
from workflow.services.update_article import resolve_article_path

ARTICLE_ACTIONS = frozenset(
    (CommandAction.CORRECTION, CommandAction.WITHDRAWAL, CommandAction.REPUBLICATION, CommandAction.EMBARGO)
)
EDIT_THEN_COMMAND = say("GitHub offers to open a pull request with the edit; write the command below that.")


def run_article_act(clerk: CommandExecutor, said: ParsedCommand, base: CommitFiles, head: str) -> ActionResult:
    """What comes of the command. `base`: what readers have; `head`: the branch's commit. Raises RefusedError."""
    office, kind = clerk.office, ActKind(said.command.does.value)
    path = resolve_article_path(clerk.files, office, clerk.number, clerk.now)
    story = article_at_hand(clerk.files, office, path, clerk.at, base)
    until = said.values.get(Argument.UNTIL)
    wish = ActInput(
        kind=kind,
        note=said.values.get(Argument.REASON, ""),
        moved_to=read_publication_time(until, office, clerk.at) if until else None,
    )
    if kind is ActKind.CORRECTION and story.is_shown and not story.is_another:
        return ActionResult(message=NOTHING_TO_CORRECT, number=clerk.number, points=(EDIT_THEN_COMMAND,), edit=path)
    article_at_hand(clerk.files, office, path, clerk.now, base).wants(
        wish
    )  # what readers see by now, nobody holds back
    if wants := story.wants(wish):
        lines = (f"/{said.word} {said.rest}".strip(), *(f"{office.commands.line_of(want)}: ..." for want in wants))
        points = tuple(ARGUMENT_QUESTIONS[want] for want in wants)
        return ActionResult(message=ARGUMENTS_MISSING, number=clerk.number, points=points, lines=lines)
    if kind in SHOWING_ACTS and story.changed:
        _must_be_what_was_seen(clerk, story)
    made = prepare_act(story, clerk.person, wish)
    return ActionResult(
        message=made.change.title,
        change=replace(made.change, along=()),
        number=clerk.number,
        points=(*_embargo_time(clerk, wish), *_still_needed(clerk, story, made, base, head)),
        done=True,
    )


def _embargo_time(clerk: CommandExecutor, wish: ActInput) -> Iterator[Message]:
    """The time that was read out of somebody's words, so that they see whether it is what they meant."""
    if wish.kind is ActKind.EMBARGO and wish.moved_to:
        yield say("It appears on {when}.", when=InstantValue(wish.moved_to, clerk.office.zone))


def _still_needed(
    clerk: CommandExecutor, story: ArticleAtHand, made: PreparedAct, base: CommitFiles, head: str
) -> list[Message]:
    """What is still needed before readers see it, and from whom."""
    wrote: set[str] = set()
    if made.shows_another:
        wrote = field_authors(base.repository, base, head, clerk.office, clerk.now, story.path, story.changed)
    return [
        *([made.second] if wrote & {"", clerk.person} else []),
        *([VISIBLE_ONCE_MERGED] if story.state not in UNPUBLISHED_STATES else []),
    ]


def _must_be_what_was_seen(clerk: CommandExecutor, story: ArticleAtHand) -> None:
    """Whoever vouches for a text vouches for the one that was read, never for what was put in its place meanwhile."""
    then = clerk.seen()
    if then is None:
        raise RefusedError(
            say("Nobody can say which text you read. Write this below the pull request that changes the story.")
        )
    read = article_at_hand(then, clerk.office, story.path, clerk.at, story.base)
    if read.article.seals != story.article.seals:
        raise RefusedError(say("The text was changed after you read it. Read it again, then write this anew."))
