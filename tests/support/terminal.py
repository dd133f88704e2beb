"""Somebody at a real terminal: `redaksi` behind a pseudo-terminal, each reply typed when it asks."""

import io
import os
import pty
import select
import signal
import sys
import time
from pathlib import Path
from typing import NamedTuple, NoReturn

from workflow.cli.main import main

SECONDS = 60
"""After which a test that waits for a question fails."""
INTERRUPT, END = "\x03", "\x04"
"""Ctrl-C, Ctrl-D."""


class Said(NamedTuple):
    """What stood on the screen, and the exit code."""

    screen: str
    code: int


def at_terminal(root: Path, arguments: tuple[str, ...], *replies: str) -> Said:
    """Type one reply at each question; the program must ask for exactly so many."""
    child, screen = pty.fork()
    if child == 0:
        _become(root, arguments)
    left, text, end, reply = [*replies], b"", time.monotonic() + SECONDS, ""
    try:
        while time.monotonic() < end:
            chunk = _read(screen)
            if chunk is None:  # a signal between the question and the waiting for its answer is lost: press it again
                os.write(screen, reply.encode() if reply == INTERRUPT else b"")
                continue
            if not chunk:
                break
            text += chunk
            if left and text.endswith(b": "):
                reply = left.pop(0)
                os.write(screen, (reply if reply in (INTERRUPT, END) else f"{reply}\n").encode())
                text += b"\x00"  # one question is answered once
    finally:
        if time.monotonic() >= end:
            os.kill(child, signal.SIGKILL)
        os.close(screen)
        _, status = os.waitpid(child, 0)
    shown = text.decode("utf-8", "replace").replace("\r", "").replace("\x00", "")
    assert time.monotonic() < end, f"it waits:\n{shown}"
    assert not left, f"never asked for {left}:\n{shown}"
    assert "Traceback" not in shown, shown
    return Said(shown, os.waitstatus_to_exitcode(status))


def _read(screen: int) -> bytes | None:
    """What is new on the screen; None for nothing yet, b"" when the program has ended."""
    ready, _, _ = select.select([screen], [], [], 1)
    try:
        return os.read(screen, 65_536) if ready else None
    except OSError:
        return b""


def _become(root: Path, arguments: tuple[str, ...]) -> NoReturn:
    code = 70
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(root)
        sys.stdin = io.TextIOWrapper(io.FileIO(0))
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), write_through=True)
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), write_through=True)
        main([*arguments])
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        os._exit(code)
