"""Redirects from addresses of a former site to pages of this one (site_config/moved.yml), and their validation."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Meta, Struct

from workflow.config.file_names import is_device
from workflow.i18n.message import Message, mark, say
from workflow.records import urls
from workflow.records.file_source import Files
from workflow.records.paths import ARTICLE_PATH, article_path
from workflow.text.finding import Finding

REDIRECTS_FILE = "site_config/moved.yml"
_STEP = r"(?!\.)[A-Za-z0-9._~-]+"
"""One part of a path; none that begins with a dot, so neither `..` nor a hidden file."""

OldPath = Annotated[
    str,
    Meta(
        pattern=rf"^/{_STEP}(/{_STEP})*/?$(?!\n)",
        max_length=200,
        description=mark("a path of the former site, from its root, of letters, digits and . _ ~ - /"),
        examples=["/profil.html"],
    ),
]
NewPath = Annotated[
    str,
    Meta(
        pattern=r"^/([a-z0-9-]+/)*$(?!\n)",
        max_length=200,
        description=mark("a page of this site, from its root, with a slash at its end"),
        examples=["/tentang/"],
    ),
]

SECTIONS = frozenset(folder.rstrip("/") for folder in (*urls.LISTS, urls.SEARCH))
"""Parts of the site whose lists come and go with the records: whether a deeper page is there, the build knows."""
RESERVED_FOLDERS = frozenset({"admin", "assets", "search", urls.ARTICLES.rstrip("/"), ".well-known"})
"""Folders whose files are the site's own, or its editor's."""
MACHINE_FILES = frozenset(
    ("atom", "data", "favicon", "feed", "manifest", "pagefind", "readme", "rss", "sitemap", "sitemap-berita", "tags")
)
"""Names, without their endings, of what programs read at the top of the site."""
RESERVED_FILES = frozenset({"404.html", "robots.txt", "index.html"})
SITE_NAMES = SECTIONS | RESERVED_FOLDERS | MACHINE_FILES | {name.partition(".")[0] for name in RESERVED_FILES}
"""Names at the top of the site, without their endings; a test compares them with what a build writes."""


class Redirects(Struct, frozen=True, forbid_unknown_fields=True):
    """site_config/moved.yml."""

    addresses: dict[OldPath, NewPath] = {}
    """The old path and the new one."""


def served_file(old: str) -> str:
    """The file, below the site's root, that a server shows at an old path."""
    path = old.strip("/")
    return path if path.endswith((".html", ".htm")) and not old.endswith("/") else f"{path}/index.html"


def is_site_name(path: str) -> bool:
    """Whether an article is called like a page or a folder that the site has beside its articles."""
    match = ARTICLE_PATH.fullmatch(path)
    return bool(match and match[1].partition("/")[2] in SITE_NAMES)


def _file_key(old: str) -> str:
    """What paths have in common whose files are one where letter cases are not told apart."""
    return served_file(old).casefold()


class SitePaths:
    """What a path of the site may name, as far as the configuration and the records' names tell."""

    def __init__(self, files: Files, categories: dict[str, object], agencies: dict[str, object]) -> None:
        self.files, self.categories, self.agencies = files, categories, agencies

    def has(self, path: str) -> bool:
        """Whether there is (or may be) a page at a path."""
        name, *below = path.strip("/").split("/")
        if f"{name}/" == urls.ARTICLES:
            return len(below) > 1 and self.files.size(article_path("/".join(below))) is not None
        if f"{name}/" in (urls.CATEGORIES, urls.AGENCIES) and below:
            return "/".join(below) in (self.categories if f"{name}/" == urls.CATEGORIES else self.agencies)
        is_own = not name or self.files.size(f"site_config/pages/{name}.md") is not None
        return name in SECTIONS or (is_own and not below)


def redirect_flaws(moved: dict[str, str], places: SitePaths) -> Iterator[Finding]:
    """What is wrong with the list of moved addresses."""
    first_of_file: dict[str, str] = {}
    by_file = {_file_key(old): new for old, new in moved.items()}
    for old, new in moved.items():
        message = _old_flaw(old, first_of_file, by_file, places) or _new_flaw(old, new, by_file, places)
        if message:
            yield Finding("office/moved", REDIRECTS_FILE, ("addresses", old), message)


def _old_flaw(old: str, first_of_file: dict[str, str], files: Mapping[str, str], places: SitePaths) -> Message | None:
    first = first_of_file.setdefault(_file_key(old), old)
    if first != old and served_file(first) != served_file(old):
        return say(
            "`{old}` and `{first}` differ in capitals alone, and many computers take them for one; delete one of them.",
            old=old,
            first=first,
        )
    if first != old:
        return say("`{old}` and `{first}` are the same address.", old=old, first=first)
    parts = old.strip("/").split("/")
    if odd := next((part for part in parts if is_device(part) or part.endswith(".")), None):
        return say(
            "`{old}` cannot be a file on Windows, because of the name `{name}`; delete this line.", old=old, name=odd
        )
    folders = {"/".join(parts[:depth]).casefold() for depth in range(1, len(parts))}
    if any(folder in files for folder in folders):
        return say("`{old}` lies below another moved address that is a file.", old=old)
    if places.has(old.lower()) or _file_key(old) in RESERVED_FILES or _is_reserved(parts):
        return say("`{old}` is an address of this site; it cannot lead elsewhere.", old=old)
    return None


def _is_reserved(parts: list[str]) -> bool:
    """Whether an old path would be in a folder, or replace a file, that the site reserves for itself.

    Case-insensitively, since some servers do not tell letter cases apart.
    """
    name = parts[0].casefold()
    return (
        name in RESERVED_FOLDERS
        or name.startswith("_")
        or (len(parts) == 1 and name.partition(".")[0] in MACHINE_FILES)
    )


def _new_flaw(old: str, new: str, by_file: Mapping[str, str], places: SitePaths) -> Message | None:
    seen, target = {_file_key(old)}, new
    while _file_key(target) in by_file:
        if _file_key(target) in seen:
            return say("`{old}` leads in a circle.", old=old)
        seen.add(_file_key(target))
        target = by_file[_file_key(target)]
    if target != new:
        return say("`{new}` has moved too; write `{end}`.", new=new, end=target)
    if not places.has(new):
        return say("There is no page `{new}` on this site.", new=new)
    return None
