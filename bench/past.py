"""A large office with a past, made for measuring: its requests grow entry by entry, commit by commit."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from bench.archive import make
from workflow.text.field_types import parse_instant

AUTHORS = {
    "rina": "1001+contoh-rina@users.noreply.github.com",
    "dewi": "1005+contoh-dewi@users.noreply.github.com",
    "kadis": "1000+contoh-surya@users.noreply.github.com",
    "budi": "1002+contoh-budi@users.noreply.github.com",
    "sari": "1003+contoh-sari@users.noreply.github.com",
}
STATUS = {1: "received", 2: "disposed", 3: "accepted", 4: "drafted", 5: "corrected", 6: "published", 7: "notified"}
CHANGED = 3
"""Requests whose last entry is still to come; the branch `change` brings it."""
DAY = 86_400


class Stage(Struct, frozen=True):
    """One version of a request, by whoever made its last entry, at the time that entry claims."""

    path: str
    at: int
    by: str
    text: str


def versions(root: Path, path: Path, pieces: int) -> list[Stage]:
    """A request as it grew, in so many stages and one more before the last entry; at last it is as on disk."""
    text = path.read_text()
    head, _, rest = text.partition("steps:\n")
    steps, _, tail = rest.partition("---\n")
    entries = [f"  - step:{part}" for part in steps.split("  - step:")[1:]]
    cuts = [round(len(entries) * (piece + 1) / (pieces + 1)) for piece in range(pieces - 1)]
    cuts = sorted({cut for cut in (*cuts, len(entries) - 1, len(entries)) if cut})
    return [_stage(str(path.relative_to(root)), head, entries[:cut], tail, whole=cut == len(entries)) for cut in cuts]


def _stage(path: str, head: str, entries: list[str], tail: str, *, whole: bool) -> Stage:
    last = dict(line.strip(" -").split(": ", 1) for line in entries[-1].splitlines() if ": " in line)
    status = "reported" if whole else STATUS[int(last["step"])]
    text = f"{head.replace('status: reported', f'status: {status}')}steps:\n{''.join(entries)}---\n{tail}"
    return Stage(path, int(parse_instant(last["finished"])), last["by"], text)


def make_past(root: Path, count: int, commits: int) -> None:
    """An office of `count` requests in a repository of about so many commits, all packed; HEAD is `main`.

    The branch `change` adds the last entry to three requests.
    """
    make(root, count)
    files = sorted(root.glob("content/requests/*/*.md"))
    stages = [versions(root, file, max(1, commits // count)) for file in files]
    late = [grown for grown in stages if grown[-1].by == "rina" and len(grown) > 1][:CHANGED]
    kept = [stage for grown in stages for stage in (grown[:-1] if grown in late else grown)]
    git(root, "init", "--quiet", "--initial-branch=main")
    stream = subprocess.Popen(["git", "fast-import", "--quiet", "--done"], cwd=root, stdin=subprocess.PIPE)
    if stream.stdin:
        for part in _imported(root, sorted(kept, key=lambda stage: stage.at), [grown[-1] for grown in late]):
            stream.stdin.write(part)
        stream.stdin.close()
    if stream.wait():
        raise RuntimeError(root)
    git(root, "reset", "--quiet", "--hard", "main")
    git(root, "repack", "-adq")
    git(root, "commit-graph", "write")


def git(root: Path, *arguments: str, by: str = "kadis", at: int = 0, data: str | None = None) -> str:
    """Run Git in a repository as somebody, at a time; what it prints."""
    who = {"NAME": by, "EMAIL": AUTHORS[by], "DATE": f"@{at} +0700"}
    env = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in who.items()}
    return subprocess.run(
        ["git", *arguments], cwd=root, env=os.environ | env, input=data, check=True, capture_output=True, text=True
    ).stdout.strip()


def _imported(root: Path, stages: list[Stage], last: list[Stage]) -> Iterator[bytes]:
    """Everything else first, then one commit a stage, then the branch with the last entries."""
    others = [file for folder in ("site_config", "content/news") for file in sorted((root / folder).rglob("*.*"))]
    first = [(str(file.relative_to(root)), file.read_bytes()) for file in others if file.is_file()]
    yield _commit("main", "kadis", stages[0].at - DAY, first)
    for stage in stages:
        yield _commit("main", stage.by, stage.at, [(stage.path, stage.text.encode())])
    yield b"reset refs/heads/change\nfrom refs/heads/main\n\n"
    late = "\n    late: Arsip contoh.\n---\n"
    marked = [(stage.path, stage.text.replace("\n---\n", late).encode()) for stage in last]
    yield _commit("change", "rina", stages[-1].at + 60, marked)
    yield b"done\n"


def _commit(branch: str, by: str, at: int, files: list[tuple[str, bytes]]) -> bytes:
    who = f"{by} <{AUTHORS[by]}> {at} +0700"
    parts = [f"commit refs/heads/{branch}\nauthor {who}\ncommitter {who}\ndata 1\nx\n".encode()]
    parts += [f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n" for path, data in files]
    return b"".join(parts)
