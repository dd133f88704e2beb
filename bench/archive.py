"""A large office made for measuring: the same files on every computer, and not one finding in them.

It has the repository's own configuration, and requests and articles like the sample's.
"""

import random
import shutil
import struct
import zlib
from pathlib import Path

from bench import letter
from bench.prose import TITLES, body
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.records.article import Article
from workflow.records.seal import former_seal
from workflow.text.document import read_document
from workflow.text.validate import validate

REPOSITORY = Path(__file__).parent.parent
YEARS = (2025, 2026)
TOPICS = "topics.yml"
"""Names stories of the sample, which are not there."""


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PICTURE = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1200, 675, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 1200) * 675)),
        _chunk(b"IEND", b""),
    )
)
"""A grey PNG as large as pages show pictures; the same for all articles, so that it is made ready once."""


def the_office(root: Path) -> Office:
    """The office at `root`. Raises ValueError when its configuration has a finding."""
    office, findings = load_office(root)
    if office is None or findings:
        raise ValueError(findings)
    return office


def make(root: Path, count: int) -> None:
    """Write an office with `count` requests (an even number) and as many articles into a folder that is not there."""
    shutil.copytree(REPOSITORY / "site_config", root / "site_config", ignore=shutil.ignore_patterns(TOPICS))
    office = the_office(root)
    for year in YEARS:
        (root / f"content/requests/{year}").mkdir(parents=True)
        (root / f"content/news/{year}").mkdir(parents=True)
        for number in range(1, count // len(YEARS) + 1):
            _pair(root, office, random.Random(year * 10_000 + number), year, number)


def _pair(root: Path, office: Office, chance: random.Random, year: int, number: int) -> None:
    """Write a request with its article and the article's picture."""
    key, slug = f"{year}-{number:04}", f"{year}/berita-{number:04}"
    past = letter.history(office.timeline, chance, year)
    article = f"content/news/{slug}.md"
    text = f"---\n{_article(chance, key, slug, letter.iso(past.released, office))}---\n{body(chance, 330)}"
    (root / article).write_text(text, encoding="utf-8")
    (root / article).with_suffix(".png").write_bytes(PICTURE)
    header = letter.header(office, chance, past, key=key, news=slug, content=_approved(article, text))
    request = root / f"content/requests/{year}/{number:04}.md"
    request.write_text(f"---\n{header}---\n{body(chance, 100)}", encoding="utf-8")


def _article(chance: random.Random, request: str, slug: str, released: str) -> str:
    title = chance.choice(TITLES)
    return f"""\
title: {title} di Kabupaten Ketapang Dimulai
request: {request}
status: published
publish_at: {released}
category: {chance.choice(("kesehatan", "pendidikan", "infrastruktur", "ekonomi"))}
tags: [layanan, warga, ketapang]
summary: {title} dibuka untuk warga di semua kecamatan, tanpa biaya, sampai akhir bulan ini.
author: {chance.choice(("rina", "dewi"))}
editor: {chance.choice(("sari", "budi"))}
image:
  src: {slug.rpartition("/")[2]}.png
  alt: Warga berbaris di depan meja pelayanan di halaman kantor kecamatan pada pagi hari.
  caption: Petugas melayani warga sejak pagi.
  credit: "Foto: Redaksi (contoh)"
corrections: []
"""


def _approved(path: str, text: str) -> str:
    """The fingerprint of an article, as its approval holds it."""
    document, findings = read_document(path, text.encode())
    if document is None:
        raise ValueError(findings)
    article, _ = validate(Article, document.header, path)
    return former_seal(article, document.body)
