"""The check of a whole office, or of a few named files of it."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import msgspec

from workflow.config.office import Office
from workflow.engine import verdict_cache
from workflow.engine.check_files import (
    dead_link_findings,
    is_misplaced,
    is_record,
    judge_file,
    judge_paths,
    misplaced_finding,
    pair_findings,
    present_findings,
    tag_spelling_findings,
)
from workflow.engine.report import Report, make_report
from workflow.engine.run_rules import Verdict
from workflow.infra.disk_cache import encode
from workflow.records.content_index import ContentIndex, index_content
from workflow.records.file_source import Files, Folder
from workflow.rules.context import EVER, NEVER
from workflow.text.finding import Finding

PARALLEL_FROM = 400
"""Files from which on the work is spread over the processors; below, starting processes costs more."""

LoadedOffice = tuple[Office | None, list[Finding]]
"""An office and what is wrong with its configuration, as `load_office` gives them."""
JudgeMany = Callable[[list[str]], dict[str, Verdict]]
"""Gives the verdicts on many records at once, by their paths."""


def check_files(root: Path, loaded: LoadedOffice, paths: Iterable[str], now: int) -> Report:
    """Judge the named files; the records they name are read, but not judged."""
    office, findings = loaded
    files = Folder(root)
    found, count = judge_paths(files, paths, office, now)
    return make_report([*findings, *present_findings(office, now, findings), *found], count)


def check_office(
    root: Path,
    loaded: LoadedOffice,
    now: int,
    *,
    keep: bool = True,
    judges: JudgeMany | None = None,
    archive: ContentIndex | None = None,
) -> Report:
    """Judge every record of an office. `keep`: read and write the cache of verdicts.

    `judges`: gives the verdicts that are not cached, where more is wanted of these records than that; `archive`: the
    index of content/, where it is there already.
    """
    office, findings = loaded
    files, archive = Folder(root), archive or index_content(root)
    cache = verdict_cache.VerdictCache(root, office.digest) if office and keep else None
    whole = cache.whole(archive, now) if cache else None
    if whole is None:
        whole = _judge_whole(files, archive, office, judges or partial(judge_many, files, office, now), now, cache)
    return make_report([*findings, *present_findings(office, now, findings), *whole.findings], whole.files)


def _judge_whole(
    files: Files,
    archive: ContentIndex,
    office: Office | None,
    judges: JudgeMany,
    now: int,
    cache: verdict_cache.VerdictCache | None,
) -> verdict_cache.CachedReport:
    """The findings about an archive, and how long they hold."""
    paths = [path for path in archive.records() if is_record(path)]
    verdicts = _judge_all(paths, archive, judges, now, cache)
    findings = misplaced_findings(archive)
    for verdict in verdicts.values():
        findings += verdict.findings
    findings += pair_findings(files, verdicts.values(), verdicts)
    findings += tag_spelling_findings(files, verdicts.values())
    findings += dead_link_findings(files, verdicts.values(), office)
    since = max((verdict.since for verdict in verdicts.values()), default=EVER)
    until = min((verdict.until for verdict in verdicts.values()), default=NEVER)
    whole = verdict_cache.CachedReport(tuple(findings), len(paths), since, until)
    if cache:
        cache.keep_whole(archive, whole)
    return whole


def misplaced_findings(archive: ContentIndex) -> list[Finding]:
    """Files under content/ that are nothing the office knows; they are never read."""
    odd = [path for path in archive.files if is_misplaced(path)]
    return [misplaced_finding(path) for path in (*odd, *archive.odd)]


def _judge_all(
    paths: list[str], archive: ContentIndex, judges: JudgeMany, now: int, cache: verdict_cache.VerdictCache | None
) -> dict[str, Verdict]:
    """Verdicts on many files: cached ones where nothing changed, the others made anew."""
    cached = cache.verdicts() if cache else {}
    fresh = {path: entry.verdict for path, entry in cached.items() if _is_fresh(path, entry, archive, now)}
    new = judges([path for path in paths if path not in fresh])
    verdicts = {path: fresh.get(path) or new[path] for path in paths}
    if cache and (new or len(cached) != len(paths)):
        cache.keep_verdicts({path: _to_cache(verdict, archive) for path, verdict in verdicts.items()})
    return verdicts


def _is_fresh(path: str, entry: verdict_cache.CachedVerdict, archive: ContentIndex, now: int) -> bool:
    verdict = entry.verdict
    return (
        archive.files.get(path) == entry.stamp
        and verdict.since <= now < verdict.until
        and tuple(map(archive.files.get, verdict.media)) == entry.media
    )


def _to_cache(verdict: Verdict, archive: ContentIndex) -> verdict_cache.CachedVerdict:
    media = tuple(map(archive.files.get, verdict.media))
    return verdict_cache.CachedVerdict(verdict, archive.files[verdict.path], media)


def judge_many(files: Files, office: Office | None, now: int, paths: list[str]) -> dict[str, Verdict]:
    """Verdicts made anew, over the processors where that is worth it."""

    def judge_one(path: str) -> Verdict:
        return judge_file(files, path, office, now)

    if len(paths) < PARALLEL_FROM:
        return {path: judge_one(path) for path in paths}
    from workflow.infra.parallel import chunks, map_in_processes, worker_count  # slow to import

    workers = worker_count()
    if workers == 1:
        return {path: judge_one(path) for path in paths}
    decoder = msgspec.msgpack.Decoder(list[Verdict])
    shares_done = map_in_processes(lambda share: encode([judge_one(path) for path in share]), chunks(paths), workers)
    return {verdict.path: verdict for data in shares_done for verdict in decoder.decode(data)}
