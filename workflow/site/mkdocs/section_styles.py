"""Which style sheets a page loads: its section's instead of all that the theme has, then whatever else there is."""

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from workflow.config.mkdocs_yml import THEME_FOLDER
from workflow.records.file_source import layered_folders
from workflow.site.models.site_page import SitePage
from workflow.site.output.page_styles import StyleSheet, ThemeStyles

NOWHERE = ("", True)
"""The section of what has no address of its own, such as 404.html."""


class SectionStyles:
    """The sheets of one build. A section is the first part of an address; its front has sheets of its own."""

    def __init__(self, config: MkDocsConfig, root: Path, pages: Iterable[SitePage], styles: tuple[str, ...]) -> None:
        """`styles`: the theme's own. Where they cannot be read, as an office's may be, every page loads them whole."""
        self.config = config
        self.others = [style for style in config.extra_css if style not in styles]
        self.sheets: dict[tuple[str, bool], tuple[StyleSheet, ...]] = {}
        templates: dict[tuple[str, bool], set[str]] = {NOWHERE: set()}
        for page in pages:
            templates.setdefault(_section(page.address), set()).add(page.context.template)
        try:
            theme = ThemeStyles(layered_folders(root, THEME_FOLDER), styles)
            self.sheets = {section: theme.sheets(sorted(names)) for section, names in templates.items()}
        except (ValueError, OSError):
            return

    def choose(self, address: str) -> None:
        """Have the theme load the sheets of the page at an address, and of no other section."""
        sheets = self.sheets.get(_section(address)) or self.sheets.get(NOWHERE, ())
        if sheets:
            self.config.extra_css = [*(sheet.address for sheet in sheets if not sheet.on_paper), *self.others]
            self.config.extra["paper_css"] = [sheet.address for sheet in sheets if sheet.on_paper]

    def add_files(self, files: Files) -> None:
        """Put every sheet among the site's files."""
        made = {sheet.address: sheet.content for sheets in self.sheets.values() for sheet in sheets}
        for address, content in made.items():
            files.append(File.generated(self.config, address, content=content))


def _section(address: str) -> tuple[str, bool]:
    """The section of an address, and whether it is below the section's front."""
    section, _, below = address.partition("/")
    return section, bool(below)
