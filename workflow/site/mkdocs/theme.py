"""The theme as MkDocs uses it, for pages that MkDocs is not told of. With plugin.py all that knows of the two.

A page out of the navigation differs from the next one of its section (the first part of its address) and make only
in its texts and in links relative to it. So the theme renders one such page, as a skeleton, and the rest are filled in.
Before a skeleton is used, two pages full of odd characters are made both ways (`Theme._is_faithful`); should they
differ by a byte, each of these pages goes through the theme itself. So does the section's front, of which there is one.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import jinja2
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.localization import install_translations
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.theme import Theme as MkDocsTheme
from mkdocs.utils import normalize_url

from workflow.config.mkdocs_yml import MKDOCS_YML, THEME_FOLDER
from workflow.i18n.catalog import tr
from workflow.i18n.language import DEFAULT_LANGUAGE
from workflow.infra.bytecode_cache import BytecodeCache
from workflow.records.file_source import layered_folders
from workflow.site.images.brand import Face
from workflow.site.mkdocs.skeleton import PageContent, PagePart, PageSkeleton, Placeholders, ThemeLink
from workflow.site.mkdocs.template_styles import PageKind, TemplateStyles
from workflow.site.models.announcements import EmergencyLine
from workflow.site.models.site_page import SitePage
from workflow.site.output.jinja import RenderedPage
from workflow.site.output.template_sandbox import TemplateSandbox

STYLES = tuple(
    f"assets/stylesheets/{name}.css"
    for name in ("redaksi", "naskah", "lampiran", "liputan", "ralat", "layanan", "search")
)
SCRIPTS = ("assets/javascripts/search-box.js",)
"""What every page loads of the program's theme, before what mkdocs.yml names."""
DEFAULT_ICON, DEFAULT_FAVICON = "material/newspaper-variant-outline", "assets/images/redaksi.svg"
MATERIAL_FAVICON = "assets/images/favicon.png"
"""What Material sets where mkdocs.yml names none."""
UNUSED_THEME_FILES = (
    "sitemap.xml",
    "assets/javascripts/bundle",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/stylesheets/main",
    "assets/stylesheets/palette",
)
"""Files of the theme that are left out."""
PROBE_TEXT = "<Uji> & \"kutip\" 'ganda' {{ 7 * 191 }} é"
PROBE_ADDRESSES = ("2026/uji-coba/", "lain/")
"""Below a section."""


class Theme:
    """Puts rendered pages into the theme's, in the environment of one build."""

    def __init__(
        self,
        env: jinja2.Environment,
        config: MkDocsConfig,
        nav: Navigation,
        files: Files,
        addresses: Iterable[str],
        styles: TemplateStyles,
    ) -> None:
        """`addresses`: of the pages that it will be asked for."""
        self.env, self.config, self.nav, self.files, self.styles = env, config, nav, files, styles
        kinds = sorted({self._kind(one) for one in addresses if _split_section(one)[1]})
        self.skeletons = {kind: self._skeleton(kind) for kind in kinds}
        """By kind, of pages that have lines of their own in <head>, as all have; None where the theme cannot be cut."""

    @property
    def is_fast(self) -> bool:
        """Whether pages can be filled in."""
        return all(self.skeletons.values())

    def wrap(self, page: SitePage, rendered: RenderedPage) -> str:
        """A page in the theme."""
        kind, below = self._kind(page.address), _split_section(page.address)[1]
        skeleton = self.skeletons[kind] if below and rendered.head else None
        if skeleton is None:
            return self._render(page.address, kind, rendered)
        return skeleton.fill(self._page_content(page.address, rendered))

    def digest(self) -> str:
        """Of all that stands around the pages."""
        pieces = [repr(skeleton and skeleton.pieces) for skeleton in self.skeletons.values()]
        return hashlib.sha256(f"{pieces}{self.config.site_url}".encode()).hexdigest()[:24]

    def _kind(self, address: str) -> PageKind:
        return PageKind(_split_section(address)[0], self.styles.make_of(address))

    def _render(self, address: str, kind: PageKind, rendered: RenderedPage) -> str:
        """A page as the theme itself renders it."""
        page = _mkdocs_page(self.config, address)
        set_page_content(page, rendered)
        return self._render_theme(page, kind, {})

    def _page_content(self, address: str, rendered: RenderedPage) -> PageContent:
        title, description = escape(rendered.title), escape(rendered.description)
        canonical = urljoin(self.config.site_url, quote(address)) if self.config.site_url else ""
        rooted = urlsplit(canonical).path
        return PageContent(address, title, description, rendered.head, rendered.html, canonical, rooted)

    def _render_theme(self, page: Page, kind: PageKind, changes: dict[str, Any]) -> str:
        """The theme's own rendering. `changes`: variables of its templates that are other than MkDocs would have."""
        page.active = True
        self.styles.choose(kind.make)
        context: dict[str, Any] = {**get_context(self.nav, self.files, self.config, page), **changes}
        return self.env.get_template("main.html").render(context)

    def _skeleton(self, kind: PageKind) -> PageSkeleton | None:
        """The skeleton of a kind of pages, proved; None where the theme's page cannot be cut so."""
        placeholders = Placeholders()
        try:
            html = self._render_placeholders(placeholders, kind)
            skeleton = PageSkeleton(html, placeholders, relative_link)
        except ValueError:
            return None
        return skeleton if self._is_faithful(skeleton, kind) else None

    def _render_placeholders(self, placeholders: Placeholders, kind: PageKind) -> str:
        """A page of a kind as the theme renders it, with placeholders for all that differs from page to page."""
        page = _mkdocs_page(self.config, f"{kind.section}/{placeholders.of(PagePart.BELOW)}/")
        title, description, content, head = (
            placeholders.of(part) for part in (PagePart.TITLE, PagePart.DESCRIPTION, PagePart.CONTENT, PagePart.HEAD)
        )
        set_page_content(page, RenderedPage(title, description, content, head))
        if self.config.site_url:
            page.canonical_url, page.abs_url = placeholders.of(PagePart.CANONICAL), placeholders.of(PagePart.ROOTED)
        with self._placeholder_links(placeholders):
            return self._render_theme(page, kind, {"base_url": placeholders.of(PagePart.BASE)})

    def _is_faithful(self, skeleton: PageSkeleton, kind: PageKind) -> bool:
        """Whether pages that are filled in are what the theme renders, byte for byte, odd characters and all."""
        text = escape(PROBE_TEXT)
        probe = RenderedPage(PROBE_TEXT, PROBE_TEXT, f"<p>{text}</p>", f"<!-- {text} -->")
        return all(
            skeleton.fill(self._page_content(address, probe)) == self._render(address, kind, probe)
            for address in (f"{kind.section}/{below}" for below in PROBE_ADDRESSES)
        )

    @contextmanager
    def _placeholder_links(self, placeholders: Placeholders) -> Iterator[None]:
        """Have the theme's templates write placeholders for links meanwhile."""

        @jinja2.pass_context
        def url(_: object, value: object) -> str:
            target = str(value)
            return target if _is_absolute(target) else placeholders.of(ThemeLink(target))

        @jinja2.pass_context
        def script_tag(context: Any, script: Any) -> str:
            whole = str(original["script_tag"](context, script))
            bare = normalize_url(str(script), page=context["page"])
            return Markup(whole.replace(str(escape(bare)), url(context, script)))  # noqa: S704  # the theme's own tag

        original = {name: self.env.filters[name] for name in ("url", "script_tag")}
        self.env.filters |= {"url": url, "script_tag": script_tag}
        try:
            yield
        finally:
            self.env.filters |= original


class _Loader(jinja2.FileSystemLoader):
    """Lists a theme's files without its hidden folders: Material's has twelve thousand icons."""

    def list_templates(self) -> list[str]:
        templates = set()
        for top in self.searchpath:
            for folder, folders, names in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                templates |= {Path(folder, name).relative_to(top).as_posix() for name in names}
        return sorted(templates)


def add_program_theme(config: MkDocsConfig, root: Path) -> None:
    """Lay the office's own theme over the program's, and this over Material's, with or without a `custom_dir`."""
    own = [str(folder) for folder in layered_folders(root, THEME_FOLDER) if folder.is_dir()]
    config.theme.dirs[:] = dict.fromkeys((*own, *config.theme.dirs))
    named = [*config.extra_css, *map(str, config.extra_javascript)]
    config.extra_css[:0] = [style for style in STYLES if style not in named]
    scripts = [ExtraScriptValue(script) for script in SCRIPTS if script not in named]
    for script in scripts:
        script.defer = True
    config.extra_javascript[:0] = scripts


def settle_theme(theme: MkDocsTheme) -> None:
    """What the pages depend on, where mkdocs.yml says nothing: no fonts of another host, Indonesian, our pictures.

    Raises PluginError for an icon that is not there.
    """
    theme.update({"language": DEFAULT_LANGUAGE, "font": False})
    icons = theme.get("icon")
    theme["icon"] = {"logo": DEFAULT_ICON} | (icons if isinstance(icons, dict) else {})
    logo = theme["icon"]["logo"]
    if not any(Path(folder, f".icons/{logo}.svg").is_file() for folder in theme.dirs):
        raise PluginError(f"{MKDOCS_YML}: " + tr("There is no icon `{icon}` in the theme.", icon=logo))
    if theme.get("favicon") == MATERIAL_FAVICON:
        theme["favicon"] = DEFAULT_FAVICON


def drop_unused_theme_files(files: Files) -> None:
    """The theme's own sitemap, styles and scripts, which our pages do not load, and its maps for its developers."""
    for file in [file for file in files if file.src_uri.startswith(UNUSED_THEME_FILES)]:
        files.remove(file)


def show_face(config: MkDocsConfig, face: Face, emergencies: Sequence[EmergencyLine]) -> None:
    """Let the theme show what is the office's own: its colours over the program's, below styles of mkdocs.yml.

    `emergencies`: what stands on top of every page.
    """
    config.extra |= {"face": face, "emergencies": emergencies}
    if face.favicon:
        config.theme["favicon"] = face.favicon.address
    if face.stylesheet:
        last = max((index for index, style in enumerate(config.extra_css, 1) if style in STYLES), default=0)
        config.extra_css.insert(last, face.stylesheet)


def sandbox_theme(config: MkDocsConfig, compiled: BytecodeCache) -> None:
    """Have the theme's templates rendered in our sandbox, and spare MkDocs what takes time.

    That is looking through twelve thousand icons, and compiling the templates each time.
    """
    theme, own = config.theme, config.theme.get_env

    def get_env() -> jinja2.Environment:
        env = TemplateSandbox(loader=_Loader(theme.dirs), auto_reload=False, bytecode_cache=compiled)
        env.filters |= own().filters
        install_translations(env, theme.locale, theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]


def set_page_content(page: Page, rendered: RenderedPage, changed: dt.date | None = None) -> None:
    """Give a page of MkDocs its texts. What the theme prints unescaped is escaped here."""
    title = escape(rendered.title)
    page.meta = {
        "title": title,
        "description": escape(rendered.description),
        "head": rendered.head,
        "hide": ["navigation", "toc"],
    }
    page.toc = TableOfContents([AnchorLink(title, "isi", 1)])
    page.content = rendered.html
    if changed:
        page.update_date = changed.isoformat()


def _split_section(address: str) -> tuple[str, str]:
    """The section of an address, and what is below it."""
    section, _, rest = address.partition("/")
    return section, rest


def relative_link(target: str, address: str) -> str:
    """The link to a target from the page at an address, exactly as MkDocs writes it."""
    return str(normalize_url(target, page=_link_origin(address)))


@lru_cache(maxsize=8)
def _link_origin(address: str) -> Any:
    return SimpleNamespace(url=quote(address))


def _is_absolute(target: str) -> bool:
    """Whether MkDocs leaves a link as it is."""
    parts = urlsplit(target)
    return bool(parts.scheme or parts.netloc or target.startswith(("/", "#")))


def _mkdocs_page(config: MkDocsConfig, address: str) -> Page:
    return Page(None, File.generated(config, f"{address}index.md", content=""), config)
