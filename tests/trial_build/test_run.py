"""A change beside the records is tried: what would keep the site from being published is found in it, at its line.

Green means that it goes out, and whatever does not go out was red.
"""

from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.trial_office import ANNOUNCEMENTS, HANDBOOK, THEME, TrialOffice
from workflow.i18n.catalog import translate
from workflow.i18n.message import InstantValue
from workflow.text.field_types import parse_instant
from workflow.text.finding import Finding, Severity
from workflow.trial_build import run

PAGE, MAIN, STYLE = f"{THEME}/redaksi/page.html", f"{THEME}/main.html", f"{THEME}/assets/stylesheets/redaksi.css"
CONTACT, NOTICES = "site_config/pages/kontak.md", "site_config/announcements.yml"
FOOTER = '<footer class="r-footer">'
LATER = """\
nanti:
  title: Nanti
  text: Mulai Desember.
  from: 2026-12-01T08:00+07:00
  until: 2026-12-02T08:00+07:00
  link: https://contoh.example/nanti/
"""


def places(findings: list[Finding], severity: Severity = Severity.ERROR) -> set[tuple[str, int]]:
    return {(finding.path, finding.line) for finding in findings if finding.severity is severity}


def goes_out(office: TrialOffice, tmp_path: Path) -> bool:
    """Whether `redaksi publish` makes the site of the change."""
    done = redaksi("publish", f"--root={office.root}", f"--artifact={tmp_path / 'site'}", "--commit=change")
    assert done.code in (0, 1), done.err
    return done.code == 0


def test_each_fault_is_found_at_its_line_and_mended_it_goes_out(office: TrialOffice, tmp_path: Path) -> None:
    office.edit(PAGE, '<div class="r-body">', '<div class="r-body" onclick="cetak()">')
    office.edit(MAIN, "{{ config.extra.content_policy }}", "default-src *")
    office.edit(STYLE, ":root", "@import url(https://lain.example/huruf.css);\n:root")
    office.edit(CONTACT, "## Meminta", "Lihat [profil](../profil/).\n\n## Meminta")
    office.write(NOTICES, ANNOUNCEMENTS + "  link: https://contoh.example/loket/\n" + LATER)
    office.write("PANDUAN.md", HANDBOOK.replace("(#langkah)", "(#langkah-lain)"))
    office.write(f"{THEME}/assets/catatan.doc", "bukan berkas situs")
    found = office.tried()
    assert places(found) == {
        (PAGE, office.line(PAGE, "onclick")),
        (MAIN, office.line(MAIN, "default-src *")),
        (STYLE, office.line(STYLE, "lain.example")),
        (CONTACT, office.line(CONTACT, "../profil/")),
        (NOTICES, office.line(NOTICES, "/loket/")),
        (NOTICES, office.line(NOTICES, "/nanti/")),
        ("PANDUAN.md", office.line("PANDUAN.md", "#langkah-lain")),
        (f"{THEME}/assets/catatan.doc", 1),
    }
    [later] = [finding for finding in found if finding.line == office.line(NOTICES, "/nanti/")]
    assert later.message.values["when"] == InstantValue(int(parse_instant("2026-12-01T08:00+07:00")), "Asia/Pontianak")
    assert not goes_out(office, tmp_path)
    office.begin()
    office.edit(PAGE, '<div class="r-body">', '<div class="r-body r-page">')
    office.edit(MAIN, FOOTER, f"{FOOTER}<!-- kaki -->")
    office.edit(STYLE, ":root", "p { margin: 0; }\n:root")
    office.edit(CONTACT, "## Meminta", "Lihat [kami](../tentang/).\n\n## Meminta")
    office.write(NOTICES, ANNOUNCEMENTS + "  link: https://contoh.example/kontak/\n" + LATER.replace("nanti/", "sop/"))
    assert office.tried() == []
    assert goes_out(office, tmp_path)


BREAKING: dict[str, tuple[str, str, str, str]] = {
    "syntax": (PAGE, "{% set title", "{% sett title", "TemplateSyntaxError"),
    "name": (PAGE, "{{ page.description }}</p>", "{{ page.deskripsi }}</p>", "UndefinedError"),
    "python": (MAIN, FOOTER, "{{ config.plugins['redaksi'].root }}" + FOOTER, "SecurityError"),
    "itself": (MAIN, FOOTER, "{% include 'main.html' %}" + FOOTER, "RecursionError"),
}


@pytest.mark.parametrize("name", BREAKING)
def test_a_template_that_cannot_be_used(office: TrialOffice, name: str, tmp_path: Path) -> None:
    path, old, new, kind = BREAKING[name]
    office.edit(path, old, new)
    [found] = office.tried()
    assert (found.path, found.line, found.severity) == (path, office.line(path, new.strip()), Severity.ERROR)
    assert kind in translate(found.message)
    assert str(tmp_path) not in translate(found.message)
    if name == "syntax":
        assert not goes_out(office, tmp_path)


def test_an_own_template_that_is_gone_gives_way_to_the_program_s(office: TrialOffice) -> None:
    office.remove(PAGE)
    assert office.tried() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% set x = 'a' * 9000000000 %}", "memory"),
        ("{% set x = 9 ** (9 ** 9) %}", "too long"),
    ],
)
def test_bombs(office: TrialOffice, text: str, said: str) -> None:
    """Each ends with its process; the check goes on and says so."""
    office.edit(MAIN, FOOTER, text + FOOTER)
    [found] = office.tried(seconds=6)
    assert (found.path, found.line) == (MAIN, office.line(MAIN, text))
    assert said in translate(found.message)


def test_what_the_base_has_is_only_a_warning(office: TrialOffice) -> None:
    office.edit(CONTACT, "## Meminta", "Lihat [kategori](../kategori/lama/).\n\n## Meminta")
    office.settle()
    office.edit(PAGE, '<div class="r-body">', '<div class="r-body" style="color: red">')
    found = office.tried()
    assert places(found) == {(PAGE, office.line(PAGE, "style="))}
    assert places(found, Severity.WARNING) == {(CONTACT, office.line(CONTACT, "kategori/lama"))}


def test_an_untouched_page_that_loses_its_target(office: TrialOffice) -> None:
    path = "site_config/pages/profil.md"
    office.write(path, "---\ntitle: Profil\ndescription: Kami.\n---\nKami.\n")
    office.edit(CONTACT, "## Meminta", "Lihat [profil](../profil/).\n\n## Meminta")
    office.settle()
    office.remove(path)
    assert places(office.tried()) == {(CONTACT, office.line(CONTACT, "../profil/"))}


def test_settings_that_run_something_are_never_used(office: TrialOffice) -> None:
    (office.root / "jahat.py").write_text(f"open({str(office.root / 'dijalankan')!r}, 'w')\n")
    office.edit("mkdocs.yml", "plugins:", "hooks:\n  - jahat.py\nplugins:")
    office.edit(MAIN, FOOTER, "{% sett x %}")
    assert office.tried() == [], "no site is made of them"
    done = redaksi("check", f"--root={office.root}", "--base=main", "--format=json")
    assert done.code == 1
    assert "office/mkdocs" in done.out
    assert not (office.root / "dijalankan").exists()


def test_settings_that_are_gone(office: TrialOffice) -> None:
    office.remove("mkdocs.yml")
    assert places(office.tried()) == {("mkdocs.yml", 1)}


def test_records_alone_start_no_trial(office: TrialOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(run, "export_commit", lambda *_: started.append("export"))
    office.edit("content/requests/2026/0002.md", "\n---\n", "\n---\n\n")
    assert office.tried() == []
    assert started == []
    office.edit(STYLE, ":root", "p { margin: 0; }\n:root")
    office.tried()
    assert started


def test_check_says_it_and_leaves_nothing(office: TrialOffice, tmp_path: Path) -> None:
    office.edit(PAGE, '<div class="r-body">', '<div class="r-body" onclick="x()">')
    office.commit()
    done = redaksi("check", f"--root={office.root}", "--base=main")
    assert done.code == 1
    assert f"{PAGE}:{office.line(PAGE, 'onclick')}" in done.out
    assert [file for file in (tmp_path / "cache").rglob("*") if file.is_file()] == []


def test_the_comment_says_it(office: TrialOffice) -> None:
    office.write(PAGE, "{% include 'tidak-ada.html' %}")
    office.commit()
    assert "TemplateNotFound" in redaksi("comment", f"--root={office.root}", "--base=main").out


CARD, SHELF, LIST = (f"{THEME}/redaksi/{name}.html" for name in ("card", "shelf", "register"))
PRINTED = '<div class="r-card__picture">{{ picture(story.picture, "", size) }}</div>'
UNTRIED: dict[str, tuple[str, str, str, str]] = {
    "no picture": (CARD, "{% if story.picture %}\n" + PRINTED + "\n{% endif %}", PRINTED, "no picture"),
    "page 2": (
        SHELF,
        '{{ cards(part.stories, 2, "rows") }}',
        '{% if part.number == 2 %}<a href="../9/">9</a>{% endif %}\n{{ cards(part.stories, 2, "rows") }}',
        "long lists",
    ),
    "nothing": (LIST, '<p class="r-empty">', '<p class="r-empty">{{ kosong }}', "no story and no letter"),
}


@pytest.mark.parametrize("name", UNTRIED)
def test_a_template_fails_for_a_page_that_is_not_there_yet(office: TrialOffice, name: str) -> None:
    path, old, new, said = UNTRIED[name]
    office.edit(path, old, new)
    [found] = office.tried()
    assert (found.severity, said in translate(found.message)) == (Severity.ERROR, True), translate(found.message)
    if path != CARD:  # there a macro of another template fails that it calls
        assert (found.path, found.line) == (path, office.line(path, new.split("\n")[0]))
