"""Finished pictures are believed only when they are whole, and no stranger's file takes the program with it."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.support.image_samples import picture, saved
from workflow.images.image_cache import ImageCache
from workflow.images.limits import LARGEST_RENDITION_BYTES
from workflow.images.renditions import make_renditions
from workflow.infra import sandbox
from workflow.infra.sandbox import run_sandboxed


@pytest.fixture
def store(tmp_path: Path) -> ImageCache:
    return ImageCache(tmp_path / "store")


def test_what_was_kept_comes_back(store: ImageCache) -> None:
    made = make_renditions(saved(picture()))
    label = store.keep("ab12", made)
    assert store.label("ab12") == label
    assert [store.content(one.digest) for one in label.made] == [one.content for one in made]
    assert store.label("cd34") is None


@pytest.mark.parametrize("spoil", [lambda data: b"", lambda data: data[:-1], lambda data: data[:-1] + b"x", None])
def test_what_is_lost_or_spoiled_is_not_there(store: ImageCache, spoil: object) -> None:
    label = store.keep("ab12", make_renditions(saved(picture())))
    for file in [file for file in store.folder.rglob("*") if file.is_file()]:
        whole = file.read_bytes()
        if callable(spoil):
            file.write_bytes(spoil(whole))
        else:
            file.unlink()
        contents = [store.content(one.digest) for one in label.made]
        assert store.label("ab12") is None or None in contents
        file.write_bytes(whole)
    assert store.label("ab12") == label


def test_what_an_earlier_version_made_too_heavy_is_made_again(
    store: ImageCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = store.keep("ab12", make_renditions(saved(picture())))
    monkeypatch.setitem(
        LARGEST_RENDITION_BYTES, "webp", min(one.size for one in label.made if one.ending == "webp") - 1
    )
    assert store.label("ab12") is None


def test_what_nobody_shows_any_more_is_let_go(store: ImageCache) -> None:
    shown = store.keep("ab12", make_renditions(saved(picture(90, 60))))
    gone = store.keep("cd34", make_renditions(saved(picture(60, 90))))
    store.keep("ef56", [])
    store.keep_only({"ab12": shown})
    assert store.label("ab12") == shown
    assert all(store.content(one.digest) for one in shown.made)
    assert [store.label("cd34"), store.label("ef56")] == [None, None]
    assert {file.name for file in store.folder.rglob("*") if file.is_file()} == {"ab12"} | {
        one.digest for one in shown.made
    }
    assert not any(store.content(one.digest) for one in gone.made)


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _hang() -> None:
    time.sleep(100)


def _spin() -> None:
    while True:
        pass


def _eat() -> None:
    whole = bytearray()
    while True:
        whole += bytes(1 << 28)


def _fail() -> None:
    raise OSError


@pytest.mark.thorough
@pytest.mark.xdist_group("processes")
@pytest.mark.parametrize("harm", [_crash, _hang, _spin, _eat, _fail])
def test_one_that_does_harm_takes_nobody_with_it(tmp_path: Path, harm: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "WALL_CLOCK_FACTOR", 8)

    def work(name: str) -> None:
        if name == "2":
            harm()  # type: ignore[operator]
        (tmp_path / name).write_text(name)

    start = time.monotonic()
    broke = run_sandboxed(work, ["1", "2", "3"], 2, cpu_seconds=1)
    assert broke == (["2"] if harm in (_crash, _spin, _eat) else [])
    assert time.monotonic() - start < 60, "one that hangs would do so for a hundred"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["1", "3"]


def test_a_process_writes_no_large_file(tmp_path: Path) -> None:
    def work(name: str) -> None:
        (tmp_path / name).write_bytes(bytes(sandbox.LARGEST_OUTPUT_BYTES + 5))

    run_sandboxed(work, ["large"], 1)
    assert (tmp_path / "large").stat().st_size <= sandbox.LARGEST_OUTPUT_BYTES
