"""The gate before mail: only what is committed is told, and where the live site is known, only what is live there."""

from collections.abc import Iterable
from pathlib import Path

from workflow.cli.messages._mail_run import load_with_article
from workflow.cli.shared.github_job import job_access
from workflow.cli.shared.live_site import read_manifest_at
from workflow.cli.shared.usage_exit import complain
from workflow.config.office import Office
from workflow.delivery.message import MessageKind, PlannedMessage
from workflow.deploy.fetch_live import FetchError
from workflow.deploy.manifest import MANIFEST_PATH, Manifest, decode_manifest
from workflow.git.worktree import CommitError, UnknownCommitError, committed_texts, fetch_commit
from workflow.i18n.catalog import tr, translate
from workflow.records.paths import article_path, request_path

SENT_BEFORE_OPENING = {MessageKind.RELEASE}
"""What is sent before the story opens, with its embargo; all else leads to a page that must be there."""


def live_manifest(site: str) -> Manifest:
    """The manifest in a site's folder, of the release that is served from it, or of the site at an address.

    Ends the program where there is none.
    """
    try:
        live = next(filter(None, (decode_manifest(read_manifest_at(place)) for place in _places(site))), None)
    except FetchError as error:
        complain(translate(error.message))
    if live is None:
        complain(
            tr(
                "{folder} does not say which commit is live; build it with `redaksi publish`. Nothing was sent.",
                folder=site,
            )
        )
    return live


def _places(site: str) -> list[str]:
    """Where a site's manifest may be."""
    if "://" in site:
        return [site]
    files = (Path(site) / "current" / MANIFEST_PATH, Path(site) / MANIFEST_PATH)
    return [str(file) for file in files if file.is_file()]


def withheld_numbers(
    root: Path, office: Office, due: Iterable[PlannedMessage], live: Manifest | None, now: int
) -> set[str]:
    """The agenda numbers of which nothing may be said yet.

    Their record or article is not committed as it lies here; or, with `live`, not part of what is live, or not open
    there yet. Ends the program where the live commit is unknown here.
    """
    held: set[str] = set()
    if live:
        _fetch_if_missing(root, live.commit)
    for message in due:
        case = load_with_article(office, request_path(message.about), now)
        news = case.view.record.news if case else None
        paths = [request_path(message.about), *([article_path(news)] if news else [])]
        opens = int(case.article.publish_at or 0) if case and case.article else 0
        shut = live is not None and message.kind not in SENT_BEFORE_OPENING and opens > int(live.now)
        if shut or _differs_from_commit(root, office, paths, live):
            held.add(message.about)
    return held


def _differs_from_commit(root: Path, office: Office, paths: list[str], live: Manifest | None) -> bool:
    known = committed_texts(root, paths, live.commit if live else "HEAD")
    texts = {path: (office.files.read(path) or b"").decode("utf-8", "surrogateescape") for path in paths}
    return known != texts


def _fetch_if_missing(root: Path, commit: str) -> None:
    """Get the live commit where it is not here, as in a job's clone that holds the last one alone."""
    try:
        committed_texts(root, (), commit)
    except UnknownCommitError:
        try:
            fetch_commit(root, commit, job_access())
        except CommitError as error:
            known = {"commit": commit, "reason": str(error)}
            complain(tr("This clone does not have the live commit {commit} ({reason}). Nothing was sent.", **known))
