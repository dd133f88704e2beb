"""What is said of an inconsistent edition, whole: every flaw, its place and its sentence, and nothing besides."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.sop.loan import AGAIN, EDITION, GRANTED, LENT, ONE, REFUSED, REGISTERED, THREE, TWO
from workflow.i18n.catalog import translate
from workflow.sop.consistency import edition_flaws, only_confirms_performers
from workflow.sop.edition import Edition, Need, Norm, Result, Step


def of(*steps: Step, **changes: Any) -> Edition:
    """The small procedure with other steps."""
    return replace(EDITION, steps=steps, **changes)


NEWS = Result("Dimuat", "granted", 3, (Need.DISPOSITION,))
FLAWS = {
    "no flaw": (EDITION, []),
    "no step": (of(), [(("steps",), "The SOP has no steps.")]),
    "numbers": (
        of(ONE, TWO, replace(THREE, number=4, not_by=())),
        [
            (("steps", 2, "number"), "Step 4 stands where step 3 belongs."),
            (("steps", 1, "results", "yes", "next"), "The result leads to step 3, which does not exist."),
            (("steps", 2), "No way through the procedure leads to step 4."),
        ],
    ),
    "performers": (
        of(replace(ONE, performer="guard"), replace(TWO, alternates=("clerk", "x", "y")), THREE, head="mayor"),
        [
            (("steps", 0, "performer"), "The performer `guard` is not in `performers`."),
            (("steps", 1, "alternates"), "The performer `x` is not in `performers`."),
            (("steps", 1, "alternates"), "The performer `y` is not in `performers`."),
            (("head",), "The performer `mayor` is not in `performers`."),
        ],
    ),
    "four eyes": (of(ONE, TWO, replace(THREE, not_by=(1, 7))), [(("steps", 2, "not_by"), "There is no step 7.")]),
    "statuses": (
        of(ONE, TWO, replace(THREE, results={"lent": replace(LENT, status="gone")}), withdrawn="away"),
        [
            (("withdrawn",), "The status `away` is not in `statuses`."),
            (("steps", 2, "results", "lent", "status"), "The status `gone` is not in `statuses`."),
        ],
    ),
    "no result": (
        of(ONE, TWO, replace(THREE, results={})),
        [(("steps", 2, "results"), "Step 3 has no result.")],
    ),
    "a decision that only one result records": (
        of(ONE, replace(TWO, results={"yes": NEWS, "again": AGAIN}), THREE),
        [(("steps", 1, "results"), "Where one result of a step needs the disposition, every result of it must.")],
    ),
    "a decision that every result records": (
        of(ONE, replace(TWO, results={"yes": NEWS, "again": replace(AGAIN, needs=(Need.DISPOSITION,))}), THREE),
        [],
    ),
    "unreachable": (
        of(ONE, replace(TWO, results={"again": AGAIN, "no": REFUSED}), THREE),
        [(("steps", 2), "No way through the procedure leads to step 3.")],
    ),
    "endless": (
        of(replace(ONE, results={"recorded": replace(REGISTERED, next=1)})),
        [(("steps",), "The procedure never ends: no result is without `next`.")],
    ),
    "an end before the last step": (
        of(ONE, TWO, replace(THREE, results={"lent": replace(LENT, next=1)})),
        [],
    ),
    "norms": (
        of(replace(ONE, norm=Norm(6, 5)), replace(TWO, norm=Norm(5, 5)), THREE, total=16),
        [
            (("steps", 0, "norm"), "The norm's lower bound is above its upper bound."),
            (("total",), "The upper norms add up to 15 minutes, but the document states 16."),
        ],
    ),
}


@pytest.mark.parametrize("name", FLAWS)
def test_flaws(name: str) -> None:
    """Each contradiction in its place, in order, and no other."""
    edition, flaws = FLAWS[name]
    total = edition.total if name == "norms" else sum(step.norm.max for step in edition.steps)
    assert [(place, translate(said)) for place, said in edition_flaws(replace(edition, total=total))] == flaws


ASSUMED = of(ONE, replace(TWO, assumed=True), THREE, assumption="The symbols are not legible.")
CONFIRMED = of(ONE, replace(TWO, performer="clerk", alternates=(), assumed=False), THREE)


@pytest.mark.parametrize(
    ("new", "confirmed"),
    [
        (CONFIRMED, True),
        (ASSUMED, True),
        (of(ONE, TWO, THREE), True),
        (of(replace(ONE, performer="head"), TWO, THREE), False),
        (of(ONE, replace(TWO, activity="Menimbang"), THREE), False),
        (of(ONE, replace(TWO, results={"yes": GRANTED}), THREE), False),
        (replace(CONFIRMED, number="2/2026"), False),
    ],
)
def test_only_an_assumed_performer_may_be_settled(new: Edition, *, confirmed: bool) -> None:
    """An edition in use stays as it is, but for who does a step of which the document's symbol is not legible."""
    assert only_confirms_performers(ASSUMED, new) is confirmed
