"""The pictures that were dropped into a comment, as GitHub writes them, and the comment without them.

GitHub writes `<img width="4032" alt="IMG_2031" src="https://..." />` where a picture is dropped, or
`![IMG_2031](https://...)`. By CommonMark a tag at the beginning of a line makes all lines to the next empty one HTML,
though they are shown as the writer's words. So a command is looked for where each picture is one invisible character.
"""

import html
import re
from collections.abc import Iterator

from workflow.chatops.parsing.email_reply import end_of_words
from workflow.chatops.parsing.own_words import MAX_COMMENT_LENGTH, Authorship, find_authorship

IMAGE_PLACEHOLDER = "\u200b"
"""What stands where a picture was: invisible, and yet no empty line, so that quotations and paragraphs stay."""
MAX_IMAGES = 50
"""Pictures of a comment that are looked at."""
IMAGE_MARKUP = re.compile(
    r'<img(?:[ \t]+[a-z-]{1,20}="[^"<>`\r\n]{0,2000}")*[ \t]*/?>'
    r"|!\[[^\[\]<>`\\\r\n]{0,500}\]\([ \t]*[^()<>`\\\s]{1,2000}[ \t]*\)",
    re.IGNORECASE,
)
"""Without the signs that make code, or end it: taking one out opens and closes nothing."""
_SOURCE = re.compile(r'[ \t]src="([^"]*)"|\]\([ \t]*([^()\s]+)', re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


def without_images(text: str) -> str:
    """A comment with an invisible character in the place of each picture."""
    return IMAGE_MARKUP.sub(IMAGE_PLACEHOLDER, text)


def image_addresses(text: str) -> list[str]:
    """The addresses of a comment's pictures, in order, each once; none of what is quoted, shown as code or hidden."""
    if len(text) > MAX_COMMENT_LENGTH:
        return []
    return list(dict.fromkeys(_own_addresses(text)))


def _own_addresses(text: str) -> Iterator[str]:
    lines = _LINE_ENDS.split(text)
    lines = lines[: end_of_words(lines)]
    found = {at: shown for at, line in enumerate(lines) if (shown := [*IMAGE_MARKUP.finditer(line)])}
    found = dict([*found.items()][:MAX_IMAGES])
    bare = [*map(without_images, lines)]
    voices = find_authorship(bare, {at: shown[0].start() for at, shown in found.items()}).voices if found else {}
    for at, shown in found.items():
        if voices[at] is not Authorship.OTHERS:
            sources = (_SOURCE.search(one[0]) for one in shown)
            yield from (html.unescape(source[1] or source[2]) for source in sources if source)
