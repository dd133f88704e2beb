"""A field of another shape than wanted is a finding, whoever reads it: no command ends with a traceback.

The fields come from the types, so that a new one is tried without anybody's thinking of it.
"""

import copy
import typing
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct

from tests.support.command_line import redaksi
from tests.support.repository import CLOSED, STORY, Office
from workflow.config.load import load_office
from workflow.editor.validate_save import validate_save
from workflow.git.repository import Repository
from workflow.preview.build import export_preview
from workflow.records.article import Article, ImportedArticle
from workflow.records.canonical import canonical_form
from workflow.records.file_source import Folder
from workflow.records.request import Request
from workflow.services.errors import RefusedError
from workflow.text.document import read_document
from workflow.text.validate import inner_type

Steps = tuple[str | int, ...]
SHAPES: tuple[Any, ...] = ("foto.jpg", "", None, [], ["a"], [{"a": "b"}], {}, {"a": "b"}, {"src": ["a"]}, [["a"]])
"""A scalar, nothing, lists and mappings, in one another."""
STRIDE = len(SHAPES) - 1
"""Whoever takes each so many of them takes every field, and the next shape each time."""
FORMER = {"origin": "import", "source": "https://lama.contoh.example/?p=1", "request": "", "author": "", "editor": ""}
"""What makes a story one of the former site."""


def fields(kind: Any, place: Steps = ()) -> Iterator[Steps]:
    """Every field of a type, and of the types in it; of a list its first entry."""
    hints = typing.get_type_hints(kind, include_extras=True)
    for key, field in zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True):
        here, inner = (*place, key), inner_type(hints[field])
        yield here
        if typing.get_origin(inner) is tuple:
            here, inner = (*here, 0), inner_type(typing.get_args(inner)[0])
            yield here
        if isinstance(inner, type) and issubclass(inner, Struct):
            yield from fields(inner, here)


def changed(header: dict[str, Any], place: Steps, value: Any) -> dict[str, Any]:
    """A header with something else at a place; groups and lists on the way are made."""
    header = copy.deepcopy(header)
    here: Any = header
    for part, following in pairwise(place):
        empty: Any = [] if following == 0 else {}
        if isinstance(part, int):
            here.extend([empty] if not here else [])
        elif not isinstance(here.get(part), type(empty)):
            here[part] = empty
        here = here[part]
    if isinstance(here, list):
        here[:1] = [value]
    else:
        here[place[-1]] = value
    return header


def written(header: dict[str, Any]) -> bytes:
    """A record with this header, line by line."""
    return f"---\n{yaml.safe_dump(header, sort_keys=False, allow_unicode=True)}---\nTeks.\n".encode()


def misshapen(root: Path, kind: type[Any], path: str) -> Iterator[bytes]:
    """The record at a path with every field in every shape."""
    document, _ = read_document(path, (root / path).read_bytes())
    assert document
    header = dict(document.header) | (FORMER if kind is ImportedArticle else {})
    for place in fields(kind):
        for value in SHAPES:
            yield written(changed(header, place, value))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with all of them, each with a number or a name of its own; the last change brings some of them."""
    office = Office(tmp_path_factory.mktemp("misshapen") / "office")
    office.git("switch", "--quiet", "main")
    office.commit("rina", "Surat dan lembar")
    office.git("switch", "--quiet", "--create", "shapes")
    records = {
        **{f"content/news/2026/salah-{at}.md": data for at, data in enumerate(misshapen(office.root, Article, STORY))},
        **{
            f"content/news/2026/salah-impor-{at}.md": data
            for at, data in enumerate(misshapen(office.root, ImportedArticle, STORY))
        },
        **{
            f"content/requests/2026/{at:04}.md": data.replace(b"2026-0001", f"2026-{at:04}".encode())
            for at, data in enumerate(misshapen(office.root, Request, CLOSED), 1000)
        },
    }
    some = {path: records.pop(path) for path in [*records][::STRIDE]}
    for part in (records, some):
        for path, data in part.items():
            (office.root / path).write_bytes(data)
        office.commit("rina", "Bentuk lain")
    return office


def changed_letters(office: Office) -> list[str]:
    """The numbers of the letters that the last change brings."""
    names = office.git("diff", "--name-only", "shapes~", "shapes", "--", "content/requests").split()
    return [f"2026-{Path(name).stem}" for name in names]


def test_there_are_many(office: Office) -> None:
    """Among them the scalar where a picture's group is wanted."""
    texts = [path.read_text() for path in (office.root / "content/news/2026").glob("salah-*.md")]
    assert len(texts) > 100
    assert any("\nimage: foto.jpg\n" in text for text in texts)
    assert any("\norigin: import\n" in text and "\nsource: ''\n" in text for text in texts)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--base", "shapes~", "--head", "shapes"),
        ("comment", "--base", "shapes~", "--head", "shapes"),
        ("status",),
        ("due",),
        ("deliver", "--dry-run"),
        ("digest", "--dry-run"),
        ("audit",),
        ("mine",),
        ("paper", "report", "2026"),
    ],
    ids=" ".join,
)
def test_a_command_over_all_of_them(
    office: Office, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.root)
    assert redaksi(*arguments).code in (0, 1, 2)


@pytest.mark.parametrize("command", ["clock", "captions", "draft"])
def test_a_command_about_one_of_them(office: Office, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.root)
    numbers = changed_letters(office)
    assert len(numbers) > 49
    for number in numbers:
        assert redaksi(command, number).code in (0, 1, 2)


def test_a_preview_lays_out_all_of_them(office: Office, tmp_path: Path) -> None:
    with Repository(office.root) as repository:
        base, head = repository.resolve("main"), repository.resolve("shapes")
        shown = export_preview(repository, base, head, tmp_path, "PREVIEW", office.now, "Asia/Jakarta")
    assert len(shown.pages) > 200


def test_the_editor_refuses_or_takes_each(office: Office) -> None:
    """With findings; and the canonical form of what it takes is what it was given."""
    found, _ = load_office(office.root)
    assert found
    files = Folder(office.root)
    for name in files.names("content/news/2026"):
        path = f"content/news/2026/{name}"
        data = files.read(path) or b""
        if name.startswith("salah-"):
            again = canonical_form(path, data)
            assert again is not None
            assert _header(path, again) == _header(path, data)
            with suppress(RefusedError):  # or it is taken
                validate_save(files, found, {STORY: data}, "rina", office.now)


def _header(path: str, data: bytes) -> dict[str, Any]:
    document, _ = read_document(path, data)
    assert document
    return document.header
