"""Preview build: a site of just what a change touches, by the base's configuration, theme and program.

The records are exported from Git's objects into a folder of their own, so that nothing of a change is run or followed.
Every page is marked as a preview and kept out of search engines by the notice that a sample office has.
"""

from pathlib import Path
from typing import Any

from msgspec import Struct

from workflow.config.face import Identity
from workflow.config.load import CONFIG_FOLDER
from workflow.config.pages.topics import TOPICS_FILE
from workflow.engine.check_files import is_record
from workflow.engine.withheld import read_partner_path
from workflow.extras import Extra, need
from workflow.git.commit_files import CommitFiles
from workflow.git.log import changed_files
from workflow.git.repository import Repository
from workflow.i18n.dates import local_time
from workflow.records import urls
from workflow.records.file_source import Files
from workflow.records.paths import ARTICLE_PATH, is_media
from workflow.rules.authority.git_change import media_paths
from workflow.text.yaml_edit import set_group

SETTINGS_FILES = ("mkdocs.yml",)


class PreviewPages(Struct, frozen=True):
    """What a preview shows."""

    drafts: frozenset[str]
    """Articles that are shown whatever their state."""
    pages: dict[str, str]
    """The address of each changed record's page, by the record's path."""


def export_preview(
    repository: Repository, base: str, head: str, folder: Path, notice: str, now: int, zone: str
) -> PreviewPages:
    """Write the records that differ between two commits, and the base's configuration, into an empty folder.

    `notice`: what stands on top of every page. Raises GitError.
    """
    ours, theirs = CommitFiles(repository, base), CommitFiles(repository, head)
    for path in (*SETTINGS_FILES, *ours.walk(CONFIG_FOLDER)):
        if path != TOPICS_FILE:  # it names stories that are not here
            _copy(ours, path, folder)
    changed = [one.path for one in changed_files(repository, base, head) if not one.removed]
    records = [path for path in changed if is_record(path)]
    media = [path for path in changed if is_media(path)]
    records += [path for file in media if (path := _article_beside(theirs, file)) and path not in records]
    partners = [path for record in records if (path := _partner(theirs, record)) and path not in records]
    for path in (*records, *partners):
        _copy(theirs, path, folder)
        for file in media_paths(path, (theirs,)) if ARTICLE_PATH.fullmatch(path) else ():
            _copy(theirs, file, folder)
    _mark_as_sample(folder / CONFIG_FOLDER / "office.yml", notice, local_time(now, zone).isoformat(timespec="minutes"))
    return PreviewPages(
        frozenset(path for path in records if ARTICLE_PATH.fullmatch(path)), {path: _address(path) for path in records}
    )


def build_preview(folder: Path, shown: PreviewPages) -> Path:
    """Build the site of an exported folder, and return its path. Raises MissingExtraError."""
    need(Extra.SITE)
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config: Any = load_config(config_file=str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    plugin = config.plugins["redaksi"]
    plugin.drafts = shown.drafts
    try:
        build(config)
    finally:
        plugin.drafts = frozenset()  # MkDocs gives the same plugin to the next build of this process
    return Path(config.site_dir)


def _copy(files: Files, path: str, folder: Path) -> None:
    data = files.read(path, 1 << 30)
    if data is not None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _mark_as_sample(file: Path, notice: str, now: str) -> None:
    text = set_group(
        file.read_text("utf-8"), "sample", {"now": now, "notice": notice}, Identity.__struct_encode_fields__
    )
    file.write_text(text, "utf-8")


def _partner(files: Files, path: str) -> str:
    """The record that one names; "" where it names none that is there."""
    partner = read_partner_path(files, path)
    return partner if is_record(partner) and files.size(partner) is not None else ""


def _article_beside(files: Files, media: str) -> str:
    """The article that a changed picture or attachment belongs to, where it has the same name."""
    path = f"{media.rpartition('.')[0]}.md"
    return path if ARTICLE_PATH.fullmatch(path) and files.size(path) is not None else ""


def _address(path: str) -> str:
    article = ARTICLE_PATH.fullmatch(path)
    return urls.article(article[1]) if article else urls.request(f"{path[17:21]}-{path[22:26]}")
