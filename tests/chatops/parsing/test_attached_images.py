"""Pictures in comments: GitHub's ways to write them are seen, and taking them out makes nobody else's words a command."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chatops.parsing.disguised_commands import TRICKS
from tests.support.offices import sample_office
from workflow.chatops.parsing.attached_images import IMAGE_PLACEHOLDER, image_addresses, without_images
from workflow.chatops.parsing.caption import with_caption
from workflow.chatops.parsing.command import ParsedCommand, read_command
from workflow.config.commands import Argument

COMMANDS = sample_office().commands
ADDRESS = "https://github.com/user-attachments/assets/9498dba1-d084-4319-aafc-d35c0de16cb7"
TAG = f'<img width="4032" height="3024" alt="IMG_2031" src="{ADDRESS}" />'
MARK = f"![IMG_2031]({ADDRESS})"


@pytest.mark.parametrize(
    "text",
    [
        TAG, MARK, f"{TAG}\n", f"a\n{TAG}\nb", f"a {TAG} b", f"a\n\n{MARK}\n\nb", f"{MARK}{MARK}", f"- {TAG}", f"1. {MARK}",
        f"# {MARK}", f"**{MARK}**", f"/foto\r\n{TAG}\r\n", f"{TAG}\r/foto", f'<img src="{ADDRESS}">', f'<img src="{ADDRESS}"/>',
        f'<IMG alt="" SRC="{ADDRESS}">', f"![]({ADDRESS})", f"![IMG 2031 (1)]({ADDRESS})", f"   {TAG}", f"> a\n\n{TAG}",
        f"| {MARK} |", f'<img width="200"   src="{ADDRESS}" alt="a &quot; b" />',
    ],
)  # fmt: skip
def test_a_picture_is_seen(text: str) -> None:
    assert image_addresses(text) == [ADDRESS]
    assert ADDRESS not in without_images(text)
    assert IMAGE_PLACEHOLDER in without_images(text)


@pytest.mark.parametrize(
    "text",
    [
        f"> {TAG}", f"> a\n{MARK}", f"> {MARK}\n{TAG}", f"```\n{TAG}\n```", f"~~~\n{MARK}", f"<!-- {TAG} -->", f"<!--\n\n{MARK}",
        f"<blockquote>\n\n{TAG}\n\n</blockquote>", f"<s>{TAG}</s>", f"Pada 1 Jan, x@y.id menulis:\n> {TAG}", f"-- \n{TAG}",
        ADDRESS, f"[foto]({ADDRESS})", f'<a href="{ADDRESS}">foto</a>', f"<img src={ADDRESS}>", f"<img src='{ADDRESS}'>",
        f'<img\nsrc="{ADDRESS}">', f'<img alt="`" src="{ADDRESS}">', f'<img alt="<!--" src="{ADDRESS}">', f"![a\n]({ADDRESS})",
        f'<video src="{ADDRESS}">', f'<img data-src="{ADDRESS}">', f"![a]({ADDRESS} 'b')", "a" * 20_000 + TAG, "",
    ],
)  # fmt: skip
def test_what_is_quoted_hidden_or_no_picture_is_not(text: str) -> None:
    assert image_addresses(text) == []


@pytest.mark.parametrize("name", TRICKS)
@pytest.mark.parametrize("one", [TAG, MARK])
def test_no_trick_works_better_with_a_picture(name: str, one: str) -> None:
    trick, honest = TRICKS[name]
    for text in (f"{one}\n\n{trick}", f"{trick}\n\n{one}", re.sub(r"\ba\b", one, trick, count=1)):
        if not isinstance(read_command(text, COMMANDS), ParsedCommand):
            assert not isinstance(read_command(without_images(text), COMMANDS), ParsedCommand), text
    if isinstance(read_command(f"Baik.\n\n{honest}", COMMANDS), ParsedCommand):
        assert isinstance(read_command(without_images(f"{one}\n\n{honest}"), COMMANDS), ParsedCommand)


@pytest.mark.parametrize(
    "text",
    [f"> {TAG}\n/terima", f"> a {MARK}\n/terima", f"`{TAG}\n/terima`", f"<!-- {TAG}\n/terima -->", f"```\n{TAG}\n/terima\n```",
     f"<blockquote>{TAG}\n/terima", f"- [a]: {TAG}\n/terima", f"<s>{MARK}\n\n/terima"],
)  # fmt: skip
def test_a_picture_ends_no_quotation(text: str) -> None:
    assert not isinstance(read_command(without_images(text), COMMANDS), ParsedCommand)


@pytest.mark.parametrize(
    "text", [f"{TAG}\n/terima", f"{TAG} /terima", f"/terima {TAG}", f"{MARK}\n/terima", f"{TAG}\n\n/terima"]
)
def test_a_command_beside_a_picture_is_heard(text: str) -> None:
    """GitHub shows the line as it shows any other, though by CommonMark a tag makes HTML of the lines below it."""
    found = read_command(without_images(text), COMMANDS)
    assert isinstance(found, ParsedCommand)
    assert found.word == "terima"


def words(text: str) -> dict[str, str]:
    """What goes with a picture."""
    found = read_command(without_images(text), COMMANDS)
    assert isinstance(found, ParsedCommand), text
    values = with_caption(found, text, COMMANDS).values
    return {slot.value: values[slot] for slot in (Argument.ALT, Argument.CAPTION, Argument.CREDIT) if slot in values}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/foto\nalt: Satu\nketerangan: Dua\nkredit: Tiga", {"alt": "Satu", "caption": "Dua", "credit": "Tiga"}),
        ("kredit: Tiga\nAlt : Satu\n/foto\nKETERANGAN:Dua", {"alt": "Satu", "caption": "Dua", "credit": "Tiga"}),
        ("/foto\n* Teks alternatif: Satu\n* **Keterangan**: Dua\n* Sumber: Tiga", {"alt": "Satu", "caption": "Dua", "credit": "Tiga"}),
        ("/foto\nketerangan: Dua\nbaris lagi\n\nTerima kasih", {"caption": "Dua baris lagi"}),
        ("/foto\nketerangan: Pukul 09:30: ramai", {"caption": "Pukul 09:30: ramai"}),
        ("/foto: Dua", {"caption": "Dua"}),
        ("/foto Dua", {"caption": "Dua"}),
        ("/foto Dua\nketerangan: Lain", {"caption": "Lain"}),
        ("/ganti foto", {}),
        ("/ganti-foto: Dua", {"caption": "Dua"}),
        ("/foto\nTerima kasih", {}),
        ("/foto\n> alt: Satu", {}),
        ("/foto\n```\nalt: Satu\n```", {}),
        ("/foto\nalt: ...\nkredit: Tiga", {"alt": "...", "credit": "Tiga"}),
        ("/foto\nalt:\nkredit: Tiga", {"credit": "Tiga"}),
        ("/foto\nkredit: Tiga\nberita: 2026/a", {"credit": "Tiga"}),
        ("/foto\nkredit: Tiga\n-- \nRina", {"credit": "Tiga"}),
        ("/foto\nalt: Kafe\u0301 \u200b", {"alt": "Kaf\u00e9"}),
        (f"/foto\nalt: Satu {TAG}\nkredit: {MARK} Tiga", {"alt": "Satu", "credit": "Tiga"}),
    ],
)  # fmt: skip
def test_the_words_are_found_wherever_they_stand(text: str, found: dict[str, str]) -> None:
    assert words(text) == found


def test_other_commands_know_no_such_lines() -> None:
    said = read_command("/koreksi kembalikan: Perbaiki.\nSumber: belum ada", COMMANDS)
    assert isinstance(said, ParsedCommand)
    assert said.values[Argument.NOTE] == "Perbaiki. Sumber: belum ada"
    assert with_caption(said, "sumber: x", COMMANDS) == said


@given(st.text(alphabet='<img src="h://`>![]()/foto\n\\ a-*|\u200b', max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    shown = without_images(text)
    assert len(image_addresses(text)) <= text.count("src=") + text.count("](")
    assert shown.count("\n") == text.count("\n")
    found = read_command(shown, COMMANDS)
    if isinstance(found, ParsedCommand):
        with_caption(found, text, COMMANDS)
