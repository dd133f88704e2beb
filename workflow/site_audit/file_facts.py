"""Facts about one file of a site that follow from its bytes alone, whatever the other files and the records hold."""

import hashlib
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct, msgpack

from workflow.site_audit.links import LinkTarget
from workflow.site_audit.public_words import words


class FileFacts(Struct, frozen=True, array_like=True):
    """Of a file with which nothing is wrong in itself."""

    is_page: bool = False
    is_loose: bool = False
    """A page that only leads to another one."""
    ids: tuple[str, ...] = ()
    places: bytes = b""
    """The numbers of the places that it leads to."""
    words: bytes = b""
    """The numbers of the words in it that are compared with secrets."""


def number_of(place: LinkTarget) -> int:
    """A place as a number of 64 bits, the same in every process."""
    return int.from_bytes(hashlib.blake2b(msgpack.encode(place), digest_size=8).digest())


def packed_places(numbers: Iterable[int]) -> bytes:
    """Numbers of places as bytes."""
    return array("Q", numbers).tobytes()


def places_in(facts: FileFacts) -> Sequence[int]:
    """The numbers of the places that a file leads to."""
    numbers = array("Q")
    numbers.frombytes(facts.places)
    return numbers


@lru_cache(1 << 13)
def words_of(text: str) -> frozenset[int]:
    """The words of a text as numbers. Some words share one: then a file is read in vain."""
    return frozenset(map(_word_number, words(text)))


@lru_cache(1 << 17)
def _word_number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace")) & 0xFFFF


def packed_words(texts: Iterable[str]) -> bytes:
    """The words of some texts as bytes."""
    return array("H", frozenset().union(*map(words_of, texts))).tobytes()


class ValueFilter:
    """Finds files that may hold one of some values: those in which all words of a value are."""

    def __init__(self, values: Iterable[str]) -> None:
        """`values`: words parted by spaces."""
        self._values: dict[int, list[frozenset[int]]] = {}
        for value in values:
            longest = max(words(value), key=len, default="")
            self._values.setdefault(_word_number(longest), []).append(words_of(value))

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return bool(self._values)

    def passes(self, packed: bytes) -> bool:
        """Whether a file with these words may hold any of them."""
        if not packed:
            return False
        numbers = array("H")
        numbers.frombytes(packed)
        heads = self._values.keys() & numbers
        if not heads:
            return False
        there = frozenset(numbers)
        return any(value <= there for head in heads for value in self._values[head])
