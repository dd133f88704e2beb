"""Builds the site of one commit: laid out, built and audited for `redaksi publish`; rebuilt for `redaksi verify`."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click
from msgspec import Struct
from msgspec.structs import replace

from workflow.cli.publishing._mkdocs_process import BuildError, MkDocsProcess
from workflow.cli.shared.errors import must_be_usable_at
from workflow.cli.shared.options import judging_time
from workflow.config.load import load_office
from workflow.deploy.guard import make_manifest, why_not_after, write_manifest
from workflow.deploy.last_good import LastGoodVersions, restore_held
from workflow.deploy.manifest import Manifest
from workflow.deploy.manifest_signature import KEY_VARIABLE, SigningError, sign_manifest
from workflow.deploy.releases import FinishedSite
from workflow.engine.withheld import WithheldRecord
from workflow.git.export import export_commit
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message
from workflow.infra.disk_cache import cache_file
from workflow.records.paths import ARTICLE_PATH
from workflow.records.urls import record_at
from workflow.reporters.escape import printable
from workflow.site_audit.audit import AuditResult, SiteAuditor
from workflow.site_audit.expectations import Expectations, read_expectations
from workflow.site_audit.finding import SiteFinding
from workflow.text.finding import ExitCode

MAX_FINDINGS_SHOWN = 10
"""Faults of one kind that are printed; the next run shows the others."""
MAX_BUILDS = 3
"""Builds until what cannot be shown has been held back; the first is enough unless the check missed something."""


class SiteRequest(Struct, frozen=True, kw_only=True):
    """Which site is wanted."""

    root: Path
    revision: str
    force: bool
    """Also of a commit that is older than the live one."""
    now: int | None
    held: dict[str, str] = {}
    """Files of which a former version is shown, and the commit that is from; see `Manifest`."""
    withheld: tuple[str, ...] = ()
    """Records whose pages are left out; see `Manifest`."""


class BuiltSite(Struct, frozen=True):
    """A site that may go live."""

    site: FinishedSite
    """In a folder that stays; whoever wants the site copies it."""
    held: tuple[WithheldRecord, ...]
    """What is held back, and shown as it was where it could be."""
    warnings: tuple[str, ...]
    """What the page maker said beside that."""


class SiteBuilder:
    """Makes the site of one commit, in a folder of the user's cache where nobody edits."""

    def __init__(self, wanted: SiteRequest, live: Manifest | None) -> None:
        self.live, self.force, self.withheld = live, wanted.force, wanted.withheld
        self.repository = Repository(wanted.root)
        self.commit = self.repository.resolve(wanted.revision)
        self.tree = checkout_folder(wanted.root)
        with self.repository as repository:
            export_commit(repository, self.commit, self.tree)
            restore_held(repository, self.tree, wanted.held)
        self.office = must_be_usable_at(load_office(self.tree)[0], self.commit)
        self.now = judging_time(wanted.now, self.office)

    def make(self) -> BuiltSite:
        """Build the site and inspect it. Leaves with 1 when anything is wrong that cannot be held back.

        The folder it is built in stays, so that a build costs what changed; files count there only that an earlier
        build wrote and nobody touched since.
        """
        site = self.tree.with_suffix(".public")
        with self.repository as repository:
            if found := self.refusal(repository):
                help_ = tr("Publish the newest commit, or say --force if you mean it.")
                refuse_to_publish(f"{translate(found)} {help_}")
            former = LastGoodVersions(repository, self.tree, self.office, self.live, self.now)
            former.restore()
            result, warnings = self.audited(site, former)
            mark = make_manifest(repository, self.commit, self.now, former.restored, former.withheld)
        write_manifest(site, mark, self.office.zone, result.digests)
        self.sign(site)
        return BuiltSite(FinishedSite(site, self.commit, result.digests), tuple(former.held), tuple(warnings))

    def audited(self, site: Path, former: LastGoodVersions) -> tuple[AuditResult, list[str]]:
        """Build until the site has no faults; the audit, and the warnings of MkDocs. Leaves with 1 where it has some.

        A record whose page has a fault is held back, and its last good version is shown in its place.
        """
        for _ in range(MAX_BUILDS):
            process = MkDocsProcess(self.tree, site, self.now, self.office, former.withheld)
            wanted = self._expectations(former)  # read while MkDocs is at work
            result, warnings = _audit_once_built(site, process, wanted)
            wrong = {record_at(fault.path): fault.message for fault in result.faults}
            wrong.pop("", None)  # lists and feeds repeat what is wrong with a story
            if not wrong or 2 * len(wrong) > len(wanted.due):
                break
            former.hold(wrong)
        if result.faults:
            for line in warnings:  # what was left out may be why
                click.echo(printable(line), err=True)
            _print_findings(result.faults)
            count = len(result.faults)
            refuse_to_publish(
                tr("The site has {count} faults and was not published; what was live still is.", count=count)
            )
        return result, warnings

    def _expectations(self, former: LastGoodVersions) -> Expectations:
        """Which pages the site must have, but for those that are held back. Leaves with 1 where that are too many."""
        wanted = read_expectations(self.tree, self.office, self.now)
        due = {page: path for page, path in wanted.due.items() if path not in former.lost}
        if len(due) < self._vanished(former.lost):
            refuse_to_publish(
                tr("More than half of all stories would vanish; run `redaksi check`. What was live still is.")
            )
        return replace(wanted, due=due)

    def _vanished(self, lost: set[str]) -> int:
        """How many stories readers would miss: of those that are live, where that is known, else of all."""
        stories = {path for path in lost if ARTICLE_PATH.fullmatch(path)}
        known = {record_at(file) for file in self.live.files} if self.live else set()
        return len(stories & known if known else stories)

    def sign(self, site: Path) -> None:
        """Sign the site's manifest where the environment has a key. Leaves with 1 when it cannot."""
        key, public = os.environ.get(KEY_VARIABLE, ""), self.office.identity.site_key
        if key:
            try:
                sign_manifest(site, key, public)
            except SigningError as error:
                kept = tr("Nothing was published; what was live still is.")
                refuse_to_publish(f"{translate(error.message)} {kept}")
        elif public:
            told = tr(
                "The site is not signed, though office.yml names a `site_key`: {name} is not set.", name=KEY_VARIABLE
            )
            click.echo(f"redaksi: {told}", err=True)

    def refusal(self, repository: Repository) -> Message | None:
        """Why the commit may not go live."""
        if self.live is None or self.force:
            return None
        return why_not_after(repository, self.commit, self.now, self.live, self.office.zone)

    def tidy(self) -> None:
        """Let go of pictures in the user's cache that this site does not show."""
        from workflow.site.images.build import ImageBuilder  # only for this

        ImageBuilder(self.tree, self.office).tidy()

    def build(self, site: Path) -> None:
        """What MkDocs makes of the commit. Raises BuildError when it fails."""
        MkDocsProcess(self.tree, site, self.now, self.office, self.withheld).end()


def _audit_once_built(site: Path, process: MkDocsProcess, wanted: Expectations) -> tuple[AuditResult, list[str]]:
    """The audit of a site once MkDocs has made it, and the warnings of MkDocs. Leaves with 1 where it made none."""
    auditor = SiteAuditor(site, wanted)
    try:
        warnings = process.end()
    except BuildError as error:
        click.echo("\n".join(map(printable, error.lines)), err=True)
        refuse_to_publish(tr("The site cannot be built; what was live still is."))
    return auditor.inspect(), warnings


def rebuild_live(root: Path, live: Manifest, site: Path) -> None:
    """Build the site that a mark speaks of into a folder: its commit, its time, its held files. Nothing goes live.

    The caller holds the lock of `checkout_folder`. Raises BuildError, GitError; leaves with 2 without a usable
    configuration.
    """
    wanted = SiteRequest(
        root=root, revision=live.commit, force=True, now=int(live.now), held=live.held, withheld=live.withheld
    )
    SiteBuilder(wanted, None).build(site)


def checkout_folder(root: Path) -> Path:
    """Where the commits of a repository are laid out."""
    return cache_file(root, "tree")


def _print_findings(faults: list[SiteFinding]) -> None:
    counted: dict[str, int] = {}
    what = tr("what to do")
    for fault in faults:
        counted[fault.kind] = counted.get(fault.kind, 0) + 1
        if counted[fault.kind] <= MAX_FINDINGS_SHOWN:
            click.echo(f"{fault.kind}: {printable(fault.path)}: {printable(translate(fault.message))}", err=True)
            click.echo(f"  = {what}: {translate(fault.help)}", err=True)


def refuse_to_publish(message: str) -> NoReturn:
    """Say why nothing goes out, and leave with 1."""
    click.echo(f"redaksi: {message}", err=True)
    sys.exit(ExitCode.FINDINGS)
