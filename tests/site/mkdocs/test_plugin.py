"""The fast way to the site gives the slow way's bytes: whatever was kept, lost, spoiled or planted."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, InclusionLevel
from msgspec.structs import replace

from tests.support.offices import edited, lay_own
from tests.support.sample_site import SAMPLE_ARTICLE, BuiltSite, add_article, build_site, sample_office
from workflow.config.load import load_office
from workflow.infra import parallel
from workflow.site.mkdocs import plugin
from workflow.site.mkdocs.skeleton import PageSkeleton
from workflow.site.models.error_pages import ErrorContext, error_pages
from workflow.site.models.public_content import read_public_content
from workflow.site.models.site_page import SitePage
from workflow.site.output.jinja import RenderedPage
from workflow.site.output.render_pages import PageWriter
from workflow.text.field_types import parse_instant

pytestmark = pytest.mark.xdist_group("engine")


def differing(one: BuiltSite, two: BuiltSite) -> list[str]:
    """Paths that only one of two sites has, or that are not the same in both."""
    a, b = one.files(), two.files()
    return sorted(path for path in a.keys() | b.keys() if a.get(path) != b.get(path))


def caches(root: Path) -> list[Path]:
    """The files of an office's cache."""
    return sorted((root.parent / "cache").rglob("*.*"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with a hostile article, so that escaping is compared too."""
    root = sample_office(tmp_path / "office")
    add_article(
        root, 9001, title='<b>Judul</b> & "kutip" RDKSLOT0000Z {{ 7 }}', summary="<i>'Ringkas' & \"padat\"</i> é"
    )
    return root


def test_every_page_is_what_mkdocs_and_the_theme_make_of_it(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs itself is given every page, one by one: the oracle. Only its own sitemap orders pages otherwise."""
    fast = build_site(office)
    assert fast.warnings == []

    class Everything(set[str]):
        def __contains__(self, _: object) -> bool:
            return True

    monkeypatch.setattr(plugin, "_nav_paths", lambda nav: Everything())
    monkeypatch.setattr(File, "generated", _out_of_nav(File.generated))
    slow = build_site(office)
    assert len(fast.html()) > 60
    assert [path for path in differing(fast, slow) if not path.startswith(("sitemap.xml", "search/"))] == []


def _out_of_nav(generated: Callable[..., Any]) -> Callable[..., Any]:
    def made(config: Any, path: str, **more: Any) -> Any:
        named = str(config.nav)
        level = InclusionLevel.INCLUDED if f"'{path}'" in named else InclusionLevel.NOT_IN_NAV
        return generated(config, path, inclusion=level, **more)

    return made


def test_a_theme_that_cannot_be_cut_is_used_page_by_page(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = build_site(office)
    fill = PageSkeleton.fill
    monkeypatch.setattr(PageSkeleton, "fill", lambda self, sheet: fill(self, sheet) + " ")
    slow = build_site(office)
    assert len(slow.warnings) == 1
    assert differing(fast, slow) == []


def test_an_edit_gives_the_bytes_of_a_fresh_build(office: Path, tmp_path: Path) -> None:
    build_site(office)
    edited(office, SAMPLE_ARTICLE, "category: kesehatan", "category: pendidikan")
    after = build_site(office)
    fresh_root = sample_office(tmp_path / "fresh/office")
    add_article(
        fresh_root, 9001, title='<b>Judul</b> & "kutip" RDKSLOT0000Z {{ 7 }}', summary="<i>'Ringkas' & \"padat\"</i> é"
    )
    edited(fresh_root, SAMPLE_ARTICLE, "category: kesehatan", "category: pendidikan")
    assert differing(after, build_site(fresh_root)) == []


@pytest.mark.parametrize("harm", ["removed", "truncated", "rubbish", "flipped"])
def test_a_cache_may_be_lost_or_spoiled(office: Path, harm: str) -> None:
    before = build_site(office).files()
    assert len([path for path in caches(office) if ".pages-" in path.name]) > 5
    for path in caches(office):
        data = path.read_bytes()
        if harm == "removed":
            path.unlink()
        elif harm == "truncated":
            path.write_bytes(data[: len(data) // 2])
        elif harm == "rubbish":
            path.write_bytes(os.urandom(200))
        else:
            path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    (office / "site/index.html").write_text("lama")
    again = build_site(office)
    assert again.warnings == []
    assert again.files() == before


@pytest.mark.parametrize("template", ["main.html", "redaksi/page.html"])
def test_a_changed_template_is_compiled_anew(office: Path, template: str) -> None:
    build_site(office)
    file = lay_own(office, f"site_config/theme/{template}")
    last = "{% endblock %}" if template == "main.html" else "</"
    text = file.read_text()
    place = text.rindex(last)
    file.write_text(f"{text[:place]}<!-- lain -->{text[place:]}")
    again = build_site(office)
    assert "<!-- lain -->" in again.page("tentang")
    assert differing(again, build_site(office)) == []


def test_a_broken_template_is_said_with_its_line(office: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = lay_own(office, "site_config/theme/redaksi/page.html")
    file.write_text(file.read_text() + "\n{% if %}\n")
    with pytest.raises(Abort):
        build_site(office)
    assert f"page.html:{file.read_text().count(chr(10))}: TemplateSyntaxError" in caplog.text


def test_what_a_template_may_not_use_is_said_with_its_line(office: Path) -> None:
    """MkDocs fills in the pages of the navigation itself."""
    file = lay_own(office, "site_config/theme/main.html")
    file.write_text(file.read_text().replace("{{ page.content }}", "\n{{ config.plugins['redaksi'].root }}"))
    line = next(number for number, text in enumerate(file.read_text().splitlines(), 1) if "redaksi'].root" in text)
    with pytest.raises(PluginError, match=rf"^site_config/theme/main\.html:{line}: SecurityError: "):
        build_site(office)


def test_the_cache_makes_a_removed_site_anew(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build_site(office).files()
    shutil.rmtree(office / "site")
    monkeypatch.setattr(PageWriter, "_write_shard", _without_rendering(PageWriter._write_shard))
    assert build_site(office).files() == before


def _without_rendering(write_shard: Callable[..., bytes]) -> Callable[..., bytes]:
    def printed(self: PageWriter, number: int, pages: list[SitePage]) -> bytes:
        def refuse(page: SitePage) -> RenderedPage:
            pytest.fail(f"{page.address} is rendered again")

        return write_shard(replace(self, render=refuse), number, pages)

    return printed


def test_nothing_left_over_or_planted_survives(office: Path, tmp_path: Path) -> None:
    before = build_site(office).files()
    site, outside = office / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("milik orang")
    page = site / "berita/2026/poliklinik-anak-rsud/index.html"
    stat = page.stat()
    page.write_text(page.read_text().replace("Poliklinik", "Polikl1nik"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (site / "sw.js").write_text("jahat")
    (site / "lama/x").mkdir(parents=True)
    (site / "lama/x/index.html").write_text("lama")
    (site / "tentang/index.html").unlink()
    (site / "tentang").rmdir()
    (site / "tentang").symlink_to(outside)
    (site / "kontak/index.html").unlink()
    (site / "kontak/index.html").symlink_to(outside / "index.html")
    (site / "sop/index.html").unlink()
    os.link(outside / "index.html", site / "sop/index.html")
    shutil.rmtree(site / "layanan")
    (site / "layanan").write_text("di tempat sebuah folder")
    (site / "cari/index.html").unlink()
    (site / "cari/index.html").mkdir()
    (site / "cari/index.html/dalam.html").write_text("di tempat sebuah berkas")
    os.mkfifo(site / "pipa")
    Path(os.fsdecode(bytes(site) + b"/bukan-utf8-\xff")).mkdir()
    again = build_site(office)
    assert again.files() == before
    assert (outside / "index.html").read_text() == "milik orang"
    assert not (site / "tentang").is_symlink()
    assert not (site / "kontak/index.html").is_symlink()


def test_unchanged_files_are_left_alone(office: Path) -> None:
    build_site(office)
    before = {path: path.stat().st_ino for path in (office / "site").rglob("*.html")}
    build_site(office)
    assert {path: path.stat().st_ino for path in (office / "site").rglob("*.html")} == before


def test_any_number_of_workers_gives_the_same_bytes(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites = []
    for workers in (1, 3):
        monkeypatch.setattr("workflow.site.output.render_pages.PARALLEL_FROM", 1)
        monkeypatch.setattr("workflow.site.content.record_cache.PARALLEL_FROM", 1)
        for place in ("output.render_pages", "content.record_cache"):
            monkeypatch.setattr(f"workflow.site.{place}.worker_count", lambda workers=workers: workers)
        for path in caches(office):
            path.unlink()
        sites.append(build_site(office).files())
    assert sites[0] == sites[1]


def test_a_worker_that_is_killed_costs_nothing() -> None:
    parent = os.getpid()

    def work(number: int) -> bytes:
        if number == 3 and os.getpid() != parent:
            os._exit(9)
        return bytes([number])

    assert list(parallel.map_in_processes(work, range(8), 2)) == [bytes([number]) for number in range(8)]


def test_an_errand_is_done_by_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "worker_count", lambda: 2)  # a server of another test may still end
    parent = os.getpid()
    assert (
        parallel.BackgroundTask(lambda: b"x" * 1_000_000 if os.getpid() != parent else b"mine").result()
        == b"x" * 1_000_000
    )


@pytest.mark.parametrize("harm", ["killed", "raises", "no process"])
def test_an_errand_that_fails_costs_nothing(harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = os.getpid()

    def work() -> bytes:
        if os.getpid() != parent and harm == "killed":
            os._exit(9)
        if os.getpid() != parent and harm == "raises":
            raise ValueError
        return b"done"

    def refuse(_: parallel.BackgroundTask) -> None:
        raise OSError

    if harm == "no process":
        monkeypatch.setattr(parallel.BackgroundTask, "_start", refuse)
    assert parallel.BackgroundTask(work).result() == b"done"


def test_an_errand_meets_its_error_where_it_is_asked_for() -> None:
    def work() -> bytes:
        raise ValueError(7)

    errand = parallel.BackgroundTask(work)
    with pytest.raises(ValueError, match="7"):
        errand.result()


def test_what_is_kept_of_the_records_tells_the_same_at_any_time(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newsroom that knows the records from another time, and one that reads them: the second is the oracle."""
    records, _ = load_office(office)
    assert records
    monkeypatch.setattr("workflow.infra.disk_cache.RACY_NANOSECONDS", -1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(office.parent / "cache"))
    first, last = parse_instant("2025-11-03T09:00+07:00"), parse_instant("2026-12-20T09:00+07:00")
    chance = random.Random(4)
    for now in sorted((chance.randrange(first, last) for _ in range(12)), key=lambda _: chance.random()):
        kept = read_public_content(office, records, now)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(office.parent / f"empty-{now}"))
            assert read_public_content(office, records, now) == kept


def test_a_broken_article_shows_its_findings_when_served_and_never_in_a_build(office: Path) -> None:
    edited(office, SAMPLE_ARTICLE, "summary: ", "sumary: ")
    records, _ = load_office(office)
    assert records
    news = read_public_content(office, records, 1_795_500_000)
    [page] = error_pages(news, 0)
    assert page.address == "berita/2026/poliklinik-anak-rsud/"
    assert isinstance(page.context, ErrorContext)
    assert {flaw.rule for flaw in page.context.flaws} >= {"fields/unknown", "fields/missing"}
    assert all(flaw.line and flaw.message for flaw in page.context.flaws)
    assert not build_site(office).has(page.address)
