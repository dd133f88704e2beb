"""What happens to a story after it was published is shown: its end, updates, replies, reports, a claim's verdict."""

import json
import re
from pathlib import Path

import pytest

from outside.kinds import UNLISTED as NOINDEX
from outside.kinds import every_page
from outside.table import UNLISTED
from tests.support.browser import rendered_dom, serving
from tests.support.html import tags, tags_of_class
from tests.support.offices import edited
from tests.support.sample_site import BuiltSite, build_site, sample_office
from workflow.records.file_source import Folder
from workflow.records.read import read_article

FLOOD, FLOOD_FILE = "berita/2026/siaga-banjir-sungai-pawan", "content/news/2026/siaga-banjir-sungai-pawan.md"
CLAIM, CLAIM_FILE = "berita/2026/qris-pedagang-pasar", "content/news/2026/qris-pedagang-pasar.md"
REVIEW = "2031-05-17"
ACTS = """acts:
  - act: reply
    by: sari
    at: 2026-11-13T10:00+07:00
    note: Retribusi <b>tidak</b> dipungut lewat QRIS.
    respondent: Paguyuban Pedagang Contoh
    capacity: ketua
    received: 2026-11-12T15:00+07:00
    content: SEAL
"""
FACT_CHECK = """fact_check:
  claim: Pedagang wajib membayar biaya QRIS setiap hari.
  claimed_by: Pesan berantai
  appeared_in: Grup percakapan warga
  verdict: salah
  sources: ["https://contoh.example/qris", Dinas Koperasi]
"""
EMERGENCY = """banjir:
  level: darurat
  text: Warga <tepi> sungai diminta mengungsi.
  from: 2026-11-19T08:00+07:00
  until: {until}
besok:
  level: info
  text: Baru tampil besok.
  from: 2026-11-21T08:00+07:00
  until: 2026-11-22T08:00+07:00
"""


def data_of(page: str, kind: str) -> list[dict[str, object]]:
    """What a page says in JSON-LD of a kind."""
    found = [
        json.loads(tag.text) for tag in tags(page, "script") if tag.attributes.get("type") == "application/ld+json"
    ]
    return [one for one in found if one["@type"] == kind]


def test_a_story_that_has_ended_says_so_and_leads_nowhere(sample: BuiltSite) -> None:
    page = sample.page(FLOOD)
    [notice] = tags_of_class(page, "r-notice--expired")
    assert notice.text.startswith("Tidak berlaku lagi sejak Jumat, 6 November 2026 pukul 18.00 WIB.")
    assert "Diperbarui Kamis, 5 November 2026 pukul 14.00 WIB: Air mulai surut." in page_text(page)
    [article] = data_of(page, "NewsArticle")
    assert article["expires"] == "2026-11-06T18:00:00+07:00"
    assert article["dateModified"] == "2026-11-05T14:00:00+07:00"
    assert "siaga-banjir" not in sample.page("")
    line, *_ = [tag for tag in tags(sample.page("kategori/kebencanaan"), "article") if "Siaga Banjir" in tag.text]
    assert "tidak berlaku lagi" in line.text
    feed = json.loads((sample.site / "feed.json").read_text())
    [item] = [one for one in feed["items"] if "siaga-banjir" in one["url"]]
    assert item["title"].startswith("Tidak berlaku lagi: ")
    assert item["date_modified"] == "2026-11-06T18:00:00+07:00"


def page_text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_reports_of_readers_stand_with_number_and_outcome(sample: BuiltSite) -> None:
    [rejected] = tags_of_class(sample.page(CLAIM), "r-reports")
    assert "L-2026-0152-1" in rejected.text
    assert "Tidak diralat" in rejected.text
    ledger = page_text(sample.page("ralat"))
    assert "Laporan L-2026-0133-1" in ledger
    assert "Diralat Jumat, 2 Oktober 2026 pukul 09.15 WIB, 1 jam waktu kerja setelah laporan diterima." in ledger
    [link] = [tag for tag in tags(sample.page(CLAIM), "a") if tag.text == "Laporkan lewat surel"]
    assert link.attributes["href"].startswith("mailto:redaksi@ketapang.example?subject=Laporan%20kekeliruan")
    assert sample.has("lapor/index.html")


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample office at work: a reply, an answered claim, a review that nobody sees, and an emergency."""
    root = sample_office(tmp_path_factory.mktemp("living") / "office")
    office = root / "site_config/office.yml"
    office.write_text(re.sub(r"^sample:\n(  .*\n)+", "", office.read_text(), flags=re.MULTILINE))
    edited(root, "site_config/office.yml", "phone: (0534) 000-0000", "phone: 0811-0000-1111")
    edited(root, CLAIM_FILE, "corrections: []\n", f"{FACT_CHECK}{ACTS}")
    edited(root, CLAIM_FILE, "category:", f"review_at: {REVIEW}\ncategory:")
    text = (root / CLAIM_FILE).read_text()
    (root / CLAIM_FILE).write_text(text.replace("SEAL", "seal2:" + "0" * 64))
    article = read_article(Folder(root), CLAIM_FILE)
    assert article
    (root / CLAIM_FILE).write_text(text.replace("SEAL", article.seals.full))
    (root / "site_config/emergency.yml").write_text(EMERGENCY.format(until="2026-11-25T18:00+07:00"))
    return build_site(root, now="2026-11-20T10:00+07:00")


def test_a_reply_stands_with_its_story_and_in_the_ledger(living: BuiltSite) -> None:
    page = living.page(CLAIM)
    [reply] = tags_of_class(page, "r-reply")
    assert "Paguyuban Pedagang Contoh" in reply.text
    assert "Diterima Kamis, 12 November 2026 pukul 15.00 WIB, dimuat Jumat, 13 November 2026" in reply.text
    assert "3 jam 30 menit waktu kerja" in reply.text  # Thursday 15.00 to 16.00, Friday 07.30 to 10.00
    assert "&lt;b&gt;tidak" in page
    assert "#hak-jawab" in [tag.attributes.get("href") for tag in tags(page, "a")]
    assert "Hak jawab dari Paguyuban Pedagang Contoh" in page_text(living.page("ralat"))
    [article] = data_of(page, "NewsArticle")
    assert [one["creditText"] for one in article["comment"]] == ["Paguyuban Pedagang Contoh, ketua"]  # type: ignore[attr-defined]


def test_an_answered_claim_is_labelled_and_told_to_search_engines(living: BuiltSite) -> None:
    """What Google asks of a ClaimReview: `claimReviewed`, `url` and a rating with a name."""
    page = living.page(CLAIM)
    [review] = data_of(page, "ClaimReview")
    assert review["claimReviewed"] == "Pedagang wajib membayar biaya QRIS setiap hari."
    assert str(review["url"]).endswith(f"/{CLAIM}/")
    rating = {"@type": "Rating", "alternateName": "Salah", "ratingValue": 1, "bestRating": 5, "worstRating": 1}
    assert review["reviewRating"] == rating
    assert '"@type":"Thing"' not in page, "what is of no kind is nobody's author"
    [claim] = tags_of_class(page, "r-claim")
    assert "Penilaian" in claim.text
    assert "Salah" in claim.text
    assert "Klarifikasi hoaks" in living.page("kategori/ekonomi")


def test_nobody_outside_sees_when_a_story_is_looked_at_again(living: BuiltSite) -> None:
    assert [path for path, data in living.files().items() if REVIEW.encode() in data] == []


def test_an_emergency_stands_on_every_page_with_its_level_and_end(living: BuiltSite) -> None:
    for file in living.html():
        [notice] = tags_of_class(file.read_text(), "r-emergency")
        assert notice.text.startswith("Darurat Warga <tepi> sungai diminta mengungsi.")
        assert "Berlaku sampai Rabu, 25 November 2026 pukul 18.00 WIB." in notice.text
        assert "Baru tampil besok" not in notice.text


@pytest.mark.parametrize(
    ("until", "shown"), [("2020-01-01T00:00:00+07:00", False), ("2099-01-01T00:00:00+07:00", True)]
)
def test_an_emergency_ends_by_itself_between_two_builds(
    living: BuiltSite, tmp_path: Path, until: str, *, shown: bool
) -> None:
    page = living.site / "lapor/index.html"
    whole = page.read_text()
    try:
        page.write_text(whole.replace('data-until="2026-11-25T18:00:00+07:00"', f'data-until="{until}"'))
        with serving(living.site) as address:
            dom = rendered_dom(f"{address}lapor/", tmp_path, budget=500)
    finally:
        page.write_text(whole)
    assert ("r-emergency__notice" in dom) is shown


def test_an_office_with_a_mobile_number_is_written_to_there(living: BuiltSite) -> None:
    hrefs = [tag.attributes.get("href", "") for tag in tags(living.page(CLAIM), "a")]
    assert [href for href in hrefs if href.startswith("https://wa.me/6281100001111?text=Berita")]


def test_search_engines_are_kept_from_what_the_table_of_validators_names_alone(living: BuiltSite) -> None:
    found = {address for address, text in every_page(living.site).items() if NOINDEX in text}
    assert {"404.html", "panduan/", "berita/2026/bus-sekolah-uji-coba/"} <= found
    assert not [one for one in found if not re.match("|".join(UNLISTED), one)]
