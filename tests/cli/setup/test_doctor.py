"""The doctor finds what is not set up, and is content when it is."""

from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.repository import PEOPLE, Office


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
    assert "Sari" in out


def test_a_server(office: Office, tmp_path: Path) -> None:
    bare = tmp_path / "kantor.git"
    office.git("clone", "--quiet", "--bare", str(office.root), str(bare))
    assert redaksi("hooks", "--server", "--root", bare).code == 0
    config = (bare / "config").read_text().lower()
    assert "fsckobjects = true" in config
    assert "denynonfastforwards = true" in config


def test_a_shallow_clone_is_named(office: Office, tmp_path: Path) -> None:
    office.commit("rina", "second")
    office.git("clone", "--quiet", "--depth=1", office.root.as_uri(), str(tmp_path / "shallow"))
    assert "--unshallow" in redaksi("doctor", "--root", tmp_path / "shallow").out
