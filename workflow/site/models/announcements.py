"""The notices that stand on the home page at an instant."""

from workflow.config.office import Announcement, Office


def current_announcements(office: Office, now: int) -> list[Announcement]:
    """The announcements of an office whose time it is, the latest first."""
    current = [notice for notice in office.announcements.values() if notice.start <= now < notice.until]
    return sorted(current, key=lambda notice: (notice.start, notice.title), reverse=True)
