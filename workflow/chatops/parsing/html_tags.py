"""HTML tags in a comment, as far as it matters whether a word stands within an element.

Only what is plainly balanced is taken for closed: browsers keep a quotation open across the end of a bold text around
its beginning. Anything odd (an attribute with a sign in it, a declaration, a comment without its end) stays open.
"""

import re
from enum import StrEnum

VOID_ELEMENTS = frozenset({"br", "hr", "img", "wbr"})
"""Elements without content."""
HEADING_ELEMENTS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TABLE_ELEMENTS = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
PLAIN_ELEMENTS = frozenset({"b", "center", "details", "div", "em", "font", "i", "li", "ol", "p", "small", "span"})
STYLING = PLAIN_ELEMENTS | HEADING_ELEMENTS | TABLE_ELEMENTS | {"strong", "sub", "summary", "sup", "u", "ul"}
"""Elements whose content is said as much as any other; that of all others is quoted, code, struck out or hidden."""
MALFORMED = ""
"""The name of what cannot be closed; never hiding, so that its writer is told."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:\s[^<>]*)?/?)>", re.IGNORECASE)


class TagEffect(StrEnum):
    """What the elements around a word do to it."""

    NONE = "none"
    STYLING = "styling"
    HIDING = "hiding"


class OpenElements:
    """The elements that are open at some place of a comment."""

    def __init__(self) -> None:
        self._open: list[str] = []

    @property
    def inside(self) -> TagEffect:
        """What is done to a word here."""
        if not self._open:
            return TagEffect.NONE
        return (
            TagEffect.STYLING
            if STYLING.issuperset(name for name in self._open if name != MALFORMED)
            else TagEffect.HIDING
        )

    def read(self, html: str) -> None:
        """Go on over some HTML."""
        text = _without_comments(html)
        if "<" in _TAG.sub("", text):
            self._open.append(MALFORMED)
        for tag in _TAG.finditer(text):
            name = tag[2].lower()
            if not tag[1] and name not in VOID_ELEMENTS:
                self._open.append(name)
            elif tag[1] and self._open[-1:] == [name]:
                self._open.pop()


def _without_comments(html: str) -> str:
    """HTML without its comments; one that is not ended keeps its beginning, and `<!-->` is a whole one."""
    kept, at = [], 0
    while (begin := html.find("<!--", at)) >= 0 and (end := html.find("-->", begin + 2)) >= 0:
        kept.append(html[at:begin])
        at = end + 3
    return "".join([*kept, html[at:]])
