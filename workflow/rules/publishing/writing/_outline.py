"""What is left of the outline that a draft began as, and whether anything was written in its place.

People change what they leave: the brackets go, the words are put in a list or in bold, half a line is deleted, and the
office's outline itself was another one last year. So a whole line is known by its words wherever they stand; words in
square brackets, by how they begin or by four words in a row; and a whole paragraph in square brackets is no news
whatever it says. Brackets as in `[sic]` or `[Dinas Kesehatan]` within a sentence, links and footnotes are no outline's.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from msgspec import Struct

from workflow.config.style import DraftOutline
from workflow.records.article import Article
from workflow.rules.context import OutlineRemnant, RemnantKind
from workflow.rules.publishing.writing._running_text import TOKEN, placed_blocks, sentences
from workflow.text.document import Document
from workflow.text.finding import Place
from workflow.text.markdown import BlockKind

WORDS_IN_ROW = 4
"""Words in a row that only an outline has; a shorter line of one is known only where it stands alone."""
MOST_REMNANTS = 30
"""Remnants of a story that are told of."""
LONG_TEXT = 400
"""Characters of a text that holds nothing of an outline and surely says something."""
SENTENCE_WORDS, LIST_WORDS = 3, 20
"""Words that are enough to have said something: in one sentence, in a list or table."""
GAP = r"(?:&#?\w{1,31};|[\W_]){1,40}"
LINK = r"\((?:[^\s()]|\([^\s()]{0,300}\)){0,300}(?:\s[\"'(][^\n]{0,200})?\)|\[|:[ \t]*(?:<|/|\w+://|mailto:)"
BRACKET = re.compile(
    rf"\\?\[(?P<words>(?:[^\[\]\n]|\n(?![ \t>]*\n)|\[[^\[\]\n]{{0,80}}\]){{2,400}})(?:\](?P<link>{LINK})?)?"
)
REMARK = re.compile(r"<!--")
LABEL = re.compile(r"[^\w\n]*([^:;,.…\[\]()]+)")
AROUND = " \t\n“”\"'.:;"


class OutlineLine(Struct, frozen=True):
    """A line of an outline, and how it is found again."""

    words: tuple[str, ...]
    longest: str
    """Where this word and the next in length are missing, the line is not there; looking for words is quick."""
    next: str
    shape: re.Pattern[str]


class OutlineLines(Struct, frozen=True):
    """All lines of an outline."""

    every: tuple[OutlineLine, ...]
    data: OutlineLine
    """The one below which the sender's data stand."""
    runs: frozenset[tuple[str, ...]]
    labels: tuple[tuple[str, ...], ...]
    """How the lines begin, up to their first mark."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where lines stand in a text, whole or changed; none within another."""
        folded = text.casefold()
        lines = [line for line in self.every if line.longest in folded and line.next in folded]
        found = [one.span() for line in lines for one in line.shape.finditer(text)]
        found += [one.span() for one in _brackets(text) if self.begins(one["words"])]
        apart: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if not apart or start >= apart[-1][1]:
                apart.append((start, end))
        return apart

    def begins(self, bracketed: str) -> bool:
        """Whether words in square brackets are a line, begin like one, or share a run of words with one."""
        words = folded_words(bracketed)
        if any(words[: len(label)] == label for label in self.labels if len(label) > 1):
            return True
        label = folded_words(found[1]) if (found := LABEL.match(bracketed)) and found.end() < len(bracketed) else ()
        runs = (words[at : at + WORDS_IN_ROW] for at in range(len(words) - WORDS_IN_ROW + 1))
        return label in self.labels or any(words == line.words for line in self.every) or not self.runs.isdisjoint(runs)


def outline_remnants(article: Article, document: Document, outline: DraftOutline | None) -> tuple[OutlineRemnant, ...]:
    """What a story still holds of an outline, in its header and its text; nothing where the office has none."""
    if outline is None:
        return ()
    lines, image = outline_lines(outline), article.image
    header = (article.title, article.summary, *((image.alt, image.caption, image.credit) if image else ()))
    whole = "\n".join(filter(None, (*header, document.body)))
    if "[" not in whole and "<!--" not in whole and not lines.spans(whole):
        return ()  # as of nearly all articles
    return tuple(islice((*_in_header(article, lines), *_in_text(document, lines)), MOST_REMNANTS))


def is_written(document: Document, left: tuple[OutlineRemnant, ...], outline: DraftOutline | None) -> bool:
    """Whether a text says anything besides its headings, the outline, and the sender's data at its end."""
    text, lines = document.body, outline_lines(outline) if outline else None
    if not left and len(text) >= LONG_TEXT:
        return True
    if lines and (data := lines.data.shape.search(text)):
        text = text[: data.start()]
    own = [_without(one.text, lines) for one in placed_blocks(text, 0) if one.kind is not BlockKind.HEADING]
    longest = max((len(folded_words(one)) for passage in own for one in sentences(passage)), default=0)
    return longest >= SENTENCE_WORDS or sum(len(folded_words(one)) for one in own) >= LIST_WORDS


def folded_words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, whatever their marks and capitals."""
    return tuple(TOKEN.findall(text.casefold()))


@cache
def outline_lines(outline: DraftOutline) -> OutlineLines:
    """The lines of an outline, ready to be looked for."""
    texts = (outline.summary, *outline.paragraphs, outline.data)
    every = {text: _line(words) for text in texts if (words := folded_words(text))}
    labels = [folded_words(found[1]) for text in every if (found := LABEL.match(text.lstrip("[")))]
    runs = (
        line.words[at : at + WORDS_IN_ROW]
        for line in every.values()
        for at in range(len(line.words) - WORDS_IN_ROW + 1)
    )
    nothing = _line(folded_words(outline.data) or ("",))
    return OutlineLines((*every.values(),), nothing, frozenset(runs), (*dict.fromkeys(filter(None, labels)),))


def _line(words: tuple[str, ...]) -> OutlineLine:
    inner = GAP.join(map(re.escape, words))
    shape = rf"\b{inner}\b" if len(words) >= WORDS_IN_ROW else rf"^[^\w\n]*{inner}[^\w\n]*$"
    longest, other, *_ = sorted((*words, ""), key=len, reverse=True)
    return OutlineLine(words, longest, other, re.compile(shape, re.IGNORECASE | re.MULTILINE))


def _brackets(text: str) -> Iterator[re.Match[str]]:
    """Words in square brackets that are neither a link nor where one leads."""
    return (one for one in BRACKET.finditer(text) if not one["link"]) if "[" in text else iter(())


def _in_header(article: Article, lines: OutlineLines) -> Iterator[OutlineRemnant]:
    image = article.image
    texts: list[tuple[Place, str | None]] = [(("title",), article.title), (("summary",), article.summary)]
    if image:
        texts += [(("image", name), getattr(image, name)) for name in ("alt", "caption", "credit")]
    for place, text in texts:
        if text and (lines.spans(text) or _is_bracketed(text)):
            yield OutlineRemnant(
                place, RemnantKind.LINE if lines.spans(text) else RemnantKind.BRACKETS, _beginning(text)
            )


def _in_text(document: Document, lines: OutlineLines) -> list[OutlineRemnant]:
    text, start = document.body, document.body_start
    found = [OutlineRemnant(start + at, RemnantKind.LINE, _beginning(text[at:end])) for at, end in lines.spans(text)]
    found += [
        OutlineRemnant(start + one.start(), RemnantKind.REMARK, _beginning(text[one.end() :][:80]))
        for one in REMARK.finditer(text)
    ]
    if any(len(folded_words(one["words"])) > 1 for one in _brackets(text)):
        whole = (one for one in placed_blocks(text, start) if _is_bracketed(one.text) and not lines.spans(one.text))
        found += [OutlineRemnant(one.at, RemnantKind.BRACKETS, _beginning(one.text)) for one in whole]
    return sorted(found, key=lambda one: int(str(one.place)))


def _is_bracketed(text: str) -> bool:
    """Whether several words stand in one pair of square brackets, and nothing beside it."""
    text, depth = text.strip(AROUND), 0
    if not text.startswith("[") or len(folded_words(text)) <= 1:
        return False
    for at, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            return at == len(text) - 1
    return False


def _without(text: str, lines: OutlineLines | None) -> str:
    """A passage without what the outline put there."""
    for start, end in reversed(lines.spans(text) if lines else []):
        text = f"{text[:start]} {text[end:]}"
    return "" if _is_bracketed(text) else text


def _beginning(text: str) -> str:
    """The first words, so that people find it; no numbers, which may be somebody's."""
    return " ".join(word for word in TOKEN.findall(text[:80])[:4] if word.isalpha())
