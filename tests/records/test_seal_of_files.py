"""A seal covers the files beside a story, whole, and is the same wherever they are read from."""

from pathlib import Path

from msgspec import convert
from msgspec.structs import replace

from tests.support.offices import ARTICLE, BASE
from tests.support.pdf_samples import pdf
from workflow.records.article import Article, Attachment
from workflow.records.file_source import Folder, Overlay
from workflow.records.read import read_article
from workflow.records.seal import seals_at

DOCUMENT = "content/news/2026/perbup.pdf"
PICTURE = "content/news/2026/pekan-imunisasi.jpg"


def base() -> tuple[Article, str]:
    found = read_article(Folder(BASE), ARTICLE)
    assert found
    return found.record, found.document.body


def sealed(data: bytes, **fields: str) -> str:
    article, body = base()
    offered = convert({"file": "perbup.pdf", "title": "Peraturan"} | fields, Attachment)
    files = Overlay(Folder(BASE), {DOCUMENT: data})
    return seals_at(files, ARTICLE, replace(article, attachments=(offered,)), body).full


def test_a_document_its_title_and_number_are_sealed() -> None:
    article, body = base()
    without = seals_at(Folder(BASE), ARTICLE, article, body).full
    seals = [without, sealed(pdf()), sealed(pdf() + b"\n"), sealed(pdf(), title="Lain"), sealed(pdf(), number="1")]
    assert len({*seals}) == 5


def test_a_former_seal_never_fits_a_story_with_documents() -> None:
    article, body = base()
    former = seals_at(Folder(BASE), ARTICLE, article, body).former
    offered = replace(article, attachments=(Attachment("perbup.pdf", "Peraturan"),))
    seals = seals_at(Overlay(Folder(BASE), {DOCUMENT: pdf()}), ARTICLE, offered, body)
    assert seals_at(Folder(BASE), ARTICLE, article, body).fit(former)
    assert not seals.fit(former)
    assert not seals.fit("")


def test_a_large_picture_is_sealed_to_its_last_byte(tmp_path: Path) -> None:
    """In a folder as in a commit, which reads all of a file."""
    article, body = base()
    large = (BASE / PICTURE).read_bytes() + bytes(300_000)
    (tmp_path / PICTURE).parent.mkdir(parents=True)
    seals = []
    for data in (large, large[:-1] + b"x"):
        (tmp_path / PICTURE).write_bytes(data)
        seals.append(seals_at(Folder(tmp_path), ARTICLE, article, body).full)
    assert seals[0] != seals[1]
