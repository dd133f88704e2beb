"""Maintainers: roles beside the SOP, for those who look after the office's settings and do none of its steps.

One table says which files of site_config/ a maintainer may be made an owner of (`owners` in policy.yml). What it does
not name stays with functions of the SOP, by default with the head: otherwise whoever tends the lists could make himself
editor, lower the evidence that is asked for, or put a script before the readers and so approve in others' names.
"""

from collections.abc import Iterator

from workflow.config.policy import Policy
from workflow.i18n.message import Message, say
from workflow.text.finding import Place

MAINTAINABLE = (
    "site_config/agencies.yml",
    "site_config/announcements.yml",
    "site_config/calendar.yml",
    "site_config/categories.yml",
    "site_config/delays.yml",
    "site_config/holidays.yml",
    "site_config/limits.yml",
    "site_config/moved.yml",
    "site_config/pages/",
    "site_config/partners.yml",
    "site_config/schema/",
    "site_config/spelling/",
    "site_config/writing.yml",
)
"""Lists, days and texts. Nothing in them says who may do what, runs in a browser, or sends anything."""


def covers(owned: str, path: str) -> bool:
    """Whether a file or folder of an owner holds a path."""
    return path == owned or path.startswith(owned if owned.endswith("/") else f"{owned}/")


def is_maintainable(path: str) -> bool:
    """Whether a maintainer may own a file or folder."""
    return ".." not in path and any(covers(one, path) or path == one.rstrip("/") for one in MAINTAINABLE)


def maintainer_flaws(policy: Policy, performers: frozenset[str]) -> Iterator[tuple[Place, Message, Message | None]]:
    """Maintainers' roles that are functions of the SOP as well, and files that no maintainer may own."""
    for role in policy.maintainers:
        if role in performers:
            message = say("`{role}` is a function of the SOP and cannot be a maintainer's role as well.", role=role)
            yield ("maintainers", role), message, say("Give the maintainers' role another name.")
    for index, role in enumerate(policy.evidence.reviewers):
        if role in policy.maintainers:
            message = say("`{role}` looks after settings; its approval counts for no step.", role=role)
            yield ("evidence", "reviewers", index), message, say("Take it out of `reviewers`.")
    for index, owner in enumerate(policy.owners):
        for place, role in enumerate(owner.roles):
            if role in policy.maintainers and not is_maintainable(owner.path):
                message = say("A maintainer (`{role}`) cannot answer for {path}.", role=role, path=owner.path)
                yield ("owners", index, "roles", place), message, OWNABLE


OWNABLE = say(
    "It decides who may do what, or what runs and is sent. Of site_config/ maintainers may own, each named by itself: "
    "{paths}.",
    paths=", ".join(path.removeprefix("site_config/") for path in MAINTAINABLE),
)
