"""The doctor finds what is not set up, and is content when it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import redaksi
from tests.forge.server import TOKEN, Forge, serving
from tests.history.repository import PEOPLE, Office


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


def rule(kind: str, **parameters: Any) -> dict[str, Any]:
    return {"type": kind, "ruleset_source_type": "Repository", "ruleset_id": 42, "parameters": parameters}


GOOD = [
    rule("deletion"),
    rule("non_fast_forward"),
    rule(
        "pull_request",
        required_approving_review_count=1,
        dismiss_stale_reviews_on_push=True,
        require_code_owner_review=True,
    ),
    rule("required_status_checks", required_status_checks=[{"context": "check"}]),
]


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch, office: Office) -> Iterator[Forge]:
    made = Forge()
    redaksi("hooks", "--root", office.root)
    redaksi("codeowners", "--root", office.root)
    office.git("config", "user.email", PEOPLE["sari"])
    with serving(made):
        monkeypatch.setenv("GITHUB_API_URL", made.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", "kantor/berita")
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        yield made


def test_settings_on_github(office: Office, forge: Forge) -> None:
    forge.answers["rules/branches/main"] = GOOD
    result = redaksi("doctor", "--root", office.root)
    assert result.code == 0, result.out


@pytest.mark.parametrize("missing", range(len(GOOD)))
def test_a_setting_that_is_missing_is_named(office: Office, forge: Forge, missing: int) -> None:
    forge.answers["rules/branches/main"] = GOOD[:missing] + GOOD[missing + 1 :]
    result = redaksi("doctor", "--root", office.root)
    assert result.code == 1
    assert "PENGATURAN.md" in result.out


def test_a_repository_without_rules(office: Office, forge: Forge) -> None:
    assert redaksi("doctor", "--root", office.root).out.count("PENGATURAN.md") == 7
    forge.status = 500
    assert redaksi("doctor", "--root", office.root).code == 2
