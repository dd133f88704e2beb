"""Commands that judge a commit say so, where only the work tree's configuration is in order."""

from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.repository import Office
from workflow.cli.shared.errors import office_of_commit
from workflow.git.repository import Repository

CALENDAR = "site_config/calendar.yml"


def test_an_uncommitted_correction_leads_in_no_circle(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.edit(CALENDAR, "Asia/", "Asien/")
    office.commit("rina")
    commit = office.git("rev-parse", "HEAD")
    office.edit(CALENDAR, "Asien/", "Asia/")
    calls = (
        ("publish", "--artifact", tmp_path / "site"),
        ("preview", "--base=HEAD", "--to", tmp_path / "preview", "--no-pictures", "change"),
        ("audit",),
    )
    said = []
    for command, *arguments in calls:
        done = redaksi(command, "--root", office.root, *arguments)
        assert done.code == 2
        said.append(done.err)
    with Repository(office.root) as repository, pytest.raises(SystemExit) as end:
        office_of_commit(repository, commit)  # as `redaksi verify` does, once it has asked the live site
    said.append(vars(end.value)["message"])
    assert all(commit[:10] in one and "`git commit`" in one for one in said)
