"""actions/create-github-app-token: the hub gives a token for the App's key, with no more than was asked for and granted."""

import os

from tests.github.actions.kit import INPUTS, fail, output, post


def main() -> None:
    """Ask for it; a wrong key or a permission that was not granted ends the step, as it does at GitHub."""
    wanted = {key.removeprefix("permission-"): level for key, level in INPUTS.items() if key.startswith("permission-")}
    asked = {key: level for key, level in wanted.items() if level}
    if INPUTS["app-id"]:
        fail("the stand-in of create-github-app-token knows client-id and not app-id")
    owner, _, here = os.environ["GITHUB_REPOSITORY"].partition("/")
    keys = {"client-id": INPUTS["client-id"], "private-key": INPUTS["private-key"]}
    names = INPUTS["repositories"].replace(",", " ").split() or [here]
    repositories = [f"{INPUTS['owner'] or owner}/{name}" for name in names]
    found = post(f"{os.environ['LAB_URL']}/lab/app", {**keys, "permissions": asked, "repositories": repositories})
    if "error" in found:
        fail(found["error"])
    print(f"::add-mask::{found['token']}")
    output(token=found["token"], installation_id=found["installation"], app_slug=found["slug"])


main()
