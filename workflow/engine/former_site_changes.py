"""What a change does to the former site: whom it widens the declaration for, and stories that would come twice."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from workflow.config.office import Office
from workflow.engine.related_files import ARTICLES_FOLDER
from workflow.git.commit_files import CommitFiles
from workflow.git.log import FileChange
from workflow.records.article import Article, ImportedArticle
from workflow.records.paths import ARTICLE_PATH
from workflow.records.read import read_unbroken
from workflow.rules.change_context import FormerSiteChange, TwinStory

ORIGIN_LINES = ("origin: import", 'origin: "import"', "origin: 'import'")


def former_site_change(
    changes: tuple[FileChange, ...],
    offices: tuple[Office, Office | None],
    trees: tuple[CommitFiles, CommitFiles],
    now: int,
) -> FormerSiteChange:
    """`offices`, `trees`: before and after the change."""
    old, new = (office.policy.former_site if office else None for office in offices)
    widened = old is not None and new != old and (new is None or new.address != old.address or new.until > old.until)
    today = datetime.fromtimestamp(now, ZoneInfo(offices[0].zone)).date()
    return FormerSiteChange(
        twins=tuple(_twins(changes, trees[1])),
        lies_ahead=new is not None and new != old and new.until > today,
        is_widened=widened and bool(trees[0].repository.grep_records(ORIGIN_LINES, trees[0].commit, ARTICLES_FOLDER)),
    )


def _twins(changes: tuple[FileChange, ...], after: CommitFiles) -> Iterator[TwinStory]:
    """New stories of the former site whose source is another story's too; one look over the archive for all."""
    new = {one.path: _source(one.path, after) for one in changes if one.added and ARTICLE_PATH.fullmatch(one.path)}
    new = {path: source for path, source in new.items() if source}
    if not new:
        return
    paths = after.repository.grep_records(ORIGIN_LINES, after.commit, ARTICLES_FOLDER)
    holders = dict[str, list[str]]()
    wanted = {*new.values()}
    for path in sorted(paths, key=lambda one: (one in new, one)):
        source = new.get(path) or _source(path, after)
        if source in wanted:
            holders.setdefault(source, []).append(path)
    for path, source in new.items():
        others = [one for one in holders.get(source, ()) if one != path]
        if others and (others[0] not in new or others[0] < path):
            yield TwinStory(path, others[0])


def _source(path: str, files: CommitFiles) -> str:
    version = read_unbroken(Article, files, path)
    return version.record.source if version and isinstance(version.record, ImportedArticle) else ""
