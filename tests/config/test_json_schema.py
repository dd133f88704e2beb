"""The JSON Schemas are current, and what the check accepts they accept."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from workflow.config.json_schema import SCHEMA_FOLDER, schemas
from workflow.config.load import CONFIG_FOLDER, ENTRY_FILES, RECORD_FILES
from workflow.records.file_source import Folder, with_defaults

ROOT = Path(__file__).parents[2]


def loader() -> type[yaml.SafeLoader]:
    """YAML as an editor reads it: numbers are numbers, dates stay strings."""

    class Editor(yaml.SafeLoader):
        pass

    Editor.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Editor


def validator(name: str) -> Any:
    return jsonschema.Draft7Validator(json.loads((ROOT / SCHEMA_FOLDER / f"{name}.schema.json").read_text("utf-8")))


def faults(name: str, text: str) -> list[str]:
    return [error.message for error in validator(name).iter_errors(yaml.load(text, loader()))]


def header(path: Path) -> str:
    return path.read_text("utf-8").split("---\n")[1]


def test_the_schemas_are_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDAKSI_LANG", raising=False)
    on_disk = {f"{SCHEMA_FOLDER}/{path.name}": path.read_text("utf-8") for path in (ROOT / SCHEMA_FOLDER).iterdir()}
    assert on_disk == schemas()


@pytest.mark.parametrize("name", [*ENTRY_FILES, *RECORD_FILES])
def test_the_configuration_fits_its_schema(name: str) -> None:
    text = with_defaults(Folder(ROOT)).read(f"{CONFIG_FOLDER}/{name}.yml")
    assert text is not None
    assert faults(name, text.decode()) == []


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: path.stem)
def test_the_sample_records_fit_their_schema(path: Path) -> None:
    kind = "request" if "requests" in path.parts else "article"
    assert faults(kind, header(path)) == []


def test_every_edition_fits_its_schema() -> None:
    for path in (ROOT / "site_config" / "sop").glob("*.yml"):
        assert faults("sop", path.read_text("utf-8")) == []


def test_a_schema_refuses_what_the_check_refuses() -> None:
    text = header(ROOT / "content" / "requests" / "2024" / "0107.md")
    assert faults("request", text.replace("nature: biasa", "nature: biasaa"))
    assert faults("request", text + "unknown: 1\n")
    assert faults("request", text.replace("finished: 2024-10-21T08:15+07:00", "finished: 21-10-2024", 1))


def test_editors_are_told_which_schema_belongs_to_which_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    named = {*settings, f"{SCHEMA_FOLDER}/request.schema.json", f"{SCHEMA_FOLDER}/article.schema.json"}
    assert named == set(schemas())
    for schema, pattern in settings.items():
        for path in ROOT.glob(pattern):
            assert path.read_text("utf-8").splitlines()[0].endswith("/schema/" + Path(schema).name)
