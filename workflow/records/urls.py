"""Where everything lies on the site. Addresses stay for ever: readers keep links."""

import datetime as dt

HOME = ""
ARCHIVE = "arsip/"
CATEGORIES = "kategori/"
AGENCIES = "instansi/"
TAGS = "topik/"
REGISTER = "register/"
PROCEDURE = "sop/"
CORRECTIONS = "ralat/"
SEARCH = "cari/"
GUIDELINES = "pedoman/"
SERVICE = "layanan/"
DATA = "data/"


def article(key: str) -> str:
    """The page of an article whose key is its year and slug."""
    return f"berita/{key}/"


def category(key: str) -> str:
    """The list of a category's articles."""
    return f"{CATEGORIES}{key}/"


def agency(key: str) -> str:
    """The list of the articles an agency asked for."""
    return f"{AGENCIES}{key}/"


def tag(name: str) -> str:
    """The list of a tag's articles. A tag has lower-case words, set apart by spaces or hyphens."""
    return f"{TAGS}{name.replace(' ', '-')}/"


def year(number: int) -> str:
    """The overview of a year's months."""
    return f"{ARCHIVE}{number}/"


def month(day: dt.date) -> str:
    """The list of a month's articles."""
    return f"{ARCHIVE}{day:%Y/%m}/"


def request(number: str) -> str:
    """The page of a request with this agenda number, a year and four digits."""
    year, _, rest = number.partition("-")
    return f"{REGISTER}{year}/{rest}/"


def service(year: int) -> str:
    """The figures of a year."""
    return f"{SERVICE}{year}/"


def relative(target: str, page: str) -> str:
    """The link from one page to a page or file, so that the site works below any folder of a server."""
    folder, above = page, 0
    while not target.startswith(folder):
        folder = folder[: folder.rfind("/", 0, -1) + 1]
        above += 1
    return "../" * above + target[len(folder) :] or "./"
