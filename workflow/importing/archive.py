"""What the office has already: stories that were imported before, names that are taken, keywords in use."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from workflow.images.reencode import REENCODED_ENDING
from workflow.records.article import Article, ImportedArticle
from workflow.records.content_index import index_content
from workflow.records.file_source import Folder
from workflow.records.paths import ARTICLE_PATH, IMAGE_PATH
from workflow.records.read import read_version
from workflow.records.shown_pictures import shown_pictures
from workflow.rules.links._spellings import shared_address


class Archive(Struct, frozen=True):
    """The stories of an office, as far as an import asks."""

    sources: dict[str, str]
    """The key of each imported story by what it was called on the former site, whatever was done to it since."""
    keys: frozenset[str]
    """Names that stories and pictures have, by year, without their endings."""
    spellings: dict[str, str]
    """Keywords by their shared address."""


def read_archive(root: Path) -> Archive:
    """Read the stories of a folder once."""
    files, sources, spellings, keys = Folder(root), dict[str, str](), dict[str, str](), set[str]()
    pictures, shown = set[str](), set[str]()
    for path in index_content(root).files:
        if IMAGE_PATH.fullmatch(path):
            pictures.add(path)
        elif found := ARTICLE_PATH.fullmatch(path):
            keys.add(found[1])
            version = read_version(Article, files, path)
            story = version.record if version else None
            if story and isinstance(story, ImportedArticle) and story.source:
                sources[story.source] = found[1]
            shown |= set(shown_pictures(version.document)) if version else set()
            for tag in _tags(story):
                spellings.setdefault(shared_address(tag), tag)
    left = {path for path in pictures - shown if path.endswith(f".{REENCODED_ENDING}")}  # by a run that was killed
    keys |= {path.removeprefix("content/news/").rpartition(".")[0] for path in pictures - left}
    return Archive(sources, frozenset(keys), spellings)


def _tags(story: Article | None) -> Iterator[str]:
    yield from (story.tags or ()) if story else ()
