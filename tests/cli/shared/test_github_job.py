"""A job's log: GitHub obeys lines in it, and strangers' words are not to be obeyed."""

import re

import pytest

from workflow.cli.shared.github_job import without_workflow_commands


def test_words_of_strangers_are_no_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    text = "Jawaban.\n::error::x\n##[add-mask]Surat\n"
    assert without_workflow_commands(text) == text
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    first, *middle, last = without_workflow_commands(text).splitlines()
    [key] = re.findall(r"^::stop-commands::(\w{32})$", first)
    assert (middle, last) == (text.splitlines(), f"::{key}::")
    assert without_workflow_commands(text).splitlines()[0] != first, "nobody can know it beforehand"
