"""actions/download-artifact: one artifact of the same run, by its name."""

import tarfile
from pathlib import Path

from tests.github.actions.kit import INPUTS, RUN, WORKSPACE, artifact, fail, output


def main() -> None:
    """Lay it out."""
    if not INPUTS["name"] or INPUTS["run-id"] not in ("", RUN):
        fail("the stand-in of download-artifact knows only one artifact of the same run")
    if not artifact(INPUTS["name"]).exists():
        fail(f"Unable to download artifact(s): Artifact not found for name: {INPUTS['name']}")
    target = WORKSPACE / Path(INPUTS["path"])
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(artifact(INPUTS["name"])) as archive:
        archive.extractall(target, filter="data")
    output(download_path=target)


main()
