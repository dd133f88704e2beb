"""Active content of a PDF: what each of its parts does or carries. What no table names is refused.

A viewer may find parts that the file's own index does not name. So the bytes are searched as well: names that nothing
harmless has are refused wherever they stand.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

from workflow.pdf.limits import DEEPEST_NESTING
from workflow.pdf.summary import ActiveContent

CLICKED_ACTIONS = frozenset({"/GoTo", "/URI"})
"""What may happen when a reader clicks: a place in the file itself, or an address."""
PAGE_TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
ACTIONS: Mapping[str, ActiveContent] = {
    "/JavaScript": ActiveContent.SCRIPT,
    "/ECMAScript": ActiveContent.SCRIPT,
    "/Launch": ActiveContent.PROGRAM,
    **dict.fromkeys(("/SubmitForm", "/ImportData", "/ResetForm"), ActiveContent.FORM),
    **dict.fromkeys(("/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView"), ActiveContent.MEDIA),
    **dict.fromkeys(("/GoToR", "/GoToE", "/GoToDp", "/Thread"), ActiveContent.REMOTE),
    **dict.fromkeys(("/Hide", "/SetOCGState", "/Trans"), ActiveContent.AUTOMATIC),
}
"""Actions that are refused, wherever they stand."""
KEYS: Mapping[str, ActiveContent] = {
    **dict.fromkeys(("/JS", "/JavaScript"), ActiveContent.SCRIPT),
    **dict.fromkeys(("/EF", "/EmbeddedFiles", "/Collection", "/AF"), ActiveContent.FILE),
    **dict.fromkeys(("/RichMediaContent", "/RichMediaSettings", "/3DD"), ActiveContent.MEDIA),
    "/XFA": ActiveContent.FORM,
}
"""Names whose mere presence in a dictionary is refused."""
TYPES: Mapping[str, ActiveContent] = {"/EmbeddedFile": ActiveContent.FILE, "/Filespec": ActiveContent.REMOTE}
MARKUP = ("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Popup", "/Stamp", "/Line",
          "/Square", "/Circle", "/Polygon", "/PolyLine", "/Ink", "/Caret", "/Redact")  # fmt: skip
"""What people write on a page: their remarks."""
ANNOTATIONS = frozenset({"/Link", "/Widget", "/PrinterMark", "/TrapNet", "/Watermark", *MARKUP})
"""What may lie on a page (ISO 32000-2, table 171); sound, film, models and files may not."""
WEB_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
RAW_NAMES = re.compile(
    rb"/(JavaScript|Launch|SubmitForm|ImportData|EmbeddedFiles?|RichMedia\w*|XFA|GoToE|Rendition)(?![A-Za-z0-9])"
)
"""Long enough not to stand in packed data by chance."""
RAW_CONTENT: Mapping[bytes, ActiveContent] = {
    b"JavaScript": ActiveContent.SCRIPT,
    b"Launch": ActiveContent.PROGRAM,
    **dict.fromkeys((b"SubmitForm", b"ImportData", b"XFA"), ActiveContent.FORM),
    **dict.fromkeys((b"EmbeddedFile", b"EmbeddedFiles"), ActiveContent.FILE),
    b"GoToE": ActiveContent.REMOTE,
}


class TooDeepError(Exception):
    """Arrays and dictionaries lie too deep in one another."""


def active_in_bytes(data: bytes) -> Iterator[ActiveContent]:
    """What stands in a file's own bytes, also where nothing leads to it and where a name is spelled with escapes."""
    for found in {one[1] for one in RAW_NAMES.finditer(without_escapes(data))}:
        yield RAW_CONTENT.get(found, ActiveContent.MEDIA)


def without_escapes(data: bytes) -> bytes:
    """A file's bytes with the escapes of names resolved (ISO 32000-2, 7.3.5)."""
    return NAME_ESCAPE.sub(lambda one: bytes((int(one[1], 16),)), data)


def dictionaries_in(part: PdfObject | None) -> Iterator[DictionaryObject]:
    """Every dictionary within one part of a file, those of other parts not among them. Raises TooDeepError."""
    pending: list[tuple[Any, int]] = [(part, 0)]
    while pending:
        one, depth = pending.pop()
        if depth > DEEPEST_NESTING:
            raise TooDeepError
        if isinstance(one, DictionaryObject):
            yield one
            pending += [(value, depth + 1) for value in one.values()]
        elif isinstance(one, ArrayObject):
            pending += [(value, depth + 1) for value in one]


def active_in(one: DictionaryObject) -> Iterator[ActiveContent]:
    """What a dictionary does or carries."""
    yield from (KEYS[name] for name in KEYS.keys() & one.keys())
    kind, subtype = _name(one, "/Type"), _name(one, "/Subtype")
    yield from (TYPES[kind],) if kind in TYPES else ()
    yield from (ACTIONS[action],) if (action := _name(one, "/S")) in ACTIONS else ()
    if isinstance(one, StreamObject) and "/F" in one:
        yield ActiveContent.REMOTE  # its bytes lie in another file
    if subtype == "/PS" or _name(one, "/Subtype2") == "/PS":
        yield ActiveContent.SCRIPT
    if (kind == "/Annot" or "/Rect" in one) and subtype not in ANNOTATIONS:
        yield ActiveContent.MEDIA if subtype else ActiveContent.UNKNOWN
    if "/URI" in one:
        yield from _address(one.get("/URI"))
    yield from _actions(one)


def _actions(one: DictionaryObject) -> Iterator[ActiveContent]:
    """The actions that a dictionary starts: by a click, or by themselves."""
    for name in ("/A", "/PA", "/Next"):
        for action in _each(one.get(name)):
            kind = _name(action, "/S")
            if kind and kind not in CLICKED_ACTIONS and not (kind == "/Named" and _name(action, "/N") in PAGE_TURNS):
                yield ACTIONS.get(kind, ActiveContent.UNKNOWN)
    opening = _resolved(one.get("/OpenAction"))
    triggers = _resolved(one.get("/AA"))
    own = [opening] if isinstance(opening, DictionaryObject) else []
    if isinstance(triggers, DictionaryObject):
        own += [value for value in map(_resolved, triggers.values()) if value is not None]
    for value in own:
        if not isinstance(value, DictionaryObject) or _name(value, "/S") != "/GoTo":
            yield ActiveContent.AUTOMATIC


def _each(value: Any) -> Iterator[DictionaryObject]:
    found = _resolved(value)
    items = map(_resolved, found) if isinstance(found, ArrayObject) else [found]
    return (item for item in items if isinstance(item, DictionaryObject))


def _address(value: Any) -> Iterator[ActiveContent]:
    """Whether an address is of the web or of mail. A dictionary under this name is the file's own base address."""
    address = _resolved(value)
    if isinstance(address, DictionaryObject):
        return
    text = address.decode("latin-1") if isinstance(address, bytes) else str(address)
    try:
        scheme = urlsplit("".join(text.split())).scheme
    except ValueError:
        scheme = "?"
    if scheme.lower() not in WEB_SCHEMES:
        yield ActiveContent.REMOTE


def _name(one: DictionaryObject, key: str) -> str:
    value = _resolved(one.get(key))
    return value if isinstance(value, str) else ""


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
