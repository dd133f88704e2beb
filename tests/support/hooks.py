"""Git's hooks as `redaksi hooks` writes them, calling a program that is loaded already: each start of it takes a second."""

import atexit
import os
import shlex
import sys
from functools import cache
from pathlib import Path
from tempfile import gettempdir

from tests.support.command_line import redaksi
from tests.support.forked import client

PROGRAM = shlex.quote(str(Path(sys.executable).absolute().with_name("redaksi")))


def install(root: Path, *flags: str) -> None:
    """Have Git run the check, on a desk or (`--server`) on a server."""
    assert redaksi("hooks", *flags, "--root", root).code == 0
    folder = root / "hooks" if "--server" in flags else root / ".git/hooks"
    for hook in folder.iterdir():
        text = hook.read_text()
        if "redaksi hooks" in text:
            assert text.count(PROGRAM) == 1
            hook.write_text(text.replace(PROGRAM, str(_client())))


@cache
def _client() -> Path:
    path = client(Path(gettempdir(), f"redaksi-hook-{os.getpid()}"))
    atexit.register(path.unlink)
    return path
