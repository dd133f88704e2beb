"""Which style sheets a page loads: its template's instead of all that the theme has, then whatever else there is.

Of a template whose pages show texts of authors there are several: most of these texts need no rules for galleries,
facts, footnotes and attachments.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from workflow.config.mkdocs_yml import THEME_FOLDER
from workflow.infra import disk_cache
from workflow.records.file_source import layered_folders
from workflow.site.models.site_page import SitePage
from workflow.site.output.page_styles import StyleSheet, ThemeStyles, names_in_text

PLAIN_TEXT = frozenset(("p", "h2", "h3", "ul", "ol", "li", "a", "em", "strong", "br", "blockquote"))
PLAIN_TABLE = frozenset(("table", "thead", "tbody", "tr", "th", "td", "div", "r-scroll", "r-right", "r-center"))
"""What most texts of authors are made of."""
RARE_PARTS = frozenset(("figure.html", "attachments.html"))
"""Templates of what few stories have."""
EMERGENCY_TEMPLATE = "partials/emergency.html"


class PageMake(NamedTuple):
    """What the pages that load one sheet have in common."""

    template: str = ""
    """Of what the program does not make, such as 404.html, none."""
    has_rare_text: bool = False
    """Whether a text of authors holds what few do."""
    has_rare_parts: bool = False
    """Whether figures or attachments stand with it."""

    @property
    def without(self) -> frozenset[str]:
        """Templates that show nothing on them."""
        return frozenset() if self.has_rare_parts else RARE_PARTS


class PageKind(NamedTuple):
    """What the theme's page around a content depends on."""

    section: str
    make: PageMake


class TemplateStyles:
    """The sheets of one build. A page of another template loads a sheet of its own: a few KB, once."""

    def __init__(self, config: MkDocsConfig, root: Path, pages: Iterable[SitePage], styles: tuple[str, ...]) -> None:
        """`styles`: the theme's own. Where they cannot be read, as an office's may be, every page loads them whole."""
        self.config = config
        self.others = [style for style in config.extra_css if style not in styles]
        self.sheets: dict[PageMake, tuple[StyleSheet, ...]] = {}
        self._makes: dict[str, PageMake] = {}
        brought: dict[PageMake, set[str]] = defaultdict(set, {PageMake(): set()})
        for page in pages:
            names = names_in_text(page.context.text)
            is_rare = not names <= PLAIN_TEXT | PLAIN_TABLE
            make = self._makes[page.address] = PageMake(page.context.template, is_rare, page.context.has_rare_parts)
            brought[make] |= names
        absent = () if config.extra.get("emergencies") else (EMERGENCY_TEMPLATE,)
        with suppress(ValueError, OSError):
            theme = ThemeStyles(layered_folders(root, THEME_FOLDER), styles, brought.values(), absent)
            self.sheets = _kept_sheets(theme, sorted((make, sorted(names)) for make, names in brought.items()), root)

    def make_of(self, address: str) -> PageMake:
        """What the page at an address has in common with others."""
        return self._makes.get(address, PageMake())

    def choose(self, make: PageMake) -> None:
        """Have the theme load the sheets of such pages, and no others."""
        sheets = self.sheets.get(make, ())
        if sheets:
            self.config.extra_css = [*(sheet.address for sheet in sheets if not sheet.on_paper), *self.others]
            self.config.extra["paper_css"] = [sheet.address for sheet in sheets if sheet.on_paper]

    def add_files(self, files: Files) -> None:
        """Put every sheet among the site's files."""
        made = {sheet.address: sheet.content for sheets in self.sheets.values() for sheet in sheets}
        for address, content in made.items():
            files.append(File.generated(self.config, address, content=content))


def _kept_sheets(
    theme: ThemeStyles, brought: list[tuple[PageMake, list[str]]], root: Path
) -> dict[PageMake, tuple[StyleSheet, ...]]:
    """The sheets of each make of pages, with what their texts name; from the user's cache, where they are the same."""
    place, key = disk_cache.cache_file(root, "styles"), f"{theme.digest}:{brought}"
    sheets = disk_cache.read(place, key, list[tuple[StyleSheet, ...]])
    if sheets is None:
        sheets = [theme.sheets(make.template, names, make.without) for make, names in brought]
        disk_cache.write(place, key, sheets)
    return {make: own for (make, _), own in zip(brought, sheets, strict=True)}
