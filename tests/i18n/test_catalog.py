"""The Indonesian catalogue is complete, current and fits its English texts."""

import ast
import re
from string import Formatter

import pytest
from babel.messages.catalog import Message as Entry

from workflow.i18n import catalog, extract
from workflow.i18n.language import current_language
from workflow.i18n.message import Duration, InstantValue, Phrase, WordList, say

PERCENT = re.compile(r"%(?:\(\w+\))?[sd]|%%")


def entries() -> list[Entry]:
    return [entry for entry in extract.read_catalog("id") if entry.id]


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_text_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    assert {str(entry.id) for entry in entries()} == {str(entry.id) for entry in extract.all_messages() if entry.id}


def test_no_text_hides_where_it_is_not_gathered() -> None:
    """Babel does not look into f-strings before Python 3.12."""
    hidden = [
        f"{file.name}:{call.lineno}"
        for file in sorted(extract.PACKAGE.rglob("*.py"))
        for joined in ast.walk(ast.parse(file.read_text()))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in extract.KEYWORDS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_every_text_is_translated() -> None:
    assert [entry.id for entry in entries() if not entry.string or "fuzzy" in entry.flags] == []


def test_the_compiled_catalogue_is_the_readable_one() -> None:
    path = extract.po_file("id")
    assert path.with_suffix(".mo").read_bytes() == extract.mo_bytes(extract.read_catalog("id"))


def test_a_translation_has_the_values_of_its_text() -> None:
    read = entries()
    assert len(read) > 2000
    assert [entry.id for entry in read if not _fits(entry)] == []


def _fits(entry: Entry) -> bool:
    if isinstance(entry.id, tuple):  # singular and plural: Indonesian has one form for both
        return all(names(form) <= names(entry.id[0]) | names(entry.id[1]) for form in entry.string or ())
    original, translation = str(entry.id), str(entry.string)
    if sorted(PERCENT.findall(translation)) != sorted(PERCENT.findall(original)):
        return False
    return bool(PERCENT.search(original)) or names(translation) == names(original)


def test_indonesian_is_the_default_whatever_the_system_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDAKSI_LANG", raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert current_language() == "id"
    monkeypatch.setenv("REDAKSI_LANG", "en")
    assert current_language() == "en"


def test_values_are_shown_as_indonesians_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDAKSI_LANG", raising=False)
    assert catalog.format_value(InstantValue(1729472700, "Asia/Pontianak")) == "Senin, 21 Oktober 2024 pukul 08.05 WIB"
    assert catalog.format_value(Duration(7500)) == "2 jam 5 menit"
    assert catalog.format_value(WordList(("a", "b", "c"))) == "a, b atau c"
    assert catalog.format_value(Phrase("a date")).startswith("tanggal")


def test_a_value_out_of_a_file_is_never_a_template() -> None:
    message = say("“{value}” is not {wanted}.", value="{wanted.__class__} {0} %s", wanted="x")
    assert "{wanted.__class__} {0} %s" in catalog.translate(message)


def test_a_long_value_is_cut() -> None:
    assert len(catalog.format_value("x" * 10_000)) == catalog.LONGEST_VALUE
