"""pypa/gh-action-pypi-publish: notes the digest of each file that goes up; the job must be able to prove what it is.

Source: PyPI Docs, "Publishing with a Trusted Publisher", and the action's own README.
"""

import hashlib
import json
import os

from tests.github.actions.kit import INPUTS, LAB, fail, inside

UNKNOWN = ("password", "repository-url", "packages-dir", "verify-metadata", "print-hash")


def main() -> None:
    """Note them."""
    if any(INPUTS[name] for name in UNKNOWN) or INPUTS["user"] != "__token__":
        fail("the stand-in of gh-action-pypi-publish sends dist/ to PyPI as a trusted publisher, and nothing else")
    if "ACTIONS_ID_TOKEN_REQUEST_TOKEN" not in os.environ:
        fail("Trusted publishing exchange failure: OpenID Connect token retrieval failed")
    files = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in inside("dist/*")}
    if not files:
        fail("It looks like there are no Python distribution packages to publish in the directory 'dist/'")
    index = LAB / "pypi.json"
    there = json.loads(index.read_text()) if index.exists() else {}
    if there.keys() & files.keys() and INPUTS["skip-existing"] != "true":
        fail("400 File already exists")
    new = {name: [digest, INPUTS["attestations"] == "true"] for name, digest in files.items()}
    index.write_text(json.dumps(new | there))


main()
