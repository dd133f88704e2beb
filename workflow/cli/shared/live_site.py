"""Reads the manifest of the live site: from a file that somebody fetched, or from the site itself, with retries."""

import time
from pathlib import Path

from workflow.deploy.fetch_live import FetchError, FetchProblem, LiveSite
from workflow.deploy.manifest import LARGEST_MANIFEST_BYTES, MANIFEST_PATH
from workflow.i18n.message import say

RETRY_PAUSES_SECONDS = (2, 8)
"""Seconds before a server that did not answer is asked again."""


def read_manifest_at(place: str) -> bytes:
    """The bytes of the manifest; none where nothing is live yet: the file is empty, or the site has no such file.

    `place`: a file, or the address of a site. Raises FetchError for a site that cannot be asked, OSError for a file
    that cannot be read.
    """
    if "://" not in place:
        return Path(place).read_bytes()
    try:
        return _get_with_retries(LiveSite(place))
    except FetchError as error:
        if error.why is FetchProblem.MISSING:
            return b""
        if error.why is FetchProblem.ELSEWHERE:
            why = say(
                "The site leads its readers to another place, {address}: name that one, on GitHub in the variable "
                "SITE_URL.",
                address=str(error.message.values.get("address", "")),
            )
            raise FetchError(error.why, why) from None
        raise


def _get_with_retries(site: LiveSite) -> bytes:
    for pause in RETRY_PAUSES_SECONDS:
        try:
            return site.get(MANIFEST_PATH, LARGEST_MANIFEST_BYTES)
        except FetchError as error:
            if error.why is not FetchProblem.SILENT:
                raise
        time.sleep(pause)
    return site.get(MANIFEST_PATH, LARGEST_MANIFEST_BYTES)
