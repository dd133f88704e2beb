"""The adapter to MkDocs: a plugin that hands over the pages of the navigation and writes all others itself.

MkDocs 1 and its theme have an end of life; so nothing but this file and theme.py knows of them.
"""

import datetime as dt
import gc
import os
import shutil
import time
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

from jinja2 import Environment, TemplateError
from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from msgspec import Struct

from workflow.config.brand_pictures import hinders_site
from workflow.config.load import load_office
from workflow.config.mkdocs_yml import MKDOCS_YML, told
from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.i18n.language import DEFAULT_LANGUAGE, LANGUAGE_VARIABLE, current_language, in_language
from workflow.infra import disk_cache
from workflow.infra.bytecode_cache import BytecodeCache
from workflow.infra.dir_scan import decode_listing, scan_folder
from workflow.infra.parallel import BackgroundTask
from workflow.records import urls
from workflow.site.feeds.security_headers import PAGE_DIRECTIVES, format_policy
from workflow.site.feeds.static_files import SiteFile
from workflow.site.mkdocs.build_errors import finding_line, plugin_error
from workflow.site.mkdocs.page_set import BuildMode, PageSet, make_page_set
from workflow.site.mkdocs.template_styles import TemplateStyles
from workflow.site.mkdocs.theme import (
    STYLES,
    Theme,
    add_program_theme,
    drop_unused_theme_files,
    sandbox_theme,
    set_page_content,
    settle_theme,
    show_face,
)
from workflow.site.models.site_page import SitePage
from workflow.site.models.variants import Variant
from workflow.site.output.output_dir import OutputDir
from workflow.site.search.index import make_search_files, search_cache_folder
from workflow.site.search.pagefind_client import SearchError
from workflow.text.field_types import parse_instant
from workflow.text.finding import Severity

log = get_plugin_logger("redaksi")
WATCHED_FOLDERS = ("content", "site_config")
NOW_VARIABLE = "REDAKSI_NOW"
"""The environment's variable that says what time the site is built for."""
WITHHELD_VARIABLE = "REDAKSI_WITHHELD"
"""The environment's variable that names records, one a line, that are left out; `redaksi publish` sets it."""


class PluginSettings(Config):  # type: ignore[no-untyped-call]  # MkDocs' own __init_subclass__
    """The plugin has no settings: the office's own files say everything."""


class _Staging(Struct, frozen=True):
    """Where MkDocs writes what is its own, until all of the site is known."""

    folder: Path
    target: Path
    """The site's folder, in which what is unchanged is to stay."""
    listing: BackgroundTask
    """What is in it now."""


class RedaksiPlugin(BasePlugin[PluginSettings]):  # type: ignore[no-untyped-call]
    """Makes the public site out of the office's records.

    MkDocs calls its hooks in the order in which they stand here, each once a build, but `on_page_content` once for each
    page of the navigation. What a hook finds out for a later one is an attribute, named below it in `__init__`.
    """

    office: Office
    root: Path
    compiled: BytecodeCache
    staging: _Staging | None
    """These four are set by `on_config`; there is no staging folder outside of a build."""
    made: PageSet
    styles: TemplateStyles
    """Set by `on_files`."""
    nav: Navigation
    files: Files
    """Set by `on_nav`."""
    env: Environment
    """Set by `on_env`."""

    def __init__(self) -> None:
        self.serving = False
        self.drafts: frozenset[str] = frozenset()
        """Articles that a preview shows before they are public. No file sets it: only preview/build.py does."""
        self.is_trial = False
        """A site that is only inspected, with placeholders for pictures and no search. Only trial_build/ sets it."""
        self.variant = Variant.ACTUAL
        """Which news a trial's site is made of. Only trial_build/ sets it."""
        self.staging = None
        self.spoken = DEFAULT_LANGUAGE

    @property
    def pages(self) -> list[SitePage]:
        """Every page of the last build."""
        return self.made.pages

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Learn whether the site is only looked at. Pages speak Indonesian, whatever the builder does."""
        self.spoken = current_language()
        os.environ[LANGUAGE_VARIABLE] = DEFAULT_LANGUAGE
        self.serving = command == "serve"
        self.drafts = frozenset()
        self.is_trial = False
        self.variant = Variant.ACTUAL

    @event_priority(100)  # before any other plugin, which may stumble over a setting that has no place here
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Name the site after the office."""
        self.root = Path(config.config_file_path).parent
        self.office = self._load()
        add_program_theme(config, self.root)
        identity = self.office.identity
        config.site_name = escape(identity.site_title)
        config.site_description = escape(identity.tagline)
        if not self.serving:
            config.site_url = urls.absolute(identity.website)
        config.extra["office"] = identity
        settle_theme(config.theme)
        config.theme.static_templates.discard("sitemap.xml")  # ours stands in its place
        config.extra["content_policy"] = format_policy(PAGE_DIRECTIVES)
        self.compiled = BytecodeCache(disk_cache.cache_file(self.root, "theme"))
        sandbox_theme(config, self.compiled)
        self._open_staging(config)
        return config

    def _open_staging(self, config: MkDocsConfig) -> None:
        """Let MkDocs empty and fill another folder than the site's."""
        gc.unfreeze()  # what an earlier build of this process left
        gc.disable()  # thousands of records that all live until the end: looking for garbage finds none
        target = Path(config.site_dir)
        listing = BackgroundTask(lambda: scan_folder(str(target)).packed)
        self.staging = _Staging(Path(mkdtemp(prefix="redaksi-")), target, listing)
        config.site_dir = str(self.staging.folder)

    def _close_staging(self, config: MkDocsConfig | None) -> None:
        if self.staging:
            shutil.rmtree(self.staging.folder, ignore_errors=True)
            if not self.serving:
                gc.freeze()  # the process is about to end: looking through all records once more finds nothing
            gc.enable()
            if config:
                config.site_dir = str(self.staging.target)
            self.staging = None

    def _load(self) -> Office:
        office, findings = load_office(self.root)
        with in_language(self.spoken):
            wrong = told(findings)
            for finding in findings:
                if finding.path == MKDOCS_YML:
                    continue
                if office and hinders_site(finding, office.identity.pictures):
                    wrong.append(finding_line(finding))
                else:
                    write = log.warning if finding.severity is Severity.ERROR else log.info
                    write(finding_line(finding))
        if wrong:
            raise PluginError("\n".join(wrong))
        if office is None:
            raise PluginError(tr("The office's configuration has errors; without it there is no site."))
        return office

    @event_priority(-100)  # after every other plugin, so that nothing comes in behind the gate
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Put pages made of records in the place of everything that is in docs_dir."""
        self.made = self._make_pages(self._now(), _nav_paths(config.nav))
        show_face(config, self.made.face, self.made.emergencies)
        pages = self.made.navigation.values()
        generated = Files([File.generated(config, f"{page.address}index.md", content="") for page in pages])
        generated.add_files_from_theme(config.theme.get_env(), config)
        self.styles = TemplateStyles(config, self.root, self.made.pages, STYLES)
        self.styles.add_files(generated)
        drop_unused_theme_files(generated)
        return generated

    def _make_pages(self, now: int, nav_paths: set[str]) -> PageSet:
        mode = BuildMode(self.serving, self.drafts, self.is_trial, self.variant)
        withheld = os.environ.get(WITHHELD_VARIABLE, "").split("\n")
        try:
            made = make_page_set(self.root, self.office, now, nav_paths, withheld, mode)
        except TemplateError as error:
            raise plugin_error(error, self.root) from error
        for note in made.notes:
            log.warning(note)
        return made

    def _now(self) -> int:
        given = os.environ.get(NOW_VARIABLE)
        sample = self.office.identity.sample
        if given:
            try:
                return int(parse_instant(given))
            except ValueError as error:
                message = f"{NOW_VARIABLE}: " + tr("“{value}” is not a time like 2024-10-21T08:05+07:00.", value=given)
                raise PluginError(message) from error
        return int(sample.now) if sample else int(time.time())

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Keep what the theme needs for the other pages."""
        self.nav, self.files = nav, files
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give a page of the navigation its HTML."""
        ours = self.made.navigation[page.file.dest_uri]
        rendered = self.made.writer.rendered(ours)
        changed = dt.datetime.fromtimestamp(ours.changed, self.office.timeline.zone).date()
        set_page_content(page, rendered, changed)
        return rendered.html

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:  # noqa: ARG002
        """Have a page of the navigation load its template's styles."""
        self.styles.choose(self.styles.make_of(page.url))
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:  # noqa: ARG002
        """The same for pages at no address of their own, such as 404.html."""
        self.styles.choose(self.styles.make_of(template_name))
        return context

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Keep the theme's templates."""
        self.env = env
        return env

    @event_priority(-100)  # after every other plugin has written what it writes
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all that MkDocs does not know of, and take over what it wrote."""
        writer, staging = self.made.writer, self.staging
        if staging is None:
            raise TypeError
        theme = Theme(self.env, config, self.nav, self.files, writer.parts.addresses, self.styles)
        if not theme.is_fast:
            log.warning(tr("The theme's page cannot be filled in; every page is rendered by itself, which is slow."))
        try:
            folder = OutputDir(self.root, staging.target, decode_listing(staging.listing.result()))
            writer.write(folder, staging.folder, theme.wrap, theme.digest(), self._search_files)
        except (TemplateError, OSError) as error:
            raise plugin_error(error, self.root) from error
        self.compiled.save()
        self._close_staging(config)

    def _search_files(self) -> list[SiteFile]:
        """The files of the site's search. A site without search is looked at but never published."""
        made = self.made
        if made.search_index is None:
            return []
        try:
            files = make_search_files(made.pages, self.office.zone, search_cache_folder(), made.search_index.result())
        except SearchError as error:
            message = tr("The site's search could not be made: {reason}.", reason=str(error))
            if not self.serving:
                raise PluginError(message) from error
            log.warning(message)
            return []
        return [SiteFile(address, content) for address, content in files.items()]

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site as it was, and say where a template is wrong that MkDocs filled in itself."""
        self._close_staging(None)
        if isinstance(error, TemplateError):
            raise plugin_error(error, self.root) from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Build anew whenever a record, a page or a template changes."""
        for folder in (self.root / name for name in WATCHED_FOLDERS):
            if folder.is_dir():  # an office may have no record yet
                server.watch(str(folder))
        return server


def _nav_paths(nav: Any) -> set[str]:
    """Every path in a navigation."""
    if isinstance(nav, str):
        return {nav}
    entries = nav.values() if isinstance(nav, dict) else nav or ()
    return {path for entry in entries for path in _nav_paths(entry)}
