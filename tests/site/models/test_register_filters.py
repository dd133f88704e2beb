"""Ways to narrow the register: each letter stands under its state, agency and month, on pages for readers alone."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.html import tags, tags_of_class
from tests.support.sample_site import BuiltSite
from workflow.metrics.request_timing import Due, RequestOutcome, RequestTiming
from workflow.site.models.register_filters import filtered_lists, filters_of
from workflow.site.models.register_row import RegisterRow, RequestProgress, progress_of, topic_of
from workflow.site.models.story import NamedLink

DAY = 86_400


def day(at: int) -> dt.date:
    """The date of an instant in UTC."""
    return dt.datetime.fromtimestamp(at, dt.UTC).date()


@st.composite
def registers(draw: st.DrawFn) -> list[RegisterRow]:
    """Letters of some agencies in some states, the newest first."""
    count = draw(st.integers(0, 40))
    days = sorted(draw(st.lists(st.integers(0, 900), min_size=count, max_size=count)), reverse=True)
    states = st.sampled_from(RequestProgress)
    agencies = st.sampled_from([NamedLink(name, f"instansi/{name.lower()}/") for name in ("Dinkes", "BPBD", "Setda")])
    return [
        RegisterRow(f"2026-{n:04}", draw(agencies), "x", "X", "s", draw(states), False, at * DAY, at * DAY, "", False)
        for n, at in zip(range(count, 0, -1), days, strict=True)
    ]


@given(registers())
def test_every_letter_is_under_its_state_agency_and_month_once(rows: list[RegisterRow]) -> None:
    lists = filtered_lists(rows, day)
    assert all(found and chosen.count == len(found) for chosen, found in lists)
    assert len({chosen.address for chosen, _ in lists}) == len(lists)
    for kept in (
        [x for x in lists if x[0].progress],
        [x for x in lists if x[0].agency],
        [x for x in lists if x[0].month],
    ):
        assert sorted(row.number for _, found in kept for row in found) == sorted(row.number for row in rows)
    for chosen, found in lists:
        assert all(row.progress is chosen.progress for row in found) or not chosen.progress
        assert all(row.agency.name == chosen.agency for row in found) or not chosen.agency
        assert all(day(row.received).replace(day=1) == chosen.month for row in found) or not chosen.month
        assert [row.number for row in found] == sorted((row.number for row in found), reverse=True)


@given(registers(), st.integers(1970, 1973))
def test_a_page_offers_the_months_of_its_year(rows: list[RegisterRow], year: int) -> None:
    lists = filtered_lists(rows, day)
    counted, bare = (filters_of(lists, year, counted=counted) for counted in (True, False))
    assert {one.month.year for one in counted.months if one.month} <= {year}
    assert filters_of(lists, None, counted=True).months == ()
    assert [one.address for one in counted.agencies] == [one.address for one in bare.agencies]
    assert {one.count for one in (*bare.states, *bare.agencies, *bare.months)} <= {0}


@pytest.mark.parametrize(
    ("subject", "topic"),
    [
        ("Permintaan publikasi perahu pustaka", "Perahu pustaka"),
        ("PERMOHONAN PEMUATAN brosur", "Brosur"),
        ("Permintaan penyiaran status siaga", "Permintaan penyiaran status siaga"),
        ("Permintaan publikasi", "Permintaan publikasi"),
        ("permintaan publikasi  ", "Permintaan publikasi  "),
        ("pekan imunisasi", "Pekan imunisasi"),
    ],
)
def test_a_topic_is_the_subject_without_its_common_opening(subject: str, topic: str) -> None:
    assert topic_of(subject) == topic


def timing(fate: RequestOutcome, due: Due | None, *, refused: bool = False) -> RequestTiming:
    """A letter's way."""
    ended = None if fate is RequestOutcome.OPEN else 1
    return RequestTiming("", "", 0, (), (), fate, ended, refused, due, 1)


OPEN, CLOSED, TAKEN = RequestOutcome.OPEN, RequestOutcome.CLOSED, RequestOutcome.TAKEN_BACK
IN_TIME, HELD, LATE = Due(1, 0, 9, 0, late=False), Due(1, 0, None, 0, late=False), Due(1, 0, 5, 9, late=True)


@pytest.mark.parametrize(
    ("way", "waiting", "progress"),
    [
        (timing(OPEN, IN_TIME), False, RequestProgress.RUNNING),
        (timing(OPEN, IN_TIME), True, RequestProgress.WAITING),
        (timing(OPEN, HELD), False, RequestProgress.WAITING),
        (timing(OPEN, LATE), True, RequestProgress.LATE),
        (timing(OPEN, LATE, refused=True), False, RequestProgress.LATE),
        (timing(OPEN, IN_TIME, refused=True), False, RequestProgress.REFUSED),
        (timing(CLOSED, None, refused=True), False, RequestProgress.REFUSED),
        (timing(CLOSED, None), False, RequestProgress.DONE),
        (timing(CLOSED, None), True, RequestProgress.DONE),
        (timing(TAKEN, None), False, RequestProgress.TAKEN_BACK),
    ],
)
def test_where_a_letter_stands(way: RequestTiming, waiting: bool, progress: RequestProgress) -> None:
    assert progress_of(way, waiting=waiting) is progress


def numbers(page: str) -> set[str]:
    """The letters that a page lists."""
    return {tag.text for tag in tags(page, "th") if tag.attributes.get("scope") == "row"}


def test_the_register_is_narrowed_without_a_script(sample: BuiltSite) -> None:
    front = sample.page("register")
    [bar] = tags_of_class(front, "l-filters")
    links = [tag.attributes["href"] for tag in tags(front, "a")]
    whole = {number for year in ("2024", "2025", "2026") for number in numbers(sample.page(f"register/{year}"))}
    for folder in ("keadaan", "instansi"):
        pages = {link for link in links if link.startswith(f"{folder}/")}
        assert set().union(*(numbers(sample.page(f"register/{page}")) for page in pages)) == whole
    months = {link for link in links if re.fullmatch(r"2026/bulan-\d\d/", link)}
    of_year = set().union(*(numbers(sample.page(f"register/{page}")) for page in months))
    assert of_year == numbers(sample.page("register/2026")) == numbers(front)
    assert "Terlambat 1" in " ".join(bar.text.split())
    late = sample.page("register/keadaan/terlambat")
    assert numbers(late) == {"2026-0166"}
    assert [tag.text for tag in tags(late, "h1")] == ["Terlambat"]


def test_search_engines_are_led_to_the_register_itself(sample: BuiltSite) -> None:
    sitemap = (sample.site / "sitemap.xml").read_text()
    assert "/register/2026/</loc>" in sitemap
    for address in ("register/keadaan/selesai", "register/instansi/dinkes", "register/2026/bulan-11"):
        assert '<meta name="robots" content="noindex">' in sample.page(address)
        assert f"/{address}/" not in sitemap
