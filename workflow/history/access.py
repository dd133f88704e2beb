"""How Git may ask a server that wants a token: by variables of its environment, which no process list shows.

Source: git-config(1), `GIT_CONFIG_COUNT` and `http.<url>.extraHeader`; GitHub Docs, "Authenticating as a GitHub App
installation" (`x-access-token`).
"""

import os
from base64 import b64encode
from collections.abc import Mapping


def access(server: str, token: str) -> Mapping[str, str]:
    """The variables that give a token to one server (as `https://github.com`) and to no other. "": none."""
    if not token:
        return {}
    place = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    words = b64encode(f"x-access-token:{token}".encode()).decode("ascii")
    return {
        "GIT_CONFIG_COUNT": str(place + 1),
        f"GIT_CONFIG_KEY_{place}": f"http.{server.rstrip('/')}/.extraheader",
        f"GIT_CONFIG_VALUE_{place}": f"AUTHORIZATION: basic {words}",
    }
