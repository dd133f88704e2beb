"""From records to messages: pure, and the same every time (SOP steps 6 and 7, and what follows a correction)."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from workflow.config.office import PartnerKind
from workflow.delivery.message import Audience, Kind, Planned, Whom
from workflow.records.article import ActKind, Article, ArticleStatus
from workflow.records.request import Channel, Entry
from workflow.rules.context import RequestView
from workflow.sop.edition import Need

MAILED = {PartnerKind.PRINT, PartnerKind.ONLINE, PartnerKind.RADIO, PartnerKind.TELEVISION}
"""Partners that are sent the release; the office's own site and its accounts are fed by people."""


class Case(Struct, frozen=True):
    """A request and its article, if that can be read."""

    view: RequestView
    article: Article | None


def plan(cases: Iterable[Case], sent: Mapping[str, int]) -> Iterator[Planned]:
    """Everything that ever was to be said of these requests. `sent`: when which messages went out, by their keys."""
    for case in cases:
        first = [*_announced(case)]
        yield from (one for one in first if one.key in sent or not _is_void(one, case.article))
        if case.article is not None:
            yield from _followed_up(case.view.record.id, case.article, first, sent)


def _is_void(planned: Planned, article: Article | None) -> bool:
    """Whether a message would speak of a story that is withdrawn by now."""
    withdrawn = article is not None and article.status is ArticleStatus.WITHDRAWN
    return withdrawn and planned.kind is not Kind.DECLINED


def _announced(case: Case) -> Iterator[Planned]:
    """To partners and to the sender, as the entries say."""
    view, article = case.view, case.article
    for turn in view.walk.turns:
        entry = view.record.steps[turn.index]
        needs = turn.result.needs if turn.result else ()
        if Need.OUTLETS in needs and article is not None and article.status.was_public:
            yield from _released(view, entry, turn.index)
        if Need.NOTICE in needs and entry.notice and entry.notice.channel is Channel.EMAIL:
            yield from _told(case, entry, turn.index)


def _released(view: RequestView, entry: Entry, index: int) -> Iterator[Planned]:
    for outlet in dict.fromkeys(entry.outlets):
        partner = view.office.partners.get(outlet)
        if partner and partner.kind in MAILED:
            audience = Audience(Whom.PARTNER, outlet)
            yield Planned(Kind.RELEASE, view.record.id, audience, str(index + 1), int(entry.finished))


def _told(case: Case, entry: Entry, index: int) -> Iterator[Planned]:
    """The sender gets the link when the story is open, or hears that there is none.

    A story that cannot be read, or is not out, is no decline: nothing is said until it is mended.
    """
    record, article = case.view.record, case.article
    audience, mark, told = Audience(Whom.SENDER, record.id), str(index + 1), int(entry.finished)
    if not record.news:
        yield Planned(Kind.DECLINED, record.id, audience, mark, told)
    elif article is not None and article.status.was_public:
        yield Planned(Kind.PUBLISHED, record.id, audience, mark, max(told, int(article.publish_at or 0)))


def _followed_up(number: str, article: Article, first: list[Planned], sent: Mapping[str, int]) -> Iterator[Planned]:
    """Those who got the old text hear of the new one, or that there is none any more."""
    readers = [(one.audience, sent[one.key]) for one in first if one.kind is not Kind.DECLINED and one.key in sent]
    kinds = {ActKind.CORRECTION: Kind.CORRECTION, ActKind.REPUBLICATION: Kind.CORRECTION}
    changes = [(kinds[one.act], one.at) for one in article.public_acts if one.act in kinds]
    if article.status is ArticleStatus.WITHDRAWN and article.withdrawal:
        changes.append((Kind.WITHDRAWN, article.withdrawal.at))
    for kind, at in changes:
        for audience, told in readers:
            if told < at:
                yield Planned(kind, number, audience, str(at), at)
