"""Related stories: those whose texts are about the same, told by the words that are rare elsewhere (TF-IDF, cosine).

Computed at build from public stories alone, so nothing leads to a withdrawn or embargoed one. Whole numbers only, so
that every computer finds the same; rarity counts in powers of two, so that a new story seldom changes what others show.
Of a story only its strongest words count, and of those who share one only the nearest in time: the cost grows with the
stories alone.
"""

import re
from collections import Counter
from collections.abc import Sequence
from math import isqrt

from workflow.site.models.gathered.stop_words import STOP_WORDS
from workflow.site.models.story import Story
from workflow.text.stemming import root_word

STRONGEST = 32
"""Words of a story that count."""
NEIGHBOURS = 60
"""Stories before and after one that are looked at, of all that share a word with it."""
LEAST_LIKENESS = 120
"""Of a thousand: the cosine below which two stories have hardly more in common than any two."""
COMMON_SHARE = 4
"""A word that more than one in so many stories has tells nothing."""
LONGEST_TEXT = 3_000
"""Characters of a text that are read: news says first what it is about."""
TITLE_WEIGHT, SUMMARY_WEIGHT = 3, 2
"""How often a word of the title, or a tag, and one of the summary counts."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_TAG = re.compile(r"<[^>]*>")

Vector = dict[str, int]
"""Words and their weights."""


class RelatedStories:
    """The stories by their strongest words. `stories`: newest first, with their texts."""

    def __init__(self, stories: Sequence[Story]) -> None:
        counts = [_count(story) for story in stories]
        spread = Counter(word for own in counts for word in own)
        most = max(2, len(stories) // COMMON_SHARE)
        rarity = {word: (len(stories) // among).bit_length() for word, among in spread.items() if 1 < among <= most}
        self._vectors = [_strongest(own, rarity) for own in counts]
        self._lengths = [sum(weight * weight for weight in vector.values()) for vector in self._vectors]
        self._members: dict[str, list[int]] = {}
        self._places: list[dict[str, int]] = []
        for index, vector in enumerate(self._vectors):
            lists = {word: self._members.setdefault(word, []) for word in vector}
            self._places.append({word: len(members) for word, members in lists.items()})
            for members in lists.values():
                members.append(index)

    def related_to(self, index: int, count: int) -> list[int]:
        """The places of at most `count` stories that are about the same as the one at `index`, the closest first."""
        products: dict[int, int] = {}
        for word, weight in self._vectors[index].items():
            place, members = self._places[index][word], self._members[word]
            for other in members[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]:
                products[other] = products.get(other, 0) + weight * self._vectors[other][word]
        products.pop(index, None)
        own = self._lengths[index]
        likeness = {other: 1000 * sum_ // isqrt(own * self._lengths[other]) for other, sum_ in products.items()}
        close = (other for other, value in likeness.items() if value >= LEAST_LIKENESS)
        return sorted(close, key=lambda other: (-likeness[other], abs(other - index), other))[:count]


def _strongest(counts: Counter[str], rarity: dict[str, int]) -> Vector:
    """The words of a story that say most of what it is about: often in it, rarely elsewhere."""
    weights = {word: times.bit_length() * rarity[word] for word, times in counts.items() if word in rarity}
    best = sorted(weights, key=lambda word: (-weights[word], word))[:STRONGEST]
    return {word: weights[word] for word in best}


def _count(story: Story) -> Counter[str]:
    """How often each word stands in a story, in its basic form."""
    counts: Counter[str] = Counter()
    parts = (
        (_TAG.sub(" ", story.body[:LONGEST_TEXT]), 1),
        (f"{story.title} {' '.join(story.tags)}", TITLE_WEIGHT),
        (story.summary, SUMMARY_WEIGHT),
    )
    for text, weight in parts:
        for word, times in Counter(_WORD.findall(text.lower())).items():
            if word not in STOP_WORDS:
                counts[root_word(word)] += times * weight
    return counts
