"""Personal contacts are found in every way people write them; what only looks like one is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.offices import BASE, OPEN, sample_now
from workflow.config.load import load_office
from workflow.engine.run_rules import judge
from workflow.rules.privacy import _identity_numbers, _mobile_numbers
from workflow.rules.privacy._digit_groups import digit_runs

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
    "number",
    [
        "https://wa.me/8123456789",
        "[tanya](https://wa.me/81234567890)",
        "WA.me/812-3456-7890",
        "https://wa.me/message/ABCDEF123456",
        "https://api.whatsapp.com/send?phone=81234567890&text=Halo",
        "https://api.whatsapp.com/send/?text=a&phone=0812-3456-789",
        "https://web.whatsapp.com/send?phone=6512345678",
        "https://chat.whatsapp.com/AbCdEf123456",
        "whatsapp://send?phone=81234567890",
        "https://t.me/+81234567890",
        "tg://resolve?phone=81234567890",
        "[telepon](tel:+62-812-3456-7890)",
        "tel:81234567890",
        "WA 812-3456-7890",
        "HP: 81234567890",
        "tel:%2B6281234567890",
        "https://wa.me/%30%38%31%32345678",
        "0812&#51;4567890",
        "0812**3456**7890",
        "0812\\-3456\\-7890",
        "\uff10\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10",
        "\u0660\u0668\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
    ],
)
def test_numbers_in_links_and_in_disguise(number: str) -> None:
    """Links that open a talk, and numbers that only read as such."""
    assert found(f"Hubungi {number} untuk data.") == ["privacy/phone"]


def institution(text: str, phone: str) -> list[str]:
    """What is said where an agency publishes that number itself."""
    assert OFFICE
    agencies = OFFICE.agencies | {"dinkes": replace(OFFICE.agencies["dinkes"], phone=phone)}
    data = (BASE / OPEN).read_text() + f"\n{text}\n"
    return [finding.rule for finding in judge(OPEN, data.encode(), replace(OFFICE, agencies=agencies), NOW).findings]


@pytest.mark.parametrize(
    "text", ["0811-2000-300", "+62 811 2000 300", "https://wa.me/628112000300", "tel:08112000300", "WA 811-2000-300"]
)
def test_an_institution_s_own_number_may_be_named(text: str) -> None:
    """In any spelling; the number of somebody else beside it may not."""
    assert institution(f"Layanan: {text}.", "0811 2000 300") == []
    assert institution(f"Layanan: {text} atau 0811-2000-301.", "0811 2000 300") == ["privacy/phone"]


@pytest.mark.parametrize(
    "text",
    [
        "https://wa.me/?text=Halo",
        "https://api.whatsapp.com/send?text=Halo",
        "https://www.whatsapp.com/channel/0029Va",
        "https://t.me/pemkabketapang",
        "[kantor](tel:+62534000000)",
        "awa.me/halaman",
        "50%08 persen",
        "WA 8 orang",
        "Rp**81.234.567.890**",
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
    "number",
    [
        "6104011201900001",
        "6104 0112 0190 0001",
        "610401.521290.0002",
        "NIK:6104010101010001",
        "610401**1201900001**",
        "6104&#48;11201900001",
    ],
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
    [
        "ani@surel.example",
        "Ani.Rahmi+x@mail.surel.example",
        "<ani@surel.example>",
        "mailto:ani@surel.example",
        "mailto:ani%40surel.example",
        "ani&#64;surel.example",
        "ani\\@surel.example",
        "ani\uff20surel.example",
        "ani(at)surel.example",
        "ani [at] surel [dot] example",
    ],
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
    for kind, find in (
        (_mobile_numbers, _mobile_numbers.mobile_numbers),
        (_identity_numbers, _identity_numbers.identity_numbers),
    ):
        assert [*find(text)] == [sight for run in digit_runs(text, 0) for sight in kind.numbers_in_run(run)]
