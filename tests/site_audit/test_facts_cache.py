"""What is known of unchanged files and records makes no difference: with and without it, the verdict is the same."""

import hashlib
import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.offices import lay_own, sample_now
from tests.support.sample_site import SAMPLE_ARTICLE, SAMPLE_REQUEST, sample_office
from workflow.config.load import load_office
from workflow.infra import disk_cache
from workflow.infra.file_state import read_file, revalidate
from workflow.site.feeds.security_headers import PAGE_DIRECTIVES, format_policy
from workflow.site_audit.audit import AuditResult, audit_site
from workflow.site_audit.expectations import Expectations, read_expectations
from workflow.site_audit.file_checks import CheckedFile, FileReader
from workflow.site_audit.leaks import PrivateValues
from workflow.site_audit.public_words import PublicWords

WORDS = [f"rahasia{letter}" for letter in "abcdefgh"]
VALUES = [f"{one} {two}" for one in WORDS for two in WORDS] + WORDS
PATHS = [f"berita/2026/{letter}/index.html" for letter in "abcdef"] + [
    "index.html",
    "a/index.html",
    "data.json",
    "x.txt",
]
LINKS = [
    "../a/",
    "../../../",
    "#isi",
    "#tidak",
    "/a/#isi",
    "/a/#dua",
    "/data.json",
    "https://contoh.example/x.txt",
    "b/",
]
HEAD = f'<!doctype html><html lang="id"><head><meta http-equiv="Content-Security-Policy" content="{format_policy(PAGE_DIRECTIVES)}">'
FREE = 20_000_000
"""Nanoseconds after which these tests call a file settled, longer than a tick of any file system's clock."""


class Site:
    """A small site, changed by chance, and what is asked of it."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        self.values = set(chance.sample(VALUES, 3))
        for path in PATHS:
            self.write(path)

    def write(self, path: str) -> None:
        """A file with links and words by chance; most are sound."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        words = " ".join(self.chance.choices(WORDS, k=self.chance.choice((0, 0, 1, 2, 3))))
        links = self.chance.sample(LINKS, self.chance.choice((0, 0, 1, 2)))
        page = "".join(f'<a href="{link}">{number}</a>' for number, link in enumerate(links))
        ids = "".join(f'<b id="{name}">x</b>' for name in ("isi", "dua") if self.chance.random() < 0.7)
        flaw = self.chance.choice(("", "", "", "", "<p>", "<script>x</script>"))
        address = "".join(f"https://contoh.example{link} " for link in links if link.startswith("/"))
        html = f"{HEAD}<title>x</title></head><body>{words}{page}{ids}{flaw}</body></html>\n"
        text = f'["{words}", "{address}"]' if path.endswith("json") else f"{words}\n{address}"
        (self.root / path).write_text(html if path.endswith("html") else text)

    def wanted(self) -> Expectations:
        secrets = PrivateValues()
        secrets.take(dict.fromkeys(sorted(self.values), "people.yml"))
        due = {path: path for path in PATHS[:3]}
        return Expectations(
            "https://contoh.example/", due, frozenset(PATHS[3:4]), secrets, {".html": 2_000, ".txt": 16}, PublicWords()
        )

    def change(self) -> None:
        """One thing that may happen to a site, to what is secret, or to what is known."""
        path = self.chance.choice(PATHS)
        self.chance.choice((self.rewrite, self.rewrite, self.remove, self.forge, self.swap, self.learn, self.spoil))(
            path
        )

    def rewrite(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)
        self.write(path)

    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    def forge(self, path: str) -> None:
        """Other bytes of the same size at the same time of change, as far as a program can say so."""
        file = self.root / path
        if file.exists():
            before, data = file.stat(), file.read_bytes()
            file.write_bytes(re.sub(rb"rahasia[a-h]", self.chance.choice(WORDS).encode(), data))
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    def swap(self, path: str) -> None:
        other = self.root / self.chance.choice([one for one in PATHS if one.endswith(path[-4:])])
        if (self.root / path).exists() and other.exists():
            (self.root / path).rename(self.root / "between")
            other.rename(self.root / path) if other.exists() else None
            (self.root / "between").rename(other)

    def learn(self, _: str) -> None:
        self.values ^= set(self.chance.sample(VALUES, 2))

    def spoil(self, _: str) -> None:
        for file in disk_cache.cache_folder().glob("*.inspected"):
            spoil(file, self.chance)


def spoil(file: Path, chance: random.Random) -> None:
    """Damage a file somewhere."""
    data = bytearray(file.read_bytes()) or bytearray(1)
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    file.write_bytes(data[: chance.choice((at, len(data)))])


def digests(root: Path) -> dict[str, str]:
    """The SHA-256 of every file."""
    files = [file for file in root.rglob("*") if file.is_file()]
    return {str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def told(inspected: AuditResult) -> list[str]:
    return sorted(f"{fault.kind} {fault.path} {fault.message!r}" for fault in inspected.faults)


def test_faults_are_the_same_with_and_without_what_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_cache, "RACY_NANOSECONDS", FREE)
    seen = set[str]()
    for seed in range(5):
        site = Site(tmp_path / f"site-{seed}", random.Random(seed))
        for step in range(60):
            found = audit_site(site.root, site.wanted())
            with monkeypatch.context() as patch:
                patch.setenv("XDG_CACHE_HOME", str(tmp_path / f"{seed}-{step}"))
                other = audit_site(site.root, site.wanted())
            assert told(found) == told(other), (seed, step)
            assert found.digests == other.digests == digests(site.root)
            seen |= {fault.kind for fault in found.faults}
            site.change()
    assert {"private", "dead-link", "missing", "surplus", "size", "html", "inline"} <= seen


def test_only_what_may_be_wrong_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file changed: that one; one more secret: the files that hold all of its words."""
    monkeypatch.setattr(disk_cache, "RACY_NANOSECONDS", -1)
    site, read = Site(tmp_path / "site", random.Random(1)), list[str]()
    reading = FileReader.read

    def noted(self: FileReader, path: str) -> CheckedFile:
        read.append(path)
        return reading(self, path)

    monkeypatch.setattr(FileReader, "read", noted)
    site.values = set()
    for path in PATHS:
        (site.root / path).write_text(f"{HEAD}<title>x</title></head><body>{path}</body></html>\n")
    for path in ("data.json", "x.txt"):
        (site.root / path).write_text(f'["satu dua {path}"]')
    audit_site(site.root, site.wanted())
    assert sorted(read) == sorted(PATHS)

    def read_after(change: Callable[[], object]) -> list[str]:
        read.clear()
        change()
        audit_site(site.root, site.wanted())
        return sorted(read)

    assert read_after(lambda: None) == []
    assert read_after(lambda: (site.root / "x.txt").write_text("satu tiga")) == ["x.txt"]
    assert read_after(lambda: site.values.add("tiga satu")) == ["x.txt"]
    assert read_after(lambda: site.values.add("satu empat")) == []
    assert read_after(site.values.clear) == []
    assert read_after(lambda: site.values.add("dua satu")) == ["data.json"]
    assert read_after((site.root / "a/index.html").unlink) == []


def anything(root: Path, chance: random.Random) -> None:
    """One thing that may happen to an office's records and to its hand-written texts."""
    requests = sorted(root.glob("content/requests/*/*.md"))
    articles = sorted(root.glob("content/news/*/*.md"))
    one, other = chance.choice(requests), chance.choice(articles)
    lines = [line for line in one.read_text().split("\n") if len(line) > 60]
    match chance.randrange(6):
        case 0:
            other.write_text(other.read_text() + "\n" + "\n".join(lines) + "\n")  # what was private is said in public
        case 1:
            other.write_text("\n".join(other.read_text().split("\n")[:-3]) + "\n")
        case 2:
            one.write_text(one.read_text() + "\n" + " ".join(chance.sample(other.read_text().split(), 12)) + "\n")
        case 3:
            (one if chance.random() < 0.3 else other).unlink()
        case 4:
            page = lay_own(root, "site_config/pages/tentang.md")
            page.write_text(page.read_text() + "\n" + "\n".join(lines) + "\n")
        case 5:
            for file in disk_cache.cache_folder().glob("*.told"):
                spoil(file, chance)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_wanted_is_the_same_with_and_without_what_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(disk_cache, "RACY_NANOSECONDS", FREE)
    root, chance = sample_office(tmp_path / "office"), random.Random(seed)
    for step in range(10):
        office, _ = load_office(root)
        assert office
        now = sample_now(office) - chance.choice((0, 0, 40, 400)) * 86_400
        wanted = read_expectations(root, office, now)
        with monkeypatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(tmp_path / str(step)))
            other = read_expectations(root, office, now)
        assert (wanted.due, wanted.may_be) == (other.due, other.may_be), step
        assert wanted.secrets.values().keys() == other.secrets.values().keys(), step
        assert len(wanted.secrets.values()) > 60
        anything(root, chance)


def test_what_any_public_text_says_is_no_secret(tmp_path: Path) -> None:
    """However it came to be said, and only as long as it is: by a request, and by two stories."""
    root = sample_office(tmp_path / "office")
    sentence = "jembatan gantung itu ditutup karena talinya mulai lapuk"
    files = [root / path for path in (SAMPLE_REQUEST, SAMPLE_ARTICLE, "content/news/2026/siaga-banjir-sungai-pawan.md")]
    plain = [file.read_text() for file in files]
    office, _ = load_office(root)
    assert office
    for says in ("000", "010", "110", "111", "110", "111", "101", "100", "000", "001", "101"):
        for file, text, said in zip(files, plain, says, strict=True):
            wish = f"{text}\n{sentence}.\n" if said == "1" else text
            if wish != file.read_text():
                file.write_text(wish)
        wanted = read_expectations(root, office, sample_now(office))
        assert (sentence in wanted.secrets.values()) == (says == "100"), says


def test_a_file_read_shortly_after_it_was_written_is_believed_by_its_bytes(tmp_path: Path) -> None:
    """Within one tick of the clock it may change unseen, so that the file system says the same of other bytes."""
    (tmp_path / "x").write_bytes(b"x")
    _, state = read_file(tmp_path / "x")
    assert not state.settled
    assert revalidate(state, state.stamp, tmp_path, "x") == state
    assert revalidate(replace(state, digest=b"other"), state.stamp, tmp_path, "x") is None
    settled = replace(state, digest=b"other", settled=True)
    assert revalidate(settled, state.stamp, tmp_path, "x") is settled
    assert revalidate(settled, replace(state.stamp, changed=1), tmp_path, "x") is None
    assert revalidate(settled, None, tmp_path, "x") is None
