"""Whose words a command is: every kind of CommonMark's blocks and spans, tricks with their honest look-alikes, any text."""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from tests.support import sample_office
from workflow.counter import voices
from workflow.counter.commands import MOST, Said, TooMuch, Unheard, read_command
from workflow.counter.voices import LONGEST, Voice, listen

COMMANDS = sample_office().commands
PARSER = voices._PARSER


class Ear(StrEnum):
    """What becomes of a command."""

    HEARD = "heard"
    HINT = "hint"
    SILENT = "silent"


HEARD, HINT, SILENT = Ear
Table = dict[str, dict[str, Ear]]


def ear(text: str) -> Ear:
    """What becomes of `/terima` in a text."""
    found = read_command(text, COMMANDS)
    if isinstance(found, Said):
        assert found.word == "terima"
        return HEARD
    if isinstance(found, Unheard):
        assert found.line.startswith("/terima")
        return HINT
    assert found is None
    return SILENT


BLOCKS: Table = {
    "paragraph": {
        "/terima": HEARD,
        "Selamat pagi.\n/terima\nTerima kasih.": HEARD,
        "Selamat pagi.\n\n   /terima\n\nTerima kasih.": HEARD,
        "halo /terima": SILENT,
    },
    "table": {
        "| a | b |\n|---|---|\n| /terima | x |": HINT,
        "a | b\n--|--\n/terima": HINT,
        "a | b\n--|--\n1 | 2\n\n/terima": HEARD,
    },
    "code": {
        "    /terima": SILENT,
        "a\n\n\t/terima": SILENT,
        "a\n\n    b\n/terima": HINT,
        "a\n\n    b\n\n/terima": HEARD,
    },
    "fence": {
        "```\n/terima\n```": SILENT,
        "~~~~ text\n~~~\n/terima\n~~~~": SILENT,
        "``` /terima\na\n```": SILENT,
        "```\na\n```\n/terima": HEARD,
    },
    "blockquote": {
        "> /terima": SILENT,
        "> a\n/terima": SILENT,
        "> - /terima": SILENT,
        "> **/terima**": SILENT,
        "> a\n\n/terima": HEARD,
    },
    "hr": {"***\n/terima\n***": HEARD, "a\n\n---\n\n/terima": HEARD},
    "list": {
        "- /terima": HINT,
        "1. /terima": HINT,
        "- [ ] /terima": HINT,
        "- a\n/terima": HINT,
        "* a\n\n  /terima": HINT,
        "- > /terima": SILENT,
        "-     /terima": SILENT,
        "- a\n\n/terima": HEARD,
    },
    "reference": {
        "[a]: x\n/terima": HEARD,
        "[a]:\n/terima": SILENT,
        '[a]: x "\n/terima\n"': SILENT,
        "[a]: /terima": SILENT,
    },
    "html_block": {
        "<!--\n/terima\n-->": SILENT,
        "<pre>\n\n/terima\n\n</pre>": SILENT,
        "<div>\n/terima\n</div>": SILENT,
        "<blockquote>\n\n/terima\n\n</blockquote>": SILENT,
        "<details>\n\n/terima\n\n</details>": HINT,
        "<details>\na\n</details>\n\n/terima": HEARD,
        "<!-- a -->\n/terima": HEARD,
    },
    "heading": {"# /terima": HINT, "### /terima ###": HINT, "# Surat\n/terima": HEARD},
    "lheading": {"/terima\n===": HINT, "a\n/terima\n---": HINT, "Surat\n===\n/terima": HEARD},
}
INLINES: Table = {
    "text": {"/terima kasih": HEARD, "a\u2028/terima": SILENT},
    "linkify": {"https://kantor.example/terima": SILENT, "https://kantor.example\n/terima": HEARD},
    "newline": {"a  \n/terima": HEARD, "a\\\n/terima": HEARD, "a\r\n/terima\r\nb": HEARD},
    "escape": {"\\/terima": HINT, "\\> a\n/terima": HEARD},
    "backticks": {"`/terima`": HINT, "`a\n/terima\nb`": HINT, "`a`\n/terima": HEARD},
    "strikethrough": {"~~/terima~~": HINT, "~~a\n/terima\nb~~": HINT, "~~a~~\n/terima": HEARD},
    "emphasis": {"**/terima**": HINT, "_/terima_": HINT, "**a\n/terima\nb**": HINT, "**a**\n/terima **segera**": HEARD},
    "link": {
        "[/terima](x)": HINT,
        "[a\n/terima\nb](x)": HINT,
        "[a](\n/terima\n)": SILENT,
        "[a](x '\n/terima\n')": SILENT,
        "[a](x)\n/terima": HEARD,
    },
    "image": {"![/terima](x)": SILENT, "![a\n/terima\nb](x)": SILENT, "![a](x)\n/terima": HEARD},
    "autolink": {"<https://a/terima>": SILENT, "<https://a.example>\n/terima": HEARD},
    "html_inline": {
        "a <!--\n/terima\n-->": SILENT,
        'a <b title="\n/terima\n">': SILENT,
        "a <del>\n/terima\n</del>": SILENT,
        "a <b>\n/terima\n</b>": HINT,
        "a <b>b</b>\n/terima": HEARD,
        "a<br>\n/terima": HEARD,
        '<img width="9" src="x">\n\n/terima': HEARD,
    },
    "entity": {"&#47;terima": SILENT, "&gt; a\n/terima": HEARD},
    "balance_pairs": {"*a\n/terima\nb": HEARD},
    "fragments_join": {"a_b_c\n/terima": HEARD},
}


def cases(table: Table) -> list[tuple[str, Ear]]:
    """Each text with what becomes of it."""
    return [case for texts in table.values() for case in texts.items()]


@pytest.mark.parametrize(("text", "meant"), cases(BLOCKS | INLINES))
def test_every_kind_of_block_and_span(text: str, meant: Ear) -> None:
    assert ear(text) is meant


def test_no_kind_is_left_out_and_each_has_an_honest_one() -> None:
    spans = PARSER.inline
    assert set(BLOCKS) == set(PARSER.block.ruler.get_all_rules())
    assert set(INLINES) == {*spans.ruler.get_all_rules(), *spans.ruler2.get_all_rules()}
    assert all(HEARD in texts.values() for texts in (BLOCKS | INLINES).values())


@pytest.mark.parametrize("nests", [True, False])
def test_a_kind_that_nobody_foresaw_is_not_acted_upon(nests: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def rule(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        if not state.src[state.bMarks[first] :].startswith(":::"):
            return False
        if not silent:
            state.push("box_open" if nests else "box", "box", 1 if nests else 0)
            if nests:
                state.md.block.tokenize(state, first + 1, end)
                state.push("box_close", "box", -1)
        state.line = end
        return True

    parser = MarkdownIt("commonmark")
    parser.block.ruler.before("paragraph", "box", rule)
    monkeypatch.setattr(voices, "_PARSER", parser)
    assert ear(":::\n/terima") is (HINT if nests else SILENT)
    assert ear("::\n/terima") is HEARD


TRICKS = {
    "line separator": ("> a\u2028/terima", "> a\n\n/terima"),
    "paragraph separator": ("> a\u2029/terima", "\u2029/terima"),
    "next line": ("> a\x85/terima", "> a\n\n\x85/terima"),
    "vertical tab": ("> a\x0b/terima", "a\n\x0b/terima"),
    "form feed": ("> a\x0c/terima", "/terima\x0c"),
    "file separator": ("> a\x1c/terima", "a\n\x1c/terima"),
    "carriage return": ("> a\r/terima", "> a\r\n\r\n/terima"),
    "carriage return alone": ("a\r/terima", "a\r\n/terima"),
    "carriage return behind": ("/terima\r> a", "/terima\r\n> a"),
    "separator before a lazy line": ("> a\n\u2028/terima", "> a\n\n\u2028/terima"),
    "zero width before a lazy line": ("> a\n\u200b/terima", "> a\n\n\u200b/terima"),
    "a line of a zero width": ("> a\n\u200b\n/terima", "> a\n \n/terima"),
    "lazy after a list in a quotation": ("> 1. a\n/terima", "> 1. a\n\n/terima"),
    "lazy after a link's definition": ("> [a]: x\n/terima", "> [a]: x\n\n/terima"),
    "lazy after a definition over lines": ("> [a]:\nx\n/terima", "[a]: x\n/terima"),
    "lazy and late": ("> - [a]: x\nb\n/terima", "- [a]: x\n\nb\n/terima"),
    "lazy after two levels": ("> > a\n> b\n/terima", "> > a\n\n/terima"),
    "quotation in an item": ("- a\n  > b\n/terima", "a > b\n/terima"),
    "a shorter fence within": ("`````\n```\n/terima\n`````", "`````\n```\n`````\n/terima"),
    "another fence within": ("~~~\n```\n/terima\n~~~", "~~~\n```\n~~~\n/terima"),
    "a fence ended by one with words": ("```\n``` text\n/terima\n```", "```\n``` text\n```\n/terima"),
    "an indented fence's end": ("```\n    ```\n/terima\n```", "```\n   ```\n/terima"),
    "a fence without end": ("```\na\n\n\n/terima", "``a\n/terima"),
    "a fence in a quotation": ("> ```\n> a\n> /terima", "> ```\n> a\n\n/terima"),
    "a comment that ends later": ("<!-- a --\n/terima\n-->", "<!-- a -->\n\n/terima"),
    "a comment in a paragraph": ("Baik. <!-- a\n/terima\n-->", "Baik. <!-- a -->\n/terima"),
    "an instruction": ("<?php\n/terima\n?>", "1 <? 2\n/terima"),
    "a declaration": ("<!DOCTYPE\n/terima\n>", "a <! b\n/terima"),
    "character data": ("<![CDATA[\n/terima\n]]>", "[CDATA[\n/terima"),
    "a template": ("<template>\n\n/terima\n\n</template>", "<p>\na\n</p>\n\n/terima"),
    "a fold": ("<details><summary>a</summary>\n\n/terima", "<details><summary>a</summary>b</details>\n\n/terima"),
    "a quotation closed in an attribute": ('<blockquote title="</blockquote>">\n\n/terima', "<blockquote>a</blockquote>\n\n/terima"),
    "a quotation closed in a comment": ("<blockquote>\n<!-- </blockquote> -->\n\n/terima", "<blockquote>\n<!-- a --></blockquote>\n\n/terima"),
    "another element closed": ("<blockquote>\n</div>\n\n/terima", "<div>\n</div>\n\n/terima"),
    "a quotation begun in bold": ("a <b>b<blockquote>c</b>\n/terima", "a <b>b<i>c</i></b>\n/terima"),
    "upper case": ("<BLOCKQUOTE>\n\n/terima", "<BLOCKQUOTE>a</blockquote>\n\n/terima"),
    "struck out": ("<s>\n\n/terima\n\n</s>", "<s>a</s>\n\n/terima"),
    "a title over lines": ('[a](x "b\n/terima\nc")', '[a](x "b")\n/terima'),
    "a reference's title": ("[a]: x 'b\n/terima\nc'", "[a]: x 'b'\n/terima"),
    "an image's words": ("![foto\n/terima\n](x.jpg)", "![foto](x.jpg)\n/terima"),
    "a footnote": ("[^1]: a\n/terima", "a[^1]\n/terima"),
    "a footnote's next paragraph": ("[^1]: a\n\n    /terima", "[^1]: a\n\n/terima"),
    "a footnote's next paragraph, lazy": ("[^1]: a\n\n\tb\n/terima", "[^1]: a\n\nb\n/terima"),
    "a formula": ("$$\n/terima\n$$", "Rp 5 $\n/terima"),
    "a formula in a fence": ("```math\n/terima\n```", "$5$\n/terima"),
    "a path": ("/terima/kasih", "/terima"),
    "a mark behind": ("/terima**", "/terima ** segera **"),
    "a number first": ("1) /terima", "1) a\n\n/terima"),
    "a table of one column": ("a\n---|\n/terima", "a\n\n/terima | b"),
    "a row of nothing": ("| a |\n|---|\n\xa0\n/terima", "| a |\n|---|\n\n/terima"),
    "a list that ends in a definition": ("- [a]: x\n/terima", "- [a]: x\n\n/terima"),
    "a footnote in a list": ("- [^1]: a\n/terima", "- [^1]: a\n\n/terima"),
    "a fence that looks like a table": ("``` a | b\n|---|---|\n\n/terima\n```", "a | b\n|---|---|\n\n/terima"),
    "a comment that is whole": ("<!--> <a href='-->\n/terima", "a <!-- > b -->\n/terima"),
    "an alert": ("> [!NOTE]\n> /terima", "> [!NOTE]\n> a\n\n/terima"),
    "a plus": ("+ /terima", "+1\n/terima"),
    "Outlook": ("Baik.\n\nFrom: Sari\nSent: Monday\nTo: Surya\nSubject: a\n\n/terima", "/terima\n\nFrom: Sari\nSent: Monday\nTo: Surya\n\n/konsep"),
    "Outlook in Indonesian": ("Ok\n\n**Dari:** Sari\n**Dikirim:** Senin\n**Kepada:** Surya\n\n/terima", "Dari: Dinas Kesehatan\n\n/terima"),
    "Outlook of long ago": ("Ok\n-----Original Message-----\n/terima", "-----\n\n/terima"),
    "Outlook's line": ("Ok\n________________________________\nDari: a\nTanggal: b\nKepada: c\n/terima", "a\n\n________________________________\n/terima"),
    "Gmail": ("Ok\n\nPada Sen, 30 Nov 2026 pukul 08.00 Sari Contoh <a@b.example> menulis:\n\n/terima", "Pak Kabid menulis:\n\n/terima"),
    "Gmail, wrapped": ("Ok\n\nPada Sen, 30 Nov 2026 pukul 08.00 Sari Contoh <\na@b.example> menulis:\n\n/terima", "Pada Sen, 30 Nov 2026 rapat.\n\n/terima"),
    "Gmail in English": ("Ok\n\nOn Mon, Nov 30, 2026 at 8:00 AM Sari <a@b.example> wrote:\n\n/terima", "On Mon, Nov 30, 2026 at 8:00 AM Sari <a@b.example> wrote:\n> a\n\n/terima"),
    "Apple Mail": ("Ok\n\nBegin forwarded message:\n\n/terima", "Ok\n\n/terima"),
    "a forwarded message": ("Ok\n---------- Forwarded message ---------\n/terima", "/terima\n\n---------- Pesan terusan ---------\n/konsep"),
    "a signature": ("Ok\n-- \n/terima", "/terima\n-- \nRina Contoh"),
    "a signature in a quotation": ("> a\n--\n/terima", "> a\n\n/terima\n--\nRina"),
}  # fmt: skip


@pytest.mark.parametrize(("trick", "honest"), TRICKS.values(), ids=TRICKS)
def test_tricks_do_nothing_and_their_honest_look_alikes_are_heard(trick: str, honest: str) -> None:
    assert ear(trick) in {HINT, SILENT}
    assert ear(honest) is HEARD


TEXT = st.text(max_size=200) | st.lists(
    st.sampled_from([*"> \t`~*_[]()<>!-+=#|\\&:/\r\u2028\x85\x0b", "\n", "/terima", "\n/terima\n", "\n\n", "<!--", "-->",
                     "```", "    ", "<pre>", "</pre>", "a", "1. ", "--\n", "Dari: a\n", "$$"]), max_size=30,
).map("".join)  # fmt: skip


@given(TEXT)
def test_a_quotation_is_never_a_command(text: str) -> None:
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    assert read_command(quoted, COMMANDS) is None or "\r" in text
    assert not isinstance(read_command(quoted, COMMANDS), Said)


@given(TEXT, TEXT)
def test_what_is_heard_is_a_line_of_its_own(before: str, after: str) -> None:
    text = f"{before}/terima{after}"
    if isinstance(read_command(text, COMMANDS), Said):
        lines = [line.strip(voices.INVISIBLE) for line in text.split("\n")]
        assert any(line.lower().startswith(("/terima", "/ terima")) for line in lines)


@given(TEXT, TEXT)
def test_a_page_shows_what_is_heard_as_a_line(before: str, after: str) -> None:
    """An independent look: what GitHub would show has the words at the beginning of a line of a paragraph."""
    text = f"{before}\n/terima satu\n{after}"
    if isinstance(found := read_command(text, COMMANDS), Said) and found.rest == "satu":
        page = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"]).render(text)
        lines = page.replace("<p>", "\n").replace("</p>", "\n").replace("<br />", "\n").split("\n")
        assert any(line.strip(voices.INVISIBLE).startswith("/terima satu") for line in lines)


def test_what_others_say_below_is_no_part_of_it() -> None:
    found = read_command(
        "/koreksi kembalikan: Kurang.\n> catatan: lama\n\n```\ncatatan: kode\n```\n\n<!--\ncatatan: samar\n-->\n\n- jam\n"
        "Nilai <b title='\ncatatan: tersembunyi\n'>tetap</b>.\n\nOn 5 Nov 2026 Sari <a@b.example> wrote:\n> catatan: x",
        COMMANDS,
    )
    assert isinstance(found, Said)
    assert found.values["note"] == "Kurang. - jam Nilai <b title=' '>tetap</b>."  # type: ignore[index]


HOSTILE = ["[", "[a](", "![", "`a``b", "*a _b ", "a**b", "> ", ">> a\n", "- a\n", " - - - a\n", "[a]: <\n", "|a|b|\n|-|-|\n",
           "<a ", "<!-- ", "x <!--", "<details>\n", "</b>", "~~a~", "&amp;", "\\", "/terima\n", "- /terima\n", "Pada 1\n", "Dari: a\n",
           "[^1]: a\n", "_", "1.", "menulis: 1", "/", "\r", "catatan: a\n"]  # fmt: skip


def calls(do: Callable[[], Any]) -> int:
    """How many functions are called, Python's and the C ones."""
    count = 0

    def note(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        do()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text_alone(piece: str) -> None:
    def text(size: int) -> str:
        return ("/terima\n\n" + piece * size)[:size]

    small, large = (calls(lambda size=size: read_command(text(size), COMMANDS)) for size in (2_000, 8_000))  # type: ignore[misc]
    assert large < 8 * small + 2_000


@pytest.mark.parametrize("text", ["/terima\n" + "a" * LONGEST, "- /terima\n" * (MOST + 1)])
def test_a_comment_that_is_too_long_is_answered_without_being_parsed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "_PARSER", None)
    assert read_command(text, COMMANDS) == TooMuch()
    assert read_command("a" * 65_000, COMMANDS) is None


def test_a_word_that_is_nowhere_to_be_seen_is_others() -> None:
    heard = listen(["> a", "", "<!-- b -->", "c"], {0: 2, 2: 5, 3: 0})
    assert heard.voices == {0: Voice.OTHERS, 2: Voice.OTHERS, 3: Voice.OWN}
    assert 0 in heard.silent
    assert not heard.is_shown(2)
    assert heard.is_shown(3)
