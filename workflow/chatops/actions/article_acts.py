"""What a comment wants done to a published story: its correction, withdrawal, republication, or another embargo."""

from collections.abc import Iterator

from msgspec.structs import replace

from workflow.chatops.actions.execute import MERGED, Clerk
from workflow.chatops.actions.prompts import ASKED, LACKING
from workflow.chatops.event.result import Outcome
from workflow.chatops.parsing.command import Said
from workflow.config.commands import Doing, Slot
from workflow.git.commit_files import Tree
from workflow.i18n.message import Message, When, say
from workflow.records.article import ActKind
from workflow.rules.authority.table import UNPUBLISHED
from workflow.rules.people.acts import SHOWING
from workflow.services.article_actions import UNCORRECTED, ActWish, Story, story_at, when
from workflow.services.article_acts import Acted, act
from workflow.services.errors import RefusedError
from workflow.services.text_authors import makers
from workflow.services.update_article import story_path

ACTS = frozenset((Doing.CORRECTION, Doing.WITHDRAWAL, Doing.REPUBLICATION, Doing.EMBARGO))
THEN = say("GitHub offers to open a pull request with the edit; write the command below that.")


def acted(clerk: Clerk, said: Said, base: Tree, head: str) -> Outcome:
    """What comes of the command. `base`: what readers have; `head`: the branch's commit. Raises RefusedError."""
    office, kind = clerk.office, ActKind(said.command.does.value)
    path = story_path(clerk.files, office, clerk.number, clerk.now)
    story = story_at(clerk.files, office, path, clerk.at, base)
    until = said.values.get(Slot.UNTIL)
    wish = ActWish(
        kind=kind, note=said.values.get(Slot.REASON, ""), moved_to=when(until, office, clerk.at) if until else None
    )
    if kind is ActKind.CORRECTION and story.is_shown and not story.is_another:
        return Outcome(message=UNCORRECTED, number=clerk.number, points=(THEN,), edit=path)
    story_at(clerk.files, office, path, clerk.now, base).wants(wish)  # what readers see by now, nobody holds back
    if wants := story.wants(wish):
        lines = (f"/{said.word} {said.rest}".strip(), *(f"{office.commands.line_of(want)}: ..." for want in wants))
        points = tuple(ASKED[want] for want in wants)
        return Outcome(message=LACKING, number=clerk.number, points=points, lines=lines)
    if kind in SHOWING and story.changed:
        _must_be_what_was_seen(clerk, story)
    made = act(story, clerk.person, wish)
    return Outcome(
        message=made.change.title,
        change=replace(made.change, along=()),
        number=clerk.number,
        points=(*_appearing(clerk, wish), *_told(clerk, story, made, base, head)),
        done=True,
    )


def _appearing(clerk: Clerk, wish: ActWish) -> Iterator[Message]:
    """The time that was read out of somebody's words, so that they see whether it is what they meant."""
    if wish.kind is ActKind.EMBARGO and wish.moved_to:
        yield say("It appears on {when}.", when=When(wish.moved_to, clerk.office.zone))


def _told(clerk: Clerk, story: Story, made: Acted, base: Tree, head: str) -> list[Message]:
    """What is still needed before readers see it, and from whom."""
    wrote: set[str] = set()
    if made.shows_another:
        wrote = makers(base.repository, base, head, clerk.office, clerk.now, story.path, story.changed)
    return [
        *([made.second] if wrote & {"", clerk.person} else []),
        *([MERGED] if story.state not in UNPUBLISHED else []),
    ]


def _must_be_what_was_seen(clerk: Clerk, story: Story) -> None:
    """Whoever vouches for a text vouches for the one that was read, never for what was put in its place meanwhile."""
    then = clerk.seen()
    if then is None:
        raise RefusedError(
            say("Nobody can say which text you read. Write this below the pull request that changes the story.")
        )
    read = story_at(then, clerk.office, story.path, clerk.at, story.base)
    if read.article.seals != story.article.seals:
        raise RefusedError(say("The text was changed after you read it. Read it again, then write this anew."))
