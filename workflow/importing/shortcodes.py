"""Shortcodes: what WordPress and its plugins write in brackets into a text, and Hugo and Jekyll in braces."""

import re

_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\]\"']+))")
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL | re.IGNORECASE)
_EMBED = re.compile(
    r"\[(?:embed|video|audio|youtube|vimeo)\b[^\]]*\]\s*(https?://[^\s\[\]]+)\s*\[/\w+\]", re.IGNORECASE
)
_MEDIA = re.compile(r"\[(embed|video|audio|youtube|vimeo|tweet|instagram)\b([^\]]*)\]", re.IGNORECASE)
_PLACES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tweet": "https://twitter.com/i/web/status/{}",
    "twitter": "https://twitter.com/i/web/status/{}",
    "x": "https://twitter.com/i/web/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
}
_CODE = re.compile(r"[\w-]{3,40}", re.ASCII)
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
    gone: set[str] = set()

    def link(found: re.Match[str]) -> str:
        address = _address(found[2]) or media_address(found[1], found[2])
        gone.update(() if address else (found[1].lower(),))
        return _linked(address)

    text = _MEDIA.sub(link, text)
    closed = {found[2].lower() for found in _ANY.finditer(text) if found[1]}

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
        words, values = inner.split(), _values(inner)
        name = words[0].lower() if words else ""
        if name == "include" and len(words) > 1:
            name = words.pop(0) and words[0].lower()
        if name == "figure" and values.get("src"):
            image = f'<img src="{values["src"]}" alt="{values.get("alt", "")}">'
            return f"<figure>{image}<figcaption>{values.get('caption', '')}</figcaption></figure>"
        kind = name.partition(".")[0].rpartition("/")[2]
        if address := media_address(kind, " ".join(words[1:])):
            return f"<{address}>"
        gone.add(name if re.fullmatch(r"[\w./-]+", name) else "{{")
        return ""

    return _BRACES.sub(drop, text), gone


def media_address(kind: str, attributes: str) -> str:
    """Where a film or post is that a command of some kind shows by its code; "" where it does not say."""
    place, values = _PLACES.get(kind.lower(), ""), _values(attributes)
    words = [word.strip("\"'") for word in attributes.split() if "=" not in word]
    code = values.get("id") or (words[-1] if words and not values else "")
    return place.format(code) if place and _CODE.fullmatch(code) else ""


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
