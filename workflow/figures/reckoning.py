"""Everything the figures are made of, read from the records: the courses of letters, published stories, corrections.

It is the selection that the public site makes, so that papers and pages count the same: no confidential letter, nothing
with an error, only stories that are public by then.
"""

from pathlib import Path

from msgspec import Struct

from workflow.figures.course import Course, is_listed, make_course
from workflow.records.archive import walk_archive
from workflow.records.article import Article
from workflow.records.office import Office
from workflow.rules.check import check_office
from workflow.rules.fields.path import ARTICLE, REQUEST, request_path
from workflow.rules.progress import load_request
from workflow.text.document import read_document
from workflow.text.finding import Severity
from workflow.text.markdown import is_fit
from workflow.text.shape import shape


class Told(Struct, frozen=True):
    """A story that is public."""

    key: str
    """Its year and name."""
    title: str
    category: str
    published: int
    """Seconds since the epoch."""
    corrections: tuple[int, ...]


class Reckoning(Struct, frozen=True):
    """What is counted."""

    courses: tuple[Course, ...]
    stories: tuple[Told, ...]
    """The oldest first."""

    @property
    def corrections(self) -> list[int]:
        """When published texts were corrected."""
        return [at for story in self.stories for at in story.corrections]


def reckon(root: Path, office: Office, now: int) -> Reckoning:
    """Read all records of an office and judge them."""
    report = check_office(root, (office, []), now)
    broken = {finding.path for finding in report.findings if finding.severity is Severity.ERROR}
    courses: dict[str, Course] = {}
    articles: list[tuple[str, Article]] = []
    known: set[str] = set()
    for path in walk_archive(root).records():
        if path in broken:
            continue
        if REQUEST.fullmatch(path):
            view = load_request(office.files, path, office, now)
            if view is None:
                continue
            known.add(path)
            if is_listed(view.record):
                courses[path] = make_course(view, now)
        elif found := _public(office, path, now):
            articles.append((path, found))
    stories = [_told(path, one, now) for path, one in articles if request_path(one.request) in known]
    return Reckoning(tuple(courses.values()), tuple(sorted(stories, key=lambda one: (one.published, one.key))))


def _public(office: Office, path: str, now: int) -> Article | None:
    document, findings = read_document(path, office.files.read(path) or b"")
    if document is None or findings:
        return None
    article, flaws = shape(Article, document.header, path)
    return article if not flaws and article.is_public(now) and is_fit(document.body) else None


def _told(path: str, article: Article, now: int) -> Told:
    [key] = ARTICLE.fullmatch(path).groups()  # type: ignore[union-attr]  # the archive's paths are articles
    at = tuple(int(one.at) for one in article.corrections if one.at <= now)
    return Told(key, article.title, article.category, int(article.publish_at or 0), at)
