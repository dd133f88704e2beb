"""CODEOWNERS: who is asked on GitHub; nobody for records, for which the check has its own table."""

from pathlib import Path

from msgspec.structs import replace

from tests.support.offices import base_office
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.config.policy import Owner
from workflow.reporters.codeowners import codeowners
from workflow.rules.authority.code_owners import code_owners
from workflow.text.field_types import parse_instant

NOW = int(parse_instant("2026-11-20T10:00+07:00"))


def office(tmp_path: Path, *paths: str) -> Office:
    made, _ = load_office(base_office(tmp_path / "office"))
    assert made
    named = tuple(Owner(path, ("kepala-dinas",)) for path in paths)
    return replace(made, policy=replace(made.policy, owners=named))


def test_records_have_no_owner_and_everything_else_has(tmp_path: Path) -> None:
    text = codeowners(office(tmp_path, "content/news/", "site_config/", "content", "contents.txt"), NOW)
    everything, records, *rest = text.splitlines()[2:]
    assert everything.startswith("* @")
    assert records == "/content/"  # the last line that covers a path counts, and this one has no owner
    assert [line.split()[0] for line in rest] == ["/site_config/", "/contents.txt"]
    assert all(len(line.split()) > 1 for line in rest)


def test_what_github_is_told_is_what_the_check_asks_for(tmp_path: Path) -> None:
    named = office(tmp_path, "content/requests/2026/0001.md", "mkdocs.yml")
    assert [one.path for one in code_owners(named)] == ["/", "mkdocs.yml"]
