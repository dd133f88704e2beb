"""Public addresses (URLs) of the site: built and read here and nowhere else. They stay for ever: readers keep links.

An address is a path below the site's root, with a slash at its end for a page.
"""

import datetime as dt
import re
import unicodedata

from workflow.records.paths import article_path, request_path

HOME = ""
ARTICLES = "berita/"
ARCHIVE = "arsip/"
CATEGORIES = "kategori/"
AGENCIES = "instansi/"
TAGS = "topik/"
AUTHORS = "penulis/"
REGISTER = "register/"
PROCEDURE = "sop/"
LEDGER = "ralat/"
SEARCH = "cari/"
GUIDELINES = "pedoman/"
SERVICE = "layanan/"
HANDBOOK = "panduan/"
DATA = "data/"
AGENDA = "agenda/"
DIGESTS = "buletin/"
EVENT_FILE = "acara.ics"
"""Beside the story that announces an event."""
CALENDAR_FILE = f"{AGENDA}agenda.ics"
"""All events, for calendars to subscribe to."""
LISTS = (ARCHIVE, CATEGORIES, AGENCIES, TAGS, AUTHORS, REGISTER, LEDGER, SERVICE, PROCEDURE, HANDBOOK, AGENDA, DIGESTS)
"""Folders whose deeper pages come and go with the records."""
ARTICLE_PAGE = re.compile(rf"{ARTICLES}(20\d\d/[a-z0-9]+(?:-[a-z0-9]+)*)")
"""An article's page, without the slash at its end; the group is its key."""
REQUEST_PAGE = re.compile(rf"{REGISTER}(20\d\d)/(\d{{4}})")
"""A request's page, without the slash at its end; the groups are the year and the number of its agenda number."""


def absolute(website: str, address: str = HOME) -> str:
    """The full URL of a page or file of the site. `website`: the site's own, with or without a slash at its end."""
    return f"{website.rstrip('/')}/{address}"


def article(key: str) -> str:
    """The page of an article whose key is its year and slug."""
    return f"{ARTICLES}{key}/"


def category(key: str) -> str:
    """The list of a category's articles."""
    return f"{CATEGORIES}{key}/"


def agency(key: str) -> str:
    """The list of the articles an agency asked for."""
    return f"{AGENCIES}{key}/"


def tag(name: str) -> str:
    """The list of a tag's articles. A tag has lower-case words, set apart by spaces or hyphens."""
    return f"{TAGS}{name.replace(' ', '-')}/"


def author(name: str) -> str:
    """The list of the stories that somebody wrote; "" for a name without a Latin letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    return f"{AUTHORS}{slug}/" if slug else ""


def year(number: int) -> str:
    """The overview of a year's months."""
    return f"{ARCHIVE}{number}/"


def month(day: dt.date) -> str:
    """The list of a month's articles."""
    return f"{ARCHIVE}{day:%Y/%m}/"


def agenda_month(day: dt.date) -> str:
    """The events that begin in a month."""
    return f"{AGENDA}{day:%Y/%m}/"


def digest(year: int, week: int) -> str:
    """The digest of a week, by its year and number in ISO 8601."""
    return f"{DIGESTS}{year}/{week:02}/"


def request(number: str) -> str:
    """The page of a request with this agenda number, a year and four digits."""
    year, _, rest = number.partition("-")
    return f"{REGISTER}{year}/{rest}/"


def register_state(key: str) -> str:
    """The requests that stand alike."""
    return f"{REGISTER}keadaan/{key}/"


def register_agency(agency_address: str) -> str:
    """The requests of the agency whose articles are listed at an address."""
    return f"{REGISTER}{agency_address}"


def register_month(day: dt.date) -> str:
    """The requests received in a month."""
    return f"{REGISTER}{day:%Y}/bulan-{day:%m}/"


def service(year: int) -> str:
    """The figures of a year."""
    return f"{SERVICE}{year}/"


def record_at(address: str) -> str:
    """The path of the record that a page, or an article's picture, belongs to; "" for any other address."""
    if article_page := ARTICLE_PAGE.match(address):
        return article_path(article_page[1])
    request_page = REQUEST_PAGE.match(address)
    return request_path("-".join(request_page.groups())) if request_page else ""


def relative(target: str, page: str) -> str:
    """The link from one page to a page or file, so that the site works below any folder of a server."""
    folder, above = page, 0
    while not target.startswith(folder):
        folder = folder[: folder.rfind("/", 0, -1) + 1]
        above += 1
    return "../" * above + target[len(folder) :] or "./"
