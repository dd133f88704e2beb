"""A new office: its own files from the answers, the generated ones from these, and a history."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from workflow.config.load import SOP_FOLDER, load_office_files
from workflow.config.office import Office
from workflow.git.worktree import GitIdentity, first_commit
from workflow.i18n.message import say
from workflow.records.file_source import DEFAULTS_FOLDER, Files, Folder, Overlay
from workflow.scaffold.answers import ZONES, AnswerError, Answers, SopStart, short_name, slug
from workflow.scaffold.changes import inventory_of, write
from workflow.scaffold.generated import generated_files
from workflow.scaffold.inventory import INVENTORY
from workflow.scaffold.people import keyed_people
from workflow.scaffold.program import Program
from workflow.scaffold.schedules import offset_minutes
from workflow.scaffold.templates import FACTS, FOLDER, render, render_tree

COPIED = tuple(
    f"site_config/{name}" for name in ("categories.yml", "delays.yml", "policy.yml", "writing.yml", "pages/tentang.md")
)
"""What the program brings along and every office soon makes its own."""
STAND_IN = "sop-pengganti"
"""The edition that stands in for one that cannot be used."""
FIRST_MESSAGE = "Kantor baru, dibuat dengan redaksi init"


def must_be_free(folder: Path) -> None:
    """Raises AnswerError where a folder has anything in it already, or where there is something else of its name."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise AnswerError(
            say("{folder} is there already and no folder. Name a new folder; nothing was written.", folder=str(folder))
        )
    if folder.exists() and any(folder.iterdir()):
        raise AnswerError(
            say("{folder} is there already and not empty. Name a new folder; nothing was written.", folder=str(folder))
        )


def make_office(folder: Path, answers: Answers, program: Program, now: int, identity: GitIdentity | None) -> None:
    """Write a whole office into a folder that is empty or not there yet; on any failure nothing is left of it.

    `identity`: who commits, where Git knows nobody here. Raises AnswerError where the folder is not free, CommitError
    where Git refuses.
    """
    must_be_free(folder)
    with _built_beside(folder) as part:
        own = own_files(answers, now)
        for path, data in own.items():
            write(part, path, data)
        made = generated_files(filled_office(part, answers, now), program, now)
        for path, data in made.items():
            write(part, path, data)
        write(part, INVENTORY, inventory_of(made, program.version).encoded())
        first_commit(part, FIRST_MESSAGE, identity)


@contextmanager
def _built_beside(folder: Path) -> Iterator[Path]:
    """A folder beside the wanted one, which takes its name when all is done and is gone when not."""
    parent = folder.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.resolve().name}-", dir=parent))
    try:
        made = part / "office"
        made.mkdir()
        yield made
        place = folder.resolve()
        if place.is_dir():  # it may be where somebody stands: what is in it is new, and not the folder
            _moved_into(place, made)
        else:
            made.rename(place)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _moved_into(place: Path, made: Path) -> None:
    """Move all of a folder into an empty one; on a failure nothing of it stays there."""
    try:
        for one in sorted(made.iterdir()):
            one.rename(place / one.name)
    except BaseException:
        for one in sorted(place.iterdir()):
            one.rename(made / one.name)
        raise


def own_files(answers: Answers, now: int) -> dict[str, bytes]:
    """The files that belong to the office from its first day, by path. `now` decides since when roles are held."""
    values = _values(answers, now)
    template = FOLDER / "sop" / f"{answers.sop}.yml.jinja"
    return {
        **{path: (DEFAULTS_FOLDER / path).read_bytes() for path in COPIED},
        **render_tree(FACTS, values),
        sop_path(answers, now): render(template, values | {"filled": False}),
    }


def filled_office(root: Path, answers: Answers, now: int) -> Office:
    """The office as it lies there; an SOP that is still empty counts as filled in with nothing."""
    values = _values(answers, now)
    sop = render(FOLDER / "sop" / f"{answers.sop}.yml.jinja", values | {"filled": True})
    files = Folder(root)
    empty = answers.sop is SopStart.EMPTY
    office, findings = load_office_files(Overlay(files, {sop_path(answers, now): sop}) if empty else files)
    if office is None:
        raise AssertionError(findings)
    return office


def with_stand_in_sop(files: Files) -> Office | None:
    """An office whose SOP cannot be used, as if it had one that says nothing; None where more than the SOP is wrong."""
    values = {"edition": STAND_IN, "start": "2000-01-01", "name": STAND_IN, "filled": True}
    path = f"{SOP_FOLDER}/{STAND_IN}.yml"
    return load_office_files(Overlay(files, {path: render(FOLDER / "sop" / "empty.yml.jinja", values)}))[0]


def sop_path(answers: Answers, now: int) -> str:
    """Where the office's SOP lies."""
    return f"{SOP_FOLDER}/{_values(answers, now)['edition']}.yml"


def _values(answers: Answers, now: int) -> dict[str, Any]:
    """What the templates of an office's own files say."""
    year = dt.datetime.fromtimestamp(now, ZoneInfo(ZONES[answers.zone])).year
    short = short_name(answers.name, answers.regency)
    return {
        "name": answers.name,
        "short": short,
        "regency": answers.regency,
        "slug": slug(answers.regency),
        "website": answers.website,
        "tagline": f"Kabar resmi {answers.regency}",
        "secretariat": f"Sekretariat Daerah {answers.regency}",
        "site": f"Situs {short}",
        "zone": ZONES[answers.zone],
        "zone_name": answers.zone,
        "ahead": offset_minutes(ZONES[answers.zone]) // 60,
        "start": f"{year}-01-01",
        "edition": f"sop-{year}",
        "people": [
            {"key": key, "name": person.name, "github": person.github, "roles": roles}
            for key, (person, roles) in keyed_people(answers.holders).items()
        ],
    }
