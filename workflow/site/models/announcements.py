"""The notices that stand on the home page at an instant."""

from workflow.config.office import Announcement, Office


def current_announcements(office: Office, now: int) -> list[Announcement]:
    """The announcements of an office whose time it is, the latest first."""
    current = [one for one in office.announcements.values() if one.start <= now < one.until]
    return sorted(current, key=lambda one: (one.start, one.title), reverse=True)
