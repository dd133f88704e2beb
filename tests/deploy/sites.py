"""Tiny sites, published to a folder of the server or of this computer."""

from pathlib import Path

import msgspec

from workflow.deploy.manifest import MANIFEST_PATH, file_digests
from workflow.deploy.releases import FinishedSite
from workflow.deploy.target import releases_at

SITE_FILES = 5


def write_site(place: Path, label: str) -> Path:
    """A site whose files hold a letter each, and one that is the same in all sites."""
    (place / "sub").mkdir(parents=True, exist_ok=True)
    for number in range(SITE_FILES):
        (place / f"{number}.txt").write_text(label)
    (place / "sub/same.txt").write_text("the same in all")
    (place / MANIFEST_PATH).parent.mkdir(exist_ok=True)
    mark = {
        "version": 1,
        "commit": label * 40,
        "committed": 1,
        "now": "2026-11-20T10:00:00+07:00",
        "files": file_digests(place),
    }
    (place / MANIFEST_PATH).write_bytes(msgspec.json.encode(mark))
    return place


def finished_site(made: Path) -> FinishedSite:
    """A site as the inspection leaves it."""
    return FinishedSite(made, (made / "0.txt").read_text()[0] * 40, file_digests(made))


def publish_site(target: str | Path, made: Path, keep: int = 5) -> str:
    """Put a site live, as the command does it; the name of the release."""
    with releases_at(str(target)) as releases, releases.hold():
        name = releases.admit(finished_site(made), keep)
        releases.switch(name)
        releases.prune(keep)
    return name


def live_files(root: Path) -> str:
    """The letter of the site that a folder serves; its files must all agree, and none may be missing."""
    letters = {(root / "current" / f"{number}.txt").read_text() for number in range(SITE_FILES)}
    assert len(letters) == 1
    assert (root / "current/sub/same.txt").read_text() == "the same in all"
    assert (root / "current" / MANIFEST_PATH).is_file()
    return letters.pop()
