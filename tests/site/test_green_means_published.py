"""Green means it goes out: what the check lets pass is published, whatever it is and whenever that is.

Thousands of random changes of the sample office: hostile, careless, and such that copy what is public into what is not
and the other way round, down to whole texts of the finished pages. What the check finds no error in stays, as if it
had been merged, and at random times the office is published: without a fault, a warning, or a story left out.
"""

import html
import json
import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.html_payloads import BODY_PAYLOADS, ONE_LINE_PAYLOADS
from tests.support.sample_site import BuiltSite, build_site, sample_office, seal
from workflow.config.load import load_office
from workflow.engine.check_office import check_files, check_office
from workflow.engine.withheld import read_partner_path
from workflow.i18n.dates import local_time
from workflow.records.file_source import Folder
from workflow.records.paths import ARTICLE_PATH
from workflow.site_audit.audit import audit_site
from workflow.site_audit.expectations import read_expectations
from workflow.text.field_types import SECONDS_PER_DAY, parse_instant
from workflow.text.finding import Severity

CHANGES, PUBLISHED_EVERY = 1_000, 500
SEED = 15
LONG, CUT = 6_000, "Tambahan:"
START = int(parse_instant("2026-11-20T10:00+07:00"))
LINES = ("title", "summary", "alt", "caption", "credit", "subject", "number", "instruction", "note", "reason", "report")
TARGETS = (
    *(
        "www.dinkes.example/syarat",
        "brosur.pdf",
        "../tidak-ada/",
        "#bawah",
        "/berita/2026/",
        "..",
        "%2e%2e/",
        "?x=1",
        "",
    ),
    *("/topik/imunisasi/", "/arsip/2026/10/", "/kategori/kesehatan/2/", "/register/2026/0163/", "/register/2026/9999/"),
    *(
        "/register/2026/",
        "/layanan/2025/",
        "/kontak/",
        "../../../kontak/#jam",
        "/panduan/",
        "/assets/x.css",
        "//x.example/a",
    ),
    *(
        "https://contoh.example/berita/2026/loket-terpadu-sandai/",
        "https://contoh.example/sop/#langkah-3",
        "/cari/?q=a",
    ),
    *("../loket-terpadu-sandai/", "../bus-sekolah-uji-coba/", "../tps3r-benua-kayong/", "../poliklinik-anak-rsud/"),
    *(
        "https://contoh.example",
        "https://contoh.example.jahat.example/",
        "mailto:dinkes@ketapang.example",
        "/index.html",
    ),
)
WRITTEN = (
    *("12 November 2026", "2026/0171", "Surat 2026-0163", "Alamatnya https://contoh.example/tidak\\_ada saja."),
    "[Loket](https://www.dinkes.example/) buka setiap hari kerja tanpa istirahat siang.",
    "Loket buka setiap hari kerja tanpa istirahat siang.",
    "1. Membawa kartu keluarga asli\n2. Membawa akta kelahiran anak",
    "Membawa kartu keluarga asli membawa akta kelahiran anak.",
)
TIMES = ("2026-11-18T08:00", "2026-11-20T09:59", "2026-11-21T07:30", "2026-12-01T00:00", "2027-01-15T12:00")


class Editors:
    """Whoever changes records, without knowing what they do."""

    def __init__(self, root: Path, built: BuiltSite) -> None:
        self.root, self.chance = root, random.Random(SEED)
        self.files = sorted(str(file.relative_to(root)) for file in root.glob("content/*/*/*.md"))
        self.stories = [path for path in self.files if ARTICLE_PATH.fullmatch(path)]
        self.phrases = [*self._phrases(), *_shown(built), *ONE_LINE_PAYLOADS, *WRITTEN]
        self.green = 0

    def _phrases(self) -> list[str]:
        """Sentences of records, in headers and below."""
        texts = [
            re.sub(r"^[ -]*[a-z_]+: ", "", (self.root / path).read_text(), flags=re.MULTILINE) for path in self.files
        ]
        return [one.strip() for text in texts for one in re.split(r"[.\n]", text) if len(one.strip()) > 7]

    def change(self) -> list[str]:
        """Change a record or two; the paths of those that may be different now."""
        path = self.chance.choice(self.files)
        ways: list[Callable[[str], None]] = [
            self.line,
            self.line,
            self.line,
            self.body,
            self.link,
            self.link,
            self.state,
        ]
        for _ in range(self.chance.choice((1, 1, 2))):
            self.chance.choice(ways)(path)
        letter = read_partner_path(Folder(self.root), path) if path in self.stories else ""
        if letter and self.chance.random() < 0.9:
            with suppress(AssertionError, ValueError):  # nobody can seal what nobody can read
                seal(self.root, path)
        return [*self._naming(path), *([letter] if letter else [])]

    def _naming(self, path: str) -> list[str]:
        """A record and all that name it, as the check of a change looks at."""
        year, name = path.removesuffix(".md").split("/")[-2:]
        names = (name,) if path in self.stories else (f"{year}/{name}", f"{year}-{name}")
        return [one for one in self.files if one == path or any(it in (self.root / one).read_text() for it in names)]

    def line(self, path: str) -> None:
        """Write a phrase into a field that has one."""
        name, text = self.chance.choice(LINES), (self.root / path).read_text()
        value = json.dumps(self.chance.choice(self.phrases)[:290], ensure_ascii=False)
        found = [*re.finditer(rf"^([ -]*){name}: .*$", text, re.MULTILINE)]
        if found:
            one = self.chance.choice(found)
            (self.root / path).write_text(f"{text[: one.start()]}{one[1]}{name}: {value}{text[one.end() :]}")

    def body(self, path: str) -> None:
        """Add something below the header."""
        deep = "> " * self.chance.choice((2, 8, 9)) + "dalam"
        swollen = "[a] " * self.chance.choice((5, 1200)) + "\n\n[a]: https://dinkes.example/" + "x" * 300
        added = [
            *self.chance.choices(self.phrases, k=6),
            self.chance.choice(BODY_PAYLOADS),
            deep,
            swollen,
            "|" * 22,
            "kata " * 900,
        ]
        self._append(path, self.chance.choice(added))

    def link(self, path: str) -> None:
        """Link to somewhere, in one of the ways of Markdown."""
        target = self.chance.choice(TARGETS)
        forms = (
            "Lihat [ini]({}).",
            '[**ini**](<{}> "judul")',
            "[ini][x]\n\n[x]: {}",
            "<https://contoh.example{}>",
            "- [a]({})",
        )
        self._append(path, self.chance.choice(forms).format(target))

    def _append(self, path: str, text: str) -> None:
        file = self.root / path
        before = file.read_text().rstrip()
        if len(before) > LONG:  # what was added is taken out, so that all stay quick to judge
            before = f"{before.partition(CUT)[0].rstrip()}"
        file.write_text(f"{before}\n\n{CUT}\n\n{text}\n")

    def state(self, path: str) -> None:
        """Change what decides on who may see it."""
        text = (self.root / path).read_text()
        states = self.chance.choice(
            [
                (r"status: \w+$", f"status: {self.chance.choice(('draft', 'ready', 'published', 'withdrawn'))}"),
                (r"publish_at: .*$", f"publish_at: {self.chance.choice(TIMES)}+07:00"),
                (r"nature: .*$", f"nature: {self.chance.choice(('biasa', 'segera', 'rahasia'))}"),
                (r"tags: .*$", "tags: [imunisasi, pasar-murah]"),
                (r"category: .*$", "category: ekonomi"),
                (r"from: [a-z-]+$", "from: disdik"),
            ]
        )
        (self.root / path).write_text(re.sub(states[0], lambda _: states[1], text, count=1, flags=re.MULTILINE))


def _shown(built: BuiltSite) -> list[str]:
    """Texts of the finished pages, as a template put them together."""
    pieces = (piece for file in built.html() for piece in re.split(r"<[^>]*>", file.read_text()))
    attributes = (one for file in built.html() for one in re.findall(r'="([^"]{20,200})"', file.read_text()))
    return sorted(
        {html.unescape(" ".join(one.split())) for one in (*pieces, *attributes) if 12 < len(one.strip()) < 200}
    )


@pytest.fixture(scope="module")
def editors(tmp_path_factory: pytest.TempPathFactory) -> Editors:
    root = sample_office(tmp_path_factory.mktemp("foresight") / "office")
    return Editors(root, build_site(root))


def test_what_the_check_lets_pass_is_published(editors: Editors) -> None:
    root, now, found = editors.root, START, 0
    office, findings = load_office(root)
    assert office
    assert findings == []
    for turn in range(1, CHANGES + 1):
        before = {path: (root / path).read_bytes() for path in editors.files}
        paths = editors.change()
        report = check_files(root, (office, []), paths, now)
        if [one for one in report.findings if one.severity is Severity.ERROR]:
            found += 1
            for path, data in before.items():
                (root / path).write_bytes(data)
        if turn % PUBLISHED_EVERY == 0:
            now += editors.chance.randrange(5 * SECONDS_PER_DAY)
            _publish(root, now)
    assert CHANGES / 20 < found < CHANGES / 2, "some were refused, and more were not"


def _publish(root: Path, now: int) -> None:
    office, _ = load_office(root)
    assert office
    whole = check_office(root, (office, []), now)
    assert [one for one in whole.findings if one.severity is Severity.ERROR] == []
    built = build_site(root, local_time(now, office.zone).isoformat())
    assert built.warnings == []
    assert [
        (one.kind, one.path, one.message) for one in audit_site(built.site, read_expectations(root, office, now)).faults
    ] == []
