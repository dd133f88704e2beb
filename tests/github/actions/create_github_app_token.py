"""actions/create-github-app-token: the hub gives a token for the App's key, with no more than was asked for and granted."""

import os

from tests.github.actions.kit import INPUTS, fail, output, post


def main() -> None:
    """Ask for it; a wrong key or a permission that was not granted ends the step, as it does at GitHub."""
    wanted = {key.removeprefix("permission-"): level for key, level in INPUTS.items() if key.startswith("permission-")}
    asked = {key: level for key, level in wanted.items() if level}
    if INPUTS["owner"] or INPUTS["app-id"]:
        fail("the stand-in of create-github-app-token knows only client-id, private-key, repositories and permissions")
    keys = {"client-id": INPUTS["client-id"], "private-key": INPUTS["private-key"]}
    repositories = INPUTS["repositories"].replace(",", " ").split()
    found = post(f"{os.environ['LAB_URL']}/lab/app", {**keys, "permissions": asked, "repositories": repositories})
    if "error" in found:
        fail(found["error"])
    print(f"::add-mask::{found['token']}")
    output(token=found["token"], installation_id=found["installation"], app_slug=found["slug"])


main()
