"""Many processes give what one gives, in order, whatever becomes of them."""

import os
import signal

import pytest

from workflow.infra import parallel
from workflow.infra.parallel import BackgroundTask, chunks, map_in_processes

OWN = os.getpid()


def square(number: int) -> bytes:
    return str(number * number).encode()


def square_or_die(number: int) -> bytes:
    """Dies in every other process than this one."""
    if os.getpid() != OWN:
        os.kill(os.getpid(), signal.SIGKILL)
    return square(number)


def refuse(number: int) -> bytes:
    raise ValueError(number)


@pytest.mark.parametrize("workers", [1, 2, 3, 8])
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_results_come_in_the_order_of_the_pieces(workers: int, count: int) -> None:
    assert list(map_in_processes(square, range(count), workers)) == [square(number) for number in range(count)]


def test_what_a_killed_process_did_not_do_is_done_here() -> None:
    assert list(map_in_processes(square_or_die, range(7), 3)) == [square(number) for number in range(7)]


@pytest.mark.parametrize("workers", [1, 3])
def test_an_error_of_the_work_is_raised_here(workers: int) -> None:
    with pytest.raises(ValueError, match="0"):
        list(map_in_processes(refuse, range(3), workers))


def test_chunks_are_all_items_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "CHUNK_SIZE", 3)
    assert chunks([1, 2, 3, 4, 5, 6, 7]) == [[1, 2, 3], [4, 5, 6], [7]]
    assert chunks([]) == []


@pytest.mark.parametrize("count", [1, 2])
def test_a_background_task_gives_what_its_work_gives(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(parallel, "worker_count", lambda: count)
    assert BackgroundTask(lambda: square(4)).result() == b"16"
    assert BackgroundTask(lambda: square_or_die(4)).result() == b"16"
    with pytest.raises(ValueError, match="4"):
        BackgroundTask(lambda: refuse(4)).result()
