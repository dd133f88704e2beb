"""What CHANGELOG.md says of one version: the notes of its release (`make notes`, .github/workflows/release.yml).

usage: python -m docs.changelog [TAG]

A tag that is not `v` and the program's own version, or of which the changelog says nothing, is refused: the tag, the
program and the notes would tell of different things. Nothing but the standard library is needed.
Source: Keep a Changelog 1.1.0.
"""

import datetime as dt
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from workflow import __version__

FILE = Path(__file__).parent.parent / "CHANGELOG.md"
UNRELEASED = "Unreleased"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
TITLE = re.compile(r"(\S+) - (\d{4}-\d{2}-\d{2})")


def sections(changelog: str) -> list[tuple[str, str]]:
    """The heading of each version and the text below it, as they stand there."""
    parts = HEADING.split(changelog)[1:]
    return [(title, text.strip()) for title, text in zip(parts[::2], parts[1::2], strict=True)]


def notes(changelog: str, version: str) -> str:
    """The text below the first heading of a version; "" where there is none."""
    return next((text for title, text in sections(changelog) if _version(title) == version), "")


def faults(changelog: str, tag: str, version: str) -> Iterator[str]:
    """Why a tag is no release of the version that the program says it is."""
    if tag != f"v{version}":
        yield f"the tag is {tag}, but the version in workflow/__init__.py is {version}: v{version} is expected"
    titles = [title for title, _ in sections(changelog) if _version(title) == version]
    if len(titles) != 1:
        yield f"CHANGELOG.md has {len(titles)} sections of {version}, not one"
    for title in titles:
        if not _is_dated(title):
            yield f"the heading `## {title}` in CHANGELOG.md is not `## {version} - YYYY-MM-DD`"
    if titles and not notes(changelog, version):
        yield f"CHANGELOG.md says nothing of {version}"
    if notes(changelog, UNRELEASED):
        yield f"what stands under {UNRELEASED} in CHANGELOG.md would be released: move it to {version}"


def _version(title: str) -> str:
    return title.partition(" ")[0]


def _is_dated(title: str) -> bool:
    found = TITLE.fullmatch(title)
    try:
        return bool(found and dt.date.fromisoformat(found[2]))
    except ValueError:
        return False


def main(tag: str = f"v{__version__}") -> None:
    """Print the notes; leaves with 1 and all reasons where there is no such release."""
    changelog = FILE.read_text("utf-8")
    if found := [*faults(changelog, tag, __version__)]:
        sys.exit("\n".join(found))
    print(notes(changelog, __version__))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:2])
