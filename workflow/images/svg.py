"""SVG from strangers: a drawing is written anew from what a table allows, and refused where it could do anything.

An SVG is a program's text as much as a picture: it may run scripts, load from other hosts and hold web pages. What
editors leave beside the drawing (their own elements and notes) is dropped; what is active is refused with its line, so
that nobody wonders where a part of the picture went. Nothing here follows an entity, a link or a style's address.
"""

import re
from typing import Any, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.images.svg_vocabulary import ATTRIBUTES, CSS_FUNCTIONS, DROPPED, ELEMENTS, SHAPE_ATTRIBUTES

LARGEST_SVG_BYTES = 256 * 1024
SVG = "http://www.w3.org/2000/svg"
_HREFS = frozenset(("href", "http://www.w3.org/1999/xlink href"))
_FRAGMENT = re.compile(r"#[\w.:-]+", re.ASCII)
_FUNCTION = re.compile(r"([\w-]*)\s*\(\s*([\"']?)([^)]{0,1})", re.ASCII)
_NUMBER = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,9})?)\s*(?:px)?\s*", re.ASCII)
_SEPARATOR = re.compile(r"[\s,]+")
_STYLE = re.compile(r"\s*(?:\.[\w-]+\s*(?:,\s*\.[\w-]+\s*)*\{[^{}]*\}\s*)*", re.ASCII)
"""Rules for classes, as drawing programs write them; other selectors would reach into a `clipPath`."""
DEEPEST_DRAWING = 40
"""Elements within one another."""
MOST_COPIES = 200
"""Parts that are drawn once more (`use`)."""


class Drawing(Struct, frozen=True):
    """A drawing that can do nothing, and its own size."""

    content: bytes
    width: float
    height: float


class SvgRefusedError(Exception):
    """A drawing that is not shown: why, and in which line."""

    def __init__(self, message: Message, line: int) -> None:
        super().__init__(message.text)
        self.message, self.line = message, line


def clean_svg(data: bytes) -> Drawing:
    """The drawing, written anew. The same bytes in give the same bytes out. Raises SvgRefusedError."""
    if len(data) > LARGEST_SVG_BYTES:
        raise SvgRefusedError(say("The file is larger than {limit} KiB.", limit=LARGEST_SVG_BYTES // 1024), 1)
    writer = _Writer()
    try:
        writer.parser.Parse(data, True)  # noqa: FBT003  # expat's own
    except (ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", 1)
        raise SvgRefusedError(say("This is no SVG that can be read."), line) from None
    return writer.drawing()


class _Writer:
    """Hears what the parser reads, and writes down what may stay."""

    def __init__(self) -> None:
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.buffer_text = True
        self._parts: list[str] = []
        self._open: list[str] = []
        self._dropped = 0
        """Levels of elements that are left out."""
        self._size: tuple[float, float] | None = None
        self._style: list[str] = []
        """The text of the style that is being read."""
        self._ids: list[str] = []
        """Of the open elements."""
        self._copied: list[str] = []
        """The parts that are drawn once more."""
        self._copying: set[str] = set()
        """The parts in which others are drawn once more."""

    def drawing(self) -> Drawing:
        """What was written. Raises SvgRefusedError where nobody can say how large it is."""
        if self._size is None:
            self._refuse(say("The drawing has no `viewBox`, so nobody can say how large it is."), 1)
        if len(self._copied) > MOST_COPIES or not self._copying.isdisjoint(self._copied):
            self._refuse(say("The drawing holds `{name}`, which can do more than draw.", name="<use>"), 1)
        return Drawing("".join(self._parts).encode() + b"\n", *self._size)

    def _refuse(self, message: Message, line: int = 0) -> NoReturn:
        raise SvgRefusedError(message, line or self.parser.CurrentLineNumber)

    def _entity(self, name: str, *_: Any) -> None:
        self._refuse(say("The drawing holds `{name}`, which can do more than draw.", name=f"<!ENTITY {name}>"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._dropped or space != SVG or local in DROPPED:
            if not self._open:
                self._refuse(say("This is no SVG that can be read."))
            self._dropped += 1
            return
        within = self._open[-1] if self._open else ""
        if local not in ELEMENTS or (local == "svg") == bool(within) or within == "style":
            self._refuse(say("The drawing holds `{name}`, which can do more than draw.", name=f"<{local}>"))
        if len(self._open) >= DEEPEST_DRAWING:
            self._refuse(say("The drawing is nested too deeply (at most {limit} levels).", limit=DEEPEST_DRAWING))
        self._ids.append(attributes.get("id", ""))
        kept = self._attributes(attributes, SHAPE_ATTRIBUTES if "clipPath" in self._open else ATTRIBUTES)
        if local == "use":
            self._copied.append(kept.get("href", "")[1:])
            self._copying |= {*self._ids} - {""}
        if not self._open:
            self._size = _size(attributes)
            sides = " ".join(f"{side:g}" for side in self._size or ())
            kept = {"xmlns": SVG, "viewBox": f"0 0 {sides}", **kept}
        self._parts.append("".join([f"<{local}", *(f" {key}={quoteattr(value)}" for key, value in kept.items()), ">"]))
        self._open.append(local)

    def _end(self, _: str) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        self._ids.pop()
        local = self._open.pop()
        if local == "style":
            style = "".join(self._style)
            self._style.clear()
            if not _STYLE.fullmatch(style):
                self._refuse(say("The drawing's style holds more than rules for classes."))
            self._check_style(style)
        self._parts.append(f"</{local}>")

    def _text(self, text: str) -> None:
        if self._dropped or not self._open:
            return
        if self._open[-1] == "style":
            self._style.append(text)
        self._parts.append(escape(text))

    def _attributes(self, attributes: dict[str, str], allowed: frozenset[str]) -> dict[str, str]:
        kept = {}
        for name, value in attributes.items():
            if name in _HREFS:
                if not _FRAGMENT.fullmatch(value.strip()):
                    self._refuse(say("The drawing loads or leads to `{address}`.", address=value[:60]))
                kept["href"] = value.strip()
            elif name.lower().startswith("on"):
                self._refuse(say("The drawing holds `{name}`, which can do more than draw.", name=name))
            elif name in allowed:
                self._check_style(value)
                kept[name] = value
        return kept

    def _check_style(self, text: str) -> None:
        """Refuse CSS that is more than plain values: rules that load, escapes, functions that are not in the table."""
        if "\\" in text or "@" in text or "/*" in text:
            self._refuse(
                say("The drawing's style holds `{part}`, which can do more than draw.", part=text.strip()[:60])
            )
        for function, _, first in _FUNCTION.findall(text):
            if function.lower() not in CSS_FUNCTIONS or (function.lower() == "url" and first != "#"):
                part = f"{function}({first}"
                self._refuse(say("The drawing's style holds `{part}`, which can do more than draw.", part=part))


def _size(attributes: dict[str, str]) -> tuple[float, float] | None:
    """The size that the root element states: its viewBox before its width and height."""
    box = _SEPARATOR.split(attributes.get("viewBox", "").strip())
    numbers = box[2:] if len(box) == 4 else [attributes.get("width", ""), attributes.get("height", "")]  # noqa: PLR2004
    found = [_NUMBER.fullmatch(one) for one in numbers]
    width, height = (float(one[1]) if one else 0.0 for one in found)
    return (width, height) if width and height else None
