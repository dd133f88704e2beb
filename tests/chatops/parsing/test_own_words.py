"""Whose words a command is: every kind of CommonMark's blocks and spans, tricks with their honest look-alikes, any text."""

import re
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from tests.chatops.parsing.disguised_commands import TRICKS
from tests.support.offices import sample_office
from workflow.chatops.parsing import own_words
from workflow.chatops.parsing.command import (
    MAX_COMMAND_LINES,
    CommentTooLong,
    NotOnOwnLine,
    ParsedCommand,
    WithinSentence,
    read_command,
)
from workflow.chatops.parsing.own_words import MAX_COMMENT_LENGTH, Authorship, find_authorship

COMMANDS = sample_office().commands
PARSER = own_words._PARSER


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
    if isinstance(found, ParsedCommand):
        assert found.word == "terima"
        return HEARD
    if isinstance(found, (NotOnOwnLine, WithinSentence)):
        assert found.line.startswith("/terima")
        return HINT
    assert found is None
    return SILENT


BLOCKS: Table = {
    "paragraph": {
        "/terima": HEARD,
        "Selamat pagi.\n/terima\nTerima kasih.": HEARD,
        "Selamat pagi.\n\n   /terima\n\nTerima kasih.": HEARD,
        "halo /terima": HINT,
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
        "- /terima": HEARD,
        "1. /terima": HEARD,
        "a\n\n4) /terima": HEARD,
        "- a\n- /terima": HEARD,
        "- a\n  - /terima": HEARD,
        "- **/terima**": HEARD,
        "* `/terima`": HEARD,
        "- [ ] /terima": HINT,
        "- a /terima": HINT,
        "- a: **/terima**": HINT,
        "a\n2. /terima": HINT,
        "- # /terima": HINT,
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
    "text": {"/terima kasih": HEARD, "a\u2028/terima": HINT},
    "linkify": {"https://kantor.example/terima": SILENT, "https://kantor.example\n/terima": HEARD},
    "newline": {"a  \n/terima": HEARD, "a\\\n/terima": HEARD, "a\r\n/terima\r\nb": HEARD},
    "escape": {"\\/terima": HINT, "\\> a\n/terima": HEARD},
    "backticks": {
        "`/terima`": HEARD,
        "`` /terima ``": HEARD,
        "`/terima` ya": HEARD,
        "a `/terima`": SILENT,
        "`/terima\nb`": HINT,
        "`a\n/terima\nb`": HINT,
        "`a`\n/terima": HEARD,
    },
    "strikethrough": {"~~/terima~~": HINT, "~~a\n/terima\nb~~": HINT, "~~a~~\n/terima": HEARD},
    "emphasis": {
        "**/terima**": HEARD,
        "_/terima_": HEARD,
        "__*/terima*__": HEARD,
        "**/terima** ya": HEARD,
        "**`/terima`**": HEARD,
        "**a** **/terima**": HINT,
        "**a /terima**": HINT,
        "**/terima\nb**": HINT,
        "**a\n/terima\nb**": HINT,
        "**a**\n/terima **segera**": HEARD,
    },
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
    monkeypatch.setattr(own_words, "_PARSER", parser)
    assert ear(":::\n/terima") is (HINT if nests else SILENT)
    assert ear("::\n/terima") is HEARD


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
    assert not isinstance(read_command(quoted, COMMANDS), ParsedCommand)


BARE_COMMAND = re.compile(r"(?:[^\w/]|_|\d+[.)])*/ ?terima", re.IGNORECASE)
"""Before the slash nothing that says anything: signs of a list, of bold or of code at most."""


@given(TEXT, TEXT)
def test_what_is_heard_is_a_line_of_its_own(before: str, after: str) -> None:
    text = f"{before}/terima{after}"
    if isinstance(read_command(text, COMMANDS), ParsedCommand):
        assert any(BARE_COMMAND.match(line) for line in text.split("\n"))


@given(TEXT, TEXT)
def test_a_page_shows_what_is_heard_as_a_line(before: str, after: str) -> None:
    """An independent look: what GitHub would show has the words at the beginning of a line of a paragraph."""
    text = f"{before}\n/terima satu\n{after}"
    if isinstance(found := read_command(text, COMMANDS), ParsedCommand) and found.rest == "satu":
        page = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"]).render(text)
        lines = page.replace("<p>", "\n").replace("</p>", "\n").replace("<br />", "\n").split("\n")
        assert any(line.strip(own_words.INVISIBLE).startswith("/terima satu") for line in lines)


def test_what_others_say_below_is_no_part_of_it() -> None:
    found = read_command(
        "/koreksi kembalikan: Kurang.\n> catatan: lama\n\n```\ncatatan: kode\n```\n\n<!--\ncatatan: samar\n-->\n\n- jam\n"
        "Nilai <b title='\ncatatan: tersembunyi\n'>tetap</b>.\n\nOn 5 Nov 2026 Sari <a@b.example> wrote:\n> catatan: x",
        COMMANDS,
    )
    assert isinstance(found, ParsedCommand)
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


@pytest.mark.thorough
@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text_alone(piece: str) -> None:
    def text(size: int) -> str:
        return ("/terima\n\n" + piece * size)[:size]

    small, large = (calls(lambda size=size: read_command(text(size), COMMANDS)) for size in (2_000, 8_000))  # type: ignore[misc]
    assert large < 8 * small + 2_000


@pytest.mark.parametrize("text", ["/terima\n" + "a" * MAX_COMMENT_LENGTH, "- /terima\n" * (MAX_COMMAND_LINES + 1)])
def test_a_comment_that_is_too_long_is_answered_without_being_parsed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_words, "_PARSER", None)
    assert read_command(text, COMMANDS) == CommentTooLong()
    assert read_command("a" * 65_000, COMMANDS) is None


def test_a_word_that_is_nowhere_to_be_seen_is_others() -> None:
    heard = find_authorship(["> a", "", "<!-- b -->", "c"], {0: 2, 2: 5, 3: 0})
    assert heard.authorship == {0: Authorship.OTHERS, 2: Authorship.OTHERS, 3: Authorship.OWN}
    assert 0 in heard.not_own_lines
    assert not heard.is_shown(2)
    assert heard.is_shown(3)
