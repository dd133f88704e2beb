"""What the commands that send mail share: the plan, the outbox under its lock, the contacts, the run and its report."""

import fcntl
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from msgspec import msgpack
from msgspec.structs import replace

from workflow.cli.shared.github_job import job_access
from workflow.cli.shared.usage_exit import complain
from workflow.config.office import Office
from workflow.delivery.contacts import ContactStore, ContactStoreError, open_store
from workflow.delivery.contacts_source import is_source_named, provided_store
from workflow.delivery.message import MessageKind, PlannedMessage, RenderedMessage
from workflow.delivery.outbox import FORGOTTEN_AFTER_SECONDS, OUTBOX_REF, Outbox
from workflow.delivery.planner import RequestWithArticle, plan_messages
from workflow.delivery.sender import SendAction, Sender
from workflow.delivery.smtp import UnreachableError, must_be_reachable
from workflow.delivery.smtp_settings import WHERE_EXPLAINED, SmtpSettings, SmtpSettingsError, read_smtp_settings
from workflow.delivery.template_context import letter_context
from workflow.delivery.templates import MessageTemplates, TemplateError
from workflow.engine.check_office import check_office
from workflow.extras import MissingExtraError
from workflow.git.append_only_ref import AppendOnlyRef
from workflow.git.commit_writer import WriteError
from workflow.git.worktree import git_folder, git_setting
from workflow.i18n.catalog import tr, translate
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.i18n.message import mark
from workflow.infra.parallel import chunks, map_in_processes, worker_count
from workflow.queries.open_requests import load_request
from workflow.records.article import Article
from workflow.records.content_index import index_content
from workflow.records.paths import REQUEST_PATH, article_path, request_path
from workflow.records.read import read_whole
from workflow.reporters.escape import printable
from workflow.rules.context import RequestView
from workflow.text.finding import ExitCode, Severity

LOCK_FILE = "redaksi-outbox.lock"
MIN_LETTERS_FOR_WORKERS = 400
"""Letters from which on the work is spread over the processors."""
ACTION_WORDS = {
    SendAction.SENT: mark("sent"),
    SendAction.AGAIN: mark("refused for now, tried again later"),
    SendAction.FAILED: mark("refused for good"),
    SendAction.UNCLEAR: mark("unclear, please look"),
    SendAction.UNADDRESSED: mark("no address"),
    SendAction.ELSEWHERE: mark("sent by somebody else"),
    SendAction.PAPERLESS: mark("waits, since papers cannot be made here"),
    SendAction.WORDLESS: mark("waits, since its template or its paper has a mistake; mend that, and it goes out"),
}
"""What a person reads of each message."""
SentCounts = Counter[SendAction]
"""How many messages came to what."""


def plan_all(root: Path, office: Office, now: int, sent: Mapping[str, int]) -> list[PlannedMessage]:
    """What is to be said of every request that the check has nothing against, over the processors."""
    report = check_office(root, (office, []), now)
    broken = {finding.path for finding in report.findings if finding.severity is Severity.ERROR}
    paths = [path for path in index_content(root).records() if path not in broken and REQUEST_PATH.fullmatch(path)]

    def share(paths: Sequence[str]) -> bytes:
        found = (load_with_article(office, path, now) for path in paths)
        return msgpack.encode([*plan_messages((case for case in found if case), sent)])

    decoder = msgpack.Decoder(list[PlannedMessage])
    workers = worker_count() if len(paths) >= MIN_LETTERS_FOR_WORKERS else 1
    return [one for data in map_in_processes(share, chunks(paths), workers) for one in decoder.decode(data)]


def load_with_article(office: Office, path: str, now: int) -> RequestWithArticle | None:
    """A request with its article; None where it cannot be read."""
    view = load_request(office.files, path, office, now)
    return RequestWithArticle(view, read_own_article(office, view)) if view else None


def read_own_article(office: Office, view: RequestView) -> Article | None:
    """A request's article, if it has one that can be read."""
    if not view.record.news:
        return None
    found = read_whole(Article, office.files, article_path(view.record.news))
    return found.record if found else None


def letter_message_writer(
    root: Path, office: Office, now: int, attach: Callable[[PlannedMessage], bytes | None]
) -> Callable[[PlannedMessage], RenderedMessage]:
    """Words for messages about letters."""
    wording = MessageTemplates(root)

    def write(planned: PlannedMessage) -> RenderedMessage:
        case = load_with_article(office, request_path(planned.about), now)
        assert case  # noqa: S101  # it was planned from that very file
        message = wording.words(planned.kind, letter_context(case, planned))
        paper = attach(planned) if planned.kind is MessageKind.RELEASE else None
        return replace(message, attachments=((f"siaran-pers-{planned.about}.pdf", paper),)) if paper else message

    return write


@contextmanager
def locked_outbox(root: Path, now: int) -> Iterator[Outbox]:
    """The outbox, while nobody else on this computer uses it; ends the program where it cannot be read or shared."""
    folder = git_folder(root)
    if folder is None:
        complain(tr("This folder is not a Git repository; the outbox is kept in Git."))
    remote = "origin" if git_setting(root, 'remote "origin"', "url") else ""
    with (folder / LOCK_FILE).open("w", encoding="ascii") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            outbox = Outbox(AppendOnlyRef(root, OUTBOX_REF, remote, job_access()))
            outbox.load(now)
            yield outbox
        except WriteError as error:
            complain(tr("The outbox cannot be read or shared: {reason}. Nothing more was sent.", reason=str(error)))


@contextmanager
def contact_store(root: Path) -> Iterator[ContactStore]:
    """The private store; ends the program where it cannot be used."""
    try:
        with provided_store(os.environ):
            yield open_store(root)
    except ContactStoreError as error:
        complain(translate(error.message))


def print_findings(store: ContactStore) -> None:
    """Say what is wrong in the store: by file and line, and never what stands there."""
    for finding in store.findings:
        detail = f" {translate(finding.help)}" if finding.help else ""
        click.echo(f"{finding.path}:{finding.line}: {translate(finding.message)}{detail}")


@contextmanager
def readable_contact_store(root: Path) -> Iterator[ContactStore]:
    """The private store, for sending: what is wrong in it is said; ends the program where a file cannot be read.

    Those who stand in such a file are not without an address.
    """
    with contact_store(root) as store:
        print_findings(store)
        if store.unreadable:
            names = ", ".join(store.unreadable)
            complain(tr("{names} in the private store cannot be read. Nothing was sent.", names=names))
        yield store


def reachable_mail_server(office: Office) -> SmtpSettings:
    """The mail server, which was reached once; ends the program where it cannot be."""
    try:
        known = read_smtp_settings(office.identity.email)
        must_be_reachable(known)
    except SmtpSettingsError as error:
        complain(translate(error.message))
    except UnreachableError as error:
        complain(f"{translate(error.message)} {translate(WHERE_EXPLAINED)} " + tr("Nothing was sent."))
    return known


def send_due(
    root: Path,
    office: Office,
    planned: Iterable[PlannedMessage],
    write: Callable[[PlannedMessage], RenderedMessage],
    now: int,
    *,
    dry_run: bool = False,
) -> SentCounts:
    """Send what is due, or with `dry_run` say what that is; leave with 1 when a person has to look at something."""

    def indonesian(message: PlannedMessage) -> RenderedMessage:
        with in_language(DEFAULT_LANGUAGE):
            return write(message)

    counts: SentCounts = Counter()
    is_flawed = False
    with locked_outbox(root, now) as outbox:
        due = [message for message in planned if message.since <= now and outbox.history(message.key).may_go(now)]
        if dry_run:
            for message in due:
                click.echo(_preview_text(message, indonesian))
            click.echo(tr("{count} messages are due.", count=len(due)))
            if due and is_source_named(os.environ):
                with readable_contact_store(root) as store:  # what would keep them here is said now
                    is_flawed = bool(store.findings)
            if is_flawed:
                sys.exit(ExitCode.FINDINGS)
            return counts
        _must_be_complete(outbox, due, now)
        if due:
            with readable_contact_store(root) as store:
                is_flawed = bool(store.findings)
                counts = _send_and_report(
                    Sender(outbox, store, reachable_mail_server(office), office.identity.name, indonesian), due, now
                )
        click.echo(
            tr("{sent} sent, {rest} not.", sent=counts[SendAction.SENT], rest=counts.total() - counts[SendAction.SENT])
        )
    if is_flawed or any(counts[action] for action in (SendAction.UNCLEAR, SendAction.FAILED, SendAction.WORDLESS)):
        sys.exit(ExitCode.FINDINGS)
    return counts


def _preview_text(planned: PlannedMessage, write: Callable[[PlannedMessage], RenderedMessage]) -> str:
    """A message as its reader will read it."""
    try:
        message = write(planned)
    except MissingExtraError:
        return f"{planned.key}: {tr(ACTION_WORDS[SendAction.PAPERLESS])}\n"
    except TemplateError as error:
        return f"{planned.key}: {tr(ACTION_WORDS[SendAction.WORDLESS])} ({printable(str(error))})\n"
    lines = [message.subject, "", *message.text.splitlines()]
    lines += [tr("attached: {name}", name=name) for name, _ in message.attachments]
    return f"{planned.key}:\n" + "".join(f"    {printable(line)}".rstrip() + "\n" for line in lines)


def _send_and_report(post: Sender, due: Iterable[PlannedMessage], now: int) -> SentCounts:
    counts: SentCounts = Counter()
    for result in post.send(due, now):
        click.echo(
            f"{result.planned.key}: {tr(ACTION_WORDS[result.done])}"
            + (f" ({printable(result.why)})" if result.why else "")
        )
        counts[result.done] += 1
    return counts


def _must_be_complete(outbox: Outbox, due: list[PlannedMessage], now: int) -> None:
    """End the program where the outbox is not there, or seems to have been set back: all would go out again."""
    if not outbox.is_begun:
        complain(
            tr(
                "There is no outbox ({ref}), here or on the remote. Did the office never send by program: run "
                "`redaksi deliver --first`. Did it: somebody deleted the outbox; run `redaksi outbox` in a clone that "
                "has it, which puts it back. Nothing was sent.",
                ref=OUTBOX_REF,
            )
        )
    forgotten = [one.key for one in due if outbox.is_forgotten(one.key, one.since, now)]
    if forgotten:
        complain(
            tr(
                "{count} messages have been due for more than {days} days, and the outbox knows nothing of them, such "
                "as {key}: was it set back to an earlier state? Run `redaksi outbox` in a clone that knows more. Else "
                "say what is true: `redaksi deliver --first`, they went out before; `redaksi deliver --late`, they are "
                "to go out. Nothing was sent.",
                count=len(forgotten),
                days=FORGOTTEN_AFTER_SECONDS // (24 * 3600),
                key=forgotten[0],
            )
        )
