"""actions/upload-artifact: an archive in the run's folder, without hidden files unless they are asked for."""

import os
import tarfile
from pathlib import Path

from tests.github.actions.kit import INPUTS, RUN, artifact, fail, inside, output


def files(top: Path) -> list[Path]:
    """The files below a path."""
    return [top] if top.is_file() else sorted(file for file in top.rglob("*") if file.is_file())


def main() -> None:
    """Put it by its name, which may be taken only once a run."""
    tops = [file for line in INPUTS["path"].split() for file in inside(line)]
    hidden = INPUTS["include-hidden-files"] == "true"
    alone = len(tops) == 1 and tops[0].is_dir()
    root = tops[0] if alone else Path(os.path.commonpath([one.parent for one in tops] or [Path("/")]))
    pairs = [(file, file.relative_to(root)) for top in tops for file in files(top)]
    kept = [(file, name) for file, name in pairs if hidden or not any(part.startswith(".") for part in name.parts)]
    if not kept and INPUTS["if-no-files-found"] == "ignore":
        return
    if not kept:
        message = f"No files were found with the provided path: {INPUTS['path']}. No artifacts will be uploaded."
        if INPUTS["if-no-files-found"] == "error":
            fail(message)
        print(f"::warning::{message}")
        return
    target = artifact(INPUTS["name"])
    if target.exists() and INPUTS["overwrite"] != "true":
        fail("Failed to CreateArtifact: (409) Conflict: an artifact with this name already exists on the workflow run")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(target, "w") as archive:
        for file, name in kept:
            archive.add(file, name)
    server = f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}"
    output(artifact_id="77", artifact_url=f"{server}/actions/runs/{RUN}/artifacts/77", artifact_digest="")


main()
