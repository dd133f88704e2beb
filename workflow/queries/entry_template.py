"""The lines with which the next step of a request is entered, as far as they are known already."""

from collections.abc import Iterator
from datetime import datetime

from workflow.i18n.catalog import tr
from workflow.records.file_source import Files
from workflow.records.paths import article_path
from workflow.records.read import read_article
from workflow.rules.context import RequestView
from workflow.sop.edition import Need, Result, Step

INDENT = "    "


def entry_template(view: RequestView, files: Files, now: int) -> str:
    """The entry to append under `steps:`, and what the header needs beside it. "" when the procedure has ended."""
    step = view.walk.next
    if step is None or view.record.withdrawn:
        return ""
    when = datetime.fromtimestamp(now, view.office.timeline.zone).isoformat(timespec="minutes")
    first, *others = performers(view, step, now) or ["?"]
    people = f"{first}    # / {' / '.join(others)}" if others else first
    lines = [f"  - step: {step.number}", f"{INDENT}by: {people}", f"{INDENT}finished: {when}"]
    for key, result in step.results.items():
        lines += _lines(view, files, step, key, result)
    status = {result.status for result in step.results.values()}
    lines.append("# " + tr("and at the top: `status: {status}`", status=" / ".join(sorted(status))))
    return "\n".join(lines) + "\n"


def performers(view: RequestView, step: Step, now: int) -> list[str]:
    """The keys of those who may do a step now and are not barred from it by the four eyes.

    Those who may do it in others' place are named only where nobody holds the proper role.
    """
    latest = {entry.step: entry.by for _, entry in view.standing}
    barred = {latest[number] for number in step.not_by if number in latest}
    roles = {key: view.office.roles_of(key, now) for key in view.office.people if key not in barred}
    proper = [key for key, held in roles.items() if step.performer in held]
    return proper or [key for key, held in roles.items() if not set(step.alternates).isdisjoint(held)]


def _lines(view: RequestView, files: Files, step: Step, key: str, result: Result) -> Iterator[str]:
    """What one result asks for; with several to choose from, each begins with its own `result:` line."""
    if len(step.results) > 1 and not step.decides:
        yield f"{INDENT}result: {key}    # {result.name}"
    for need in result.needs:
        if need is Need.DISPOSITION and not view.record.disposition:
            told = ", public_reason: ..." if view.edition.tells_sender_after(result) else ""
            yield f"# {result.name}: disposition: {{decision: {key}, instruction: ...{told}}}"
        elif need is Need.NEWS and not view.record.news:
            yield "# news: 2026/..."
        elif need is Need.CONTENT:
            yield f"{INDENT}content: {_digest(view, files) or 'seal2:...'}"
        elif need in NEED_EXAMPLES:
            yield INDENT + NEED_EXAMPLES[need]


NEED_EXAMPLES = {
    Need.NOTE: "note: ...",
    Need.OUTLETS: "outlets: [website]",
    Need.NOTICE: "notice: {channel: email}",
    Need.REPORT: "report: ...",
}


def _digest(view: RequestView, files: Files) -> str:
    """The seal of the request's article as it stands; "" where there is none that can be read."""
    article = read_article(files, article_path(view.record.news)) if view.record.news else None
    return article.seals.full if article else ""
