"""Lists by year: every entry is on one numbered page, a full page stays, and a large register is no large page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.sample_site import sample_office
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.records.article import ActKind, PublicAct
from workflow.site.models.pages import make_pages
from workflow.site.models.public_content import PublicContent, read_public_content
from workflow.site.models.site_page import FilteredRegisterContext, RegisterContext
from workflow.site.models.yearly_lists import ENTRIES_PER_PAGE, MAX_PAGE_BYTES, YearPage, paginate_by_year
from workflow.site.output.jinja import PageRenderer

NOW = 1_795_143_600
LARGEST = 350_000
SMALL = 100_000
"""Bytes of a page; what is published may have 400,000."""


def year_of(entry: tuple[int, int]) -> int:
    """The year of an entry."""
    return entry[0]


def views(counts: dict[int, int], less: int = 0) -> dict[str, YearPage[tuple[int, int]]]:
    """The pages of a list with so many entries in each year, without the newest `less`."""
    entries = [(year, number) for year in sorted(counts) for number in range(counts[year])][::-1]
    return dict(paginate_by_year(entries[less:], year_of, "daftar/", "halaman-"))


@given(st.dictionaries(st.integers(2020, 2026), st.integers(1, 450), max_size=4))
def test_every_entry_is_on_one_page(counts: dict[int, int]) -> None:
    found = views(counts)
    for year, count in counts.items():
        newest = found[f"daftar/{year}/"]
        assert newest.shown
        assert newest.shown.count == count
        pages = [found[part.address] for part in newest.parts] or [newest]
        assert [entry for page in pages for entry in page.entries] == [(year, n) for n in range(count)][::-1]
        assert [part.count for part in newest.parts] == [len(page.entries) for page in pages if newest.parts]
        assert all(len(page.entries) <= ENTRIES_PER_PAGE for page in pages)
        assert newest.entries == tuple((year, n) for n in range(count))[::-1][:ENTRIES_PER_PAGE]
    assert found["daftar/"].entries == (found[f"daftar/{max(counts)}/"].entries if counts else ())


@given(st.integers(1, 450), st.integers(1, 200))
def test_a_full_page_keeps_its_entries(count: int, more: int) -> None:
    before, after = views({2026: count + more}, less=more), views({2026: count + more})
    full = [address for address, view in before.items() if view.part and len(view.entries) == ENTRIES_PER_PAGE]
    assert [before[address].entries for address in full] == [after[address].entries for address in full]


@given(st.lists(st.integers(1, MAX_PAGE_BYTES // 2), min_size=1, max_size=40), st.integers(0, 10))
def test_a_page_is_full_by_weight_too(weights: list[int], less: int) -> None:
    """The heaviest entry fits, every page is light enough, and one after which another began keeps its entries."""

    def pages(entries: list[tuple[int, int]]) -> dict[str, YearPage[tuple[int, int]]]:
        return dict(paginate_by_year(entries, year_of, "daftar/", weigh=lambda entry: weights[entry[1]]))

    entries = [(2026, number) for number in range(len(weights))][::-1]
    found = pages(entries)
    assert all(sum(weights[number] for _, number in page.entries) <= MAX_PAGE_BYTES for page in found.values())
    newest = found["daftar/2026/"]
    assert [entry for part in newest.parts for entry in found[part.address].entries] in (entries, [])
    assert newest.parts or newest.entries == tuple(entries)
    earlier = pages(entries[less:])
    parts = [part.address for part in earlier["daftar/"].parts][1:]
    assert all(found[address].entries == earlier[address].entries for address in parts)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Office, PublicContent]:
    """The sample office with some letters so often that there are 3,000."""
    root = sample_office(tmp_path_factory.mktemp("large") / "office")
    office, _ = load_office(root)
    assert office
    news = read_public_content(root, office, NOW)
    rows = [replace(news.rows[0], number=f"2026-{number:04}") for number in range(3_000, 0, -1)]
    timing = news.timings[news.rows[0].number]
    timings = {row.number: replace(timing, id=row.number) for row in rows}
    return root, office, replace(news, rows=tuple(rows), timings=timings)


def test_a_large_register_is_no_large_page(large: tuple[Path, Office, PublicContent]) -> None:
    root, office, news = large
    pages = [page for page in make_pages(office, news, [], NOW) if page.context.template == "register.html"]
    assert len(pages) == 32
    press = PageRenderer(root, office)
    for page in pages:
        assert len(press.render(page).html.encode()) < SMALL
    [oldest] = [page for page in pages if page.address == "register/2026/halaman-1/"]
    html = press.render(oldest).html
    assert "(100 dari 3.000)" in html
    assert 'href="../halaman-2/" aria-label="Halaman 2">2</a>' in html
    assert 'href="./" aria-label="Halaman 1" aria-current="page">1</a>' in html
    assert "Register 2026, halaman 1" in press.render(oldest).title


def test_narrowing_a_large_register_takes_few_light_pages(large: tuple[Path, Office, PublicContent]) -> None:
    root, office, news = large
    pages = [page for page in make_pages(office, news, [], NOW) if isinstance(page.context, FilteredRegisterContext)]
    assert len(pages) == 3 * 31, "one state, one agency, one month, of 3,000 letters each"
    press = PageRenderer(root, office)
    assert max(len(press.render(page).html.encode()) for page in pages) < SMALL
    full = [page for page in pages if page.address.endswith("/halaman-1/")]
    assert len(full) == 3
    fewer = replace(news, rows=news.rows[200:])
    before = {page.address: page.context for page in make_pages(office, fewer, [], NOW)}
    kept = ("part", "entries", "chosen", "filters", "years")
    for page in full:
        was, is_now = before[page.address].variables(), page.context.variables()
        assert [was[name] for name in kept] == [is_now[name] for name in kept], "a full page changes no more"


def test_a_page_depends_on_its_own_letters_alone(large: tuple[Path, Office, PublicContent]) -> None:
    _, office, news = large
    made = [page.context for page in make_pages(office, news, [], NOW)]
    contexts = [context for context in made if isinstance(context, RegisterContext)]
    assert max(len(context.entries) for context in contexts) == ENTRIES_PER_PAGE
    assert not any("rows" in context.variables() for context in contexts)


def test_long_topics_and_errata_make_no_large_page(large: tuple[Path, Office, PublicContent]) -> None:
    """As many and as long as the check allows; escaped, each character takes five."""
    root, office, news = large
    acts = tuple(PublicAct(ActKind.CORRECTION, NOW - n, '"' * 5_000) for n in range(ENTRIES_PER_PAGE))
    named = [tuple(f"{n:040}" for n in range(start, start + 100)) for start in range(0, 4_000, 100)]
    stories = [replace(news.stories[0], address=f"berita/2026/{tags[0]}/", tags=tags) for tags in named]
    news = replace(news, stories=(replace(news.stories[0], acts=acts), *stories))
    press = PageRenderer(root, office)
    pages = [
        page for page in make_pages(office, news, [], NOW) if page.context.template in ("topik.html", "ledger.html")
    ]
    assert max(len(press.render(page).html.encode()) for page in pages) < LARGEST
    [topics] = [page for page in pages if page.context.template == "topik.html"]
    assert "topik lain dapat ditemukan" in press.render(topics).html
