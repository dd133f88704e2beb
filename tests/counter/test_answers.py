"""Answers of a form: what was asked comes back, whatever a sender writes into it."""

from hypothesis import given
from hypothesis import strategies as st

from workflow.counter.answers import NOTHING, read_answers

LABELS = ("Nomor surat", "Perihal", "Data")
ANSWER = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def body(answers: list[str]) -> str:
    """As GitHub writes it."""
    pairs = zip(LABELS, answers, strict=True)
    return "\n\n".join(f"### {label}\n\n{answer or NOTHING}" for label, answer in pairs)


def plain(text: str) -> str:
    """An answer as it comes back."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@given(st.lists(ANSWER.filter(lambda text: "###" not in text and plain(text) != NOTHING), min_size=3, max_size=3))
def test_answers_come_back(answers: list[str]) -> None:
    found = read_answers(body(answers), LABELS)
    assert found == {label: "" if not answer else plain(answer) for label, answer in zip(LABELS, answers, strict=True)}


def test_a_label_in_a_later_answer_replaces_no_earlier_one() -> None:
    forged = "isi\n\n### Nomor surat\n\npalsu\n\n### Data\n\nlagi"
    found = read_answers(body(["400/1", "Imunisasi", forged]), LABELS)
    assert found == {"Nomor surat": "400/1", "Perihal": "Imunisasi", "Data": forged}


def test_an_issue_without_the_form_answers_nothing() -> None:
    for text in ("", "halo", "### Lain\n\nisi", "## Perihal\n\nisi", "Perihal\n\nisi"):
        assert not any(read_answers(text, LABELS).values())


def test_other_headings_belong_to_the_answer() -> None:
    assert read_answers(body(["1", "### Catatan\nisi", "x"]), LABELS)["Perihal"] == "### Catatan\nisi"


@given(ANSWER)
def test_any_text_is_read(text: str) -> None:
    assert set(read_answers(text, LABELS)) == set(LABELS)
