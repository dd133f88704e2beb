"""No text makes a rule slow: its work grows with the text and not with its square, whatever the text is made of."""

from functools import partial

import pytest

from bench.rules import ARTICLES, MOST, SIZES, Subjects, drawing, growth, parsing, seconds
from workflow.rules.registry import RULES
from workflow.rules.rule import Rule, Subject

READING = [rule for rule in RULES if rule.check and rule.subject in (Subject.FILE, Subject.ARTICLE, Subject.REQUEST)]
SUBJECTS = Subjects()
TWO = 2
"""How many of the sizes of `python -m bench rules`, which takes its time, are tried: the smaller ones."""


@pytest.mark.xdist_group("growth")
@pytest.mark.parametrize("rule", READING, ids=lambda rule: rule.slug)
def test_a_rule_grows_with_the_text(rule: Rule) -> None:
    """Four times the text is less than twelve times the work, on every nasty text; a square would be sixteen."""
    found = growth(partial(seconds, rule, SUBJECTS), SIZES.get(rule.subject, ARTICLES)[:TWO])
    assert found.exponent <= MOST, found


@pytest.mark.xdist_group("growth")
def test_taking_a_text_apart_grows_with_it() -> None:
    found = growth(parsing, ARTICLES[:TWO])
    assert found.exponent <= MOST, found


@pytest.mark.xdist_group("growth")
def test_what_partners_need_to_know_is_drawn_in_time_that_grows_with_the_text() -> None:
    found = growth(partial(drawing, SUBJECTS), ARTICLES[:TWO])
    assert found.exponent <= MOST, found


def test_growth_that_is_quadratic_is_seen() -> None:
    """The measure itself: work that squares is told from work that does not."""
    assert growth(lambda text: (len(text) / 100_000) ** 2, (16_000, 64_000)).exponent > MOST
    assert growth(lambda text: len(text) / 100_000, (16_000, 64_000)).exponent <= MOST
