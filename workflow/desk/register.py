"""A letter comes in: the next free agenda number, and the file of its request with its first entry."""

from workflow.desk.change import Change
from workflow.desk.judging import errors
from workflow.desk.refusal import RefusedError
from workflow.desk.wish import NewLetter
from workflow.desk.writing import whole_minute, written
from workflow.language.dates import local
from workflow.language.message import say
from workflow.records.files import Files
from workflow.records.office import Office
from workflow.rules.fields.path import REQUEST, request_path
from workflow.rules.numbering import HIGHEST, next_free, taken
from workflow.rules.progress import load_request
from workflow.text.edit import scalar


def next_number(files: Files, office: Office, now: int) -> str:
    """The agenda number after the highest of this year. Raises RefusedError when there is none left."""
    year = local(now, office.zone).year
    number = next_free(taken(files, year), set())
    if number > HIGHEST:
        raise RefusedError(say("All agenda numbers of {year} are taken.", year=year))
    return f"{year}-{number:04}"


def register(
    files: Files, office: Office, letter: NewLetter, person: str, now: int, number: str | None = None
) -> tuple[str, Change]:
    """The agenda number and the new file. Raises RefusedError when the number is taken or the check objects."""
    edition = office.edition_on(local(letter.received, office.zone).date())
    if edition is None:
        raise RefusedError(say("No edition of the SOP was in force when the letter was received."))
    number = number or next_number(files, office, now)
    path = f"content/requests/{number.replace('-', '/', 1)}.md"
    if not REQUEST.fullmatch(path):
        raise RefusedError(say("“{id}” is not an agenda number like 2024-0107.", id=number))
    if files.size(request_path(number)) is not None:
        raise RefusedError(say("The agenda number {id} is taken.", id=number))
    _must_be_new(files, office, letter, now)
    first, zone = edition.first, office.zone
    lines = {
        "id": number,
        "sop": edition.id,
        "status": first.results[first.only_result].status,
    }
    text = "".join(f"{name}: {scalar(value)}\n" for name, value in lines.items())
    text += "letter:\n" + "".join(f"  {name}: {scalar(value)}\n" for name, value in _letter(letter, zone).items())
    finished = written(whole_minute(now), zone)
    text += f"steps:\n  - step: {first.number}\n    by: {scalar(person)}\n    finished: {finished}\n"
    if letter.delay and letter.acknowledged_by:
        text += f"    delay:\n      reason: {scalar(letter.delay)}\n"
        text += f"      acknowledged_by: {scalar(letter.acknowledged_by)}\n"
    body = letter.body.strip()
    changed = {path: f"---\n{text}---\n{body}\n" if body else f"---\n{text}---\n"}
    found = errors(files, changed, office, now, person)
    if found:
        raise RefusedError(say("The check refuses this letter."), tuple(found), changed)
    return number, Change(say("{id}: letter registered", id=number), changed)


def _must_be_new(files: Files, office: Office, letter: NewLetter, now: int) -> None:
    """A letter is registered once, also when somebody repeats a command that was cut off."""
    wanted = f"number: {scalar(letter.number)}\n".encode()
    for year in {letter.date.year, local(letter.received, office.zone).year}:
        for name in files.names(f"content/requests/{year}"):
            path = f"content/requests/{year}/{name}"
            if not REQUEST.fullmatch(path) or wanted not in (files.read(path) or b""):
                continue
            view = load_request(files, path, office, now)
            if view and (view.record.letter.number, view.record.letter.sender) == (letter.number, letter.sender):
                message = say("This letter is registered already, as {id} ({path}).", id=view.record.id, path=path)
                raise RefusedError(message)


def _letter(letter: NewLetter, zone: str) -> dict[str, str]:
    lines = {
        "number": letter.number,
        "date": letter.date.isoformat(),
        "received": written(whole_minute(letter.received), zone),
        "from": letter.sender,
        "subject": letter.subject,
        "nature": letter.nature.value,
    }
    return lines | ({"scan": letter.scan} if letter.scan else {})
