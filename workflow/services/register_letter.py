"""A letter comes in: the next free agenda number, and the file of its request with its first entry."""

from workflow.config.commands import Argument
from workflow.config.office import Office
from workflow.i18n.dates import local_time
from workflow.i18n.message import say
from workflow.records.agenda_numbers import HIGHEST_NUMBER, next_free, taken_numbers
from workflow.records.file_source import Files
from workflow.records.letter_number import names_letter
from workflow.records.paths import REQUEST_PATH, request_path
from workflow.records.serialize import format_instant, whole_minute
from workflow.services.current_step import resolve_number
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange
from workflow.services.inputs import LetterInput
from workflow.services.precheck import errors
from workflow.text.invisible_characters import with_line_ends, without_invisible
from workflow.text.yaml_edit import yaml_scalar


class RegisteredError(RefusedError):
    """The letter is in the agenda already: its number was mistyped, or somebody was faster."""


def next_number(files: Files, office: Office, now: int) -> str:
    """The agenda number after the highest of this year. Raises RefusedError when there is none left."""
    year = local_time(now, office.zone).year
    number = next_free(taken_numbers(files, year), set())
    if number > HIGHEST_NUMBER:
        raise RefusedError(say("All agenda numbers of {year} are taken.", year=year))
    return f"{year}-{number:04}"


def register_letter(
    files: Files, office: Office, letter: LetterInput, person: str, now: int, number: str | None = None
) -> tuple[str, PreparedChange]:
    """The agenda number and the new file. Raises RefusedError when the number is taken or the check objects."""
    edition = office.edition_on(local_time(letter.received, office.zone).date())
    if edition is None:
        raise RefusedError(
            say("No edition of the SOP was in force when the letter was received. Look whether that date is right.")
        )
    number = resolve_number(files, office, number, now) if number else next_number(files, office, now)
    path = request_path(number)
    if files.size(path) is not None:
        raise RefusedError(
            say(
                "The agenda number {id} is taken; the next free one is {free}.",
                id=number,
                free=next_number(files, office, now),
            )
        )
    _must_be_new(files, office, letter, now)
    first, zone = edition.first, office.zone
    lines = {
        "id": number,
        "sop": edition.id,
        "status": first.results[first.only_result].status,
    }
    text = "".join(f"{name}: {yaml_scalar(value)}\n" for name, value in lines.items())
    text += "letter:\n" + "".join(f"  {name}: {yaml_scalar(value)}\n" for name, value in _letter(letter, zone).items())
    finished = format_instant(whole_minute(now), zone)
    text += f"steps:\n  - step: {first.number}\n    by: {yaml_scalar(person)}\n    finished: {finished}\n"
    if letter.delay and letter.acknowledged_by:
        text += f"    delay:\n      reason: {yaml_scalar(letter.delay)}\n"
        text += f"      acknowledged_by: {yaml_scalar(letter.acknowledged_by)}\n"
    body = with_line_ends(without_invisible(letter.body)).strip()
    changed = {path: f"---\n{text}---\n{body}\n" if body else f"---\n{text}---\n"}
    found = errors(files, changed, office, now, person)
    if found:
        raise RefusedError(say("The check refuses this letter."), tuple(found), changed)
    return number, PreparedChange(say("{id}: letter registered", id=number), changed)


def _must_be_new(files: Files, office: Office, letter: LetterInput, now: int) -> None:
    """A letter is registered once, also when somebody repeats a command that was cut off. Raises RefusedError."""
    for year in {letter.date.year, local_time(letter.received, office.zone).year, local_time(now, office.zone).year}:
        for name in files.names(f"content/requests/{year}"):
            path = f"content/requests/{year}/{name}"
            text = (files.read(path) or b"").decode("utf-8", "replace") if REQUEST_PATH.fullmatch(path) else ""
            if names_letter(text, letter.number, letter.sender):
                number = f"{year}-{name[:4]}"
                raise RegisteredError(say("This letter is registered already, as {id} ({path}).", id=number, path=path))


def missing_delay_arguments(office: Office, letter: LetterInput, now: int) -> list[Argument]:
    """What must still be said where the letter is registered after the first step's norm (SOP step 1)."""
    edition = office.edition_on(local_time(letter.received, office.zone).date())
    if edition is None or office.timeline.elapsed(letter.received, now) <= edition.first.norm.max * 60:
        return []
    given = {Argument.DELAY: letter.delay, Argument.ACKNOWLEDGED: letter.acknowledged_by}
    return [want for want, value in given.items() if not value]


def _letter(letter: LetterInput, zone: str) -> dict[str, str]:
    lines = {
        "number": letter.number,
        "date": letter.date.isoformat(),
        "received": format_instant(whole_minute(letter.received), zone),
        "from": letter.sender,
        "subject": letter.subject,
        "nature": letter.nature.value,
    }
    return lines | ({"scan": letter.scan} if letter.scan else {})
