"""Style sheets for the templates of the site: of the theme's rules those that a template's pages may need.

A page of news needs a third of all rules. A rule is left out of a template's sheet when its selector names a class that
the theme's templates write, but none of those that this one's pages are made of; scripts count as templates. The same
holds for elements, and for what texts of authors bring about. What nothing names (Material's own classes, states) stays
everywhere, so that nothing is without its style. What is for paper stands in a sheet of its own, which no screen waits
for.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import tinycss2
from msgspec import Struct

from workflow.infra import disk_cache
from workflow.text.safe_html import TEXT_CLASSES

NAME = re.compile(r"[A-Za-z_][\w-]*")
TEMPLATE_NAMES = re.compile(r"""(?:import|include|from|extends)\s+["']([\w/.-]+\.html)["']""")
MACROS_TEMPLATE = "macros.html"
MACRO = re.compile(r"\{% macro (\w+)\(.*?\{% endmacro %\}", re.DOTALL)
IMPORTED_MACROS = re.compile(r"""from\s+["']macros\.html["']\s+import\s+([\w, ]+)""")
PART_MACROS = {"card": "card.html", "letter_row": "letter_row.html"}
"""Functions of every template, and where each is written (`jinja.PageRenderer`)."""
ELEMENT, CLASSES = re.compile(r"<([a-z][a-z0-9]*)"), re.compile(r"""\bclass=["']([^"']*)["']""")
"""What a text of authors is made of."""
FRAME_ELEMENTS = frozenset(
    ("html", "body", "main", "header", "aside", "div", "input", "label", "img", "nav", "svg", "h2", "h3", "h4")
)
"""What Material's own page is made of, and headings, whose level a template may count (`h{{ level }}`)."""
OPEN_ENDED = "--"
"""Ends a name that a template puts the rest to: `r-card--` with a size."""
NESTED_RULES = frozenset(("media", "supports", "layer", "container"))
ANY_OF = frozenset(("is", "where"))
PRINT_RULE = "@media print"
PAGE_TEMPLATES, SCRIPTS_FOLDER, STYLES_FOLDER = "redaksi", "assets/javascripts", "assets/stylesheets"
FRAME_SCRIPTS = ("scheme.js", "site.js", "search-box.js")
"""Scripts of every page; the others are of the pages whose template names them."""
DIGEST_DIGITS = 8


class StyleSheet(Struct, frozen=True):
    """A sheet as a file of the site."""

    address: str
    content: bytes
    on_paper: bool


class ThemeStyles:
    """The theme's rules, and what its templates and scripts name. `folders`: the office's own first.

    Raises OSError where a style is not there; `sheets` raises ValueError for one that cannot be read as CSS.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        styles: Sequence[str],
        brought: Iterable[Iterable[str]] = (),
        absent: Sequence[str] = (),
    ) -> None:
        """`brought`: what texts of authors name (`names_in_text`). `absent`: templates that show nothing now."""
        self.folders, self.absent = folders, absent
        self.brought = TEXT_CLASSES.union(*brought)
        self.styles = [self._read(style) for style in styles]
        self._known: dict[tuple[str, frozenset[str]], frozenset[str]] = {}

    def sheets(
        self, template: str, brought: Iterable[str] = (), without: frozenset[str] = frozenset()
    ) -> tuple[StyleSheet, ...]:
        """The sheets of a template's pages: for a screen, and for paper.

        `brought`: what their texts name. `without`: templates that it takes in, but that show nothing on these pages.
        """
        paths = frozenset(f"{PAGE_TEMPLATES}/{name}" for name in without)
        known = _Names(self._frame.union(self._names_of(f"{PAGE_TEMPLATES}/{template}", paths), brought))
        return tuple(_style_sheet(self._rules_of(known, on_paper=paper), on_paper=paper) for paper in (False, True))

    @property
    def digest(self) -> str:
        """Of all that sheets are made from, this program and its library too."""
        made_from = (self.styles, self._texts, sorted(self.brought), self.absent)
        return hashlib.sha256(f"{disk_cache.program_digest()}:{tinycss2.__version__}:{made_from}".encode()).hexdigest()

    @cached_property
    def rules(self) -> "list[_Part]":
        """All of the styles' rules, in their order."""
        return [rule for style in self.styles for rule in _parsed(style)]

    def _rules_of(self, known: "_Names", *, on_paper: bool) -> Iterator[str]:
        return _kept((rule for rule in self.rules if _is_print(rule) is on_paper), known, self._claimed)

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Every template and script by its path in the theme."""
        files = {
            file.relative_to(folder).as_posix(): file
            for folder in reversed(self.folders)
            for kind in ("html", "js")
            for file in folder.rglob(f"*.{kind}")
        }
        return {path: files[path].read_text(errors="replace") for path in sorted(files)}

    @cached_property
    def _claimed(self) -> "_Names":
        return _Names(self.brought.union(*(NAME.findall(text) for text in self._texts.values())))

    @cached_property
    def _frame(self) -> frozenset[str]:
        """What all pages name."""
        others = (f"{PAGE_TEMPLATES}/", SCRIPTS_FOLDER, *self.absent)
        paths = [path for path in self._texts if not path.startswith(others)]
        scripts = [f"{SCRIPTS_FOLDER}/{name}" for name in FRAME_SCRIPTS]
        return frozenset(name for path in (*paths, *scripts) for name in NAME.findall(self._texts.get(path, "")))

    def _names_of(self, path: str, without: frozenset[str]) -> frozenset[str]:
        """What a template, those it is made of and its scripts name."""
        key = path, without
        if key in self._known:
            return self._known[key]
        self._known[key] = frozenset()  # of one that includes itself
        text = self._texts.get(path, "")
        own = frozenset(NAME.findall(text))
        wanted = [name.strip() for found in IMPORTED_MACROS.findall(text) for name in found.split(",")]
        own |= self._names_of_macros(wanted)
        parts = [f"{PAGE_TEMPLATES}/{name}" for name in TEMPLATE_NAMES.findall(text) if name != MACROS_TEMPLATE]
        parts += [f"{PAGE_TEMPLATES}/{part}" for macro, part in PART_MACROS.items() if macro in own]
        if SCRIPTS_FOLDER in text:
            parts += [script for script in self._texts if script.startswith(SCRIPTS_FOLDER)]
        self._known[key] = own.union(*(self._names_of(part, without) for part in parts if part not in without))
        return self._known[key]

    def _names_of_macros(self, wanted: list[str]) -> frozenset[str]:
        """What some macros name, and those that they call."""
        text = self._texts.get(f"{PAGE_TEMPLATES}/{MACROS_TEMPLATE}", "")
        macros = {found[1]: found[0] for found in MACRO.finditer(text)}
        names: set[str] = set()
        while wanted:
            names.update(NAME.findall(macros.pop(wanted.pop(), "")))
            wanted += [name for name in macros if name in names]
        return frozenset(names)

    def _read(self, style: str) -> str:
        found = (folder / style for folder in self.folders if (folder / style).is_file())
        return next(found, self.folders[-1] / style).read_text()


class _Names:
    """Names of classes and elements, whole ones and beginnings."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.beginnings = tuple(name for name in names if name.endswith(OPEN_ENDED))

    def has_class(self, name: str) -> bool:
        """Whether something may have a class."""
        return name in self.names or name.startswith(self.beginnings)

    def has_element(self, name: str) -> bool:
        """Whether a page may hold an element."""
        return name in self.names or name in FRAME_ELEMENTS


def names_in_text(text: str) -> frozenset[str]:
    """The elements and classes of a text's HTML."""
    classes = " ".join(CLASSES.findall(text)).split() if "class=" in text else ()  # most have none
    return frozenset((*ELEMENT.findall(text), *classes))


def _style_sheet(rules: Iterable[str], *, on_paper: bool) -> StyleSheet:
    content = "\n".join(rules).encode()
    name = f"{'kertas' if on_paper else 'gaya'}-{hashlib.sha256(content).hexdigest()[:DIGEST_DIGITS]}"
    return StyleSheet(f"{STYLES_FOLDER}/{name}.css", content, on_paper)


class _Rule(Struct, frozen=True):
    """A rule, and what stands in sheets of it."""

    selectors: tuple[tuple[list[Any], str], ...]
    """Each with its text."""
    block: str


class _Group(Struct, frozen=True):
    """Rules that a condition encloses."""

    opening: str
    rules: "tuple[_Part, ...]"


_Part = _Rule | _Group | str
"""What a sheet is made of; a text is for every page."""


@lru_cache(16)
def _parsed(text: str) -> tuple[_Part, ...]:
    return tuple(_parts(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))


def _parts(nodes: Iterable[Any]) -> Iterator[_Part]:
    """The rules among nodes. Raises ValueError for what is no CSS."""
    for node in nodes:
        if node.type == "error":
            raise ValueError(node.message)
        if node.type == "qualified-rule":
            yield _Rule(tuple((one, _text(one)) for one in _parted(node.prelude)), _text(node.content))
        elif node.content is not None and node.lower_at_keyword in NESTED_RULES:
            nested = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield _Group(f"@{node.at_keyword} {_text(node.prelude)}", tuple(_parts(nested)))
        else:
            yield _text([node])


def _is_print(rule: _Part) -> bool:
    return isinstance(rule, _Group) and rule.opening.lower() == PRINT_RULE


def _kept(rules: Iterable[_Part], names: _Names, claimed: _Names) -> Iterator[str]:
    for rule in rules:
        match rule:
            case str():
                yield rule
            case _Rule():
                selectors = [text for selector, text in rule.selectors if _may_match(selector, names, claimed)]
                if selectors:
                    yield f"{','.join(selectors)}{{{rule.block}}}"
            case _Group():
                inner = "".join(_kept(rule.rules, names, claimed))
                if inner:
                    yield f"{rule.opening}{{{inner}}}"


def _may_match(selector: Sequence[Any], names: _Names, claimed: _Names) -> bool:
    """Whether something on a page that has only these names may match a selector."""
    before = ""
    for part in selector:
        if part.type == "ident" and before == ".":
            if claimed.has_class(part.value) and not names.has_class(part.value):
                return False
        elif part.type == "ident" and before != ":" and not names.has_element(part.value):
            return False
        elif part.type == "function" and part.lower_name in ANY_OF:
            alternatives = [one for one in _parted(part.arguments) if _may_match(one, names, claimed)]
            if not alternatives:
                return False
        before = part.value if part.type == "literal" else ""
    return True


def _parted(parts: Iterable[Any]) -> Iterator[list[Any]]:
    """What stands between commas."""
    between: list[Any] = []
    for part in parts:
        if part == ",":
            yield between
            between = []
        else:
            between.append(part)
    yield between


def _text(parts: Iterable[Any]) -> str:
    return re.sub(r"\s*([{;,])\s*|\s+", lambda found: found[1] or " ", tinycss2.serialize(list(parts)).strip())
