"""Pages become HTML: Jinja2 with every value escaped, and an error for every name that is not there."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from workflow.language.catalog import duration
from workflow.language.dates import local, long_date, long_time, month_name, short_time
from workflow.records.office import Office
from workflow.site import addresses
from workflow.site.metadata import head
from workflow.site.pages import SitePage

FOLDER = "site_config/theme/redaksi"
DATES = 16_384
"""Written dates that are kept in mind, of each kind."""


class Rendered(Struct, frozen=True):
    """A page's HTML, with the texts that stand outside of it."""

    title: str
    """Plain text, like the description."""
    description: str
    html: str
    head: str = ""
    """Lines for the page's head, escaped."""


def press(root: Path, office: Office) -> Callable[[SitePage], Rendered]:
    """A function that renders the pages of one office. The words of the pages stand in the office's templates."""
    environment = _environment(root, office)

    def render(page: SitePage) -> Rendered:
        def link(target: str) -> str:
            return addresses.relative(target, page.address)

        template = environment.get_template(page.template)
        module: Any = template.make_module({**page.data, "address": page.address, "link": link})
        title, description = _plain(module.title), _plain(module.description)
        return Rendered(title, description, str(module), head(page, office, title, description))

    return render


def _plain(text: str) -> str:
    """A text that a template put together, without the escapes it was put together with."""
    return " ".join((text.unescape() if isinstance(text, Markup) else text).split())


def _environment(root: Path, office: Office) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(root / FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    zone = office.zone
    environment.globals |= {"office": office.identity, "places": addresses}
    environment.filters |= {name: lru_cache(DATES)(written) for name, written in _dates(zone).items()}
    environment.filters |= {"safe_body": Markup}
    return environment


def _dates(zone: str) -> dict[str, Callable[[Any], str]]:
    """How instants and days are written. Lists repeat the dates of their stories."""
    return {
        "moment": lambda at: long_time(at, zone),
        "short": lambda at: short_time(at, zone),
        "day": lambda at: long_date(local(at, zone).date()),
        "date": long_date,
        "month": lambda first: month_name(first.year, first.month),
        "iso": lambda at: local(at, zone).isoformat(),
        "duration": duration,
    }
