"""Two people wrote on: what one changed in a text since a common beginning, put into what the other made of it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.git.commit_writer import CommitWriter, WriteError


def merge_texts(writer: CommitWriter, before: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """A text with both changes, line by line; None where they meet in the same lines."""
    if theirs in (before, ours):
        return ours
    with TemporaryDirectory() as folder:
        places = [Path(folder) / name for name in ("ours", "before", "theirs")]
        for place, content in zip(places, (ours, before, theirs), strict=True):
            place.write_bytes(content)
        try:
            writer.git("merge-file", "--quiet", *map(str, places))
        except WriteError:  # it ends with the number of conflicts
            return None
        return places[0].read_bytes()
