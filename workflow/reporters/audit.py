"""Reports an audit of the history as text for people, and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import structs

from workflow.audit.report import Audit, AuditedAct, AuditedEntry, AuditedImport, Rewrite, RewriteKind
from workflow.config.policy import Level
from workflow.i18n.catalog import format_duration, tr
from workflow.i18n.dates import long_time
from workflow.records.article import ActKind
from workflow.reporters.escape import printable
from workflow.reporters.event_log import utc_time

JSON_VERSION = 1
MAX_LINES = 20
"""Lines of a list that are shown; all of them are in the other formats."""


def rewrite_name(kind: RewriteKind) -> str:
    """What was done, in words."""
    return {
        RewriteKind.CHANGED: tr("the entry was changed"),
        RewriteKind.MOVED: tr("the entry was moved"),
        RewriteKind.DELETED: tr("the entry was deleted"),
        RewriteKind.FILE_DELETED: tr("the file was deleted or renamed"),
        RewriteKind.UNREADABLE: tr("the file became unreadable"),
        RewriteKind.TEXT_CHANGED: tr("the published story was changed and no act says so"),
        RewriteKind.UNPUBLISHED: tr("the published story was made a draft again"),
        RewriteKind.IMPORTED: tr("a story of the former site came in by no commit of the head"),
    }[kind]


def level_name(level: Level) -> str:
    """A level of evidence in words."""
    return {
        Level.CLAIMED: tr("only claimed"),
        Level.COMMITTED: tr("committed by the person named"),
        Level.PUSHED: tr("pushed by the person named"),
        Level.SIGNED: tr("signed by the person named"),
        Level.REVIEWED: tr("reviewed by somebody else"),
    }[level]


def audit_text(audit: Audit, zone: str) -> Iterator[str]:
    """The figures, then what deserves a look: rewrites, entries that are only claimed, unmarked late entries."""
    yield tr(
        "{commits} commits, {entries} entries up to {head}.",
        commits=audit.commits,
        entries=len(audit.entries),
        head=audit.head[:10],
    )
    levels = Counter(entry.level for entry in audit.entries)
    for level in Level:
        if levels[level]:
            yield f"  {levels[level]:>7}  {level_name(level)}"
    lags = sorted(entry.lag for entry in audit.entries)
    if lags:
        yield tr(
            "Working time between a step's end and its commit: median {median}, longest {longest}.",
            median=format_duration(lags[len(lags) // 2]),
            longest=format_duration(lags[-1]),
        )
    yield from _listed(tr("Acts on published stories:"), [_act(one, zone) for one in audit.acts])
    yield from _listed(tr("Stories of the former site:"), [_import(one, zone) for one in audit.imports])
    yield from _listed(tr("Rewritten afterwards:"), [_rewrite(one, zone) for one in audit.rewrites])
    claimed = [entry for entry in audit.entries if entry.level is Level.CLAIMED]
    yield from _listed(tr("Only claimed:"), [_claim(entry) for entry in claimed])
    if not audit.rewrites:
        yield tr("Nothing was ever rewritten.")


def _claim(entry: AuditedEntry) -> str:
    return tr(
        "{request} entry {position}, step {step} by {by}; commit {commit} by {author}",
        request=entry.request,
        position=entry.position,
        step=entry.step,
        by=entry.by,
        commit=entry.commit[:10],
        author=printable(entry.author),
    )


def _act(one: AuditedAct, zone: str) -> str:
    what = (
        f"{printable(one.path)} [{one.position}]: {act_name(one.act)}, {long_time(one.at, zone)}, {printable(one.by)}"
    )
    return f"{what} ({level_name(one.level)}); commit {one.commit[:10]}"


def _import(one: AuditedImport, zone: str) -> str:
    who = printable(one.by) or tr("nobody of the office")
    what = f"{printable(one.path)}: {long_time(one.received, zone)}, {who} ({level_name(one.level)})"
    return f"{what}; {printable(one.author)}, commit {one.commit[:10]}"


def act_name(act: ActKind) -> str:
    """What was done, in a word."""
    return {
        ActKind.CORRECTION: tr("Correction"),
        ActKind.WITHDRAWAL: tr("Withdrawn"),
        ActKind.REPUBLICATION: tr("Republished"),
        ActKind.EMBARGO: tr("Embargo moved"),
        ActKind.UPDATE: tr("Update"),
        ActKind.REPLY: tr("Reply"),
        ActKind.EXPIRY: tr("Expiry set"),
    }[act]


def _rewrite(one: Rewrite, zone: str) -> str:
    where = printable(one.path) + (f" [{one.position}]" if one.position else "")
    when = long_time(one.received, zone)
    return f"{where}: {rewrite_name(one.kind)}; {when}, {printable(one.author)}, commit {one.commit[:10]}"


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield title
    yield from (f"  {line}" for line in lines[:MAX_LINES])
    if len(lines) > MAX_LINES:
        yield "  " + tr("and {count} more; `--format csv` lists all.", count=len(lines) - MAX_LINES)


def audit_json(audit: Audit) -> Iterator[str]:
    """One object: version, head, commits, entries and rewrites as the types in audit/report.py have them.

    Instants are in UTC, `lag` is in seconds of working time.
    """
    yield f'{{"version": {JSON_VERSION}, "head": "{audit.head}", "commits": {audit.commits}, "entries": ['
    yield from _array(audit.entries)
    yield '], "rewrites": ['
    yield from _array(audit.rewrites)
    yield '], "acts": ['
    yield from _array(audit.acts)
    yield '], "imports": ['
    yield from _array(audit.imports)
    yield "]}\n"


INSTANT_FIELDS = ("started", "finished", "at", "committed", "received")


def _array(items: Sequence[AuditedEntry | Rewrite | AuditedAct | AuditedImport]) -> Iterator[str]:
    for index, item in enumerate(items):
        data = structs.asdict(item)
        data |= {name: utc_time(data[name]) for name in INSTANT_FIELDS if data.get(name) is not None}
        yield (",\n" if index else "\n") + json.dumps(data)
