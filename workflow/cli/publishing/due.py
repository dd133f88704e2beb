"""`redaksi due`: when the next story opens, what waits with published ones, whether the live site is behind."""

import json
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

import click

from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.live_site import read_manifest_at
from workflow.cli.shared.options import InstantType, judging_time, now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.office import Office
from workflow.deploy.fetch_live import FetchError
from workflow.deploy.manifest import Manifest, decode_manifest
from workflow.engine.publish_schedule import (
    PublishedArticle,
    ScheduledArticle,
    ends_and_notices,
    published_articles,
    scheduled_articles,
    week_begin,
)
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.i18n.dates import local_time, long_time
from workflow.queries.story_tasks import story_tasks
from workflow.reporters.escape import printable
from workflow.text.finding import ExitCode


@click.command("due", help=tr("Show when the next story opens; with --since or --live, whether one has become due."))
@root_option
@now_option
@click.option("--since", type=InstantType(), help=tr("Leave with 0 if a story opened after this time, else with 1."))
@click.option(
    "--live",
    metavar="FILE|URL",
    help=tr(
        "The live site's address, or a file with its /.well-known/redaksi.json; leave with 0 if the site is behind, "
        "else with 1."
    ),
)
@click.option(
    "--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", help=tr("How it is shown.")
)
def command(root: Path, now: int | None, since: int | None, live: str | None, form: str) -> None:
    """Print what opens. Without --since and --live leave with 0; a scheduled job asks with one of them."""
    if since is not None and live is not None:
        complain(tr("Give either --since or --live."))
    office = usable_office(root)
    at = judging_time(now, office)
    known = None if live is None else decode_manifest(read_live_file(live))
    since = int(known.now) if known else since
    articles = published_articles(root)
    scheduled = scheduled_articles(root, office, articles, at if since is None else min(since, at), at)
    reason = why_other_commit(known, root) if live is not None else ""
    reason = reason or why_newly_open(scheduled, at)
    if since is not None:
        reason = reason or why_pages_changed(office, articles, since, at)
    asked = since is not None or live is not None
    if form == "json":
        click.echo(as_json(scheduled, at, since, office, reason if asked else None))
    else:
        click.echo(as_text(scheduled, at, office, reason if asked else None), nl=False)
        for task in story_tasks(root, office, at):
            click.echo(f"{printable(task.title)}  ({task.path})\n  {printable(translate(task.what))}")
    sys.exit(ExitCode.FINDINGS if asked and not reason else ExitCode.CLEAN)


def read_live_file(live: str) -> bytes:
    """The mark of a place; none where its file is missing. Ends the program where the site cannot be asked."""
    try:
        return read_manifest_at(live)
    except FetchError as error:
        complain(translate(error.message))
    except OSError:
        return b""


def why_behind(live: Manifest | None, root: Path, office: Office, at: int) -> str:
    """Why the live site is behind; "" if it is not."""
    since = min(int(live.now), at) if live else at
    articles = published_articles(root)
    opened = why_other_commit(live, root) or why_newly_open(scheduled_articles(root, office, articles, since, at), at)
    return opened or why_pages_changed(office, articles, since, at)


def why_other_commit(live: Manifest | None, root: Path) -> str:
    """Why the live site is behind whatever opened; "" if it is not."""
    if live is None:
        return tr("It is not known what the live site was built from.")
    try:
        with Repository(root) as repository:
            head = repository.resolve("HEAD")
    except GitError:
        head = ""
    return "" if head in ("", live.commit) else tr("The live site is of another commit.")


def why_newly_open(scheduled: list[ScheduledArticle], at: int) -> str:
    """That stories have opened; "" if none has."""
    opened = [article for article in scheduled if article.opens <= at and article.fine]
    return tr("{count} stories have opened.", count=len(opened)) if opened else ""


def why_pages_changed(office: Office, articles: Collection[PublishedArticle], since: int, at: int) -> str:
    """That pages are other than they were, though no story opened; "" if they are not."""
    came = [one for one in ends_and_notices(office, articles, min(since, at)) if one <= at]
    if came:
        return tr("A story, an event or a topic has ended, or a notice has begun or ended ({count}).", count=len(came))
    return tr("The digest of last week is due.") if since < week_begin(office, at) <= at else ""


def as_text(scheduled: list[ScheduledArticle], at: int, office: Office, reason: str | None) -> str:
    """What opens, a line each, and the answer to what was asked."""
    lines = [
        f"{long_time(article.opens, office.zone)}  {printable(article.title)}  ({article.path})"
        + ("" if article.fine else "  " + tr("[stays closed: see `redaksi check`]"))
        for article in scheduled
    ]
    if not [article for article in scheduled if article.opens > at]:
        lines.append(tr("No story waits for its time."))
    if reason is not None:
        lines.append(reason or tr("Nothing has become due."))
    return "".join(f"{line}\n" for line in lines)


def as_json(scheduled: list[ScheduledArticle], at: int, since: int | None, office: Office, reason: str | None) -> str:
    """The same for programs."""

    def stamp(instant: int) -> str:
        return local_time(instant, office.zone).isoformat()

    def entry(article: ScheduledArticle) -> dict[str, Any]:
        return {"path": article.path, "title": article.title, "opens": stamp(article.opens), "fine": article.fine}

    return json.dumps(
        {
            "version": 1,
            "now": stamp(at),
            "since": None if since is None else stamp(since),
            "due": None if reason is None else bool(reason),
            "reason": reason,
            "opened": [entry(article) for article in scheduled if article.opens <= at],
            "next": [entry(article) for article in scheduled if article.opens > at],
        },
        ensure_ascii=False,
        indent=2,
    )
