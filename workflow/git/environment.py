"""The isolated environment in which Git is called on hostile content: only our configuration and variables."""

import os
from pathlib import Path

from workflow.git.errors import GitError
from workflow.i18n.message import Message, say

TIMEOUT_SECONDS = 120
"""After which a call to Git is given up."""
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The tree without files, which every repository knows."""
FIXED_SETTINGS = (
    f"attr.tree={EMPTY_TREE}",
    "core.attributesFile=/dev/null",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "core.symlinks=false",
    "diff.external=",
    "gc.auto=0",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
    "submodule.recurse=false",
)


def isolated_environment() -> dict[str, str]:
    """The only variables that Git sees."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }


def failure_message(detail: bytes, command: str) -> Message:
    """Why a command failed: the last line of what Git said."""
    lines = detail.decode("utf-8", "replace").strip().splitlines()
    return say("Git cannot do this: {reason}", reason=lines[-1] if lines else command)


def git_dir(root: Path) -> Path:
    """Where the repository keeps its objects. Raises GitError where there is no repository."""
    for folder in (root, *root.parents):
        dot = folder / ".git"
        if dot.is_dir():
            return dot
        if dot.is_file():  # a linked work tree
            target = dot.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
            return (folder / target).resolve()
    if (root / "HEAD").is_file() and (root / "objects").is_dir():
        return root
    raise GitError(say("{folder} is not in a Git repository.", folder=str(root)))
