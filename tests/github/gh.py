"""GitHub's command line, as far as workflows use it: `gh release create`. A release is a file in the lab's folder.

Source: GitHub CLI manual, `gh release create`; any other command or option is refused.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.github.tokens import read_token

RELEASES = "releases"


def main(words: list[str]) -> None:
    """Make the release, whole or not at all."""
    parser = argparse.ArgumentParser("gh", allow_abbrev=False)
    parser.add_argument("command", choices=["release"])
    parser.add_argument("action", choices=["create"])
    parser.add_argument("tag")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--verify-tag", action="store_true", required=True)
    parser.add_argument("--title", required=True)
    parser.add_argument("--notes-file", type=Path, required=True)
    asked = parser.parse_intermixed_args(words)
    repository = os.environ["GH_REPO"]
    token = read_token(f"Bearer {os.environ['GH_TOKEN']}")
    if token is None or repository not in token.repositories or not token.may("contents:write"):
        sys.exit("HTTP 403: Resource not accessible by integration")
    lab = Path(os.environ["LAB"])
    known = ["git", "--git-dir", str(lab / "git" / f"{repository}.git"), "rev-parse", "--quiet", "--verify"]
    if subprocess.run([*known, f"refs/tags/{asked.tag}"], stdout=subprocess.DEVNULL, check=False).returncode:
        sys.exit(f"tag {asked.tag} doesn't exist in the repo {repository}, aborting due to --verify-tag flag")
    file = lab / RELEASES / f"{asked.tag}.json"
    if file.exists():
        sys.exit(f"a release with the same tag name already exists: {asked.tag}")
    assets = {asset.name: hashlib.sha256(asset.read_bytes()).hexdigest() for asset in asked.files}
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"title": asked.title, "notes": asked.notes_file.read_text(), "assets": assets}))


if __name__ == "__main__":
    main(sys.argv[1:])
