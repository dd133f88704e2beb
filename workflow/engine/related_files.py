"""Files that a change does not touch and that matter to it: articles that show its pictures, or use its keywords."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from workflow.git.commit_files import CommitFiles
from workflow.git.log import FileChange
from workflow.images.decode import decode_image
from workflow.images.header import read_header
from workflow.images.limits import LARGEST_IMAGE_BYTES, MIN_WIDTH
from workflow.infra.sandbox import run_sandboxed
from workflow.records.article import Article
from workflow.records.paths import ARTICLE_PATH, IMAGE_PATH, is_media
from workflow.records.read import read_unbroken, read_version
from workflow.rules.authority.git_change import media_paths
from workflow.rules.links._spellings import other_spellings
from workflow.rules.links.tag import spelling_finding
from workflow.text.document import Positions
from workflow.text.finding import Finding

ARTICLES_FOLDER = "content/news"
MOST_DECODED_PICTURES = 50
"""Pictures of one change that are decoded; a pull request of an office brings one or two."""


def unnamed_media(changes: Iterable[FileChange], before: CommitFiles, after: CommitFiles) -> Iterator[str]:
    """Pictures and attachments that are new, or no longer named, and that no article beside them names."""
    media = {change.path for change in changes if not change.removed and is_media(change.path)}
    for change in changes:
        if ARTICLE_PATH.fullmatch(change.path):
            media.update(path for path in media_paths(change.path, (before,)) if after.identity(path))
    for path in sorted(media):
        folder, _, name = path.rpartition("/")
        stories = filter(ARTICLE_PATH.fullmatch, after.repository.grep_records((name,), after.commit, folder))
        if all(path not in media_paths(story, (after,)) for story in stories):
            yield path


def undecodable_pictures(changes: Iterable[FileChange], after: CommitFiles) -> Iterator[str]:
    """New pictures that cannot be decoded; of very many only the first are tried."""
    for path in [one.path for one in changes if not one.removed and IMAGE_PATH.fullmatch(one.path)][
        :MOST_DECODED_PICTURES
    ]:
        header = read_header(data := after.read(path, LARGEST_IMAGE_BYTES) or b"")
        if header and header.whole and header.fits and not _decodes(data):
            yield path


def _decodes(data: bytes) -> bool:
    """Whether a process of its own decodes a picture within its bounds."""
    with TemporaryDirectory() as folder:
        shown = Path(folder) / "shown"

        def work(picture: bytes) -> None:
            decode_image(picture, MIN_WIDTH)
            shown.touch()

        run_sandboxed(work, [data], 1)
        return shown.exists()


def tag_spelling_findings(changes: Iterable[FileChange], after: CommitFiles) -> Iterator[Finding]:
    """Keywords of changed articles that another article spells otherwise."""
    for change in changes:
        article = read_version(Article, after, change.path) if ARTICLE_PATH.fullmatch(change.path) else None
        if article is None or "tags" in article.broken:
            continue
        positions = Positions(article.document)
        for index, tag in enumerate(article.record.tags):
            for other in sorted(other_spellings(tag)):
                stories = after.repository.grep_records((other,), after.commit, ARTICLES_FOLDER)
                if any(_uses(path, other, after) for path in stories):
                    finding = spelling_finding(change.path, index, tag, other)
                    line, column = positions.of(finding.place)
                    yield replace(finding, line=line, column=column)


def _uses(path: str, tag: str, after: CommitFiles) -> bool:
    article = read_unbroken(Article, after, path) if ARTICLE_PATH.fullmatch(path) else None
    return article is not None and tag in article.record.tags
