"""What is personal among numbers, measured on two tables that come from what offices publish.

`harmless.txt` holds numbers that are nobody's: no finding at all. `personal.txt` holds ways to write somebody's: each is
found, as an error unless the table says that a warning is enough.
"""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.rules.privacy._personal_data import PersonalKind, PublicContacts, find_personal_data, find_suspects

TABLES = Path(__file__).parent / "numbers"
DOUBTFUL = "? "


def lines(name: str) -> list[str]:
    """The cases of a table."""
    return [line for line in (TABLES / name).read_text("utf-8").split("\n") if line and not line.startswith("# ")]


HARMLESS, PERSONAL = lines("harmless.txt"), lines("personal.txt")


def verdict(text: str) -> str:
    """The worst that is said of a sentence: "error", "warning" or nothing."""
    sure = [sight.sure for kind in PersonalKind for sight in find_suspects(text, kind, PublicContacts())]
    return "error" if any(sure) else "warning" if sure else ""


def test_the_tables_are_large() -> None:
    """As many cases as the office asked for, none of them twice."""
    assert len(set(HARMLESS)) == len(HARMLESS) >= 200
    assert len(set(PERSONAL)) == len(PERSONAL) >= 100


@pytest.mark.parametrize("number", HARMLESS)
def test_a_harmless_number_passes(number: str) -> None:
    """In a sentence, and alone on its line."""
    assert verdict(f"Lihat {number} untuk data.") == verdict(number) == ""


@pytest.mark.parametrize("written", PERSONAL)
def test_a_personal_number_is_found(written: str) -> None:
    """In a sentence, and alone on its line."""
    expected = "warning" if written.startswith(DOUBTFUL) else "error"
    written = written.removeprefix(DOUBTFUL)
    assert verdict(f"Lihat {written} untuk data.") == verdict(written) == expected


def test_what_is_doubtful_holds_nothing_up() -> None:
    """History, forms and comments refuse only what is certain."""
    for written in PERSONAL:
        doubtful = written.startswith(DOUBTFUL)
        assert (
            any(find_personal_data(f"Lihat {written.removeprefix(DOUBTFUL)} ya.", PublicContacts())) is not doubtful
        ), written


DIGIT = st.sampled_from("0123456789")
GROUPINGS = ["{}{}{}", "{}-{}-{}", "{} {} {}", "{}.{}.{}", "({}) {}-{}", "{} {}-{}", "{}{} {}", "{} {}{}"]


@given(
    st.sampled_from(["0811", "0813", "0822", "0831", "0852", "0878", "0881", "0895", "+62 812", "62857"]),
    st.text(DIGIT, min_size=3, max_size=4),
    st.text(DIGIT, min_size=3, max_size=4),
    st.sampled_from(GROUPINGS),
)
def test_any_mobile_number_is_found(prefix: str, middle: str, end: str, grouping: str) -> None:
    """Of every operator, with any digits, grouped as people do."""
    assert verdict(f"Hubungi Ani di {grouping.format(prefix, middle, end)}.") == "error"


MONEY = st.integers(1, 10**14).map(lambda amount: f"{amount:,}".replace(",", "."))
CODES = st.lists(st.integers(1, 99).map("{:02}".format), min_size=4, max_size=7).map(
    lambda levels: "5." + ".".join(levels)
)
TIMES = st.times().map(lambda time: f"{time:%H.%M}")
DAYS = st.dates(dt.date(1945, 1, 1), dt.date(2100, 1, 1))
HARMLESS_KINDS = {
    "sums": MONEY.map("Rp {}".format),
    "sums with nothing before them": MONEY,
    "account codes": CODES,
    "hours": st.lists(st.tuples(TIMES, TIMES).map("-".join), min_size=1, max_size=4).map(" ".join),
    "days and hours": st.tuples(DAYS.map("{:%d-%m-%Y}".format), TIMES).map(" ".join),
    "places": st.floats(-9.99, 9.99).map("{:.8f}, 110.08123456".format),
    "landlines": st.integers(10_000, 9_999_999).map("(0534) {}".format),
    "staff": st.tuples(DAYS, st.integers(1, 999)).map(lambda one: f"NIP {one[0]:%Y%m%d} 201001 1 {one[1]:03}"),
    "free calls": st.integers(100_000, 999_999).map("0800-1-{}".format),
}


@pytest.mark.parametrize("kind", HARMLESS_KINDS)
@given(st.data())
def test_any_number_of_a_harmless_kind_passes(kind: str, data: st.DataObject) -> None:
    """With whatever digits: it is their grouping and the word before them that tell."""
    assert verdict(f"Lihat {data.draw(HARMLESS_KINDS[kind])} ya.") == ""
