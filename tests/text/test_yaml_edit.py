"""An edit changes the lines it must, and no other byte."""

import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.invisible_characters import on_one_line
from workflow.text.yaml_edit import append_entry, set_value, yaml_scalar
from workflow.text.yaml_load import load_yaml

ROOT = Path(__file__).parents[2]
HEADERS = [path.read_text("utf-8").split("---\n")[1] for path in sorted((ROOT / "content").rglob("*.md"))]
ONE_LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=60).map(
    on_one_line
)
"""As it is written: what nobody sees never gets into a header."""


def scalars(node: Any, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of all single values."""
    if isinstance(node, dict):
        return [found for key, value in node.items() for found in scalars(value, (*place, key))]
    if isinstance(node, list):
        return [found for index, value in enumerate(node) for found in scalars(value, (*place, index))]
    return [place]


def put(node: Any, place: tuple[str | int, ...], value: str) -> None:
    """Write a value into plain data: what the edit is compared with."""
    for part in place[:-1]:
        node = node[part]
    node[place[-1]] = value


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    rows = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [row[2:] for row in rows if row.startswith("- ")], [row[2:] for row in rows if row.startswith("+ ")]


@given(st.sampled_from(HEADERS), st.data(), ONE_LINE)
def test_a_value_is_replaced_and_nothing_else(header: str, data: st.DataObject, value: str) -> None:
    wanted, _ = load_yaml(header)
    place = data.draw(st.sampled_from(scalars(wanted)))
    edited = set_value(header, place, value)
    put(wanted, place, value)
    assert load_yaml(edited) == (wanted, [])
    gone, come = changed(header, edited)
    assert len(gone) <= 1
    assert len(come) <= 1


@given(ONE_LINE)
def test_a_scalar_reads_back_as_it_was(value: str) -> None:
    assert load_yaml(f"a: {yaml_scalar(value)}\nb: [{yaml_scalar(value)}]\n")[0] == {"a": value, "b": [value]}


@given(st.sampled_from(HEADERS), ONE_LINE)
def test_a_new_name_is_one_new_line_where_its_order_wants_it(header: str, value: str) -> None:
    edited = set_value(header, ("zusatz",), value, [*load_yaml(header)[0], "zusatz"])
    assert changed(header, edited)[0] == []
    assert list(load_yaml(edited)[0])[-1] == "zusatz"


@pytest.mark.parametrize("header", [header for header in HEADERS if "steps:" in header])
def test_an_appended_entry_is_only_new_lines(header: str) -> None:
    entry = {"step": "8", "by": "rina", "delay": {"reason": "lain: nya", "acknowledged_by": "kadis"}, "outlets": ["a"]}
    edited = append_entry(header, ("steps",), entry)
    wanted, _ = load_yaml(header)
    wanted["steps"].append(entry)
    assert load_yaml(edited)[0] == wanted
    assert changed(header, edited)[0] == []


@pytest.mark.parametrize(
    ("header", "edited"),
    [
        ("a: 1\nholds: []  # none\nb: 2\n", "a: 1\nholds:  # none\n  - x: y\nb: 2\n"),
        ("steps:\n- x: 1 # one\n# end\nb: 2\n", "steps:\n- x: 1 # one\n- x: y\n# end\nb: 2\n"),
        ("a: 1\n", "a: 1\nholds:\n  - x: y\n"),
        ("note: |\n  long\n  text\nsteps:\n  - x: 1\n", "note: |\n  long\n  text\nsteps:\n  - x: 1\n  - x: y\n"),
    ],
)
def test_lists_are_begun_and_continued_in_their_own_style(header: str, edited: str) -> None:
    assert append_entry(header, ("steps",) if "steps" in header else ("holds",), {"x": "y"}) == edited


def test_a_list_in_brackets_is_not_touched() -> None:
    with pytest.raises(KeyError):
        append_entry("steps: [{x: 1}]\n", ("steps",), {"x": "y"})


def test_a_group_that_is_not_there_is_not_invented() -> None:
    with pytest.raises(KeyError):
        set_value("a: 1\n", ("letter", "nature"), "biasa")
