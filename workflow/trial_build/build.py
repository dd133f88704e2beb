"""One trial: an exported folder becomes a site, as `redaksi publish` makes it, and is audited.

Two things are left out, since no template, setting or page decides about them: pictures are placeholders, and there is
no search index. It is called in a process of its own, whose environment it changes.
"""

import logging
import os
import re
import signal
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config import load_config

from workflow.config.load import load_office
from workflow.config.mkdocs_yml import MKDOCS_YML
from workflow.config.office import Office
from workflow.config.pages.static_pages import PAGES_FOLDER
from workflow.handbook.render import HANDBOOK_FILE
from workflow.i18n.dates import local_time
from workflow.i18n.message import mark, say
from workflow.infra.disk_cache import encode
from workflow.site.mkdocs.plugin import NOW_VARIABLE
from workflow.site.models.handbook import HANDBOOK_ADDRESS as HANDBOOK_FOLDER
from workflow.site.models.site_page import SitePage, StaticPageContext
from workflow.site.models.variants import Variant
from workflow.site.output.jinja import TEMPLATES_FOLDER as TEMPLATES
from workflow.site.output.render_pages import page_file
from workflow.site_audit.audit import audit_site
from workflow.site_audit.expectations import read_expectations
from workflow.site_audit.finding import SiteFindingKind
from workflow.trial_build.outcome import PageOrigin, TrialAttempt, TrialProblem, TrialResult, problem_of
from workflow.trial_build.sandbox import Send

LOG_PREFIX = "workflow"
"""What MkDocs puts before our own warnings."""
MAX_REASON_CHARACTERS = 300
"""Characters of what Python says of an error."""
CACHE_VARIABLE = "XDG_CACHE_HOME"
RECORD_FINDINGS = frozenset((SiteFindingKind.MISSING, SiteFindingKind.SURPLUS))
"""What is compared with the records, which a variant does not show."""
NOT_BUILT = mark("The site cannot be made: {reason}")
MEND_ADVICE = mark("Mend what the message names; `redaksi publish` would stop here too.")


def run_attempts(folder: Path, attempts: Sequence[TrialAttempt], seconds: int, send: Send) -> None:
    """Build the site of `folder`/tree in each way, and send a TrialResult for each; each may take so many seconds."""
    for name in ("cache", "temporary"):
        (folder / name).mkdir(exist_ok=True)
    os.environ |= {CACHE_VARIABLE: str(folder / "cache"), "TMPDIR": str(folder / "temporary")}
    tempfile.tempdir = None
    tree = folder / "tree"
    office, _ = load_office(tree)
    if office is None:
        raise ValueError(tree)
    for what in attempts:
        signal.alarm(seconds)
        outcome = _attempt(tree, office, what)
        signal.alarm(0)
        send(encode(outcome))
        if any(trouble.kind is None for trouble in outcome.troubles):
            return


def _attempt(tree: Path, office: Office, what: TrialAttempt) -> TrialResult:
    os.environ[NOW_VARIABLE] = local_time(what.at, office.zone).isoformat()
    notes = _WarningRecorder()
    log = logging.getLogger("mkdocs")
    log.addHandler(notes)
    log.propagate = False
    pages: list[SitePage] = []
    try:
        config: Any = load_config(config_file=str(tree / MKDOCS_YML))
        config.plugins.on_startup(command="build", dirty=False)
        plugin = config.plugins["redaksi"]
        plugin.is_trial, plugin.variant = True, what.variant
        build(config)
        pages = plugin.pages
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:  # whatever a template does, the author is told
        return TrialResult(what, (*notes.troubles(tree), _problem(error, tree)))
    finally:
        log.removeHandler(notes)
    faults = audit_site(Path(config.site_dir), read_expectations(tree, office, what.at)).faults
    if what.variant is not Variant.ACTUAL:
        faults = [fault for fault in faults if fault.kind not in RECORD_FINDINGS]
    troubles = (*notes.troubles(tree), *map(problem_of, faults))
    wrong = {trouble.page for trouble in troubles}
    return TrialResult(what, troubles, {page_file(page): _origin(page) for page in pages if page_file(page) in wrong})


def _origin(page: SitePage) -> PageOrigin:
    template = f"{TEMPLATES}/{page.context.template}"
    if page.address.startswith(HANDBOOK_FOLDER):
        return PageOrigin(HANDBOOK_FILE, template)
    is_static = isinstance(page.context, StaticPageContext)
    written = f"{PAGES_FOLDER}/{page.address.rstrip('/')}.md" if is_static else ""
    return PageOrigin(page.story.source if page.story else written, template)


class _WarningRecorder(logging.Handler):
    """What a build warns of: `mkdocs build --strict` fails for any of it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Errors are followed by an exception, which says more."""
        if record.levelno < logging.ERROR:
            self._heard.append(record.getMessage().removeprefix(f"{LOG_PREFIX}: "))

    def troubles(self, tree: Path) -> Iterator[TrialProblem]:
        """Each warning, at the first file of the office that it names."""
        for text in self._heard:
            path, line = _named_file(text, tree)
            yield TrialProblem(say(NOT_BUILT, reason=_shortened(text, tree)), say(MEND_ADVICE), path=path, line=line)


def _named_file(text: str, tree: Path) -> tuple[str, int]:
    for match in re.finditer(r"([A-Za-z0-9_][\w./-]*\.\w+)(?::(\d+))?", text):
        if ".." not in match[1] and (tree / match[1]).is_file():
            return match[1], int(match[2] or 1)
    return "", 0


def _problem(error: BaseException, tree: Path) -> TrialProblem:
    """What went wrong at first, at the line of the template in which it did."""
    printed = "".join(traceback.format_exception(error))
    first = error
    while (before := first.__cause__ or first.__context__) and isinstance(before, Exception) and before.args:
        if type(before).__name__ == "_RemoteTraceback":
            break
        first = before
    places = re.findall(rf'File "{re.escape(str(tree))}/([^"]+)", line (\d+)', printed)
    path, line = places[-1] if places else ("", 0)
    if isinstance(first, TemplateSyntaxError) and first.filename:
        path, line = first.filename.removeprefix(f"{tree}/"), first.lineno
    said = str(first.name) if isinstance(first, TemplateNotFound) else str(first)
    reason = f"{type(first).__name__}: {_shortened(said, tree)}"
    if isinstance(first, (RecursionError, UnicodeError)) or not (tree / path).is_file():
        path, line = _named_file(reason, tree)
    return TrialProblem(say(NOT_BUILT, reason=reason), say(MEND_ADVICE), path=path, line=int(line))


def _shortened(text: str, tree: Path) -> str:
    return " ".join(text.replace(f"{tree}/", "").split())[:MAX_REASON_CHARACTERS]
