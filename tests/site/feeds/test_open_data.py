"""The register's pages, the figures of the service and its open data, as the public gets them."""

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import axe_core_python
import jsonschema
import pytest

from tests.support.browser import CHROMIUM, rendered_dom, serving
from tests.support.html import tags, tags_of_class
from tests.support.offices import ROOT, edited, sample_now
from tests.support.sample_site import BuiltSite, build_site, sample_office
from workflow.config.load import load_office
from workflow.queries.open_requests import load_requests, open_request

PAGES = ("register/2024/0107", "register/2026/0159", "register/2026/0168", "layanan", "layanan/2024", "sop", "register")
AXE = Path(axe_core_python.__file__).parent / "axe.min.js"


def test_every_letter_in_the_register_has_a_page_and_no_confidential_one(sample: BuiltSite) -> None:
    office, _ = load_office(ROOT)
    assert office
    for _, view in load_requests(ROOT, office, sample_now(office)):
        assert view
        year, number = view.record.id.split("-")
        assert sample.has(f"register/{year}/{number}/index.html") == (view.record.letter.nature != "rahasia")


def test_a_request_s_page_tells_its_way(sample: BuiltSite) -> None:
    page = sample.page("register/2024/0107")
    [way] = tags_of_class(page, "l-way")
    times = re.findall(r"(\d+ jam \d+ menit|\d+ jam|\d+ menit) dari (\S+ \S+) · (tepat waktu|terlambat)", way.text)
    assert len(times) == 10
    assert times[7] == ("1 jam 50 menit", "1 jam", "terlambat")
    for words in (
        "Alasan keterlambatan: Gangguan jaringan",
        "Hasil: Dikembalikan, kembali ke langkah 4",
        "Kepala Dinas Kominfo",
    ):
        assert words in way.text
    assert "7 jam 10 menit dari 6 jam 15 menit menurut SOP · melewati batas" in tags(page, "article")[0].text
    assert "../../../berita/2024/pekan-imunisasi/" in page


def test_an_open_request_says_whose_turn_it_is(sample: BuiltSite) -> None:
    office, _ = load_office(ROOT)
    assert office
    now = sample_now(office)
    for _, view in load_requests(ROOT, office, now):
        assert view
        stand = open_request(view, now)
        if stand is None or view.record.letter.nature == "rahasia":
            continue
        page = sample.page(f"register/{view.record.id.replace('-', '/')}")
        [turn] = tags_of_class(page, "l-turn")
        assert f"langkah {stand.step.number}" in turn.text
        assert stand.role in turn.text
        assert ("Jam SOP sedang berhenti" in turn.text) == (stand.due is None)
        assert ("terlambat" in turn.text) == (stand.due is not None and stand.due < now)


def test_a_hold_is_shown_without_its_reason(sample: BuiltSite) -> None:
    page = sample.page("register/2026/0159")
    assert "Jam SOP berhenti sejak 18 Nov 2026, 09.44 WIB dan belum berjalan lagi" in tags(page, "article")[0].text
    assert "Menunggu kepastian" not in page


def test_the_data_is_what_its_schema_says(sample: BuiltSite) -> None:
    for name in ("layanan", "register"):
        schema = json.loads((sample.site / f"data/{name}.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        data = json.loads((sample.site / f"data/{name}.json").read_text())
        jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
        for part in (schema, *schema["$defs"].values()):
            assert [key for key, field in part["properties"].items() if not field.get("description")] == []


def test_both_forms_of_the_data_say_the_same_as_the_page(sample: BuiltSite) -> None:
    data = json.loads((sample.site / "data/layanan.json").read_text())["angka"]
    rows = list(csv.DictReader(io.StringIO((sample.site / "data/layanan.csv").read_text())))
    for one in data:
        for name in ("diterima", "selesai", "tepat_waktu", "terbuka", "ralat"):
            [row] = [row for row in rows if (row["periode"], row["ukuran"]) == (one["periode"], name)]
            assert int(row["nilai"]) == one[name]
    table = [[cell.text for cell in tags(sample.page("layanan"), "td")]][0]
    [month] = [one for one in data if one["periode"] == "2026-11"]
    assert table[:2] == [str(month["diterima"]), str(month["selesai"])]
    listed = json.loads((sample.site / "data/register.json").read_text())["surat"]
    wide = list(csv.DictReader(io.StringIO((sample.site / "data/register.csv").read_text())))
    assert [row["nomor"] for row in wide] == [one["nomor"] for one in listed]
    assert len(listed) == 25


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_subject_is_run_by_a_spreadsheet(start: str, sample: BuiltSite, tmp_path: Path) -> None:
    del sample
    root = sample_office(tmp_path / "office")
    subject = f'{start}HYPERLINK("x")'
    edited(root, "content/requests/2026/0170.md", "Permintaan publikasi survei prioritas pembangunan", f"'{subject}'")
    from workflow.site.feeds.open_data import open_data
    from workflow.site.models.public_content import read_public_content

    office, _ = load_office(root)
    assert office
    now = sample_now(office)
    files = open_data(office, read_public_content(root, office, now), now)
    cells = [cell for row in csv.reader(io.StringIO(files["data/register.csv"].decode())) for cell in row]
    assert f"'{subject}" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


def test_the_chart_marks_where_letters_stand(sample: BuiltSite) -> None:
    page = sample.page("sop")
    counts = [int(tag.text) for tag in tags_of_class(page, "flow-open__count")]
    [standing] = tags_of_class(page, "l-standing")
    assert sum(counts) == len(re.findall(r"\d{4}-\d{4}", standing.text)) > 0
    [pledge] = tags_of_class(sample.page(""), "r-pledge__figures")
    assert str(sum(counts)) in pledge.text


def test_charts_speak_and_no_page_of_ours_has_a_style_of_its_own(sample: BuiltSite) -> None:
    for name in PAGES:
        article = sample.page(name).split("<article", 1)[1].split("</article", 1)[0]
        assert [tag for tag in tags(article) if "style" in tag.attributes or tag.name in ("script", "style")] == []
        ids = [tag.attributes["id"] for tag in tags(article) if "id" in tag.attributes]
        assert len(ids) == len(set(ids))
        for svg in tags(article, "svg"):
            named = svg.attributes.get("aria-labelledby", "").split()
            assert svg.attributes.get("aria-hidden") == "true" or (named and set(named) <= set(ids)), name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, sample: BuiltSite, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(sample.site, site)
    shutil.copyfile(AXE, site / "axe.js")
    (site / "still.css").write_text("* { transition: none !important }")  # no link half-way between two schemes
    run = (
        f"document.documentElement.dataset.scheme = '{scheme}';"
        "axe.run('.md-content').then(r=>{let p=document.createElement('pre');p.id='axe';"
        "p.textContent=r.passes.length+'|'+r.violations.map(v=>v.id+' '+v.nodes.map(n=>n.target).join(' ')).join(';');"
        "document.body.append(p)})"
    )
    (site / "run.js").write_text(f'addEventListener("load", () => {{ {run} }})')  # the pages' policy forbids it inline
    found = {}
    with serving(site) as address:
        for name in PAGES:
            file = site / name / "index.html"
            script = '<link rel="stylesheet" href="/still.css"><script src="/axe.js"></script><script src="/run.js"></script></body>'
            file.write_text(file.read_text().replace("</body>", script))
            [result] = [
                tag.text
                for tag in tags(rendered_dom(f"{address}{name}/", tmp_path / "profile"), "pre")
                if tag.attributes.get("id") == "axe"
            ]
            passes, _, violations = result.partition("|")
            assert int(passes) > 10
            found[name] = violations
    assert {name: text for name, text in found.items() if text} == {}


def test_the_procedure_prints_upright_on_few_sheets(sample: BuiltSite, tmp_path: Path) -> None:
    assert CHROMIUM
    paper = tmp_path / "sop.pdf"
    with serving(sample.site) as address:
        options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}")
        subprocess.run(
            [CHROMIUM, *options, f"--print-to-pdf={paper}", f"{address}sop/"],
            check=True,
            timeout=60,
            capture_output=True,
        )
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper.read_bytes())
    assert len(boxes) in range(1, 6)
    assert all(float(wide) < float(high) for wide, high in boxes)


def test_the_same_time_gives_the_same_data(sample: BuiltSite, tmp_path: Path) -> None:
    again = build_site(sample_office(tmp_path / "office"))
    one, two = sample.files(), again.files()
    assert {path for path in one if path.startswith("data/")} == {path for path in two if path.startswith("data/")}
    assert [
        path for path in one if path.startswith(("data/", "layanan/", "register/")) and one[path] != two[path]
    ] == []


def test_no_person_stands_in_the_register_or_the_data(sample: BuiltSite) -> None:
    office, _ = load_office(ROOT)
    assert office
    ours = [path for path in sample.files() if path.startswith(("register/", "layanan/", "data/", "sop/"))]
    assert len(ours) > 35
    for path in ours:
        text = (sample.site / path).read_text()
        assert [person.name for person in office.people.values() if person.name in text] == [], path
    for _, view in load_requests(ROOT, office, sample_now(office)):
        assert view
        record = view.record
        private = [hold.reason for hold in record.holds] + [entry.note for entry in record.steps if entry.note]
        private += [entry.delay.note for entry in record.steps if entry.delay and entry.delay.note]
        private += [record.disposition.instruction] if record.disposition else []
        private += [record.letter.number]
        for path in ours:
            text = (sample.site / path).read_text()
            assert [words for words in private if words in text] == [], path
