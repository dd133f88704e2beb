"""How Git is given a job's token: by the environment, for one server, and written down nowhere."""

import base64
from collections.abc import Mapping


def credentials(environment: Mapping[str, str], server: str, token: str) -> dict[str, str]:
    """Variables for Git, beside those that the environment has already (git-config, "GIT_CONFIG_COUNT").

    As actions/checkout does it. `server`: an address such as https://github.com, without which nothing is sent there.
    """
    place = int(environment.get("GIT_CONFIG_COUNT") or 0)
    encoded = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": str(place + 1),
        f"GIT_CONFIG_KEY_{place}": f"http.{server.rstrip('/')}/.extraheader",
        f"GIT_CONFIG_VALUE_{place}": f"AUTHORIZATION: basic {encoded}",
    }
