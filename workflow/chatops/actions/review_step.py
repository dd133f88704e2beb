"""A review that is a step: an approval with its remark, a request for changes with its text as the note.

What a review decides is GitHub's word. Its text is its writer's only as long as nobody changed it: whoever may write to
a repository may edit other people's reviews. So an approval counts without such words, a request for changes does not.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from workflow.chatops.actions.execute import CommandExecutor
from workflow.chatops.event.dispatch import return_command
from workflow.chatops.event.reply import Reply, no_action_reply
from workflow.chatops.event.result import ActionResult
from workflow.chatops.parsing.command import ParsedCommand
from workflow.config.commands import Argument
from workflow.config.office import Office
from workflow.forge.edit_history import is_review_edited
from workflow.forge.event import Event, EventKind, IgnoreReason
from workflow.forge.rest_api import GitHub
from workflow.forge.reviews import CHANGES_REQUESTED, DISMISSED
from workflow.git.program_commits import CHANGES_REQUESTED_TRAILER
from workflow.i18n.message import Message, say
from workflow.rules.privacy._personal_data import find_personal_data, public_contacts
from workflow.services.errors import RefusedError

APPROVAL_STAYS = say(
    "Your approval is entered as a step and stays one, though GitHub marks the review as dismissed once a commit "
    "follows. You need not approve again: the one approval that GitHub wants before a merge is given by whoever "
    "merges, for the last commit."
)
MERGE_HELD_BACK = say(
    "The text is returned with your words as the note. GitHub holds back the merge until you approve the text anew or "
    "the review is dismissed."
)
WORDS_NOT_KEPT = say(
    "Your approval is entered, but not the words of your review: they were changed after they were sent, hold "
    "something personal, or the check refuses them."
)
DISMISSED_UNREAD = say(
    "This review was dismissed before it was read, as by a change that was pushed meanwhile. Nothing was entered. If "
    "it was an approval, read the text as it is now and approve it anew."
)
PERSONAL_DATA_IN_REVIEW = say(
    "A telephone number, an e-mail address or an identity number of a person stands in your review, and everybody can "
    "read it here. Nothing was entered: take it out (… > Edit) and write the command as a comment, without it:"
)


class ReviewStep:
    """One review of a letter's text, and the step that it may be."""

    def __init__(
        self, forge: GitHub, event: Event, office: Office, clerk: CommandExecutor, said: ParsedCommand
    ) -> None:
        self.forge, self.event, self.office = forge, event, office
        self.clerk, self.said = clerk, said

    def told(self, outside: Message | None) -> Reply | IgnoreReason | None:
        """What is said of a review that is no step; None for one that is. `outside`: why its writer may do nothing."""
        is_due = self.clerk.is_due(self.said)
        is_theirs = is_due and not outside and self.clerk.is_theirs()
        if self.event.state == CHANGES_REQUESTED:
            return self._objected() if is_theirs else no_action_reply(self.office, IgnoreReason.OBJECTION, outside)
        is_lost = self.event.state == DISMISSED
        if not is_due or (is_lost and not is_theirs):
            return IgnoreReason.REVIEW
        if not is_theirs:
            return no_action_reply(self.office, IgnoreReason.ROLE, outside)
        if self.said.number and self._is_changed():  # perhaps somebody else chose the letter
            return no_action_reply(self.office, IgnoreReason.EDITED, line=f"/{self.said.word} {self.said.rest}")
        return Reply(outcome=ActionResult(message=DISMISSED_UNREAD), office=self.office) if is_lost else None

    def entered(self) -> ActionResult:
        """What comes of it: an approval also where its words cannot be kept. Raises RefusedError."""
        if self.event.state == CHANGES_REQUESTED:
            outcome = self.clerk.carry_out(self.said)
            return replace(outcome, trailers=(CHANGES_REQUESTED_TRAILER,), points=(*review_notes(self.event, outcome),))
        try:
            is_kept = not (self._is_changed() or self._is_personal())
            outcome = self.clerk.carry_out(self.said if is_kept else self._wordless())
        except RefusedError as error:
            if self.said.values == self._wordless().values or not error.findings:
                raise
            is_kept, outcome = False, self.clerk.carry_out(self._wordless())
        lost = () if is_kept or not outcome.done else (WORDS_NOT_KEPT,)
        return replace(outcome, points=(*outcome.points, *review_notes(self.event, outcome), *lost))

    def _objected(self) -> Reply | None:
        """Why the words of a request for changes cannot be the note of a step; None where they can."""
        if self._is_changed():
            return no_action_reply(self.office, IgnoreReason.EDITED, line=return_command(self.said))
        if self._is_personal():
            return Reply(
                outcome=ActionResult(message=PERSONAL_DATA_IN_REVIEW, lines=(return_command(self.said),)),
                office=self.office,
            )
        return None

    def _is_changed(self) -> bool:
        """Whether somebody changed the words, perhaps to none: those of single lines alone may say something else."""
        has_words = bool(self.event.text.strip() or self.event.remarks)
        return has_words and is_review_edited(self.forge, self.event.node)

    def _is_personal(self) -> bool:
        return any(True for _ in find_personal_data("\n".join(self.said.values.values()), public_contacts(self.office)))

    def _wordless(self) -> ParsedCommand:
        return replace(self.said, values={Argument.RESULT: self.said.values[Argument.RESULT]})


def review_notes(event: Event, outcome: ActionResult) -> Iterator[Message]:
    """What whoever reviewed is told of the review that became a step."""
    if event.kind is EventKind.REVIEW and outcome.done:
        yield MERGE_HELD_BACK if event.state == CHANGES_REQUESTED else APPROVAL_STAYS
