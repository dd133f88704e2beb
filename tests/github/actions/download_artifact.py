"""actions/download-artifact: one artifact of this run by its name, unpacked."""

import tarfile

from tests.github.actions.kit import INPUTS, WORKSPACE, artifact, fail, output

UNKNOWN = ("artifact-ids", "pattern", "github-token")


def main() -> None:
    """Unpack it."""
    if any(INPUTS[name] for name in UNKNOWN) or not INPUTS["name"]:
        fail("the stand-in of download-artifact takes one artifact of this run by its name")
    source, target = artifact(INPUTS["name"]), WORKSPACE / INPUTS["path"]
    if not source.exists():
        fail(f"Unable to download artifact(s): Artifact not found for name: {INPUTS['name']}")
    with tarfile.open(source) as archive:
        archive.extractall(target, filter="data")
    output(download_path=target)


main()
