"""actions/cache/save: what is there of the paths, under a key that may be taken only once."""

import subprocess

from tests.github.actions.kit import INPUTS, LAB, WORKSPACE, inside


def main() -> None:
    """Keep it. As GitHub's, a key that is taken and paths that do not exist are warnings."""
    target = LAB / "caches" / f"{INPUTS['key']}.tar"
    there = [file.relative_to(WORKSPACE) for line in INPUTS["path"].split() for file in inside(line)]
    if target.exists() or not there:
        print("::warning::Failed to save: the key is taken, or the paths do not exist")
        return
    target.parent.mkdir(exist_ok=True)
    subprocess.run(["tar", "--create", "--file", target, "--directory", WORKSPACE, *there], check=True)


main()
