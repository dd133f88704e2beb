"""What an entry is worth: who made the commit that brought it, whose signature it carries, who approved it."""

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from os import cpu_count

from msgspec import Struct

from workflow.config.account_holders import find_person, person_of_account
from workflow.config.allowed_signers import key_owner, validity
from workflow.config.office import Office
from workflow.config.policy import Level
from workflow.git.log import Commit
from workflow.git.program_commits import FORGE_EMAIL, PROGRAM_EMAIL
from workflow.git.push_record import CLOCK_DRIFT_SECONDS, UNKNOWN_PUSH, PushAccount, PushedCommit, Pusher
from workflow.git.repository import Repository
from workflow.git.ssh_signature import (
    ENTRY_NAMESPACE,
    SignatureVerifier,
    SignedData,
    armor,
    commit_signature,
    public_key,
)
from workflow.i18n.message import InstantValue, Message, Phrase, Value, mark, say
from workflow.records.request import Request
from workflow.records.signed_payload import signed_payload


class SignatureStatus(Struct, frozen=True):
    """Whether a signature is good, and what is wrong with it."""

    good: bool
    message: Message | None = None
    """What is wrong, or that there is none."""
    speaks_against: bool = False
    """Whether it speaks against what it stands on: another's key, a dead key, other content."""
    by_another: bool = False
    """Whether it is by another person's key."""


class CommitEvidence(Struct, frozen=True):
    """Whose work a commit is, and how well that is proved."""

    person: str | None
    """A key of people.yml; None where it is nobody's, or only CLAIMED to be somebody's."""
    level: Level
    """Never REVIEWED: what a review covers is judged elsewhere."""
    lacks: Message
    """Why it is not worth more."""
    pusher: Value
    """Whose account pushed it first, to be shown."""
    signature: SignatureStatus
    """Its signature, as that person's."""


class EntryEvidence(Struct, frozen=True):
    """What one entry is worth, and why not more."""

    commit: Commit
    level: Level
    own: bool
    """Whether the person it names made the commit, or signed the entry itself."""
    pusher: Value
    """Whose account pushed the commit first, to be shown."""
    bad_signature: Message | None
    """A signature that is there and does not hold."""
    lacks: Message
    """What it would take to be worth more."""


UNSIGNED_MESSAGE = say("The commit carries no signature by a key of that person.")
UNSIGNED = SignatureStatus(good=False, message=UNSIGNED_MESSAGE)
NOT_THEIRS = say("The commit was not made by that person.")
NOT_REVIEWED = say("Nobody else who may review has approved exactly this commit.")
UNKNOWN_PUSHER = say(
    "It is not known whose account pushed the commit. Push it from your own account; at the desk, `redaksi check "
    "--base origin/main --pusher NAME` says beforehand what GitHub will say."
)
UNKNOWN_ACCOUNT = Phrase(mark("an account that is not known"))
COMMITTING_PROGRAMS = frozenset({FORGE_EMAIL, PROGRAM_EMAIL})
"""Committers that stand for whoever is named as the author; who that was, only the pusher can show."""


class EvidenceAssessor:
    """Weighs who made entries and commits, by one office's people, for a change received at one time.

    What counts is who authored, committed, pushed and signed (docs/decisions/0007-evidence-from-git.md). `pushers`: how
    commits came to the server, by their ids; of a commit that is not there, nobody can say who pushed it.
    """

    def __init__(
        self,
        repository: Repository,
        office: Office,
        verifier: SignatureVerifier,
        received: int,
        pushers: Mapping[str, PushedCommit] | None = None,
    ) -> None:
        self.repository, self.office, self.verifier, self.received = repository, office, verifier, received
        self.pushers = pushers or {}
        self._persons = {mail.lower(): key for key, person in office.people.items() for mail in person.emails}
        self._bots = {login.casefold() for login in office.policy.evidence.bots}
        self._early: dict[str, Future[bool]] = {}
        self._last: tuple[str, SignedData | None] = ("", None)

    def author_of(self, commit: Commit) -> str | None:
        """The person whose address a commit's author gave: a claim, which `worth` weighs."""
        return self._persons.get(commit.author_email.lower())

    def hands_of(self, commit: Commit) -> set[str] | None:
        """Everybody of the office who had a commit in hand: author, committer, pusher. None: it might be anybody."""
        pushers = self._push_of(commit).pushers
        if None in pushers:
            return None
        given = {self._persons.get(mail.lower()) for mail in (commit.author_email, commit.committer_email)}
        pushed = {self._person(pusher) for pusher in pushers}
        return {person for person in given | pushed if person}

    def commit_evidence(self, commit: Commit, at: int | None = None) -> CommitEvidence:
        """Whose work a commit is, and what that is worth, by its author, committer, pusher and signature.

        It is the author's, or, where that is only claimed, the committer's: whoever rebases or applies another's commit
        answers for it. A good signature outweighs who committed and pushed. `at`: when it was received.
        """
        author = self._evidence_as(self.author_of(commit), commit, at)
        committer = self._persons.get(commit.committer_email.lower())
        if author.person or committer is None:
            return author
        other = self._evidence_as(committer, commit, at)
        return other if other.person else author

    def _evidence_as(self, person: str | None, commit: Commit, at: int | None) -> CommitEvidence:
        """What a commit is worth as somebody's work, whom its author or committer names."""
        signature = self.commit_signature(person, commit, at) if person else UNSIGNED
        level, lacks = self._level_of(commit, person, signature)
        return CommitEvidence(None if level is Level.CLAIMED else person, level, lacks, self._shown(commit), signature)

    def entry_evidence(
        self, request: Request, index: int, commit: Commit, approved_by: Collection[str] = (), at: int | None = None
    ) -> EntryEvidence:
        """What an entry is worth. `approved_by`: who approved a commit that holds it; `at`: when it was received.

        An approval adds to what the person is known to have pushed or signed; of the rest it might be the giver's own.
        """
        entry = request.steps[index]
        author = self.author_of(commit)
        made = self._evidence_as(author, commit, at)
        by_commit = made.signature if author == entry.by else self.commit_signature(entry.by, commit, at)
        by_entry = UNSIGNED
        if entry.signature:
            signed = SignedData(signed_payload(request, index), armor(entry.signature), ENTRY_NAMESPACE)
            by_entry = self._signature_status(entry.by, signed, self.received if at is None else at)
        by_author = made.level if made.person == entry.by else Level.CLAIMED
        own = by_author is not Level.CLAIMED or by_entry.good
        level = Level.SIGNED if by_entry.good else by_author
        if level.rank >= Level.PUSHED.rank and any(person not in (entry.by, author) for person in approved_by):
            level = Level.REVIEWED
        against = (one.message for one in (by_entry, by_commit) if one.speaks_against)
        bad_signature = None if by_entry.good else next(against, None)
        lacks = _lack(level, made.lacks if author == entry.by else NOT_THEIRS)
        return EntryEvidence(commit, level, own, made.pusher, bad_signature, lacks)

    def made_at(self, commit: Commit, now: int) -> int:
        """When a commit was made: by its own word, or when the server got it where that is later.

        A date is its maker's word (`GIT_COMMITTER_DATE`), the time of receipt is not. Clocks may differ by DRIFT; and
        nothing is later than `now`, which stands still in a sample office.
        """
        at = self._push_of(commit).at
        received = commit.committed if at is None else min(at, now)
        return received if received > commit.committed + CLOCK_DRIFT_SECONDS else commit.committed

    def _level_of(self, commit: Commit, person: str | None, signature: SignatureStatus) -> tuple[Level, Message]:
        if person is None:
            mail = commit.author_email
            return Level.CLAIMED, say("The author's address {mail} is nobody's in site_config/people.yml.", mail=mail)
        if signature.good:
            return Level.SIGNED, NOT_REVIEWED
        if signature.by_another:
            return Level.CLAIMED, signature.message or UNSIGNED_MESSAGE
        committer = commit.committer_email.lower()
        if committer not in COMMITTING_PROGRAMS and self._persons.get(committer) != person:
            return Level.CLAIMED, say("{mail} committed it, not the author.", mail=commit.committer_email)
        return self._pushed(commit, person, signature)

    def _pushed(self, commit: Commit, person: str, signature: SignatureStatus) -> tuple[Level, Message]:
        """What is to be said of who pushed, where author and committer agree."""
        pushers = self._push_of(commit).pushers
        fits = [self._is_bot(pusher) or self._person(pusher) == person for pusher in pushers]
        if all(fits):
            return Level.PUSHED, signature.message or UNSIGNED_MESSAGE
        if any(fits) or None in pushers:
            return Level.COMMITTED, UNKNOWN_PUSHER
        return Level.CLAIMED, say("Another account than the author's pushed it.")

    def _push_of(self, commit: Commit) -> PushedCommit:
        return self.pushers.get(commit.id, UNKNOWN_PUSH)

    def is_by_program(self, commit: Commit) -> bool:
        """Whether the office's own program made a commit for somebody, by the word of whoever saw it pushed."""
        is_pushed = all(map(self._is_bot, self._push_of(commit).pushers))
        return is_pushed and commit.committer_email.lower() == PROGRAM_EMAIL

    def _is_bot(self, pusher: Pusher | None) -> bool:
        return isinstance(pusher, PushAccount) and pusher.login.casefold() in self._bots

    def _person(self, pusher: Pusher | None) -> str | None:
        """Whose account that is; None for a stranger's, and where nobody knows who pushed."""
        if isinstance(pusher, PushAccount):
            return person_of_account(self.office, pusher.login, pusher.number)
        return find_person(self.office, pusher.name) if pusher else None

    def _shown(self, commit: Commit) -> Value:
        """Those who may have pushed a commit, as they are called where they pushed."""
        pushers = self._push_of(commit).pushers
        if None in pushers:
            return UNKNOWN_ACCOUNT
        names = {pusher.login if isinstance(pusher, PushAccount) else pusher.name for pusher in pushers if pusher}
        return ", ".join(sorted(names))

    def commit_signature(self, who: str, commit: Commit, at: int | None = None) -> SignatureStatus:
        """Whether somebody signed a commit, when it was received."""
        signed = self._signed(commit)
        if signed is None:
            return UNSIGNED
        return self._signature_status(who, signed, self.received if at is None else at, self._early.get(commit.id))

    def begin(self, commits: Iterable[Commit]) -> None:
        """Start verifying the signatures of many commits beside other work, each as its author's."""
        workers = ThreadPoolExecutor(cpu_count() or 1)
        for commit in commits:
            who, signed = self.author_of(commit), self._signed(commit)
            if who and signed and self._objection(who, signed, self.received) is None:
                self._early[commit.id] = workers.submit(self.verifier.verify, who, signed, self.received)
        workers.shutdown(wait=False)

    def _signed(self, commit: Commit) -> SignedData | None:
        """A commit's signature. The last one is kept, since a commit often brings several entries."""
        if self._last[0] != commit.id:
            found = self.repository.read(commit.id)
            self._last = commit.id, commit_signature(found[1]) if found else None
        return self._last[1]

    def _signature_status(
        self, who: str, signed: SignedData, at: int, early: Future[bool] | None = None
    ) -> SignatureStatus:
        objection = self._objection(who, signed, at)
        if objection:
            return objection
        if early.result() if early else self.verifier.verify(who, signed, at):
            return SignatureStatus(good=True)
        return SignatureStatus(
            good=False, message=say("The signature does not fit what it stands on."), speaks_against=True
        )

    def _objection(self, who: str, signed: SignedData, at: int) -> SignatureStatus | None:
        """What is wrong with a signature's key; None when it was that person's at that time."""
        owner = key_owner(self.office, public_key(signed.signature) or "")
        if owner is None:
            return SignatureStatus(
                good=False, message=say("The signature is by a key that is not in site_config/people.yml.")
            )
        name, key = owner
        start, end = validity(self.office, key)
        wrong: Message | None = None
        if name != who:
            wrong = say("The signature is by a key of `{name}`.", name=name)
        elif at < start:
            wrong = say("The signature's key counts only from {when}.", when=InstantValue(start, self.office.zone))
        elif at >= end and key.revoked:
            wrong = say("The signature's key was revoked on {when}.", when=InstantValue(end, self.office.zone))
        elif at >= end:
            wrong = say("The signature's key expired on {when}.", when=InstantValue(end, self.office.zone))
        return (
            SignatureStatus(good=False, message=wrong, speaks_against=True, by_another=name != who) if wrong else None
        )


def _lack(level: Level, by_commit: Message) -> Message:
    """What it would take to be worth more than a level."""
    return by_commit if level.rank < Level.SIGNED.rank else NOT_REVIEWED
