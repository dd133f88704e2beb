"""robots.txt, security.txt as RFC 9116 describes it, and the web app manifest (W3C)."""

import json

from workflow.config.office import Office
from workflow.i18n.dates import local_time
from workflow.i18n.language import DEFAULT_LANGUAGE
from workflow.site.feeds.xml import absolute_url, rfc3339
from workflow.site.images.brand import Face

ROBOTS_FILE, SECURITY_FILE, MANIFEST_FILE = "robots.txt", ".well-known/security.txt", "manifest.webmanifest"
PROGRAM_ICONS = (
    ("assets/images/redaksi.svg", "any", "image/svg+xml"),
    ("assets/images/redaksi-192.png", "192x192", "image/png"),
    ("assets/images/redaksi-512.png", "512x512", "image/png"),
)
"""Of the theme: address, sizes and type."""
BACKGROUND_COLOR = "#ffffff"
"""Of the pages and their header, as in redaksi.css."""
SECURITY_VALID_MONTHS = 7
"""security.txt holds until the first of the seventh month from now: well under the year that the RFC advises."""


def robots_txt(office: Office, sitemaps: list[str]) -> bytes:
    """What crawlers may read: everything of an office, nothing of a sample."""
    if office.identity.sample:
        return b"User-agent: *\nDisallow: /\n"
    lines = ["User-agent: *", "Allow: /", "", *(f"Sitemap: {absolute_url(office, name)}" for name in sitemaps)]
    return ("\n".join(lines) + "\n").encode()


def security_txt(office: Office, now: int) -> bytes:
    """Whom to tell of a weakness. The day it expires moves once a month, so that the site's bytes rarely change."""
    today = local_time(now, office.zone)
    year, month = divmod(today.year * 12 + today.month - 1 + SECURITY_VALID_MONTHS, 12)
    until = today.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: mailto:{office.identity.email}",
        f"Expires: {rfc3339(int(until.timestamp()), office)}",
        "Preferred-Languages: id, en",
        f"Canonical: {absolute_url(office, SECURITY_FILE)}",
    )
    return ("\n".join(lines) + "\n").encode()


def web_manifest(office: Office, face: Face) -> bytes:
    """What a phone puts on its home screen: names, the front page, and the office's own icon or the program's."""
    icons: tuple[tuple[str, str, str], ...] = PROGRAM_ICONS
    if icon := face.favicon:
        drawn = icon.address.endswith(".svg")
        sizes = "any" if drawn else f"{icon.width:.0f}x{icon.height:.0f}"
        icons = ((icon.address, sizes, "image/svg+xml" if drawn else "image/png"),)
    manifest = {
        "name": office.identity.site_title,
        "short_name": office.identity.short,
        "description": office.identity.tagline,
        "lang": DEFAULT_LANGUAGE,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": BACKGROUND_COLOR,
        "theme_color": BACKGROUND_COLOR,
        "icons": [{"src": address, "sizes": sizes, "type": kind} for address, sizes, kind in icons],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode()
