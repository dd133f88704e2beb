"""Renders pages: Jinja2 with every value escaped, and an error for every name that is not there."""

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.catalog import format_duration
from workflow.i18n.dates import (
    date_span,
    full_date,
    local_time,
    long_date,
    long_time,
    medium_date,
    month_name,
    short_time,
    zone_name,
)
from workflow.i18n.language import DEFAULT_LANGUAGE
from workflow.infra import disk_cache
from workflow.infra.bytecode_cache import BytecodeCache
from workflow.records import urls
from workflow.records.file_source import layered_folders
from workflow.site.feeds.head_metadata import head_lines
from workflow.site.models.register_row import RegisterRow
from workflow.site.models.site_page import SitePage
from workflow.site.models.story import Card, Story
from workflow.site.output.hyphenation import hyphenated, hyphenated_html
from workflow.site.output.template_sandbox import TemplateSandbox

TEMPLATES_FOLDER = "site_config/theme/redaksi"
DATE_CACHE_SIZE = 16_384
"""Written dates in memory, of each kind."""
PART_CACHE_SIZE = 16_384
"""Cards in memory, and rows of letters; each is about a kilobyte."""
ROOT_PLACEHOLDER = "\0"
"""Stands for the relative link to the site's root in a cached part. No template and no link holds one."""


class RenderedPage(Struct, frozen=True):
    """A page's HTML, with the texts that stand outside of it."""

    title: str
    """Plain text, like the description."""
    description: str
    html: str
    head: str = ""
    """Lines for the page's head, escaped."""


RenderPage = Callable[[SitePage], RenderedPage]


class PageRenderer:
    """Renders the pages of one office. The words of the pages stand in the office's templates.

    One page at a time: while it is rendered, `address` says where its links start. Templates cannot pass that on, since
    the macros that they import see nothing of a page; what they see, `link`, `card` and `letter_row`, are methods of
    this object.
    """

    def __init__(self, root: Path, office: Office, site_card: Card | None = None) -> None:
        self.office, self.site_card = office, site_card
        self.address = ""
        """Of the page that is being rendered: where its links start."""
        self.environment = _environment(root, office)
        self.environment.globals |= {"link": self.link, "card": self.card, "letter_row": self.letter_row}
        self._load(BytecodeCache(disk_cache.cache_file(root, "templates")))
        self._card, self._letter_row = (
            lru_cache(PART_CACHE_SIZE)(partial(self._make_part, name)) for name in ("card", "letter_row")
        )
        self._is_part = False

    def _load(self, compiled: BytecodeCache) -> None:
        """Load all templates before workers are forked, so that none has to do it for itself."""
        self.environment.bytecode_cache = compiled
        for name in self.environment.list_templates(["html"]):
            self.environment.get_template(name)
        compiled.save()

    def render(self, page: SitePage) -> RenderedPage:
        """One page."""
        self.address = page.address
        module = self._module(page)
        title, description = _plain_text(module.title), _plain_text(module.description)
        head = head_lines(page, self.office, title, description, self.site_card)
        return RenderedPage(title, description, str(module), head)

    def _module(self, page: SitePage) -> Any:
        template = self.environment.get_template(page.context.template)
        try:
            return template.make_module({**page.context.variables(), "address": page.address})
        except Exception:
            self.environment.handle_exception()  # the same error, at the lines of templates and not of what they became

    def link(self, target: str) -> str:
        """The link to a page or file."""
        return ROOT_PLACEHOLDER + target if self._is_part else urls.relative(target, self.address)

    def card(self, story: Story, level: int = 3, size: str = "") -> Markup:
        """A story in a list; it looks the same on all pages but for where the root is, so it is not made for each."""
        return self._placed(self._card(story, level, size))

    def letter_row(self, row: RegisterRow) -> Markup:
        """A letter in a list; it stands in the register and in each list that a filter leaves of it."""
        return self._placed(self._letter_row(row))

    def _placed(self, part: str) -> Markup:
        return Markup(part.replace(ROOT_PLACEHOLDER, "../" * self.address.count("/")))  # noqa: S704

    def _make_part(self, name: str, *values: object) -> str:
        self._is_part = True
        try:
            macro: Callable[..., Markup] = getattr(self.environment.get_template(f"{name}.html").module, name)
            return str(macro(*values))
        finally:
            self._is_part = False


def _plain_text(text: str) -> str:
    """A text that a template put together, without the escapes it was put together with."""
    return " ".join((text.unescape() if isinstance(text, Markup) else text).split())


def _environment(root: Path, office: Office) -> TemplateSandbox:
    environment = TemplateSandbox(
        loader=FileSystemLoader(layered_folders(root, TEMPLATES_FOLDER)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # each build has an environment of its own
    )
    zone = office.zone
    environment.globals |= {"office": office.identity, "places": urls}
    environment.filters |= {name: lru_cache(DATE_CACHE_SIZE)(way) for name, way in _date_filters(zone).items()}
    environment.filters |= {"safe_body": hyphenated_html, "syllables": hyphenated}
    return environment


def _date_filters(zone: str) -> dict[str, Callable[..., str]]:
    """How instants, days and numbers are written. Lists repeat the dates of their stories."""
    return {
        "moment": lambda at: long_time(at, zone),
        "short": lambda at: short_time(at, zone),
        "day": lambda at: long_date(local_time(at, zone).date()),
        "brief": lambda at: medium_date(local_time(at, zone).date()),
        "date": long_date,
        "month_of": lambda at: month_name(local_time(at, zone).year, local_time(at, zone).month),
        "weekday": lambda day: full_date(day.isoformat()),
        "month_word": lambda day: month_name(day.year, day.month).split()[0],
        "span": date_span,
        "clock": lambda at: f"{local_time(at, zone):%H.%M}",
        "hour": lambda at: f"{local_time(at, zone):%H.%M} {zone_name(local_time(at, zone), zone)}",
        "month": lambda first: month_name(first.year, first.month),
        "iso": lambda at: local_time(at, zone).isoformat(),
        "duration": format_duration,
        "number": lambda count: format_decimal(count, locale=DEFAULT_LANGUAGE),
    }
