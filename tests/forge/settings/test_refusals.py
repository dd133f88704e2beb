"""What GitHub refuses is told in words that help, and ends nothing else."""

import pytest

from tests.support.github_settings import Repository, looked, mended, open_rows
from tests.support.github_settings_hub import Hub
from workflow.forge.settings.apply import AppliedRow
from workflow.i18n.catalog import in_language, translate


def words(one: AppliedRow) -> str:
    with in_language("en"):
        return " ".join(translate(message) for message in (*one.after.gaps, *([one.refused] if one.refused else [])))


GATED = {"ruleset", "pages", "environment:act", "environment:site", "environment:mail", "environment:github-pages"}


def test_a_private_repository_of_the_free_plan(new: Repository) -> None:
    hub = new(private=True, paid=False)
    found = mended(hub)
    assert open_rows(found) >= GATED
    for key in GATED:
        assert "this repository's plan does not have it" in words(found[key]), key
        assert "GitHub Pro, Team or Enterprise" in words(found[key])
    assert hub.actions["sha_pinning_required"]  # the rest is set


@pytest.mark.parametrize(
    ("lacks", "rows", "named"),
    [
        ("administration", {"actions", "token", "forks", "ruleset", "environment:act"}, "Administration: write"),
        ("actions_variables", {"variable:APP_CLIENT_ID"}, "Variables: read"),
        ("issues", {"labels"}, "Issues: write"),
        ("pages", {"pages"}, "Pages: read"),
        ("secrets", {"secret:act/ACT_KEY"}, "Secrets: read"),
    ],
)
def test_a_weak_token_is_told_what_it_lacks(new: Repository, lacks: str, rows: set[str], named: str) -> None:
    hub = new()
    hub.lacks = {lacks}
    found = mended(hub)
    assert open_rows(found) >= rows
    said = " ".join(words(found[key]) for key in rows)
    assert named in said or named.replace("write", "read") in said
    assert any(one.done for one in found.values()) == (lacks != "administration") or found["labels"].done


@pytest.mark.parametrize("lacks", ["secrets", "actions"])
def test_a_secret_that_is_not_needed_may_stay_unseen(whole: Hub, lacks: str) -> None:
    whole.lacks = {lacks}
    unseen = {key for key in open_rows(looked(whole)) if key.startswith("secret:")}
    assert unseen <= {"secret:act/ACT_KEY", "secret:act/APP_KEY", "secret:site/SITE_KEY"}


def test_who_may_bypass_is_not_seen_by_every_token(whole: Hub) -> None:
    whole.lacks = {"administration"}
    found = looked(whole)["ruleset"]
    assert found.ok
    assert found.after.notes


def test_a_wrong_token(whole: Hub) -> None:
    whole.knows_token = False
    found = looked(whole)
    assert open_rows(found) == found.keys()
    assert all("GitHub does not accept the token" in words(one) for one in found.values())


def test_what_the_organization_decided(new: Repository) -> None:
    hub = new()
    hub.decided_above = {"PUT /repos/{owner}/{repo}/actions/permissions/workflow"}
    found = mended(hub)
    assert "the organization has decided it" in words(found["token"])
    assert found["ruleset"].ok
