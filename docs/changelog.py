"""What CHANGELOG.md says of one version: the notes of its release (`make notes`, .github/workflows/release.yml).

usage: python -m docs.changelog [TAG]

A tag that is not `v` and the program's own version, or of which the changelog says nothing, is refused: then the tag, the
program and the notes would tell of different things.
Source: Keep a Changelog 1.1.0; nothing but the standard library, so that a release job needs no packages.
"""

import datetime as dt
import re
import sys
from pathlib import Path

from workflow import __version__

FILE = Path(__file__).parent.parent / "CHANGELOG.md"
UNRELEASED = "Unreleased"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
TITLE = re.compile(r"(\S+) - (\d{4}-\d{2}-\d{2})")


class ChangelogError(Exception):
    """The changelog and the version do not fit; the words say how."""


def notes(changelog: str, version: str) -> str:
    """The section of a version, without its heading.

    Raises ChangelogError where there is none or more than one, where it is empty or has no date, and where something
    still stands under "Unreleased", which the tag would release without a word.
    """
    parts = HEADING.split(changelog)[1:]
    sections = [(title, text.strip()) for title, text in zip(parts[::2], parts[1::2], strict=True)]
    of_version = [(title, text) for title, text in sections if title.split()[0] == version]
    if len(of_version) != 1:
        raise ChangelogError(f"CHANGELOG.md has {len(of_version)} sections `## {version} - YYYY-MM-DD`, not one")
    [(title, text)] = of_version
    if not _is_dated(title):
        raise ChangelogError(f"the heading `## {title}` in CHANGELOG.md is not `## {version} - YYYY-MM-DD`")
    if not text:
        raise ChangelogError(f"CHANGELOG.md says nothing of {version}")
    if any(text for title, text in sections if title == UNRELEASED):
        raise ChangelogError(f"what stands under {UNRELEASED} in CHANGELOG.md belongs to {version} or to no tag yet")
    return text


def version_of(tag: str) -> str:
    """The version that a tag is of. Raises ChangelogError where it is not the program's own."""
    if tag != f"v{__version__}":
        raise ChangelogError(f"the tag is {tag}, but workflow.__version__ is {__version__}: v{__version__} is expected")
    return __version__


def _is_dated(title: str) -> bool:
    found = TITLE.fullmatch(title)
    if not found:
        return False
    try:
        dt.date.fromisoformat(found[2])
    except ValueError:
        return False
    return True


def main(tag: str = f"v{__version__}") -> None:
    """Print the notes; leaves with 1 and the reason where there are none."""
    try:
        print(notes(FILE.read_text("utf-8"), version_of(tag)))  # noqa: T201
    except ChangelogError as error:
        sys.exit(f"docs.changelog: {error}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
