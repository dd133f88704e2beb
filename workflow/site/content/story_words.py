"""The words of a story that may say what it is about, counted once, when its file is read."""

import re
from collections import Counter

from workflow.records.article import Article
from workflow.text.stemming import root_word
from workflow.site.content.stop_words import STOP_WORDS

LONGEST_TEXT = 3_000
"""Characters of a text that are read: news says first what it is about."""
MOST_WORDS = 80
"""Words that are kept, those that count most."""
TITLE_WEIGHT, SUMMARY_WEIGHT = 3, 2
"""How often a word of the title, or a tag, and one of the summary counts."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_TAG = re.compile(r"<[^>]*>")


def story_words(article: Article, body: str) -> dict[str, int]:
    """Roots of words, and how often they stand in a story; without those of every text. `body`: safe HTML."""
    counts: Counter[str] = Counter()
    parts = (
        (_TAG.sub(" ", body[:LONGEST_TEXT]), 1),
        (f"{article.title} {' '.join(article.tags)}", TITLE_WEIGHT),
        (article.summary, SUMMARY_WEIGHT),
    )
    for text, weight in parts:
        for word, times in Counter(_WORD.findall(text.lower())).items():
            if word not in STOP_WORDS:
                counts[root_word(word)] += times * weight
    best = sorted(counts, key=lambda word: (-counts[word], word))[:MOST_WORDS]
    return {word: counts[word] for word in best}
