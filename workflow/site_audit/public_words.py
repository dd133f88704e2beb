"""What pages say by themselves: words of the program's texts and of the theme, numbers, dates, and public values.

A private text that reads like these put together, such as a title with a template's words around it, was not printed
by the page; it only says what the page says.
"""

import html
import re
from collections.abc import Sequence
from functools import cache, cached_property
from urllib.parse import unquote

from babel.messages.mofile import read_mo

from workflow.i18n.catalog import LOCALE_FOLDER
from workflow.i18n.language import DEFAULT_LANGUAGE

WORD = re.compile(r"[^\W_]+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Letters that nobody sees, and that part words for a program."""
MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}+|\n")
"""What parts the texts of a template: tags, and places for values."""
ATTRIBUTE = re.compile(r'="([^"{}]*)')
"""What stands in an attribute of a template, up to the first value."""
SCHEMES = frozenset(("http", "https", "mailto", "tel", "www"))
ADDRESS_WORDS = SCHEMES | {"subject", "body"}
"""What addresses say by themselves, those that write a mail too."""
GENERATOR = "mkdocs material"
"""What the theme below ours says of itself, between versions, in the head of each page."""
FILE_ENDINGS = frozenset(("jpeg", "jpg", "png", "webp"))
"""What makes a text the name of a file, which is not what pages say by themselves."""
MAX_SINGLE_WORDS = 2
"""Single words in a text that pages put together."""
MONTH_NAMES = "januari februari maret april mei juni juli agustus september oktober november desember"
SHORT_MONTH_NAMES = "jan feb mar apr jun jul agu agt sep okt nov des"
DAY_NAMES = "senin selasa rabu kamis jumat sabtu minggu"
DATE_WORDS = frozenset(f"{MONTH_NAMES} {SHORT_MONTH_NAMES} {DAY_NAMES} pukul wib wita wit jam menit detik hari".split())
FINGERPRINT = re.compile(r"(?=.*\d)[0-9a-f]{8}")
"""Of a picture's bytes, as in the name of its file."""
LONGEST_NUMBER = 15
"""Letters; what is longer is a key or a fingerprint."""
LONGEST_VALUE = 300
"""Characters of the longest value that stands in a line with other words; the types of records allow no more."""


def words(text: str) -> list[str]:
    """The words of a text as they are compared, whether it is written for a page or for the query of an address."""
    return WORD.findall(unquote(html.unescape(text)).translate(INVISIBLE).lower())


def is_number_or_date(word: str) -> bool:
    """Whether a word is a number, an instant as machines write it, part of a date, or of a made file's name."""
    return (word[0].isdigit() and len(word) < LONGEST_NUMBER) or word in DATE_WORDS or bool(FINGERPRINT.fullmatch(word))


@cache
def program_texts() -> tuple[str, ...]:
    """The texts of the program's own catalogue, which is public with the program."""
    with (LOCALE_FOLDER / DEFAULT_LANGUAGE / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return tuple(piece for one in read_mo(file) for piece in MARKUP.split(str(one.string)))


@cache
def program_words() -> frozenset[str]:
    """The words of these texts."""
    return frozenset(word for text in program_texts() for word in words(text))


class PublicWords:
    """What the pages of one office are put together of. It is sorted when it is asked for, which is seldom."""

    def __init__(self, texts: Sequence[str] = (), templates: Sequence[str] = ()) -> None:
        """`texts`: public ones, of which the short ones are values that a page may print beside others."""
        self.texts, self.templates = texts, templates

    @cached_property
    def _values(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(words(one)) for one in self.texts if len(one) <= LONGEST_VALUE)

    @cached_property
    def _corpus(self) -> str:
        """What templates and the program's messages say, a text a line, its words parted by spaces."""
        pieces = (piece for text in self.templates for piece in (*MARKUP.split(text), *ATTRIBUTE.findall(text)))
        texts = (GENERATOR, *program_texts(), *pieces)
        return "\n".join(f" {' '.join(words(text))} " for text in texts)

    @cached_property
    def _words(self) -> frozenset[str]:
        values = (value[0] for value in self._values if len(value) == 1)
        return SCHEMES.union(self._corpus.split(), values) - FILE_ENDINGS

    @cached_property
    def _beginnings(self) -> frozenset[tuple[str, ...]]:
        return frozenset(value[:end] for value in self._values for end in range(1, len(value)))

    @cached_property
    def _ends(self) -> frozenset[tuple[str, ...]]:
        return frozenset(value[start:] for value in self._values for start in range(1, len(value)))

    def says(self, address: str) -> bool:
        """Whether a public text holds an address, but for the marks that end a sentence around it."""
        bare = address.rstrip(".,:;!?")
        return any(bare in text for text in self.texts)

    def composes(self, window: list[str]) -> bool:
        """Whether some words can be put together of public values and of what stands in a template or message in a row.

        The first and the last value may be cut off, as a sentence is after "Kec. ". Single words, of templates or of
        values, may be two: of these alone anybody can make sentences.
        """
        place, singles = 0, 0
        while place < len(window):
            rows = (end for end in range(len(window), place + 1, -1) if self._is_row(window, place, end))
            end = next(rows, place + 1)
            if end == place + 1 and not _is_free(window[place]):
                singles += 1
                if singles > MAX_SINGLE_WORDS or not self._is_single(window, place):
                    return False
            place = end
        return True

    def _is_row(self, window: list[str], start: int, end: int) -> bool:
        """Whether two or more words stand together in a public value or a template."""
        part = tuple(window[start:end])
        return part in self._values or f" {' '.join(part)} " in self._corpus or self._is_cut_off(window, start, end)

    def _is_single(self, window: list[str], place: int) -> bool:
        """Whether pages have the word alone."""
        return window[place] in self._words or self._is_cut_off(window, place, place + 1)

    def _is_cut_off(self, window: list[str], start: int, end: int) -> bool:
        """Whether the words end or begin a public value, of which the rest lies outside."""
        part = tuple(window[start:end])
        return (start == 0 and part in self._ends) or (end == len(window) and part in self._beginnings)


def _is_free(word: str) -> bool:
    """Whether a word says nothing by itself, so that any number of them may stand in between."""
    return is_number_or_date(word) or word in ADDRESS_WORDS
