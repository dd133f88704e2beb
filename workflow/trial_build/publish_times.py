"""Instants at which a site changes though nobody changes a file: embargoes that open, stories that expire, notices."""

from pathlib import Path

from workflow.config.office import Office
from workflow.engine.publish_schedule import ends_and_notices, published_articles, scheduled_articles

MAX_INSTANTS = 12
"""Beside now: the first ones, and the last."""


def instants_ahead(tree: Path, office: Office, now: int) -> list[int]:
    """When a notice begins or ends, a story or a topic ends, or an embargo opens, after `now`."""
    articles = published_articles(tree, keep=False)  # the tree is thrown away
    opening = {one.opens for one in scheduled_articles(tree, office, articles, now, now) if one.fine}
    *first, last = sorted(opening.union(ends_and_notices(office, articles, now))) or [now]
    return [at for at in (*first[: MAX_INSTANTS - 1], last) if at > now]
