"""How Git may ask a server that wants a token: by variables of its environment, which no process list shows.

Source: git-config(1), `GIT_CONFIG_COUNT` and `http.<url>.extraHeader`; GitHub Docs, "Authenticating as a GitHub App
installation" (`x-access-token`).
"""

import os
from base64 import b64encode
from collections.abc import Mapping


def token_variables(server: str, token: str) -> Mapping[str, str]:
    """The variables that give a token to one server (as `https://github.com`) and to no other. "": none.

    Git would take the token along to where that server leads it; so it is led nowhere.
    """
    if not token:
        return {}
    words = b64encode(f"x-access-token:{token}".encode()).decode("ascii")
    settings = {"extraHeader": f"AUTHORIZATION: basic {words}", "followRedirects": "false"}
    first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    variables = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for place, (name, value) in enumerate(settings.items(), first):
        variables |= {
            f"GIT_CONFIG_KEY_{place}": f"http.{server.rstrip('/')}/.{name}",
            f"GIT_CONFIG_VALUE_{place}": value,
        }
    return variables
