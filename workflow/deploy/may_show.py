"""Whether a former version of a record may be shown: nobody may see more by it than of the record as it is now."""

import re

from workflow.config.visibility import Audience, open_audiences
from workflow.deploy.manifest import Manifest
from workflow.engine.withheld import VISIBILITY_FIELDS
from workflow.records.file_source import Files
from workflow.records.read import read_unbroken, read_version, record_type
from workflow.text.field_types import parse_instant

CLOSING_WORDS = re.compile(rb"withdraw|rahasia|draft|ready", re.IGNORECASE)
"""Words by which a file that cannot be read may say that its record is not to be seen."""
PUBLISH_TIME = re.compile(rb"publish_at\W+([0-9T:+.-]+)", re.IGNORECASE)


def may_be_shown(path: str, head: Files, former: Files, live: Manifest | None, now: int) -> bool:
    """Whether the former version of a record was live, and the record as it stands is as open as that at an instant.

    Where the record can be read so far, its own fields say so. Where it cannot, it is shown unless its bytes hold a
    word or a time by which it may have been closed.
    """
    kind = record_type(path)
    old, data = read_unbroken(kind, former, path), head.read(path)
    if old is None or data is None or live is None or not open_audiences(old.record, int(live.now)):
        return False
    new = read_version(kind, head, path)
    if new is not None and new.broken.isdisjoint(VISIBILITY_FIELDS):
        return open_audiences(old.record, now) <= open_audiences(new.record, now)
    if open_audiences(old.record, now) <= {Audience.READ}:
        return True  # what stays of a withdrawn story
    return not CLOSING_WORDS.search(data) and _publish_times(data) <= {getattr(old.record, "publish_at", None)}


def _publish_times(data: bytes) -> set[int | None]:
    """The times of publication that a file names; -1 for what is no time."""
    return {_instant(written) for written in PUBLISH_TIME.findall(data)}


def _instant(written: bytes) -> int:
    try:
        return parse_instant(written.decode("ascii"))
    except ValueError:
        return -1
