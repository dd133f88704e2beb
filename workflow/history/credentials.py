"""How Git is given a job's token: by the environment, for one server, and written down nowhere."""

import base64
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager


def credentials(environment: Mapping[str, str], server: str, token: str) -> dict[str, str]:
    """Variables for Git, beside those that the environment has already (git-config, "GIT_CONFIG_COUNT").

    As actions/checkout does it. `server`: an address such as https://github.com, the only place that they are sent to.
    """
    place = int(environment.get("GIT_CONFIG_COUNT") or 0)
    encoded = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": str(place + 1),
        f"GIT_CONFIG_KEY_{place}": f"http.{server.rstrip('/')}/.extraheader",
        f"GIT_CONFIG_VALUE_{place}": f"AUTHORIZATION: basic {encoded}",
    }


@contextmanager
def of_job(environment: MutableMapping[str, str]) -> Iterator[None]:
    """Let Git use the token of the GitHub job that this is, until the block is left; elsewhere nothing changes."""
    server, token = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_TOKEN", "")
    added = credentials(environment, server, token)
    is_there = f"http.{server.rstrip('/')}/.extraheader" in environment.values()  # two headers would be refused
    if environment.get("GITHUB_ACTIONS") != "true" or not server or not token or is_there:
        yield
        return
    before = {name: environment[name] for name in added if name in environment}
    environment.update(added)
    try:
        yield
    finally:
        for name in added:
            del environment[name]
        environment.update(before)
