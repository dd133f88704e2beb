"""Personal data that a change brings into history, where it stays although a later commit takes it out again.

Only what the commits of the change add is looked at, each object once. What is found is never repeated.
"""

import re
from collections.abc import Generator, Iterable, Iterator

from msgspec.structs import replace

from workflow.config.load import CONFIG_FOLDER
from workflow.config.office import Office
from workflow.git.commit_files import CommitFiles
from workflow.git.log import NOTHING, Commit, CommitChanges, FileChange
from workflow.git.repository import Repository
from workflow.images.embedded_data import read_embedded_data
from workflow.records.image_file import LARGEST as LARGEST_PICTURE
from workflow.records.image_file import image_ending
from workflow.records.paths import IMAGE_PATH
from workflow.rules.change_context import CommitPart, Disclosure, DisclosureKind
from workflow.rules.privacy._personal_data import PublicContacts, find_personal_data, public_contacts
from workflow.text.decode import LARGEST_FILE_BYTES

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
LARGEST_COMMIT_BYTES = 2 << 20
"""Bytes of a commit with its message and signature."""
_MAIL = re.compile(rb"^(?:author|committer|tagger) (?P<name>.*)<(?P<mail>[^<>\n]*)> [-+0-9 ]+$", re.MULTILINE)
_NAMES = re.compile(rb"^(?:tree|parent|object) [0-9a-f]+\n", re.MULTILINE)
_WORD = re.compile(r"\S{0,24}")
"""By which a secret is known again in another version of a file."""
Secret = tuple[DisclosureKind, str]


class DisclosureSearch:
    """Looks through the commits of one change."""

    def __init__(self, repository: Repository, base: CommitFiles | None, offices: Iterable[Office | None]) -> None:
        known = [office for office in offices if office]
        self.repository, self.base = repository, base
        self.public = public_contacts(*known)
        own = {mail.lower() for office in known for person in office.people.values() for mail in person.emails}
        self.committing = replace(self.public, mail=self.public.mail | own)
        self._held: dict[tuple[str, bool, bool], frozenset[Secret]] = {}
        self._strangers: set[str] = set()

    def of(self, steps: Iterable[CommitChanges]) -> Iterator[Disclosure]:
        """What commits disclose: in their messages, in the names of files and in what these hold."""
        said: set[tuple[str, str, DisclosureKind]] = set()
        for step in steps:
            yield from self._commit(step.commit)
            for change in step.changes:
                if change.removed:
                    continue
                for part, (what, _) in self._file(change):
                    if (change.path, change.new, what) not in said:
                        said.add((change.path, change.new, what))
                        yield Disclosure(step.commit.id, change.path if part is not CommitPart.NAME else "", part, what)

    def of_tag(self, tag: str) -> Iterator[Disclosure]:
        """What an annotated tag's message discloses."""
        yield from self._said(tag)

    def _commit(self, commit: Commit) -> Iterator[Disclosure]:
        head = yield from self._said(commit.id)
        for mail in dict.fromkeys(one["mail"].decode("utf-8", "replace").lower() for one in _MAIL.finditer(head)):
            if (
                mail not in self._strangers
                and "@" in ANONYMOUS_ADDRESS.sub("", mail)
                and mail not in self.committing.mail
            ):
                self._strangers.add(mail)
                yield Disclosure(commit.id, "", CommitPart.AUTHOR, DisclosureKind.EMAIL)

    def _said(self, name: str) -> Generator[Disclosure, None, bytes]:
        """What the words of a commit or a tag disclose; returns what stands above its message."""
        size = self.repository.sizes([name]).get(name, 0)
        found = self.repository.read(name) if size <= LARGEST_COMMIT_BYTES else None
        if found is None:
            yield Disclosure(name, "", CommitPart.MESSAGE, DisclosureKind.UNREADABLE)
            return b""
        head, _, message = found[1].partition(b"\n\n")
        told = _NAMES.sub(b"", _MAIL.sub(lambda one: one["name"], head)) + b"\n\n" + message
        for what in dict.fromkeys(what for what, _ in self._secrets(_plain(told), self.committing)):
            yield Disclosure(name, "", CommitPart.MESSAGE, what)
        return head

    def _file(self, change: FileChange) -> Iterator[tuple[CommitPart, Secret]]:
        """What a file's name and what it holds disclose, but for what stood there before."""
        yield from ((CommitPart.NAME, secret) for secret in self._secrets(change.path, self.public))
        is_record = change.path.startswith(RECORDS_FOLDER)
        if not is_record and not (change.path.startswith(f"{CONFIG_FOLDER}/") and change.path.endswith(TEXT_ENDINGS)):
            return
        before = self.base.identity(change.path) if self.base else NOTHING
        if change.new in (before, change.old):
            return
        found = self._holds(change.path, change.new)
        if found:
            found = found - self._holds(change.path, change.old) - self._holds(change.path, before)
        part = CommitPart.PICTURE if IMAGE_PATH.fullmatch(change.path) else CommitPart.TEXT
        yield from ((part, secret) for secret in sorted(found))

    def _holds(self, path: str, blob: str) -> frozenset[Secret]:
        """What an object discloses as a file of that name; read once."""
        if blob in ("", NOTHING):
            return frozenset()
        key = blob, bool(IMAGE_PATH.fullmatch(path)), path in CONTACT_FILES
        if key not in self._held:
            self._held[key] = frozenset(self._look(path, blob))
        return self._held[key]

    def _look(self, path: str, blob: str) -> Iterator[Secret]:
        is_picture = bool(IMAGE_PATH.fullmatch(path))
        size = self.repository.sizes([blob]).get(blob)
        if size is None:
            return  # a link, a submodule, or not there: history/files says so
        found = self.repository.read(blob) if size <= (LARGEST_PICTURE if is_picture else LARGEST_FILE_BYTES) else None
        if found is None:
            yield DisclosureKind.UNREADABLE, ""
        elif is_picture:
            yield from self._picture(path, found[1])
        else:
            yield from self._text(path, found[1])

    def _picture(self, path: str, data: bytes) -> Iterator[Secret]:
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
        yield from self._secrets("\n".join(baggage.texts), self.public)

    def _text(self, path: str, data: bytes) -> Iterator[Secret]:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            yield DisclosureKind.UNREADABLE, ""
            text = _plain(data)
        secrets = self._secrets(text, self.public)
        yield from (one for one in secrets if path not in CONTACT_FILES or one[0] is DisclosureKind.IDENTITY)

    def _secrets(self, text: str, known: PublicContacts) -> Iterator[Secret]:
        """Each secret, with its first word."""
        for kind, place in find_personal_data(
            ANONYMOUS_ADDRESS.sub("", text) if known is self.committing else text, known
        ):
            yield DisclosureKind(kind), _WORD.match(text, place)[0].rstrip(".,;:")  # type: ignore[index]


def _plain(data: bytes) -> str:
    return data.replace(b"\0", b"").decode("utf-8", "replace")
