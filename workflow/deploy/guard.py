"""The deployment guard: writes a site's manifest, and says whether a commit may take the place of what is live."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from workflow.deploy.manifest import MANIFEST_PATH, Manifest
from workflow.git.errors import GitError
from workflow.git.log import committed_at
from workflow.git.repository import Repository
from workflow.i18n.dates import local_time
from workflow.i18n.message import InstantValue, Message, say
from workflow.text.field_types import Instant

SHORT_COMMIT = 12
"""Letters of a commit's name as people read it."""


def make_manifest(
    repository: Repository, commit: str, now: int, held: dict[str, str], withheld: Iterable[str] = ()
) -> Manifest:
    """The manifest of a site, without the list of its files. Raises GitError."""
    return Manifest(1, commit, committed_at(repository, commit), Instant(now), held, tuple(sorted(withheld)))


def write_manifest(site: Path, manifest: Manifest, zone: str, files: dict[str, str]) -> None:
    """Write a site's manifest: its time in the office's zone, and `files`, the digests of what the site holds."""
    file = site / MANIFEST_PATH
    file.parent.mkdir(exist_ok=True)
    ordered = dict(sorted(files.items()))  # msgspec's own sorting is slow where most is in order already
    fields = msgspec.structs.asdict(manifest) | {"now": local_time(manifest.now, zone).isoformat(), "files": ordered}
    file.write_bytes(msgspec.json.encode(fields, order="deterministic") + b"\n")


def why_not_after(repository: Repository, commit: str, now: int, live: Manifest, zone: str) -> Message | None:
    """Why a commit may not take the place of what is live; None when it may."""
    if commit == live.commit:
        later = InstantValue(live.now, zone)
        early = say("The live site was built for a later time ({now}); an embargo could close again.", now=later)
        return early if now < live.now else None
    names = {"live": live.commit[:SHORT_COMMIT], "commit": commit[:SHORT_COMMIT]}
    try:
        repository.resolve(live.commit)
        base = repository.merge_base(live.commit, commit)
    except GitError as error:
        return error.message
    if base == live.commit:
        return None
    if base == commit:
        return say("Commit {commit} is older than {live}, which is live.", **names)
    return say("Commit {commit} does not come after {live}, which is live: their histories parted.", **names)
