"""An update as package managers do it: what the office changed or deleted is its own; the rest follows the program."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.new_offices import PROGRAM, new_office
from workflow.scaffold.changes import BESIDE, Action, apply, changes, inventory_of, obstructed, version_key, write
from workflow.scaffold.inventory import INVENTORY, Inventory, InventoryError, note_written, read_inventory

PATH = ".github/workflows/clock.yml"
OLD, NEW, OWN = b"lama\n", b"baru\n", b"sendiri\n"

CASES = [
    # given out before, lies there, made now -> what happens
    (OLD, OLD, OLD, None),
    (OLD, OLD, NEW, Action.REPLACE),
    (OLD, OWN, OLD, None),
    (OLD, OWN, NEW, Action.KEEP),
    (OLD, NEW, NEW, None),
    (OLD, None, OLD, None),
    (OLD, None, NEW, None),
    (OLD, OLD, None, Action.REMOVE),
    (OLD, OWN, None, None),
    (OLD, None, None, None),
    (None, None, NEW, Action.ADD),
    (None, NEW, NEW, None),
    (None, OWN, NEW, Action.KEEP),
    (None, OWN, None, None),
]


def laid(root: Path, files: dict[str, bytes | None]) -> None:
    for path, data in files.items():
        if data is not None:
            write(root, path, data)


@pytest.mark.parametrize(("given_out", "there", "made", "wanted"), CASES)
def test_each_way_a_file_may_stand(
    given_out: bytes | None, there: bytes | None, made: bytes | None, wanted: Action | None, tmp_path: Path
) -> None:
    laid(tmp_path, {PATH: there})
    inventory = inventory_of({PATH: given_out} if given_out else {}, "1")
    new = {PATH: made} if made else {}
    found = changes(tmp_path, inventory, new)
    assert [one.action for one in found] == ([wanted] if wanted else [])
    apply(tmp_path, found, new, "2")
    after = (tmp_path / PATH).read_bytes() if (tmp_path / PATH).exists() else None
    assert after == (made if wanted in (Action.REPLACE, Action.ADD) else None if wanted is Action.REMOVE else there)
    beside = tmp_path / f"{PATH}{BESIDE}"
    assert (beside.read_bytes() if beside.exists() else None) == (made if wanted is Action.KEEP else None)
    assert changes(tmp_path, read_inventory(tmp_path), new) == [], "a second time there is nothing to do"


def test_packages_follow_the_program_even_where_somebody_changed_them(tmp_path: Path) -> None:
    """Else an old set would stand beside a new program. What Dependabot raised stays until there is a new set."""
    path = ".github/requirements/check.txt"
    laid(tmp_path, {path: OWN})
    assert changes(tmp_path, inventory_of({path: OLD}, "1"), {path: OLD}) == []
    [one] = changes(tmp_path, inventory_of({path: OLD}, "1"), {path: NEW})
    assert one.action is Action.REPLACE


def test_what_is_no_plain_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(OLD)
    (tmp_path / ".editorconfig").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "README.md").mkdir()
    made = {".editorconfig": NEW, "README.md": NEW}
    found = changes(tmp_path, inventory_of(dict.fromkeys(made, OLD), "1"), made)
    assert {one.action for one in found} == {Action.KEEP}
    apply(tmp_path, found, made, "2")
    assert (tmp_path / "elsewhere").read_bytes() == OLD


@pytest.mark.parametrize("place", [f"{PATH}{BESIDE}/x", f"{PATH}{BESIDE}.part/x", f"{INVENTORY}.part/x", ".vscode"])
def test_what_stands_in_the_way_is_known_before_anything_is_written(place: str, tmp_path: Path) -> None:
    laid(tmp_path, {PATH: OWN, place: OWN})
    made = {PATH: NEW, ".vscode/tasks.json": NEW}
    found = changes(tmp_path, inventory_of({}, "1"), made)
    assert obstructed(tmp_path, found) == [place.removesuffix("/x") if "/" in place else ".vscode/tasks.json"] + (
        [".vscode/tasks.json.part"] if place == ".vscode" else []
    )


paths = st.sampled_from([".github/a.yml", ".github/b.sh", "README.md", "site_config/schema/x.json"])
trees = st.dictionaries(paths, st.sampled_from([OLD, NEW, OWN]))


@settings(max_examples=60, deadline=None)
@given(trees, trees, trees)
def test_whatever_the_three_are_an_update_settles_and_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    given_out: dict[str, bytes],
    there: dict[str, bytes],
    made: dict[str, bytes],
) -> None:
    root = tmp_path_factory.mktemp("office")
    laid(root, {**there, "content/requests/2026/0001.md": b"surat"})
    found = changes(root, inventory_of(given_out, "1"), made)
    apply(root, found, made, "2")
    assert changes(root, read_inventory(root), made) == []
    for path, data in there.items():
        kept = (root / path).read_bytes() if (root / path).exists() else None
        assert kept == data or given_out.get(path) == data or kept == made.get(path) == data
    assert (root / "content/requests/2026/0001.md").read_bytes() == b"surat"
    assert not [*root.rglob("*.part")]


def test_a_form_that_a_command_wrote_anew_is_no_change_of_the_office(tmp_path: Path) -> None:
    new_office(tmp_path)
    file = tmp_path / ".github/CODEOWNERS"
    file.write_bytes(OWN)
    (tmp_path / "README.md").write_bytes(OWN)
    note_written(tmp_path, [".github/CODEOWNERS", "content/x.md"])
    inventory = read_inventory(tmp_path)
    assert inventory.files[".github/CODEOWNERS"] == hashlib.sha256(OWN).hexdigest()
    assert inventory.files["README.md"] != hashlib.sha256(OWN).hexdigest()
    assert "content/x.md" not in inventory.files
    assert inventory.version == PROGRAM.version


def test_an_office_without_a_inventory_gets_none_by_the_way(tmp_path: Path) -> None:
    note_written(tmp_path, [".github/CODEOWNERS"])
    assert [*tmp_path.iterdir()] == []
    with pytest.raises(InventoryError, match="init"):
        read_inventory(tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        "../elsewhere",
        "/etc/x",
        "content/requests/2026/0001.md",
        ".git/config",
        "a/../../b",
        "a//b",
        "",
        ".",
        "a/",
        "./a",
        "a\\b",
    ],
)
def test_a_inventory_that_leads_elsewhere_is_refused(path: str, tmp_path: Path) -> None:
    (tmp_path / INVENTORY).write_bytes(Inventory("1", {path: "0"}).encoded())
    with pytest.raises(InventoryError, match=r"names “.*”, which is no file"):
        read_inventory(tmp_path)


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "office", tmp_path / "elsewhere"
    root.mkdir()
    laid(elsewhere, {"workflows/clock.yml": OLD})
    (root / ".github").symlink_to(elsewhere)
    made = {PATH: NEW, ".github/workflows/act.yml": NEW}
    found = changes(root, inventory_of({PATH: OLD}, "1"), made)
    apply(root, found, made, "2")
    assert [file.read_bytes() for file in elsewhere.rglob("*.*")] == [OLD]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"version":1,"files":{}}', b"\xff", b'{"version":"1","files":{"a":2}}', b"[" * 40_000],
)
def test_a_broken_inventory_is_said(content: bytes, tmp_path: Path) -> None:
    (tmp_path / INVENTORY).write_bytes(content)
    with pytest.raises(InventoryError, match="git restore"):
        read_inventory(tmp_path)
    note_written(tmp_path, ["x"])
    assert (tmp_path / INVENTORY).read_bytes() == content


def test_the_inventory_is_one_line_a_file() -> None:
    text = Inventory("1", {"b": "2", "a": "1"}).encoded().decode()
    assert [line.strip() for line in text.splitlines() if '"a"' in line or '"b"' in line] == ['"a": "1",', '"b": "2"']


def test_versions_have_an_order() -> None:
    order = ["0.1.0", "0.2.dev3+gabc", "0.2rc1", "0.2", "0.10.0", "1.0.0rc1", "1.0", "1.0.1"]
    keys = [version_key(one) for one in order]
    assert keys == sorted(keys)
    assert version_key("1.0") == version_key("1.0.0")
    assert version_key("1.0.dev1") < version_key("1.0")
