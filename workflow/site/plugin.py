"""The adapter to MkDocs: it hands over finished pages, and MkDocs puts them into the theme.

MkDocs 1 and its theme have an end of life; so nothing but this file knows of them.
"""

import datetime as dt
import os
import time
from pathlib import Path
from typing import Any, Literal

from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from workflow.language.catalog import DEFAULT, LANGUAGE, fill, tr
from workflow.records.load import load_office
from workflow.records.office import Office
from workflow.records.picture import is_picture
from workflow.site.handwritten import read_pages
from workflow.site.newsroom import open_newsroom
from workflow.site.outputs import make_files
from workflow.site.pages import SitePage, make_pages
from workflow.site.security import PAGES, policy
from workflow.site.story import Picture, Story
from workflow.site.templates import press
from workflow.text.finding import Severity
from workflow.text.leaves import instant

log = get_plugin_logger(__name__)
WATCHED = ("content", "site_config")
CLOCK = "REDAKSI_NOW"
"""The environment's variable that says what time the site is built for."""


class Settings(Config):  # type: ignore[no-untyped-call]  # MkDocs' own __init_subclass__
    """The plugin has no settings: the office's own files say everything."""


class RedaksiPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Makes the public site out of the office's records."""

    def __init__(self) -> None:
        self.pages: dict[str, SitePage] = {}
        self.serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether the site is only looked at, and speak Indonesian whatever the builder's computer speaks."""
        os.environ[LANGUAGE] = DEFAULT
        self.serving = command == "serve"
        if dirty:
            log.warning(tr("With --dirty the search finds almost nothing; build without it."))

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Name the site after the office."""
        self.root = Path(config.config_file_path).parent
        self.office = self._load()
        identity = self.office.identity
        config.site_name = escape(identity.short)
        config.site_description = escape(identity.tagline)
        if not self.serving:
            config.site_url = identity.website.rstrip("/") + "/"
        config.extra["office"] = identity
        config.extra["content_policy"] = policy(PAGES)
        return config

    def _load(self) -> Office:
        office, findings = load_office(self.root)
        for finding in findings:
            say = log.warning if finding.severity is Severity.ERROR else log.info
            say(f"{finding.path}:{finding.line}: {fill(finding.message)}")
        if office is None:
            raise PluginError(tr("The office's configuration has errors; without it there is no site."))
        return office

    @event_priority(-100)  # after every other plugin, so that nothing comes in behind the gate
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Put pages made of records in the place of everything that lies in docs_dir."""
        now = self._now()
        news = open_newsroom(self.root, self.office, now)
        handwritten, notes = read_pages(self.office.files)
        for note in (*news.notes, *notes):
            log.warning(note)
        pages = make_pages(self.office, news, handwritten, now)
        self.pages = {f"{page.address}index.md": page for page in pages}
        self.render = press(self.root, self.office)
        made = Files([File.generated(config, path, content="", inclusion=_level(path, config)) for path in self.pages])
        made.add_files_from_theme(config.theme.get_env(), config)
        _drop_unused(made)
        for picture in self._pictures(news.stories):
            source = str(self.root / picture.source)
            made.append(File.generated(config, picture.address, abs_src_path=source))
        for file in make_files(self.office, news, pages, now):
            made.append(File.generated(config, file.address, content=file.content))
        return made

    def _now(self) -> int:
        given = os.environ.get(CLOCK)
        sample = self.office.identity.sample
        if given:
            try:
                return int(instant(given))
            except ValueError as error:
                message = f"{CLOCK}: " + tr("“{value}” is not a time like 2024-10-21T08:05+07:00.", value=given)
                raise PluginError(message) from error
        return int(sample.now) if sample else int(time.time())

    def _pictures(self, stories: tuple[Story, ...]) -> list[Picture]:
        """The pictures of public stories that are what their names say."""
        pictures = [story.picture for story in stories if story.picture]
        return [picture for picture in pictures if is_picture(self.office.files, picture.source)]

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give a page its HTML. What the theme prints unescaped is escaped here."""
        ours = self.pages[page.file.src_uri]
        rendered = self.render(ours)
        title = escape(rendered.title)
        page.meta = {
            "title": title,
            "description": escape(rendered.description),
            "hide": ["navigation", "toc"],
            "search": {"exclude": not ours.searchable},
        }
        page.toc = TableOfContents([AnchorLink(title, "isi", 1)])
        page.update_date = dt.datetime.fromtimestamp(ours.changed, self.office.timeline.zone).date().isoformat()
        return rendered.html

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Build anew whenever a record, a page or a template changes."""
        for folder in WATCHED:
            server.watch(str(self.root / folder))
        return server


def _drop_unused(files: Files) -> None:
    """The theme's maps for its own developers, and its search's languages: far larger than all that readers need."""
    for file in [file for file in files if file.src_uri.endswith(".map") or "/lunr/" in file.src_uri]:
        files.remove(file)


def _level(path: str, config: MkDocsConfig) -> InclusionLevel:
    """A page stands in the navigation when mkdocs.yml names it; the others are many, and cost it nothing."""
    return InclusionLevel.INCLUDED if path in _named(config.nav) else InclusionLevel.NOT_IN_NAV


def _named(nav: Any) -> set[str]:
    """Every path in a navigation."""
    if isinstance(nav, str):
        return {nav}
    entries = nav.values() if isinstance(nav, dict) else nav or ()
    return {path for entry in entries for path in _named(entry)}
