"""What an entry is worth: who made the commit that brought it, whose signature it carries, who approved it."""

from collections.abc import Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from os import cpu_count

from msgspec import Struct

from workflow.history.changes import Commit
from workflow.history.git import Repository
from workflow.history.signature import ENTRY, Signed, Verifier, armored, public_key, signed_commit
from workflow.language.message import Message, When, say
from workflow.records.office import Office
from workflow.records.policy import Level
from workflow.records.request import Request
from workflow.records.signers import owner_of, term
from workflow.records.signing import payload


class Seal(Struct, frozen=True):
    """What is to be said of a signature."""

    good: bool
    said: Message | None = None
    grave: bool = False
    """Whether it speaks against what it stands on: another's key, a dead key, other content."""


class Evidence(Struct, frozen=True):
    """What one entry is worth, and why not more."""

    commit: Commit
    level: Level
    own: bool
    """Whether the person it names made the commit, or signed the entry itself."""
    trouble: Message | None
    """A signature that is there and does not hold."""
    lacks: Message
    """What it would take to be worth more."""


class Worth(Struct, frozen=True):
    """Who made a commit, and what speaks for it."""

    person: str | None
    level: Level
    lacks: Message
    """What it would take to be worth more."""


UNSIGNED = Seal(good=False, said=say("The commit carries no signature by a key of that person."))


class Witness:
    """Says what entries and commits are worth, by one office's people, for a change received at one time."""

    def __init__(self, repository: Repository, office: Office, verifier: Verifier, received: int) -> None:
        self.repository, self.office, self.verifier, self.received = repository, office, verifier, received
        self._persons = {mail.lower(): key for key, person in office.people.items() for mail in person.emails}
        self._early: dict[str, Future[bool]] = {}
        self._last: tuple[str, Signed | None] = ("", None)

    def author_of(self, commit: Commit) -> str | None:
        """The person whose address a commit's author gave."""
        return self._persons.get(commit.author_email.lower())

    def of(
        self, request: Request, index: int, commit: Commit, approved_by: Collection[str] = (), at: int | None = None
    ) -> Evidence:
        """What an entry is worth. `approved_by`: who approved a commit that holds it; `at`: when it was received."""
        entry = request.steps[index]
        author = self.author_of(commit)
        by_commit = self.commit_seal(entry.by, commit, at)
        by_entry = UNSIGNED
        if entry.signature:
            signed = Signed(payload(request, index), armored(entry.signature), ENTRY)
            by_entry = self._seal(entry.by, signed, self.received if at is None else at)
        own = author == entry.by or by_entry.good
        signed_at_all = by_entry.good or (by_commit.good and own)
        reviewed = own and any(person not in (entry.by, author) for person in approved_by)
        level = _level(own=own, signed=signed_at_all, reviewed=reviewed)
        grave = [seal.said for seal in (by_entry, by_commit) if seal.grave and not by_entry.good]
        return Evidence(commit, level, own, grave[0] if grave else None, _lack(level, by_commit))

    def worth(self, commit: Commit) -> Worth:
        """Who made a commit, and what speaks for it."""
        person = self.author_of(commit)
        seal = self.commit_seal(person, commit) if person else UNSIGNED
        level = _level(own=person is not None, signed=seal.good, reviewed=False)
        return Worth(person, level, _lack(level, seal))

    def commit_seal(self, who: str, commit: Commit, at: int | None = None) -> Seal:
        """Whether somebody signed a commit, when it was received."""
        signed = self._signed(commit)
        if signed is None:
            return UNSIGNED
        return self._seal(who, signed, self.received if at is None else at, self._early.get(commit.id))

    def begin(self, commits: Iterable[Commit]) -> None:
        """Start verifying the signatures of many commits beside other work, each as its author's."""
        workers = ThreadPoolExecutor(cpu_count() or 1)
        for commit in commits:
            who, signed = self.author_of(commit), self._signed(commit)
            if who and signed and self._objection(who, signed, self.received) is None:
                self._early[commit.id] = workers.submit(self.verifier.verify, who, signed, self.received)
        workers.shutdown(wait=False)

    def _signed(self, commit: Commit) -> Signed | None:
        """A commit's signature. The last one is kept, since a commit often brings several entries."""
        if self._last[0] != commit.id:
            found = self.repository.read(commit.id)
            self._last = commit.id, signed_commit(found[1]) if found else None
        return self._last[1]

    def _seal(self, who: str, signed: Signed, at: int, early: Future[bool] | None = None) -> Seal:
        objection = self._objection(who, signed, at)
        if objection:
            return objection
        if early.result() if early else self.verifier.verify(who, signed, at):
            return Seal(good=True)
        return Seal(good=False, said=say("The signature does not fit what it stands on."), grave=True)

    def _objection(self, who: str, signed: Signed, at: int) -> Seal | None:
        """What is wrong with a signature's key; None when it was that person's at that time."""
        owner = owner_of(self.office, public_key(signed.signature) or "")
        if owner is None:
            return Seal(good=False, said=say("The signature is by a key that is not in site_config/people.yml."))
        name, key = owner
        start, end = term(self.office, key)
        wrong: Message | None = None
        if name != who:
            wrong = say("The signature is by a key of `{name}`.", name=name)
        elif at < start:
            wrong = say("The signature's key counts only from {when}.", when=When(start, self.office.zone))
        elif at >= end and key.revoked:
            wrong = say("The signature's key was revoked on {when}.", when=When(end, self.office.zone))
        elif at >= end:
            wrong = say("The signature's key expired on {when}.", when=When(end, self.office.zone))
        return Seal(good=False, said=wrong, grave=True) if wrong else None


def _level(*, own: bool, signed: bool, reviewed: bool) -> Level:
    if reviewed:
        return Level.REVIEWED
    if signed:
        return Level.SIGNED
    return Level.COMMITTED if own else Level.CLAIMED


def _lack(level: Level, by_commit: Seal) -> Message:
    """What it would take to be worth more than a level."""
    if level is Level.CLAIMED:
        return say("The commit was not made by that person.")
    if level is Level.COMMITTED:
        return by_commit.said or say("The commit carries no signature by a key of that person.")
    return say("Nobody else who may review has approved exactly this commit.")
