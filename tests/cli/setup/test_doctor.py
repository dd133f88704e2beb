"""The doctor finds what is not set up, and is content when it is."""

from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.repository import PEOPLE, Office
from tests.support.tiny_office import tiny_office
from workflow.i18n.catalog import tr
from workflow.rules.office.ready import CONDITIONS


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    return Office(tmp_path / "office")


def test_a_desk_that_is_not_set_up_and_then_is(office: Office) -> None:
    result = redaksi("doctor", "--root", office.root)
    assert result.code == 1
    assert "CODEOWNERS" in result.out
    redaksi("hooks", "--root", office.root)
    redaksi("codeowners", "--root", office.root)
    office.git("config", "user.email", PEOPLE["sari"])
    result = redaksi("doctor", "--root", office.root)
    assert result.code == 0, result.out
    office.git("config", "user.email", "mallory@example.org")
    assert "mallory@example.org" in redaksi("doctor", "--root", office.root).out


def test_a_policy_that_people_cannot_meet(office: Office) -> None:
    office.edit("site_config/policy.yml", "  default: claimed\n", "  default: committed\n  steps: {5: signed}\n")
    out = redaksi("doctor", "--root", office.root).out
    assert "Hendra" not in out  # not acting head any more
    assert sum("Sari" in line for line in out.splitlines()) == 1, "one line for what she lacks, not one a step"


def test_a_server(office: Office, tmp_path: Path) -> None:
    bare = tmp_path / "kantor.git"
    office.git("clone", "--quiet", "--bare", str(office.root), str(bare))
    assert redaksi("hooks", "--server", "--root", bare).code == 0
    config = (bare / "config").read_text().lower()
    assert "fsckobjects = true" in config
    assert "denynonfastforwards = true" in config
    looked = redaksi("doctor", "--root", bare)
    assert looked.code == 0, (looked.out, looked.err)
    assert "pre-receive" in looked.out
    office.git("--git-dir", str(bare), "config", "receive.denyDeletes", "false")
    assert redaksi("doctor", "--root", bare).code == 1


def test_a_shallow_clone_is_named(office: Office, tmp_path: Path) -> None:
    office.commit("rina", "second")
    office.git("clone", "--quiet", "--depth=1", office.root.as_uri(), str(tmp_path / "shallow"))
    assert "--unshallow" in redaksi("doctor", "--root", tmp_path / "shallow").out


def test_a_sample_office_is_told_in_one_line_that_its_clock_stands_still(office: Office) -> None:
    out = redaksi("doctor", "--root", office.root).out
    assert "the block `sample`" in out or "blok `sample`" in out
    assert not [one for one in CONDITIONS if tr(one.what) in out]


def test_a_new_office_is_told_all_that_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor walks the same table as the check, and says ok of what is there."""
    monkeypatch.setenv("REDAKSI_LANG", "en")
    root = tiny_office(tmp_path / "office")
    ready = readiness_lines(root)
    assert [line.split(None, 1) for line in ready] == [["ok", one.what] for one in LASTING]
    (root / "site_config/agencies.yml").write_text("# kosong\n")
    people = root / "site_config/people.yml"
    people.write_text(people.read_text().replace("Sari Lewa", "Sari Contoh").replace("role: petugas", "role: editor"))
    mended = [line for line in readiness_lines(root) if line.startswith("MEND")]
    assert [line.split(None, 1)[1].partition(": ")[0] for line in mended] == [
        "somebody for each step of the SOP",
        "senders of letters",
        "nothing of the sample left",
    ]
    assert (
        "site_config/people.yml: This file still holds what is the sample office's, such as Sari Contoh." in mended[-1]
    )


LASTING = [one for one in CONDITIONS if one.name != "holidays"]
"""Those that do not depend on what year it is."""


def readiness_lines(root: Path) -> list[str]:
    out = redaksi("doctor", "--root", root).out.splitlines()
    return [line for line in out if any(line[9:].partition(": ")[0] == one.what for one in LASTING)]


def test_an_old_schema_is_named(office: Office) -> None:
    assert "redaksi schema --write" not in redaksi("doctor", "--root", office.root).out  # it has none
    assert redaksi("schema", "--write", "--root", office.root).code == 0
    assert "redaksi schema --write" not in redaksi("doctor", "--root", office.root).out
    (office.root / "site_config/schema/people.schema.json").write_text("{}\n")
    assert "redaksi schema --write" in redaksi("doctor", "--root", office.root).out
