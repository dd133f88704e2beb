"""The check of a whole office, or of a few named files of it."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from workflow.language.message import say
from workflow.records.archive import Archive, walk_archive
from workflow.records.office import Office
from workflow.rules import cache
from workflow.rules.engine import Verdict, judge, judge_pair, locate
from workflow.rules.fields import path as places
from workflow.rules.office import holidays
from workflow.rules.view import ArticleFacts, Facts, RequestFacts
from workflow.text.document import Positions, read_document, read_yaml
from workflow.text.finding import Exit, Finding, Reading, Related, Severity
from workflow.text.gate import LARGEST

MANY = 400
"""Files from which on the work is spread over the processors; below, starting processes costs more."""


class Report(Struct, frozen=True):
    """Everything a check found, in the order of files and lines."""

    findings: tuple[Finding, ...]
    files: int
    """Records judged."""
    broken_configuration: bool

    def count(self, severity: Severity) -> int:
        """How many findings weigh so much."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def exit(self) -> Exit:
        """What the exit code says of it."""
        if self.broken_configuration:
            return Exit.CONFIGURATION
        return Exit.FINDINGS if self.count(Severity.ERROR) else Exit.CLEAN


Loaded = tuple[Office | None, list[Finding]]
"""An office and what is wrong with its configuration, as `load_office` gives them."""


def check_office(root: Path, loaded: Loaded, now: int, *, keep: bool = True) -> Report:
    """Judge every record of an office. `keep`: use the cache of earlier verdicts and renew it."""
    office, findings = loaded[0], list(loaded[1])
    archive = walk_archive(root)
    findings += stray(archive)
    findings += _years(root, office, now)
    paths = [path for path in archive.records() if _is_place(path)]
    verdicts = _judge_all(root, paths, archive, office, now, keep=keep)
    for verdict in verdicts.values():
        findings += verdict.findings
    findings += _pairs(root, verdicts.values(), verdicts)
    return _report(findings, len(paths))


def check_files(root: Path, loaded: Loaded, paths: Iterable[str], now: int) -> Report:
    """Judge the named files; the records they name are read, but not judged."""
    office, findings = loaded[0], list(loaded[1])
    findings += _years(root, office, now)
    verdicts: dict[str, Verdict] = {}
    named = sorted(set(paths))
    for path in named:
        if not _is_place(path):
            findings += _odd_name(root, path)
            continue
        verdicts[path] = _judge_file(root, path, office, now)
        findings += verdicts[path].findings
    own = list(verdicts.values())
    for verdict in own:
        partner = partner_of(verdict.facts)
        if partner and partner not in verdicts and (root / partner).is_file():
            verdicts[partner] = _judge_file(root, partner, office, now)
    findings += _pairs(root, own, verdicts)
    return _report(findings, len(named))


def _report(findings: list[Finding], files: int) -> Report:
    def order(finding: Finding) -> tuple[str, int, int, str]:
        return finding.path, finding.line, finding.column, finding.rule

    broken = any(finding.severity is Severity.ERROR and finding.path.startswith("site_config/") for finding in findings)
    return Report(tuple(sorted(findings, key=order)), files, broken)


def _years(root: Path, office: Office | None, now: int) -> list[Finding]:
    """Whether the national list reaches the year it is."""
    if office is None:
        return []
    year = datetime.fromtimestamp(now, office.timeline.zone).year
    findings = [holidays.RULE.finding(holidays.LIST, hit, settled=False) for hit in holidays.check(office, year)]
    return locate(findings, read_yaml(holidays.LIST, read(root / holidays.LIST))[0]) if findings else []


def _is_place(path: str) -> bool:
    return bool(places.REQUEST.fullmatch(path) or places.ARTICLE.fullmatch(path))


def stray(archive: Archive) -> list[Finding]:
    """Files under content/ that are nothing the office knows; they are never read."""
    known = (places.REQUEST, places.ARTICLE, places.PICTURE)
    names = [path for path in archive.files if not any(pattern.fullmatch(path) for pattern in known)]
    kept = [name for name in names if not name.endswith("/.gitkeep")]
    return [_misplaced(path) for path in (*kept, *archive.odd)]


def _odd_name(root: Path, path: str) -> list[Finding]:
    """What is to be said of a named file that is no record: nothing, where it may be there."""
    if not (root / path).is_file():
        return [_unopened(path)]
    allowed = places.PICTURE.fullmatch(path) or not path.startswith("content/")
    return [] if allowed else [_misplaced(path)]


def _unopened(path: str) -> Finding:
    message = say("The file {path} is missing or cannot be opened.", path=path)
    return Finding(Reading.UNREADABLE, path, 0, message, line=1, column=1)


def _misplaced(path: str) -> Finding:
    message = say("No file of this name or kind belongs here.")
    help_ = say(
        "Letters are content/requests/<year>/<four digits>.md, articles content/news/<year>/<name>.md in lower "
        "case with hyphens, pictures lie beside their article."
    )
    return Finding("fields/path", path, 0, message, help_, line=1, column=1)


def partner_of(facts: Facts | None) -> str | None:
    """The path of the record that a record names."""
    if isinstance(facts, ArticleFacts):
        return places.request_path(facts.request)
    if isinstance(facts, RequestFacts) and facts.news:
        return places.article_path(facts.news)
    return None


def _pairs(root: Path, own: Iterable[Verdict], known: dict[str, Verdict]) -> list[Finding]:
    """Findings about records together with the ones they name."""
    findings: list[Finding] = []
    for verdict in own:
        if verdict.facts is None:
            continue
        other = known.get(partner_of(verdict.facts) or "")
        broken = other is not None and other.facts is None
        findings += judge_pair(verdict.facts, other.facts if other else None, other_broken=broken)
    return [_locate(root, finding) for finding in findings]


def _locate(root: Path, finding: Finding) -> Finding:
    """Look up the lines of a finding that concerns two files."""
    own, _ = read_document(finding.path, read(root / finding.path))
    [located] = locate([finding], own)
    return replace(located, related=tuple(_located(root, other) for other in finding.related))


def _located(root: Path, other: Related) -> Related:
    document, _ = read_document(other.path, read(root / other.path))
    line, column = Positions(document).of(other.place) if document else (1, 1)
    return replace(other, line=line, column=column)


def read(path: Path) -> bytes:
    """The bytes of a regular file, at most one more than the gate takes; nothing of a link or of what is gone."""
    try:
        if path.is_symlink():
            return b""
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        return b""


def _judge_file(root: Path, path: str, office: Office | None, now: int) -> Verdict:
    file = root / path
    if not file.is_file() or file.is_symlink():
        return Verdict(path, None, (_unopened(path),))
    return judge(path, read(file), office, now)


def _judge_all(
    root: Path, paths: list[str], archive: Archive, office: Office | None, now: int, *, keep: bool
) -> dict[str, Verdict]:
    """Verdicts for many files: kept ones where nothing changed, the others made anew."""
    store = cache.location(root)
    key = cache.key_of(office.digest) if office and keep else ""
    kept = cache.load(store, key) if key else {}
    fresh = {path: entry.verdict for path, entry in kept.items() if _is_fresh(path, entry, archive, now)}
    missing = [path for path in paths if path not in fresh]
    made = _judge_many(root, missing, office, now)
    verdicts = {path: fresh.get(path) or made[path] for path in paths}
    if key and (made or len(kept) != len(paths)):
        cache.save(store, key, {path: _kept(verdict, archive) for path, verdict in verdicts.items()})
    return verdicts


def _is_fresh(path: str, entry: cache.Kept, archive: Archive, now: int) -> bool:
    verdict = entry.verdict
    return (
        archive.files.get(path) == entry.stamp
        and verdict.since <= now < verdict.until
        and (verdict.picture is None or archive.files.get(verdict.picture) == entry.picture)
    )


def _kept(verdict: Verdict, archive: Archive) -> cache.Kept:
    picture = archive.files.get(verdict.picture) if verdict.picture else None
    return cache.Kept(verdict, archive.files[verdict.path], picture)


def _judge_many(root: Path, paths: list[str], office: Office | None, now: int) -> dict[str, Verdict]:
    def one(path: str) -> Verdict:
        return _judge_file(root, path, office, now)

    workers = os.cpu_count() or 1
    if len(paths) < MANY or workers == 1:
        return {path: one(path) for path in paths}
    from workflow.rules.pool import judge_in_parallel

    return judge_in_parallel(one, paths, workers)
