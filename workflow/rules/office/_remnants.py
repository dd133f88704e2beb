"""What is left of the sample office in the settings of an office that was made by copying it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from workflow.config.office import Office
from workflow.config.pages.static_pages import PAGES_FOLDER
from workflow.i18n.message import say
from workflow.rules.office._readiness import PEOPLE_FILE, POLICY_FILE, ReadinessView
from workflow.rules.rule import Hit
from workflow.text.finding import Place

OF_SAMPLE = re.compile(r"\bcontoh\b|[@./]ketapang\.example(?![\w.-])|\(0534\) 000-0000", re.IGNORECASE)
"""Words, domain and number of the sample office."""
NOBODYS = re.compile(
    r"[@./](?:example|test|invalid)(?![\w.-])|\bexample\.(?:com|net|org)\b|\b000-?0000\b|\bbelum diisi\b", re.IGNORECASE
)
"""Domains that RFC 2606 keeps for examples, a number that nobody has, and what `redaksi init` writes unasked."""
UNFINISHED = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?\[[^\[\]\n]{2,400}\][ \t.]*$|\blorem ipsum\b|[@./]example(?![\w.-])",
    re.IGNORECASE | re.MULTILINE,
)
"""In a page: a whole line in square brackets, filler, an address of the sample."""
SHOWN = 3
"""Values that one finding names."""
SAMPLE_ANNOUNCEMENTS = frozenset(
    {"Loket redaksi tutup 24\N{EN DASH}25 Desember 2026", "Foto kegiatan kini dikirim beserta nama pembuatnya"}
)
SAMPLE_MOVES = {"/profil.html": "/tentang/", "/index.php/hubungi-kami": "/kontak/"}
"""What the sample announces and redirects; told only where it is all there, for one of it may be anybody's own."""
REPLACE = say("Write the office's own in its place, or delete it.")


def sample_left(view: ReadinessView) -> Iterator[Hit]:
    """Names, addresses and accounts of the sample, one finding a file."""
    for path, first, values in _found(_named(view.office), OF_SAMPLE.search):
        yield Hit(
            first,
            say("This file still holds what is the sample office's, such as {values}.", values=values),
            REPLACE,
            path=path,
        )


def values_unfilled(view: ReadinessView) -> Iterator[Hit]:
    """Addresses and numbers that lead nowhere, one finding a file."""
    named = _named(view.office) | {f"site_config/sop/{one.id}.yml": list(_texts(one)) for one in view.office.editions}
    for path, first, values in _found(named, lambda text: NOBODYS.search(text) and not OF_SAMPLE.search(text)):
        yield Hit(
            first,
            say("This file still holds what is not the office's own, such as {values}.", values=values),
            REPLACE,
            path=path,
        )


def _found(
    named: Mapping[str, Iterable[tuple[Place, str]]], fits: Callable[[str], object]
) -> Iterator[tuple[str, Place, str]]:
    """In each file: the first value that fits, and how the first ones read."""
    for path, places in named.items():
        found = {place: value for place, value in places if fits(value)}
        if found:
            values = list(dict.fromkeys(_shown(place, value) for place, value in found.items()))
            yield path, next(iter(found)), ", ".join(values[:SHOWN])


def _shown(place: Place, value: str) -> str:
    """A value as a finding names it: what is not filled in, by its field."""
    if isinstance(place, tuple) and place and value.casefold() == "belum diisi":
        return f"{place[-1]}: {value}"
    return value


def _named(office: Office) -> dict[str, list[tuple[Place, str]]]:
    """The values by which the office, its people, senders and outlets are known, by file."""
    identity = {name: getattr(office.identity, name) for name in office.identity.__struct_fields__ if name != "sample"}
    return {
        "site_config/office.yml": list(_texts(identity)),
        PEOPLE_FILE: list(_texts(office.people)),
        "site_config/agencies.yml": list(_texts(office.agencies)),
        "site_config/partners.yml": list(_texts(office.partners)),
        POLICY_FILE: [(("evidence", "bots", index), login) for index, login in enumerate(office.policy.evidence.bots)],
        "site_config/announcements.yml": [((key, "link"), one.link or "") for key, one in office.announcements.items()],
    }


def _texts(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[Place, str]]:
    """Every text in a record or in some of them."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Struct):
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        yield from _texts({key: getattr(value, name) for key, name in names}, place)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*place, index))


def sample_announced(view: ReadinessView) -> Iterator[Hit]:
    """Announcements and moved addresses that are the sample's own."""
    for key, one in view.office.announcements.items():
        if one.title in SAMPLE_ANNOUNCEMENTS:
            message = say("This announcement is the sample office's: “{title}”.", title=one.title)
            yield Hit((key,), message, REPLACE, path="site_config/announcements.yml")
    if SAMPLE_MOVES.items() <= view.office.moved.items():
        message = say("These moved addresses are the sample office's.")
        yield Hit(("addresses", next(iter(SAMPLE_MOVES))), message, REPLACE, path="site_config/moved.yml")


def pages_unfinished(view: ReadinessView) -> Iterator[Hit]:
    """Hand-written pages that still hold what is to be replaced."""
    for name in view.office.files.names(PAGES_FOLDER):
        path = f"{PAGES_FOLDER}/{name}"
        text = (view.office.files.read(path) or b"").decode("utf-8", "replace") if name.endswith(".md") else ""
        if found := UNFINISHED.search(text):
            message = say("This line of the page is still to be replaced: “{words}”.", words=found[0].strip()[:80])
            yield Hit(found.start() + len(found[0]) - len(found[0].lstrip()), message, REPLACE, path=path)
