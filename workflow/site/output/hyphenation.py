"""Where lines of Indonesian text are broken: long words get soft hyphens (U+00AD) at their syllables, dates get none.

No browser of today knows where an Indonesian word may be broken (`hyphens: auto` does nothing for `lang="id"`), so on a
narrow screen a word such as "penyelenggaraannya" would be cut anywhere, or would push a line of large letters apart.
Nor does one know that "4 Januari", a range of numbers and "pukul 13.05 WIB" are read in one piece.
"""

import re
from functools import cache, lru_cache

from markupsafe import Markup
from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE, WORD_JOINER, EN_DASH = "\u00a0", "\u2060", "\u2013"
SHORTEST = 13
"""Letters of a word that is hyphenated: shorter ones fit every line, and their copies stay free of hyphens."""
EDGE = 4
"""Letters that stay together at both ends of a word."""
WORDS_IN_MEMORY = 16_384
_LONG = rf"(?<![\w/@.:#%&=-])[^\W\d_]{{{SHORTEST},}}(?![\w/@:=-]|\.\w)"
_LONG_WORD = re.compile(_LONG)
_MONTH = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_SPACE_IN_DATE = re.compile(rf"(?<=\d) (?=(?:{_MONTH}|WIB|WITA|WIT)\b)|(?<=\bpukul) (?=\d)")
_DASH_IN_RANGE = re.compile(rf"(?<=\d){EN_DASH}(?=\d)")
_IN_HTML = re.compile(r"<(code|pre)\b.*?</\1>|<[^>]*>|&\w+;|([^<&]+)", re.DOTALL)
"""Tags, code and references pass unchanged; the second group is text outside of them."""


def hyphenated(text: str) -> str:
    """A plain text with soft hyphens in its long words, its dates and times in one piece.

    Addresses of mail and of the web stay as they are.
    """
    whole = _DASH_IN_RANGE.sub(f"{EN_DASH}{WORD_JOINER}", _SPACE_IN_DATE.sub(NO_BREAK_SPACE, text))
    return _LONG_WORD.sub(lambda found: _in_syllables(found[0]), whole)


def hyphenated_html(html: str) -> Markup:
    """Safe HTML whose texts are broken likewise."""
    return Markup(_IN_HTML.sub(lambda found: hyphenated(found[2]) if found[2] else found[0], html))  # noqa: S704


@lru_cache(WORDS_IN_MEMORY)
def _in_syllables(word: str) -> str:
    return str(_syllables().inserted(word, SOFT_HYPHEN))


@cache
def _syllables() -> Pyphen:
    return Pyphen(lang="id_ID", left=EDGE, right=EDGE)
