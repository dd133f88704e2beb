"""actions/attest: notes the digest of each file; the job must be able to prove what it is, and to keep the proof."""

import hashlib
import json
import os

from tests.github.actions.kit import INPUTS, LAB, RUN, fail, inside, output
from tests.github.tokens import read_token

UNKNOWN = ("subject-digest", "subject-checksums", "sbom-path", "predicate-type", "predicate", "predicate-path")


def main() -> None:
    """Note them."""
    if any(INPUTS[name] for name in UNKNOWN) or INPUTS["push-to-registry"] != "false":
        fail("the stand-in of attest proves where files were built, and nothing else")
    if "ACTIONS_ID_TOKEN_REQUEST_TOKEN" not in os.environ:
        fail('missing "id-token" permission. Please add "permissions: id-token: write" to your workflow.')
    token = read_token(f"Bearer {INPUTS['github-token']}")
    if token is None or not token.may("attestations:write"):
        fail("Failed to persist attestation: Resource not accessible by integration")
    subjects = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in inside(INPUTS["subject-path"])}
    if not subjects:
        fail(f"Could not find subject at path {INPUTS['subject-path']}")
    bundle = LAB / "attestations" / f"{RUN}.json"
    bundle.parent.mkdir(exist_ok=True)
    bundle.write_text(json.dumps(subjects))
    url = f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}/attestations/1"
    output(bundle_path=bundle, attestation_id=1, attestation_url=url)


main()
