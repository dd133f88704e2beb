"""The engine: runs the rules over one record, or over a pair.

It reads nothing but its arguments, and the files beside an article.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.engine.partner_facts import article_facts, request_facts
from workflow.records.article import Article, ImportedArticle
from workflow.records.paths import ARTICLE_PATH
from workflow.records.read import RecordVersion, parse_record, record_type
from workflow.records.request import Request
from workflow.rules.context import (
    EVER,
    NEVER,
    ArticleFacts,
    ArticleView,
    Facts,
    FileView,
    Moment,
    PairView,
    RequestFacts,
    RequestView,
)
from workflow.rules.registry import NOT_OF_IMPORTED, rules_about
from workflow.rules.rule import Rule, Subject
from workflow.text.document import Document, Positions, read_document
from workflow.text.finding import MOST_FINDINGS, Finding, Severity

FILE_RULES = rules_about(Subject.FILE)
REQUEST_RULES = rules_about(Subject.REQUEST)
ARTICLE_RULES = rules_about(Subject.ARTICLE)
PAIR_RULES = rules_about(Subject.PAIR)


class Verdict(Struct, frozen=True):
    """The findings about one file, and for how long they hold."""

    path: str
    facts: Facts | None
    """None: the file is broken, and nothing can be said of what it belongs to."""
    findings: tuple[Finding, ...]
    since: int = EVER
    until: int = NEVER
    """The verdict holds for a `now` from `since` until just before `until`."""
    media: tuple[str, ...] = ()
    """The paths of the picture and the attachments that were looked at; the verdict is stale when one changes."""


def judge(path: str, data: bytes, office: Office | None, now: int) -> Verdict:
    """Judge one file by every rule that can look at it alone."""
    document, findings = read_document(path, data)
    if document is None:
        return Verdict(path, None, tuple(locate(findings, None)))
    return judge_version(parse_record(record_type(path), document, findings), office, now)


def judge_version(version: RecordVersion[Request | Article], office: Office | None, now: int) -> Verdict:
    """Judge a record that has been read already."""
    record, document = version.record, version.document
    path, findings = document.path, [*version.duplicates, *version.flaws]
    findings += run_rules(FILE_RULES, FileView(document, office), path, findings, frozenset(), settled=False)
    if office is None:
        return Verdict(path, None, tuple(locate(findings, document)))
    facts: Facts | None
    media: tuple[str, ...]
    moment, media = Moment(now), ()
    if isinstance(record, Request):
        facts = _request(record, document, office, moment, findings, version.broken)
    else:
        facts, media = _article(record, document, office, moment, findings, version.broken)
    return Verdict(path, facts, tuple(locate(findings, document)), moment.since, moment.until, media)


def _request(
    record: Request, document: Document, office: Office, now: Moment, findings: list[Finding], broken: frozenset[str]
) -> RequestFacts | None:
    view = RequestView(record, document, office, now)
    followable = broken.isdisjoint(("sop", "steps", "disposition")) and office.edition(record.sop) is not None
    settled = followable and (view.walk.ended or ("withdrawn" not in broken and record.withdrawn is not None))
    findings += run_rules(REQUEST_RULES, view, document.path, findings, broken, settled=settled)
    if not followable or not broken.isdisjoint(("id", "news", "withdrawn", "letter")):
        return None
    return request_facts(view, settled=settled)


def _article(
    record: Article, document: Document, office: Office, now: Moment, findings: list[Finding], broken: frozenset[str]
) -> tuple[ArticleFacts | None, tuple[str, ...]]:
    view = ArticleView(record, document, office, now)
    settled = "status" not in broken and record.status.was_public
    if isinstance(record, ImportedArticle):
        asked = [rule for rule in ARTICLE_RULES if rule.slug not in NOT_OF_IMPORTED]
        found = run_rules(asked, view, document.path, findings, broken, settled=settled)
        findings += (one for one in found if one.severity is Severity.ERROR)  # advice is for whoever writes
    else:
        findings += run_rules(ARTICLE_RULES, view, document.path, findings, broken, settled=settled)
    pictures = (record.image.src,) if "image" not in broken and record.image else ()
    attached = (one.file for one in record.attachments) if "attachments" not in broken else ()
    media = tuple(map(view.beside, (*pictures, *attached)))
    key = ARTICLE_PATH.fullmatch(document.path)
    if key is None or broken:  # the seal is over every field
        return None, media
    return article_facts(view, key[1]), media


def run_rules(
    rules: Sequence[Rule], view: Any, path: str, earlier: Iterable[Finding], broken: frozenset[str], *, settled: bool
) -> list[Finding]:
    """Ask rules in order, but for those that cannot judge: a prerequisite failed or was skipped, or a field is broken.

    `earlier`: what was found before.
    """
    findings: list[Finding] = []
    failed = {finding.rule for finding in earlier}
    for rule in rules:
        if (broken and not broken.isdisjoint(rule.reads)) or (failed and not failed.isdisjoint(rule.after)):
            failed.add(rule.slug)
            continue
        for hit in islice(rule.check(view), MOST_FINDINGS):  # type: ignore[misc]
            findings.append(rule.finding(path, hit, settled=settled))
            failed.add(rule.slug)
    return findings


def judge_pair(own: Facts, other: Facts | None, *, other_broken: bool) -> list[Finding]:
    """Judge a record together with the one it names. The findings have no lines yet."""
    settled = own.settled if isinstance(own, RequestFacts) else own.public
    view = PairView(own, other, other_broken=other_broken)
    return run_rules(PAIR_RULES, view, own.path, (), frozenset(), settled=settled)


def locate(findings: Iterable[Finding], document: Document | None) -> list[Finding]:
    """Findings with line and column, so that what was found can be shown."""
    positions = Positions(document) if document else None
    return [finding if finding.line else _located(finding, positions) for finding in findings]


def _located(finding: Finding, positions: Positions | None) -> Finding:
    if positions is None:
        return replace(finding, line=1, column=1)
    line, column = positions.of(finding.place)
    related = tuple(
        replace(other, line=(spot := positions.of(other.place))[0], column=spot[1])
        if other.path == finding.path
        else other
        for other in finding.related
    )
    return replace(finding, line=line, column=column, related=related)
