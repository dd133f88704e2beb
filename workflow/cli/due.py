"""`redaksi due`: when the next story opens, and whether the live site is behind."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from workflow.cli.main import complain
from workflow.cli.options import InstantType, moment, now_option, root_option
from workflow.history.errors import GitError
from workflow.history.git import Repository
from workflow.language.catalog import tr
from workflow.language.dates import local, long_time
from workflow.records.live import read_live
from workflow.records.load import load_office
from workflow.records.office import Office
from workflow.render.escape import plain
from workflow.rules.openings import Opening, openings
from workflow.text.finding import Exit


@click.command("due", help=tr("Show when the next story opens; with --since or --live, whether one has become due."))
@root_option
@now_option
@click.option("--since", type=InstantType(), help=tr("Leave with 0 if a story opened after this time, else with 1."))
@click.option(
    "--live",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=tr("The live site's /.well-known/redaksi.json; leave with 0 if the site is behind, else with 1."),
)
@click.option(
    "--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", help=tr("How it is shown.")
)
def command(root: Path, now: int | None, since: int | None, live: Path | None, form: str) -> None:
    """Print what opens. Without --since and --live leave with 0; a scheduled job asks with one of them."""
    if since is not None and live is not None:
        complain(tr("Give either --since or --live."))
    office, _ = load_office(root)
    if office is None:
        complain(tr("The configuration cannot be used; run `redaksi check`."))
        return
    at = moment(now, office)
    since, reason = (since, "") if live is None else state(live, root)
    found = openings(root, office, at if since is None else min(since, at), at)
    opened = [one for one in found if one.opens <= at and one.fine]
    reason = reason or (tr("{count} stories have opened.", count=len(opened)) if opened else "")
    asked = since is not None or live is not None
    if form == "json":
        click.echo(as_json(found, at, since, office, reason if asked else None))
    else:
        click.echo(as_text(found, at, office, reason if asked else None), nl=False)
    sys.exit(Exit.FINDINGS if asked and not reason else Exit.CLEAN)


def state(live: Path, root: Path) -> tuple[int | None, str]:
    """When the live site was built for, and why it is behind whatever opened; "" if it is not."""
    known = read_live(live.read_bytes()) if live.is_file() else None
    if known is None:
        return None, tr("It is not known what the live site was built from.")
    try:
        with Repository(root) as repository:
            head = repository.resolve("HEAD")
    except GitError:
        head = ""
    return int(known.now), "" if head in ("", known.commit) else tr("The live site is of another commit.")


def as_text(found: list[Opening], at: int, office: Office, reason: str | None) -> str:
    """What opens, a line each, and the answer to what was asked."""
    lines = [
        f"{long_time(one.opens, office.zone)}  {plain(one.title)}  ({one.path})"
        + ("" if one.fine else "  " + tr("[stays closed: see `redaksi check`]"))
        for one in found
    ]
    if not [one for one in found if one.opens > at]:
        lines.append(tr("No story waits for its time."))
    if reason is not None:
        lines.append(reason or tr("Nothing has become due."))
    return "".join(f"{line}\n" for line in lines)


def as_json(found: list[Opening], at: int, since: int | None, office: Office, reason: str | None) -> str:
    """The same for programs."""

    def stamp(instant: int) -> str:
        return local(instant, office.zone).isoformat()

    def entry(one: Opening) -> dict[str, Any]:
        return {"path": one.path, "title": one.title, "opens": stamp(one.opens), "fine": one.fine}

    return json.dumps(
        {
            "version": 1,
            "now": stamp(at),
            "since": None if since is None else stamp(since),
            "due": None if reason is None else bool(reason),
            "reason": reason,
            "opened": [entry(one) for one in found if one.opens <= at],
            "next": [entry(one) for one in found if one.opens > at],
        },
        ensure_ascii=False,
        indent=2,
    )
