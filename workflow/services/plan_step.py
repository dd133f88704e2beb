"""A wish becomes the smallest change of the files, judged before anything is written."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.commands import Argument
from workflow.config.office import Office
from workflow.i18n.message import say
from workflow.records.file_source import Files, Overlay
from workflow.records.paths import article_path
from workflow.records.read import ReadArticle, read_article
from workflow.records.serialize import (
    DISPOSITION_ORDER,
    ENTRY_ORDER,
    REQUEST_ORDER,
    edit_header,
    format_instant,
    whole_minute,
)
from workflow.rules.publishing import approval
from workflow.services.current_step import CurrentStep, find_current_step
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange
from workflow.services.inputs import StepInput
from workflow.services.precheck import errors, of_families, precheck
from workflow.services.update_article import as_published, find_article_key, with_editor
from workflow.sop.edition import Need, Result
from workflow.text.finding import Finding
from workflow.text.yaml_edit import append_entry, set_group, set_value

WHO = "people"
"""The family of rules that says whether somebody may do a step at all."""


class PreparedStep(Struct, frozen=True):
    """A step ready to be written."""

    number: str
    task: CurrentStep
    change: PreparedChange | None
    """None while something is missing."""
    finished: int
    wants: tuple[Argument, ...]
    """What is missing; while there is something, nothing is written."""
    wish: StepInput = StepInput()
    """What was wished for, with the article that was found for it."""
    remarks: tuple[Finding, ...] = ()
    """What whoever does the step should know of the story."""


def plan_step(files: Files, office: Office, number: str, person: str, wish: StepInput, now: int) -> PreparedStep:
    """What entering a step changes. Raises RefusedError with the reason when the check would not let it pass."""
    task = find_current_step(files, office, number, now)
    number = task.view.record.id
    finished = whole_minute(wish.finished or now)
    _may(files, office, task, person, finished, now)
    unknown = wish.result and task.result(wish) is None
    if unknown:
        known = ", ".join(task.step.results)
        raise RefusedError(
            say("“{value}” is no result of this step; there are {known}.", value=wish.result or "", known=known)
        )
    wish = _with_article(files, task, wish)
    wants = tuple(task.wants(wish, finished))
    result = task.result(wish)
    if wants or result is None:
        return PreparedStep(number, task, None, finished, wants, wish)
    change = _change(files, office, task, result, person, wish, finished)
    news = wish.news or task.view.record.news
    story = article_path(news) if news and files.size(article_path(news)) is not None else ""
    handed_over = Need.NEWS in result.needs
    found = precheck(files, change.texts, office, max(now, finished), person, story, is_handed_over=handed_over)
    if found.errors:
        require_approved_text(files, office, task, now)
        raise RefusedError(say("The check refuses this change of request {id}.", id=number), found.errors, change.texts)
    return PreparedStep(number, task, change, finished, (), wish, found.remarks)


def require_approved_text(files: Files, office: Office, task: CurrentStep, now: int) -> None:
    """Raises RefusedError where the story is not the one that was approved: then no step can be done as it stands."""
    path = task.view.document.path
    found = errors(files, {path: task.view.document.text}, office, now)
    if stale := tuple(one for one in found if one.rule == approval.RULE.slug):
        message = say(
            "The story was changed after it was approved. Put it back as it was; or whoever approved it reads it again "
            "and writes the line below into the approval, in the letter's file."
        )
        raise RefusedError(message, stale)


def _with_article(files: Files, task: CurrentStep, wish: StepInput) -> StepInput:
    """The wish with the article that names the request, where the step needs one and nobody said which."""
    result = task.result(wish)
    if result is None or Need.NEWS not in result.needs or wish.news or task.view.record.news:
        return wish
    return replace(wish, news=find_article_key(files, task.view.record.id))


def _may(files: Files, office: Office, task: CurrentStep, person: str, finished: int, now: int) -> None:
    """Have the check judge the bare entry: whose step it is, four eyes, and the time."""
    path = task.view.document.path
    entry = {"step": task.step.number, "by": person, "finished": format_instant(finished, office.zone)}
    text = _edited(task, lambda header: append_entry(header, ("steps",), entry, REQUEST_ORDER))
    found = of_families(errors(files, {path: text}, office, max(now, finished)), WHO)
    before = {(one.rule, one.place) for one in errors(files, {path: task.view.document.text}, office, now)}
    fresh = tuple(one for one in found if (one.rule, one.place) not in before)
    if fresh:
        message = say(
            "`{name}` cannot do step {number} now. Nothing was entered.", name=person, number=task.step.number
        )
        raise RefusedError(message, fresh, {path: text})


def _edited(task: CurrentStep, edit: Any) -> str:
    """The request with its header edited; one that is written in an unusual way is left to people."""
    try:
        return edit_header(task.view.document, edit)
    except KeyError as error:
        path = task.view.document.path
        message = say("{path} is written in a way that cannot be edited; run `redaksi fmt {path}` first.", path=path)
        raise RefusedError(message) from error


def _change(
    files: Files, office: Office, task: CurrentStep, result: Result, person: str, wish: StepInput, finished: int
) -> PreparedChange:
    """The request with the entry, and its article where the step changes or brings that too."""
    news = wish.news or task.view.record.news
    article = read_article(files, article_path(news)) if news else None
    entry = _entry(office, task, result, person, wish, finished)
    changed: dict[str, str] = {}
    if Need.CONTENT in result.needs:
        if article is None:
            raise RefusedError(
                say("The article of request {id} cannot be read; see `redaksi check`.", id=task.view.record.id)
            )
        changed = with_editor(article, person)
        entry["content"] = _sealed(files, article, changed)
    ordered = {name: entry[name] for name in ENTRY_ORDER if name in entry}

    def edit(header: str) -> str:
        header = set_value(header, ("status",), result.status, REQUEST_ORDER)
        if Need.DISPOSITION in result.needs:
            header = set_group(header, "disposition", _disposition(wish), REQUEST_ORDER)
        if Need.NEWS in result.needs and news:
            header = set_value(header, ("news",), news, REQUEST_ORDER)
        return append_entry(header, ("steps",), ordered, REQUEST_ORDER)

    changed = {task.view.document.path: _edited(task, edit)} | changed
    if article and Need.OUTLETS in result.needs:
        changed |= as_published(article, format_instant(finished, office.zone))
    title = say("{id}: step {number} done", id=task.view.record.id, number=task.step.number)
    if article is None:
        return PreparedChange(title, changed)
    if Need.NEWS in result.needs:
        return PreparedChange(title, changed, along=(article.document.path, *_picture(files, article)))
    return PreparedChange(title, changed, settled=(article.document.path,))


def _sealed(files: Files, article: ReadArticle, changed: Mapping[str, str]) -> str:
    """The seal of an article as the change leaves it."""
    after = read_article(Overlay(files, {path: text.encode() for path, text in changed.items()}), article.document.path)
    return (after or article).seals.full


def _picture(files: Files, article: ReadArticle) -> tuple[str, ...]:
    image = article.record.image
    path = f"{article.document.path.rpartition('/')[0]}/{image.src}" if image else ""
    return (path,) if path and files.size(path) is not None else ()


def _disposition(wish: StepInput) -> dict[str, str]:
    values = {
        "decision": wish.result,
        "to": wish.to,
        "instruction": wish.instruction,
        "public_reason": wish.public_reason,
    }
    return {name: value for name in DISPOSITION_ORDER if (value := values.get(name))}


def _entry(
    office: Office, task: CurrentStep, result: Result, person: str, wish: StepInput, finished: int
) -> dict[str, Any]:
    """The entry's own lines, of which only those are written that say something."""
    zone = office.zone
    chosen = None if task.step.only_result else wish.result
    delay = {"reason": wish.delay, "acknowledged_by": wish.acknowledged_by} if wish.delay else None
    needs = result.needs
    lines: dict[str, Any] = {
        "step": task.step.number,
        "by": person,
        "started": format_instant(wish.started, zone) if wish.started else None,
        "finished": format_instant(finished, zone),
        "result": chosen,
        "note": wish.note,
        "outlets": list(wish.outlets) if Need.OUTLETS in needs else None,
        "notice": {"channel": str(wish.channel)} if Need.NOTICE in needs and wish.channel else None,
        "report": wish.report if Need.REPORT in needs else None,
        "delay": delay,
        "late": wish.late,
        "signature": wish.signature,
    }
    return {name: value for name, value in lines.items() if value}
