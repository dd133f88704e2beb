"""What a change has to do with files that it does not touch: who shows its pictures, who uses its keywords."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from workflow.git.commit_files import CommitFiles
from workflow.git.log import FileChange
from workflow.images.decode import decode_image
from workflow.images.header import read_header
from workflow.images.limits import MIN_WIDTH
from workflow.images.sandbox import run_sandboxed
from workflow.records.article import Article
from workflow.records.image_file import LARGEST
from workflow.records.paths import ARTICLE_PATH, IMAGE_PATH
from workflow.rules.authority.git_change import picture_paths
from workflow.rules.links.tag import spelling_finding, spellings
from workflow.rules.record_version import read_unbroken, read_version
from workflow.text.document import Positions
from workflow.text.finding import Finding

ARTICLES_FOLDER = "content/news"
MOST_DECODED_PICTURES = 50
"""Pictures of one change that are decoded; a pull request of an office brings one or two."""


def unnamed_pictures(changes: Iterable[FileChange], before: CommitFiles, after: CommitFiles) -> Iterator[str]:
    """Pictures that come, or that a story let go of, and that no article beside them names."""
    pictures = {change.path for change in changes if not change.removed and IMAGE_PATH.fullmatch(change.path)}
    for change in changes:
        if ARTICLE_PATH.fullmatch(change.path):
            pictures.update(path for path in picture_paths(change.path, (before,)) if after.identity(path))
    for path in sorted(pictures):
        folder, _, name = path.rpartition("/")
        stories = filter(ARTICLE_PATH.fullmatch, after.repository.holding((name,), after.commit, folder))
        if all(path not in picture_paths(story, (after,)) for story in stories):
            yield path


def undecodable_pictures(changes: Iterable[FileChange], after: CommitFiles) -> Iterator[str]:
    """Pictures that come and that nothing can show; of very many only the first are tried."""
    for path in [one.path for one in changes if not one.removed and IMAGE_PATH.fullmatch(one.path)][
        :MOST_DECODED_PICTURES
    ]:
        header = read_header(data := after.read(path, LARGEST) or b"")
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
        found, broken = read_version(Article, change.path, after)
        if not ARTICLE_PATH.fullmatch(change.path) or not found or "tags" in broken:
            continue
        positions = Positions(found.document)
        for index, tag in enumerate(found.record.tags):
            for other in sorted(spellings(tag)):
                stories = after.repository.holding((other,), after.commit, ARTICLES_FOLDER)
                if any(_uses(path, other, after) for path in stories):
                    finding = spelling_finding(change.path, index, tag, other)
                    line, column = positions.of(finding.place)
                    yield replace(finding, line=line, column=column)


def _uses(path: str, tag: str, after: CommitFiles) -> bool:
    article = read_unbroken(Article, path, after) if ARTICLE_PATH.fullmatch(path) else None
    return article is not None and tag in article.record.tags
