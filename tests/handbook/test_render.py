"""Handbook and settings guide for several offices: everything of the office is there, and nothing of another's."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.offices import ROOT, base_office, sample_office
from tests.support.second_office import load_second_office, second_office
from workflow.config.commands import Commands
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.delivery import contacts, smtp_settings
from workflow.handbook.render import HANDBOOK_FILE, SETTINGS_FILE, anchor, generated_handbooks, render_handbook
from workflow.site.models.handbook import read_handbook
from workflow.sop.consistency import edition_flaws
from workflow.sop.edition import Edition, Need, Norm, Result, Step
from workflow.text.document import read_document, read_yaml

SECTIONS = {HANDBOOK_FILE: [contacts.HANDBOOK_SECTION], SETTINGS_FILE: [smtp_settings.HANDBOOK_SECTION]}
"""What messages send people to."""


@cache
def second() -> Office:
    with TemporaryDirectory() as folder:
        return load_second_office(Path(folder))


@cache
def base() -> Office:
    with TemporaryDirectory() as folder:
        office, _ = load_office(base_office(Path(folder) / "office"))
    assert office
    return office


def bare() -> Office:
    """An office of nobody, without senders, partners, commands, reasons, and with an assumption in its SOP."""
    office = second()
    edition = replace(office.editions[-1], assumption="Pelaksana belum pasti.")
    empty: dict[str, dict[str, Any]] = {"people": {}, "agencies": {}, "partners": {}, "delays": {}, "categories": {}}
    return replace(office, commands=Commands(), editions=(edition,), **empty)


OFFICES: dict[str, Callable[[], Office]] = {"sample": sample_office, "second": second, "base": base, "bare": bare}
by_office = pytest.mark.parametrize("office", OFFICES)


@pytest.mark.parametrize("name", [HANDBOOK_FILE, SETTINGS_FILE])
def test_this_repository_s_are_the_sample_office_s(name: str) -> None:
    """`redaksi handbook --write` makes them anew."""
    assert (ROOT / name).read_text("utf-8") == generated_handbooks(sample_office())[name]


@by_office
def test_every_step_role_and_hour_of_the_office_is_there(office: str) -> None:
    own = OFFICES[office]()
    text = render_handbook(own)
    edition = own.editions[-1]
    for step in edition.steps:
        assert re.search(rf"^\| {step.number} \| {re.escape(step.activity)} \| ", text, re.MULTILINE)
        assert f"\n### Langkah {step.number}: {step.activity} (" in text
        assert all(f"`{result.status}`" in text for result in step.results.values())
    for role, performer in edition.performers.items():
        assert f"| {role.replace('-', ' ')} | {performer.title} |" in text
    assert edition.number in text
    assert own.identity.name in text
    for start, end in own.calendar.file.hours.monday[:1]:
        assert f"pukul {start // 3600:02}.{start % 3600 // 60:02}" in text
        assert end


@by_office
def test_links_lead_to_headings_and_so_do_messages(office: str) -> None:
    for name, text in generated_handbooks(OFFICES[office]()).items():
        prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
        headings = re.findall(r"^#+ (.*)$", prose, re.MULTILINE)
        assert set(SECTIONS[name]) <= set(headings)
        anchors = set(map(anchor, headings))
        assert [one for one in re.findall(r"\]\(#([^)]+)\)", prose) if one not in anchors] == []


@by_office
def test_nothing_is_left_open(office: str) -> None:
    for text in generated_handbooks(OFFICES[office]()).values():
        shown = re.sub(r"`\{\{ [a-z_.]+ \}\}`", "", text.replace("${{", ""))  # placeholders that the text is about
        assert not re.search(r"\{\{ [a-z]|\{%|(?<!`)``(?!`)|`/`\.|\bNone\b|\n\n\n\n", shown)
        assert not re.search(r"[ \t]$", text, re.MULTILINE)


@by_office
def test_every_block_can_be_read(office: str) -> None:
    for text in generated_handbooks(OFFICES[office]()).values():
        for block in re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            listed = f"steps:\n{block}" if block.lstrip().startswith("- ") else block
            read = read_document if block.startswith("---") else read_yaml
            assert read("block", listed.encode())[1] == [], block


def test_nothing_of_the_sample_is_in_another_office_s() -> None:
    sample, text = sample_office(), "\n".join(generated_handbooks(second()).values())
    edition = sample.editions[-1]
    foreign = {sample.identity.name, sample.identity.regency, sample.identity.short, edition.number, edition.id}
    foreign |= {performer.title for performer in edition.performers.values()}
    foreign |= {key.replace("-", " ") for key in edition.performers} | {*edition.performers}
    foreign |= {*sample.people} | {person.name for person in sample.people.values()}
    foreign |= {"WIB", "+07:00", "Ketapang", "Diskominfo", "Kominfo", "07.30", "6 jam 15", "kecamatan", "make setup"}
    foreign -= {"editor"}  # a story's field
    words = text.replace("petugas memegang kantong darah", "")
    assert [one for one in sorted(foreign) if re.search(rf"\b{re.escape(one)}\b", words)] == []


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """A procedure of any length: what is recorded where, who does it, and whether it can be sent back."""
    needs = draw(st.lists(st.sampled_from([None, *Need]), min_size=1, max_size=7))
    roles = draw(
        st.lists(st.sampled_from(["lurah", "juru-tulis", "juru-foto"]), min_size=len(needs), max_size=len(needs))
    )
    steps = []
    for number, (need, role) in enumerate(zip(needs, roles, strict=True), 1):
        results = {
            "maju": Result("Maju", f"s{number}", number + 1 if number < len(needs) else None, (need,) if need else ())
        }
        if number > 1 and draw(st.booleans()):
            kept = (need,) if need is Need.DISPOSITION else (Need.NOTE,)
            results["mundur"] = Result("Mundur", f"m{number}", draw(st.integers(1, number)), kept)
        most = draw(st.integers(1, 600))
        barred = tuple(draw(st.sets(st.integers(1, number - 1), max_size=2))) if number > 1 else ()
        steps.append(
            Step(number, f"Kegiatan {number}", role, Norm(draw(st.integers(1, most)), most), results, not_by=barred)
        )
    known = {result.status: "Nama" for step in steps for result in step.results.values()} | {"batal": "Batal"}
    old = second().editions[-1]
    performers = dict.fromkeys(("lurah", "juru-tulis", "juru-foto"), old.performers[old.head])
    return replace(
        old,
        steps=tuple(steps),
        statuses=known,
        withdrawn="batal",
        head="lurah",
        performers=performers,
        total=sum(step.norm.max for step in steps),
    )


@given(editions())
def test_any_procedure_has_a_handbook(edition: Edition) -> None:
    assert [*edition_flaws(edition)] == []
    text = render_handbook(replace(second(), editions=(edition,)))
    for step in edition.steps:
        assert f"| {step.number} | {step.activity} | {step.performer.replace('-', ' ')}" in text
    assert "seal2:..." not in text or not any(step.leaves(Need.NEWS) for step in edition.steps)


def test_what_the_configuration_says_is_text_and_nothing_else() -> None:
    """Values out of a pull request that want to be Markdown, a table or a page of their own."""
    office = second()
    hostile = "x | y <script>alert(1)</script> [z](javascript:alert(1)) `{{ 1234567 * 8 }}`"
    edition = office.editions[-1]
    steps = (replace(edition.steps[0], activity=hostile), *edition.steps[1:])
    evil = replace(
        office,
        identity=replace(office.identity, name=hostile, short=hostile),
        editions=(replace(edition, title=hostile, number=hostile, steps=steps),),
    )
    pages = read_handbook(evil).sections
    assert len(pages) == len(read_handbook(office).sections)
    for page in pages:
        assert not re.search(r"<script|=.javascript:|9876536", page.body)


def test_the_office_s_own_lies_over_it(tmp_path: Path) -> None:
    (second_office(tmp_path) / HANDBOOK_FILE).write_text("# Panduan kami\n\n## Satu\n\nIsi.\n")
    office, _ = load_office(tmp_path)
    assert office
    assert [one.title for one in read_handbook(office).sections] == ["Panduan kami", "Satu"]


@by_office
def test_the_contents_lead_to_every_chapter(office: str) -> None:
    text = generated_handbooks(OFFICES[office]())[HANDBOOK_FILE]
    chapters = re.findall(r"^## (?!Redaksi:)(.+)$", text, re.MULTILINE)
    assert re.findall(r"^- \[(.+?)\]\(#", text, re.MULTILINE)[: len(chapters)] == chapters


def test_an_office_s_guides_speak_of_what_is_there() -> None:
    """No folder of the program, one meaning for each secret, no schedule that is another's."""
    made = generated_handbooks(second())
    assert "`workflow/" not in made[SETTINGS_FILE]
    assert made[SETTINGS_FILE].count("secrets.SITE_KEY") == 0, "that one signs the site; SSH has its own"
    assert "setiap 15 menit" not in made[HANDBOOK_FILE]
    assert "di satu komputer, pemeriksaan menolaknya" in made[HANDBOOK_FILE]
