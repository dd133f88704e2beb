"""A clone without large files: what Git reads of them by itself is fetched before, or missed aloud."""

from pathlib import Path

import pytest

from tests.support.repository import Office
from workflow.git.commit_range import range_between
from workflow.git.partial_clone import PromisorRemote
from workflow.git.repository import Repository

LONG, OTHER = "content/requests/2026/0009.md", "content/requests/2026/0010.md"
LINES = [f"baris {number} {'x' * 40}\n" for number in range(2000)]


class Partial(Office):
    """An office with two letters of over 64 KiB in it, to one of which a change adds below and main above."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        for name in ("allowFilter", "allowAnySHA1InWant"):
            self.git("config", f"uploadpack.{name}", "true")
        self.git("switch", "--quiet", "main")
        (self.root / OTHER).write_text("lain\n" * 20_000)
        self._write(LINES)
        self.git("branch", "--force", "change", "main")
        self._write(["awal\n", *LINES])
        self.git("switch", "--quiet", "change")
        self._write([*LINES, "akhir\n"])
        self.clone = root.with_name("clone")
        source = f"file://{self.root}"
        self.git("clone", "--quiet", "--filter=blob:limit=64k", "--no-checkout", source, str(self.clone))

    def _write(self, lines: list[str]) -> None:
        (self.root / LONG).write_text("".join(lines))
        self.commit("rina")

    def remote(self, path: Path) -> PromisorRemote:
        remote = PromisorRemote(self.clone / ".git", f"file://{path}", {})
        remote.settle()
        return remote


@pytest.fixture
def office(tmp_path: Path) -> Partial:
    return Partial(tmp_path / "office")


def test_what_both_sides_changed_is_fetched_before_it_is_merged(office: Partial) -> None:
    remote = office.remote(office.root)
    with Repository(office.clone, source=remote.bring) as repository:
        one = range_between(repository, "origin/main", "origin/change")
        merged = repository.read(f"{one.result}:{LONG}")
    assert merged == ("blob", "".join(["awal\n", *LINES, "akhir\n"]).encode())
    assert (one.conflicts, remote.lacking) == ((), set())


def test_what_cannot_be_looked_into_is_known_to_be_lacking(office: Partial) -> None:
    commit = office.git("rev-parse", "main")
    there, gone = office.remote(office.root), office.remote(office.root.with_name("gone"))
    with Repository(office.clone, source=gone.bring) as repository:
        assert repository.holding(["awal"], commit, "content/requests") == []
    assert gone.lacking == {office.git("rev-parse", f"main:{path}") for path in (LONG, OTHER)}
    with Repository(office.clone, source=there.bring) as repository:
        assert repository.holding(["awal"], commit, "content/requests") == [LONG]
    assert there.lacking == set()
