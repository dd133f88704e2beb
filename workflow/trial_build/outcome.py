"""Results of a trial: what is wrong with the site, and what each of its pages was made from."""

from msgspec import Struct

from workflow.i18n.message import Message
from workflow.site.models.variants import Variant
from workflow.site_audit.finding import SiteFinding, SiteFindingKind


class TrialProblem(Struct, frozen=True):
    """One thing for which the site would not be published."""

    message: Message
    help: Message | None = None
    kind: SiteFindingKind | None = None
    """None where the site could not be made."""
    page: str = ""
    """The file of the site that it is about."""
    path: str = ""
    """The file of the office that it comes from, where that is known."""
    line: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """What is the same when it happens again, in another site or at another instant."""
        return self.page or self.path, self.message.text, repr(sorted(self.message.values.items()))


class PageOrigin(Struct, frozen=True):
    """What a page is made from, as paths of the office."""

    source: str
    """"" where it is made of many records."""
    template: str


class TrialAttempt(Struct, frozen=True):
    """What is attempted."""

    at: int
    """The instant that the site is made for."""
    variant: Variant = Variant.ACTUAL


class TrialResult(Struct, frozen=True):
    """One attempt."""

    what: TrialAttempt
    troubles: tuple[TrialProblem, ...] = ()
    origins: dict[str, PageOrigin] = {}
    """By file of the site; of the pages in which something is wrong."""


def problem_of(finding: SiteFinding) -> TrialProblem:
    """A finding of the audit as a problem of the trial."""
    return TrialProblem(finding.message, finding.help, finding.kind, finding.path)
