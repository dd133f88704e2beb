"""`redaksi step ID`: the next step of a request, from the question to the commit."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from workflow.cli.editorial._saved_answers import AnswerStore
from workflow.cli.editorial._step_answers import StepAnswers, StepOptions
from workflow.cli.shared.errors import exit_when_refused, usable_office
from workflow.cli.shared.options import FilledCommand, judging_time, now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.cli.shared.workspace import acting_person, confirm_and_commit, must_be_ready, print_next_step
from workflow.config.office import Office
from workflow.i18n.catalog import format_duration, tr
from workflow.i18n.message import say
from workflow.queries.open_requests import load_request
from workflow.records.file_source import Files, Overlay
from workflow.records.paths import article_path, request_path
from workflow.reporters.escape import printable
from workflow.reporters.terminal import render_warnings
from workflow.services import holds
from workflow.services.current_step import CurrentStep, find_current_step, resolve_number
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange
from workflow.services.identity import names_of_holders
from workflow.services.plan_step import PreparedStep
from workflow.sop.edition import Need


@click.command(
    "step",
    cls=FilledCommand,
    help=tr("Do the next step of a request: ask what is missing, show the change, commit it as you."),
)
@root_option
@now_option
@click.argument("number", metavar="ID")
@click.option("--as", "given", metavar="PERSON", help=tr("Who does the step (default: the owner of Git's address)."))
@click.option("--result", help=tr("How the step ends, where there is a choice; at the disposition the decision."))
@click.option("--to", help=tr("The role that the disposition is addressed to."))
@click.option("--instruction", help=tr("The instruction of the disposition."))
@click.option("--public-reason", help=tr("Why the office does not publish, in words for the sender."))
@click.option("--news", help=tr("The article, as its year and file name without .md."))
@click.option("--note", help=tr("A reason in words."))
@click.option("--outlets", help=tr("Where it was published or sent: names or keys of partners.yml, with commas."))
@click.option("--channel", help=tr("How the sender was told: surel, WA, telepon, surat, langsung."))
@click.option("--report", help=tr("The number of the report."))
@click.option("--delay", help=tr("The coded reason for an overrun of the norm, by its name or key in delays.yml."))
@click.option("--acknowledged-by", help=tr("The head who took note of the delay."))
@click.option("--late", help=tr("Why the entry is made long after the step was done."))
@click.option("--finished", metavar="TIME", help=tr("When the step was done, as in “kemarin 14.00” (default: now)."))
@click.option("--pause", metavar="REASON", help=tr("Do no step; stop the clock, because the sender owes data."))
@click.option("--resume", is_flag=True, help=tr("Do no step; let the clock go on."))
@click.option("--withdraw", metavar="REASON", help=tr("Do no step; the sender has taken the letter back."))
@click.option("--yes", is_flag=True, help=tr("Do not ask whether the change is right."))
@click.option("--dry-run", is_flag=True, help=tr("Show the change and write nothing."))
def command(root: Path, now: int | None, number: str, given: str | None, **flags: Any) -> None:
    """Show what the SOP asks, take what is missing, show the change and the clock, commit."""
    options = StepOptions(**flags)
    office = usable_office(root)
    at, files = judging_time(now, office), office.files
    with exit_when_refused(files):
        number = resolve_number(files, office, number, at)
        is_step = not _other_actions(options)
        must_be_ready(root, request_path(number), *(_article_vouched_for(office, number, at) if is_step else ()))
        person = acting_person(root, office, given)
        other = _other_than_a_step(office, number, person, at, options)
        if other:
            confirm_and_commit(root, office, person, other, options, now)
            return
        task = find_current_step(files, office, number, at)
    saved = AnswerStore(root, office, f"step {task.step.number} of {number}")
    with saved.keeping(), exit_when_refused(files):
        click.echo("\n".join(step_lines(task, at)))
        filling = StepAnswers(root, office, task, person, at, saved)
        ready = filling.complete(filling.step_input(options))
        click.echo("\n".join(time_spent(ready)))
        click.echo(story_remarks(ready, files), nl=False)
        confirm_and_commit(root, office, person, lambda: _complete_change(filling.prepare(ready.inputs)), options, now)
        if not options.dry_run:
            saved.forget()
        print_next_step(office, number, at, task.step.number)


def _other_actions(options: StepOptions) -> list[str]:
    """What is wanted in the place of a step; one of them at a time."""
    actions = [name for name in ("pause", "resume", "withdraw") if getattr(options, name)]
    said = [slot.value for slot in options.arguments()] if actions else []
    if len(actions) > 1 or said:
        complain(
            tr("Only one of these at a time: {flags}.", flags=", ".join(f"--{name}" for name in [*actions, *said]))
        )
    return actions


def _article_vouched_for(office: Office, number: str, at: int) -> list[str]:
    """The article that the next step vouches for as it was committed; none while it is being written."""
    view = load_request(office.files, request_path(number), office, at)
    step = view.walk.next if view else None
    if view is None or step is None or not view.record.news:
        return []
    is_written = any(Need.NEWS in one.needs for one in step.results.values())
    return [] if is_written else [article_path(view.record.news)]


def _other_than_a_step(
    office: Office, number: str, person: str, at: int, options: StepOptions
) -> Callable[[], PreparedChange] | None:
    """How a hold or a withdrawal is made, where one is asked for."""
    files = office.files
    if pause := options.pause:
        return lambda: holds.pause(files, office, number, person, pause, at)
    if options.resume:
        return lambda: holds.resume(files, office, number, person, at)
    if withdraw := options.withdraw:
        return lambda: holds.withdraw(files, office, number, person, withdraw, at)
    return None


def step_lines(task: CurrentStep, at: int) -> Iterator[str]:
    """What the SOP asks for, and how much time is left."""
    step, view = task.step, task.view
    yield f"{view.record.id}  {printable(view.record.letter.subject)}"
    yield tr("step {number}: {activity}", number=step.number, activity=step.activity)
    for item in step.completeness:
        yield f"  - {item}"
    names = ", ".join(names_of_holders(view.office, step.roles, at))
    yield tr("done by {role}: {names}", role=view.edition.performers[step.performer].title, names=names)
    spent, norm = format_duration(task.worked(at)), format_duration(step.norm.max * 60)
    yield tr("working time so far: {spent} of {norm}", spent=spent, norm=norm)


def _complete_change(ready: PreparedStep) -> PreparedChange:
    """The change of a step for which nothing is missing. Raises RefusedError where meanwhile something is."""
    if ready.change is None:
        raise RefusedError(say("Somebody else changed this meanwhile. Nothing was entered; repeat the command."))
    return ready.change


def time_spent(ready: PreparedStep) -> Iterator[str]:
    """The step's working time beside its norm."""
    spent, norm = ready.current.worked(ready.finished), ready.current.step.norm.max * 60
    line = tr("working time of this step: {spent} of {norm}", spent=format_duration(spent), norm=format_duration(norm))
    yield line if spent <= norm else line + tr(" (overrun)")


def story_remarks(ready: PreparedStep, files: Files) -> str:
    """What is to be said of the story as the step leaves it."""
    texts = ready.change.texts if ready.change else {}
    return render_warnings(ready.remarks, Overlay(files, {path: text.encode() for path, text in texts.items()}))
