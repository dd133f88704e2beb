"""What a setting of mkdocs.yml may say: checks of single values, each yielding places and sentences."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct

from workflow.config.mkdocs_answers import FAVICON_ANSWER, OTHER_PLUGIN, PLUGIN_ANSWERS
from workflow.config.redirects import SitePaths
from workflow.i18n.message import Message, WordList, say
from workflow.text.finding import Place

THEME_FOLDER = "site_config/theme"
PAGE_FILE = "index.md"
"""How MkDocs calls the page of a folder."""
DEEPEST_NAVIGATION = 2
"""Levels of the navigation: the page's head shows one, and leads to the first page of the other."""
PLUGIN = "redaksi"
_FILE = r"assets(?:/[a-z0-9][a-z0-9._-]*)+\."
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class SiteFacts(Struct, frozen=True):
    """What settings are compared with."""

    places: SitePaths
    """The site's pages, and the office's files."""
    names: tuple[str, ...]
    """What the site may be called in mkdocs.yml, its own name first."""


Flaw = tuple[Place, Message]
Check = Callable[[Any, Place, SiteFacts], Iterator[Flaw]]


class ScriptOptions(Struct, frozen=True, forbid_unknown_fields=True, rename={"is_async": "async"}):
    """A script with what MkDocs may say of it."""

    path: str
    type: Literal["module"] | None = None
    defer: Literal["true"] | None = None
    is_async: Literal["true"] | None = None


def setting_name(place: Place) -> str:
    """A setting as people write it, `theme.icon.logo`."""
    return ".".join(map(str, place)) if isinstance(place, tuple) else ""


def _last(place: Place) -> str:
    return str(place[-1]) if isinstance(place, tuple) else ""


def refused(answer: str) -> Check:
    """A setting that is made elsewhere."""

    def check(_: Any, place: Place, __: SiteFacts) -> Iterator[Flaw]:
        yield place, Message(answer, {"name": setting_name(place)})

    return check


def only(*wanted: str) -> Check:
    """A setting that this program depends on."""

    def check(value: Any, place: Place, _: SiteFacts) -> Iterator[Flaw]:
        if value not in wanted:
            words, line = WordList(tuple(f"`{one}`" for one in wanted)), f"{_last(place)}: {wanted[0]}"
            yield (
                place,
                say("`{name}` must be {wanted}: write `{line}`.", name=setting_name(place), wanted=words, line=line),
            )

    return check


def site_name(value: Any, place: Place, facts: SiteFacts) -> Iterator[Flaw]:
    """The office's own name for its site, which MkDocs wants to see here too; the office's file decides."""
    if value not in facts.names:
        wanted = facts.names[0]
        yield (
            place,
            say(
                "Write `site_name: {wanted}` here, as the site is called; set another name in site_config/office.yml.",
                wanted=wanted,
            ),
        )


def favicon(value: Any, place: Place, facts: SiteFacts) -> Iterator[Flaw]:
    """A file of the theme; other pictures of the office are named in its own file."""
    is_named = isinstance(value, str) and re.fullmatch(f"{_FILE}(?:svg|png|ico)", value)
    if not is_named or facts.places.files.size(f"{THEME_FOLDER}/{value}") is None:
        yield place, Message(FAVICON_ANSWER, {"name": setting_name(place)})


def plugins(value: Any, place: Place, _: SiteFacts) -> Iterator[Flaw]:
    """Redaksi alone; each other one is answered by itself."""
    if not isinstance(value, list) or not isinstance(place, tuple) or PLUGIN not in value:
        yield place, say("`plugins` must be a list that holds the line `- redaksi`.")
        return
    for index, entry in enumerate(value):
        name = next(iter(entry), "") if isinstance(entry, dict) else str(entry)
        if entry != PLUGIN:
            answer = PLUGIN_ANSWERS.get(name.removeprefix("material/"), OTHER_PLUGIN)
            yield (*place, index), Message(answer, {"name": name})


def icon(value: Any, place: Place, _: SiteFacts) -> Iterator[Flaw]:
    """The name of an icon that Material brings along."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)+", value):
        yield place, say("`{name}` must name an icon of the theme, as `material/newspaper`.", name=setting_name(place))


def _file(*endings: str) -> Check:
    """A file of the office's own theme."""
    pattern = re.compile(f"{_FILE}(?:{'|'.join(endings)})")

    def check(value: Any, place: Place, facts: SiteFacts) -> Iterator[Flaw]:
        if isinstance(value, str) and _ELSEWHERE.match(value):
            yield place, say("No page loads anything from another host; keep a copy in {folder}/.", folder=_ASSETS)
        elif not isinstance(value, str) or not pattern.fullmatch(value):
            example = f"assets/.../x.{endings[0]}"
            yield place, say("A file is named as `{example}`, below {folder}/.", example=example, folder=THEME_FOLDER)
        elif facts.places.files.size(f"{THEME_FOLDER}/{value}") is None:
            yield place, say("There is no file {path}.", path=f"{THEME_FOLDER}/{value}")

    return check


_ASSETS = f"{THEME_FOLDER}/assets"


def theme_files(*endings: str) -> Check:
    """A list of files; each may be a group of its path and how it is loaded."""
    one = _file(*endings)

    def check(value: Any, place: Place, facts: SiteFacts) -> Iterator[Flaw]:
        if not isinstance(value, list) or not isinstance(place, tuple):
            yield place, say("`{name}` must be a list.", name=setting_name(place))
            return
        for index, entry in enumerate(value):
            at = (*place, index)
            try:
                script = msgspec.convert(entry, ScriptOptions)
            except msgspec.ValidationError:
                yield from one(entry, at, facts)
            else:
                yield from one(script.path, (*at, "path"), facts)

    return check


def navigation(value: Any, place: Place, facts: SiteFacts, depth: int = 1) -> Iterator[Flaw]:
    """Titles with pages of the site, whole addresses of others, or one level of more of them."""
    if not isinstance(value, list) or not value or not isinstance(place, tuple):
        yield place, say("The navigation is a list of lines as `- Kontak: kontak/index.md`.")
        return
    for index, entry in enumerate(value):
        at = (*place, index)
        if not isinstance(entry, dict) or len(entry) != 1:
            yield at, say("The navigation is a list of lines as `- Kontak: kontak/index.md`.")
            continue
        [(title, target)] = entry.items()
        if isinstance(target, list) and depth < DEEPEST_NAVIGATION:
            yield from navigation(target, (*at, title), facts, depth + 1)
        elif not isinstance(target, str):
            yield at, say("The navigation has at most {most} levels.", most=DEEPEST_NAVIGATION)
        elif not target.startswith("https://"):
            yield from _page(target, (*at, title), facts.places)


def _page(target: str, place: Place, places: SitePaths) -> Iterator[Flaw]:
    folder = target.removesuffix(PAGE_FILE)
    if not target.endswith(PAGE_FILE) or not re.fullmatch(r"(?:[a-z0-9-]+/)*", folder):
        yield place, say("A page is named as `kontak/index.md`.")
    elif not places.has(f"/{folder}"):
        yield place, say("There is no page `{new}` on this site.", new=f"/{folder}")
