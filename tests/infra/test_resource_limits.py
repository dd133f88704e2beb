"""A limited process ends by an exit code that says whether it ran out of memory, and its limits hold."""

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from workflow.infra.resource_limits import OUT_OF_MEMORY_EXIT, run_and_exit


def exit_code(work: Callable[[], object], *limits: tuple[int, int]) -> int:
    """How a forked process ends that does the work."""
    process = os.fork()
    if process == 0:
        run_and_exit(work, (*limits, (resource.RLIMIT_CORE, 0)))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def raise_(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "code"),
    [(ValueError(), 1), (KeyboardInterrupt(), 1), (SystemExit(0), 1), (MemoryError(), OUT_OF_MEMORY_EXIT)],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_the_exit_code_says_how_it_ended(error: BaseException, code: int) -> None:
    assert exit_code(lambda: raise_(error)) == code
    assert exit_code(lambda: None) == 0


def test_no_file_grows_beyond_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "file"
    assert exit_code(lambda: file.write_bytes(bytes(100_000)), (resource.RLIMIT_FSIZE, 1_000)) != 0
    assert file.stat().st_size <= 1_000


def test_a_limit_that_the_system_does_not_know_is_passed_over() -> None:
    assert exit_code(lambda: None, (10_000, 1)) == 0
