"""Personal contacts are found in every way people write them; what only looks like one is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import BASE, OPEN, sample_now
from workflow.records.load import load_office
from workflow.rules.engine import judge
from workflow.rules.privacy.patterns import IDENTITY, MOBILE, identity_numbers, is_identity_number, mobile_numbers

OFFICE = load_office(BASE)[0]
NOW = sample_now(OFFICE)


def found(text: str) -> list[str]:
    """The privacy rules that a sentence in a letter's body breaks."""
    data = (BASE / OPEN).read_text() + f"\n{text}\n"
    return [finding.rule for finding in judge(OPEN, data.encode(), OFFICE, NOW).findings]


@pytest.mark.parametrize(
    "number",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "(0812) 3456 7890",
        "+6281234567890",
        "+62 812-3456-7890",
        "+62 (812) 3456-7890",
        "62812 3456 7890",
        "wa.me/6281234567890",
        "https://wa.me/+6281234567890",
        "WA:081234567890.",
        "0857123456",
    ],
)
def test_mobile_numbers(number: str) -> None:
    """Mobile numbers and WhatsApp links."""
    assert found(f"Hubungi {number} untuk data.") == ["privacy/phone"]


@pytest.mark.parametrize(
    "text",
    [
        "(0534) 32123",
        "Rp81.234.567.890",
        "surat 0812/2026",
        "2026-08-12 08:12",
        "nomor 400.7/0812/DINKES",
        "08.00-12.00 WIB",
        "8123456789",
        "10812345678",
        "sha256:" + "08123456789" + "a" * 53,
        "Pasal 62 ayat 8",
    ],
)
def test_other_numbers(text: str) -> None:
    """Landlines, money, dates, agenda numbers and digests."""
    assert found(f"Lihat {text} untuk data.") == []


@pytest.mark.parametrize(
    "number", ["6104011201900001", "6104 0112 0190 0001", "610401.521290.0002", "NIK:6104010101010001"]
)
def test_identity_numbers(number: str) -> None:
    """NIK and family-card numbers, with and without separators."""
    assert found(f"Atas nama {number}.") == ["privacy/identity-number"]


@pytest.mark.parametrize("number", ["6104019999990001", "0004011201900001", "610401120190000", "61040112019000011"])
def test_other_long_numbers(number: str) -> None:
    """Sixteen digits without a possible birthday or province; fifteen; seventeen."""
    assert found(f"Resi {number}.") == []


@pytest.mark.parametrize(
    "address",
    ["ani@surel.example", "Ani.Rahmi+x@mail.surel.example", "<ani@surel.example>", "mailto:ani@surel.example"],
)
def test_addresses(address: str) -> None:
    """Personal e-mail addresses."""
    assert found(f"Kirim ke {address} ya.") == ["privacy/email"]


@pytest.mark.parametrize(
    "address", ["dinkes@contoh.example", "KANTOR@contoh.example.", "@dinkes", "a @ b", "ani@", "dua@ tiga.empat"]
)
def test_institutions_and_others(address: str) -> None:
    """Addresses of the office and its agencies, and what is no address."""
    assert found(f"Kirim ke {address} ya.") == []


def test_findings_do_not_repeat_it() -> None:
    """Findings go into public logs: neither address nor number stands in them."""
    data = (BASE / OPEN).read_text().replace("Permintaan publikasi", "ani@surel.example 081234567890 6104011201900001")
    findings = judge(OPEN, data.encode(), OFFICE, NOW).findings
    assert {finding.rule for finding in findings} == {"privacy/email", "privacy/phone", "privacy/identity-number"}
    said = " ".join(str(finding.message) + str(finding.help) for finding in findings)
    assert not any(secret in said for secret in ("ani@", "0812345", "610401"))


NUMBERISH = st.text("0168 .()-+ab/\n", max_size=60) | st.lists(
    st.sampled_from(
        ["08", "62", "+62 8", "12", "345", "6104", "0112", " ", ".", "-", "01", "x", "\n", "wa.me/", "9" * 8]
    ),
    max_size=14,
).map("".join)


@given(NUMBERISH)
def test_the_quick_look_misses_nothing(text: str) -> None:
    """The expressions that are tried first, for speed, never hide what the full ones would find."""
    assert [m.span() for m in mobile_numbers(text)] == [m.span() for m in MOBILE.finditer(text)]
    full = [m.span() for m in IDENTITY.finditer(text) if is_identity_number("".join(filter(str.isdigit, m.group())))]
    assert [m.span() for m in identity_numbers(text)] == full
