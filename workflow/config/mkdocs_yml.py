"""Validation of mkdocs.yml. To MkDocs it is half a program: it names code to run, folders to read, hosts to load from.

So an allow-list says for each setting what it may be, and what it does not name is refused. The office's own name,
address and texts are not here but in site_config/.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct

from workflow.config.redirects import SitePaths
from workflow.i18n.message import Message, say
from workflow.records.file_source import Files
from workflow.text.document import Positions, located, read_yaml
from workflow.text.finding import Finding, Place

MKDOCS_YML = "mkdocs.yml"
RULE = "office/mkdocs"
THEME_FOLDER = "site_config/theme"
PAGE_FILE = "index.md"
"""How MkDocs calls the page of a folder."""
DEEPEST_NAVIGATION = 2
"""Levels of the navigation: the page's head shows one, and leads to the first page of the other."""
_FILE = r"assets(?:/[a-z0-9][a-z0-9._-]*)+\."

Flaw = tuple[Place, Message]
Check = Callable[[Any, Place, SitePaths], Iterator[Flaw]]


class ScriptOptions(Struct, frozen=True, forbid_unknown_fields=True):
    """A script with what MkDocs may say of it."""

    path: str
    defer: Literal["true"] | None = None


def settings_flaws(files: Files, places: SitePaths) -> Iterator[Finding]:
    """What is wrong with an office's mkdocs.yml; nothing where there is none, and so no site. `places`: its pages."""
    data = files.read(MKDOCS_YML)
    if data is None:
        return
    document, findings = read_yaml(MKDOCS_YML, data)
    if document is None:
        yield from findings
        return
    positions = Positions(document)
    findings += [Finding(RULE, MKDOCS_YML, place, message) for place, message in _flaws(document.header, places)]
    yield from (located(finding, positions) for finding in findings)


def _flaws(settings: dict[str, Any], places: SitePaths) -> Iterator[Flaw]:
    missing = set(REQUIRED_SETTINGS)
    for place, value in _settings(settings, ()):
        missing.discard(place)
        if check := SETTINGS.get(place):
            yield from check(value, place, places)
        else:
            yield place, say("`{name}` has no place in mkdocs.yml.", name=_name(place))
    for place in REQUIRED_SETTINGS:
        if place in missing:
            yield place[:1] if place[0] in settings else (), say("`{name}` is missing here.", name=_name(place))


def _settings(value: dict[str, Any], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every setting that is no group of others, as far down as the table goes."""
    for key, one in value.items():
        place = (*above, key)
        is_group = any(known[: len(place)] == place and known != place for known in SETTINGS)
        if is_group and isinstance(one, dict):
            yield from _settings(one, place)
        else:
            yield place, one


def _name(place: Place) -> str:
    return ".".join(map(str, place)) if isinstance(place, tuple) else ""


def _text(value: Any, place: Place, _: SitePaths) -> Iterator[Flaw]:
    if not isinstance(value, str):
        yield place, say("`{name}` must be a text.", name=_name(place))


def _only(*wanted: str) -> Check:
    """A setting that this program depends on: the first of these where there is no reason for another."""

    def check(value: Any, place: Place, _: SitePaths) -> Iterator[Flaw]:
        if value not in wanted:
            yield place, say("`{name}` must be `{wanted}`.", name=_name(place), wanted=wanted[0])

    return check


def _plugins(value: Any, place: Place, _: SitePaths) -> Iterator[Flaw]:
    if value != ["redaksi"]:
        yield place, say("`plugins` must be a list with `redaksi` alone: other programs do not make this site.")


def _icon(value: Any, place: Place, _: SitePaths) -> Iterator[Flaw]:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)+", value):
        yield place, say("`{name}` must name an icon of the theme, as `material/newspaper`.", name=_name(place))


def _file(*endings: str) -> Check:
    """A file of the office's own theme."""
    pattern = re.compile(f"{_FILE}(?:{'|'.join(endings)})")

    def check(value: Any, place: Place, places: SitePaths) -> Iterator[Flaw]:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            example = f"assets/.../x.{endings[0]}"
            yield place, say("A file is named as `{example}`, below {folder}/.", example=example, folder=THEME_FOLDER)
        elif places.files.size(f"{THEME_FOLDER}/{value}") is None:
            yield place, say("There is no file {path}.", path=f"{THEME_FOLDER}/{value}")

    return check


def _files(*endings: str) -> Check:
    """A list of files; each may be a group of its path and `defer`."""
    one = _file(*endings)

    def check(value: Any, place: Place, places: SitePaths) -> Iterator[Flaw]:
        if not isinstance(value, list) or not isinstance(place, tuple):
            yield place, say("`{name}` must be a list.", name=_name(place))
            return
        for index, entry in enumerate(value):
            at = (*place, index)
            try:
                script = msgspec.convert(entry, ScriptOptions)
            except msgspec.ValidationError:
                yield from one(entry, at, places)
            else:
                yield from one(script.path, (*at, "path"), places)

    return check


def _navigation(value: Any, place: Place, places: SitePaths, depth: int = 1) -> Iterator[Flaw]:
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
            yield from _navigation(target, (*at, title), places, depth + 1)
        elif not isinstance(target, str):
            yield at, say("The navigation has at most {most} levels.", most=DEEPEST_NAVIGATION)
        elif not target.startswith("https://"):
            yield from _page(target, (*at, title), places)


def _page(target: str, place: Place, places: SitePaths) -> Iterator[Flaw]:
    folder = target.removesuffix(PAGE_FILE)
    if not target.endswith(PAGE_FILE) or not re.fullmatch(r"(?:[a-z0-9-]+/)*", folder):
        yield place, say("A page is named as `kontak/index.md`.")
    elif not places.has(f"/{folder}"):
        yield place, say("There is no page `{new}` on this site.", new=f"/{folder}")


SETTINGS: dict[tuple[str, ...], Check] = {
    ("site_name",): _text,
    ("docs_dir",): _only("site_config/pages", "site_config"),
    ("site_dir",): _only("site"),
    ("theme", "name"): _only("material"),
    ("theme", "custom_dir"): _only(THEME_FOLDER),
    ("theme", "language"): _only("id"),
    ("theme", "font"): _only("false"),
    ("theme", "favicon"): _file("svg", "png", "ico"),
    ("theme", "icon", "logo"): _icon,
    ("extra_css",): _files("css"),
    ("extra_javascript",): _files("js"),
    ("nav",): _navigation,
    ("plugins",): _plugins,
}
"""Every setting that there may be, and what it may say."""
REQUIRED_SETTINGS: tuple[tuple[str, ...], ...] = (
    *(("site_name",), ("docs_dir",), ("nav",), ("plugins",)),
    *(("theme", "name"), ("theme", "language"), ("theme", "font"), ("theme", "icon", "logo")),
)
"""Settings without which MkDocs would take others of its own."""
