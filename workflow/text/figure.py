"""Pictures within an article's text: which paragraphs of its Markdown are a picture, a gallery or a video.

A paragraph that holds nothing but pictures is one: `![description](file.jpg "Caption. Foto: maker")`. Several in a
paragraph are a gallery; one that is linked to a video's address is a video. All of it is plain Markdown, so that who
reviews a text on GitHub sees it there.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from urllib.parse import urlsplit

from markdown_it.token import Token
from msgspec import Struct

PICTURE_NAME = r"[a-z0-9]+([._-][a-z0-9]+)*\.(jpg|jpeg|png|webp)"
"""The name of a picture's file, which lies beside the article."""
LONGEST_NAME = 120
"""Letters of such a name."""
MOST_PICTURES = 24
"""Pictures that a text may show; what is more belongs into a story of its own."""
VIDEO_HOSTS = frozenset(
    (
        *("youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "tiktok.com"),
        *("instagram.com", "facebook.com", "fb.watch", "x.com"),
    )
)
"""Hosts on which offices show videos; a host below one of these is one too."""
FORWARDING_HOSTS = ("l.", "lm.")
FORWARDING_PATHS = ("/redirect", "/l.php", "/flx/")
"""Where such hosts send on to any other address: `youtube.com/redirect?q=`, `l.facebook.com/l.php?u=`."""
VIDEO_FILES = (".mp4", ".webm", ".m3u8")
_NAME = re.compile(PICTURE_NAME)
_CREDIT = re.compile(
    r"(?s)^(.*?)\s*(\(?)\b((?:foto|ilustrasi|grafis|infografis|peta|gambar|video|dokumentasi|dok)\b\.?\s*:\s*\S.*)$",
    re.IGNORECASE,
)


class FigureKind(StrEnum):
    """What a paragraph of pictures is."""

    PICTURE = "picture"
    GALLERY = "gallery"
    VIDEO = "video"


class TextPicture(Struct, frozen=True):
    """A picture as the text names it."""

    name: str
    """Of its file beside the article."""
    alt: str
    caption: str
    credit: str
    line: int
    """Counted from 0, in the Markdown."""
    video: str = ""
    """The address of the video whose picture it is."""


class Figure(Struct, frozen=True):
    """A paragraph that is shown as one picture, several, or a video."""

    kind: FigureKind
    pictures: tuple[TextPicture, ...]


def mark_figures(tokens: Sequence[Token]) -> None:
    """Note at each paragraph that stands in no other block what figure it is."""
    for opening, inline in pairwise(tokens):
        if opening.type == "paragraph_open" and opening.level == 0:
            inline.meta["figure"] = _figure(inline)


def figure_of(inline: Token) -> Figure | None:
    """What a paragraph is, if it holds nothing but pictures that can be shown."""
    figure: Figure | None = inline.meta.get("figure")
    return figure


def _figure(inline: Token) -> Figure | None:
    children = inline.children or []
    if not any(child.type == "image" for child in children):
        return None
    pictures = list(_pictures(children, inline.map[0] if inline.map else 0))
    if None in pictures or len(pictures) > MOST_PICTURES:
        return None
    shown = tuple(one for one in pictures if one)
    if len(shown) == 1:
        return Figure(FigureKind.VIDEO if shown[0].video else FigureKind.PICTURE, shown)
    return None if any(one.video for one in shown) else Figure(FigureKind.GALLERY, shown)


def _pictures(children: Sequence[Token], line: int) -> Iterator[TextPicture | None]:
    """The pictures of a paragraph; None for what is none, or cannot be shown."""
    linked = ""
    for child in children:
        match child.type:
            case "softbreak" | "hardbreak":
                line += 1
            case "link_open":
                linked = str(child.attrs.get("href", ""))
                if not is_video(linked):
                    yield None
            case "link_close":
                linked = ""
            case "image":
                yield _picture(child, line, linked)
            case _ if child.content.strip():
                yield None


def _picture(image: Token, line: int, video: str) -> TextPicture | None:
    name = str(image.attrs.get("src", ""))
    if not is_picture_name(name):
        return None
    caption, credit = split_credit(str(image.attrs.get("title", "")))
    return TextPicture(name, " ".join(image.content.split()), caption, credit, line, video)


def is_picture_name(name: str) -> bool:
    """Whether a name can be that of a picture beside the article."""
    return len(name) <= LONGEST_NAME and bool(_NAME.fullmatch(name))


def split_credit(title: str) -> tuple[str, str]:
    """The caption of a picture, and its credit from a word such as `Foto:` on."""
    words = " ".join(title.split())
    found = _CREDIT.match(words)
    if found is None:
        return words, ""
    credit = found[3].removesuffix(")") if found[2] else found[3]
    return found[1].strip(), credit.strip()


def is_video(address: str) -> bool:
    """Whether an address is that of a video, and of no more than it shows: readers are told its host."""
    try:
        parts = urlsplit(address)
        host, is_plain = parts.hostname or "", "@" not in parts.netloc and parts.port in (None, 443)
    except ValueError:
        return False
    if not is_plain or host.startswith(FORWARDING_HOSTS) or parts.path.lower().startswith(FORWARDING_PATHS):
        return False
    known = any(host == one or host.endswith(f".{one}") for one in VIDEO_HOSTS)
    return parts.scheme == "https" and (known or parts.path.lower().endswith(VIDEO_FILES))
