"""Export: a commit's files written into a folder, byte for byte as Git holds them."""

from pathlib import Path

from workflow.git.quarantine import Quarantine
from workflow.git.repository import Repository
from workflow.git.size_limits import require_small_tree

PLAIN_ATTRIBUTES = "* -text -ident !eol !filter !working-tree-encoding\n"
"""Attributes of highest rank: Git writes every file as it is, whatever the commit's own `.gitattributes` say."""


def export_commit(repository: Repository, commit: str, folder: Path) -> None:
    """Make a folder hold a commit's files and nothing else; what is right already stays untouched.

    Links are written as plain files, so that none leads anywhere. Neither the commit's attributes nor the repository's
    settings change a file or leave one out. The caller holds the lock of the folder. Raises GitError.
    """
    require_small_tree(repository, commit)
    repository.fetch_missing(repository.blobs(commit))
    folder.mkdir(parents=True, exist_ok=True)
    index = folder.with_suffix(".index")
    Path(f"{index}.lock").unlink(missing_ok=True)  # left by a run that was killed
    variables = repository.objects() | {"GIT_WORK_TREE": str(folder), "GIT_INDEX_FILE": str(index)}
    plain = Repository(_without_settings(folder.with_suffix(".plain")), Quarantine(variables))
    plain.run("read-tree", "--reset", "-u", commit)
    plain.run("clean", "-ffdxq")


def _without_settings(folder: Path) -> Path:
    """A repository with nothing in it but attributes that change nothing."""
    for name in ("objects", "refs", "info"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n", "ascii")
    (folder / "info" / "attributes").write_text(PLAIN_ATTRIBUTES, "ascii")
    return folder
