"""Personal data that a change brings into history, where it stays although a later commit takes it out again.

Only what the commits of the change add is looked at, each object once. What is found is never repeated.
"""

import re
from collections.abc import Generator, Iterable, Iterator

from msgspec.structs import replace

from workflow.config.load import CONFIG_FOLDER
from workflow.config.office import Office
from workflow.git.commit_files import CommitFiles
from workflow.git.log import Commit, CommitChanges, FileChange
from workflow.git.repository import Repository
from workflow.images.embedded_data import read_embedded_data
from workflow.images.limits import LARGEST_IMAGE_BYTES as LARGEST_PICTURE
from workflow.pdf.limits import LARGEST_PDF_BYTES
from workflow.pdf.read import read_pdf
from workflow.records.image_file import image_ending
from workflow.records.paths import ATTACHMENT_PATH, IMAGE_PATH
from workflow.rules.change_context import CommitPart, Disclosure, DisclosureKind
from workflow.rules.privacy._personal_data import PublicContacts, find_personal_data, public_contacts
from workflow.text.decode import LARGEST_FILE_BYTES
from workflow.text.object_id import NULL_ID

RECORDS_FOLDER = "content/"
TEXT_ENDINGS = (".yml", ".md")
"""Endings of the configuration that people write."""
CONTACT_FILES = tuple(f"{CONFIG_FOLDER}/{name}.yml" for name in ("office", "agencies", "people"))
"""Where addresses and numbers of institutions stand; their owners answer for them."""
ANONYMOUS_ADDRESS = re.compile(
    r"(?<![\w.+%-])(?:no-?reply|git)@[\w.-]{1,99}|[\w.+%\[\]-]{1,64}@(?:[\w-]{1,63}\.){0,3}noreply\.[\w.-]{1,99}",
    re.IGNORECASE | re.ASCII,
)
"""Addresses that reach nobody, and the user of a Git server's address, which `git pull` writes into messages."""
LARGEST_BYTES = {CommitPart.PICTURE: LARGEST_PICTURE, CommitPart.ATTACHMENT: LARGEST_PDF_BYTES}
"""Bytes of what is looked through, where that is no text."""
LARGEST_COMMIT_BYTES = 2 << 20
"""Bytes of a commit with its message and signature."""
_MAIL = re.compile(rb"^(?:author|committer|tagger) (?P<name>.*)<(?P<mail>[^<>\n]*)> [-+0-9 ]+$", re.MULTILINE)
_NAMES = re.compile(rb"^(?:tree|parent|object) [0-9a-f]+\n", re.MULTILINE)
_WORD = re.compile(r"\S{0,24}")
"""By its first word a secret is known again in another version of a file."""
Secret = tuple[DisclosureKind, str]


class DisclosureSearch:
    """Looks through the commits of one change."""

    def __init__(self, repository: Repository, base: CommitFiles | None, offices: Iterable[Office | None]) -> None:
        known = [office for office in offices if office]
        self.repository, self.base = repository, base
        self.allowed = public_contacts(*known)
        own = {mail.lower() for office in known for person in office.people.values() for mail in person.emails}
        self.allowed_in_commits = replace(self.allowed, mail=self.allowed.mail | own)
        self._by_blob: dict[tuple[str, CommitPart, bool], frozenset[Secret]] = {}
        self._reported_addresses: set[str] = set()

    def in_commits(self, steps: Iterable[CommitChanges]) -> Iterator[Disclosure]:
        """What commits disclose: in their messages, in the names of files and in what these hold."""
        reported: set[tuple[str, str, DisclosureKind]] = set()
        for step in steps:
            yield from self._in_commit(step.commit)
            for change in step.changes:
                if change.removed:
                    continue
                for part, (what, _) in self._in_file(change):
                    if (change.path, change.new, what) not in reported:
                        reported.add((change.path, change.new, what))
                        yield Disclosure(step.commit.id, change.path if part is not CommitPart.NAME else "", part, what)

    def in_tag(self, tag: str) -> Iterator[Disclosure]:
        """What an annotated tag's message discloses."""
        yield from self._in_message(tag)

    def _in_commit(self, commit: Commit) -> Iterator[Disclosure]:
        head = yield from self._in_message(commit.id)
        for mail in dict.fromkeys(one["mail"].decode("utf-8", "replace").lower() for one in _MAIL.finditer(head)):
            if (
                mail not in self._reported_addresses
                and "@" in ANONYMOUS_ADDRESS.sub("", mail)
                and mail not in self.allowed_in_commits.mail
            ):
                self._reported_addresses.add(mail)
                yield Disclosure(commit.id, "", CommitPart.AUTHOR, DisclosureKind.EMAIL)

    def _in_message(self, name: str) -> Generator[Disclosure, None, bytes]:
        """What the message of a commit or a tag discloses, and who it names; returns what stands above the message."""
        size = self.repository.sizes([name]).get(name, 0)
        found = self.repository.read(name) if size <= LARGEST_COMMIT_BYTES else None
        if found is None:
            yield Disclosure(name, "", CommitPart.MESSAGE, DisclosureKind.UNREADABLE)
            return b""
        head, _, message = found[1].partition(b"\n\n")
        words = _NAMES.sub(b"", _MAIL.sub(lambda one: one["name"], head)) + b"\n\n" + message
        for what in dict.fromkeys(what for what, _ in self._secrets(_plain(words), self.allowed_in_commits)):
            yield Disclosure(name, "", CommitPart.MESSAGE, what)
        return head

    def _in_file(self, change: FileChange) -> Iterator[tuple[CommitPart, Secret]]:
        """What a file's name and what it holds disclose, but for what stood there before."""
        yield from ((CommitPart.NAME, secret) for secret in self._secrets(change.path, self.allowed))
        is_record = change.path.startswith(RECORDS_FOLDER)
        if not is_record and not (change.path.startswith(f"{CONFIG_FOLDER}/") and change.path.endswith(TEXT_ENDINGS)):
            return
        before = self.base.identity(change.path) if self.base else NULL_ID
        if change.new in (before, change.old):
            return
        new = self._in_blob(change.path, change.new)
        if new:
            new = new - self._in_blob(change.path, change.old) - self._in_blob(change.path, before)
        part = _part(change.path)
        yield from ((part, secret) for secret in sorted(new))

    def _in_blob(self, path: str, blob: str) -> frozenset[Secret]:
        """What an object discloses as a file of that name; each is searched once."""
        if blob in ("", NULL_ID):
            return frozenset()
        key = blob, _part(path), path in CONTACT_FILES
        if key not in self._by_blob:
            self._by_blob[key] = frozenset(self._search_blob(path, blob))
        return self._by_blob[key]

    def _search_blob(self, path: str, blob: str) -> Iterator[Secret]:
        part = _part(path)
        size = self.repository.sizes([blob]).get(blob)
        if size is None:
            return  # a link, a submodule, or not there: history/files says so
        found = self.repository.read(blob) if size <= LARGEST_BYTES.get(part, LARGEST_FILE_BYTES) else None
        if found is None:
            yield DisclosureKind.UNREADABLE, ""
        elif part is CommitPart.PICTURE:
            yield from self._search_picture(path, found[1])
        elif part is CommitPart.ATTACHMENT:
            yield from self._search_attachment(found[1])
        else:
            yield from self._search_text(path, found[1])

    def _search_picture(self, path: str, data: bytes) -> Iterator[Secret]:
        baggage = (
            read_embedded_data(data) if image_ending(data) == path.rpartition(".")[2].replace("jpeg", "jpg") else None
        )
        if baggage is None:
            yield DisclosureKind.UNREADABLE, ""
            return
        if baggage.located:
            yield DisclosureKind.PLACE, ""
        if baggage.hidden:
            yield DisclosureKind.HIDDEN, ""
        yield from self._secrets("\n".join(baggage.texts), self.allowed)

    def _search_attachment(self, data: bytes) -> Iterator[Secret]:
        pdf = read_pdf(data)
        if pdf.problem:
            yield DisclosureKind.UNREADABLE, ""
        said = (value for _, value in pdf.metadata)
        yield from self._secrets("\n".join((*pdf.text.split("\f"), *said)), self.allowed)

    def _search_text(self, path: str, data: bytes) -> Iterator[Secret]:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            yield DisclosureKind.UNREADABLE, ""
            text = _plain(data)
        secrets = self._secrets(text, self.allowed)
        yield from (one for one in secrets if path not in CONTACT_FILES or one[0] is DisclosureKind.IDENTITY)

    def _secrets(self, text: str, known: PublicContacts) -> Iterator[Secret]:
        """Each secret, with its first word."""
        for kind, place in find_personal_data(
            ANONYMOUS_ADDRESS.sub("", text) if known is self.allowed_in_commits else text, known
        ):
            yield DisclosureKind(kind), _WORD.match(text, place)[0].rstrip(".,;:")  # type: ignore[index]


def _part(path: str) -> CommitPart:
    """What kind of file lies at a path."""
    if IMAGE_PATH.fullmatch(path):
        return CommitPart.PICTURE
    return CommitPart.ATTACHMENT if ATTACHMENT_PATH.fullmatch(path) else CommitPart.TEXT


def _plain(data: bytes) -> str:
    return data.replace(b"\0", b"").decode("utf-8", "replace")
