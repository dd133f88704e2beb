"""The checklist of each step, for a pull request that people open by hand; the program's carry their own step's."""

from collections.abc import Iterator

from workflow.chatops.parsing.issue_template import GENERATED_NOTICE
from workflow.config.office import Office
from workflow.i18n.catalog import DEFAULT_LANGUAGE, in_language, tr, translate
from workflow.i18n.message import say
from workflow.sop.edition import Edition, Step

TEMPLATE_PATH = ".github/pull_request_template.md"


def pr_templates(office: Office) -> dict[str, str]:
    """The text that GitHub puts into a new pull request, by its path."""
    edition = office.editions[-1]
    with in_language(DEFAULT_LANGUAGE):
        intro = translate(say("Keep the step that you did, tick what is at hand, and delete the others."))
        lines = ["<!--", GENERATED_NOTICE.strip("# \n"), "-->", "", intro, ""]
        for step in edition.steps:
            lines += [*_step_checklist(office, edition, step), ""]
        lines += [
            "- [ ] " + translate(say("No telephone number, private e-mail address or identity number is in it")),
            "",
        ]
    return {TEMPLATE_PATH: "\n".join(lines)}


def _step_checklist(office: Office, edition: Edition, step: Step) -> Iterator[str]:
    yield f"<details><summary>{step.number}. {step.activity}</summary>"
    yield ""
    titles = ", ".join(edition.performers[role].title for role in step.roles)
    yield tr("By: {roles}. Time: {minutes} working minutes.", roles=titles, minutes=step.norm.max)
    yield ""
    for item in step.completeness:
        yield f"- [ ] {item}"
    if step.output:
        yield "- [ ] " + tr("Result: {output}", output=step.output)
    commands = [one for one in office.commands.commands.values() if step.number in one.steps]
    if commands:
        yield ""
        yield tr("By comment: {commands}", commands=", ".join(f"`{one.example}`" for one in commands))
    yield ""
    yield "</details>"
