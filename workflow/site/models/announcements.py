"""The notices that stand on the home page, and those on every page, at an instant."""

from workflow.config.office import Announcement, EmergencyLevel, EmergencyNotice, Office


def current_announcements(office: Office, now: int) -> list[Announcement]:
    """The announcements of an office whose time it is, the latest first."""
    current = [notice for notice in office.announcements.values() if notice.start <= now < notice.until]
    return sorted(current, key=lambda notice: (notice.start, notice.title), reverse=True)


GRAVITY = {level: place for place, level in enumerate(EmergencyLevel)}


def current_emergencies(office: Office, now: int) -> list[EmergencyNotice]:
    """The emergency notices whose time it is, the gravest first."""
    current = [notice for notice in office.emergency.values() if notice.start <= now < notice.until]
    return sorted(current, key=lambda notice: (GRAVITY[notice.level], -notice.start, notice.text))
