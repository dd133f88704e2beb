"""The check of named files, and of records together with the ones that they name."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace

from workflow.config.load import CONFIG_FOLDER, SOP_FOLDER
from workflow.config.office import Office
from workflow.config.pages.static_pages import PAGES_FOLDER
from workflow.engine import run_rules
from workflow.engine.run_rules import Verdict, judge, judge_pair, locate
from workflow.i18n.message import say
from workflow.records.file_source import Files
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH, article_path, is_media, request_path
from workflow.rules.context import ArticleFacts, Facts, FileView, RequestFacts
from workflow.rules.links.page import dead_links
from workflow.rules.links.tag import differing_spellings
from workflow.rules.office import holidays, ready
from workflow.text.document import Document, Positions, read_document, read_yaml
from workflow.text.finding import Finding, ReadingRule, Related, Severity
from workflow.text.invisible_characters import first_odd_character


def is_record(path: str) -> bool:
    """Whether a path is one of a request or an article."""
    return bool(REQUEST_PATH.fullmatch(path) or ARTICLE_PATH.fullmatch(path))


def judge_file(files: Files, path: str, office: Office | None, now: int) -> Verdict:
    """Judge one record, or say that it is not there."""
    data = files.read(path)
    if data is None:
        return Verdict(path, None, (unreadable_finding(path),))
    return judge(path, data, office, now)


def judge_paths(files: Files, paths: Iterable[str], office: Office | None, now: int) -> tuple[list[Finding], int]:
    """Findings about the named files and how many records they are; records they name are read, not judged."""
    findings: list[Finding] = []
    own: dict[str, Verdict] = {}
    for path in sorted(set(paths)):
        if is_record(path):
            own[path] = judge_file(files, path, office, now)
            findings += own[path].findings
        else:
            findings += path_findings(files, path)
    partners = {partner for verdict in own.values() if (partner := partner_of(verdict.facts))} - own.keys()
    others = {path: judge_file(files, path, office, now) for path in partners if files.size(path) is not None}
    findings += pair_findings(files, own.values(), own | others)
    return findings + dead_link_findings(files, own.values(), office), len(own)


def path_findings(files: Files, path: str) -> list[Finding]:
    """What is wrong with a named file that is no record."""
    if files.size(path) is None:
        return [unreadable_finding(path)]
    return [misplaced_finding(path)] if is_misplaced(path) else []


def is_misplaced(path: str, *, regular: bool = True) -> bool:
    """Whether a file under content/ is of no kind that the office has. `regular`: it is no link and no submodule."""
    if not regular:
        return path.partition("/")[0] == "content"
    known = is_record(path) or is_media(path) or path.endswith("/.gitkeep")
    return path.startswith("content/") and not known


def unreadable_finding(path: str) -> Finding:
    """That a file is not there, or is no regular file."""
    message = say("The file {path} is missing or cannot be opened.", path=path)
    return Finding(ReadingRule.UNREADABLE, path, 0, message, line=1, column=1)


def misplaced_finding(path: str) -> Finding:
    """That a file under content/ is nothing that the office knows; it is never read."""
    message = say("No file of this name or kind belongs here.")
    help_ = say(
        "Letters are content/requests/<year>/<four digits>.md, articles content/news/<year>/<name>.md in lower "
        "case with hyphens, pictures and PDF files lie beside their article, with names in lower case."
    )
    if odd := first_odd_character(path):
        message = say("In the name of this file stands {code}, which is not what it looks like.", code=odd)
        help_ = say("Rename the file: type its name anew, in lower case with hyphens.")
    return Finding("fields/path", path, 0, message, help_, line=1, column=1)


def partner_of(facts: Facts | None) -> str | None:
    """The path of the record that a record names."""
    if isinstance(facts, ArticleFacts):
        return request_path(facts.request) if facts.request else None
    if isinstance(facts, RequestFacts) and facts.news:
        return article_path(facts.news)
    return None


def pair_findings(files: Files, own: Iterable[Verdict], known: Mapping[str, Verdict]) -> list[Finding]:
    """Findings about records together with the ones they name."""
    findings: list[Finding] = []
    for verdict in own:
        if verdict.facts is None or (isinstance(verdict.facts, ArticleFacts) and not verdict.facts.request):
            continue
        other = known.get(partner_of(verdict.facts) or "")
        broken = other is not None and other.facts is None
        findings += judge_pair(verdict.facts, other.facts if other else None, other_broken=broken)
    return [_located(files, finding) for finding in findings]


def tag_spelling_findings(files: Files, own: Iterable[Verdict]) -> list[Finding]:
    """Findings about keywords that share an address with other ones."""
    facts = (verdict.facts for verdict in own)
    return [
        _located(files, finding)
        for finding in differing_spellings(one for one in facts if isinstance(one, ArticleFacts))
    ]


def dead_link_findings(files: Files, own: Iterable[Verdict], office: Office | None) -> list[Finding]:
    """Findings about links within the site that lead nowhere."""
    if office is None:
        return []
    facts = (verdict.facts for verdict in own)
    articles = [one for one in facts if isinstance(one, ArticleFacts) and one.links]
    return [_located(files, finding) for finding in dead_links(articles, files, office)]


def _located(files: Files, finding: Finding) -> Finding:
    """Look up the lines of a finding that concerns two files."""
    document, _ = read_document(finding.path, files.read(finding.path) or b"")
    [located] = locate([finding], document)
    return replace(located, related=tuple(_related(files, other) for other in finding.related))


def _related(files: Files, other: Related) -> Related:
    document, _ = read_document(other.path, files.read(other.path) or b"")
    line, column = Positions(document).of(other.place) if document else (1, 1)
    return replace(other, line=line, column=column)


def present_findings(office: Office | None, now: int, known: Iterable[Finding] = ()) -> list[Finding]:
    """What the configuration lacks at present. `known`: what is wrong with it; a broken file is told of once."""
    if office is None:
        return []
    broken = {finding.path for finding in known if finding.severity is Severity.ERROR}
    year = datetime.fromtimestamp(now, office.timeline.zone).year
    found = [holidays.RULE.finding(holidays.HOLIDAYS_FILE, hit, settled=False) for hit in holidays.check(office, year)]
    found += [ready.RULE.finding("", hit, settled=False) for hit in ready.check(office, now)]
    found += personal_findings(office)
    return [_in_file(office.files, finding) for finding in found if finding.path not in broken]


NO_TEXT = frozenset({"people.yml", "moved.yml"})
"""Files without texts for readers: people, whose addresses are judged by themselves, and paths of a former site."""


def personal_findings(office: Office) -> Iterator[Finding]:
    """Personal data in the texts of an office's own configuration and pages, which nobody's story may have either."""
    own, rules = office.files.upper, [rule for rule in run_rules.FILE_RULES if rule.slug.startswith("privacy/")]
    for folder, ending in ((CONFIG_FOLDER, ".yml"), (SOP_FOLDER, ".yml"), (PAGES_FOLDER, ".md")):
        for name in own.names(folder):
            path = f"{folder}/{name}"
            if name.endswith(ending) and name not in NO_TEXT and (document := _document(own, path)):
                for rule in rules:
                    hits = rule.check(FileView(document, office)) if rule.check else ()
                    yield from (rule.finding(path, hit, settled=False) for hit in hits)


def _in_file(files: Files, finding: Finding) -> Finding:
    """A finding with its line in a file of the configuration."""
    [located] = locate([finding], _document(files, finding.path))
    return located


def _document(files: Files, path: str) -> Document | None:
    read = read_yaml if path.endswith(".yml") else read_document
    return read(path, files.read(path) or b"")[0]
