"""What is not public reaches no byte of the site: canaries in every private field, and an embargo to the second."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.offices import check
from tests.support.sample_site import BuiltSite, build_site, sample_office, seal
from workflow.config.load import load_office
from workflow.site.models.public_content import read_public_content
from workflow.text.field_types import parse_instant
from workflow.text.finding import Severity

EMBARGOED = "content/news/2026/loket-terpadu-sandai.md"
OPENS = "2026-11-23T08:00:00+07:00"
HIDDEN_NEWS = (
    EMBARGOED,
    "content/news/2026/bus-sekolah-uji-coba.md",
    "content/news/2026/pelatihan-guru-paud.md",
    "content/news/2026/tps3r-benua-kayong.md",
    "content/news/2026/vaksinasi-rabies-delta-pawan.md",
)
"""Embargoed, withdrawn, draft, ready and draft."""
WHOLLY_SEALED = (
    "content/news/2026/forum-konsultasi-publik.md",
    "content/news/2026/mangrove-kendawangan.md",
    "content/news/2026/perahu-pustaka-simpang-hulu.md",
    "content/news/2026/siaga-banjir-sungai-pawan.md",
)
"""Published, with a seal that holds who wrote them too."""
WITHDRAWN = HIDDEN_NEWS[1]
"""Its title, category and the reason are public, its address too; nothing else of it."""
PEOPLE = re.compile(r"\b(by|author|editor|acknowledged_by|answered_by): ([a-z]+)\b")
PRIVATE_LINE = re.compile(r"^( *(?:- )?)(instruction|note|reason|report): (.+)$", re.MULTILINE)
KEY = re.compile(r"[a-z-]+")


class Cage:
    """Canaries by number, and where each was planted."""

    def __init__(self) -> None:
        self.where: list[str] = []

    def bird(self, where: str) -> str:
        """A new canary for a field."""
        self.where.append(where)
        return f"KANARI{len(self.where) - 1:04}X"

    def escaped(self, built: BuiltSite) -> list[str]:
        """Every canary found in the site, by where it was planted and where it came out."""
        return [
            f"{self.where[int(number)]} -> {path}"
            for path, data in contents(built)
            for number in sorted(set(re.findall(rb"(?i)kanari(\d{4})X", data + path.encode())))
        ]


def contents(built: BuiltSite) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, what is packed unpacked too."""
    for path, data in built.files().items():
        yield path, data
        if path.endswith(".gz"):
            yield path, gzip.decompress(data)


def plant(root: Path) -> Cage:
    """Put a canary into every private field of the sample office; it still checks clean."""
    cage = Cage()
    for file in sorted(root.glob("content/requests/*/*.md")):
        _request(file, cage)
    for name in HIDDEN_NEWS:
        _article(root / name, cage)
    for file in sorted(root.glob("content/**/*.md")):
        text = PEOPLE.sub(lambda found: f"{found[1]}: kanari-orang-{found[2]}", file.read_text())
        file.write_text(re.sub(r"reason: (?=[a-z-]+$)", "reason: kanari-alasan-", text, flags=re.MULTILINE))
    _people(root / "site_config/people.yml", cage)
    _delays(root / "site_config/delays.yml", cage)
    for name in (*HIDDEN_NEWS, *WHOLLY_SEALED):
        seal(root, name)
    return cage


def _request(file: Path, cage: Cage) -> None:
    def private(found: re.Match[str]) -> str:
        if found[2] == "reason" and KEY.fullmatch(found[3]):
            return found[0]  # a key of delays.yml
        return f'{found[1]}{found[2]}: "{cage.bird(f"{file.name} {found[2]}")} {found[3].strip(chr(34))}"'

    text = PRIVATE_LINE.sub(private, file.read_text())
    text = re.sub(r"^  number: ", lambda _: f"  number: {cage.bird(f'{file.name} letter')}/", text, flags=re.MULTILINE)
    text = re.sub(
        r"(reason: [a-z-]+\n( +)acknowledged_by: \w+\b)(?!\n +note)",
        rf"\1\n\2note: {cage.bird(f'{file.name} delay')}",
        text,
    )
    if "nature: rahasia" in text:
        text = text.replace("subject: ", f"subject: {cage.bird('confidential subject')} ")
    file.write_text(f"{text}\n{cage.bird(f'{file.name} body')} rahasia surat.\n")


def _article(file: Path, cage: Cage) -> None:
    header, body = file.read_text().split("\n---\n", 1)
    private = "summary|alt|caption|credit" if file.name in WITHDRAWN else "title|summary|alt|caption|credit|reason"
    lines = [
        re.sub(
            rf"^( *)({private}): \"?(.*?)\"?$",
            lambda found: f'{found[1]}{found[2]}: "{cage.bird(f"{file.name} {found[2]}")} {found[3]}"',
            line,
        )
        for line in header.split("\n")
    ]
    header = re.sub(r"tags: \[", f"tags: [{cage.bird(f'{file.name} tags').lower()}, ", "\n".join(lines))
    file.write_text(f"{header}\n---\n{cage.bird(f'{file.name} body')} {body}")
    picture = file.with_suffix(".jpg")
    picture.write_bytes(picture.read_bytes() + cage.bird(f"{file.name} picture").encode())


def _people(file: Path, cage: Cage) -> None:
    text = re.sub(r"^([a-z]+):$", r"kanari-orang-\1:", file.read_text(), flags=re.MULTILINE)
    text = re.sub(r"github: ", lambda _: f"github: {cage.bird('github')}-", text)
    text = re.sub(r"- \d+\+", lambda _: f"- {cage.bird('git e-mail')}+", text)
    text = re.sub(r"decree: ", lambda _: f"decree: {cage.bird('decree')}/", text)
    blob = f"AAAAC3NzaC1lZDI1NTE5AAAAI{cage.bird('signing key'):A<43}"  # the kind's name, then what stands for the key
    key = f"\n  keys:\n    - key: ssh-ed25519 {blob}\n      from: 2026-01-02"
    file.write_text(re.sub(r"(\n  github: .*)", rf"\1{key}", text, count=1))


def _delays(file: Path, cage: Cage) -> None:
    text = re.sub(r"^([a-z-]+):$", r"kanari-alasan-\1:", file.read_text(), flags=re.MULTILINE)
    # a reason's name is public, on the page of the letter that was late
    file.write_text(re.sub(r"description: ", lambda found: f"{found[0]}{cage.bird('delay')} ", text))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cage]:
    """The sample office with canaries in it."""
    root = sample_office(tmp_path_factory.mktemp("planted") / "office")
    return root, plant(root)


def test_no_private_field_reaches_a_byte_of_the_site(planted: tuple[Path, Cage], sample: BuiltSite) -> None:
    root, cage = planted
    errors = [finding for finding in check(root).findings if finding.severity is Severity.ERROR]
    assert errors == [], "an office with errors would hide its articles for another reason"
    assert len(cage.where) > 150
    built = build_site(root)
    assert built.warnings == []
    assert built.files().keys() == sample.files().keys()
    assert cage.escaped(built) == []
    assert [path for path, data in contents(built) if b"kanari-" in data.lower()] == [], "a person's or reason's key"
    records = [(path, data) for path, data in contents(built) if not path.startswith("panduan/")]
    assert [path for path, data in records if b"sha256:" in data] == [], "the handbook alone shows what one looks like"
    names = [Path(name).stem.encode() for name in HIDDEN_NEWS if name != WITHDRAWN]
    assert [path for path, data in contents(built) for name in names if name in data] == []


def test_the_search_for_canaries_finds_a_public_one(planted: tuple[Path, Cage], tmp_path: Path) -> None:
    _, cage = planted
    copy = tmp_path / "site"
    copy.mkdir()
    (copy / "index.html").write_text(f"<p>{cage.bird('public text').lower()}</p>")
    (copy / "sitemap.xml.gz").write_bytes(gzip.compress(cage.bird("packed text").encode()))
    assert cage.escaped(BuiltSite(copy, [])) == ["public text -> index.html", "packed text -> sitemap.xml.gz"]


def test_an_embargo_opens_at_its_second(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    office, _ = load_office(root)
    assert office
    opens = parse_instant(OPENS)
    address = "berita/2026/loket-terpadu-sandai/"
    before, at = (read_public_content(root, office, now) for now in (opens - 1, opens))
    assert address not in [story.address for story in before.stories]
    assert at.stories[0].address == address
    row = {row.number: row for row in before.rows}["2026-0161"]
    assert (row.waiting, row.story) == (True, "")
    row = {row.number: row for row in at.rows}["2026-0161"]
    assert (row.waiting, row.story) == (False, address)


def test_the_site_follows_the_embargo(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    before = build_site(root, "2026-11-23T07:59:59+07:00")
    assert [path for path, data in contents(before) if b"loket-terpadu-sandai" in data + path.encode()] == []
    after = build_site(root, "2026-11-23T08:00:00+07:00")
    assert list((after.site / "berita/2026/loket-terpadu-sandai").glob("gambar-*.jpg"))
    assert list((after.site / "berita/2026/loket-terpadu-sandai").glob("kartu-*.jpg"))
    assert "Senin, 23\u00a0November 2026 pukul\u00a008.00\u00a0WIB" in after.page("berita/2026/loket-terpadu-sandai")
    assert "loket-terpadu-sandai" in after.page("")
