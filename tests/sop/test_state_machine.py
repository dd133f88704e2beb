"""A request's way through a small procedure, turn by turn: what was claimed, what was due, and what comes next."""

import pytest
from msgspec.structs import replace

from tests.sop.loan import AGAIN, EDITION, GRANTED, LENT, ONE, REFUSED, REGISTERED, THREE, TWO
from workflow.sop.edition import Need, Norm, Result, Step
from workflow.sop.state_machine import Deviation, Transition, replay_steps

WAYS = {
    "nothing yet": ([], [], (ONE, None, False)),
    "registered": ([(1, "")], [Transition(0, 1, 1, ONE, REGISTERED)], (TWO, "recorded", False)),
    "the only result may be written": (
        [(1, "recorded")],
        [Transition(0, 1, 1, ONE, REGISTERED)],
        (TWO, "recorded", False),
    ),
    "to the end": (
        [(1, ""), (2, "yes"), (3, "")],
        [Transition(0, 1, 1, ONE, REGISTERED), Transition(1, 2, 2, TWO, GRANTED), Transition(2, 3, 3, THREE, LENT)],
        (None, "lent", True),
    ),
    "refused": (
        [(1, ""), (2, "no")],
        [Transition(0, 1, 1, ONE, REGISTERED), Transition(1, 2, 2, TWO, REFUSED)],
        (None, "refused", True),
    ),
    "sent back and done again": (
        [(1, ""), (2, "again"), (1, "")],
        [Transition(0, 1, 1, ONE, REGISTERED), Transition(1, 2, 2, TWO, AGAIN), Transition(2, 1, 1, ONE, REGISTERED)],
        (TWO, "recorded", False),
    ),
    "done twice": (
        [(1, ""), (1, "")],
        [Transition(0, 1, 1, ONE, REGISTERED), Transition(1, 1, 2, ONE, REGISTERED, Deviation.REPEATED)],
        (TWO, "recorded", False),
    ),
    "begun in the middle": (
        [(2, "yes")],
        [Transition(0, 2, 1, TWO, GRANTED, Deviation.SKIPPED)],
        (THREE, "granted", False),
    ),
    "after the end": (
        [(1, ""), (2, "no"), (3, "")],
        [
            Transition(0, 1, 1, ONE, REGISTERED),
            Transition(1, 2, 2, TWO, REFUSED),
            Transition(2, 3, None, THREE, LENT, Deviation.AFTER_END),
        ],
        (None, "lent", True),
    ),
    "the decision is missing, and with it what comes next": (
        [(1, ""), (2, "")],
        [Transition(0, 1, 1, ONE, REGISTERED), Transition(1, 2, 2, TWO, None)],
        (None, None, False),
    ),
    "after an unknown result any step may follow": (
        [(1, ""), (2, "perhaps"), (3, "")],
        [Transition(0, 1, 1, ONE, REGISTERED), Transition(1, 2, 2, TWO, None), Transition(2, 3, 3, THREE, LENT)],
        (None, "lent", True),
    ),
    "an unknown step": ([(9, "")], [Transition(0, 9, 1, None, None, Deviation.UNKNOWN)], (None, None, False)),
    "an unknown step, even where any may follow": (
        [(9, ""), (8, ""), (1, "")],
        [
            Transition(0, 9, 1, None, None, Deviation.UNKNOWN),
            Transition(1, 8, 8, None, None, Deviation.UNKNOWN),
            Transition(2, 1, 1, ONE, REGISTERED),
        ],
        (TWO, "recorded", False),
    ),
}


@pytest.mark.parametrize("name", WAYS)
def test_a_way(name: str) -> None:
    """Each entry is judged by what was due, and one mistake is one deviation."""
    entries, turns, (following, status, ended) = WAYS[name]
    way = replay_steps(EDITION, [(index, *entry) for index, entry in enumerate(entries)])
    assert [*way.turns] == turns
    assert (way.next, way.status, way.ended) == (following, status, ended)


def test_what_a_step_says_of_itself() -> None:
    """Who may do it, and what it leaves behind."""
    assert TWO.roles == ("head", "clerk")
    assert (ONE.only_result, TWO.only_result) == ("recorded", "")
    assert (TWO.leaves(Need.NOTE), TWO.leaves(Need.NEWS), TWO.decides) == (True, False, False)
    assert EDITION.first == ONE
    assert EDITION.by_number == {1: ONE, 2: TWO, 3: THREE}


def test_the_sender_is_told_by_the_step_after() -> None:
    """A result whose next step sends the notice; none at the end, and none where the next step sends nothing."""
    telling = Step(
        2, "Memberi tahu", "clerk", Norm(0, 5), {"told": Result("Diberi tahu", "lent", None, (Need.NOTICE,))}
    )
    edition = replace(EDITION, steps=(ONE, telling))
    assert edition.tells_sender_after(REGISTERED)
    assert not edition.tells_sender_after(REFUSED)
    assert not EDITION.tells_sender_after(REGISTERED)
    told_at_once = replace(telling, number=1)
    assert not replace(EDITION, steps=(told_at_once,)).tells_sender_after(REFUSED)
