"""Words of the office's vocabularies in people's spelling: each name finds its key, and what is near is offered by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.offices import sample_office
from workflow.i18n.catalog import translate
from workflow.input import vocabularies
from workflow.input.words import YES_NO, UnknownWord, Vocabulary, fold_name, news_key

OFFICE = sample_office()
EDITION = OFFICE.editions[-1]
ALL = {
    "results": vocabularies.results(OFFICE, EDITION.steps),
    "disposition": vocabularies.results(OFFICE, [EDITION.by_number[2]]),
    "correction": vocabularies.results(OFFICE, [EDITION.by_number[5]]),
    "channels": vocabularies.channels(OFFICE),
    "outlets": vocabularies.outlets(OFFICE),
    "roles": vocabularies.roles(OFFICE, EDITION, {EDITION.head}),
    "people": vocabularies.people(OFFICE),
    "agencies": vocabularies.agencies(OFFICE),
    "delays": vocabularies.named_items(OFFICE.delays),
    "categories": vocabularies.named_items(OFFICE.categories),
}


@pytest.mark.parametrize(
    ("vocabulary", "word", "key"),
    [
        ("disposition", "terbitkan", "publish"),
        ("disposition", "Terbitkan.", "publish"),
        ("disposition", "setuju", "publish"),
        ("disposition", "Publikasikan", "publish"),
        ("disposition", "publish", "publish"),
        ("disposition", "tolak", "decline"),
        ("correction", "setuju", "approved"),
        ("correction", "SETUJU!", "approved"),
        ("correction", "kembalikan", "returned"),
        ("channels", "surel", "email"),
        ("channels", "e-mail", "email"),
        ("channels", "E mail", "email"),
        ("channels", "WA", "whatsapp"),
        ("channels", "lewat WA", "whatsapp"),
        ("channels", "WhatsApp", "whatsapp"),
        ("channels", "telepon", "phone"),
        ("channels", "via telp.", "phone"),
        ("channels", "langsung", "in-person"),
        ("channels", "in person", "in-person"),
        ("outlets", "Radio Contoh", "radio-contoh"),
        ("outlets", "radio-contoh", "radio-contoh"),
        ("outlets", "Radio Siaran Contoh", "radio-contoh"),
        ("outlets", "situs", "website"),
        ("roles", "ke Kabid", "redaktur"),
        ("roles", "kepada redaktur", "redaktur"),
        ("roles", "Kabid Komunikasi Publik", "redaktur"),
        ("roles", "Editor", "editor"),
        ("people", "rina", "rina"),
        ("people", "Rina Contoh", "rina"),
        ("people", "Bu Rina Contoh", "rina"),
        ("people", "@contoh-rina", "rina"),
        ("agencies", "dinkes", "dinkes"),
        ("agencies", "DINAS  KESEHATAN", "dinkes"),
        ("agencies", "dari Dinas Kesehatan", "dinkes"),
    ],
)
def test_a_word_finds_its_key(vocabulary: str, word: str, key: str) -> None:
    assert ALL[vocabulary].find(word) == key


@pytest.mark.parametrize("name", ALL)
def test_every_name_finds_a_key_that_goes_by_it(name: str) -> None:
    known = ALL[name]
    for key, names in known.names.items():
        assert known.find(key.upper()) == key
        for one in names:
            found = known.find(f"  {one.upper()}. ")
            assert found == key or (isinstance(found, UnknownWord) and key in found.near), one


@pytest.mark.parametrize(
    ("vocabulary", "word", "first"),
    [
        ("agencies", "dinas kesehtan", "dinkes"),
        ("agencies", "dinas kesehatan kab. ketapang", "dinkes"),
        ("agencies", "kesehatan", "dinkes"),
        ("agencies", "Disdikk", "disdik"),
        ("people", "rinna", "rina"),
        ("people", "Surya", "kadis"),
        ("outlets", "radio conto", "radio-contoh"),
        ("channels", "telpon", "phone"),
        ("disposition", "terbitkn", "publish"),
        ("roles", "kabidd", "redaktur"),
    ],
)
def test_what_is_mistyped_is_offered_and_not_taken(vocabulary: str, word: str, first: str) -> None:
    found = ALL[vocabulary].find(word)
    assert isinstance(found, UnknownWord)
    assert found.near[0] == first
    assert ALL[vocabulary].shown(first) in translate(found.question())
    assert word in translate(found.question("--from: "))


def test_what_is_like_nothing_is_told_what_there_is_or_where_it_is_entered() -> None:
    channel, agency = ALL["channels"].find("merpati"), ALL["agencies"].find("xyzzy qwert")
    assert isinstance(channel, UnknownWord)
    assert isinstance(agency, UnknownWord)
    assert "surel" in translate(channel.question())
    assert "site_config/agencies.yml" in translate(agency.question())


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("situs, Radio Contoh", ("website", "radio-contoh")),
        ("website radio-contoh", ("website", "radio-contoh")),
        ("Radio Contoh dan web", ("radio-contoh", "website")),
        ("di website", ("website",)),
        ("website; website", ("website",)),
        ("", ()),
        (" , ", ()),
    ],
)
def test_several_words(text: str, keys: tuple[str, ...]) -> None:
    assert ALL["outlets"].several(text) == keys


def test_one_unknown_among_several_is_asked_back() -> None:
    found = ALL["outlets"].several("website, radio conto")
    assert isinstance(found, UnknownWord)
    assert found.near[0] == "radio-contoh"


def test_a_name_that_two_have_is_asked_back() -> None:
    found = Vocabulary({"a": ("Budi",), "b": ("budi",)}).find("BUDI")
    assert isinstance(found, UnknownWord)
    assert found.near == ("a", "b")


def test_titles_are_no_part_of_a_name() -> None:
    office = sample_office()
    key, person = next(iter(office.people.items()))
    titled = type(person)(
        **{**{f: getattr(person, f) for f in person.__struct_fields__}, "name": "Budi, S.Sos., M.Si."}
    )
    office.people[key] = titled
    assert vocabularies.people(office).find("Bapak Budi, S.Sos., M.Si.") == key


@pytest.mark.parametrize(("word", "key"), [("ya", "yes"), ("Y", "yes"), ("oke.", "yes"), ("tidak", "no"), ("T", "no")])
def test_yes_and_no(word: str, key: str) -> None:
    assert YES_NO.find(word) == key


@given(st.text(max_size=300))
def test_any_word_is_answered(word: str) -> None:
    for known in (ALL["agencies"], ALL["roles"]):
        found = known.find(word)
        assert isinstance(found, UnknownWord) or found in known.names
        known.several(word)
    assert fold_name(fold_name(word)) == fold_name(word)


@pytest.mark.parametrize("text", ["2026/tps3r", "content/news/2026/tps3r.md", " ./content/news/2026/tps3r.md "])
def test_an_article_by_its_key_or_path(text: str) -> None:
    assert news_key(text) == "2026/tps3r"
