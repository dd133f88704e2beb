"""The kinds of pages a site has, found in the site itself, and addresses that show them all.

Pages are of one kind where their addresses have one shape: `berita/2026/poliklinik/` is `berita/*/*/`. What search
engines shall not list is of a kind of its own: a withdrawn story stands where stories do. Of each kind the page is
taken that uses most classes of the theme; others are added until every class that any page uses is shown.
"""

import re
from collections import defaultdict
from pathlib import Path

CLASS = re.compile(r'class="([^"]*)"')
SEARCH, SEARCHED = "cari/", "cari/?q=ktp"
"""Its page has other views when somebody asks."""
REDIRECT = 'http-equiv="refresh"'
UNLISTED = '<meta name="robots" content="noindex">'


def every_page(site: Path) -> dict[str, str]:
    """The HTML of every page by its address, without those that only lead on."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        if REDIRECT not in text:
            found[file.relative_to(site).as_posix().removesuffix("index.html")] = text
    return found


def shape(address: str) -> str:
    """An address with a star for what differs among pages of its kind."""
    first, *rest = address.split("/")
    return "/".join([first, *("*" if part else "" for part in rest)])


def kinds(site: Path) -> tuple[str, ...]:
    """An address of each kind of page, and those that show what no other shows."""
    pages = every_page(site)
    classes = {address: _classes(text) for address, text in pages.items()}
    by_kind = defaultdict(list)
    for address, text in pages.items():
        by_kind[shape(address), UNLISTED in text].append(address)
    chosen = [max(addresses, key=lambda one: len(classes[one])) for addresses in by_kind.values()]
    unseen = set[str]().union(*classes.values()).difference(*(classes[one] for one in chosen))
    while unseen:
        chosen.append(max(classes, key=lambda one: len(classes[one] & unseen)))
        unseen -= classes[chosen[-1]]
    return tuple(sorted(chosen))


def views(site: Path) -> tuple[str, ...]:
    """The kinds of pages, and the search's answer."""
    found = kinds(site)
    return (*found, SEARCHED) if SEARCH in found else found


def _classes(text: str) -> frozenset[str]:
    return frozenset(name for names in CLASS.findall(text) for name in names.split())
