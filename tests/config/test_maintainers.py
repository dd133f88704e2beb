"""The table of what a maintainer may own: every file of the office's settings is decided on, and refused by default."""

import pytest

from workflow.config.json_schema import SCHEMA_FOLDER
from workflow.config.load import ENTRY_FILES, OPTIONAL_RECORD_FILES, RECORD_FILES
from workflow.config.policy import MAINTAINABLE, is_maintainable
from workflow.records.file_source import DEFAULTS_FOLDER

HEADS_OWN = {
    "commands": "a word could be made to mean an approval",
    "emergency": "what everybody is told to do",
    "office": "the clock of a sample, the site's key and address",
    "people": "who may do what",
    "policy": "what evidence is asked for, and who owns what",
}
"""Files of settings that no maintainer owns, and why."""
FILES = {*ENTRY_FILES, *RECORD_FILES, *OPTIONAL_RECORD_FILES}


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_of_settings_is_decided_on(name: str) -> None:
    assert is_maintainable(f"site_config/{name}.yml") is (name not in HEADS_OWN)


def test_the_table_names_what_there_is() -> None:
    settings = {f"site_config/{name}.yml" for name in FILES}
    folders = {path for path in MAINTAINABLE if path.endswith("/")}
    assert settings >= {*MAINTAINABLE} - folders
    assert folders == {"site_config/pages/", f"{SCHEMA_FOLDER}/", "site_config/spelling/"}
    assert HEADS_OWN.keys() <= FILES


@pytest.mark.parametrize(
    "path",
    [
        "site_config/", "site_config", "site_config/sop/", "site_config/sop/418-2024.yml", "site_config/theme/", "/",
        "site_config/messages/", "site_config/papers/", "site_config/agencies", "site_config/agencies.yml.bak",
        "site_config/pages/../people.yml", "mkdocs.yml", ".github/", ".github/CODEOWNERS", "workflow/", "content/",
        "pyproject.toml", "PANDUAN.md",
    ],
)  # fmt: skip
def test_what_says_who_may_do_what_or_runs_is_no_maintainers(path: str) -> None:
    assert not is_maintainable(path)


def test_folders_are_meant_with_and_without_their_slash() -> None:
    assert is_maintainable("site_config/pages")
    assert is_maintainable("site_config/pages/kontak.md")
    assert not is_maintainable("site_config/pages.md")
    assert (DEFAULTS_FOLDER / "site_config/pages").is_dir()
