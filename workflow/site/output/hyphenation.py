"""Hyphenation of Indonesian text: long words get soft hyphens (U+00AD) at their syllables.

No browser of today knows where an Indonesian word may be broken (`hyphens: auto` does nothing for `lang="id"`), so on a
narrow screen a word such as "penyelenggaraannya" would be cut anywhere, or would push a line of large letters apart.
"""

import re
from functools import cache, lru_cache

from markupsafe import Markup
from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"
SHORTEST = 13
"""Letters of a word that is hyphenated: shorter ones fit every line, and their copies stay free of hyphens."""
EDGE = 4
"""Letters that stay together at both ends of a word."""
WORDS_IN_MEMORY = 16_384
_LONG = rf"(?<![\w/@.:#%&=-])[^\W\d_]{{{SHORTEST},}}(?![\w/@:=-]|\.\w)"
_LONG_WORD = re.compile(_LONG)
_IN_HTML = re.compile(rf"<(code|pre)\b.*?</\1>|<[^>]*>|&\w+;|({_LONG})", re.DOTALL)
"""Tags, code and references pass unchanged; the second group is a word outside of them."""


def hyphenated(text: str) -> str:
    """A plain text with soft hyphens in its long words. Addresses of mail and of the web stay as they are."""
    return _LONG_WORD.sub(lambda found: _in_syllables(found[0]), text)


def hyphenated_html(html: str) -> Markup:
    """Safe HTML with soft hyphens in the long words of its texts."""
    return Markup(_IN_HTML.sub(lambda found: _in_syllables(found[2]) if found[2] else found[0], html))  # noqa: S704


@lru_cache(WORDS_IN_MEMORY)
def _in_syllables(word: str) -> str:
    return str(_syllables().inserted(word, SOFT_HYPHEN))


@cache
def _syllables() -> Pyphen:
    return Pyphen(lang="id_ID", left=EDGE, right=EDGE)
