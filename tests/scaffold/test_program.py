"""Which program an office installs: found out from how the one that runs here was installed (PEP 610), or named."""

import hashlib
import json
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from tests.support.browser import QuietHandler
from tests.support.http_server import served
from workflow.scaffold import program
from workflow.scaffold.program import PROGRAM_FILE, WHEEL_FOLDER, ProgramError, own_version, program_of

NAME = f"redaksi-{own_version()}-py3-none-any.whl"
DATA = b"PK bukan roda sungguhan"
SHA = hashlib.sha256(DATA).hexdigest()


class Installed:
    """What importlib.metadata says of an installation."""

    def __init__(self, origin: object) -> None:
        self.told = json.dumps(origin) if origin else None

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self.told


def line_of(origin: object, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(program, "distribution", lambda _: Installed(origin))
    text = program_of(None).files[PROGRAM_FILE].decode()
    [line] = [line for line in text.splitlines() if not line.startswith("#")]
    return line


def test_from_a_registry_it_is_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "own_version", lambda: "1.2.3")
    assert line_of(None, monkeypatch) == "redaksi==1.2.3"


@pytest.mark.parametrize("version", ["1.2.4.dev1+gabc1234", "1.2.4.dev1", "1.2.3+d20261129"])
def test_what_no_registry_has_is_no_version(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "own_version", lambda: version)
    with pytest.raises(ProgramError, match="--wheel"):
        line_of(None, monkeypatch)


def test_from_git_it_is_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    origin = {"url": "https://git.kantor.example/redaksi.git", "vcs_info": {"vcs": "git", "commit_id": "a" * 40}}
    assert line_of(origin, monkeypatch) == f"redaksi @ git+https://git.kantor.example/redaksi.git@{'a' * 40}"


def test_a_folder_of_sources_is_no_release_and_it_is_said_what_works(monkeypatch: pytest.MonkeyPatch) -> None:
    for origin in (
        {"url": "file:///tempat/program", "dir_info": {"editable": True}},
        {"url": "file:///x", "dir_info": {}},
    ):
        with pytest.raises(ProgramError, match="--wheel") as refused:
            line_of(origin, monkeypatch)
        assert "not released" in refused.value.message.text


def test_a_wheel_comes_along_with_its_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / NAME
    wheel.write_bytes(DATA)
    wanted = f"./{WHEEL_FOLDER}/{NAME} --hash=sha256:{SHA}"
    assert line_of({"url": wheel.as_uri(), "archive_info": {}}, monkeypatch) == wanted
    named = program_of(str(wheel))
    assert wanted in named.files[PROGRAM_FILE].decode()
    assert named.files[f"{WHEEL_FOLDER}/{NAME}"] == DATA


def test_the_wheel_at_an_address_is_pinned_by_what_lies_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).write_bytes(DATA)
    monkeypatch.chdir(tmp_path)
    with served(QuietHandler) as url:
        named = program_of(f"{url.rstrip('/')}/{NAME}")
        assert f"/{NAME} --hash=sha256:{SHA}" in named.files[PROGRAM_FILE].decode()
        assert named.files.keys() == {PROGRAM_FILE}
        (tmp_path / NAME).unlink()
        with pytest.raises(ProgramError, match="cannot be read"):
            program_of(f"{url.rstrip('/')}/{NAME}")
    assert issubclass(QuietHandler, SimpleHTTPRequestHandler)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("redaksi-999.0-py3-none-any.whl", "999.0"),
        ("lain-1.0-py3-none-any.whl", "no wheel of Redaksi"),
        ("redaksi.tar.gz", "no wheel of Redaksi"),
        (NAME, "cannot be read"),
    ],
)
def test_what_is_no_wheel_of_this_version_is_refused(name: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(ProgramError) as refused:
        program_of(str(tmp_path / name))
    told = refused.value.message
    assert why in told.text or why in map(str, told.values.values())
