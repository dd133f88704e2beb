"""The site of one commit: laid out, built and inspected for `redaksi publish`; built again for `redaksi verify`."""

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
from workflow.inspection.inspect import inspect
from workflow.language.catalog import fill, tr
from workflow.language.dates import local
from workflow.language.message import Message
from workflow.records.live import Live, digests
from workflow.records.load import load_office
from workflow.release.mark import make_mark, obstacle, write_mark
from workflow.release.signing import VARIABLE, SigningError, sign_mark
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
    held: dict[str, str] = {}
    """Files of which a former version is shown, and the commit that is from; see `Live`."""


class BuildError(Exception):
    """MkDocs made no site; what it said of that is in `lines`."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(*lines)
        self.lines = lines


class Maker:
    """Makes the site of one commit, in a folder of the user's cache where nobody edits."""

    def __init__(self, wanted: Wish, live: Live | None) -> None:
        self.live, self.force, self.held = live, wanted.force, wanted.held
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

    def make(self, site: Path) -> None:
        """Build into a folder and inspect it. Leaves with 1 when anything is wrong."""
        with self.repository as repository:
            found = self.refusal(repository)
            if found:
                help_ = tr("Publish the newest commit, or say --force if you mean it.")
                refuse(f"{fill(found)} {help_}")
            try:
                self.build(site)
            except BuildError as error:
                click.echo("\n".join(map(plain, error.lines)), err=True)
                refuse(tr("The site cannot be built; what was live still is."))
            mark = make_mark(repository, self.commit, self.now, self.held)
        faults = inspect(site, read_wanted(self.tree, self.office, self.now))
        if faults:
            _show(faults)
            refuse(tr("The site has {count} faults and was not published; what was live still is.", count=len(faults)))
        write_mark(site, mark, self.office.zone, digests(site))
        self.sign(site)

    def sign(self, site: Path) -> None:
        """Sign the site's mark where the environment has a key. Leaves with 1 when it cannot."""
        key, public = os.environ.get(VARIABLE, ""), self.office.identity.site_key
        if key:
            try:
                sign_mark(site, key, public)
            except SigningError as error:
                kept = tr("Nothing was published; what was live still is.")
                refuse(f"{fill(error.message)} {kept}")
        elif public:
            told = tr("The site is not signed, though office.yml names a `site_key`: {name} is not set.", name=VARIABLE)
            click.echo(f"redaksi: {told}", err=True)

    def refusal(self, repository: Repository) -> Message | None:
        """Why the commit may not go live."""
        if self.live is None or self.force:
            return None
        return obstacle(repository, self.commit, self.now, self.live, self.office.zone)

    def build(self, site: Path) -> None:
        """What `mkdocs build --strict` makes of the commit. Raises BuildError when it fails."""
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(self.tree / "mkdocs.yml")]
        environment = os.environ | {"REDAKSI_NOW": local(self.now, self.office.zone).isoformat()}
        environment.pop(VARIABLE, None)  # no theme needs the key
        done = subprocess.run(
            [*command, "--site-dir", str(site.absolute())], capture_output=True, text=True, env=environment, check=False
        )
        if done.returncode:
            *lines, last = done.stderr.strip().splitlines() or [""]
            told = [line for line in lines if line.startswith(("WARNING", "ERROR"))]
            raise BuildError([*told, last])


def make_again(root: Path, live: Live, site: Path) -> None:
    """Build the site that a mark speaks of into a folder: its commit, its time, its held files. Nothing goes live.

    The caller holds the lock of `tree_of`. Raises BuildError, GitError; leaves with 2 without a usable configuration.
    """
    wanted = Wish(root=root, revision=live.commit, force=True, now=int(live.now), held=live.held)
    Maker(wanted, None).build(site)


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
