"""What the site holds beside its pages: feeds, open data, files for machines. Pure functions of records."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from workflow.config.office import Office
from workflow.site.feeds import security_headers
from workflow.site.feeds.machine_files import for_machines
from workflow.site.feeds.open_data import open_data
from workflow.site.models.public_content import PublicContent
from workflow.site.models.site_page import SitePage


class SiteFile(Struct, frozen=True):
    """A file that is written as it is."""

    address: str
    """Its path below the site's root."""
    content: bytes


Maker = Callable[[Office, PublicContent, Sequence[SitePage], int], list[SiteFile]]
"""Makes some of the files, from the office, what is public, the pages, and the time."""


def _machines(office: Office, news: PublicContent, pages: Sequence[SitePage], now: int) -> list[SiteFile]:
    """Feeds, sitemaps and notices, for programs."""
    return [SiteFile(address, content) for address, content in for_machines(office, news, pages, now)]


def _open_data(office: Office, news: PublicContent, _pages: Sequence[SitePage], now: int) -> list[SiteFile]:
    """The register and the figures of the service, for machines."""
    return [SiteFile(address, content) for address, content in open_data(office, news, now).items()]


def _headers(_office: Office, _news: PublicContent, _pages: Sequence[SitePage], _now: int) -> list[SiteFile]:
    """What a web server should send along with every page."""
    return [SiteFile(security_headers.HEADERS_FILE, security_headers.headers_file())]


MAKERS: tuple[Maker, ...] = (_machines, _open_data, _headers)
"""Whoever makes files, in the order in which they are listed."""


def make_files(office: Office, news: PublicContent, pages: Sequence[SitePage], now: int) -> list[SiteFile]:
    """Every file beside the pages."""
    return [file for maker in MAKERS for file in maker(office, news, pages, now)]
