"""The inspection of a finished site: the sample passes, and every planted fault is named with its file."""

import gzip
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from msgspec.structs import replace

from tests.support.sample_site import BuiltSite
from workflow.config.load import load_office
from workflow.site.feeds.security_headers import PAGE_DIRECTIVES, format_policy
from workflow.site_audit.audit import audit_site
from workflow.site_audit.expectations import Expectations, read_expectations
from workflow.site_audit.finding import SiteFinding, SiteFindingKind
from workflow.site_audit.html_checks import is_strict, read_page
from workflow.site_audit.leaks import PrivateValues
from workflow.site_audit.public_words import PublicWords

NO_WORDS = PublicWords()
STORY = "berita/2026/poliklinik-anak-rsud/index.html"


@pytest.fixture(scope="module")
def wanted(sample: BuiltSite) -> Expectations:
    root = sample.site.parent
    office, _ = load_office(root)
    assert office
    assert office.identity.sample
    return read_expectations(root, office, int(office.identity.sample.now))


@pytest.fixture
def site(sample: BuiltSite, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample.site, tmp_path / "site"))


def shown(faults: list[SiteFinding]) -> list[str]:
    return sorted({f"{fault.kind} {fault.path}" for fault in faults})


Plant = Callable[[Path, str], str]
"""Puts a fault into a site, where it is one of a page into that page; the path of the file in which it is found."""


def put(html: str, where: str = "</article>") -> Plant:
    """Put HTML into a page."""
    return cut(where, html + where)


def cut(old: str, new: str = "") -> Plant:
    """Change a page."""

    def plant(site: Path, page: str) -> str:
        text = (site / page).read_text()
        assert old in text
        (site / page).write_text(text.replace(old, new, 1))
        return page

    return plant


def write(path: str, data: bytes) -> Plant:
    """Write a file."""

    def plant(site: Path, _: str) -> str:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
        return path

    return plant


def remove(site: Path, _: str) -> str:
    (site / STORY).unlink()
    return STORY


def link(site: Path, _: str) -> str:
    (site / "x.txt").symlink_to("/etc/passwd")
    return "x.txt"


def test_the_sample_passes(sample: BuiltSite, wanted: Expectations) -> None:
    assert len(wanted.due) > 10
    assert audit_site(sample.site, wanted).faults == []


PLANTED: dict[str, tuple[Plant, SiteFindingKind]] = {
    "script": (put("<script>alert(1)</script>"), SiteFindingKind.INLINE),
    "style attribute": (put('<p style="color:red">x</p>'), SiteFindingKind.INLINE),
    "handler": (put('<p onclick="x()">x</p>'), SiteFindingKind.INLINE),
    "style element": (put("<style>p{}</style>"), SiteFindingKind.INLINE),
    "frame": (put('<iframe src="/x" title="x"></iframe>'), SiteFindingKind.INLINE),
    "javascript": (put('<a href="java&#10;script:alert(1)">x</a>'), SiteFindingKind.INLINE),
    "picture elsewhere": (put('<img src="https://jahat.example/x.png" alt="">'), SiteFindingKind.HOST),
    "srcset elsewhere": (put('<img srcset="//jahat.example/x.png 2x" alt="">'), SiteFindingKind.HOST),
    "preload elsewhere": (
        put('<link rel="preload" href="https://jahat.example/x.js">', "</head>"),
        SiteFindingKind.HOST,
    ),
    "form elsewhere": (put('<form action="https://jahat.example/"></form>'), SiteFindingKind.HOST),
    "style elsewhere": (write("assets/x.css", b"@import 'https://jahat.example/x.css';"), SiteFindingKind.HOST),
    "dead link": (put('<a href="../tidak-ada/">x</a>'), SiteFindingKind.DEAD),
    "dead anchor": (put('<a href="#tidak-ada">x</a>'), SiteFindingKind.DEAD),
    "dead anchor of another page": (put('<a href="../../../sop/#tidak-ada">x</a>'), SiteFindingKind.DEAD),
    "dead picture": (put('<img src="hilang.jpg" alt="">'), SiteFindingKind.DEAD),
    "above the root": (put('<a href="../../../../x/">x</a>'), SiteFindingKind.DEAD),
    "dead address in a feed": (
        write("topik/umpan.xml", b"<?xml version='1.0'?><a>https://contoh.example/hilang/</a>"),
        SiteFindingKind.DEAD,
    ),
    "twice the same id": (put('<p id="isi">x</p>'), SiteFindingKind.HTML),
    "unclosed": (put("<section><p>x</p>"), SiteFindingKind.HTML),
    "block in paragraph": (put("<p>x<div>y</div></p>"), SiteFindingKind.HTML),
    "link in link": (put('<a href=".">x<b><a href=".">y</a></b></a>'), SiteFindingKind.HTML),
    "cell without row": (put("<table><td>x</td></table>"), SiteFindingKind.HTML),
    "no alt": (put('<img src="poliklinik-anak-rsud.jpg">'), SiteFindingKind.HTML),
    "attribute twice": (put('<p lang="id" lang="en">x</p>'), SiteFindingKind.HTML),
    "stray bracket": (put("<p>1 > 0</p>"), SiteFindingKind.HTML),
    "no language": (cut(' lang="id"'), SiteFindingKind.HTML),
    "no doctype": (cut("<!doctype html>"), SiteFindingKind.FILE),
    "no policy": (cut('http-equiv="Content-Security-Policy"', 'name="x"'), SiteFindingKind.POLICY),
    "loose policy": (cut("style-src 'self'", "style-src 'self' 'unsafe-inline'"), SiteFindingKind.POLICY),
    "large": (put("<p>" + "x " * 250_000 + "</p>"), SiteFindingKind.SIZE),
    "missing": (remove, SiteFindingKind.MISSING),
    "source map": (write("assets/x.js.map", b"{}"), SiteFindingKind.FILE),
    "false picture": (write("assets/x.png", b"<svg/>"), SiteFindingKind.FILE),
    "nameless": (write("assets/secret", b"x"), SiteFindingKind.FILE),
    "broken data": (write("data.json", b"{"), SiteFindingKind.FILE),
    "broken feed": (write("umpan.xml", b"<?xml version='1.0'?><a>"), SiteFindingKind.FILE),
    "link": (link, SiteFindingKind.FILE),
}


def test_every_planted_fault_is_found(site: Path, wanted: Expectations) -> None:
    """Each at a page or file of its own, where nothing is wrong before."""
    files = [*sorted(site.glob("register/*/[0-9]*/index.html")), *sorted(site.glob("*/*/index.html"))]
    pages = [file.relative_to(site).as_posix() for file in files if "</article>" in file.read_text()]
    places = {name: plant(site, page) for (name, (plant, _)), page in zip(PLANTED.items(), pages, strict=False)}
    assert places.keys() == PLANTED.keys()
    faults = audit_site(site, wanted).faults
    found = {(fault.kind, fault.path) for fault in faults}
    assert [name for name, (_, kind) in PLANTED.items() if (kind, places[name]) not in found] == [], shown(faults)
    assert all(fault.help.text and fault.path for fault in faults)


def test_a_page_of_a_draft_is_surplus(site: Path, wanted: Expectations) -> None:
    shutil.copytree((site / STORY).parent, site / "berita/2026/pelatihan-guru-paud")
    assert f"surplus {STORY.replace('poliklinik-anak-rsud', 'pelatihan-guru-paud')}" in shown(
        audit_site(site, wanted).faults
    )


@pytest.mark.parametrize("file", ["x.txt", "x.json", "x.html", "x.txt.gz", "search/x.pf_fragment"])
def test_a_private_value_is_found_in_any_file(site: Path, wanted: Expectations, file: str) -> None:
    """Whatever field it is of, in capitals, with escapes, within other text, also in packed files.

    But for the few that read like public texts and dates put together, such as a day and the name of a hall.
    """
    every = sorted((value.split(" ") for value in wanted.secrets.values()), key=lambda window: (len(window), window))
    values = [window for window in every if not wanted.public_words.composes(window)]
    assert len(values) > 0.9 * len(every) > 300
    for window in random.Random(1).sample(values, 12):
        text = (
            "awal " + "\\u0020".join(map(str.upper, window))
            if file.endswith(".json")
            else "awal " + " ".join(window).upper()
        )
        data = f'{{"a": "{text} akhir"}}' if file.endswith(".json") else f"<p>{text} akhir</p>"
        raw = data.encode()
        packed = gzip.compress(raw) if file.endswith((".gz", "fragment")) else raw
        write(file, packed)(site, "")
        name = "x.txt" if file == "x.html" else file
        if file == "x.html":
            name = put(f'<p title="{text} akhir">x</p>')(site, STORY)
            (site / "x.html").unlink()
        assert f"private {name}" in shown(audit_site(site, wanted).faults), window


def test_secrets_of_every_kind_are_looked_for(wanted: Expectations) -> None:
    origins = " ".join(set(wanted.secrets.values().values()))
    for part in (
        "people.yml",
        "letter.number",
        "disposition.instruction",
        "steps",
        "reason",
        "(body)",
        "(title)",
        "letter.subject",
    ):
        assert part in origins, part


def leaks(secrets: PrivateValues, text: str, public: PublicWords = NO_WORDS) -> list[str]:
    return [*secrets.leaks_in(text, [*secrets.found_in(text)], public)]


def test_a_sentence_is_looked_for_and_no_part_of_it() -> None:
    secrets = PrivateValues()
    secrets.add("Kambing merumput dekat sungai panjang. Kerbau berkubang pagi: sapi pulang malam hari.", "x")
    said = "kambing merumput dekat sungai panjang"
    assert leaks(secrets, "Katanya *kambing* merumput dekat sungai panjang, begitu") == [said]
    assert leaks(secrets, "sapi pulang malam hari") == [], "four words"
    assert leaks(secrets, "merumput dekat sungai panjang. Kerbau berkubang pagi") == []
    secrets.forget([*secrets.found_in("Ia berkata: kambing merumput dekat sungai panjang!")])
    assert leaks(secrets, said) == [], "public elsewhere"


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("2026/0171", "Surat 2026-0171"),
        ("Surat 2026/0171", "<title>Surat 2026-0171 - Diskominfo</title>"),
        ("12 November 2026", "Terbit Kamis, 12 November 2026 pukul 08.00 WIB"),
        ("2026-11-20", "<lastmod>2026-11-20</lastmod>"),
        ("Bagikan Pekan Imunisasi Dimulai lewat WhatsApp", "Bagikan Pekan Imunisasi Dimulai lewat WhatsApp"),
        ("Surat permintaan publikasi dari Kec. Riam", "<h1>Surat permintaan publikasi dari Kec. Delta Pawan</h1>"),
    ],
)
def test_what_pages_say_by_themselves_is_no_secret(value: str, page: str) -> None:
    """Numbers, dates, and public values with a template's words around them."""
    secrets = PrivateValues()
    secrets.add(value, "x")
    values = ["Pekan Imunisasi Dimulai", "Kec. Delta Pawan"]
    templates = ["<a>Bagikan {{ title }} lewat WhatsApp</a>", "<h1>Surat permintaan publikasi dari {{ name }}</h1>"]
    public = PublicWords(values, templates)
    assert leaks(secrets, page, public) == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Menunggu foto dan/atau rekaman dari keluarga almarhum Pak Darto</p>",
        "<p>Menunggu <b>foto</b> dan/atau<br>rekaman dari keluarga almarhum Pak Darto</p>",
        "<!-- Menunggu foto dan/atau rekaman dari keluarga almarhum Pak Darto -->",
        "<p>Menung&shy;gu foto dan/atau rekaman dari keluarga almarhum Pak Darto</p>",
        '<a href="https://wa.me/?text=Menunggu%20foto%20dan/atau%20rekaman%20dari%20keluarga%20almarhum%20Pak%20Darto">x</a>',
        "<script>Menunggu foto dan/atau rekaman\\ndari keluarga almarhum Pak Darto</script>",
    ],
)
def test_a_sentence_is_found_however_it_is_printed(tmp_path: Path, wanted: Expectations, text: str) -> None:
    secrets = PrivateValues()
    secrets.add("Menunggu foto dan/atau rekaman dari keluarga almarhum Pak Darto.", "x")
    (tmp_path / "x.html").write_text(f"<!doctype html>{text}")
    found = audit_site(tmp_path, replace(wanted, secrets=secrets, public_words=NO_WORDS)).faults
    assert SiteFindingKind.PRIVATE in {one.kind for one in found}


def test_a_sentence_of_a_template_s_words_is_found_too() -> None:
    """All of its words stand in the program's catalogue, but in no row."""
    secrets = PrivateValues()
    sentence = "Kepala dinas meminta berita ini ditarik karena kesalahan pemeriksaan."
    secrets.add(sentence, "x")
    assert leaks(secrets, sentence)


def test_a_policy_with_a_hole_is_not_strict() -> None:
    assert is_strict(format_policy(PAGE_DIRECTIVES))
    for hole in ("'unsafe-inline'", "'unsafe-eval'", "https:", "*", "https://jahat.example", "data:"):
        assert not is_strict(format_policy({**PAGE_DIRECTIVES, "script-src": f"'self' {hole}"})), hole
    assert not is_strict(format_policy({name: value for name, value in PAGE_DIRECTIVES.items() if name != "base-uri"}))


def test_what_passes_has_no_error_for_a_strict_parser(sample: BuiltSite) -> None:
    """An independent oracle: pages damaged at random that the strict reading lets through are valid to html5lib."""
    chance = random.Random(7)
    page = sample.page("berita/2026/poliklinik-anak-rsud")
    start = page.index('<article class="md-content__inner')
    passed = 0
    for _ in range(150):
        at = chance.randrange(start, len(page))
        piece = chance.choice(
            ["", "<p>", "</p>", "<b>", "</div>", "<", ">", "x", '"', "<li>", "<td>", "<a href='#isi'>"]
        )
        damaged = page[:at] + piece + page[at + chance.choice((0, 0, 1, 7)) :]
        if read_page(damaged).wrong:
            continue
        passed += 1
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(damaged)
        assert parser.errors == [], (at, piece, parser.errors)
    assert passed > 10
