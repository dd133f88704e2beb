"""What CHANGELOG.md says of one version: the notes of its release (`make notes`, .github/workflows/release.yml).

usage: python -m docs.changelog [TAG]

The tag is the version: what is built says of itself what the tag says (pyproject.toml, `tool.hatch.version`). A tag
that is none, or of which the changelog says nothing, is refused. Without one: the newest version that is told of.
Nothing but the standard library is needed. Sources: Keep a Changelog 1.1.0; PEP 440.
"""

import datetime as dt
import re
import sys
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).parent.parent / "CHANGELOG.md"
UNRELEASED = "Unreleased"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
TITLE = re.compile(r"(\S+) - (\d{4}-\d{2}-\d{2})")
TAG = re.compile(r"v(\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?)")
"""`v` and a version; the same as in pyproject.toml, where it is read for the build."""


def sections(changelog: str) -> list[tuple[str, str]]:
    """The heading of each version and the text below it, as they stand there."""
    parts = HEADING.split(changelog)[1:]
    return [(title, text.strip()) for title, text in zip(parts[::2], parts[1::2], strict=True)]


def notes(changelog: str, version: str) -> str:
    """The text below the first heading of a version; "" where there is none."""
    return next((text for title, text in sections(changelog) if _version(title) == version), "")


def faults(changelog: str, tag: str) -> Iterator[str]:
    """Why a tag is no release."""
    version = tag.removeprefix("v")
    if not TAG.fullmatch(tag):
        yield f"the tag is {tag}, which is not `v` and a version, as v1.2.3 or v1.2.3rc1 is"
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


def newest_tag(changelog: str) -> str:
    """The tag of the newest version that is told of; "" where there is none."""
    return next((f"v{_version(title)}" for title, _ in sections(changelog) if title != UNRELEASED), "")


def main(tag: str = "") -> None:
    """Print the notes; leaves with 1 and all reasons where there is no such release."""
    changelog = FILE.read_text("utf-8")
    tag = tag or newest_tag(changelog)
    if found := [*faults(changelog, tag)]:
        sys.exit("\n".join(found))
    print(notes(changelog, tag.removeprefix("v")))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:2])
