"""Where the private store comes from in a job: a second repository over HTTP, or a secret; and what is said of its flaws."""

import base64
import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.messages.test_routine import KEPT, kinds
from tests.support.clone import git
from tests.support.command_line import redaksi
from tests.support.git_http_backend import git_server
from tests.support.mail_desk import NOW, Desk
from workflow.delivery.contacts import CONTACT_FILES, ContactStore, ContactStoreError
from workflow.delivery.contacts_source import provided_store, require_source
from workflow.delivery.message import ReaderKind, Recipient

AT = f"--now={NOW}"
TOKEN = "t0ken-of-the-app"
SECRET = "jalan-rahasia@pengirim.example"
SENDERS = f"2026-0121:\n  email: {SECRET}\n  whatsapp: '6281200000000'\n"


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """A server of Git that gives `kantor/kontak` to the App alone."""
    folder = tmp_path / "git/kantor"
    git_folder = folder / "kontak.git"
    git_folder.mkdir(parents=True)
    git(git_folder, "init", "--quiet", "--bare", "--initial-branch=main")
    git(git_folder, "config", "uploadpack.allowFilter", "true")
    git(git_folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    with git_server(tmp_path / "git", TOKEN) as address:
        yield address


def stored(tmp_path: Path, **files: str) -> None:
    """What the repository of contacts holds now; a file's name is written without its ending."""
    work = tmp_path / "kontak"
    if not work.exists():
        git(tmp_path, "clone", "--quiet", str(tmp_path / "git/kantor/kontak.git"), "kontak")
        (work / "scans").mkdir()
        (work / "scans/besar.pdf").write_bytes(b"%PDF-" + os.urandom(200_000))
        (work / "partners.yml").symlink_to("/etc/passwd")
    for name, text in files.items():
        (work / f"{name}.yml").write_text(text)
    git(work, "add", ".")
    git(work, "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "--quiet", "--message=kontak")
    git(work, "push", "--quiet", "origin", "HEAD:main")


def packed(**files: bytes) -> str:
    """An archive as PENGATURAN.md has it made."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(f"./{name}.yml")
            info.size, info.mode = len(content), 0o644
            archive.addfile(info, io.BytesIO(content))
    return base64.encodebytes(data.getvalue()).decode()


def test_a_repository_is_lent_for_one_run(tmp_path: Path, web: str) -> None:
    stored(tmp_path, senders=SENDERS)
    environment = {"CONTACTS_REPOSITORY": "kantor/kontak", "CONTACTS_TOKEN": TOKEN, "GITHUB_SERVER_URL": web}
    environment["RUNNER_TEMP"] = str(tmp_path)
    with provided_store(environment):
        folder = Path(environment["REDAKSI_PRIVATE"])
        assert folder.parent == tmp_path
        assert (folder.stat().st_mode & 0o777, [*folder.iterdir()]) == (0o700, [folder / "senders.yml"])
        assert (folder / "senders.yml").stat().st_mode & 0o777 == 0o600
        found = ContactStore(folder).find(Recipient(ReaderKind.SENDER, "2026-0121"))
        assert found
        assert found.email == SECRET
    assert not folder.exists()
    assert "REDAKSI_PRIVATE" not in environment


def test_a_secret_is_lent_for_one_run(tmp_path: Path) -> None:
    environment = {"CONTACTS": packed(senders=SENDERS.encode(), evil=b"x"), "RUNNER_TEMP": str(tmp_path)}
    with provided_store(environment):
        folder = Path(environment["REDAKSI_PRIVATE"])
        assert [file.name for file in folder.iterdir()] == ["senders.yml"]
        assert ContactStore(folder).find(Recipient(ReaderKind.SENDER, "2026-0121"))
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "content",
    ["", "%%%", base64.b64encode(b"no archive").decode(), packed(evil=b"x"), packed(senders=b"x")[:60]],
    ids=[
        "nothing",
        "no base64",
        "no archive",
        "another file",
        "cut off",
    ],  # an archive has the time of its making in it
)
def test_a_secret_that_holds_no_store_is_refused(content: str) -> None:
    with pytest.raises(ContactStoreError), provided_store({"CONTACTS": content}):
        pass


def test_a_secret_with_links_and_climbing_names_lends_nothing_of_them(tmp_path: Path) -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        link = tarfile.TarInfo("senders.yml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        climbing = tarfile.TarInfo("../people.yml")
        climbing.size = 1
        archive.addfile(climbing, io.BytesIO(b"x"))
    with pytest.raises(ContactStoreError), provided_store({"CONTACTS": base64.b64encode(data.getvalue()).decode()}):
        pass


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "It is not known where the private store is."),
        ({"CONTACTS_REPOSITORY": ""}, "It is not known where the private store is."),
        ({"CONTACTS_REPOSITORY": "kantor/kontak"}, "There is no token for"),
        ({"CONTACTS_REPOSITORY": "kontak", "CONTACTS_TOKEN": TOKEN}, "is “{name}”, which names no repository"),
        ({"CONTACTS_REPOSITORY": "a/b/../c", "CONTACTS_TOKEN": TOKEN}, "which names no repository: write OWNER/NAME"),
    ],
)
def test_what_is_missing_is_said(environment: dict[str, str], words: str) -> None:
    with pytest.raises(ContactStoreError, match=words):
        require_source(environment)


@pytest.mark.parametrize(
    ("name", "token", "words"),
    [
        ("kantor/kontak", "another", "cannot be read. The server answers with status 403. Is the variable"),
        ("kantor/lain", TOKEN, "Is the variable CONTACTS_REPOSITORY right (OWNER/NAME), and is the office's App"),
        ("kantor/kontak", TOKEN, "kantor/kontak holds none of the files"),
    ],
    ids=["wrong token", "not there", "empty"],
)
def test_a_repository_that_cannot_be_read_is_said_with_what_to_do(
    web: str, desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, token: str, words: str
) -> None:
    monkeypatch.delenv("REDAKSI_PRIVATE")
    given = {"CONTACTS_REPOSITORY": name, "CONTACTS_TOKEN": token, "GITHUB_SERVER_URL": web}
    for key, value in given.items():
        monkeypatch.setenv(key, value)
    done = redaksi("contacts", AT)
    assert done.code == 2
    assert words in done.err
    assert "PENGATURAN.md" in done.err
    assert token not in done.out + done.err


FLAWS = {
    "unjoined": (
        f"2026-0121:\n<<<<<<< HEAD\n  email: {SECRET}\n=======\n  email: lain@x.example\n>>>>>>> main\n",
        "senders.yml:2: Two changes of this file met and were not joined",
        2,
    ),
    "no YAML": (f"2026-0121:\n  email: {SECRET}\n oops: {SECRET}\n", "senders.yml:3: ", 2),
    "a list": (f"- {SECRET}\n", "senders.yml:1: ", 2),
    "twice": (f"{SENDERS}{SENDERS}", "senders.yml:4: The same entry stands here twice.", 1),
    "an address as a key": (f"2026-0121:\n  email: a@b.example\n{SECRET}: x\n", "senders.yml:3: This entry is not", 1),
    "two addresses": (f"2026-0121:\n  email: {SECRET}, {SECRET}\n", "senders.yml:1: This entry is not a contact", 1),
    "another field": (f"2026-0121:\n  email: {SECRET}\n  alamat: {SECRET}\n", "senders.yml:1: This entry is not", 1),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_what_was_broken_in_the_browser_is_said_by_file_and_line_and_never_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, flaw: str
) -> None:
    """A file that cannot be read leaves nobody without an address: nothing is sent, and nothing noted."""
    for file in (desk.root / "content").glob("*/*/*.md"):
        if file.stem not in KEPT:
            file.unlink()
    git(desk.root, "commit", "--quiet", "--all", "--message=sedikit")
    text, words, code = FLAWS[flaw]
    (desk.store / "senders.yml").write_text(text)
    checked, tried, sent = redaksi("contacts", AT), redaksi("deliver", "--dry-run", AT), redaksi("deliver", AT)
    assert words in checked.out
    assert words in sent.out
    assert "messages are due" in tried.out
    assert words in tried.out
    assert (checked.code, tried.code, sent.code) == (1, code, code)
    assert ("it is not known who has an address there" in checked.out) is (code == 2)
    assert ("no address: sender of letter 2026-0166" in checked.out) is (code == 1)
    assert (kinds(desk.root) == set()) is (code == 2)
    shown = checked.out + checked.err + sent.out + sent.err
    assert SECRET not in shown
    assert SECRET.partition("@")[0] not in shown


def test_the_senders_of_many_years_fit(tmp_path: Path) -> None:
    """Ten years of 6,000 letters; a secret would hold half a year of them."""
    tmp_path.chmod(0o700)
    entry = "{year}-{number:04}:\n  email: kirim-{number}@pengirim.example\n"
    text = "".join(entry.format(year=year, number=number) for year in range(2024, 2034) for number in range(6000))
    for name in CONTACT_FILES.values():
        (tmp_path / name).touch(0o600)
        (tmp_path / name).write_text(text)
    store = ContactStore(tmp_path)
    assert store.findings == []
    assert store.find(Recipient(ReaderKind.SENDER, "2033-5999"))
