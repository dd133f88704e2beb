"""`redaksi explain`: what a rule wants and where that is written."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.handbook.authority_table import authority_table
from workflow.i18n.catalog import format_value, tr, translate
from workflow.i18n.message import Phrase
from workflow.rules.registry import BY_SLUG
from workflow.rules.rule import FIRST_SOP, Rule
from workflow.text.finding import Severity
from workflow.text.suggest import closest_word

AUTHORITY_TOPIC = "authority"
"""The topic that is no rule but the table that rules ask."""


def complete_rule_name(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Rule names for the shell."""
    return [slug for slug in (AUTHORITY_TOPIC, *BY_SLUG) if slug.startswith(incomplete)]


@click.command(
    "explain", help=tr("Explain a rule: what it wants, a bad and a good example, and where the SOP says so.")
)
@root_option
@click.argument("rule", required=False, shell_complete=complete_rule_name)
def command(root: Path, rule: str | None) -> None:
    """Explain one rule or the table of authority, or list all rules."""
    if rule == AUTHORITY_TOPIC:
        click.echo(authority_table(usable_office(root)), nl=False)
        return
    if rule is None:
        whose = tr("Whose every field and every file is, in every state.")
        click.echo(f"{AUTHORITY_TOPIC:26} {whose}")
        for slug, known in BY_SLUG.items():
            click.echo(f"{slug:26} {tr(known.purpose)}")
        return
    found = BY_SLUG.get(rule)
    if found is None:
        close = closest_word(rule, BY_SLUG)
        hint = " " + tr("Did you mean `{name}`?", name=close) if close else ""
        complain(tr("There is no rule `{rule}`.", rule=rule) + hint)
    click.echo(explanation(found, load_office(root)[0]), nl=False)


def explanation(rule: Rule, office: Office | None) -> str:
    """Everything about a rule, for people. `office`: who asks, where its configuration can be used."""
    weight = tr("error") if rule.severity is Severity.ERROR else tr("warning")
    parts = [f"{rule.slug} ({weight})", "", tr(rule.purpose), ""]
    bad, good = _in_its_zone(format_value(Phrase(rule.bad)), format_value(Phrase(rule.good)), office)
    parts += [tr("Wrong:"), "", *(f"    {line}" for line in bad.splitlines()), ""]
    parts += [tr("Right:"), "", *(f"    {line}" for line in good.splitlines()), ""]
    if rule.drifts:
        parts += [tr("In a closed request or a published article this is only a warning."), ""]
    edition = office.edition_on(dt.datetime.now(ZoneInfo(office.zone)).date()) if office else None
    other = edition is not None and f"SOP {edition.id.replace('-', '/')}" != FIRST_SOP
    sources = "; ".join(map(translate, rule.sources(other_sop=other)))
    return "\n".join([*parts, tr("Source:") + " " + sources]) + "\n"


def _in_its_zone(bad: str, good: str, office: Office | None) -> tuple[str, str]:
    """Both examples with the offset of the office's zone; those that are about two zones stay as they are."""
    if office is None or "+08:00" in bad + good:
        return bad, good
    offset = dt.datetime.now(ZoneInfo(office.zone)).isoformat()[-6:]
    return bad.replace("+07:00", offset), good.replace("+07:00", offset)
