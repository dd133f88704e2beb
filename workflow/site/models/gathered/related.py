"""Related stories: those that are about the same, told by the words that are rare elsewhere (TF-IDF, cosine).

Computed at build from public stories alone, so nothing leads to a withdrawn or embargoed one. Whole numbers only, so
that every computer finds the same; rarity counts in powers of two, so that a new story seldom changes what others show.
Of a story only its strongest words count, and of those who share one only the nearest in time: the cost grows with the
stories alone.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import isqrt

STRONGEST = 24
"""Words of a story that count."""
NEIGHBOURS = 20
"""Stories before and after one that are looked at, of all that share a word with it."""
LEAST_LIKENESS = 120
"""Of a thousand: the cosine below which two stories have hardly more in common than any two."""
COMMON_SHARE = 4
"""A word that more than one in so many stories has tells nothing."""

Words = Mapping[str, int]
"""The words of a story, and how often they stand in it (`content/story_words.py`)."""


class RelatedStories:
    """The stories by their strongest words. `stories`: of each its words, in the order of their time.

    `expired`: the places of those that no story leads to any more.
    """

    def __init__(self, stories: Sequence[Words], expired: Collection[int] = ()) -> None:
        self._expired = expired
        spread = Counter(word for own in stories for word in own)
        most = max(2, len(stories) // COMMON_SHARE)
        rarity = {word: (len(stories) // among).bit_length() for word, among in spread.items() if 1 < among <= most}
        self._vectors = [_strongest(own, rarity) for own in stories]
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
        likeness = {other: 1000 * common // isqrt(own * self._lengths[other]) for other, common in products.items()}
        close = (other for other, value in likeness.items() if value >= LEAST_LIKENESS and other not in self._expired)
        return sorted(close, key=lambda other: (-likeness[other], abs(other - index), other))[:count]


def _strongest(counts: Words, rarity: Mapping[str, int]) -> dict[str, int]:
    """The words of a story that say most of what it is about, with their weights: often in it, rarely elsewhere."""
    weights = {word: times.bit_length() * rarity[word] for word, times in counts.items() if word in rarity}
    best = sorted(weights, key=lambda word: (-weights[word], word))[:STRONGEST]
    return {word: weights[word] for word in best}
