"""The notices that stand on the home page, and those on every page, at an instant."""

from msgspec import Struct

from workflow.config.office import Announcement, Office
from workflow.config.pages.emergency import EmergencyLevel, EmergencyNotice
from workflow.i18n.dates import local_time, long_time


def current_announcements(office: Office, now: int) -> list[Announcement]:
    """The announcements of an office whose time it is, the latest first."""
    current = [notice for notice in office.announcements.values() if notice.start <= now < notice.until]
    return sorted(current, key=lambda notice: (notice.start, notice.title), reverse=True)


GRAVITY = {level: place for place, level in enumerate(EmergencyLevel)}


class EmergencyLine(Struct, frozen=True):
    """An emergency notice as every page shows it."""

    level: EmergencyLevel
    text: str
    link: str
    until: str
    """Its end, for the page's script."""
    when: str
    """The same for people."""


def emergency_lines(office: Office, now: int) -> list[EmergencyLine]:
    """The emergency notices whose time it is, as every page shows them."""
    zone = office.zone
    return [
        EmergencyLine(
            one.level, one.text, one.link or "", local_time(one.until, zone).isoformat(), long_time(one.until, zone)
        )
        for one in current_emergencies(office, now)
    ]


def current_emergencies(office: Office, now: int) -> list[EmergencyNotice]:
    """The emergency notices whose time it is, the gravest first."""
    current = [notice for notice in office.emergency.values() if notice.start <= now < notice.until]
    return sorted(current, key=lambda notice: (GRAVITY[notice.level], -notice.start, notice.text))
