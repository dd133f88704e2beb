"""Redirects from the office's former site (site_config/moved.yml): small pages without a script."""

from collections.abc import Iterator, Sequence
from html import escape

from workflow.config.office import Office
from workflow.config.redirects import served_file
from workflow.i18n.catalog import tr
from workflow.i18n.language import DEFAULT_LANGUAGE
from workflow.records import urls
from workflow.site.feeds.security_headers import PAGE_DIRECTIVES, format_policy
from workflow.site.feeds.xml import absolute_url
from workflow.site.models.site_page import SitePage


def redirect_pages(office: Office, pages: Sequence[SitePage]) -> Iterator[tuple[str, bytes]]:
    """A page at each moved address whose target is there: the path of its file and its content."""
    known = {page.address for page in pages}
    for old, new in office.moved.items():
        target = new.lstrip("/")
        if target in known and served_file(old).removesuffix("index.html") not in known:
            yield served_file(old), _page(office, _folder(served_file(old)), target)


def _folder(file: str) -> str:
    """The folder that a file's relative links start from."""
    return file[: file.rfind("/") + 1]


def missing_targets(office: Office, pages: Sequence[SitePage]) -> list[str]:
    """A note on each moved address that leads nowhere; a story may wait for its time, and opens the address with it."""
    known = {page.address for page in pages}
    return [
        tr("The moved address {old} is left out: there is no page {new} now.", old=old, new=new)
        for old, new in office.moved.items()
        if new.lstrip("/") not in known and not new.startswith(f"/{urls.ARTICLES}")
    ]


def _page(office: Office, old: str, target: str) -> bytes:
    link = escape(urls.relative(target, old))
    full = escape(absolute_url(office, target))
    said = escape(tr("This page has moved"))
    return (
        f'<!doctype html>\n<html lang="{DEFAULT_LANGUAGE}">\n<head>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{format_policy(PAGE_DIRECTIVES)}">\n'
        f'<meta charset="utf-8">\n<title>{said}</title>\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n<link rel="canonical" href="{full}">\n</head>\n'
        f'<body>\n<h1>{said}</h1>\n<p><a href="{link}">{full}</a></p>\n</body>\n</html>\n'
    ).encode()
