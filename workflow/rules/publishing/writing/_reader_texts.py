"""The texts of a draft that readers see, for the rules on its language: title, summary, picture, running text."""

from collections.abc import Iterator

from msgspec import Struct

from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._running_text import TextBlock, draft_blocks, place_in_file
from workflow.text.finding import Place


class ReaderText(Struct, frozen=True):
    """A text that readers see."""

    text: str
    field: tuple[str, ...] = ()
    passage: TextBlock | None = None
    """A block of the running text; None for a field."""

    def where(self, view: ArticleView, words: str) -> Place:
        """Where some words of it stand: the field, or an offset in the file."""
        return place_in_file(view, self.passage, words) if self.passage else self.field


def reader_texts(view: ArticleView) -> Iterator[ReaderText]:
    """What is written in a draft; nothing of an article that readers know already."""
    article = view.record
    if article.status.was_public:
        return
    yield ReaderText(article.title, ("title",))
    if article.summary:
        yield ReaderText(article.summary, ("summary",))
    if article.image:
        yield from (
            ReaderText(text, ("image", name))
            for name in ("alt", "caption")
            if (text := getattr(article.image, name, None))
        )
    yield from (ReaderText(one.text, passage=one) for one in draft_blocks(view))
