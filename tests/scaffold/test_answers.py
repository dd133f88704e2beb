"""What is typed for a new office comes out the same in its files, whatever it is, or is refused with a reason."""

import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.new_offices import NOW, SIKKA
from workflow.config.load import load_office_files
from workflow.records.file_source import Folder, Overlay
from workflow.records.key_types import PersonKey
from workflow.scaffold.answers import (
    LONGEST_ANSWER,
    AnswerError,
    NewPerson,
    default_regency,
    default_website,
    read_text,
    read_website,
    region_of,
    short_name,
)
from workflow.scaffold.new_office import own_files
from workflow.scaffold.people import keyed_people, must_agree, read_people
from workflow.text.validate import convert

ODD = ["no", "Null", "~", "0x1F", "1:30", "2026-11-20", "- a", "? b", "a: b", "#x", "' \"", "@akun", "*x", "&x", "!x", "%x", "{}",
  "[[ x ]]", "[% x %]", "{{ 7*7 }}", "Żółć Ünal", "王小明", "ꦏꦧꦸꦥꦠꦺꦤ꧀", "الحسن", "x" * LONGEST_ANSWER, "\\n", "$(id)", "<b>", "| y", "> z", "`q`"]  # fmt: skip
typed = st.one_of(st.sampled_from(ODD), st.text(string.printable, min_size=1, max_size=60), st.text(max_size=40))


def taken(answer: str) -> str | None:
    try:
        return read_text(answer)
    except AnswerError:
        return None


@settings(max_examples=150, deadline=None)
@example("no", "Null")
@example('Drs. "Yo": #1', "王小明")
@given(typed, typed)
def test_a_name_is_read_back_as_it_was_typed(name: str, person: str) -> None:
    office_name, person_name = taken(name), taken(person)
    if office_name is None or person_name is None:
        return
    holders = dict.fromkeys(SIKKA.holders, (NewPerson(person_name),))
    answers = replace(SIKKA, name=office_name, regency=office_name[:100].strip(), holders=holders)
    files = own_files(answers, NOW)
    with TemporaryDirectory() as empty:
        office, findings = load_office_files(Overlay(Folder(Path(empty)), files))
    assert office, findings
    assert findings == []
    assert office.identity.name == office.editions[0].office == office_name
    assert [one.name for one in office.people.values()] == [person_name]
    for path in ("site_config/office.yml", "site_config/people.yml"):
        assert yaml.safe_load(files[path]), "and as every other reader of YAML takes it"
    assert yaml.safe_load(files["site_config/office.yml"])["name"] == office_name


@pytest.mark.parametrize("answer", ["", "  ", "\x00", "a\u202eb", "x" * (LONGEST_ANSWER + 1), "a\u200bb"])
def test_what_nobody_can_see_or_read_is_refused_with_a_reason(answer: str) -> None:
    with pytest.raises(AnswerError) as refused:
        read_text(answer)
    assert refused.value.message.text


@given(st.lists(typed, min_size=1, max_size=6))
def test_everybody_has_a_key_of_their_own(names: list[str]) -> None:
    people = tuple(NewPerson(name) for name in map(taken, names) if name)
    made = keyed_people({"petugas": people, "editor": people[:1]})
    assert len(made) == len({one.name.casefold() for one in people})
    assert all(convert(PersonKey, key) == key for key in made)


def test_one_person_answers_for_several_roles_and_a_degree_is_no_name() -> None:
    holders = {
        "kepala-dinas": read_people("Drs. H. Yohanes Servasius, M.Si. @yohanes"),
        "editor": read_people("Maria Goreti"),
        "petugas": read_people("maria  goreti @maria-g; Maria Ina; 王小明"),
    }
    made = keyed_people(holders)
    assert {key: (one.name, one.github, roles) for key, (one, roles) in made.items()} == {
        "yohanes": ("Drs. H. Yohanes Servasius, M.Si.", "yohanes", ("kepala-dinas",)),
        "maria": ("Maria Goreti", "maria-g", ("editor", "petugas")),
        "maria-ina": ("Maria Ina", None, ("petugas",)),
        "petugas": ("王小明", None, ("petugas",)),
    }


@pytest.mark.parametrize(
    "answer",
    ["Yosefina Dhiu, S.Sos., M. Si @yd", "Yosefina Dhiu, SH, MSi", "Dr. Yosefina Dhiu, Ph.D S.I.Kom.", "D'Hiu (Ina)", "王小明 @wang-1"],
)  # fmt: skip
def test_a_name_may_have_degrees_and_an_account(answer: str) -> None:
    (person,) = read_people(answer)
    assert [person.name, *filter(None, [person.github])] == answer.split(" @")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("Yosefina Dhiu yosefina@gmail.com", "mail"),
        ("Yosefina Dhiu <y@sikka.go.id>", "mail"),
        ("@yd", "no name"),
        ("@yosefina dhiu", "no name"),
        ("Yosefina Dhiu @yosefina_dhiu", "no GitHub account"),
        ("Yosefina Dhiu @yd-", "no GitHub account"),
        ("Yosefina @yd Dhiu", "no GitHub account"),
        ("Yosefina Dhiu @", "no GitHub account"),
        ("Yosefina Dhiu @yd @yd2", "no GitHub account"),
        ("Yosefina Dhiu, Maria Lero", "no degree"),
        ("Yosefina Dhiu, S.Sos, Maria", "no degree"),
        ("https://github.com/yd", "page"),
        ("github.com/yd", "page"),
        ("Yosefina 0812 3456 7890", "number"),
        ("Yosefina, NIP 19800101 200501 2 001", "number"),
    ],
)
def test_what_is_no_person_is_refused_and_said(answer: str, why: str) -> None:
    with pytest.raises(AnswerError, match=why):
        read_people(answer)


@pytest.mark.parametrize("second", ["Maria @YD", "yosefina @lain"])
def test_an_account_is_one_person_s_and_a_person_has_one(second: str) -> None:
    must_agree({"editor": read_people("Yosefina @yd"), "petugas": read_people("YOSEFINA @yd; Maria")})
    with pytest.raises(AnswerError, match="account"):
        must_agree({"editor": read_people("Yosefina @yd"), "petugas": read_people(second)})


def test_an_address_is_made_whole_or_refused() -> None:
    assert read_website(" berita.sikka.example ") == "https://berita.sikka.example/"
    assert read_website("https://sikka.example/kabar/") == "https://sikka.example/kabar/"
    for wrong in ("http://sikka.example/", "https://sikka example/", "https://sikka.example/?x=1", ""):
        with pytest.raises(AnswerError):
            read_website(wrong)


def test_what_is_proposed_follows_from_what_is_known() -> None:
    assert default_regency("sikka-baru") == "Kabupaten Sikka Baru"
    assert default_regency("...") == "Kabupaten belum diisi"
    assert region_of("Dinas Komunikasi dan Informatika Kota Kupang") == "Kota Kupang"
    assert default_website("Kabupaten Nagekeo") == "https://nagekeo.example/"
    assert default_website("王") == "https://kantor.example/"
    assert short_name("Dinas Komunikasi dan Informatika Kota Kupang", "Kota Kupang") == "Diskominfo Kupang"
    assert short_name("Bagian Humas", "Kota Kupang") == "Bagian Humas"
