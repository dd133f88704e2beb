"""actions/upload-pages-artifact: the site as one archive, without .git, .github and, unless asked for, hidden files."""

import tarfile

from tests.github.actions.kit import INPUTS, artifact, fail, inside, plain_output


def kept(found: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """What goes into the archive."""
    parts = found.name.split("/")[1:]
    hidden = any(part.startswith(".") for part in parts) and INPUTS["include-hidden-files"] != "true"
    return None if hidden or {".git", ".github"} & set(parts) else found


def main() -> None:
    """Pack it."""
    target, tops = artifact(INPUTS["name"]), inside(INPUTS["path"])
    if not tops:
        fail(f"tar: {INPUTS['path']}: Cannot open: No such file or directory")
    if target.exists():
        fail("Failed to CreateArtifact: (409) Conflict: an artifact with this name already exists on the workflow run")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(target, "w") as archive:
        archive.add(tops[0], ".", filter=kept)
    plain_output(artifact_id="77")


main()
