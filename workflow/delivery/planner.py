"""From records to messages: pure, and the same every time (SOP steps 6 and 7, and what follows a correction)."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from workflow.config.office import PartnerKind
from workflow.delivery.message import MessageKind, PlannedMessage, ReaderKind, Recipient
from workflow.records.article import ActKind, Article, ArticleStatus
from workflow.records.request import Channel, Entry
from workflow.rules.context import RequestView
from workflow.sop.edition import Need

MAILED_PARTNERS = {PartnerKind.PRINT, PartnerKind.ONLINE, PartnerKind.RADIO, PartnerKind.TELEVISION}
"""Partners that are sent the release; the office's own site and its accounts are fed by people."""


class RequestWithArticle(Struct, frozen=True):
    """A request and its article, if that can be read."""

    view: RequestView
    article: Article | None


def plan_messages(cases: Iterable[RequestWithArticle], sent: Mapping[str, int]) -> Iterator[PlannedMessage]:
    """Everything that ever was to be said of these requests. `sent`: when which messages went out, by their keys."""
    for case in cases:
        first = [*_first_messages(case)]
        yield from (one for one in first if one.key in sent or not _is_void(one, case.article))
        if case.article is not None:
            yield from _follow_ups(case.view.record.id, case.article, first, sent)


def _is_void(planned: PlannedMessage, article: Article | None) -> bool:
    """Whether a message would speak of a story that is withdrawn by now."""
    withdrawn = article is not None and article.status is ArticleStatus.WITHDRAWN
    return withdrawn and planned.kind is not MessageKind.DECLINED


def _first_messages(case: RequestWithArticle) -> Iterator[PlannedMessage]:
    """To partners and to the sender, as the entries say."""
    view, article = case.view, case.article
    for turn in view.walk.turns:
        entry = view.record.steps[turn.index]
        needs = turn.result.needs if turn.result else ()
        if Need.OUTLETS in needs and article is not None and article.status.was_public:
            yield from _releases_to_partners(view, entry, turn.index)
        if Need.NOTICE in needs and entry.notice and entry.notice.channel is Channel.EMAIL:
            yield from _notice_to_sender(case, entry, turn.index)


def _releases_to_partners(view: RequestView, entry: Entry, index: int) -> Iterator[PlannedMessage]:
    for outlet in dict.fromkeys(entry.outlets):
        partner = view.office.partners.get(outlet)
        if partner and partner.kind in MAILED_PARTNERS:
            audience = Recipient(ReaderKind.PARTNER, outlet)
            yield PlannedMessage(MessageKind.RELEASE, view.record.id, audience, str(index + 1), int(entry.finished))


def _notice_to_sender(case: RequestWithArticle, entry: Entry, index: int) -> Iterator[PlannedMessage]:
    """The sender gets the link when the story is open, or hears that there is none.

    A story that cannot be read, or is not out, is no decline: nothing is said until it is mended.
    """
    record, article = case.view.record, case.article
    audience, mark, told = Recipient(ReaderKind.SENDER, record.id), str(index + 1), int(entry.finished)
    if not record.news:
        yield PlannedMessage(MessageKind.DECLINED, record.id, audience, mark, told)
    elif article is not None and article.status.was_public:
        yield PlannedMessage(MessageKind.PUBLISHED, record.id, audience, mark, max(told, int(article.publish_at or 0)))


def _follow_ups(
    number: str, article: Article, first: list[PlannedMessage], sent: Mapping[str, int]
) -> Iterator[PlannedMessage]:
    """Those who got the old text hear of the new one, or that there is none any more."""
    readers = [
        (one.audience, sent[one.key]) for one in first if one.kind is not MessageKind.DECLINED and one.key in sent
    ]
    kinds = {ActKind.CORRECTION: MessageKind.CORRECTION, ActKind.REPUBLICATION: MessageKind.CORRECTION}
    changes = [(kinds[one.act], one.at) for one in article.public_acts if one.act in kinds]
    if article.status is ArticleStatus.WITHDRAWN and article.withdrawal:
        changes.append((MessageKind.WITHDRAWN, article.withdrawal.at))
    for kind, at in changes:
        for audience, told in readers:
            if told < at:
                yield PlannedMessage(kind, number, audience, str(at), at)
