"""What a link on a page of the site means, by its letters alone."""

import posixpath
import re
from urllib.parse import unquote

OTHER_HOST = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}", re.IGNORECASE)
"""How a link to another host begins; browsers take a backslash for a slash."""
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def site_path(folder: str, target: str, website: str) -> str | None:
    """The path below the site's root that a link on a page in a folder leads to; None where it leaves the site.

    It ends with a slash where only a folder can be meant, and is "" for the root. What climbs above the root begins
    with `..`. What follows `?` and `#` is left out. `website`: the site's own address, with a slash at its end.
    """
    address = target.partition("#")[0].partition("?")[0]
    root = "/" + website.split("/", 3)[3]
    if f"{address}/".startswith(website):
        address = address[len(website) :]
    elif OTHER_HOST.match(address) or SCHEME.match(address):
        return None
    elif address.startswith("/"):
        address = address.removeprefix(root) if address.startswith(root) else f"../{address}"
    else:
        address = f"{folder}/{address}".lstrip("/")
    path = posixpath.normpath(unquote(address) or ".")
    if path == ".":
        return ""
    return f"{path}/" if address.endswith("/") else path
