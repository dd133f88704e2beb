"""Each rule on language is right nine times in ten, over published press texts that were marked by hand."""

import pytest

from tests.prose.marked import RULES, scores, stories
from workflow.rules.publishing.prose import sentences

PRECISION = 0.9
RECALL = {"preposition": 0.9, "spacing": 0.9}
"""The commonest mistakes are also to be found; the other rules may miss some."""


def test_there_is_enough_to_judge_by() -> None:
    everything = [*stories()]
    texts = [one.text.split("---\n")[2] for one in everything]
    assert sum(len([*sentences(text)]) for text in texts) >= 100
    assert {mark.rule for one in everything for mark in one.marks} == {*RULES}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_right(rule: str) -> None:
    score = scores()[rule]
    assert score.right, "a rule that finds nothing in them proves nothing"
    assert score.precision >= PRECISION, score.wrong
    assert score.recall >= RECALL.get(rule, 0), score.missed
