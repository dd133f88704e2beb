"""The Git of whoever works here: their own settings, trusted because they made them; read with GitPython.

Nothing of a pull request is touched here; that is the part of `git.py`.
"""

from pathlib import Path

from git import Git, InvalidGitRepositoryError, NoSuchPathError, Repo
from git.exc import GitCommandNotFound


def setting(root: Path, section: str, name: str) -> str:
    """What a person's Git is set to, of all its files the one that counts; "" where nothing is set."""
    try:
        with Repo(root, search_parent_directories=True) as repository, repository.config_reader() as reader:
            return str(reader.get_value(section, name, default=""))
    except (InvalidGitRepositoryError, NoSuchPathError):
        return ""


def git_version() -> tuple[int, ...]:
    """The version of the Git on this computer; () where there is none."""
    try:
        return Git().version_info
    except GitCommandNotFound:
        return ()
