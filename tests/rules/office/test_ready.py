"""The table of what an office needs: each condition finds its own lack, at its place, and nothing in an office that is ready."""

import datetime as dt
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.sop.loan import EDITION, ONE, THREE, TWO
from tests.support.offices import CASES, lay_out, sample_office
from workflow.config.load import load_office
from workflow.config.office import Office, Person, Role
from workflow.config.policy import Level
from workflow.i18n.catalog import translate
from workflow.rules.office._four_eyes import _can_be_given_out, four_eyes_lacking
from workflow.rules.office._readiness import Condition
from workflow.rules.office._remnants import NOBODYS, OF_SAMPLE, SAMPLE_ANNOUNCEMENTS, SAMPLE_MOVES, UNFINISHED
from workflow.rules.office.ready import CONDITIONS, check, readiness_view
from workflow.text.field_types import parse_instant

NOW = int(parse_instant("2026-11-20T10:00+07:00"))
READY = CASES / "office/ready/good-real"
PEOPLE, OFFICE, POLICY = "site_config/people.yml", "site_config/office.yml", "site_config/policy.yml"
NOTICES, MOVED, PAGE = "site_config/announcements.yml", "site_config/moved.yml", "site_config/pages/kontak.md"
TOPICS = "site_config/topics.yml"
STALE = "banjir: {title: Banjir, kind: live, summary: Air naik., updated: 2026-11-04T08:00+07:00}\n"
SOP = "site_config/sop/418-2024.yml"
ENDED = "a: {title: Loket, text: Tutup, from: 2026-01-02T08:00+07:00, until: 2026-10-%dT00:00+07:00}\n"
GAP = """\
    - {role: kepala-dinas, from: 2020-01-01, until: 2026-11-30}
    - from: 2026-12-15
      role: kepala-dinas
#"""
LACKS: dict[str, list[tuple[str, str, str, str]]] = {
    "people": [(PEOPLE, "", "# kosong\n", "Nobody of the office stands in this file")],
    "roles": [
        (PEOPLE, "role: petugas", "role: editor", "From today on nobody is Petugas, and the SOP needs one for step 1, 7"),
        (PEOPLE, "    - role: kepala-dinas\n", "    - until: 2026-12-04\n      role: kepala-dinas\n", "From Saturday, 5 December"),
        (PEOPLE, "    - role: kepala-dinas\n", GAP, "From Tuesday, 1 December 2026 on nobody is Kepala Dinas"),
    ],
    "four-eyes": [(PEOPLE, "", """\
a: {name: Ana, roles: [{role: kepala-dinas, from: 2024-01-02}]}
b: {name: Beni, roles: [{role: petugas, from: 2024-01-02}, {role: editor, from: 2024-01-02}]}
""", "From today on only Beni may do step 4 and step 5")],
    "edition": [(SOP, "effective: 2024-10-18", "effective: 2027-01-04", "The SOP takes effect on Monday, 4 January 2027 only")],
    "agencies": [("site_config/agencies.yml", "", "# kosong\n", "No sender stands in this file")],
    "holidays": [("site_config/holidays.yml", "2026, 2027]", "2026]", "does not cover 2027")],
    "sample": [
        (OFFICE, "diskominfo@sikkakab.go.id", "redaksi@ketapang.example", "This file still holds what is the sample office's, such as redaksi@"),
        (OFFICE, "(0382) 21-123", "(0534) 000-0000", "000-0000"),
        (OFFICE, "Jalan El Tari", "Jalan Contoh Nomor 1", "Jalan Contoh"),
        (PEOPLE, "Budi Santoso\n", "Budi Santoso\n  emails: [1002+contoh-budi@users.noreply.github.com]\n", "1002+contoh"),
        (POLICY, "  default: claimed\n", '  default: claimed\n  bots: ["redaksi-contoh[bot]"]\n', "redaksi-contoh"),
    ],
    "values": [
        (OFFICE, "diskominfo@sikkakab.go.id", "redaksi@sikka.example", "This file still holds what is not the office's own, such as redaksi@"),
        (OFFICE, "(0382) 21-123", "(000) 000-0000", "000-0000"),
        (OFFICE, "Jalan El Tari, Maumere", "Alamat kantor belum diisi", "belum diisi"),
        (SOP, "number: 418/CONTOH/2024", "number: belum diisi", "such as number: belum diisi"),
    ],
    "sample-lists": [
        (NOTICES, "", ENDED.replace("Loket", min(SAMPLE_ANNOUNCEMENTS)) % 31, "This announcement is the sample"),
        (MOVED, "", "addresses: {/profil.html: /tentang/, /index.php/hubungi-kami: /kontak/}\n", "These moved addresses"),
    ],
    "pages": [(PAGE, "", "---\ntitle: Kontak\ndescription: Alamat.\n---\nKami.\n\n[Isi alamat kantor.]\n", "“[Isi alamat")],
    "announcements": [(NOTICES, "", ENDED % 20, "“Loket” has not been shown since Tuesday, 20 October 2026")],
    "topics": [(TOPICS, "", STALE, "“Banjir” is live, and its summary is of Wednesday, 4 November 2026")],
}  # fmt: skip
"""What each condition must find: a file, what stands there ("" for all of it), what comes instead, what is said."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = lay_out(READY, tmp_path / "office")
    for record in made.rglob("content/**/*.md"):
        record.unlink()
    return made


def changed(root: Path, path: str, old: str, new: str) -> Office:
    """The office with a change of one of its files."""
    file = root / path
    file.parent.mkdir(exist_ok=True)
    text = file.read_text() if old else ""
    assert old in text
    file.write_text(text.replace(old, new, 1) if old else new)
    return loaded(root)


def loaded(root: Path) -> Office:
    office, findings = load_office(root)
    assert office, findings
    return office


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda one: one.name)
def test_each_condition_finds_its_own_lack(condition: Condition, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDAKSI_LANG", "en")
    whole = {path: path.read_bytes() for path in root.rglob("*.yml")}
    for path, old, new, said in LACKS[condition.name]:
        office = changed(root, path, old, new)
        view = readiness_view(office, NOW)
        assert view
        [hit] = condition.lacks(view)
        assert said in translate(hit.message)
        assert hit.path == path
        assert hit.help
        for file in {*root.rglob("*.yml"), *root.rglob("*.md")} - whole.keys():
            file.unlink()
        for file, data in whole.items():
            file.write_bytes(data)


def test_every_condition_is_tried_and_a_ready_office_lacks_nothing(root: Path) -> None:
    assert [one.name for one in CONDITIONS] == list(LACKS)
    assert list(check(loaded(root), NOW)) == []


def test_a_sample_office_is_asked_for_nothing(root: Path) -> None:
    office = changed(root, PEOPLE, "", "# kosong\n")
    sample = sample_office().identity.sample
    assert list(check(office, NOW))
    assert list(check(replace(office, identity=replace(office.identity, sample=sample)), NOW)) == []


def test_what_the_sample_announces_and_redirects_is_known() -> None:
    """Whoever changes the sample changes the table."""
    sample = sample_office()
    assert {one.title for one in sample.announcements.values()} == SAMPLE_ANNOUNCEMENTS
    assert sample.moved == SAMPLE_MOVES


@pytest.mark.parametrize("limit", [-1, 0, 29, 30, 31])
def test_the_end_of_a_role_is_told_a_month_ahead(limit: int, root: Path) -> None:
    until = dt.date(2026, 11, 20) + dt.timedelta(limit)
    office = changed(root, PEOPLE, "    - role: kepala-dinas\n", f"    - until: {until}\n      role: kepala-dinas\n")
    places = [hit.place for hit in check(office, NOW)]
    assert places == ([("kadis", "roles", 0, "until")] if 0 <= limit < 30 else [0] if limit < 0 else [])


def test_a_review_needs_another_person(root: Path) -> None:
    office = changed(root, POLICY, "  default: claimed\n", "  default: claimed\n  steps: {2: reviewed}\n")
    assert list(check(office, NOW)) == []
    alone = replace(office.policy.evidence, reviewers=("kepala-dinas",), steps={"2": Level.REVIEWED})
    office = replace(office, policy=replace(office.policy, evidence=alone))
    [hit] = check(office, NOW)
    assert "nobody else may review it" in hit.message.text
    nobody = replace(office, policy=replace(office.policy, evidence=replace(alone, reviewers=())))
    [hit] = check(nobody, NOW)
    assert "nobody may review step {step}" in hit.message.text


def test_a_step_kept_apart_from_itself_needs_nobody_else(root: Path) -> None:
    """Whoever did it last does not do it again: that is about a second time, which need not come."""
    (root / SOP).write_text((root / SOP).read_text().replace("not_by: [4]", "not_by: [4, 5]"))
    assert list(check(loaded(root), NOW)) == []


@pytest.mark.parametrize(
    "text", ["https://contoh.example/kontak/", "Budi Contoh", "1+contoh-budi@x", "setda@ketapang.example", "(0534) 000-0000"]
)  # fmt: skip
def test_what_is_the_sample_s_is_known(text: str) -> None:
    assert OF_SAMPLE.search(text)


@pytest.mark.parametrize(
    "text", ["info@kantor.example", "a@example.org", "(000) 000-0000", "http://kantor.test/", "https://x.example", "Belum diisi"]
)  # fmt: skip
def test_what_nobody_has_is_known(text: str) -> None:
    assert NOBODYS.search(text)
    assert not OF_SAMPLE.search(text)


@pytest.mark.parametrize(
    "text",
    ["info@example-media.id", "https://percontohan.id/", "Desa Percontohan", "(0534) 31-000", "https://sikkakab.go.id/",
     "redaksi@contohan.go.id", "(0382) 20-0001", "https://testing.go.id/", "redaksi@ketapangkab.go.id"],
)  # fmt: skip
def test_what_an_office_may_have_is_left_alone(text: str) -> None:
    assert not NOBODYS.search(text)
    assert not OF_SAMPLE.search(text)


def test_every_address_of_the_sample_is_known() -> None:
    """Whoever adds a sender or a person to the sample gives them names by which a copy of it is known."""
    sample = sample_office()
    mails = [sample.identity.email, *(one.email for one in sample.agencies.values())]
    mails += [mail for person in sample.people.values() for mail in person.emails]
    names = [person.name for person in sample.people.values()]
    assert [text for text in (*mails, *names, sample.identity.phone) if text and not OF_SAMPLE.search(text)] == []


@pytest.mark.parametrize(
    "text", ["[kontak](../kontak/)", "Isi surat [sic] ini.", "[^1]: Catatan.", "- [Pedoman](p/): x"]
)
def test_links_and_notes_of_a_page_are_no_placeholders(text: str) -> None:
    assert not UNFINISHED.search(text)


PEOPLE_AT_MOST, TASKS = 4, st.integers(1, 5)


@settings(max_examples=200)
@given(data=st.data())
def test_the_four_eyes_are_possible_exactly_when_somebody_finds_a_way(data: st.DataObject) -> None:
    """Against trying everything."""
    tasks = [(number, False) for number in range(1, data.draw(TASKS) + 1)]
    people = st.frozensets(st.sampled_from("abcd"[:PEOPLE_AT_MOST]), min_size=1)
    candidates = {task: data.draw(people) for task in tasks}
    pairs = [(one, two) for one in tasks for two in tasks if one < two]
    apart = data.draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    ways = product(*(sorted(candidates[task]) for task in tasks))
    possible = any(all(way[one[0] - 1] != way[two[0] - 1] for one, two in apart) for way in ways)
    assert _can_be_given_out(candidates, apart) is possible


@pytest.mark.parametrize("count", [61, 121])
def test_a_procedure_that_nobody_follows_does_not_hang(count: int) -> None:
    """Many steps, each kept apart from all before it, and fewer people than that."""
    steps = tuple(replace(ONE, number=number, not_by=tuple(range(1, number))) for number in range(1, count))
    role = (Role("clerk", dt.date(2024, 1, 1)), Role("head", dt.date(2024, 1, 1)))
    people = {f"p{number}": Person(f"P{number}", role) for number in range(59)}
    sample = sample_office()
    office = replace(
        sample, editions=(replace(EDITION, steps=steps),), people=people, identity=replace(sample.identity, sample=None)
    )
    view = readiness_view(office, NOW)
    assert view
    assert list(four_eyes_lacking(view)) == []


def test_another_procedure_is_asked_as_well() -> None:
    """Four eyes are the SOP's data: here who examines may not lend."""
    sample = sample_office()
    made = replace(sample, identity=replace(sample.identity, sample=None), editions=(EDITION,))
    one = {"ana": Person("Ana", (Role("clerk", dt.date(2024, 1, 1)), Role("head", dt.date(2024, 1, 1))))}
    view = readiness_view(replace(made, people=one), NOW)
    assert view
    [hit] = four_eyes_lacking(view)
    assert (hit.message.values["one"], hit.message.values["two"]) == (TWO.number, THREE.number)
    two = {**one, "beni": Person("Beni", (Role("head", dt.date(2024, 1, 1)),))}
    assert list(four_eyes_lacking(replace(view, office=replace(made, people=two)))) == []
