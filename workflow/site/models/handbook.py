"""The office's handbook, PANDUAN.md, as pages for its staff: one a task, out of search and sitemap.

Where an office has no such file, it is the program's, made of the office's facts. The text passes the same limits as an
article: bounded, no raw HTML, an allow-list. Pictures are those in docs/pictures/, the office's or the program's, and
are copied beside the pages.
"""

import hashlib
import re
from collections.abc import Iterator
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import markdown_it
from markdown_it.token import Token
from msgspec import Struct

from workflow.config.office import Office
from workflow.handbook.facts import PICTURES, PROGRAM_PICTURES
from workflow.handbook.render import HANDBOOK_FILE, anchor, render_handbook
from workflow.images.header import ImageHeader, read_header
from workflow.infra import disk_cache
from workflow.records import urls
from workflow.site.models.site_page import PageContext, SitePage
from workflow.text.decode import LARGEST_FILE_BYTES
from workflow.text.html_blocks import add_blocks
from workflow.text.markdown import is_safe_to_parse, new_parser
from workflow.text.safe_html import align_without_style, new_sanitizer

HANDBOOK_ADDRESS = urls.HANDBOOK
LARGEST_PICTURE_BYTES = 2 << 20
"""Bytes."""
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_CODE_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
Sizes = dict[str, ImageHeader | None]
"""What is known of pictures by their address; None of one that is none."""
_PICTURE = re.compile(rf"(?:{PROGRAM_PICTURES}|{PICTURES})([a-z0-9-]+\.webp)")


class HandbookSection(Struct, frozen=True):
    """One task, on a page of its own."""

    title: str
    address: str
    body: str
    """Safe HTML."""


class HandbookContext(PageContext, frozen=True):
    """A section with the way to its neighbours; the first one names all others."""

    template = "handbook.html"
    listed = False

    section: HandbookSection
    before: HandbookSection | None
    after: HandbookSection | None
    tasks: tuple[HandbookSection, ...]

    @property
    def text(self) -> str:
        """The section's."""
        return self.section.body


class Handbook(Struct, frozen=True):
    """All of it; empty where the office has none."""

    sections: tuple[HandbookSection, ...] = ()
    """The first is the beginning, with the list of all others."""
    pictures: dict[str, bytes] = {}
    """By their address."""

    def pages(self, now: int) -> list[SitePage]:
        """A page for each section."""
        rows = zip((None, *self.sections), self.sections, (*self.sections[1:], None), strict=False)
        return [
            SitePage(here.address, HandbookContext(here, before, after, () if before else self.sections[1:]), now)
            for before, here, after in rows
        ]


def handbook_text(office: Office) -> str:
    """The office's own PANDUAN.md, or what it would be; "" where its own is too long."""
    data = office.files.read(HANDBOOK_FILE, LARGEST_FILE_BYTES)
    if data is None:
        return render_handbook(office)
    return data.decode("utf-8", "replace") if len(data) <= LARGEST_FILE_BYTES else ""


def read_handbook(office: Office, place: Path | None = None) -> Handbook:
    """The handbook of an office; none where its own is not fit to be shown. `place`: where its pages are kept."""
    text = handbook_text(office)
    files_at = {
        f"{HANDBOOK_ADDRESS}gambar/{name}": office.files.read(PICTURES + name, LARGEST_PICTURE_BYTES) or b""
        for name in sorted({*_PICTURE.findall(text)})
    }
    pictures = {address: data for address, data in files_at.items() if 0 < len(data) <= LARGEST_PICTURE_BYTES}
    sizes = {address: read_header(data) for address, data in pictures.items()}
    sections = _kept_sections(text, sizes, place) if place else _sections(text, sizes)
    return Handbook(sections, pictures) if sections else Handbook()


def _kept_sections(text: str, sizes: Sizes, place: Path) -> tuple[HandbookSection, ...]:
    """The sections, from the user's cache where the text, the pictures' sizes and the programs are the same."""
    programs = f"{disk_cache.program_digest()}:{markdown_it.__version__}:{version('nh3')}"
    key = hashlib.sha256(f"{programs}:{sizes}:{text}".encode("utf-8", "surrogatepass")).hexdigest()
    sections = disk_cache.read(place, key, tuple[HandbookSection, ...])
    if sections is None:
        sections = _sections(text, sizes)
        disk_cache.write(place, key, sections)
    return sections


def _sections(text: str, sizes: Sizes) -> tuple[HandbookSection, ...]:
    """The sections of a text that is fit to be shown; none of another."""
    chapters = list(_chapters(text))
    if not all(is_safe_to_parse(one.text) for one in chapters):
        return ()
    places = {heading: place for one in chapters for heading, place in one.anchors()}
    return tuple(one.section(places, sizes) for one in chapters)


class _Chapter(Struct, frozen=True):
    """A part of the text, before it is shown."""

    title: str
    address: str
    text: str

    def anchors(self) -> Iterator[tuple[str, str]]:
        """Every heading, and where it will stand."""
        yield anchor(self.title), self.address
        for _, words in _headings(_PARSER.parse(self.text)):
            yield anchor(words), f"{self.address}#{anchor(words)}"

    def section(self, places: dict[str, str], sizes: Sizes) -> HandbookSection:
        """As a page. `places`: where each heading of the handbook stands."""
        tokens = _PARSER.parse(self.text)
        for token, words in _headings(tokens):
            token.attrs["id"] = anchor(words)
        for token in tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{max(int(token.tag[1]) - 1, 2)}"  # the page's title is the section's
            align_without_style(token)
            if token.children:
                token.children = [*self._settled(token.children, places, sizes)]
        html = _SANITIZER.clean(_PARSER.renderer.render(add_blocks(tokens, None), _PARSER.options, {}))
        return HandbookSection(self.title, self.address, html)

    def _settled(self, tokens: list[Token], places: dict[str, str], sizes: Sizes) -> Iterator[Token]:
        """Running text whose links and pictures lead to the site's own pages; of others the words are left."""
        keeps_link: list[bool] = []
        for token in tokens:
            if token.type == "link_open":
                keeps_link.append(self._leads_on(token, places))
            if token.type == "image" and not self._is_shown(token, sizes):
                continue
            if token.type not in ("link_open", "link_close") or keeps_link[-1]:
                yield token
            if token.type == "link_close":
                keeps_link.pop()

    def _leads_on(self, token: Token, places: dict[str, str]) -> bool:
        """Have a link lead to its page; False where it leads to a file of the repository, which the site has not.

        One to a heading that is not there is left as it is, and the inspection says so.
        """
        target = str(token.attrs["href"])
        if target.startswith("#"):
            place, _, part = places.get(target[1:], f"{self.address}{target}").partition("#")
            token.attrs["href"] = urls.relative(place, self.address) + (f"#{part}" if part else "")
            return True
        return target.startswith(("https://", "mailto:"))

    def _is_shown(self, token: Token, sizes: Sizes) -> bool:
        """Have a picture come from the site, with its size, so that nothing jumps later; False for another."""
        picture = _PICTURE.fullmatch(str(token.attrs["src"]))
        address = f"{HANDBOOK_ADDRESS}gambar/{picture[1]}" if picture else ""
        header = sizes.get(address)
        if header is None:
            return False
        size = {"width": str(header.width), "height": str(header.height)}
        token.attrs |= {"src": urls.relative(address, self.address), "loading": "lazy", **size}
        return True


def _chapters(text: str) -> Iterator[_Chapter]:
    """The handbook's beginning and its sections; headings that stand in code are none."""
    if not text.startswith("# "):
        return
    code = [range(*fence.span()) for fence in _CODE_FENCE.finditer(text)]
    heads = [one for one in _SECTION.finditer(text) if not any(one.start() in lines for lines in code)]
    title, _, rest = text.partition("\n")
    beginning = rest.partition("\n## ")[0]
    yield _Chapter(title.removeprefix("# ").strip(), HANDBOOK_ADDRESS, _without_contents(beginning))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        name = head[1].strip()
        yield _Chapter(
            name, f"{HANDBOOK_ADDRESS}{anchor(name)}/", text[head.end() : following.start() if following else len(text)]
        )


def _without_contents(text: str) -> str:
    """The beginning without its list of sections, which the page makes anew."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(("- [", "  ")))


def _headings(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """The headings of a text with their words."""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            yield token, "".join(child.content for child in inline.children or ())


_PARSER = new_parser()
_SANITIZER = new_sanitizer({"img": {"src", "alt", "loading", "width", "height"}, "h2": {"id"}, "h3": {"id"}})
