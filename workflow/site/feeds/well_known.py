"""robots.txt, and security.txt as RFC 9116 describes it."""

from workflow.config.office import Office
from workflow.i18n.dates import local_time
from workflow.site.feeds.xml import absolute_url, rfc3339

ROBOTS_FILE, SECURITY_FILE = "robots.txt", ".well-known/security.txt"
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
