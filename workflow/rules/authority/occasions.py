"""What a change brings along: new entries of a letter, new acts on a story."""

from collections.abc import Iterator

from workflow.records.article import ActKind, Article
from workflow.records.request import Request
from workflow.rules.authority.table import Occasion
from workflow.sop.edition import Edition, Need

OCCASION_OF_NEED = {
    Need.DISPOSITION: Occasion.DISPOSITION,
    Need.NEWS: Occasion.DRAFTING,
    Need.CONTENT: Occasion.APPROVAL,
    Need.OUTLETS: Occasion.RELEASE,
}
"""What a result leaves behind, and the occasion that its entry is."""
OCCASION_OF_ACT = {
    ActKind.CORRECTION: Occasion.CORRECTION,
    ActKind.WITHDRAWAL: Occasion.WITHDRAWAL,
    ActKind.REPUBLICATION: Occasion.REPUBLICATION,
    ActKind.EMBARGO: Occasion.EMBARGO,
    ActKind.UPDATE: Occasion.UPDATE,
    ActKind.EXPIRY: Occasion.EXPIRY,
}
"""A reply leaves the story as it is, so it is an occasion for nothing."""


def request_occasions(before: Request | None, after: Request | None, edition: Edition) -> Iterator[Occasion]:
    """What the new entries of a letter are occasions for."""
    if after is None:
        return
    known = len(before.steps) if before else 0
    for index in range(known, len(after.steps)):
        yield Occasion.ENTRY
        yield from (OCCASION_OF_NEED[need] for need in needs_of(after, index, edition) if need in OCCASION_OF_NEED)
    if after.withdrawn and not (before and before.withdrawn):
        yield Occasion.TAKING_BACK


def needs_of(request: Request, index: int, edition: Edition) -> tuple[Need, ...]:
    """What the result of an entry leaves behind."""
    step = edition.by_number.get(request.steps[index].step)
    if step is None:
        return ()
    result = step.results.get(request.result_of(index, decides=step.decides) or step.only_result)
    return result.needs if result else ()


def article_occasions(before: Article | None, after: Article | None) -> Iterator[Occasion]:
    """What the new acts on a story are occasions for."""
    if after:
        new = after.acts[len(before.acts) if before else 0 :]
        yield from (OCCASION_OF_ACT[one.act] for one in new if one.act in OCCASION_OF_ACT)
