"""The flow chart, of the office's procedure and of a quite different one."""

import datetime as dt
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest

from tests.support.html import tags
from tests.support.offices import ROOT
from tests.support.sample_site import BuiltSite
from workflow.config.load import load_office
from workflow.site.flowchart.layout import COLUMN_WIDTH, Flowchart, layout_flowchart
from workflow.site.flowchart.nodes import Node, NodeKind
from workflow.sop.edition import Edition, Norm, Performer, Result, Step

SVG = "{http://www.w3.org/2000/svg}"


def _step(number: int, performer: str, **results: int | None) -> Step:
    outcomes = {key: Result(name=key.title(), status="x", next=target) for key, target in results.items()}
    return Step(number=number, activity=f"Kegiatan {number}", performer=performer, norm=Norm(1, 2), results=outcomes)


def other() -> Edition:
    """Five steps: a branch that skips two, a loop back over one, a loop to itself and an end in the middle."""
    steps = (
        _step(1, "b", done=2),
        _step(2, "a", done=3, skip=5, again=2),
        _step(3, "c", done=4),
        _step(4, "b", done=5, back=2, stop=None),
        _step(5, "c", done=None),
    )
    words: Any = dict.fromkeys(("id", "number", "title", "office", "approved_by", "head", "withdrawn"), "other")
    lists: Any = dict.fromkeys(("legal_bases", "qualifications", "related", "equipment", "warnings", "records"), ())
    return Edition(
        **words,
        **lists,
        effective=dt.date(2030, 1, 1),
        total=10,
        performers={key: Performer(title=f"Orang {key}") for key in "abc"},
        statuses={"x": "X"},
        steps=steps,
    )


def editions() -> list[Edition]:
    """The office's own and the other."""
    office, _ = load_office(ROOT)
    assert office
    return [*office.editions, other()]


@pytest.fixture(params=editions(), ids=lambda edition: edition.id)
def edition(request: pytest.FixtureRequest) -> Edition:
    """Each procedure."""
    procedure: Edition = request.param
    return procedure


@pytest.fixture
def chart(edition: Edition) -> Flowchart:
    """Its drawing."""
    return layout_flowchart(edition)


def test_each_performer_has_a_column_and_each_step_a_shape_in_it(edition: Edition, chart: Flowchart) -> None:
    assert len(chart.columns) == len(edition.performers)
    assert [row.shape.number for row in chart.rows] == [step.number for step in edition.steps]
    keys = list(edition.performers)
    for step, row in zip(edition.steps, chart.rows, strict=True):
        column = chart.columns[keys.index(step.performer)]
        assert column.x < row.shape.x - row.shape.half_width
        assert row.shape.x + row.shape.half_width < column.x + COLUMN_WIDTH
        assert row.y < row.shape.y - row.shape.half_height
        assert row.shape.y + row.shape.half_height < row.y + row.height


def test_shapes_say_what_a_step_is(edition: Edition, chart: Flowchart) -> None:
    for step, row in zip(edition.steps, chart.rows, strict=True):
        ends = None in [result.next for result in step.results.values()]
        wanted = (
            NodeKind.DECISION
            if len(step.results) > 1
            else NodeKind.TERMINATOR
            if ends or step is edition.first
            else NodeKind.ACTION
        )
        assert row.shape.kind is wanted


def test_every_result_has_an_arrow_from_its_step_to_the_next(edition: Edition, chart: Flowchart) -> None:
    shapes = {row.shape.number: row.shape for row in chart.rows}
    expected = {
        (step.number, result.next, result.name if len(step.results) > 1 else "")
        for step in edition.steps
        for result in step.results.values()
        if result.next is not None or len(step.results) > 1
    }
    drawn = {
        (_at(shapes, wire.points[0]), None if wire.ends else _at(shapes, wire.points[-1]), wire.label)
        for wire in chart.wires
    }
    assert drawn == expected


def test_arrows_back_are_marked(edition: Edition, chart: Flowchart) -> None:
    shapes = {row.shape.number: row.shape for row in chart.rows}
    for wire in chart.wires:
        if not wire.ends:
            assert wire.back == (_at(shapes, wire.points[-1]) <= _at(shapes, wire.points[0]))


def _at(shapes: dict[int, Node], point: tuple[int, int]) -> int:
    """The step on whose edge a point lies."""
    [number] = [
        number
        for number, shape in shapes.items()
        if (
            abs(point[0] - shape.x) == shape.reach(point[1] - shape.y)
            if abs(point[1] - shape.y) < shape.half_height
            else False
        )
        or (point[0] == shape.x and abs(point[1] - shape.y) == shape.half_height)
    ]
    return number


def test_no_arrow_crosses_a_shape_or_leaves_the_paper(chart: Flowchart) -> None:
    for wire in chart.wires:
        for one, two in pairwise(wire.points):
            assert one[0] == two[0] or one[1] == two[1], "only straight along the page"
            for row in chart.rows:
                assert not _inside(one, two, row.shape), (wire, row.shape)
        for x, y in wire.points:
            assert chart.columns[0].x - 100 < x <= chart.width
            assert 0 < y < chart.height


def _inside(one: tuple[int, int], two: tuple[int, int], shape: Node) -> bool:
    """Whether a straight piece runs through the inside of a shape."""
    (left, right), (top, bottom) = sorted((one[0], two[0])), sorted((one[1], two[1]))
    if top == bottom:
        dy = top - shape.y
        reach = shape.reach(dy) if abs(dy) < shape.half_height else 0
        return bool(reach) and left < shape.x + reach - 1 and right > shape.x - reach + 1
    within = abs(left - shape.x) < shape.half_width - 1
    return within and top < shape.y + shape.half_height - 1 and bottom > shape.y - shape.half_height + 1


def test_no_two_arrows_share_a_stretch(chart: Flowchart) -> None:
    pieces = [(piece, wire) for wire in chart.wires for piece in pairwise(wire.points)]
    for index, (piece, wire) in enumerate(pieces):
        for other_piece, other_wire in pieces[index + 1 :]:
            assert wire is other_wire or not _overlap(piece, other_piece), (wire, other_wire)


Piece = tuple[tuple[int, int], tuple[int, int]]


def _overlap(one: Piece, two: Piece) -> bool:
    for axis in (0, 1):
        across = 1 - axis
        if len({one[0][across], one[1][across], two[0][across], two[1][across]}) == 1:
            low = max(min(one[0][axis], one[1][axis]), min(two[0][axis], two[1][axis]))
            high = min(max(one[0][axis], one[1][axis]), max(two[0][axis], two[1][axis]))
            return low < high
    return False


def test_every_choice_has_a_label_on_no_line_and_no_shape(chart: Flowchart) -> None:
    assert sorted(label.text for label in chart.labels) == sorted(wire.label for wire in chart.wires if wire.label)
    lines = [piece for wire in chart.wires for piece in pairwise(wire.points)]
    lines += [((line.x, line.top + 1), (line.x, line.bottom - 1)) for line in chart.separators]
    lines += [((chart.columns[0].x, row.y), (chart.right, row.y)) for row in chart.rows]
    for label in chart.labels:
        box = label.box
        for one, two in lines:
            (left, right), (top, bottom) = sorted((one[0], two[0])), sorted((one[1], two[1]))
            assert right < box.left or box.right < left or bottom < box.top or box.bottom < top, (label, one, two)
        for row in chart.rows:
            for y in range(box.top, box.bottom):
                assert not _inside((box.left, y), (box.right, y), row.shape), (label, row.shape)
        for other_label in chart.labels:
            assert other_label is label or not other_label.box.meets(box)


def test_separators_reach_from_the_head_to_the_foot_but_for_labels(chart: Flowchart) -> None:
    for x in {line.x for line in chart.separators}:
        gaps = sum(box.bottom - box.top for box in (label.box for label in chart.labels) if box.left <= x <= box.right)
        drawn = sum(line.bottom - line.top for line in chart.separators if line.x == x)
        assert drawn + gaps == chart.height - chart.head


def test_a_word_breaks_behind_a_slash_only(edition: Edition, chart: Flowchart) -> None:
    words = " ".join(" ".join(row.completeness) for row in chart.rows).replace("/ ", "/")
    assert "\0" not in words
    for step in edition.steps:
        for item in step.completeness:
            assert item in words


def test_the_page_draws_the_chart_for_every_reader(sample: BuiltSite) -> None:
    page = sample.page("sop")
    svg = ET.fromstring(page[page.index('<svg class="r-chart"') : page.index("</svg>", page.index("r-chart")) + 6])
    assert svg.get("role") == "img"
    ids = {element.get("id") for element in svg.iter()}
    assert set(str(svg.get("aria-labelledby")).split()) <= ids
    [title], [desc] = svg.findall("title"), svg.findall("desc")
    assert "Layanan Informasi" in str(title.text)
    assert str(desc.text).count("Langkah ") == 8
    assert "Dikembalikan: lanjut ke langkah 4" in str(desc.text)
    classes = [element.get("class", "").split()[:1] for element in svg.iter()]
    assert (classes.count(["flow-column"]), classes.count(["flow-step"])) == (4, 8)
    labels = {text.text for text in svg.iter("text")}
    assert {"Publikasikan", "Tolak", "Tunda", "Disetujui", "Dikembalikan"} <= labels
    assert svg.get("stroke") == "currentColor"


def test_the_page_carries_the_whole_document(sample: BuiltSite) -> None:
    text = tags(sample.page("sop"), "article")[0].text
    edition = editions()[0]
    assert [step.activity for step in edition.steps if step.activity not in text] == []
    for items in (edition.legal_bases, edition.qualifications, edition.related, edition.equipment, edition.warnings):
        assert [item for item in items if item not in text] == []
    assert edition.number in text
    assert edition.assumption
    assert edition.assumption not in text, "a note to whoever keeps the file is none to citizens"
    assert "* Pelaksana menurut pembagian tugas kantor" in text
    assert "15\N{EN DASH}30 menit" in text
    assert "375 menit kerja (6,25 jam)" in text
