"""A folder of Markdown with a header (front matter), as Hugo, Jekyll, MkDocs' blog, Pelican and others keep stories.

Their Markdown becomes HTML first and goes the way of every other story then: what raw HTML says is not lost so.
"""

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markdown_it import MarkdownIt
from msgspec import Struct

from workflow.extras import Extra, need
from workflow.i18n.message import Message, say
from workflow.importing.export_text import FALLBACK_ERRORS
from workflow.importing.former_addresses import find_config
from workflow.importing.former_story import (
    FormerPicture,
    FormerStory,
    Omitted,
    Place,
    Survey,
    Term,
    UnreadableExportError,
    source_name,
)
from workflow.importing.pictures import all_files
from workflow.importing.shortcodes import without_braces
from workflow.text.invisible_characters import without_invisible
from workflow.text.yaml_load import YamlRefusedError, load_yaml

ENDINGS = frozenset((".md", ".markdown", ".mdown"))
LARGEST_STORY_BYTES = 1 << 20
_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_PELICAN = re.compile(r"((?:[A-Za-z][\w -]{0,30}:[ \t]*[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)+)\s*(?:\n|\Z)")
_JEKYLL_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
_PICTURES = (
    *("image", "featured_image", "featuredimage", "cover", "thumbnail", "banner", "feature_image", "feature"),
    *("header", "images", "teaser", "og_image", "img"),
)
"""Where headers name the story's picture."""
_OWN_PICTURE = re.compile(r"(<img\b[^>]*?\bsrc=\")(?![/#]|[a-zA-Z]+:)")
"""A picture that lies beside its story."""
_LISTING = re.compile(r"(^```.*?^```|^~~~.*?^~~~|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_TASK = re.compile(r"^(\s*[-*+] )\[([ xX])\] ", re.MULTILINE)
_FOOTNOTE = re.compile(r"^\[\^([\w-]+)\]:[ \t]*", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([\w-]+)\]")
_NO = frozenset(("false", "no", "0", "off"))
_YES = frozenset(("true", "yes", "1", "on"))


class StoryFile(Struct, frozen=True):
    """A file with its header taken apart."""

    name: str
    """Its path in the folder."""
    header: Mapping[str, Any]
    """By names in small letters: `Status:` and `status:` mean the same."""
    body: str

    def first(self, *names: str) -> str:
        """The first single value of some names."""
        values = (self.header.get(name.lower()) for name in names)
        flat = (value[0] if isinstance(value, list) and value else value for value in values)
        return next((value.strip() for value in flat if isinstance(value, str) and value.strip()), "")

    def all(self, *names: str) -> tuple[str, ...]:
        """The values of a list, however it is written: `[a, b]`, `a, b`."""
        for name in names:
            value = self.header.get(name.lower())
            if isinstance(value, list):
                return tuple(one for one in value if isinstance(one, str))
            if isinstance(value, str) and value.strip():
                return tuple(part.strip() for part in value.split(",") if part.strip())
        return ()

    @property
    def omitted(self) -> Omitted | None:
        """What else it is than a story that everybody could read."""
        status, stem = self.first("status").lower(), Path(self.name).stem
        is_draft = self.first("draft").lower() in _YES or self.first("published").lower() in _NO
        if is_draft or status in {"draft", "hidden"} or "_drafts" in Path(self.name).parts:
            return Omitted.DRAFT
        is_page = self.first("layout", "type") == "page" or stem == "_index"
        is_named = self.first("title", "date", "created") or _JEKYLL_NAME.fullmatch(stem)
        return Omitted.PAGE if is_page or not is_named else None


class MarkdownFolder:
    """Stories in files. `zone`: the office's, for times that are written without one."""

    def __init__(self, folder: Path, zone: str) -> None:
        need(Extra.IMPORT)
        self.folder, self.zone, self.config = folder, ZoneInfo(zone), find_config(folder)

    def survey(self) -> Survey:
        """See Export."""
        places, terms, omitted, unreadable = [], dict[str, Term](), Counter[Omitted](), list[tuple[str, Message]]()
        for name, found in self._files():
            if not isinstance(found, StoryFile):
                unreadable.append((name, found))
            elif kind := found.omitted:
                omitted[kind] += 1
            else:
                places.append(self._place(found))
                terms |= {term.name: term for term in _terms(found)}
        if not places and not unreadable and not omitted:
            raise UnreadableExportError(say("There is no Markdown file in {path}.", path=str(self.folder)))
        return Survey(
            places=tuple(places),
            categories=tuple(terms.values()),
            omitted=dict(omitted),
            unreadable=tuple(unreadable),
        )

    def stories(self) -> Iterator[FormerStory]:
        """See Export."""
        for _, found in self._files():
            if isinstance(found, StoryFile) and not found.omitted:
                yield self._story(found)

    def _story(self, file: StoryFile) -> FormerStory:
        place = self._place(file)
        text, gone = without_braces(file.body)
        above = Path(file.name).parent.as_posix()
        rendered, failure = _rendered(_with_signs(text))
        html = _OWN_PICTURE.sub(lambda found: f"{found[1]}{above}/", rendered)
        return FormerStory(
            source=place.source,
            title=place.title,
            html="<!-- wp:markdown -->" + html,
            failure=failure,
            published=place.published,
            slug=place.slug,
            address=place.address,
            excerpt=file.first("summary", "description", "excerpt"),
            categories=_terms(file),
            tags=_tags(file),
            author=file.first("author", "authors"),
            picture=_picture(file, above),
            commands=tuple(sorted(gone)),
        )

    def _place(self, file: StoryFile) -> Place:
        path = Path(file.name)
        stem = path.parent.name if path.stem == "index" else path.stem
        dated = _JEKYLL_NAME.fullmatch(stem)
        published = self._time(self._written_time(file) or (dated[1] if dated else ""))
        addresses = (file.first(name) for name in ("url", "permalink", "aliases", "redirect_from"))
        return Place(
            source=source_name(f"{self.folder.name}/{file.name}"),
            title=file.first("title") or (dated[2] if dated else stem).replace("-", " ").capitalize(),
            slug=file.first("slug") or (dated[2] if dated else stem),
            address=next((one for one in addresses if one.startswith("/") and ":" not in one), "")
            or self._derived(file, published),
            published=published,
        )

    def _derived(self, file: StoryFile, published: int | None) -> str:
        if self.config is None or published is None:
            return ""
        try:
            day = dt.datetime.fromtimestamp(published, self.zone).date()
        except (ValueError, OverflowError, OSError):
            return ""
        return self.config.address(self.folder / file.name, file.header, day, file.all("categories", "category"))

    def _written_time(self, file: StoryFile) -> str:
        group = file.header.get("date")
        if isinstance(group, Mapping):
            return str(group.get("created", ""))
        return file.first("date", "publishDate", "pubdate", "created")

    def _time(self, text: str) -> int | None:
        text = re.sub(r"^(\d{4})[/-](\d)(?=\D)", r"\1-0\2", text.replace("/", "-"))
        text = re.sub(r"^(\d{4}-\d\d-)(\d)(?!\d)", r"\g<1>0\2", text)
        text = re.sub(r"\s+(?=[+-]\d\d:?\d\d$)|\s+UTC$", "", text)
        try:
            at = dt.datetime.fromisoformat(text)
            return int((at if at.tzinfo else at.replace(tzinfo=self.zone)).timestamp())
        except (ValueError, OverflowError):
            return None

    def _files(self) -> Iterator[tuple[str, StoryFile | Message]]:
        for path in all_files(self.folder):
            if path.suffix.lower() in ENDINGS and not path.is_symlink():
                name = path.relative_to(self.folder).as_posix().encode("utf-8", "replace").decode()
                yield name, self._read(path, name)

    def _read(self, path: Path, name: str) -> StoryFile | Message:
        if not path.is_file():  # a pipe or a device would never end
            return say("It is no plain file.")
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_STORY_BYTES + 1)
        except OSError as error:
            return say("{path} cannot be read: {reason}", path=name, reason=error.strerror or "")
        if len(data) > LARGEST_STORY_BYTES:
            return say("The file is larger than {limit} KiB.", limit=LARGEST_STORY_BYTES // 1024)
        text = data.decode("utf-8", FALLBACK_ERRORS).lstrip("\ufeff").replace("\r\n", "\n")
        return _taken_apart(name, text)


def _rendered(text: str) -> tuple[str, str]:
    """A text as HTML, and what the program failed with: one file that nobody foresaw stops none of the others."""
    try:
        return _PARSER.render(text), ""
    except Exception as error:
        return "", type(error).__name__


def _taken_apart(name: str, text: str) -> StoryFile | Message:
    try:
        if found := _YAML.match(text):
            header: dict[str, Any] = load_yaml(without_invisible(found[1]))[0]
        elif found := _TOML.match(text):
            header = {key: _plain(value) for key, value in tomllib.loads(found[1]).items()}
        elif found := _PELICAN.match(text):
            header = {key.strip(): value.strip() for key, _, value in _lines(found[1])}
        else:
            return StoryFile(name, {}, text)
    except YamlRefusedError as error:
        return say("Its header is no YAML that can be read (line {line}).", line=error.line + 2)
    except (tomllib.TOMLDecodeError, RecursionError):
        return say("Its header is no TOML that can be read.")
    return StoryFile(name, {key.lower(): value for key, value in header.items()}, text[found.end() :])


def _lines(header: str) -> Iterator[tuple[str, str, str]]:
    return (line.partition(":") for line in re.sub(r"\n[ \t]+", " ", header).splitlines())


def _plain(value: Any) -> Any:
    """A value of TOML as the strings that YAML's are."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)


def _terms(file: StoryFile) -> tuple[Term, ...]:
    return tuple(Term("", name) for name in file.all("categories", "category", "section"))


def _tags(file: StoryFile) -> tuple[str, ...]:
    """Keywords; Jekyll parts those in one text by blanks."""
    found, raw = file.all("tags", "keywords"), file.header.get("tags")
    is_jekyll = "_posts" in Path(file.name).parts or _JEKYLL_NAME.fullmatch(Path(file.name).stem)
    return tuple(raw.split()) if is_jekyll and isinstance(raw, str) and "," not in raw else found


def _with_signs(text: str) -> str:
    """Footnotes and lists of tasks in signs that every page shows; what stands in a listing stays."""
    parts = _LISTING.split(text)
    for place in range(0, len(parts), 2):
        part = _TASK.sub(lambda found: f"{found[1]}{'☐' if found[2] == ' ' else '☑'} ", parts[place])
        part = _FOOTNOTE.sub(r"\n(\1) ", part)
        parts[place] = _REFERENCE.sub(r" (\1)", part)
    return "".join(parts)


def _picture(file: StoryFile, above: str) -> FormerPicture | None:
    """The picture that a header names, in whatever form; of a page with a folder of its own, out of that."""
    for name in _PICTURES:
        value = file.header.get(name)
        for one in value if isinstance(value, list) else (value,):
            parts = one if isinstance(one, Mapping) else {"image": one}
            address = _text(parts, "image", "src", "url", "path", "feature", "og_image", "teaser")
            if address:
                own = "" if address.startswith("/") or ":" in address or above == "." else f"{above}/"
                alt, caption = _text(parts, "alt", "image_description"), _text(parts, "caption")
                return FormerPicture(f"{own}{address}", alt, caption)
    return None


def _text(parts: Mapping[str, Any], *names: str) -> str:
    """The first text of some names."""
    return next((value.strip() for name in names if isinstance(value := parts.get(name), str) and value.strip()), "")


_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
