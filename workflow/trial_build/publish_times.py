"""Instants at which a site changes though nobody changes a file: embargoes that open, announcements, topics."""

from pathlib import Path

from workflow.config.office import Office
from workflow.engine.publish_schedule import configured_instants, scheduled_articles

MAX_INSTANTS = 12
"""Beside now: the first ones, and the last."""


def instants_ahead(tree: Path, office: Office, now: int) -> list[int]:
    """When an announcement begins or ends, a live topic is over, or an embargo opens, after `now`."""
    announced = {at for at in configured_instants(office) if at > now}
    opening = {one.opens for one in scheduled_articles(tree, office, now, now) if one.fine}
    *first, last = sorted(announced | opening) or [now]
    return [at for at in (*first[: MAX_INSTANTS - 1], last) if at > now]
