"""The dictionary, read once when the first draft is judged. It may be missing; then nothing is said of spelling."""

import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from workflow.config.style import Style
from workflow.records.file_source import Files

SPELLING_FOLDER = "site_config/spelling"
LARGEST_DICTIONARY_BYTES = 2_000_000
"""Bytes of a dictionary."""
MOST_SUGGESTIONS = 3
KEPT_DICTIONARIES = 4


class Spellchecker:
    """Words that are known, and what others may have meant."""

    def __init__(self, affixes: bytes, words: bytes, writing: Style) -> None:
        from spylls.hunspell import Dictionary

        with tempfile.TemporaryDirectory(prefix="redaksi-") as folder:
            path = Path(folder) / "words"
            path.with_suffix(".aff").write_bytes(affixes)
            path.with_suffix(".dic").write_bytes(words)
            self._dictionary = Dictionary.from_files(str(path))
        self._own = {word.lower() for word in writing.words}
        self._prefixes, self._suffixes = writing.prefixes, writing.suffixes
        self.lists = lru_cache(20_000)(self._lists)
        self.knows = lru_cache(20_000)(self._knows)
        self.suggest = lru_cache(1_000)(self._suggest)

    def _lists(self, word: str) -> bool:
        """Whether a word stands in the dictionary, as it is or by its affixes, or is one of the office's own."""
        return word in self._own or bool(self._dictionary.lookup(word))

    def _knows(self, word: str) -> bool:
        return self.lists(word) or any(self.lists(part) for part in self._within(word)) or self._joined(word)

    def _within(self, word: str) -> Iterator[str]:
        """What is left of a word without an ending, a beginning, or both."""
        stems = [word, *(word.removesuffix(one) for one in self._suffixes if word.endswith(one))]
        for stem in stems:
            yield stem
            yield from (stem.removeprefix(one) for one in self._prefixes if stem.startswith(one))

    def _joined(self, word: str) -> bool:
        return "-" in word and all(self._knows(part) for part in word.split("-"))

    def _suggest(self, word: str) -> tuple[str, ...]:
        found = []
        for one in self._dictionary.suggest(word):
            found.append(one)
            if len(found) == MOST_SUGGESTIONS:
                break
        return tuple(found)


def load_spellchecker(files: Files, writing: Style) -> Spellchecker | None:
    """The office's dictionary; None where there is none, or it cannot be read."""
    affixes = files.read(f"{SPELLING_FOLDER}/{writing.spelling}.aff", LARGEST_DICTIONARY_BYTES)
    words = files.read(f"{SPELLING_FOLDER}/{writing.spelling}.dic", LARGEST_DICTIONARY_BYTES)
    return _speller(affixes, words, msgspec.json.encode(writing)) if affixes and words else None


@lru_cache(KEPT_DICTIONARIES)
def _speller(affixes: bytes, words: bytes, writing: bytes) -> Spellchecker | None:
    try:
        return Spellchecker(affixes, words, msgspec.json.decode(writing, type=Style))
    except (ValueError, KeyError, IndexError, UnicodeError, RecursionError):
        return None
