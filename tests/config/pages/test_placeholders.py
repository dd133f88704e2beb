"""Placeholders of hand-written pages: a few values of the office, as text, and a finding for any other name."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.offices import check, sample_office, shorts
from tests.support.second_office import load_second_office, second_office
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.config.pages.placeholders import VALUES, fill_text
from workflow.config.pages.static_pages import read_static_pages
from workflow.site.content.static_pages import render_static_pages

PAGE = "site_config/pages/layanan-kami.md"


def with_page(root: Path, body: str, title: str = "Kami") -> Office:
    path = second_office(root) / PAGE
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\ntitle: {title}\ndescription: Siapa kami.\n---\n{body}\n")
    office, _ = load_office(root)
    assert office
    return office


@pytest.mark.parametrize("name", VALUES)
def test_every_name_stands_for_something(name: str) -> None:
    assert fill_text(f"{{{{ {name} }}}}", sample_office()) not in {"", f"{{{{ {name} }}}}"}


def test_a_page_shows_the_office_s_own(tmp_path: Path) -> None:
    office = with_page(tmp_path, "{{office.name}}: {{ zone }}, {{ sop.total }}", "Tentang {{ office.short }}")
    [page] = [one for one in read_static_pages(office)[0] if one.name == "layanan-kami"]
    assert page.header.title == "Tentang Prokopim Nusa Timur"
    assert page.body == "Bagian Komunikasi Pimpinan Kabupaten Nusa Timur: WITA, 6 jam 45 menit"


@pytest.mark.parametrize("name", ["7 * 7", "office", "office.people", "office.__class__", "hours|safe", "nama", ""])
def test_any_other_name_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    office = with_page(tmp_path, f"Satu.\n\nDua {{{{ {name} }}}} tiga.")
    assert shorts(check(tmp_path, 1_800_000_000).findings) == [f"{PAGE}:7:5 error office/pages"]
    assert "layanan-kami" not in {one.name for one in read_static_pages(office)[0]}


def test_a_value_is_never_taken_for_markup(tmp_path: Path) -> None:
    office = with_page(tmp_path, "{{ office.address }}")
    evil = replace(office.identity, address="<b onclick=x>[a](javascript:x) *b* `c` {{ hours }} # d")
    [page] = [one for one in render_static_pages(replace(office, identity=evil))[0] if "layanan-kami" in one.address]
    assert page.body.strip() == ("<p>&lt;b onclick=x&gt;[a](javascript:x) *b* `c` {{ hours }} # d</p>")


def test_the_program_s_pages_speak_of_any_office(tmp_path: Path) -> None:
    office = load_second_office(tmp_path)
    pages = {one.name: one.body for one in read_static_pages(office)[0]}
    assert pages.keys() == {"kontak", "lapor", "pedoman", "tentang"}
    assert "Senin sampai Kamis pukul 08.00\N{EN DASH}16.15 WITA" in pages["kontak"]
    assert "Selama Pekan Suci: Senin sampai Rabu pukul 08.00\N{EN DASH}12.00 WITA." in pages["kontak"]
    assert "Kabupaten Nusa Timur" in pages["tentang"]
    assert "Kepala Bagian Prokopim" in pages["tentang"]


def test_address_and_telephone_are_those_of_the_footer() -> None:
    office = sample_office()
    whole = replace(office.identity, address="Jalan Satu 1", province="Nusa", postal_code="86111", phone="(0382) 21000")
    assert fill_text("{{ office.address }}: {{ office.phone }}", replace(office, identity=whole)) == (
        "Jalan Satu 1, Nusa 86111: +62 382 21000"
    )
