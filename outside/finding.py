"""What a validator holds against something, and what stands in spite of it."""

import re

from msgspec import Struct


class Finding(Struct, frozen=True, order=True):
    """One thing that a validator does not like."""

    place: str
    """The path of the file, from the folder that is judged."""
    rule: str
    """The validator's own name for it."""
    message: str


class Exemption(Struct, frozen=True):
    """Findings that stand, and why. One that fits nothing is a finding itself, so that none outlives its reason."""

    rule: str
    reason: str
    message: str = ""
    """A regular expression that the finding's message holds."""
    place: str = ""
    """A regular expression that the finding's place begins with."""

    def fits(self, finding: Finding) -> bool:
        """Whether a finding is meant."""
        return (
            finding.rule == self.rule
            and bool(re.search(self.message, finding.message))
            and bool(re.match(self.place, finding.place))
        )


def refused(findings: list[Finding], exemptions: tuple[Exemption, ...]) -> list[Finding]:
    """What nobody allowed, and the exemptions that are for nothing any more."""
    left = [one for one in findings if not any(exemption.fits(one) for exemption in exemptions)]
    idle = [one for one in exemptions if not any(one.fits(finding) for finding in findings)]
    return sorted(left) + [Finding("outside/table.py", "idle exemption", f"{one.rule} {one.message}") for one in idle]
