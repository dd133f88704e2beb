"""Lines for old addresses: added to what is there in whatever way it is written, or not at all."""

import pytest
import yaml

from tests.support.offices import sample_office
from workflow.importing.moved_addresses import merge_moved
from workflow.records.file_source import Overlay

NEW = "/berita/2019/a/"


def merged(present: str | None, *old: str) -> tuple[dict[str, str], list[str], str]:
    from msgspec.structs import replace

    addresses = (yaml.safe_load(present) or {}).get("addresses") if present else None
    office = replace(sample_office(), moved=addresses or {})
    files = Overlay(office.files, {"content/news/2019/a.md": b""})
    found = merge_moved(present, [(one, NEW) for one in old], office, files)
    text = found.text if found.text is not None else present or ""
    return yaml.safe_load(text or "{}").get("addresses") or {}, [one.old for one in found.unmoved], text


@pytest.mark.parametrize(
    "present",
    [
        None,
        "",
        "addresses: {}\n",
        "addresses:\n",
        "# a\naddresses:\n  /lama.html: /arsip/\n",
        "addresses:\n      /lama.html: /arsip/",
        'addresses:\n  "/lama.html": /arsip/\n# akhir\n',
    ],
)
def test_a_line_is_added_and_all_others_stay(present: str | None) -> None:
    found, unmoved, text = merged(present, "https://lama.contoh.example/2019/judul-berita/")
    assert found.pop("/2019/judul-berita/") == NEW
    assert found == ((yaml.safe_load(present or "{}") or {}).get("addresses") or {})
    assert unmoved == []
    assert all(line in text for line in (present or "").splitlines() if not line.startswith("addresses"))


def test_a_list_in_braces_is_left_to_people() -> None:
    present = "addresses: {/lama.html: /arsip/}\n"
    found, unmoved, text = merged(present, "https://a.example/x/")
    assert (found, unmoved, text) == ({"/lama.html": "/arsip/"}, ["/x/"], present)


@pytest.mark.parametrize(
    "old",
    [
        "https://a.example/?p=12",
        "https://a.example/judul-%E2%80%93/",
        "https://a.example/../rahasia/",
        "https://a.example/berita/2019/a/",
        "https://a.example/assets/x.js",
        "https://a.example/index.html",
        "https://a.example/" + "x" * 300,
    ],
)
def test_what_cannot_lead_on_is_told(old: str) -> None:
    found, unmoved, _ = merged("addresses:\n  /lama.html: /arsip/\n", old)
    assert found == {"/lama.html": "/arsip/"}
    assert len(unmoved) == 1


def test_an_address_that_leads_elsewhere_stays_so() -> None:
    found, unmoved, _ = merged("addresses:\n  /lama/: /arsip/\n", "https://a.example/lama")
    assert found == {"/lama/": "/arsip/"}
    assert unmoved == ["https://a.example/lama"]


def test_the_same_again_changes_nothing() -> None:
    _, _, text = merged(None, "https://a.example/x/")
    assert merged(text, "https://a.example/x/") == ({"/x/": NEW}, [], text)


def test_the_former_home_page_needs_no_line() -> None:
    assert merged("addresses: {}\n", "https://a.example/", "") == ({}, [], "addresses: {}\n")
