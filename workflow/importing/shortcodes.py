"""Shortcodes: what WordPress and its plugins write in brackets into a text, and Hugo and Jekyll in braces."""

import re

_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\]\"']+))")
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL | re.IGNORECASE)
_EMBED = re.compile(
    r"\[(?:embed|video|audio|youtube|vimeo)\b[^\]]*\]\s*(https?://[^\s\[\]]+)\s*\[/\w+\]", re.IGNORECASE
)
_MEDIA = re.compile(r"\[(?:embed|video|audio|youtube|vimeo)\b([^\]]*)\]", re.IGNORECASE)
_IN_TEXT = re.compile(r"((?:<br ?/?>|\s)*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
_ANY = re.compile(r"\[(/?)([a-z][a-z0-9_-]{1,40})((?:\s[^\[\]]*)?)/?\]", re.IGNORECASE)
_KNOWN = frozenset(
    ("gallery", "playlist", "contact-form-7", "contact-form", "divider", "button", "ads", "adsense", "toc")
)
_PREFIXES = ("vc_", "et_pb_", "fusion_", "su_", "av_", "wp_", "elementor")
_BRACES = re.compile(r"\{\{[<%](.*?)[>%]\}\}|\{%(.*?)%\}|\{\{(.*?)\}\}", re.DOTALL)


def without_shortcodes(text: str) -> tuple[str, set[str]]:
    """A text in which captions are figures and media are links, and the names of shortcodes that were taken out.

    What stands between two parts of a shortcode stays: it is the story's text.
    """
    text = _EMBED.sub(lambda found: _linked(found[1]), _CAPTION.sub(_figure, text))
    text = _MEDIA.sub(lambda found: _linked(_address(found[1])), text)
    closed = {found[2].lower() for found in _ANY.finditer(text) if found[1]}
    gone: set[str] = set()

    def drop(found: re.Match[str]) -> str:
        name = found[2].lower()
        if name in closed or name in _KNOWN or name.startswith(_PREFIXES) or "=" in found[3]:
            gone.add(name)
            return ""
        return found.group()

    return _ANY.sub(drop, text), gone


def without_braces(text: str) -> tuple[str, set[str]]:
    """A Markdown text without the template language of Hugo and Jekyll; a figure of Hugo becomes a picture."""
    gone: set[str] = set()

    def drop(found: re.Match[str]) -> str:
        inner = next(part for part in found.groups() if part is not None).strip(" -/")
        name, values = inner.partition(" ")[0], _values(inner)
        if name == "figure" and values.get("src"):
            image = f'<img src="{values["src"]}" alt="{values.get("alt", "")}">'
            return f"<figure>{image}<figcaption>{values.get('caption', '')}</figcaption></figure>"
        if name == "youtube" and (code := re.findall(r"[\w-]{11}", inner.partition(" ")[2])):
            return f"<https://www.youtube.com/watch?v={code[0]}>"
        gone.add(name or "{{")
        return ""

    return _BRACES.sub(drop, text), gone


def _values(text: str) -> dict[str, str]:
    return {name.lower(): one or two or three for name, one, two, three in _ATTRIBUTE.findall(text)}


def _address(attributes: str) -> str:
    """The address that a medium's shortcode names, whatever it calls it."""
    return next((value for value in _values(attributes).values() if value.startswith(("http://", "https://"))), "")


def _linked(address: str) -> str:
    return f'\n\n<a href="{address}">{address}</a>\n\n' if address else ""


def _figure(found: re.Match[str]) -> str:
    inside = _IN_TEXT.fullmatch(found[2])
    picture, words = inside.groups() if inside else (found[2], "")
    words = words.strip() or _values(found[1]).get("caption", "")
    return f"\n\n<figure>{picture}<figcaption>{words}</figcaption></figure>\n\n"
