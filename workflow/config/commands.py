"""Types of site_config/commands.yml: the words of the commands that people write in comments."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from workflow.records.key_types import ResultKey
from workflow.sop.edition import Edition, Need, Step
from workflow.text.field_types import Key, Line, Number


class CommandAction(StrEnum):
    """What a command does."""

    REGISTER = "register"
    """Enters the letter of an issue in the agenda."""
    STEP = "step"
    DRAFT = "draft"
    """Begins the article of a request."""
    PAUSE = "pause"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    """The sender took the letter back."""
    PHOTO = "photo"
    """Gives the article the picture that was dropped into the comment, or other words to the one it has."""
    REPLACE_PHOTO = "replace-photo"
    """The same where the article has a picture, which goes."""
    CORRECTION = "correction"
    """Enters that a published story was corrected (ralat)."""
    WITHDRAWAL = "withdrawal"
    """Withdraws a published story."""
    REPUBLICATION = "republication"
    """Shows a withdrawn story again."""
    EMBARGO = "embargo"
    """Sets or moves the time at which a story appears."""
    UPDATE = "update"
    """Tells readers of a published story what has happened since."""
    REPLY = "reply"
    """Shows somebody's reply with the story it is about (hak jawab)."""
    EXPIRY = "expiry"
    """Sets or moves the time from which on a story no longer holds."""
    MISTAKE_REPORT = "mistake-report"
    """Enters a mistake that a reader has reported."""
    MISTAKE_ANSWER = "mistake-answer"
    """Enters what came of the first report of a story that is open: a reason, or else its correction."""
    STATUS = "status"
    HELP = "help"


class Argument(StrEnum):
    """What can be said of a step, as a flag or a line of a comment; the last are of a hold, a picture or an act."""

    RESULT = "result"
    TO = "to"
    INSTRUCTION = "instruction"
    PUBLIC_REASON = "public-reason"
    NEWS = "news"
    NOTE = "note"
    OUTLETS = "outlets"
    CHANNEL = "channel"
    REPORT = "report"
    DELAY = "delay"
    ACKNOWLEDGED = "acknowledged-by"
    LATE = "late"
    UNTIL = "until"
    """The day until which a hold is meant to last; the time at which a story appears."""
    REASON = "reason"
    STATEMENT = "statement"
    """What readers are told in an update, or the words of a reply."""
    RESPONDENT = "respondent"
    CAPACITY = "capacity"
    RECEIVED = "received"
    ALT = "alt"
    """What a picture shows, for those who cannot see it."""
    CAPTION = "caption"
    CREDIT = "credit"


class Command(Struct, frozen=True, forbid_unknown_fields=True):
    """One command. Its key in the file is the word that follows the slash."""

    does: CommandAction
    help: Line
    example: Line
    also: tuple[Key, ...] = ()
    """Other spellings of the word."""
    steps: tuple[Number, ...] = ()
    """The steps that it may do, by their numbers in the SOP."""
    leaves: tuple[Need, ...] | None = None
    """The same in the words of any SOP: the steps that leave one of these; with none, those that leave nothing."""
    results: dict[Line, ResultKey] = {}
    """The words for a step's results."""
    marks: dict[Line, Argument] = {}
    """Words that say what the next ones are."""
    skip: tuple[Line, ...] = ()
    """Words that say nothing."""
    rest: Argument | None = None
    """What words without a mark are."""
    text: Argument | None = None
    """What follows a colon."""
    values: dict[Line, Line] = {}
    """Other spellings of a value."""
    defaults: dict[Argument, Line] = {}
    """What is meant when nothing is said."""
    lines: dict[Line, Argument] = {}
    """Names that may begin a line beside this command only; what follows without an empty line goes on with it."""

    def line_of(self, slot: Argument) -> str:
        """How a line begins that gives a slot of this command's own its value; "" where no line does."""
        return next((name for name, known in self.lines.items() if known is slot), "")

    def spoken(self) -> dict[str, str]:
        """The first word that the office has for each key of the program's."""
        return {key: word for word, key in reversed([*self.results.items(), *self.values.items()])}


class Commands(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    lines: dict[Line, Argument] = {}
    """Names that may begin a line below a command, as in `catatan: ...`."""
    commands: dict[Key, Command] = {}

    def resolved(self, editions: Sequence[Edition]) -> "Commands":
        """With the numbers of the steps that commands name by what they leave; without those that the SOP has not."""
        found = {word: _resolved(one, editions) for word, one in self.commands.items()}
        return Commands(self.lines, {word: one for word, one in found.items() if one.steps or one.leaves is None})

    def without_unknown_results(self, editions: Sequence[Edition]) -> "Commands":
        """Without the words for results that no step of the SOP has."""
        known = {result for edition in editions for step in edition.steps for result in step.results}
        kept = {
            key: replace(one, results={word: result for word, result in one.results.items() if result in known})
            for key, one in self.commands.items()
        }
        return Commands(self.lines, kept)

    def spellings(self) -> dict[str, str]:
        """Every word for a command, and the command that it stands for."""
        return {word: key for key, one in self.commands.items() for word in (key, *one.also)}

    def line_of(self, slot: Argument) -> str:
        """How a line begins that gives a slot its value; "" where no line does."""
        return next((name for name, known in self.lines.items() if known is slot), "")


def _resolved(command: Command, editions: Sequence[Edition]) -> Command:
    if command.leaves is None:
        return command
    numbers = {step.number for edition in editions for step in edition.steps if _is_meant(command, edition, step)}
    return replace(command, steps=tuple(sorted({*command.steps, *numbers})))


def _is_meant(command: Command, edition: Edition, step: Step) -> bool:
    """Whether a command that names no number is for a step; the first one enters the letter, and is no other's."""
    if command.leaves:
        return any(map(step.leaves, command.leaves))
    is_bare = not any(step.leaves(need) for need in Need)
    return is_bare and (step is edition.first) is (command.does is CommandAction.REGISTER)
