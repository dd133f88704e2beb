"""Whom somebody asks when the program cannot do its work: whoever answers for the workflow that runs it."""

from pathlib import Path

from workflow.chatops.event.context import EventContext
from workflow.config.load import load_office_files
from workflow.config.office import Office
from workflow.git.commit_files import CommitFiles
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.message import Message, WordList, say
from workflow.rules.authority.code_owners import owner_of_path

ACT_WORKFLOW = ".github/workflows/act.yml"
NO_MAINTAINER_KNOWN = say("Ask whoever looks after this repository on GitHub to mend it (PENGATURAN.md).")


def whom_to_ask(root: Path, setting: EventContext, office: Office | None = None) -> Message:
    """Who can mend it, by the policy of `office` or else of the main branch as far as it can be read."""
    office = office or _office(root, setting)
    if office is None:
        return NO_MAINTAINER_KNOWN
    roles = owner_of_path(office, ACT_WORKFLOW).roles
    names = [
        person.name
        for key, person in office.people.items()
        if not set(roles).isdisjoint(office.roles_of(key, setting.now))
    ]
    return (
        say("Ask {names} to have it mended (PENGATURAN.md).", names=WordList(tuple(names)))
        if names
        else NO_MAINTAINER_KNOWN
    )


def _office(root: Path, setting: EventContext) -> Office | None:
    try:
        with Repository(root) as repository:
            return load_office_files(CommitFiles(repository, setting.branches.tip(setting.main)))[0]
    except GitError:
        return None
