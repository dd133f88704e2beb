"""Describes a publication: pages that are new, changed or gone, and what is held back and why."""

from collections.abc import Iterable, Iterator
from itertools import islice

from workflow.cli.publishing._site_build import BuiltSite
from workflow.deploy.guard import SHORT_COMMIT
from workflow.deploy.manifest import Manifest
from workflow.engine.withheld import WithheldRecord
from workflow.i18n.catalog import tr, translate
from workflow.reporters.escape import printable

MAX_PAGES_NAMED = 20
"""Pages of a kind that are named."""


def describe_publication(built: BuiltSite, live: Manifest | None) -> list[str]:
    """Lines for people, without control characters."""
    lines = [*_page_counts(built.site.digests, live.files if live else {})]
    for one in built.held:
        lines += ["", *_withheld_lines(one)]
    told = {path for one in built.held for path in (one.path, one.partner) if path}
    others = [line for line in built.warnings if not any(path in line for path in told)]
    return [printable(line) for line in (*lines, *others)]


def _page_counts(now: dict[str, str], before: dict[str, str]) -> Iterator[str]:
    """How the pages differ from those that are live."""
    new, gone = now.keys() - before.keys(), before.keys() - now.keys()
    changed = {path for path in now.keys() & before.keys() if now[path] != before[path]}
    kinds = (("+", new, tr("new")), ("~", changed, tr("changed")), ("-", gone, tr("gone")))
    shown = [(sign, sorted(filter(_is_page, paths)), word) for sign, paths, word in kinds]
    yield tr("Pages:") + " " + ", ".join(f"{len(paths)} {word}" for _, paths, word in shown) + "."
    for sign, paths, _ in shown:
        yield from _page_names(sign, paths)


def _page_names(sign: str, paths: list[str]) -> Iterable[str]:
    yield from (f"  {sign} {path.removesuffix('index.html') or '/'}" for path in islice(paths, MAX_PAGES_NAMED))
    if len(paths) > MAX_PAGES_NAMED:
        yield "  " + tr("{sign} and {count} more", sign=sign, count=len(paths) - MAX_PAGES_NAMED)


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _withheld_lines(record: WithheldRecord) -> Iterator[str]:
    """A record that is held back: where it is wrong, what to do, and what readers see meanwhile."""
    finding = record.finding
    place = f"{finding.path}:{finding.line}"
    yield tr("HELD BACK: {path}", path=record.path)
    yield f"  {place}: {translate(finding.message)}"
    if finding.help:
        yield "  = " + tr("what to do") + f": {translate(finding.help)}"
    if record.others:
        yield "  " + tr("and {count} more findings: `redaksi check {path}`", count=record.others, path=finding.path)
    if record.former:
        yield "  " + tr("Meanwhile readers see it as it was in commit {commit}.", commit=record.former[:SHORT_COMMIT])
    else:
        yield "  " + tr("Readers do not see it.")
