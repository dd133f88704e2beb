"""All pages of one build, made of the records before anything is rendered, and the writer that renders them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from workflow.config.office import Office
from workflow.infra import disk_cache
from workflow.infra.parallel import BackgroundTask
from workflow.site.content.static_pages import render_static_pages
from workflow.site.feeds.redirects import missing_targets
from workflow.site.feeds.static_files import SiteFile, make_files
from workflow.site.feeds.well_known import MANIFEST_FILE, web_manifest
from workflow.site.images.attach import SiteImages, attach_images
from workflow.site.images.brand import Face, make_face
from workflow.site.images.build import ImageBuilder
from workflow.site.images.placeholders import PlaceholderImages
from workflow.site.models.announcements import EmergencyLine, emergency_lines
from workflow.site.models.dead_links import without_dead_links
from workflow.site.models.error_pages import error_pages
from workflow.site.models.handbook import read_handbook
from workflow.site.models.pages import make_pages, without_duplicates
from workflow.site.models.public_content import read_public_content, with_gathered
from workflow.site.models.site_page import ArticleContext, HomeContext, PageContext, SitePage, StaticPageContext
from workflow.site.models.variants import Variant, make_variant, variant_topics
from workflow.site.output.jinja import PageRenderer
from workflow.site.output.render_pages import page_file
from workflow.site.output.writer import SiteParts, SiteWriter
from workflow.site.search.index import build_missing_indexes, search_cache_folder


class BuildMode(Struct, frozen=True):
    """What kind of site is built."""

    serving: bool
    """It is only looked at, by `mkdocs serve`: articles with errors show them."""
    drafts: frozenset[str]
    """Articles that a preview shows before they are public."""
    is_trial: bool
    """It is only audited: placeholders for pictures, no search."""
    variant: Variant
    """Which news it is made of."""


class PageSet(Struct, frozen=True):
    """The site's pages and what writes them, once the records are read."""

    pages: list[SitePage]
    """All that readers get: without the pages that only `mkdocs serve` shows."""
    navigation: dict[str, SitePage]
    """By the path of their file."""
    writer: SiteWriter
    search_index: BackgroundTask | None
    """None where the site is not searched."""
    face: Face
    """The office's own."""
    emergencies: tuple[EmergencyLine, ...]
    """What stands on top of every page, the gravest first."""
    notes: tuple[str, ...]
    """What whoever builds should know."""


def make_page_set(
    root: Path, office: Office, now: int, nav_paths: set[str], withheld: Sequence[str], mode: BuildMode
) -> PageSet:
    """Read the records and make all that follows from them. Raises TemplateError where templates cannot be loaded."""
    images = _images(root, office, now, withheld, mode)
    own = make_face(office, images.builder)
    news = make_variant(images.news, mode.variant, office, now)
    news = with_gathered(news, variant_topics(mode.variant, office, now), office, now)
    handwritten, static_notes = render_static_pages(office)
    handbook = read_handbook(office, disk_cache.cache_file(root, "handbook"))
    pages, duplicates = without_duplicates(make_pages(office, news, handwritten, now) + handbook.pages(now))
    notes: tuple[str, ...] = ()
    if mode.variant is Variant.ACTUAL:
        notes = (*news.notes, *images.notes, *own.notes, *static_notes, *duplicates, *missing_targets(office, pages))
    if not mode.drafts:  # a preview holds only what is new: most links would lead out of it
        news, pages = without_dead_links(news, pages, office.identity.website, _kinds_with_links(mode))
    render = PageRenderer(root, office, images.card).render
    search_index = None
    if not mode.is_trial:
        search_index = BackgroundTask(partial(build_missing_indexes, pages, office.zone, search_cache_folder()))
    files = make_files(office, news, pages, now)
    files += [SiteFile(address, data) for address, data in (*handbook.pictures.items(), *own.files.items())]
    files.append(SiteFile(MANIFEST_FILE, web_manifest(office, own.face)))
    shown = pages + error_pages(news, now) if mode.serving else pages
    navigation = {page_file(page): page for page in shown if f"{page.address}index.md" in nav_paths}
    parts = SiteParts(
        navigation=tuple(navigation.values()),
        pages=tuple(page for page in shown if page_file(page) not in navigation),
        files=tuple(files),
        images=images,
        documents=tuple(one for story in news.stories for one in story.attachments),
    )
    writer, urgent = SiteWriter(root, office, render, parts), tuple(emergency_lines(office, now))
    return PageSet(pages, navigation, writer, search_index, own.face, urgent, notes)


def _images(root: Path, office: Office, now: int, withheld: Sequence[str], mode: BuildMode) -> SiteImages:
    """What is public, with its images."""
    news = read_public_content(root, office, now, mode.drafts, withheld)
    builder = PlaceholderImages if mode.is_trial else ImageBuilder
    return attach_images(news, office, builder(root, office))


def _kinds_with_links(mode: BuildMode) -> tuple[type[PageContext], ...]:
    """The kinds of pages whose dead links become words; a trial says of all others that their links are dead."""
    if mode.is_trial and mode.variant is Variant.ACTUAL:
        return (ArticleContext,)
    return (ArticleContext, StaticPageContext, HomeContext)
