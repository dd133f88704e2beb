"""Layers of files are what copying the upper one over the lower one would give."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.records.file_source import DEFAULTS_FOLDER, Folder, Layered

PATHS = ("a.txt", "b.txt", "x/a.txt", "x/b.txt", "x/y/a.txt")
TREES = st.dictionaries(st.sampled_from(PATHS), st.binary(max_size=9))


def laid_out(folder: Path, tree: dict[str, bytes]) -> Path:
    folder.mkdir()
    for path, content in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@settings(deadline=None, max_examples=60)
@given(TREES, TREES)
def test_layers_are_as_one_copied_over_the_other(above: dict[str, bytes], below: dict[str, bytes]) -> None:
    with TemporaryDirectory() as name:
        upper, lower = laid_out(Path(name) / "upper", above), laid_out(Path(name) / "lower", below)
        layered, oracle = Layered(Folder(upper), Folder(lower)), Path(name) / "oracle"
        shutil.copytree(lower, oracle)
        shutil.copytree(upper, oracle, dirs_exist_ok=True)
        copied = Folder(oracle)
        for path in (*PATHS, "x", "none.txt"):
            assert layered.read(path) == copied.read(path)
            assert layered.read(path, 3) == copied.read(path, 3)
            assert layered.size(path) == copied.size(path)
            assert layered.identity(path) == copied.identity(path)
        for folder in ("x", "x/y", "none"):
            assert layered.names(folder) == copied.names(folder)


def test_a_link_in_an_office_leads_nowhere(tmp_path: Path) -> None:
    """What is no plain file is not there, so the program's own file shows through."""
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config/commands.yml").symlink_to("/etc/passwd")
    layered = Layered(Folder(tmp_path), Folder(DEFAULTS_FOLDER))
    assert layered.read("site_config/commands.yml") == (DEFAULTS_FOLDER / "site_config/commands.yml").read_bytes()
