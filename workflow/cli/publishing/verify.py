"""`redaksi verify`: whether a live site is what the repository says, page by page."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

import workflow
from workflow.cli.publishing._mkdocs_process import BuildError
from workflow.cli.publishing._site_build import checkout_folder, rebuild_live
from workflow.cli.publishing._verify_report import as_json, as_text, unknown_as_json
from workflow.cli.shared.errors import office_of_commit
from workflow.cli.shared.options import judging_time, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.office import Office
from workflow.deploy.fetch_live import FetchError, LiveSite
from workflow.deploy.guard import SHORT_COMMIT
from workflow.deploy.lock import BusyError, exclusive_lock
from workflow.deploy.manifest import LARGEST_MANIFEST_BYTES, MANIFEST_PATH, Manifest, decode_manifest, file_digests
from workflow.deploy.verify_live import (
    SIGNATURE_FAULTS,
    SiteVerdict,
    VerifiedFile,
    VerifyState,
    check_signature,
    foreign_history,
    verify_files,
)
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import InstantValue, Message, say
from workflow.reporters.escape import printable
from workflow.text.finding import ExitCode

MAX_CLOCK_SKEW_SECONDS = 300
"""Seconds by which two computers' clocks may differ."""


class UnverifiableError(Exception):
    """It cannot be judged; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class VerifyOptions(Struct, frozen=True, kw_only=True):
    """What was asked for; the options say what each field is."""

    address: str
    root: Path
    revision: str
    sample: int | None


@click.command(
    "verify",
    help=tr(
        "Show whether a live site is what the repository says: build the commit that it names anew, and compare every "
        "file. A host that rewrites pages (Cloudflare's minifying or hiding of e-mail addresses) shows as differences; "
        "so does another version of Redaksi, or of the packages in requirements.txt, than the site was built with."
    ),
)
@root_option
@click.argument("address", metavar="URL")
@click.option(
    "--commit",
    "revision",
    default="HEAD",
    metavar="REV",
    help=tr("The end of the history that the site must be of, and whose office.yml names the key (default: HEAD)."),
)
@click.option(
    "--sample", type=click.IntRange(min=1), metavar="N", help=tr("Ask the site for N files, picked by chance, not all.")
)
@click.option(
    "--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", help=tr("How it is shown.")
)
def command(form: str, **given: Any) -> None:
    """Leave with 0 when all is the same, 1 when something differs, 2 when it cannot be judged."""
    call = VerifyOptions(**given)
    try:
        outcome = verify_site(call)
    except (UnverifiableError, FetchError, GitError) as error:
        if form == "json":
            click.echo(unknown_as_json(call.address, error.message))
        complain(printable(translate(error.message)))
    except BusyError:
        complain(tr("Another `redaksi publish` is at work. Wait until it ends."))
    click.echo(as_json(outcome) if form == "json" else "\n".join(as_text(outcome)))
    sys.exit({True: ExitCode.FINDINGS, False: ExitCode.CLEAN, None: ExitCode.CONFIGURATION}[outcome.differs])


def verify_site(call: VerifyOptions) -> SiteVerdict:
    """Compare the site with the repository. Raises UnverifiableError, FetchError, GitError, BusyError."""
    site = LiveSite(call.address)
    data = site.get(MANIFEST_PATH, LARGEST_MANIFEST_BYTES)
    live = decode_manifest(data)
    if live is None or not live.files:
        raise UnverifiableError(
            say(
                "{address} does not say what the site was made from; publish it anew.",
                address=site.address + MANIFEST_PATH,
            )
        )
    with Repository(call.root) as repository:
        head = repository.resolve(call.revision)
        office = office_of_commit(repository, head)
        found = foreign_history(repository, live, head)
    signature = check_signature(site, data, office.identity.site_key)
    faults = tuple(
        fault for fault in (found, SIGNATURE_FAULTS.get(signature), built_for_the_future(live, office)) if fault
    )
    pages: list[VerifiedFile] = []
    notes = tuple(withheld_notes(live))
    if not found:
        made, is_ours = rebuilt_digests(call.root, live)
        pages = verify_files(site, live, made, call.sample)
        differ = any(page.state is VerifyState.REPOSITORY for page in pages)
        notes += () if is_ours or not differ else (other_program_note(live),)
    outcome = SiteVerdict(
        address=site.address, live=live, signature=signature, faults=faults, notes=notes, pages=tuple(pages)
    )
    if outcome.differs and site.get(MANIFEST_PATH, LARGEST_MANIFEST_BYTES) != data:
        raise UnverifiableError(say("The site was published anew meanwhile; ask again."))
    return outcome


def withheld_notes(live: Manifest) -> Iterator[Message]:
    """What the mark says is shown otherwise than the commit has it. An unsigned mark may say so of anything."""
    for path, commit in live.held.items():
        yield say("The site says that it shows {path} as it was in {commit}.", path=path, commit=commit[:SHORT_COMMIT])
    for path in live.withheld:
        yield say("The site says that it leaves {path} out.", path=path)


def built_for_the_future(live: Manifest, office: Office) -> Message | None:
    """What is wrong with a site whose time is yet to come: it is the same as the repository's, and opens stories."""
    if live.now <= judging_time(None, office) + MAX_CLOCK_SKEW_SECONDS:
        return None
    when = InstantValue(live.now, office.zone)
    return say("The site was built for {when}, which is yet to come: it may show what is still closed.", when=when)


def rebuilt_digests(root: Path, live: Manifest) -> tuple[dict[str, str], bool]:
    """The digests of the site that the repository makes, and whether its own program made them.

    Raises UnverifiableError, GitError, BusyError.
    """
    tree = checkout_folder(root)
    folder = tree.with_suffix(".verify")
    with exclusive_lock(tree.with_suffix(".lock")):
        shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed
        click.echo(tr("Building {commit} anew ...", commit=live.commit[:SHORT_COMMIT]), err=True)
        try:
            rebuild_live(root, live, folder)
            made = file_digests(folder)
        except BuildError as error:
            click.echo("\n".join(map(printable, error.lines)), err=True)
            raise UnverifiableError(
                say("The site of {commit} cannot be built here.", commit=live.commit[:SHORT_COMMIT])
            ) from None
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return made, is_same_program(tree)


def is_same_program(tree: Path) -> bool:
    """Whether the program that runs is the one that a commit holds, where it holds one."""
    ours, theirs = Path(workflow.__file__).parent, tree / "workflow"
    return all(
        (ours / file.relative_to(theirs)).is_file()
        and (ours / file.relative_to(theirs)).read_bytes() == file.read_bytes()
        for file in theirs.rglob("*.py")
    )


def other_program_note(live: Manifest) -> Message:
    """What to do where another version of the program may be why pages differ."""
    return say(
        "The Redaksi that runs here is another than the one of {commit}, which may be why files differ from the "
        "repository: check out that commit, run `make setup`, and ask again with `--commit` and the branch's name.",
        commit=live.commit[:SHORT_COMMIT],
    )
