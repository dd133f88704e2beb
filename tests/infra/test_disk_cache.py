"""A cache file is taken whole and for what it is, or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.infra import disk_cache

CONTENT = {"content/news/2024/a.md": [1, 2, 3]}
KIND = dict[str, list[int]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "below" / "cache"
    disk_cache.write(path, "key", CONTENT)
    return path


def test_what_was_written_is_read(file: Path) -> None:
    assert disk_cache.read(file, "key", KIND) == CONTENT
    assert [path.name for path in file.parent.iterdir()] == ["cache"]


def test_another_key_or_type_is_as_if_it_were_not_there(file: Path) -> None:
    assert disk_cache.read(file, "other", KIND) is None
    assert disk_cache.read(file, "key", dict[str, str]) is None
    assert disk_cache.read(file.with_name("none"), "key", KIND) is None


def test_every_cut_and_every_changed_byte_is_noticed(file: Path) -> None:
    whole = file.read_bytes()
    for place, byte in enumerate(whole):
        file.write_bytes(whole[:place])
        assert disk_cache.read(file, "key", KIND) is None
        file.write_bytes(whole[:place] + bytes([byte ^ 1]) + whole[place + 1 :])
        assert disk_cache.read(file, "key", KIND) is None


def test_what_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    disk_cache.write(tmp_path / "file" / "cache", "key", CONTENT)
    disk_cache.write(tmp_path / "cache", "key", {"\udcff": [1]})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@given(st.binary())
def test_a_checksum_is_taken_off_again(data: bytes) -> None:
    assert disk_cache.without_checksum(disk_cache.with_checksum(data)) == data


@given(st.binary())
def test_bytes_without_a_checksum_are_refused(data: bytes) -> None:
    assert disk_cache.without_checksum(data) is None


def test_a_reader_of_a_replaced_file_keeps_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "below" / "file"
    disk_cache.replace_file(path, b"old")
    with path.open("rb") as reader:
        disk_cache.replace_file(path, b"new")
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["file"]
