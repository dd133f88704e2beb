"""`redaksi publish`: a commit becomes a site, is inspected, and goes live in one step."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from workflow.cli.main import complain
from workflow.cli.making import Maker, Wish, tree_of
from workflow.cli.options import now_option, root_option
from workflow.history.errors import GitError
from workflow.language.catalog import fill, tr
from workflow.records.live import ADDRESS, Live, read_live
from workflow.release.lock import BusyError, held
from workflow.release.store import NoReleaseError, Store

FORMER = "former"


class Call(Struct, frozen=True, kw_only=True):
    """What was asked for; the options say what each field is."""

    root: Path
    target: Path | None
    artifact: Path | None
    revision: str
    live: Path | None
    keep: int
    rollback: str | None
    listing: bool
    force: bool
    now: int | None

    def wish(self) -> Wish:
        """Which site is wanted."""
        return Wish(root=self.root, revision=self.revision, force=self.force, now=self.now)


@click.command("publish", help=tr("Build the site of a commit, inspect it, and put it live in one step."))
@root_option
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=tr("The web server's folder; it serves DIR/current."),
)
@click.option(
    "--artifact",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=tr("Only build and inspect, into this folder."),
)
@click.option("--commit", "revision", default="HEAD", metavar="REV", help=tr("The commit to publish (default: HEAD)."))
@click.option(
    "--live",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help=tr("/.well-known/redaksi.json as the live site gives it; an empty file while nothing is live."),
)
@click.option("--keep", type=click.IntRange(min=1), default=5, help=tr("Releases that are kept (default: 5)."))
@click.option(
    "--rollback",
    is_flag=False,
    flag_value=FORMER,
    metavar="[RELEASE]",
    help=tr("Serve the former release again, or the one named."),
)
@click.option("--list", "listing", is_flag=True, help=tr("Show the releases."))
@click.option("--force", is_flag=True, help=tr("Publish even a commit that is older than the live one."))
@now_option
def command(**given: Any) -> None:
    """Leave with 1 when the site has faults or may not go live, 2 when the call is wrong."""
    call = Call(**given)
    if (call.target is None) == (call.artifact is None):
        complain(tr("Give either --to or --artifact."))
    try:
        if call.artifact:
            with held(tree_of(call.root).with_suffix(".lock")):
                _deliver(Maker(call.wish(), _given(call.live)), call.artifact)
        elif call.target:
            _serve(call, Store(call.target))
    except BusyError:
        complain(tr("Another `redaksi publish` is at work. Wait until it ends."))
    except NoReleaseError:
        complain(tr("There is no such release; `--list` shows those that are there."))
    except GitError as error:
        complain(fill(error.message))


def _serve(call: Call, store: Store) -> None:
    """Whatever is done with the releases of a folder. Raises BusyError, NoReleaseError, GitError."""
    if call.listing:
        _list(store)
        return
    with store.hold():
        if call.rollback:
            _roll_back(store, call.rollback)
        else:
            with held(tree_of(call.root).with_suffix(".lock")):
                _publish(store, Maker(call.wish(), _given(call.live) or _live(store)), call.keep)


def _publish(store: Store, maker: Maker, keep: int) -> None:
    if (store.root / "current").exists() and not (store.root / "current").is_symlink():
        complain(tr("{path} is not a link of `redaksi publish`; move it away first.", path=str(store.root / "current")))
    made = maker.make()
    name = store.admit(shutil.copytree(made.site, store.fresh()), maker.commit)
    store.switch(name)
    store.prune(keep)
    click.echo(tr("Live now: {name}.", name=name))


def _deliver(maker: Maker, artifact: Path) -> None:
    staging = artifact.absolute().with_name(f".{artifact.name}.staging")
    shutil.rmtree(staging, ignore_errors=True)
    shutil.copytree(maker.make().site, staging)
    shutil.rmtree(artifact, ignore_errors=True)
    staging.rename(artifact)
    click.echo(tr("Built and inspected: {path}.", path=str(artifact)))


def _roll_back(store: Store, wanted: str) -> None:
    name = store.former() if wanted == FORMER else wanted
    store.switch(name)
    click.echo(tr("Live now: {name}.", name=name))


def _list(store: Store) -> None:
    live = store.live()
    for name in store.names():
        mark = _mark(store.folder(name) / ADDRESS)
        committed = dt.datetime.fromtimestamp(mark.committed, dt.UTC).isoformat() if mark else "?"
        click.echo(f"{'*' if name == live else ' '} {name}  {committed}")


def _live(store: Store) -> Live | None:
    """What the folder serves; a release whose mark is damaged stops us like an unknown commit would."""
    name = store.live()
    return _given(store.folder(name) / ADDRESS) if name else None


def _given(file: Path | None) -> Live | None:
    """The mark in a file; None for an empty one. Leaves with 2 when it holds something else."""
    if file is None or (file.is_file() and not file.stat().st_size):
        return None
    found = _mark(file)
    if found is None:
        complain(tr("{path} is not what a site says of itself in /.well-known/redaksi.json.", path=str(file)))
    return found


def _mark(file: Path) -> Live | None:
    try:
        return read_live(file.read_bytes())
    except OSError:
        return None
