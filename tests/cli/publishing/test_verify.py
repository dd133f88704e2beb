"""`redaksi verify`: a real site on a real server, as published and as somebody changed it, against the repository."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct

import workflow
from tests.support.browser import serving
from tests.support.command_line import Result, redaksi
from tests.support.misbehaving_server import Trick, hanging, in_turn, leading, sending, trickling, tricky
from tests.support.offices import edited
from tests.support.sample_site import sample_office
from tests.support.ssh_keys import key_of, public
from workflow.cli.publishing.verify import is_same_program
from workflow.deploy import fetch_live
from workflow.deploy.fetch_live import FetchError, FetchProblem, LiveSite
from workflow.deploy.manifest import LARGEST_MANIFEST_BYTES, MANIFEST_PATH, SIGNATURE_PATH
from workflow.deploy.manifest_signature import KEY_VARIABLE, SigningError, sign_manifest
from workflow.deploy.verify_live import (
    CONNECTIONS,
    MAX_UNANSWERED,
    NOT_SERVED,
    FileVerifier,
    ManifestSignature,
    VerifyState,
    check_signature,
)
from workflow.i18n.catalog import translate

GIT = ("git", "-c", "user.name=Rina", "-c", "user.email=rina@example.org", "-c", "commit.gpgsign=false")
MAIN = (sys.executable, "-c", "from workflow.cli.main import main; main()")
PAGE, SCRIPT, GONE = "tentang/index.html", "assets/javascripts/search-box.js", "kontak/index.html"
MARK = f"/{MANIFEST_PATH}"
TAGLINE = "Kabar resmi Kabupaten Ketapang, cepat dan dapat dipercaya"


class World(Struct, frozen=True):
    """A small office with some history, and its site as it was published."""

    root: Path
    site: Path
    older: Path
    """The site of the commit before."""
    commits: tuple[str, ...]
    """One whose site cannot be built, one of another branch, the older, the live one."""

    @property
    def mark(self) -> dict[str, Any]:
        """What the site says of itself."""
        found: dict[str, Any] = json.loads((self.site / MANIFEST_PATH).read_bytes())
        return found


def git(root: Path, *arguments: str) -> str:
    return subprocess.run([*GIT, "-C", root, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    return git(root, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("verify")
    root = sample_office(folder / "office")
    for kind in ("news", "requests"):  # two stories are enough
        shutil.rmtree(root / "content" / kind / "2026")
        shutil.rmtree(root / "content" / kind / "2025")
    edited(root, "site_config/office.yml", "tagline:", f"site_key: {public('situs')}\ntagline:")
    settings = (root / "mkdocs.yml").read_text()
    git(folder, "init", "-q", "-b", "main", str(root))
    (root / "mkdocs.yml").write_text("site_name: [\n")
    broken = commit(root)
    git(root, "checkout", "-q", "-b", "lain")
    other = commit(root)
    git(root, "checkout", "-q", "main")
    (root / "mkdocs.yml").write_text(settings)
    older = commit(root)
    edited(root, "site_config/office.yml", TAGLINE, "Kabar kedua Kabupaten Ketapang")
    live = commit(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv(KEY_VARIABLE, str(key_of("situs")))
        for revision, place in ((older, "older"), (live, "site")):
            made = redaksi("publish", "--root", root, "--artifact", folder / place, "--commit", revision)
            assert made.code == 0, made.err
    yield World(root, folder / "site", folder / "older", (broken, other, older, live))
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def _near(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made once is not made again, and no proxy stands between."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(world.root.parent / "cache"))
    monkeypatch.setenv("no_proxy", "*")


def verify(world: World, address: str, *more: object) -> Result:
    return redaksi("verify", "--root", world.root, address, *more)


def judged(world: World, tricks: dict[str, Trick], *more: object, site: Path | None = None) -> tuple[int, Any]:
    """The exit code and the answer for programs."""
    with serving(site or world.site, tricky(tricks)) as address:
        result = verify(world, address, "--format", "json", *more)
    answer = json.loads(result.out)
    assert answer["version"] == 1
    return result.code, answer


def states(answer: Any) -> dict[str, str]:
    """The files that are not as they should be."""
    files = {file["path"]: file["state"] for file in answer["files"]}
    return {path: state for path, state in files.items() if state != VerifyState.SAME and path not in NOT_SERVED}


def test_two_computers_make_the_same_site(world: World, tmp_path: Path) -> None:
    """Elsewhere nothing is the same but the commit: folder, cache, program's age, zone, language, hash seed."""
    git(tmp_path, "clone", "-q", str(world.root), "klon lain")
    shutil.copytree(Path(workflow.__file__).parent, tmp_path / "program/workflow", copy_function=shutil.copyfile)
    other = {"PYTHONPATH": str(tmp_path / "program"), "XDG_CACHE_HOME": str(tmp_path / "cache lain")}
    environment = os.environ | other | {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    with serving(world.site, tricky({})) as address:
        command = [*MAIN, "verify", "--root", str(tmp_path / "klon lain"), address, "--format", "json"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["verdict"], answer["signature"], states(answer)) == (0, "same", "good", {})
    listed = world.mark["files"]
    there = {str(file.relative_to(world.site)) for file in world.site.rglob("*") if file.is_file()}
    assert listed.keys() == there - {MANIFEST_PATH, SIGNATURE_PATH}
    assert answer["counts"]["same"] == len(listed.keys() - NOT_SERVED) > 100


def test_what_was_changed_is_named(world: World, tmp_path: Path) -> None:
    site = Path(shutil.copytree(world.site, tmp_path / "site"))
    for path in (PAGE, SCRIPT):
        with (site / path).open("a") as file:
            file.write("<!-- -->")
    (site / GONE).unlink()
    tricks = {"/sop/": leading("http://localhost:1/sop/"), "/register/": leading("/register/index.html")}
    with serving(site, tricky(tricks)) as address:
        result = verify(world, address)
    same = len(world.mark["files"]) - 6
    assert result.code == 1
    assert result.out.splitlines() == [
        f"{address} says that it was made from {world.commits[3][:12]}.",
        f"differs from the mark: {SCRIPT}: The site serves another content than the mark lists.",
        f"differs from the mark: {PAGE}: The site serves another content than the mark lists.",
        f"missing on the site: {GONE}: The site has no such file.",
        "leads elsewhere: sop/index.html: It leads its readers to another place: http://localhost:1/sop/",
        "note: Whether the site also has files that its mark does not list cannot be known from outside.",
        f"{same} same, 2 differs from the mark, 1 missing on the site, 1 leads elsewhere, 2 not asked",
        "The site is not what the repository says. Publish it anew; what differs again was changed on the server.",
    ]


def test_a_mark_that_lies_with_its_pages(world: World, tmp_path: Path) -> None:
    """Whoever holds the server changes a page and the mark alike, adds one, and leaves one out; and cannot sign."""
    site = Path(shutil.copytree(world.site, tmp_path / "site"))
    mark = world.mark
    mark["files"] |= {PAGE: "0" * 64, "palsu/index.html": "0" * 64}
    del mark["files"][GONE]
    (site / MANIFEST_PATH).write_bytes(msgspec.json.encode(mark))
    code, answer = judged(world, {}, "--sample", 3, site=site)
    found = dict.fromkeys((PAGE, "palsu/index.html", GONE), VerifyState.REPOSITORY)
    assert code == 1
    assert {path: state for path, state in states(answer).items() if state != VerifyState.UNASKED} == found
    assert answer["counts"]["same"] == 3
    assert answer["signature"] == ManifestSignature.BAD
    assert "Find out who published" in answer["faults"][0]


def test_an_older_site_s_mark_and_signature_fit_no_other_pages(world: World) -> None:
    tricks = {f"/{path}": sending((world.older / path).read_bytes()) for path in (MANIFEST_PATH, SIGNATURE_PATH)}
    code, answer = judged(world, tricks)
    assert (code, answer["commit"], answer["signature"]) == (1, world.commits[2], "good")
    assert states(answer)["index.html"] == VerifyState.MARK


def test_signatures(world: World, tmp_path: Path) -> None:
    data, good = (world.site / MANIFEST_PATH).read_bytes(), (world.site / SIGNATURE_PATH).read_bytes()
    folder = tmp_path / MANIFEST_PATH
    folder.parent.mkdir()
    folder.write_bytes(data)
    sign_manifest(tmp_path, key_of("lain").read_text().replace("\n", "\r\n").strip(), None)
    of_another = (tmp_path / SIGNATURE_PATH).read_bytes()
    command = ["ssh-keygen", "-Y", "sign", "-q", "-f", str(key_of("situs")), "-n", "git"]
    for_commits = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    for body, worth in (
        (good, ManifestSignature.GOOD),
        (of_another, ManifestSignature.BAD),
        (for_commits, ManifestSignature.BAD),
        (b"\0" * 100, ManifestSignature.BAD),
        (good * 100, ManifestSignature.BAD),
    ):
        with serving(world.site, tricky({f"/{SIGNATURE_PATH}": sending(body)})) as address:
            assert check_signature(LiveSite(address), data, public("situs")) is worth
            assert check_signature(LiveSite(address), data + b" ", public("situs")) is ManifestSignature.BAD
            assert check_signature(LiveSite(address), data, None) is ManifestSignature.UNCHECKED
    with serving(world.site, tricky({f"/{SIGNATURE_PATH}": sending(b"", 404)})) as address:
        assert check_signature(LiveSite(address), data, public("situs")) is ManifestSignature.MISSING


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ({"files": {"../../etc/passwd": "0" * 64}}, b""),
        ({"files": {"/etc/passwd": "0" * 64}}, b""),
        ({"files": {"a\0b": "0" * 64}}, b""),
        ({"files": {"a": "../../etc/passwd"}}, b""),
        ({"files": {}}, b""),
        ({"held": {"../../x": "0" * 40}}, b""),
        ({"commit": "--upload-pack=x" + "0" * 25}, b""),
        ({"committed": 10**300}, b""),
        ({"now": "9999-99-99T99:99:99+99:99"}, b""),
        ({}, b"<html>404</html>"),
        ({}, b"\0"),
        ({}, b" "),
        ({}, b"[" * 10_000_000),
        ({}, b'{"version": 1, "commit": "\\ud800"}'),
        ({}, b" " * (LARGEST_MANIFEST_BYTES + 10)),
    ],
)
def test_a_mark_that_is_none(world: World, fields: dict[str, Any], body: bytes) -> None:
    code, answer = judged(world, {MARK: sending(body or msgspec.json.encode(world.mark | fields))})
    assert (code, answer["verdict"]) == (2, "unknown")
    assert "does not say what the site was made from" in answer["reason"] or "has more than" in answer["reason"]


def test_no_mark_no_server_no_address(world: World) -> None:
    with serving(world.older, tricky({MARK: sending(b"", 404)})) as address:
        assert "The site has no such file." in verify(world, address).err
    gone = verify(world, address)
    assert (gone.code, "The server cannot be asked" in gone.err) == (2, True)
    for bad in (
        "contoh.example",
        "file:///etc/passwd",
        "ftp://x/",
        "http://",
        "https://a@b/",
        "http://x:99999/",
        "http://[",
        "",
    ):
        result = verify(world, bad)
        assert (result.code, "is not the address of a site" in result.err) == (2, True), bad


def test_whose_history_it_is_of(world: World) -> None:
    """Only what leads to this history is built, since a site's theme and settings are programs."""
    broken, other, older, live = world.commits

    def asked(*more: str, **fields: Any) -> tuple[int, str]:
        mark = msgspec.json.encode(world.mark | fields)
        code, answer = judged(world, {MARK: sending(mark)}, *more)
        return code, answer.get("reason") or answer["faults"][0]

    assert asked(commit="0" * 40) == (2, f"There is no commit, branch or tag {'0' * 40}.")
    assert asked("--commit", older) == (2, f"The site is newer than what is here: fetch {live[:12]}, and ask again.")
    assert asked(commit=other)[0] == 1
    assert asked(commit=other)[1].endswith("is not part of the history here.")
    assert asked(held={"mkdocs.yml": other}) == (
        1,
        f"The site holds versions of {other[:12]}, which is not part of its history.",
    )
    assert asked(commit=broken) == (2, f"The site of {broken[:12]} cannot be built here.")
    assert asked("--commit", broken)[0] == 2
    assert asked("--commit", "--all")[0] == 2


def test_a_site_of_a_time_that_is_yet_to_come(world: World) -> None:
    """It is what the repository makes, and would open every embargo."""
    later = msgspec.json.encode(world.mark | {"now": "2026-11-23T08:00:00+07:00"})
    code, answer = judged(world, {MARK: sending(later)})
    assert code == 1
    assert any("Monday, 23 November 2026, 08:00 WIB, which is yet to come" in fault for fault in answer["faults"])


def test_published_anew_meanwhile(world: World) -> None:
    both = [(place / MANIFEST_PATH).read_bytes() for place in (world.older, world.site)]
    code, answer = judged(world, {MARK: in_turn(*map(sending, both))})
    assert (code, answer["reason"]) == (2, "The site was published anew meanwhile; ask again.")


def test_a_server_that_hangs_or_trickles(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_live, "SOCKET_TIMEOUT", 0.5)
    monkeypatch.setattr(fetch_live, "FETCH_TIMEOUT", 1.0)
    for trick in (hanging, trickling):
        code, answer = judged(world, {MARK: trick})
        assert (code, answer["verdict"]) == (2, "unknown")
    code, answer = judged(world, {"/tentang/": hanging, "/kontak/": trickling})
    assert (code, answer["verdict"]) == (2, "unknown")
    assert states(answer) == dict.fromkeys((PAGE, GONE), VerifyState.SILENT)


def test_a_site_that_does_not_answer_is_asked_no_more(world: World) -> None:
    asked: list[str] = []
    files = {f"{number}.txt": "0" * 64 for number in range(200)}

    def refuse(handler: Any) -> None:
        asked.append(handler.path)
        sending(b"", 503)(handler)

    with serving(world.site, tricky({f"/{path}": refuse for path in files})) as address:
        pages = [*FileVerifier(LiveSite(address), files).pages([*files])]
    assert [page.path for page in pages] == [*files]
    assert {page.state for page in pages} == {VerifyState.SILENT}
    assert len(asked) < MAX_UNANSWERED + CONNECTIONS


@pytest.mark.parametrize(
    ("trick", "why"),
    [
        (leading("http://localhost:1/"), FetchProblem.ELSEWHERE),
        (leading("http://127.0.0.1:1/"), FetchProblem.ELSEWHERE),
        (leading("//contoh.example/"), FetchProblem.ELSEWHERE),
        (leading("file:///etc/passwd"), FetchProblem.SILENT),
        (leading("/x"), FetchProblem.SILENT),
        (leading("http://[/"), FetchProblem.SILENT),
        (sending(b"x", 500), FetchProblem.SILENT),
        (sending(b"x", 410), FetchProblem.MISSING),
        (sending(b"x" * 1001), FetchProblem.LARGE),
        (sending(gzip.compress(b"x" * 10_000_000), Content_Encoding="gzip"), FetchProblem.LARGE),
        (sending(gzip.compress(b"x" * 100)[:-9], Content_Encoding="gzip"), FetchProblem.SILENT),
        (sending(b"x", Content_Encoding="gzip"), FetchProblem.SILENT),
        (sending(b"x", Content_Encoding="br"), FetchProblem.SILENT),
        (sending(b"x", Content_Length="9"), FetchProblem.SILENT),
        (sending(b"zz\r\n", Transfer_Encoding="chunked"), FetchProblem.SILENT),
        (sending(b"", X="x" * 70_000), FetchProblem.SILENT),
    ],
)
def test_answers_that_are_none(world: World, trick: Trick, why: FetchProblem) -> None:
    with serving(world.site, tricky({"/x": trick})) as address, pytest.raises(FetchError) as error:
        LiveSite(address).get("x", 1000)
    assert error.value.why is why


def test_a_key_that_cannot_sign_lets_nothing_out(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = ("publish", "--root", world.root, "--artifact", tmp_path / "out")
    monkeypatch.setenv(KEY_VARIABLE, str(key_of("lain")))
    refused = redaksi(*call)
    assert (refused.code, (tmp_path / "out").exists()) == (1, False)
    assert "is not the one that `site_key` in site_config/office.yml names. Nothing was published" in refused.err
    monkeypatch.delenv(KEY_VARIABLE)
    unsigned = redaksi(*call)
    assert (unsigned.code, "The site is not signed" in unsigned.err) == (0, True)
    assert not (tmp_path / "out" / SIGNATURE_PATH).exists()
    assert (tmp_path / "out" / MANIFEST_PATH).read_bytes() == (world.site / MANIFEST_PATH).read_bytes()


def test_keys_that_are_none(tmp_path: Path) -> None:
    (tmp_path / ".well-known").mkdir()
    (tmp_path / MANIFEST_PATH).write_text("{}")
    locked = tmp_path / "locked"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "rahasia", "-f", locked], check=True)
    pasted = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA"
    for key, said in (
        (locked, "without a passphrase"),
        (pasted, "cannot sign"),
        (tmp_path / "tidak-ada", "names no file"),
        (tmp_path, "names no file"),
        ("b3BlbnNzaC1rZXk" * 900, "names no file"),
        ("a\0b", "names no file"),
    ):
        with pytest.raises(SigningError) as error:
            sign_manifest(tmp_path, str(key), None)
        words = translate(error.value.message)
        assert said in words
        assert "AAAA" not in words
        assert "b3Blb" not in words
    assert not (tmp_path / SIGNATURE_PATH).exists()


def test_another_program_is_noticed(tmp_path: Path) -> None:
    assert is_same_program(tmp_path), "an office that holds no program"
    ours = Path(workflow.__file__)
    copy = tmp_path / "workflow/__init__.py"
    copy.parent.mkdir()
    copy.write_bytes(ours.read_bytes())
    assert is_same_program(tmp_path)
    copy.write_bytes(ours.read_bytes() + b"\n")
    assert not is_same_program(tmp_path)
