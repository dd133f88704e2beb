"""Verifies a live site: is it what the repository says? Its manifest first, then each file that it lists and serves."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from random import SystemRandom

from msgspec import Struct

from workflow.deploy.fetch_live import FetchError, FetchProblem, LiveSite
from workflow.deploy.guard import SHORT_COMMIT
from workflow.deploy.manifest import SIGNATURE_PATH, Manifest
from workflow.deploy.manifest_signature import is_signed
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.message import Message, say

CONNECTIONS = 6
MAX_UNANSWERED = 6
"""Files without an answer after which a site is asked no more."""
LARGEST_FILE_BYTES = 32 * 1024 * 1024
"""Bytes; no file of a site has nearly so many."""
LARGEST_SIGNATURE_BYTES = 10_000
NOT_SERVED = frozenset({"404.html", "_headers", "_redirects", "CNAME", ".nojekyll"})
"""Files that a server may keep to itself: they tell it what to do, or are shown only in another page's place."""


class VerifyState(StrEnum):
    """How a file of a site compares to the manifest and to the repository."""

    SAME = "same"
    REPOSITORY = "differs-from-repository"
    MARK = "differs-from-mark"
    MISSING = "missing"
    ELSEWHERE = "leads-elsewhere"
    SILENT = "no-answer"
    UNASKED = "not-asked"


DIFFERENT_STATES = (VerifyState.REPOSITORY, VerifyState.MARK, VerifyState.MISSING, VerifyState.ELSEWHERE)
FETCH_STATES = {
    FetchProblem.MISSING: VerifyState.MISSING,
    FetchProblem.ELSEWHERE: VerifyState.ELSEWHERE,
    FetchProblem.LARGE: VerifyState.MARK,
}


class VerifiedFile(Struct, frozen=True):
    """One file of a site; `message` says what is wrong with it."""

    path: str
    state: VerifyState
    message: Message | None = None


class ManifestSignature(StrEnum):
    """What the manifest's signature is worth."""

    GOOD = "good"
    BAD = "bad"
    MISSING = "missing"
    UNCHECKED = "unchecked"
    """The repository names no key."""


SIGNATURE_FAULTS = {
    ManifestSignature.BAD: say(
        "The mark is not signed by the key that `site_key` in site_config/office.yml names: somebody else published, "
        "or the key was changed since. Find out who published, and publish anew."
    ),
    ManifestSignature.MISSING: say(
        "The mark is not signed, though site_config/office.yml names a `site_key`. Find out who published, and publish "
        "anew with REDAKSI_SITE_KEY."
    ),
}


def check_signature(site: LiveSite, manifest: bytes, public: str | None) -> ManifestSignature:
    """Whether the manifest is signed as the repository says. Raises FetchError for a silent site, and GitError."""
    if public is None:
        return ManifestSignature.UNCHECKED
    try:
        text = site.get(SIGNATURE_PATH, LARGEST_SIGNATURE_BYTES).decode("ascii", "replace")
    except FetchError as error:
        if error.why is FetchProblem.SILENT:
            raise
        return ManifestSignature.BAD if error.why is FetchProblem.LARGE else ManifestSignature.MISSING
    return ManifestSignature.GOOD if is_signed(manifest, text, public) else ManifestSignature.BAD


def foreign_history(repository: Repository, live: Manifest, head: str) -> Message | None:
    """Why a site is not of the history that ends in a commit; None where it is.

    What is shown of former versions must be of that history too: a commit of nobody knows which branch is not built.
    Raises GitError where that cannot be judged: a commit is not here, or the history here ends before it.
    """
    short = {"commit": live.commit[:SHORT_COMMIT]}
    repository.resolve(live.commit)
    if not _is_ancestor(repository, live.commit, head):
        if _is_ancestor(repository, head, live.commit):
            raise GitError(say("The site is newer than what is here: fetch {commit}, and ask again.", **short))
        return say("The site was made from {commit}, which is not part of the history here.", **short)
    for commit in sorted(set(live.held.values())):
        repository.resolve(commit)
        if not _is_ancestor(repository, commit, live.commit):
            return say(
                "The site holds versions of {commit}, which is not part of its history.", commit=commit[:SHORT_COMMIT]
            )
    return None


def _is_ancestor(repository: Repository, older: str, newer: str) -> bool:
    try:
        return repository.merge_base(older, newer) == older
    except GitError:
        return False


def compare_digests(files: dict[str, str], made: dict[str, str]) -> dict[str, VerifiedFile]:
    """Each file of which the manifest and the repository say different things.

    `files`: digests as the manifest lists them; `made`: of the site that the repository's commit makes.
    """
    unlisted = say("The repository makes this file, and the mark does not list it.")
    unmade = say("The mark lists this file, and the repository does not make it.")
    other = say("The mark lists another content than the repository makes.")
    different = {path: unmade if path not in made else other for path in files if made.get(path) != files[path]}
    different |= {path: unlisted for path in made if path not in files}
    return {path: VerifiedFile(path, VerifyState.REPOSITORY, message) for path, message in sorted(different.items())}


class FileVerifier:
    """Asks a site for files, a few at a time, and stops where it does not answer."""

    def __init__(self, site: LiveSite, files: dict[str, str]) -> None:
        self.site, self.files, self.silent = site, files, 0

    def pages(self, paths: Sequence[str]) -> Iterator[VerifiedFile]:
        """How each file is served, in the order given."""
        pool = ThreadPoolExecutor(CONNECTIONS)
        try:
            yield from pool.map(self.page, paths)
        finally:  # whoever interrupts does not wait for thousands
            pool.shutdown(cancel_futures=True)

    def page(self, path: str) -> VerifiedFile:
        """How a file is served."""
        if self.silent >= MAX_UNANSWERED:
            return VerifiedFile(path, VerifyState.SILENT, say("Not asked any more, since the site does not answer."))
        try:
            data = self.site.get(path, LARGEST_FILE_BYTES)
        except FetchError as error:
            self.silent += error.why is FetchProblem.SILENT
            return VerifiedFile(path, FETCH_STATES.get(error.why, VerifyState.SILENT), error.message)
        if hashlib.sha256(data).hexdigest() == self.files[path]:
            return VerifiedFile(path, VerifyState.SAME)
        return VerifiedFile(path, VerifyState.MARK, say("The site serves another content than the mark lists."))


def verify_files(site: LiveSite, live: Manifest, made: dict[str, str], sample: int | None) -> list[VerifiedFile]:
    """Every file that the manifest lists or the repository makes (`made`: digests), by path.

    `sample`: how many are asked of the site, picked by chance; None for all.
    """
    pages = compare_digests(live.files, made)
    askable = [path for path in live.files if path not in pages and path not in NOT_SERVED]
    asked = askable if sample is None else SystemRandom().sample(askable, min(sample, len(askable)))
    pages |= {page.path: page for page in FileVerifier(site, live.files).pages(asked)}
    unasked = {path: VerifiedFile(path, VerifyState.UNASKED) for path in live.files if path not in pages}
    return [page for _, page in sorted((pages | unasked).items())]


class SiteVerdict(Struct, frozen=True, kw_only=True):
    """The result of verifying a site."""

    address: str
    live: Manifest
    signature: ManifestSignature
    faults: tuple[Message, ...]
    """What is wrong with the manifest itself."""
    notes: tuple[Message, ...]
    pages: tuple[VerifiedFile, ...]
    """By path; none where the manifest's own history is at fault, since then nothing is built of it."""

    @property
    def counts(self) -> Counter[VerifyState]:
        """How many files are in each state."""
        return Counter(page.state for page in self.pages)

    @property
    def differs(self) -> bool | None:
        """Whether the site is other than the repository says; None where that cannot be known."""
        if self.faults or any(self.counts[state] for state in DIFFERENT_STATES):
            return True
        return None if self.counts[VerifyState.SILENT] else False
