"""The checks of `redaksi doctor`: tools, mail, evidence, the repository, own settings, GitHub."""

import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from workflow.cli.messages.contacts import sender_flaws
from workflow.cli.setup.github import differences, office_facts
from workflow.cli.setup.hooks import CLONE_HOOKS, HOOK_MARK, SERVER_HOOKS, SERVER_SETTINGS
from workflow.cli.setup.schema import is_same
from workflow.cli.shared.usage_exit import without_extra
from workflow.config.account_holders import person_with_email
from workflow.config.json_schema import SCHEMA_FOLDER, schemas
from workflow.config.load import SOP_FOLDER
from workflow.config.mkdocs_yml import MKDOCS_YML
from workflow.config.office import Office, Person
from workflow.config.policy import Level
from workflow.delivery.contacts import ContactStoreError, open_store
from workflow.delivery.contacts_source import is_source_named, provided_store
from workflow.delivery.smtp import UnreachableError, must_be_reachable
from workflow.delivery.smtp_settings import VARIABLE_PREFIX, WHERE_EXPLAINED, SmtpSettingsError, read_smtp_settings
from workflow.delivery.templates import MessageTemplates
from workflow.extras import MissingExtraError
from workflow.forge.rest_api import GitHub
from workflow.forge.settings.apply import survey
from workflow.forge.settings.table import TABLE
from workflow.git.repository import Repository
from workflow.git.worktree import git_setting, git_version
from workflow.handbook.render import HANDBOOK_FILE, SETTINGS_FILE, generated_handbooks
from workflow.i18n.catalog import tr, translate
from workflow.records.file_source import Folder
from workflow.reporters.codeowners import CODEOWNERS_PATH, codeowners
from workflow.rules.office.ready import CONDITIONS, readiness_view
from workflow.scaffold.generated import generated_forms
from workflow.scaffold.inventory import INVENTORY, InventoryError, read_inventory, sha256
from workflow.text.finding import Finding, Severity

MIN_GIT_VERSION = (2, 38)
"""The first that merges without a work tree."""


class CheckResult(Struct, frozen=True):
    """One thing that was looked at."""

    what: str
    said: str = ""
    """What to do, where it is not as it should be."""
    ok: bool = False


def _result(what: str, remedy: str, *, ok: bool) -> CheckResult:
    return CheckResult(what, "" if ok else remedy, ok=ok)


def check_tools() -> Iterator[CheckResult]:
    """The programs that the check calls."""
    version = git_version()
    shown = ".".join(map(str, version)) or "?"
    yield _result(tr("Git {version}", version=shown), tr("Git 2.38 or newer is needed."), ok=version >= MIN_GIT_VERSION)
    yield _result(
        "ssh-keygen",
        tr("Install OpenSSH; signatures cannot be judged without it."),
        ok=bool(shutil.which("ssh-keygen")),
    )


def _result_if_asked(what: str, said: str, *, asked: bool) -> CheckResult:
    """What is wrong with something; where nobody asked for it, how it would be."""
    return CheckResult(what, said if asked else tr("not looked at. {remedy}", remedy=said), ok=not asked)


def check_mail(root: Path, office: Office) -> Iterator[CheckResult]:
    """Whether mail can be sent from here: to whom, by which server, and as whom."""
    what = tr("private store of contacts")
    try:
        with provided_store(os.environ):
            flaws = len(open_store(root).findings)
        yield _result(what, tr("`redaksi contacts` says what is wrong in it."), ok=not flaws)
    except ContactStoreError as error:
        yield _result_if_asked(what, translate(error.message), asked=is_source_named(os.environ))
    what = tr("templates of messages")
    try:
        wrong = "; ".join(MessageTemplates(root).flaws())
        yield CheckResult(what, wrong, ok=not wrong)
    except MissingExtraError as missing:
        yield _result_if_asked(what, without_extra(missing).message, asked=False)
    flaws_of_ours = sender_flaws(office)
    yield _result(tr("the office as a sender of mail"), " ".join(flaws_of_ours), ok=not flaws_of_ours)
    what = tr("mail server")
    try:
        must_be_reachable(read_smtp_settings(office.identity.email))
        yield CheckResult(what, ok=True)
    except SmtpSettingsError as error:
        yield _result_if_asked(what, translate(error.message), asked=bool(os.environ.get(f"{VARIABLE_PREFIX}HOST")))
    except UnreachableError as error:
        yield CheckResult(what, f"{translate(error.message)} {translate(WHERE_EXPLAINED)}")


def check_readiness(office: Office, now: int, *, sop_usable: bool) -> Iterator[CheckResult]:
    """What an office lacks before it can work, one line a condition; a sample office is asked for nothing.

    `sop_usable`: else what is asked of an SOP is left out, for a stand-in's answers would be nobody's.
    """
    view = readiness_view(office, now)
    if view is None:
        said = tr("a sample office, whose clock stands still; delete the block `sample` in office.yml once it works")
        yield CheckResult(tr("ready to work"), said, ok=True)
        return
    for condition in CONDITIONS:
        if condition.of_sop and not sop_usable:
            continue
        hits = [hit for hit in condition.lacks(view) if sop_usable or not str(hit.path).startswith(SOP_FOLDER)]
        lacks = [f"{hit.path}: {translate(hit.message)}" for hit in hits]
        yield from (CheckResult(tr(condition.what), lack) for lack in lacks)
        if not lacks:
            yield CheckResult(tr(condition.what), ok=True)
    site = "" if office.files.size(MKDOCS_YML) is not None else tr("none, and so no site can be built")
    yield CheckResult(MKDOCS_YML, site, ok=True)
    signed = "" if office.identity.site_key else tr("none yet (PENGATURAN.md, “Tanda tangan situs”)")
    yield CheckResult(tr("key of the site's signature"), signed, ok=True)


def sop_unusable(findings: Collection[Finding]) -> CheckResult:
    """What stands before all other lines where no edition of the SOP can be used."""
    places = sum(one.path.startswith(SOP_FOLDER) and one.severity is Severity.ERROR for one in findings)
    said = tr(
        "cannot be used yet: {count} places in {folder}/ are to be filled in or mended; `redaksi check` names each. "
        "Until then `mkdocs serve` and most commands do not run, and here nothing is said of what follows from it.",
        count=places,
        folder=SOP_FOLDER,
    )
    return CheckResult("SOP", said)


def check_office(office: Office, now: int) -> Iterator[CheckResult]:
    """Whether people can give the evidence that the policy asks of their roles; a line for what a person lacks."""
    for key, person in office.people.items():
        roles = office.roles_of(key, now)
        lacks: dict[str, list[int]] = {}
        for step in office.editions[-1].steps:
            lack = None if set(step.roles).isdisjoint(roles) else _evidence_lacking(office, person, step.number)
            if lack:
                lacks.setdefault(lack, []).append(step.number)
        for lack, steps in lacks.items():
            yield CheckResult(tr("{name}, step {steps}", name=person.name, steps=", ".join(map(str, steps))), lack)


def _evidence_lacking(office: Office, person: Person, step: int) -> str | None:
    """What somebody lacks to give the evidence that the policy asks of a step."""
    needed = office.policy.evidence.needed(step)
    if needed.rank >= Level.COMMITTED.rank and not person.emails:
        return tr("people.yml has no address of theirs for commits; nothing they commit would count.")
    if needed is Level.PUSHED and not person.github:
        return tr("people.yml has no account of theirs; what they push would be nobody's.")
    if needed.rank >= Level.SIGNED.rank and not person.keys:
        return tr("people.yml has no SSH key of theirs, but the policy asks for signatures.")
    return None


def is_bare(repository: Repository) -> bool:
    """Whether it is a server's, without a work tree."""
    return repository.run("rev-parse", "--is-bare-repository").strip() == b"true"


def check_repository(repository: Repository, root: Path, office: Office | None, now: int) -> Iterator[CheckResult]:
    """What lies in the repository, or is set in it; of no office, nothing that is made of its lists."""
    shallow = repository.run("rev-parse", "--is-shallow-repository").strip() == b"true"
    yield _result(tr("whole history"), tr("The clone is shallow: run `git fetch --unshallow`."), ok=not shallow)
    bare = is_bare(repository)
    wanted = SERVER_HOOKS if bare else CLONE_HOOKS
    for name in wanted:
        hook = repository.git_dir / "hooks" / name
        there = hook.is_file() and HOOK_MARK in hook.read_text("utf-8", "replace")
        remedy = tr("Run `redaksi hooks --server`.") if bare else tr("Run `redaksi hooks`.")
        yield _result(tr("hook {name}", name=name), remedy, ok=there)
    if bare:
        settings = repository.run("config", "--list").decode("utf-8", "replace").lower().splitlines()
        for name, value in SERVER_SETTINGS.items():
            yield _result(name, tr("Run `redaksi hooks --server`."), ok=f"{name.lower()}={value}" in settings)
    elif office:
        yield from _check_generated(root, office, now)


def _check_generated(root: Path, office: Office, now: int) -> Iterator[CheckResult]:
    """What is made of the office's lists. One command renews it all where `redaksi init` made the office."""
    remedy = tr("Run `redaksi update` and commit.") if (root / INVENTORY).is_file() else ""
    file = root / CODEOWNERS_PATH
    current = file.is_file() and file.read_text("utf-8", "replace") == codeowners(office, now)
    yield _result(CODEOWNERS_PATH, remedy or tr("Run `redaksi codeowners` and commit."), ok=current)
    for path, text in generated_forms(office).items():
        if (root / path).is_file():  # an office without GitHub may do without
            said = remedy or tr("Run `redaksi form --write` and commit.")
            yield _result(path, said, ok=is_same(root / path, text))
    stale = [path for path, text in schemas().items() if (root / path).is_file() and not is_same(root / path, text)]
    yield _result(SCHEMA_FOLDER, remedy or tr("Run `redaksi schema --write` and commit."), ok=not stale)
    yield from _check_handbooks(root, office)


def _check_handbooks(root: Path, office: Office) -> Iterator[CheckResult]:
    """Whether the guides say what the lists do, where the office has not written its own."""
    try:
        given = read_inventory(root).files
    except InventoryError:
        return  # nobody knows whose they are
    for path in (HANDBOOK_FILE, SETTINGS_FILE):
        data = Folder(root).read(path)
        if data is not None and sha256(data) == given.get(path):
            try:
                current = generated_handbooks(office)[path].encode() == data
            except MissingExtraError as missing:
                yield _result_if_asked(path, without_extra(missing).message, asked=False)
            else:
                yield _result(path, tr("Run `redaksi handbook --write` and commit."), ok=current)


def check_own_settings(repository: Repository, office: Office, now: int) -> Iterator[CheckResult]:
    """Whether who works here is known, and signs where that is asked for."""
    mail = git_setting(repository.root, "user", "email")
    who = person_with_email(office, mail)
    remedy = tr(
        "{mail} is nobody's address in people.yml: set `git config user.email` to your address there.",
        mail=mail or "user.email",
    )
    yield _result(tr("your address in Git"), remedy, ok=who is not None)
    steps = [
        step for step in office.editions[-1].steps if who and not set(step.roles).isdisjoint(office.roles_of(who, now))
    ]
    if any(office.policy.evidence.needed(step.number).rank >= Level.SIGNED.rank for step in steps):
        key = git_setting(repository.root, "user", "signingKey")
        signs = git_setting(repository.root, "gpg", "format") == "ssh" and bool(key)
        remedy = tr("Run `git config gpg.format ssh` and `git config user.signingKey ~/.ssh/id_ed25519.pub`.")
        yield _result(tr("your signature"), remedy, ok=signs)


def check_forge(forge: GitHub, root: Path, office: Office) -> Iterator[CheckResult]:
    """What of the table of `redaksi github` differs. Raises ForgeError where the repository cannot be seen."""
    forge.get("")
    results = survey(TABLE, forge, office_facts(root, office, {}))
    well = sum(one.ok for one in results)
    yield CheckResult(tr("GitHub: {count} settings are as they should be", count=well), ok=True)
    remedy = tr("`redaksi github` says how to mend it.")
    yield from (
        CheckResult(f"GitHub, {translate(one.row.what)}", f"{differences(one)}. {remedy}")
        for one in results
        if not one.ok
    )
