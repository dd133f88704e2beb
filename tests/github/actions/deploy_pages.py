"""actions/deploy-pages: asks the hub to deploy the run's artifact; the job must be able to prove what it is."""

import os

from tests.github.actions.kit import INPUTS, RUN, artifact, fail, plain_output, post


def main() -> None:
    """Deploy it."""
    if "ACTIONS_ID_TOKEN_REQUEST_TOKEN" not in os.environ:
        fail('Ensure GITHUB_TOKEN has permission "id-token: write".')
    if not artifact(INPUTS["artifact_name"]).exists():
        fail(f'No artifacts named "{INPUTS["artifact_name"]}" were found for this workflow run.')
    url = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/pages/deployments"
    where = f"{os.environ['GITHUB_SERVER_URL']}/artifacts/{RUN}/{INPUTS['artifact_name']}.tar"
    body = {"artifact_url": where, "pages_build_version": os.environ["GITHUB_SHA"], "oidc_token": "x"}
    plain_output(page_url=post(url, body, INPUTS["token"])["page_url"])


main()
