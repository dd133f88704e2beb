"""Answers of a form: what was asked comes back, whatever a sender writes into it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.chatops.parsing.issue_form import NO_RESPONSE, read_answers

LABELS = ("Nomor surat", "Perihal", "Data")
ANSWER = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def body(answers: list[str]) -> str:
    """As GitHub writes it."""
    pairs = zip(LABELS, answers, strict=True)
    return "\n\n".join(f"### {label}\n\n{answer or NO_RESPONSE}" for label, answer in pairs)


def plain(text: str) -> str:
    """An answer as it comes back."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())


def is_whole(text: str) -> bool:
    """Whether an answer neither is a heading nor swallows what follows, as a fence without an end does."""
    return not any(mark in text for mark in ("###", "```", "~~~", "<")) and plain(text) != NO_RESPONSE


@given(st.lists(ANSWER.filter(is_whole), min_size=3, max_size=3))
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


HIDING = {
    "a comment": ("<!--", "-->"),
    "a fence": ("```", "```"),
    "a fence with words": ("~~~ text", "~~~"),
    "a script": ("<script>", "</script>"),
    "a declaration": ("<!X", ">"),
    "raw text": ("<pre>", "</pre>"),
    "a fold": ("<details>\n", "\n</details>"),
    "a fold in a line": ("Lihat <details>\n", "\n</details>"),
}


@pytest.mark.parametrize(("begin", "end"), HIDING.values(), ids=HIDING)
def test_a_heading_that_is_not_shown_answers_nothing(begin: str, end: str) -> None:
    hidden = f"400/1\n\n{begin}\n### Perihal\n\ntersembunyi\n{end}"
    assert read_answers(body([hidden, "terlihat", "isi"]), LABELS) == {
        "Nomor surat": hidden,
        "Perihal": "terlihat",
        "Data": "isi",
    }
    shown = "400/1\n\nbegin\n\n### Perihal\n\ndahulu"
    assert read_answers(body([shown, "terlihat", "isi"]), LABELS)["Perihal"].startswith("dahulu")


@pytest.mark.parametrize(
    "before",
    ["> ### Perihal", "- ### Perihal", "    ### Perihal", "a\u2028### Perihal", "a\x85### Perihal", "a\x0b### Perihal",
     "#### Perihal", "## Perihal", "\\### Perihal", "###Perihal", "**### Perihal**", "Perihal\n---", "<b>\n### Perihal\n</b>"],
)  # fmt: skip
def test_what_only_looks_like_a_heading_belongs_to_the_answer(before: str) -> None:
    found = read_answers(body([f"400/1\n\n{before}", "terlihat", "isi"]), LABELS)
    assert (found["Nomor surat"], found["Perihal"]) == (f"400/1\n\n{before}", "terlihat")


def test_line_ends_of_browsers_are_read() -> None:
    text = body(["400/1", "Imunisasi", "satu\ndua"])
    for end in ("\r\n", "\r", "\n"):
        assert read_answers(text.replace("\n", end), LABELS)["Data"] == "satu\ndua"
