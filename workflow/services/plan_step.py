"""A step that somebody wants to do becomes the smallest change of the files, checked before anything is written."""

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
from workflow.records.serialize import DISPOSITION_ORDER, ENTRY_ORDER, REQUEST_ORDER, format_instant, whole_minute
from workflow.rules.authority.git_change import media_paths
from workflow.rules.publishing import approval
from workflow.services.current_step import CurrentStep, find_current_step
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange, edit_record_header
from workflow.services.inputs import StepInput
from workflow.services.precheck import PEOPLE_RULES, of_families, precheck, precheck_errors
from workflow.services.update_article import as_published, find_article_key, with_editor
from workflow.sop.edition import Need, Result
from workflow.text.finding import Finding
from workflow.text.yaml_edit import append_entry, set_group, set_value


class PreparedStep(Struct, frozen=True):
    """A step ready to be written."""

    number: str
    current: CurrentStep
    change: PreparedChange | None
    """None while something is missing."""
    finished: int
    wants: tuple[Argument, ...]
    """What is missing; while there is something, nothing is written."""
    inputs: StepInput = StepInput()
    """What was asked for, with the article that was found for it."""
    remarks: tuple[Finding, ...] = ()
    """What whoever does the step should know of the story."""


def plan_step(files: Files, office: Office, number: str, person: str, inputs: StepInput, now: int) -> PreparedStep:
    """What entering a step changes. Raises RefusedError with the reason when the check would not let it pass."""
    current = find_current_step(files, office, number, now)
    number = current.view.record.id
    finished = whole_minute(inputs.finished or now)
    _must_be_allowed(files, office, current, person, finished, now)
    if inputs.result and current.result(inputs) is None:
        known = ", ".join(current.step.results)
        raise RefusedError(
            say("“{value}” is no result of this step; there are {known}.", value=inputs.result or "", known=known)
        )
    inputs = _with_article(files, current, inputs)
    wants = tuple(current.wants(inputs, finished))
    result = current.result(inputs)
    if wants or result is None:
        return PreparedStep(number, current, None, finished, wants, inputs)
    change = _change(files, office, current, result, person, inputs, finished)
    news = inputs.news or current.view.record.news
    story = article_path(news) if news and files.size(article_path(news)) is not None else ""
    handed_over = Need.NEWS in result.needs
    checked = precheck(files, change.texts, office, max(now, finished), person, story, is_handed_over=handed_over)
    if checked.errors:
        require_approved_text(files, office, current, now)
        raise RefusedError(
            say("The check refuses this change of request {id}.", id=number), checked.errors, change.texts
        )
    return PreparedStep(number, current, change, finished, (), inputs, checked.remarks)


def require_approved_text(files: Files, office: Office, current: CurrentStep, now: int) -> None:
    """Raises RefusedError where the story is not the one that was approved: then no step can be done as it stands."""
    path = current.view.document.path
    found = precheck_errors(files, {path: current.view.document.text}, office, now)
    if stale := tuple(one for one in found if one.rule == approval.RULE.slug):
        message = say(
            "The story was changed after it was approved. Put it back as it was; or whoever approved it reads it again "
            "and writes the line below into the approval, in the letter's file."
        )
        raise RefusedError(message, stale)


def _with_article(files: Files, current: CurrentStep, inputs: StepInput) -> StepInput:
    """The inputs, with the article that names the request, where the step needs one and nobody said which."""
    result = current.result(inputs)
    if result is None or Need.NEWS not in result.needs or inputs.news or current.view.record.news:
        return inputs
    return replace(inputs, news=find_article_key(files, current.view.record.id))


def _must_be_allowed(files: Files, office: Office, current: CurrentStep, person: str, finished: int, now: int) -> None:
    """Have the check judge the bare entry: whose step it is, four eyes, and the time."""
    path = current.view.document.path
    entry = {"step": current.step.number, "by": person, "finished": format_instant(finished, office.zone)}
    text = edit_record_header(
        current.view.document, lambda header: append_entry(header, ("steps",), entry, REQUEST_ORDER)
    )
    found = of_families(precheck_errors(files, {path: text}, office, max(now, finished)), PEOPLE_RULES)
    before = {(one.rule, one.place) for one in precheck_errors(files, {path: current.view.document.text}, office, now)}
    fresh = tuple(one for one in found if (one.rule, one.place) not in before)
    if fresh:
        message = say(
            "`{name}` cannot do step {number} now. Nothing was entered.", name=person, number=current.step.number
        )
        raise RefusedError(message, fresh, {path: text})


def _change(
    files: Files, office: Office, current: CurrentStep, result: Result, person: str, inputs: StepInput, finished: int
) -> PreparedChange:
    """The request with the entry, and its article where the step changes or brings that too."""
    news = inputs.news or current.view.record.news
    article = read_article(files, article_path(news)) if news else None
    entry = _entry(office, current, result, person, inputs, finished)
    changed: dict[str, str] = {}
    if Need.CONTENT in result.needs:
        if article is None:
            raise RefusedError(
                say("The article of request {id} cannot be read; see `redaksi check`.", id=current.view.record.id)
            )
        changed = with_editor(article, person)
        entry["content"] = _sealed(files, article, changed)
    ordered = {name: entry[name] for name in ENTRY_ORDER if name in entry}

    def edit(header: str) -> str:
        header = set_value(header, ("status",), result.status, REQUEST_ORDER)
        if Need.DISPOSITION in result.needs:
            header = set_group(header, "disposition", _disposition(inputs), REQUEST_ORDER)
        if Need.NEWS in result.needs and news:
            header = set_value(header, ("news",), news, REQUEST_ORDER)
        return append_entry(header, ("steps",), ordered, REQUEST_ORDER)

    changed = {current.view.document.path: edit_record_header(current.view.document, edit)} | changed
    if article and Need.OUTLETS in result.needs:
        changed |= as_published(article, format_instant(finished, office.zone))
    title = say("{id}: step {number} done", id=current.view.record.id, number=current.step.number)
    if article is None:
        return PreparedChange(title, changed)
    if Need.NEWS in result.needs:
        return PreparedChange(title, changed, along=(article.document.path, *_media(files, article)))
    return PreparedChange(title, changed, settled=(article.document.path,))


def _sealed(files: Files, article: ReadArticle, changed: Mapping[str, str]) -> str:
    """The seal of an article as the change leaves it."""
    after = read_article(Overlay(files, {path: text.encode() for path, text in changed.items()}), article.document.path)
    return (after or article).seals.full


def _media(files: Files, article: ReadArticle) -> tuple[str, ...]:
    """Its picture and its attachments that are there."""
    named = media_paths(article.document.path, (files,))
    return tuple(path for path in named if files.size(path) is not None)


def _disposition(inputs: StepInput) -> dict[str, str]:
    values = {
        "decision": inputs.result,
        "to": inputs.to,
        "instruction": inputs.instruction,
        "public_reason": inputs.public_reason,
    }
    return {name: value for name in DISPOSITION_ORDER if (value := values.get(name))}


def _entry(
    office: Office, current: CurrentStep, result: Result, person: str, inputs: StepInput, finished: int
) -> dict[str, Any]:
    """The entry's own lines, of which only those are written that say something."""
    zone = office.zone
    chosen = None if current.step.only_result else inputs.result
    delay = {"reason": inputs.delay, "acknowledged_by": inputs.acknowledged_by} if inputs.delay else None
    needs = result.needs
    lines: dict[str, Any] = {
        "step": current.step.number,
        "by": person,
        "finished": format_instant(finished, zone),
        "result": chosen,
        "note": inputs.note,
        "outlets": list(inputs.outlets) if Need.OUTLETS in needs else None,
        "notice": {"channel": str(inputs.channel)} if Need.NOTICE in needs and inputs.channel else None,
        "report": inputs.report if Need.REPORT in needs else None,
        "delay": delay,
        "late": inputs.late,
    }
    return {name: value for name, value in lines.items() if value}
