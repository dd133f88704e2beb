"""Characters that nobody sees, or that look like others: each is cleaned and said, or named with its place, or honest."""

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.offices import ARTICLE, BASE, DRAFT, base_office, sample_now
from workflow.cli.editorial.fmt import command
from workflow.config.load import load_office
from workflow.engine.check_files import misplaced_finding
from workflow.engine.run_rules import judge
from workflow.records.canonical import canonical_form, cleaned_characters
from workflow.records.file_source import Folder
from workflow.services.update_article import find_article_key
from workflow.text.finding import Finding
from workflow.text.invisible_characters import code_of, odd_characters
from workflow.text.yaml_edit import yaml_scalar

OFFICE = load_office(BASE)[0]
NOW = sample_now(OFFICE)
TEXT = (BASE / DRAFT).read_text()
PLACES = {
    "the beginning": ("---\ntitle", "{}---\ntitle"),
    "the first line": ("---\ntitle", "---{}\ntitle"),
    "a name": ("category:", "cate{}gory:"),
    "before a colon": ("category:", "category{}:"),
    "behind a colon": ("category: ", "category:{}"),
    "before a value": ("category: ", "category: {}"),
    "behind a value": ("pendidikan\n", "pendidikan{}\n"),
    "a number": ("2026-0002", "2026{}-0002"),
    "a title": ("Pelatihan Guru", "Pela{}tihan Guru"),
    "the last fence": ("rina\n---\n", "rina\n---{}\n"),
    "the text": ("digelar tiga", "dige{}lar tiga"),
}
EVERY = [
    chr(code)
    for code in range(0x110000)
    if not 0xD800 <= code < 0xE000
    and (
        unicodedata.category(chr(code)) in {"Cf", "Zs", "Zl", "Zp"}
        or 0xFE00 <= code <= 0xFE0F
        or code in {0x09, 0x0B, 0x0C, 0x0D, 0x85, 0x034F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0xE0100, 0xE01EF}
    )
    and chr(code) != " "
]
"""All of Unicode's format characters, blanks but the one, breaks, variation selectors and fillers."""
SHOWN = {"Arabic", "Kaithi", "Egyptian", "Duployan", "Musical", "Syriac", "Shorthand"}
"""Format characters of scripts and notations that a font shows, or that no keyboard of an office has; refused or kept."""


def findings(text: str, path: str = DRAFT) -> tuple[Finding, ...]:
    """What the check says of a text."""
    return judge(path, text.encode(), OFFICE, NOW).findings


def said(found: tuple[Finding, ...]) -> str:
    """All words of findings."""
    return " ".join(f"{one.message} {one.help}" for one in found)


@pytest.mark.parametrize("place", PLACES)
def test_every_character_at_every_place(place: str) -> None:
    """Gone after `redaksi fmt`, which says so, or named by its code on its line; nothing passes in silence."""
    old, new = PLACES[place]
    for character in EVERY:
        text = TEXT.replace(old, new.format(character), 1)
        found, clean = findings(text), canonical_form(DRAFT, text.encode())
        code = code_of(character)
        named = any(code in said((one,)) and one.line >= 1 and one.column >= 1 for one in found)
        gone = clean is not None and character not in clean.decode()
        told = character in "\t\r" or any(one.code == code for one in cleaned_characters(DRAFT, text.encode()))
        honest = character == "\t" and place in {"a title", "the text"}
        shown = unicodedata.name(character, "").partition(" ")[0].title() in SHOWN
        assert named or (gone and told) or (shown and clean is not None) or honest, (code, place, found, clean)


@pytest.mark.parametrize(
    "character", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\U000e0041"]
)
def test_what_turns_the_direction_is_never_cleaned(character: str) -> None:
    """Trojan source: whoever put it there may have meant it. It is refused, by name."""
    text = TEXT.replace("digelar", f"dige{character}lar")
    assert canonical_form(DRAFT, text.encode()) is None
    assert code_of(character) in said(findings(text))


HONEST = {
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a heart": "\u2764\ufe0f",
    "a key": "1\ufe0f\u20e3",
    "Persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Javanese": "\ua98f\ua9c0\u200c\ua98f",
    "a rainbow flag": "\U0001f3f3\ufe0f\u200d\U0001f308",
}


@pytest.mark.parametrize("name", HONEST)
def test_what_does_its_work_stays(name: str) -> None:
    """Within emoji and in scripts that join their letters."""
    text = TEXT.replace("digelar", f"{HONEST[name]} digelar")
    assert not findings(text)
    assert canonical_form(DRAFT, text.encode()) == text.encode()
    assert not odd_characters(text)


CLEANED = {
    "a colon of another width": ("category: ", "category\uff1a"),
    "a colon that is a ratio": ("category: ", "category\u2236 "),
    "a Cyrillic letter in a name": ("category", "c\u0430tegory"),
    "a Cyrillic letter in a word": ("pendidikan", "pendid\u0456k\u0430n"),
    "a dash in a number": ("2026-0002", "2026\u20110002"),
    "wide digits": ("2026-0002", "\uff12\uff10\uff12\uff16-0002"),
    "curly quotation marks around a number": ("2026-0002", "\u201c2026-0002\u201d"),
    "curly quotation marks around a word": ("status: draft", "status: \u2018draft\u2019"),
    "lines as Windows ends them": ("\n", "\r\n"),
    "lines as an old Mac ended them": ("\n", "\r"),
    "a mark at the beginning": ("---\ntitle", "\ufeff---\ntitle"),
    "blanks at the beginning": ("---\ntitle", "\n \n---\ntitle"),
    "a tab behind a colon": ("category: ", "category:\t"),
}


@pytest.mark.parametrize("name", CLEANED)
def test_what_does_no_harm_is_cleaned(name: str) -> None:
    """Then it is the very file that was meant."""
    old, new = CLEANED[name]
    text = TEXT.replace(old, new) if old == "\n" else TEXT.replace(old, new, 1)
    assert text != TEXT
    assert canonical_form(DRAFT, text.encode()) == TEXT.encode()


def test_a_name_is_said_to_have_a_letter_of_another_alphabet() -> None:
    """Not that a name is unknown, with the same name as advice."""
    found = findings(TEXT.replace("category", "c\u0430tegory"))
    assert "U+0430" in said(found)
    assert "U+0430" in said(findings(TEXT.replace("status: draft", "status: dr\u0430ft")))


def test_a_colon_without_a_blank_is_named_so() -> None:
    """No colon is missing: it is there to be seen."""
    [found] = findings(TEXT.replace("category: ", "category:"))
    assert "category" in said((found,))
    assert "A blank is missing" in found.message.text
    assert found.line == TEXT[: TEXT.index("category")].count("\n") + 1


def test_texts_keep_what_they_are_written_with() -> None:
    """Quotation marks, dashes and other alphabets in a title and the text are nobody's mistake."""
    text = TEXT.replace("Pelatihan Guru", "\u201cPelatihan\u201d Guru \u2013 \u041c\u043e\u0441\u043a\u0432\u0430", 1)
    text = text.replace("digelar", "\u201cdigelar\u201d \u2013 \u041c\u043e\u0441\u043a\u0432\u0430")
    assert canonical_form(DRAFT, text.encode()) == text.encode()


def test_a_story_that_readers_have_is_not_touched() -> None:
    """It is sealed to the letter; nothing is said of it either."""
    text = (BASE / ARTICLE).read_text().rstrip("\n") + "\u00a0lagi.\n"
    assert canonical_form(ARTICLE, text.encode()) == text.encode()
    assert "fields/unseen" not in {one.rule for one in findings(text, ARTICLE)}
    assert not cleaned_characters(ARTICLE, text.encode())


@pytest.mark.parametrize(
    "line",
    [
        '"2026-0002"',
        "'2026-0002'",
        "2026-0002 # surat",
        "\u00a02026-0002",
        "2026\u20110002",
        "2026-0002\r",
        "2026-0002  ",
    ],
)
def test_an_article_is_found_however_its_number_is_written(tmp_path: Path, line: str) -> None:
    """So that no second one is begun."""
    root = base_office(tmp_path / "office")
    (root / DRAFT).write_bytes(TEXT.replace("request: 2026-0002", f"request: {line}").encode())
    assert find_article_key(Folder(root), "2026-0002") == DRAFT.removeprefix("content/news/").removesuffix(".md")
    assert find_article_key(Folder(root), "2026-0009") is None


@pytest.mark.parametrize(
    "name", ["pekan\u200b-imunisasi", "pekan\u00a0imunisasi", "p\u0435kan", "pekan\u2011imunisasi"]
)
def test_the_name_of_a_file_is_read_closely_too(name: str) -> None:
    """Its code is said: two such names look the same."""
    finding = misplaced_finding(f"content/news/2026/{name}.md")
    assert finding.message.values["code"] in {"U+200B", "U+00A0", "U+0435", "U+2011"}
    assert "code" not in misplaced_finding("content/news/2026/Pekan.md").message.values


def test_fmt_says_what_it_cleans(tmp_path: Path) -> None:
    """With its place, as the file was."""
    root = base_office(tmp_path / "office")
    (root / DRAFT).write_bytes(TEXT.replace("digelar", "dige\u200blar").encode())
    result = CliRunner().invoke(command, ["--root", str(root), DRAFT])
    assert result.exit_code == 0, result.output
    assert "U+200B" in result.output
    assert "9" in result.output
    assert (root / DRAFT).read_text() == TEXT


def test_what_is_typed_into_a_field_is_clean() -> None:
    """Whatever door it comes through: the header is written by one function."""
    assert yaml_scalar("Kafe\u00a0Rakyat\u200b") == "Kafe Rakyat"
    assert yaml_scalar("satu\u2028dua") == "satu dua"
