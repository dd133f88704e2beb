"""`redaksi renumber`: a letter that lost the race for its agenda number gets the next free one."""

from pathlib import Path

import click

from workflow.cli.checking.check import relative_paths
from workflow.cli.shared.options import judging_time, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.load import load_office
from workflow.git.commit_files import CommitFiles
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.input.agenda_number import NoAgendaNumber, read_number
from workflow.records.agenda_numbers import (
    HIGHEST_NUMBER,
    highest_allowed,
    lost_numbers,
    next_free,
    number_in_path,
    taken_numbers,
)
from workflow.records.article import Article
from workflow.records.file_source import Folder
from workflow.records.paths import REQUEST_PATH, article_path, request_path
from workflow.records.read import read_version
from workflow.records.request import Request
from workflow.text.document import Document
from workflow.text.yaml_edit import set_value


@click.command(
    "renumber", help=tr("Give a letter that is not in main yet the next free agenda number; nothing is committed.")
)
@root_option
@click.option(
    "--base",
    metavar="REV",
    default="origin/main",
    help=tr("Where the numbers in use are looked up (default: origin/main)."),
)
@click.argument("path")
def command(root: Path, base: str, path: str) -> None:
    """Move the file, and change the number in it and in its article. Both are left to be looked at and committed."""
    [name] = relative_paths(root, (request_file(root, path),))
    version = read_version(Request, Folder(root), name) if REQUEST_PATH.fullmatch(name) else None
    if version is None or version.flaws:
        complain(tr("cannot be read, see `redaksi check {path}`: {path}", path=name))
    try:
        with Repository(root) as repository:
            main = CommitFiles(repository, repository.resolve(base))
            refuse_if_entered(main, name, version.record)
            new = next_free_path(root, repository, main, name)
    except GitError as error:
        complain(translate(error.message))
    number = f"{new.split('/')[2]}-{new.split('/')[3][:4]}"
    move_file(root, name, new, with_header_value(version.document, "id", number))
    click.echo(tr("{old} is now {new}.", old=name, new=new))
    if version.record.news:
        renumber_article(root, article_path(version.record.news), version.record.id, number)
    if any(entry.signature for entry in version.record.steps):
        click.echo(tr("Its entries were signed for the old number: run `redaksi sign` again before you commit."))


def request_file(root: Path, text: str) -> str:
    """The path of a request that is named by its path or, in any spelling, by its agenda number."""
    office, files = load_office(root)[0], Folder(root)
    zone = office.zone if office else "UTC"
    found = read_number(text, judging_time(None, office), zone, lambda one: files.size(request_path(one)) is not None)
    return text if isinstance(found, NoAgendaNumber) else str(root / request_path(found))


def refuse_if_entered(main: CommitFiles, name: str, request: Request) -> None:
    """Stop when main has this very letter: its number is not taken from it any more."""
    there = read_version(Request, main, name)
    if there and not there.flaws and there.record.letter == request.letter:
        complain(tr("{path} is in main already; a number that was given stays.", path=name))


def next_free_path(root: Path, repository: Repository, main: CommitFiles, name: str) -> str:
    """The path with the next number that main never had, and the work tree has not. Raises GitError."""
    folder, (year, _) = name.rpartition("/")[0], number_in_path(name)
    spent = lost_numbers(repository, main.commit, year)
    here = {number for number in taken_numbers(Folder(root), year) - spent if number <= highest_allowed(main, year)}
    number = next_free(taken_numbers(main, year) | here, spent)
    if number > HIGHEST_NUMBER:
        complain(tr("There is no number left in {folder}.", folder=folder))
    return f"{folder}/{number:04}.md"


def with_header_value(document: Document, field: str, value: str) -> str:
    """A file's text with one value of its header written anew."""
    return document.with_header(set_value(document.header_text, (field,), value))


def move_file(root: Path, old: str, new: str, text: str) -> None:
    """The new file first, so that nothing is lost when this is stopped in between."""
    with (root / new).open("x", encoding="utf-8", newline="") as file:
        file.write(text)
    (root / old).unlink()


def renumber_article(root: Path, path: str, old: str, new: str) -> None:
    """Let the letter's own article name the new number."""
    article = read_version(Article, Folder(root), path)
    if article and not article.flaws and article.record.request == old:
        (root / path).write_text(with_header_value(article.document, "request", new), encoding="utf-8", newline="")
        click.echo(tr("{path} names it now.", path=path))
