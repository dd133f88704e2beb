"""`redaksi github` and `redaksi doctor`, as a person calls them."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
import yaml

from tests.support.command_line import redaksi
from tests.support.github_settings_hub import TOKEN, Hub, serving
from tests.support.github_settings_routes import REPO, add_ruleset
from tests.support.offices import ROOT
from tests.support.repository import PEOPLE, Office
from workflow.forge.settings.app import PERMISSIONS, RepositoryInfo, registration_link
from workflow.forge.settings.environments import ENVIRONMENTS
from workflow.forge.settings.variables_and_secrets import SECRETS, VARIABLES_BY_NAME

FORM = "name: Surat\nlabels: {}\nbody: []\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A desk that is set up, with the workflows and forms of an office."""
    made = Office(tmp_path / "office")
    made.edit("site_config/policy.yml", "  default: claimed\n", '  default: claimed\n  bots: ["redaksi-kantor[bot]"]\n')
    redaksi("hooks", "--root", made.root)
    redaksi("codeowners", "--root", made.root)
    made.git("config", "user.email", PEOPLE["sari"])
    for name in ("act", "deploy", "validate"):
        file = made.root / f".github/workflows/{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("on: push\n")
    return made


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, settled: dict[str, Any]) -> Iterator[Hub]:
    """A repository on GitHub in which everything is set."""
    made = Hub()
    with serving(made):
        url = made.url
        vars(made).update(copy.deepcopy(settled), url=url)
        for name, value in {"GITHUB_API_URL": url, "GITHUB_REPOSITORY": "kantor/berita", "GITHUB_TOKEN": TOKEN}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("GITHUB_SERVER_URL", raising=False)
        monkeypatch.setenv("REDAKSI_LANG", "id")
        yield made
    assert made.wrong == []


def forms(office: Office, *labels: str) -> None:
    folder = office.root / ".github/ISSUE_TEMPLATE"
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(labels):
        (folder / f"{number}.yml").write_text(FORM.format(one))


def test_all_is_well(office: Office, hub: Hub) -> None:
    result = redaksi("github", "--root", office.root)
    assert result.code == 0, result.out + result.err
    assert "BENAHI" not in result.out
    assert "settings/apps/new" not in result.out
    assert hub.writes == []


def test_what_differs_is_shown_and_then_set(office: Office, hub: Hub) -> None:
    forms(office, "[surat, Penting]", "surat, baru", "''")
    hub.rulesets.clear()
    result = redaksi("github", "--root", office.root)
    assert result.code == 1
    assert "BENAHI   aturan cabang utama: " in result.out
    assert "Settings > Rules" in result.out
    assert hub.writes == []
    done = redaksi("github", "--root", office.root, "--apply")
    assert done.code == 0, done.out
    assert "diatur   aturan cabang utama\n" in done.out
    assert hub.labels == ["surat", "Penting", "baru"]
    hub.writes.clear()
    assert redaksi("github", "--root", office.root, "--apply").code == 0
    assert hub.writes == []


def test_the_way_to_the_app_is_shown_where_it_is_missing(office: Office, hub: Hub) -> None:
    hub.variables.clear()
    result = redaksi("github", "--root", office.root)
    assert result.code == 1
    [link] = [line for line in result.out.splitlines() if line.startswith("https://github.com/organizations/kantor/")]
    assert dict(parse_qsl(urlsplit(link).query)) == {
        "name": "redaksi-kantor",
        "url": "https://github.com/kantor/berita",
        "public": "false",
        "webhook_active": "false",
        "contents": "write",
        "pull_requests": "write",
    }
    mute = redaksi("github", "--root", office.root, "--set", "APP_CLIENT_ID=Iv23contoh")
    assert (mute.code, hub.writes) == (2, [])
    assert "--apply" in mute.err
    assert redaksi("github", "--root", office.root, "--apply", "--set", "APP_CLIENT_ID=Iv23contoh").code == 0
    assert hub.variables == {"APP_CLIENT_ID": "Iv23contoh"}


def test_what_shuts_main_comes_after_what_is_sent_to_it(office: Office, hub: Hub) -> None:
    hub.variables.clear()
    lines = redaksi("github", "--root", office.root).out.splitlines()[-4:]
    places = [next(n for n, line in enumerate(lines) if word in line) for word in ("git push", "--apply", "APP_KEY")]
    assert places == sorted(places)


def test_what_a_person_should_look_at_is_not_called_well(office: Office, hub: Hub) -> None:
    office.edit("site_config/policy.yml", "redaksi-kantor[bot]", "tersembunyi[bot]")
    result = redaksi("github", "--root", office.root)
    assert result.code == 0
    assert "PERIKSA  App dalam kebijakan: " in result.out


def test_the_link_of_a_person_on_a_server_of_their_own(hub: Hub) -> None:
    owner = {**hub.repository["owner"], "type": "User", "login": "o" * 39}
    link = registration_link(
        msgspec.convert({**hub.repository, "owner": owner}, RepositoryInfo), "https://git.contoh.go.id/"
    )
    assert link.startswith("https://git.contoh.go.id/settings/apps/new?name=redaksi-")
    assert len(dict(parse_qsl(urlsplit(link).query))["name"]) == 34


def test_a_refusal_is_told_beside_its_row(office: Office, hub: Hub) -> None:
    forms(office, "surat-baru")
    hub.lacks = {"issues"}
    hub.secrets[""].add("ACT_KEY")
    hub.secrets["act"].clear()
    result = redaksi("github", "--root", office.root, "--apply")
    assert result.code == 1
    assert "Tidak diatur: token ini tidak boleh" in result.out
    assert "Issues: write" in result.out
    assert "openssl rand -hex 32 | gh secret set ACT_KEY --env act --repo kantor/berita" in result.out
    assert TOKEN not in result.out + result.err


def test_programs_read_json(office: Office, hub: Hub) -> None:
    hub.pages.clear()
    hub.repository["html_url"] = "https://git.contoh.go.id/kantor/berita"
    hub.secrets["act"].discard("APP_KEY")
    result = redaksi("github", "--root", office.root, "--format", "json")
    found = json.loads(result.out)
    rows = {one["key"]: one for one in found["rows"]}
    assert (result.code, found["branch"], rows["issues"]["verdict"], rows["pages"]["verdict"]) == (
        1,
        "main",
        "ok",
        "mend",
    )
    assert rows["pages"]["requests"] == [{"method": "POST", "path": "pages", "data": {"build_type": "workflow"}}]
    assert "--repo git.contoh.go.id/kantor/berita < APP" in rows["secret:act/APP_KEY"]["gaps"][0]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--repository", "kantor/lain"), "404"),
        (("--repository", "kantor"), "--repository OWNER/NAME"),
        (("--set", "ACT_KEY=rahasia"), "APP_CLIENT_ID"),
        (("--set", "SITE_URL"), "APP_CLIENT_ID"),
    ],
)
def test_a_wrong_call(office: Office, hub: Hub, arguments: tuple[str, ...], named: str) -> None:
    result = redaksi("github", "--root", office.root, "--apply", *arguments)
    assert result.code == 2
    assert named in result.err
    assert "rahasia" not in result.err
    assert hub.writes == []


def test_without_a_token(office: Office, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    result = redaksi("github", "--root", office.root)
    assert result.code == 2
    assert "PENGATURAN.md" in result.err


def test_the_doctor_reads_the_same_table(office: Office, hub: Hub) -> None:
    result = redaksi("doctor", "--root", office.root)
    assert result.code == 0, result.out + result.err
    assert f"GET {REPO}" in hub.asked
    assert hub.writes == []


def test_the_doctor_compares_the_forms(office: Office, hub: Hub) -> None:
    redaksi("form", "--write", "--root", office.root)
    assert "surat.yml" in redaksi("doctor", "--root", office.root).out
    (office.root / ".github/ISSUE_TEMPLATE/surat.yml").write_text(FORM.format("''"))
    [line] = [one for one in redaksi("doctor", "--root", office.root).out.splitlines() if one.startswith("BENAHI")]
    assert "surat.yml" in line
    assert "redaksi form --write" in line


def test_the_doctor_names_what_differs(office: Office, hub: Hub) -> None:
    hub.rulesets[42]["rules"].pop(0)
    result = redaksi("doctor", "--root", office.root)
    assert result.code == 1
    [line] = [one for one in result.out.splitlines() if one.startswith("BENAHI")]
    assert "penghapusan" in line
    assert "redaksi github" in line


def test_two_rulesets_do_not_overwrite_each_other(office: Office, hub: Hub) -> None:
    """The one that asks for less comes last."""
    parameters = {**hub.rulesets[42]["rules"][2]["parameters"], "required_approving_review_count": 0}
    include = {"ref_name": {"include": ["~ALL"], "exclude": []}}
    rules = [{"type": "pull_request", "parameters": {**parameters, "require_code_owner_review": False}}]
    add_ruleset(hub, {}, {}, {"name": "lain", "enforcement": "active", "conditions": include, "rules": rules})
    assert redaksi("doctor", "--root", office.root).code == 0


def test_a_repository_that_the_doctor_cannot_see(office: Office, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "kantor/lain")
    result = redaksi("doctor", "--root", office.root)
    assert result.code == 2
    assert "404" in result.err


def test_the_app_has_the_rights_that_workflows_ask_for() -> None:
    """Reading the contacts is part of writing contents."""
    texts = [file.read_text("utf-8") for file in (ROOT / ".github/workflows").glob("*.yml")]
    asked = {found for text in texts for found in re.findall(r"^ +permission-([a-z-]+): (\w+)", text, re.MULTILINE)}
    assert {(name.replace("-", "_"), level) for name, level in asked} - {("contents", "read")} == set(
        PERMISSIONS.items()
    )


def test_the_table_names_all_that_workflows_ask_for() -> None:
    """And only where they ask for it: a secret stands in the environment of the job that reads it.

    No office releases the program; what that takes is in CONTRIBUTING.md.
    """
    secrets, variables, environments = set(), set(), set()
    for file in {*(ROOT / ".github/workflows").glob("*.yml")} - {ROOT / ".github/workflows/release.yml"}:
        for job in yaml.safe_load(file.read_text("utf-8"))["jobs"].values():
            text, named = yaml.safe_dump(job), job.get("environment", "")
            environment = named.get("name") if isinstance(named, dict) else named
            environments |= {(environment, file.name)} if environment else set()
            secrets |= {(environment, one, file.name) for one in re.findall(r"\bsecrets\.(\w+)", text)}
            variables |= {(one, file.name) for one in re.findall(r"\bvars\.(\w+)", text)}
    assert environments == {(name, one) for name, (_, used_by) in ENVIRONMENTS.items() for one in used_by}
    assert secrets == {(one.environment, one.name, file) for one in SECRETS for file in one.used_by}
    assert variables == {(one.name, file) for one in VARIABLES_BY_NAME.values() for file in one.used_by}
