"""Words that stand for keys, in people's own spelling: the key, or the nearest that may have been meant; never a guess.

What words there are is data: `site_config/` and the SOP. A vocabulary is made of them in `vocabularies.py`.
"""

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cached_property

from msgspec import Struct

from workflow.i18n.message import Message, Value, WordList, say

LONGEST_NAME = 120
"""Characters of a word or a name that are compared."""
MOST_OFFERED, MOST_LISTED = 5, 12
"""Keys that are offered; and more than are ever listed."""
LEAST_LIKENESS, LIKENESS_MARGIN = 0.65, 0.2
"""How alike an offered name is at least, and by how much less than the best one."""
CONTAINED_LIKENESS = 0.9
"""How alike a name counts all of whose words were said, or that has all words that were said."""
MOST_WORDS = 60
_EDGES = " \t\r\n.,;:!?`'\"“”\u2018\u2019@*_~<>()[]|/"
_APART = re.compile(r"[\s\-_]+")


class UnknownWord(Struct, frozen=True):
    """A word that no key goes by, or several."""

    word: str
    """As it was written."""
    near: tuple[str, ...]
    """The keys that may have been meant, the likeliest first."""
    names: tuple[str, ...]
    """What people call them; where none is near, what everything is called that there is."""
    file: str = ""
    """Where the keys are entered."""

    def question(self, place: str = "") -> Message:
        """What is said: what may have been meant, or what there is.

        `place`: what people know the place by where it was written, as in "--from: ".
        """
        known: dict[str, Value] = {"place": place, "word": self.word, "names": WordList(self.names)}
        if self.near:
            return say("{place}“{word}” is not known here. Did you mean {names}?", **known)
        if len(self.names) > MOST_LISTED:
            return say("{place}“{word}” is not in {file}; have it entered there first.", **known, file=self.file)
        return say("{place}“{word}” is not known here. There are {names}.", **known)


class Vocabulary(Struct, frozen=True, dict=True):
    """Keys and the names by which people call them."""

    names: Mapping[str, tuple[str, ...]]
    """The first one of each is how it is shown."""
    skip: frozenset[str] = frozenset()
    """Words that say nothing, like the "lewat" of "lewat surel"; in small letters."""
    file: str = ""
    """Where the keys are entered."""

    def find(self, word: str) -> str | UnknownWord:
        """The key that a word means."""
        wanted = self._bare(word)
        found = self._by_name.get(wanted, ())
        if len(found) == 1:
            return found[0]
        near = found or tuple(self._near(wanted))
        return UnknownWord(word.strip(), near, tuple(self.shown(key) for key in near or self.names), self.file)

    def several(self, text: str) -> tuple[str, ...] | UnknownWord:
        """The keys that some words mean, with commas, "dan" or only spaces between them."""
        found: list[str] = []
        for part in re.split(r"[,;\n]|\s(?:dan|and|serta)\s", text):
            words = part.split()[:MOST_WORDS]
            while words:
                size = next((size for size in range(len(words), 0, -1) if self._is_key(words[:size])), 0)
                key = self.find(" ".join(words[:size] or words))
                if isinstance(key, UnknownWord):
                    if size or self._bare(" ".join(words)):
                        return key
                    break
                found.append(key)
                words = words[size or len(words) :]
        return tuple(dict.fromkeys(found))

    def shown(self, key: str) -> str:
        """What people call a key."""
        return next(iter(self.names[key]), key)

    def _is_key(self, words: list[str]) -> bool:
        return len(self._by_name.get(self._bare(" ".join(words)), ())) == 1

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        """The keys that go by each name as it is compared; a key itself before what others are called."""
        found: dict[str, dict[str, None]] = {}
        for key, names in self.names.items():
            for name in names:
                found.setdefault(self._bare(name), {})[key] = None
        return {name: tuple(keys) for name, keys in found.items()} | {fold_name(key): (key,) for key in self.names}

    def _bare(self, word: str) -> str:
        """A word as it is compared, without those at its beginning that say nothing."""
        words = fold_name(word).split()
        while len(words) > 1 and words[0] in self.skip:
            del words[0]
        return " ".join(words)

    def _near(self, word: str) -> list[str]:
        scored = {
            key: max(likeness(word, fold_name(name)) for name in (key, *names)) for key, names in self.names.items()
        }
        best = max(scored.values(), default=0.0)
        near = [key for key, score in scored.items() if score >= max(LEAST_LIKENESS, best - LIKENESS_MARGIN)]
        return sorted(near, key=lambda key: -scored[key])[:MOST_OFFERED]


def fold_name(word: str) -> str:
    """A word as it is compared: small letters, single spaces for hyphens; what is stored is never folded."""
    plain = unicodedata.normalize("NFKC", word[:LONGEST_NAME]).casefold()
    plain = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    return " ".join(_APART.sub(" ", plain).strip(_EDGES).split())


def news_key(text: str) -> str:
    """An article's key, as 2026/pekan-imunisasi, of it or of the path of its file."""
    return text.strip().removeprefix("./").removeprefix("content/news/").removesuffix(".md")


def likeness(word: str, name: str) -> float:
    """How alike two names are, from 0 to 1."""
    said, there = set(word.split()), set(name.split())
    if said and there and (said <= there or there <= said):
        return CONTAINED_LIKENESS
    matcher = SequenceMatcher(None, word, name)
    return matcher.ratio() if matcher.real_quick_ratio() >= LEAST_LIKENESS else 0.0


YES_NO = Vocabulary(
    {
        "yes": ("ya", "y", "iya", "yes", "ok", "oke", "betul", "benar", "setuju", "lanjut"),
        "no": ("tidak", "t", "n", "tdk", "tak", "no", "nggak", "bukan", "batal", "jangan"),
    }
)
"""Answers to a question of yes or no."""
