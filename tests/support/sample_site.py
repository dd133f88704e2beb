"""The sample office built into a site: copies to change, articles to add, and what the build said."""

import json
import logging
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as build_pages
from mkdocs.config import load_config
from msgspec import Struct

from tests.support.offices import ROOT, edited, sample_now
from tests.support.run_cache import once
from workflow.config.load import load_office
from workflow.records.article import Article
from workflow.records.file_source import Folder
from workflow.records.seal import FORMER_SEAL_PREFIX, former_seal, seals_at
from workflow.site.images.attach import attach_images
from workflow.site.images.build import ImageBuilder
from workflow.site.models.public_content import read_public_content
from workflow.text.document import read_document
from workflow.text.validate import convert

SAMPLE_REQUEST, SAMPLE_ARTICLE = "content/requests/2026/0163.md", "content/news/2026/poliklinik-anak-rsud.md"
"""A published article of the sample office and its request."""
SAMPLE_SLUG = "poliklinik-anak-rsud"
SEAL_DIGEST = re.compile(r"(?:sha256|seal2):[0-9a-f]{64}")


class BuiltSite(Struct, frozen=True):
    """A site and the warnings of its build."""

    site: Path
    warnings: list[str]

    def page(self, address: str) -> str:
        """The HTML of one page."""
        return (self.site / address / "index.html").read_text()

    def has(self, address: str) -> bool:
        """Whether there is a page (or a file) at an address."""
        return (self.site / address).exists()

    def html(self) -> list[Path]:
        """Every page, but for the small ones at moved addresses."""
        return [file for file in sorted(self.site.rglob("*.html")) if b'http-equiv="refresh"' not in file.read_bytes()]

    def files(self) -> dict[str, bytes]:
        """Every byte of the site, by path."""
        return {str(file.relative_to(self.site)): file.read_bytes() for file in self.site.rglob("*") if file.is_file()}


def sample_office(target: Path) -> Path:
    """A copy of the sample office, with the theme and mkdocs.yml."""
    for folder in ("content", "site_config"):
        shutil.copytree(ROOT / folder, target / folder)
    for file in ("mkdocs.yml", "PANDUAN.md"):
        shutil.copyfile(ROOT / file, target / file)
    return target


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def build_site(root: Path, now: str = "") -> BuiltSite:
    """Build the site of an office as `mkdocs build` does, for a time other than the frozen one if given."""
    listener = _Listener()
    log = logging.getLogger("mkdocs")
    share_pictures(root.parent / "cache/redaksi")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDAKSI_LANG", "id")
        patch.setenv("REDAKSI_NOW", now)
        patch.setenv("XDG_CACHE_HOME", str(root.parent / "cache"))
        log.addHandler(listener)
        try:
            config: Any = load_config(config_file=str(root / "mkdocs.yml"))
            config.plugins.on_startup(command="build", dirty=False)
            build_pages(config)
        finally:
            log.removeHandler(listener)
    return BuiltSite(root / "site", listener.heard)


def built_sample() -> BuiltSite:
    """The sample office's site, built once for all processes of a run. It is only looked at."""
    place = once("sample", _build_sample)
    return BuiltSite(place / "office/site", json.loads((place / "warnings.json").read_text()))


def _build_sample(place: Path) -> None:
    built = build_site(sample_office(place / "office"))
    (place / "warnings.json").write_text(json.dumps(built.warnings))


def share_pictures(cache: Path) -> None:
    """Put the sample office's finished pictures into a cache, which shares them: making them anew takes ten seconds."""
    cache.mkdir(parents=True, exist_ok=True)
    if not (cache / "pictures").exists():
        (cache / "pictures").symlink_to(_pictures())


def lend_pictures(cache: Path) -> None:
    """Put them, and no others that builds have added since, into a cache that may tidy them: as links, so that they stay."""
    pictures = _pictures()
    for name in json.loads((pictures.parents[1] / "names.json").read_text()):
        link = cache / "pictures" / name
        link.parent.mkdir(parents=True, exist_ok=True)
        os.link(pictures / name, link)


def _pictures() -> Path:
    return once("pictures", _make_pictures) / "redaksi/pictures"


def _make_pictures(place: Path) -> None:
    office, _ = load_office(ROOT)
    assert office
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(place))
        attach_images(read_public_content(ROOT, office, sample_now(office)), office, ImageBuilder(ROOT, office))
    made = place / "redaksi/pictures"
    names = [str(file.relative_to(made)) for file in made.rglob("*") if file.is_file()]
    (place / "names.json").write_text(json.dumps(names))


def add_article(root: Path, number: int, **fields: str) -> str:
    """Add a published article with these texts (title, summary, body, alt, caption, credit, note, subject).

    Its address on the site.
    """
    slug, agenda = f"tambahan-{number}", f"2026-{number}"
    request = (root / SAMPLE_REQUEST).read_text().replace("2026-0163", agenda).replace(SAMPLE_SLUG, slug)
    if "subject" in fields:
        request = re.sub(r"subject: .*", lambda _: f"subject: {json.dumps(fields['subject'])}", request)
    (root / f"content/requests/2026/{number}.md").write_text(request)
    shutil.copyfile((root / SAMPLE_ARTICLE).with_suffix(".jpg"), root / f"content/news/2026/{slug}.jpg")
    text = (root / SAMPLE_ARTICLE).read_text().replace("2026-0163", agenda).replace(SAMPLE_SLUG, slug)
    for name in ("title", "summary", "alt", "caption", "credit"):
        if name in fields:
            line = f"{name}: {json.dumps(fields[name], ensure_ascii=False)}"
            indent, old = re.findall(rf"^( *)({name}: .*)$", text, re.MULTILINE)[0]
            text = text.replace(f"\n{indent}{old}\n", f"\n{indent}{line}\n", 1)
    if "body" in fields:
        text = text[: text.index("\n---\n", 4) + 5] + fields["body"]
    path = f"content/news/2026/{slug}.md"
    (root / path).write_text(text)
    if "note" in fields:
        note = f"- {{at: 2026-11-20T09:50+07:00, note: {json.dumps(fields['note'])}, content: sha256:{'0' * 64}}}"
        edited(root, path, "corrections: []", f"corrections:\n  {note}")
    seal(root, path)
    return f"berita/2026/{slug}/"


def seal(root: Path, path: str) -> None:
    """Write the seal of an article's text where it is asked for: in its last act or correction, else in the approval."""
    file = root / path
    document, findings = read_document(path, file.read_bytes())
    assert document, findings
    article = convert(Article, document.header)
    year, number = article.request.split("-")
    target = file if article.acts or article.corrections else root / f"content/requests/{year}/{number}.md"
    text = target.read_text()
    for last in list(SEAL_DIGEST.finditer(text))[-1:]:
        is_former = last[0].startswith(FORMER_SEAL_PREFIX)
        new = former_seal(article, document.body) if is_former else _full_seal(root, path, article, document.body)
        target.write_text(text[: last.start()] + new + text[last.end() :])


def _full_seal(root: Path, path: str, article: Article, body: str) -> str:
    return seals_at(Folder(root), path, article, body).full


@pytest.fixture(scope="session")
def sample() -> BuiltSite:
    """The sample office's site, built once for all tests that only look."""
    return built_sample()
