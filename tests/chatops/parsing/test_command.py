"""Commands: every spelling that the office announces is understood, none is guessed, and any text can be read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.offices import sample_office
from workflow.chatops.parsing.bind_arguments import bind_arguments
from workflow.chatops.parsing.command import (
    CommentTooLong,
    ParsedCommand,
    SeveralCommands,
    UnknownCommand,
    read_command,
)
from workflow.config.commands import Argument, CommandAction
from workflow.i18n.catalog import translate
from workflow.services.errors import RefusedError

OFFICE = sample_office()
COMMANDS, EDITION = OFFICE.commands, OFFICE.editions[-1]


def said(text: str) -> ParsedCommand:
    """The command in a text, which must be there."""
    found = read_command(text, COMMANDS)
    assert isinstance(found, ParsedCommand), text
    return found


@pytest.mark.parametrize("key", COMMANDS.commands)
def test_each_example_is_its_own_command(key: str) -> None:
    assert said(COMMANDS.commands[key].example).word == key


@pytest.mark.parametrize("key", [key for key, one in COMMANDS.commands.items() if one.does is CommandAction.STEP])
def test_each_example_says_all_that_its_step_needs(key: str) -> None:
    found = said(COMMANDS.commands[key].example)
    wish = bind_arguments(found, OFFICE, EDITION)
    [number] = found.command.steps
    step = EDITION.by_number[number]
    result = step.results[wish.result or step.only_result]
    given = {"disposition": wish.instruction, "note": wish.note, "outlets": wish.outlets, "report": wish.report}
    given |= {"notice": wish.channel, "news": "the article that names the letter", "content": "the text itself"}
    assert all(given[need.value] for need in result.needs)


@pytest.mark.parametrize(
    ("text", "word", "values"),
    [
        ("/disposisi terbitkan ke redaktur: Olah.", "disposisi", {"result": "publish", "to": "redaktur", "instruction": "Olah."}),
        ("/DISPOSISI Terbitkan kepada Redaktur : Olah.", "disposisi", {"result": "publish", "to": "Redaktur", "instruction": "Olah."}),
        ("/disposisi terbitkan ke redaktur Olah jadi berita", "disposisi", {"result": "publish", "to": "redaktur", "instruction": "Olah jadi berita"}),
        ("/dispo tolak: bukan kewenangan", "disposisi", {"result": "decline", "instruction": "bukan kewenangan"}),
        ("/disposisi tolak: lihat surat 12\njawaban: bukan kewenangan kami", "disposisi", {"result": "decline", "instruction": "lihat surat 12", "public-reason": "bukan kewenangan kami"}),
        ("/disposisi tolak: lihat surat 12\nAlasan untuk  pengirim : belum ada foto", "disposisi", {"result": "decline", "instruction": "lihat surat 12", "public-reason": "belum ada foto"}),
        ("/disposisi tolak bukan kewenangan", "disposisi", {"result": "decline", "instruction": "bukan kewenangan"}),
        ("Selamat pagi.\n\n/terima\n", "terima", {}),
        ("  / terima", "terima", {}),
        ("\uff0fterima", "terima", {}),
        ("/  Terima", "terima", {}),
        ("\u2044terima", "terima", {}),
        ("/trima", "terima", {}),
        ("/embargo sampai Senin 30 November 09:00: diundur", "embargo", {"until": "Senin 30 November 09:00", "reason": "diundur"}),
        ("/tayangkan lagi: jadi", "tayangkan", {"reason": "jadi"}),
        ("/ralat Jam mulai: semula 12:30, yang benar 13.00", "ralat", {"reason": "Jam mulai: semula 12:30, yang benar 13.00"}),
        ("/beri tahu lewat WA", "beritahu", {"channel": "WA"}),
        ("/Beri  Tahu", "beritahu", {}),
        ("- **/koreksi kembalikan:** Jamnya belum ada.", "koreksi", {"result": "returned", "note": "Jamnya belum ada."}),
        ("**/koreksi** `setuju`", "koreksi", {"result": "approved"}),
        ("`/koreksi kembalikan: ganti a_b`", "koreksi", {"result": "returned", "note": "ganti a_b"}),
        ("_/koreksi kembalikan: ganti a_b._", "koreksi", {"result": "returned", "note": "ganti a_b."}),
        ("/koreksi kembalikan: ganti **jam**", "koreksi", {"result": "returned", "note": "ganti **jam**"}),
        ("/disposisi terbitkan ke Kepala Bidang: Olah.", "disposisi", {"result": "publish", "to": "Kepala Bidang", "instruction": "Olah."}),
        ("/koreksi setuju", "koreksi", {"result": "approved"}),
        ("/koreksi disetujui.", "koreksi", {"result": "approved"}),
        ("/koreksi kembalikan: satu\ndua", "koreksi", {"result": "returned", "note": "satu dua"}),
        ("/koreksi kembalikan jamnya salah: bukan 09.00", "koreksi", {"result": "returned", "note": "jamnya salah: bukan 09.00"}),
        ("/jeda sampai Senin 15:30: foto", "jeda", {"until": "Senin 15:30", "reason": "foto"}),
        ("/lapor nomor 2026/0012", "lapor", {"report": "2026/0012"}),
        ("/koreksi kembalikan\ncatatan: satu", "koreksi", {"result": "returned", "note": "satu"}),
        ("/terbit", "terbit", {}),
        ("/terbit di situs dan radio-contoh", "terbit", {"outlets": "situs radio-contoh"}),
        ("/beritahu lewat WA", "beritahu", {"channel": "WA"}),
        ("/lapor nomor 400.14.3/12/LAP", "lapor", {"report": "400.14.3/12/LAP"}),
        ("/lapor: 400.14.3/12/LAP", "lapor", {"report": "400.14.3/12/LAP"}),
        ("/jeda sampai Senin 30 Nov: foto", "jeda", {"until": "Senin 30 Nov", "reason": "foto"}),
        ("/jeda: foto\nsampai: besok", "jeda", {"until": "besok", "reason": "foto"}),
        ("/terima\r\nterlambat: listrik-padam\r\ndiketahui: kadis", "terima", {"delay": "listrik-padam", "acknowledged-by": "kadis"}),
    ],
)  # fmt: skip
def test_spelling_is_forgiven(text: str, word: str, values: dict[str, str]) -> None:
    found = said(text)
    assert (found.word, found.values) == (word, {Argument(key): value for key, value in values.items()})


def test_what_is_said_is_found_among_what_the_office_knows() -> None:
    wish = bind_arguments(said("/terbit di situs, Radio Siaran Contoh dan tv-contoh"), OFFICE, EDITION)
    assert wish.outlets == ("website", "radio-contoh", "tv-contoh")
    assert bind_arguments(said("/terbit"), OFFICE, EDITION).outlets == ("website",)
    assert str(bind_arguments(said("/beritahu lewat surel"), OFFICE, EDITION).channel) == "email"
    assert bind_arguments(said("/terima\ndiketahui: @contoh-surya"), OFFICE, EDITION).acknowledged_by == "kadis"


def test_a_word_that_is_not_known_is_answered_with_the_offices_own() -> None:
    for text, words in (
        ("/beritahu lewat merpati", "surel, wa, telepon, surat, langsung"),
        ("/koreksi\nhasil: baik", "setuju"),
    ):
        with pytest.raises(RefusedError) as refused:
            bind_arguments(said(text), OFFICE, EDITION)
        assert words in translate(refused.value.message).replace(" and ", ", ").replace(" or ", ", ")


def test_a_result_is_never_guessed() -> None:
    for text in ("/koreksi setju", "/koreksi tidak setuju", "/koreksi", "/koreksi: setuju"):
        assert Argument.RESULT not in said(text).values


@pytest.mark.parametrize(
    "text", ["> /terima", "```\n/terima\n```", "dan/terima", "lihat surat/terima", "/tmp/terima", "", "//terima", "/1"]
)
def test_what_is_no_command(text: str) -> None:
    assert read_command(text, COMMANDS) is None


def test_two_commands_are_told_apart_from_one() -> None:
    assert isinstance(read_command("/terima\n/konsep", COMMANDS), SeveralCommands)
    assert read_command("/entah", COMMANDS) == UnknownCommand("entah", "")


@given(st.text(max_size=300), st.sampled_from(["", "/terima ", "/disposisi ", "/lapor:", "\n/jeda sampai "]))
def test_any_text_is_read(text: str, before: str) -> None:
    found = read_command(before + text, COMMANDS)
    if isinstance(found, ParsedCommand):
        assert all(value == value.strip() and value for value in found.values.values())


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=200))
def test_a_reason_is_kept_as_it_was_written(text: str) -> None:
    found = said(f"/koreksi kembalikan: catatan {text}.")
    assert found.values[Argument.NOTE] == unicodedata.normalize("NFC", f"catatan {text}.")


@pytest.mark.parametrize(
    "text", ["1½ jam", "10³ m²", "ﬁnal № 5", "Å", "e\u0301", "“kutipan” … ", "\uff12\uff10", "H₂O", "½", "①", "™", "ĳ"]
)
def test_no_character_becomes_another(text: str) -> None:
    for before in (
        "/koreksi kembalikan: ",
        "/koreksi kembalikan ",
        "/koreksi kembalikan\ncatatan: ",
        "/koreksi kembalikan:\n",
    ):
        assert said(before + text).values[Argument.NOTE] == " ".join(unicodedata.normalize("NFC", text).split())
    found = said(f"/disposisi terbitkan ke redaktur: {text}").values[Argument.INSTRUCTION]
    assert found == unicodedata.normalize("NFC", text.strip())  # what fields/normal-form asks for, and nothing more


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("/tarik: sudah digabung dengan surat 2026-0003", "", ": sudah digabung dengan surat 2026-0003"),
        ("/tarik 2026-0003: batal", "2026-0003", ": batal"),
        ("/naskah Rencana Kerja 2025-2029 Disusun", "", "Rencana Kerja 2025-2029 Disusun"),
        ("/status 2026-0003", "2026-0003", ""),
    ],
)
def test_a_number_counts_directly_behind_the_word_only(text: str, number: str, rest: str) -> None:
    found = said(text)
    assert (found.number, found.rest) == (number, rest)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_whatever_is_stored_is_what_was_written(text: str) -> None:
    """In NFC, which is the same text to Unicode, and with no other character in the place of one."""
    found = read_command(f"/koreksi kembalikan: a {text} z", COMMANDS)
    if isinstance(found, ParsedCommand):
        kept = found.values[Argument.NOTE]
        assert unicodedata.is_normalized("NFC", kept)
        assert unicodedata.normalize("NFD", kept) == unicodedata.normalize("NFD", f"a {text} z")


@pytest.mark.parametrize("before", [" " * 60_000 + "#", "-" + " " * 60_000 + "#", "\t" * 60_000 + "#"])
def test_a_line_of_blanks_is_read_at_once(before: str) -> None:
    """With a square of them it would be hours."""
    assert read_command(f"{before}/terima", COMMANDS) == CommentTooLong()
