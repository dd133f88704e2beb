"""Facts that a record and the one it names need of each other, taken from each once while it is judged.

They are kept in the verdict cache, so they are small: digests and places, no texts.
"""

from collections.abc import Iterator

from workflow.config.visibility import is_listed
from workflow.records.article import ArticleStatus
from workflow.records.seal import seals_at
from workflow.rules.context import ActFacts, AnswerFacts, ArticleFacts, ArticleView, RequestFacts, RequestView
from workflow.rules.links._site_links import site_links
from workflow.rules.publishing.writing._outline import is_written, outline_remnants
from workflow.rules.publishing.writing._running_text import sentence_digests
from workflow.sop.edition import Need
from workflow.text.markdown import is_safe_to_parse


def request_facts(view: RequestView, *, settled: bool) -> RequestFacts:
    """What a request's article needs to know. `settled`: nothing remains to be done."""
    record, edition = view.record, view.edition
    approval = view.last_with(Need.CONTENT)
    approving = [step for step in edition.steps if step.leaves(Need.CONTENT)]
    releasing = {step.number for step in edition.steps if step.leaves(Need.OUTLETS)}
    apart = {number for step in approving for number in step.not_by}
    latest = {entry.step: entry.by for _, entry in view.standing}
    return RequestFacts(
        path=view.document.path,
        id=record.id,
        news=record.news,
        approved=approval[1].content if approval else None,
        approved_at=approval[0] if approval else None,
        released=tuple(int(one.finished) for one in record.steps if one.step in releasing)
        if view.last_with(Need.OUTLETS)
        else (),
        approvers=(*dict.fromkeys(role for step in approving for role in step.roles), edition.head),
        drafters=tuple(latest[number] for number in sorted(apart) if number in latest),
        confidential=not is_listed(record.letter.nature),
        settled=settled,
        handed_over=record.news is not None and record.withdrawn is None and not _is_being_written(view),
        letter=() if settled else tuple(_digests_of_letter(view)),
    )


def _is_being_written(view: RequestView) -> bool:
    step = view.walk.next
    return step is not None and any(Need.NEWS in one.needs for one in step.results.values())


def _digests_of_letter(view: RequestView) -> Iterator[int]:
    texts = [view.document.body, view.record.disposition.instruction if view.record.disposition else ""]
    return (digest for text in texts for digest, _ in sentence_digests(text))


def article_facts(view: ArticleView, key: str) -> ArticleFacts:
    """What an article's request needs to know. `key`: its year and file name."""
    record, document, office = view.record, view.document, view.office
    outline = office.writing.outline
    latest, public = record.acts or record.corrections, record.status.was_public
    left = () if record.status is ArticleStatus.WITHDRAWN else outline_remnants(record, document, outline)
    return ArticleFacts(
        path=document.path,
        key=key,
        request=record.request,
        public=public,
        shown=record.status is ArticleStatus.PUBLISHED,
        draft=record.status is ArticleStatus.DRAFT,
        publish_at=record.publish_at,
        seals=seals_at(office.files, document.path, record, document.body),
        sealed=latest[-1].content if latest else None,
        corrections=len(record.corrections),
        tags=record.tags,
        author=record.author,
        taken_by=record.withdrawn.by if record.withdrawn else "",
        acts=tuple(
            ActFacts(one.act, one.by, one.at, tuple(office.roles_of(one.by, one.at)), one.by in office.people)
            for one in record.acts
        ),
        answers=tuple(
            AnswerFacts(place, one.answered_by, tuple(office.roles_of(one.answered_by, one.answered)))
            for place, one in enumerate(record.reports)
            if one.answered is not None and one.answered_by in office.people
        ),
        links=site_links(view, key),
        left=left,
        written=not is_safe_to_parse(document.body) or is_written(document, left, outline),
        sentences=() if public else tuple(sentence_digests(document.body, document.body_start)),
    )
