"""The site of one commit: laid out, built and inspected, for `redaksi publish`."""

import os
import subprocess
import sys
from pathlib import Path

import click
from msgspec import Struct

from workflow.cli.main import complain
from workflow.cli.options import moment
from workflow.history.export import export
from workflow.history.git import Repository
from workflow.inspection.archive import read_wanted
from workflow.inspection.fault import Fault
from workflow.inspection.inspect import Inspector
from workflow.language.catalog import fill, tr
from workflow.language.dates import local
from workflow.language.message import Message
from workflow.records.live import Live
from workflow.records.load import load_office
from workflow.release.mark import make_mark, obstacle, write_mark
from workflow.render.escape import plain
from workflow.rules.cache import location
from workflow.text.finding import Exit

SHOWN = 10
"""Faults of one kind that are printed; the next run shows the others."""


class Wish(Struct, frozen=True, kw_only=True):
    """Which site is wanted."""

    root: Path
    revision: str
    force: bool
    """Also of a commit that is older than the live one."""
    now: int | None


class Made(Struct, frozen=True):
    """A site that may go live."""

    site: Path
    """A folder that stays; whoever wants the site copies it."""
    digests: dict[str, str]
    """The SHA-256 of every file but the mark, by its path."""


class Maker:
    """Makes the site of one commit, in a folder of the user's cache where nobody edits."""

    def __init__(self, wanted: Wish, live: Live | None) -> None:
        self.live, self.force = live, wanted.force
        self.repository = Repository(wanted.root)
        self.commit = self.repository.resolve(wanted.revision)
        self.tree = tree_of(wanted.root)
        with self.repository as repository:
            export(repository, self.commit, self.tree)
        office, _ = load_office(self.tree)
        if office is None:
            complain(tr("The configuration cannot be used; run `redaksi check`."))
            raise AssertionError
        self.office, self.now = office, moment(wanted.now, office)

    def make(self) -> Made:
        """Build the site and inspect it. Leaves with 1 when anything is wrong.

        The folder it is built in stays, so that a build costs what changed; nothing in it is believed but what was
        written by an earlier build and not touched since.
        """
        site = self.tree.with_suffix(".public")
        with self.repository as repository:
            found = self.refusal(repository)
            if found:
                help_ = tr("Publish the newest commit, or say --force if you mean it.")
                refuse(f"{fill(found)} {help_}")
            mark = make_mark(repository, self.commit, self.now)
        building = self.begin(site)
        inspector = Inspector(site, read_wanted(self.tree, self.office, self.now))
        _end(building)
        inspected = inspector.inspect()
        if inspected.faults:
            _show(inspected.faults)
            count = len(inspected.faults)
            refuse(tr("The site has {count} faults and was not published; what was live still is.", count=count))
        write_mark(site, mark, self.office.zone)
        return Made(site, inspected.digests)

    def refusal(self, repository: Repository) -> Message | None:
        """Why the commit may not go live."""
        if self.live is None or self.force:
            return None
        return obstacle(repository, self.commit, self.now, self.live, self.office.zone)

    def begin(self, site: Path) -> subprocess.Popen[str]:
        """Let `mkdocs build --strict` make the site of the commit in a folder."""
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(self.tree / "mkdocs.yml")]
        return subprocess.Popen(
            [*command, "--site-dir", str(site.absolute())],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"REDAKSI_NOW": local(self.now, self.office.zone).isoformat()},
            close_fds=False,  # it holds our locks too: should we be killed, nobody else builds here before it has ended
        )


def _end(building: subprocess.Popen[str]) -> None:
    """Wait for a build. Leaves with 1 when it failed."""
    _, said = building.communicate()
    if building.returncode:
        *lines, last = said.strip().splitlines() or [""]
        told = [line for line in lines if line.startswith(("WARNING", "ERROR"))]
        click.echo("\n".join(plain(line) for line in (*told, last)), err=True)
        refuse(tr("The site cannot be built; what was live still is."))


def tree_of(root: Path) -> Path:
    """Where the commits of a repository are laid out."""
    return location(root).with_suffix(".tree")


def _show(faults: list[Fault]) -> None:
    counted: dict[str, int] = {}
    what = tr("what to do")
    for fault in faults:
        counted[fault.kind] = counted.get(fault.kind, 0) + 1
        if counted[fault.kind] <= SHOWN:
            click.echo(f"{fault.kind}: {plain(fault.path)}: {plain(fill(fault.message))}", err=True)
            click.echo(f"  = {what}: {fill(fault.help)}", err=True)


def refuse(message: str) -> None:
    """Say why nothing goes out, and leave with 1."""
    click.echo(f"redaksi: {message}", err=True)
    sys.exit(Exit.FINDINGS)
