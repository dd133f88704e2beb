"""Each rule on language is right nine times in ten, over published press texts that were marked by hand."""

import pytest

from tests.support.marked_texts import FILES, RULES, Score, scores, stories
from workflow.rules.publishing.writing._running_text import sentences

pytestmark = [pytest.mark.thorough, pytest.mark.xdist_group("prose")]  # the texts are judged once
PRECISION = 0.9
RECALL = {"preposition": 0.9, "spacing": 0.8}
"""The commonest mistakes are also to be found; the other rules may miss some."""


def together(*several: Score) -> Score:
    return Score(
        sum(one.right for one in several),
        [words for one in several for words in one.wrong],
        [words for one in several for words in one.missed],
    )


def test_there_is_enough_to_judge_by() -> None:
    everything = [story for file in FILES for story in stories(file)]
    texts = [one.text.split("---\n")[2] for one in everything]
    assert sum(len([*sentences(text)]) for text in texts) >= 150
    assert {mark.rule for one in everything for mark in one.marks} == {*RULES}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_right(rule: str) -> None:
    score = together(*(scores(file)[rule] for file in FILES))
    assert score.right, "a rule that finds nothing in them proves nothing"
    assert score.precision >= PRECISION, score.wrong
    assert score.recall >= RECALL.get(rule, 0), score.missed


def test_the_rules_are_right_on_texts_that_nobody_had_in_mind() -> None:
    score = together(*scores(FILES[1]).values())
    assert score.precision >= PRECISION, score.wrong
    assert score.recall >= PRECISION * PRECISION, score.missed
