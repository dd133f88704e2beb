"""`redaksi publish`: a commit becomes a site, is inspected, and goes live in one step."""

import datetime as dt
import gc
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
from msgspec import Struct

from workflow.cli.publishing._page_changes import describe_publication
from workflow.cli.publishing._site_build import BuiltSite, SiteBuilder, SiteRequest, checkout_folder
from workflow.cli.shared.live_site import read_manifest_at
from workflow.cli.shared.options import now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.deploy.copy_site import write_copy
from workflow.deploy.copy_state import read_copy_states, write_copy_states
from workflow.deploy.errors import ReleaseTargetError, system_errors_told
from workflow.deploy.fetch_live import FetchError
from workflow.deploy.lock import BusyError, exclusive_lock
from workflow.deploy.manifest import MANIFEST_PATH, Manifest, decode_manifest
from workflow.deploy.releases import NoReleaseError, Releases, previous_release
from workflow.deploy.target import releases_at
from workflow.git.errors import GitError
from workflow.i18n.catalog import tr, translate
from workflow.reporters.escape import escape_markdown, printable
from workflow.text.finding import ExitCode

FORMER_RELEASE = "former"


class PublishOptions(Struct, frozen=True, kw_only=True):
    """What was asked for; the options say what each field is."""

    root: Path
    target: str | None
    artifact: Path | None
    revision: str
    live: str | None
    keep: int
    rollback: str | None
    listing: bool
    force: bool
    tidy: bool
    dry_run: bool
    summary: Path | None
    now: int | None

    def wish(self) -> SiteRequest:
        """Which site is wanted."""
        return SiteRequest(root=self.root, revision=self.revision, force=self.force, now=self.now)


@click.command("publish", help=tr("Build the site of a commit, inspect it, and put it live in one step."))
@root_option
@click.option(
    "--to",
    "target",
    metavar="[USER@HOST:]DIR",
    help=tr("The web server's folder, here or on a server reached over SSH; it serves DIR/current."),
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
    metavar="FILE|URL",
    help=tr(
        "The live site's address, or a file with its /.well-known/redaksi.json, which is empty while nothing is live."
    ),
)
@click.option("--keep", type=click.IntRange(min=1), default=5, help=tr("Releases that are kept (default: 5)."))
@click.option(
    "--rollback",
    is_flag=False,
    flag_value=FORMER_RELEASE,
    metavar="[RELEASE]",
    help=tr("Serve the former release again, or the one named."),
)
@click.option("--list", "listing", is_flag=True, help=tr("Show the releases."))
@click.option("--dry-run", is_flag=True, help=tr("Only say what would go out, and what is held back and why."))
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=tr("Append what went out, and what is held back, to a Markdown file, as to $GITHUB_STEP_SUMMARY."),
)
@click.option(
    "--tidy",
    is_flag=True,
    help=tr("Afterwards let go of kept pictures that this site does not show, where the cache is this office's alone."),
)
@click.option("--force", is_flag=True, help=tr("Publish even a commit that is older than the live one."))
@now_option
def command(**given: Any) -> None:
    """Leave with 4 when something was held back, 1 when nothing may go live, 2 when the call is wrong."""
    gc.disable()  # what is known of a site's files is much, and all of it is needed until the process ends
    call = PublishOptions(**given)
    if (not call.target) == (call.artifact is None):
        complain(tr("Give either --to or --artifact."))
    try:
        if call.artifact:
            _publish_into_folder(call, call.artifact)
        elif call.target:
            with releases_at(call.target) as releases:
                _use_releases(call, releases)
    except BusyError:
        complain(tr("Another `redaksi publish` is at work. Wait until it ends."))
    except NoReleaseError:
        complain(tr("There is no such release; `--list` shows those that are there."))
    except (GitError, ReleaseTargetError, FetchError) as error:
        complain(printable(translate(error.message)))


def _use_releases(call: PublishOptions, releases: Releases) -> None:
    """Whatever is done with the releases of a place. Raises BusyError, NoReleaseError, GitError, ReleaseTargetError."""
    if call.listing:
        _list(releases)
        return
    if call.dry_run:
        live = _manifest_given(call.live) or _manifest_of_target(call, releases)
        with _built_site(call, live) as built:
            _report_and_leave(call, built, live)
    with releases.hold():
        if call.rollback:
            _switch(releases, previous_release(releases) if call.rollback == FORMER_RELEASE else call.rollback)
        else:
            _publish(call, releases)


def _publish(call: PublishOptions, releases: Releases) -> None:
    live = _manifest_given(call.live) or _manifest_of_target(call, releases)
    with _built_site(call, live) as built:
        name = releases.admit(built.site, call.keep)
    _switch(releases, name)
    releases.prune(call.keep)
    _report_and_leave(call, built, live)


def _publish_into_folder(call: PublishOptions, artifact: Path) -> None:
    staging = artifact.absolute().with_name(f".{artifact.name}.staging")
    live = _manifest_given(call.live)
    with _built_site(call, live) as built, system_errors_told(str(artifact)):
        if call.dry_run:
            _report_and_leave(call, built, live)
        shutil.rmtree(staging, ignore_errors=True)
        laid = write_copy(built.site, staging, artifact if artifact.is_dir() else None, read_copy_states(artifact))
        shutil.rmtree(artifact, ignore_errors=True)
        staging.rename(artifact)
    write_copy_states(artifact, laid)
    click.echo(tr("Built and inspected: {path}.", path=str(artifact)))
    _report_and_leave(call, built, live)


@contextmanager
def _built_site(call: PublishOptions, live: Manifest | None) -> Iterator[BuiltSite]:
    """The finished site in the user's cache, which no other run touches meanwhile."""
    with exclusive_lock(checkout_folder(call.root).with_suffix(".lock")):
        maker = SiteBuilder(call.wish(), live)
        built = maker.make()
        if call.tidy:
            maker.tidy()
        yield built


def _report_and_leave(call: PublishOptions, built: BuiltSite, live: Manifest | None) -> NoReturn:
    """Say what went out (or would), and what is held back and why. Leaves with 0, or with 4 where something is."""
    account = describe_publication(built, live)
    click.echo("\n".join(account))
    if call.summary:
        with call.summary.open("a", encoding="utf-8") as file:
            file.write("".join(f"- {escape_markdown(line)}\n" for line in account if line))
    sys.exit(ExitCode.HELD if built.held else ExitCode.CLEAN)


def _switch(releases: Releases, name: str) -> None:
    releases.switch(name)
    click.echo(tr("Live now: {name}.", name=name))


def _list(releases: Releases) -> None:
    live = releases.live()
    for name in releases.names():
        mark = releases.mark(name)
        committed = dt.datetime.fromtimestamp(mark.committed, dt.UTC).isoformat() if mark else "?"
        click.echo(f"{'*' if name == live else ' '} {name}  {committed}")


def _manifest_of_target(call: PublishOptions, releases: Releases) -> Manifest | None:
    """What the place serves; a release whose mark is damaged stops us like an unknown commit would."""
    name = releases.live()
    found = releases.mark(name) if name else None
    if name and found is None and not call.force:
        _refuse_manifest(f"{call.target}/releases/{name}/{MANIFEST_PATH}")
    return found


def _manifest_given(place: str | None) -> Manifest | None:
    """The mark of a site, or in a file; None where nothing is live. Leaves with 2 when something else stands there.

    Raises FetchError where the site cannot be asked.
    """
    try:
        data = read_manifest_at(place) if place else b""
    except OSError:
        complain(tr("{path} cannot be read.", path=str(place)))
    found = decode_manifest(data)
    if data and found is None:
        _refuse_manifest(str(place))
    return found


def _refuse_manifest(path: str) -> NoReturn:
    told = tr("{path} is not what a site says of itself in /.well-known/redaksi.json.", path=path)
    complain(f"{told} " + tr("To publish whatever is live, say --force."))
