"""Answers by e-mail: below somebody's own words nothing is theirs, and nothing of theirs is cut."""

import pytest

from tests.chatops.parsing.email_replies import HONEST, MAILS
from tests.support.offices import sample_office
from workflow.chatops.parsing.command import Said, own_words, read_command
from workflow.config.commands import Slot

COMMANDS = sample_office().commands
OWN = "Jamnya belum ada."


def note(text: str) -> str:
    """What a command says."""
    found = read_command(text, COMMANDS)
    assert isinstance(found, Said)
    assert found.word == "koreksi"
    return found.values[Slot.NOTE]


@pytest.mark.parametrize("mail", MAILS.values(), ids=MAILS)
@pytest.mark.parametrize("between", ["\n\n", "\n \n", "\r\n\r\n"])
def test_what_a_mail_program_adds_is_nobodys_word(mail: str, between: str) -> None:
    assert note(f"/koreksi kembalikan: {OWN}{between}{mail}") == OWN
    assert note(f"/koreksi kembalikan\n\n{OWN}{between}{mail}") == OWN
    assert own_words(f"{OWN}{between}{mail}", COMMANDS) == OWN
    assert own_words(f"{between}{mail}", COMMANDS) in {"", own_words(mail, COMMANDS)}


@pytest.mark.parametrize("mail", MAILS.values(), ids=MAILS)
def test_a_command_in_what_is_quoted_does_nothing(mail: str) -> None:
    assert not isinstance(read_command(f"Baik.\n\n{mail}", COMMANDS), Said)


@pytest.mark.parametrize("words", HONEST.values(), ids=HONEST)
def test_what_looks_like_it_is_kept(words: str) -> None:
    kept = " ".join(words.split())
    assert note(f"/koreksi kembalikan:\n{words}") == kept
    assert own_words(f"{OWN}\n{words}", COMMANDS) == f"{OWN} {kept}"


@pytest.mark.parametrize("name", ["Thunderbird", "Roundcube", "Apple Mail, wrapped", "a quotation"])
def test_an_answer_below_a_marked_quotation_is_heard(name: str) -> None:
    assert note(f"{MAILS[name]}\n\n/koreksi kembalikan: {OWN}") == OWN
