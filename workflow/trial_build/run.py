"""Trial of a change outside content/: the site that main would have with it is built and audited before the merge.

The change is exported from Git's objects and read as data: the program is the one that runs, mkdocs.yml
must pass its table first, templates see only what is open to them, assets are only looked at. All of it happens in a
folder of its own that is thrown away, caches included, so that no later build takes anything from a change.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec.structs import replace

from workflow.config.load import CONFIG_FOLDER
from workflow.config.mkdocs_yml import MKDOCS_YML
from workflow.config.office import Office
from workflow.engine.check_change import ChangeCheck, CheckedChange
from workflow.extras import Extra, MissingExtraError, need
from workflow.git.export import export_commit
from workflow.handbook.facts import PICTURES
from workflow.handbook.render import HANDBOOK_FILE
from workflow.i18n.catalog import translate
from workflow.i18n.message import InstantValue, Message, mark, say
from workflow.infra import disk_cache
from workflow.site.models.variants import Variant
from workflow.text.finding import MOST_FINDINGS, Finding, Related, Severity
from workflow.trial_build.blame import THEME_FOLDER, BlameFinder
from workflow.trial_build.outcome import TrialAttempt, TrialProblem, TrialResult
from workflow.trial_build.publish_times import instants_ahead
from workflow.trial_build.sandbox import SandboxEnd, run_confined

TRIAL_RULE = "history/site"
HANDBOOK_SOURCES = (HANDBOOK_FILE, PICTURES)
ATTEMPT_SECONDS = 60
"""What one attempt may take, beside what its records may."""
RECORDS_A_SECOND = 20
"""A slow computer makes the pages of many more."""
SANDBOX_END_TEXTS = {
    SandboxEnd.TIME: mark("Making the site takes too long and was stopped."),
    SandboxEnd.MEMORY: mark("Making the site takes too much memory and was stopped."),
    SandboxEnd.ROOM: mark("Making the site takes too much room on the disk and was stopped."),
    SandboxEnd.CRASH: mark("Making the site ended unexpectedly."),
}
VARIANT_TEXTS = {
    Variant.BARE: mark("With a story that has no picture, agency, keyword or correction: {what}"),
    Variant.FULL: mark("With long lists, withdrawn stories and letters in every state: {what}"),
    Variant.EMPTY: mark("With no story and no letter: {what}"),
}
"""What is tried beside the present records where templates change: kinds of pages that these may lead to any day."""
NOT_TRIED = mark("The site is made of this file, but it cannot be tried here: what makes the site is not installed.")
INSTALL_ADVICE = mark("Install it and check again: {command}")
LIMIT_ADVICE = mark("Look for a loop, a repetition or a file in what the change brings that is far too large.")


def is_site_source(path: str) -> bool:
    """Whether the site is made of a file; records have rules of their own."""
    return path == MKDOCS_YML or path.startswith((f"{CONFIG_FOLDER}/", *HANDBOOK_SOURCES))


def add_trial(
    check: ChangeCheck, checked: CheckedChange, office: Office | None, now: int, seconds: int = ATTEMPT_SECONDS
) -> CheckedChange:
    """What the check of a change says, with what a trial adds. `seconds`: of one attempt. Raises GitError.

    `office`: the base's. Nothing is tried where the change has errors already that keep the site from being made so.
    """
    changed = [one.path for one in check.commit_range.changes if is_site_source(one.path)]
    if not changed or check.before.size(MKDOCS_YML) is None or not _is_ready(checked):
        return checked
    if check.after.size(MKDOCS_YML) is None:
        message = say("The file {path} is missing or cannot be opened.", path=MKDOCS_YML)
        return checked.with_findings([Finding(TRIAL_RULE, MKDOCS_YML, 0, message, line=1, column=1)])
    try:
        findings = list(_Trial(check, checked.office_after, now, seconds).findings(changed, office))
    except MissingExtraError as missing:
        help_ = Message(INSTALL_ADVICE, {"command": missing.extra.command})
        findings = [Finding(TRIAL_RULE, changed[0], 0, Message(NOT_TRIED), help_, line=1, column=1)]
    return checked.with_findings(findings)


def _is_ready(checked: CheckedChange) -> bool:
    """Whether there is a site to be made; who may change what is judged elsewhere, and the head wants to see both."""
    errors = (one for one in checked.report.findings if one.severity is Severity.ERROR)
    is_sound = all(one.rule.startswith("history/") and one.rule != "history/conflict" for one in errors)
    return is_sound and checked.office_after is not None and not checked.consequences


class _Trial:
    def __init__(self, check: ChangeCheck, office: Office | None, now: int, seconds: int) -> None:
        self.check, self.office, self.now, self.seconds = check, office, now, seconds

    def findings(self, changed: list[str], base: Office | None) -> Iterator[Finding]:
        """What would keep the site from being published: errors, and warnings where the base has it already."""
        probes = (
            VARIANT_TEXTS if any(path == MKDOCS_YML or path.startswith(f"{THEME_FOLDER}/") for path in changed) else ()
        )
        outcomes = self._outcomes(
            self.check.commit_range.result, self.office, [TrialAttempt(self.now, one) for one in probes]
        )
        wrong = [one.what for one in outcomes if one.troubles]
        if not wrong:
            return
        known = {
            trouble.key
            for outcome in self._outcomes(self.check.commit_range.base, base, wrong, has_all=True)
            for trouble in outcome.troubles
            if trouble.message.text
            not in SANDBOX_END_TEXTS.values()  # nothing is known where no attempt came to its end
        }
        blame = BlameFinder(self.check.before, self.check.after, changed)
        seen: dict[tuple[str, int, bool, str], list[tuple[TrialProblem, TrialAttempt]]] = {}
        for outcome in outcomes:
            for trouble in outcome.troubles:
                is_old = trouble.key in known
                path, line = blame.place(trouble, outcome.origins.get(trouble.page), is_old=is_old)
                seen.setdefault((path, line, is_old, trouble.message.text), []).append((trouble, outcome.what))
        for (path, line, is_old, _), troubles in [*seen.items()][:MOST_FINDINGS]:
            finding = self._finding(path, line, troubles)
            yield replace(finding, severity=Severity.WARNING) if is_old else finding

    def _outcomes(
        self, commit: str, office: Office | None, tries: Sequence[TrialAttempt], *, has_all: bool = False
    ) -> list[TrialResult]:
        """What comes of a commit's site in the given ways and, unless these are all, now and at each instant ahead."""
        if office is None:
            return []
        place = disk_cache.cache_folder() / "trials"
        place.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            export_commit(self.check.repository, commit, folder / "tree")
            ahead = () if has_all else (self.now, *instants_ahead(folder / "tree", office, self.now))
            return list(self._attempts(folder, [*map(TrialAttempt, ahead), *tries]))

    def _attempts(self, folder: Path, tries: list[TrialAttempt]) -> Iterator[TrialResult]:
        need(Extra.SITE)
        from workflow.trial_build.build import run_attempts  # MkDocs takes its time to be imported

        records = sum(1 for _ in self.check.after.walk("content"))
        seconds = self.seconds + records // RECORDS_A_SECOND
        work = partial(run_attempts, folder, tries, seconds)
        done = 0
        for message in run_confined(work, folder, seconds * len(tries)):
            if isinstance(message, SandboxEnd):
                yield TrialResult(
                    tries[done], (TrialProblem(Message(SANDBOX_END_TEXTS[message]), Message(LIMIT_ADVICE)),)
                )
            else:
                yield msgspec.msgpack.decode(message, type=TrialResult)
                done += 1

    def _finding(self, path: str, line: int, troubles: list[tuple[TrialProblem, TrialAttempt]]) -> Finding:
        first, what = troubles[0]
        message = first.message
        if what.variant is not Variant.ACTUAL:
            message = Message(VARIANT_TEXTS[what.variant], {"what": translate(message)})
        elif what.at > self.now and self.office:
            when = InstantValue(what.at, self.office.zone)
            message = say("From {when} on: {what}", when=when, what=translate(message))
        pages = sorted({trouble.page for trouble, tried in troubles if trouble.page and tried.variant is what.variant})
        where = say("{count} files of the site show it, as {page}.", count=len(pages), page=pages[0]) if pages else None
        related = (Related(path, 0, where, line, 1),) if where else ()
        return Finding(TRIAL_RULE, path, 0, message, first.help, related=related, line=line, column=1)
