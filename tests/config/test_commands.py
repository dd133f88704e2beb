"""The program's words for commands fit whatever SOP an office has, by what its steps leave."""

import msgspec
import pytest

from tests.support.offices import BASE, ROOT, base_office
from workflow.config.commands import Commands
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.sop.edition import Edition, Need
from workflow.text.document import read_yaml

ORDER = ("daftar", "disposisi", "terima", "konsep", "koreksi", "terbit", "beritahu", "lapor")
"""The commands that do steps, in the order of SOP 418."""


def sample() -> Office:
    office, findings = load_office(ROOT)
    assert office, findings
    return office


def test_each_step_of_the_sample_s_sop_has_its_command() -> None:
    commands = sample().commands.commands
    assert {word: commands[word].steps for word in ORDER} == {word: (n,) for n, word in enumerate(ORDER, 1)}


@pytest.mark.parametrize("gone", [3, 8])
def test_numbers_follow_the_sop(gone: int) -> None:
    """A SOP without one of the steps has its other steps' commands under their own numbers, and one command less."""
    [edition] = sample().editions
    kept = [step for step in edition.steps if step.number != gone]
    steps = tuple(msgspec.structs.replace(step, number=number) for number, step in enumerate(kept, 1))
    shorter = msgspec.structs.replace(edition, steps=steps)
    commands = resolved((shorter,)).commands
    assert [word for word in ORDER if word in commands] == [word for n, word in enumerate(ORDER, 1) if n != gone]
    for word in commands:
        for number in commands[word].steps:
            step = shorter.by_number[number]
            assert all(step.leaves(need) for need in (commands[word].leaves or ())[:1])


def test_one_step_may_have_two_commands() -> None:
    """A SOP whose last step tells the sender and reports."""
    [edition] = sample().editions
    last = edition.by_number[7]
    done = msgspec.structs.replace(last.results["done"], needs=(Need.NOTICE, Need.REPORT), next=None)
    shorter = msgspec.structs.replace(
        edition, steps=(*edition.steps[:6], msgspec.structs.replace(last, results={"done": done}))
    )
    commands = resolved((shorter,)).commands
    assert commands["beritahu"].steps == commands["lapor"].steps == (7,)


def test_words_for_results_that_the_sop_has_not_are_left_out() -> None:
    [edition] = sample().editions
    dispose = edition.by_number[2]
    results = {key: one for key, one in dispose.results.items() if key != "defer"}
    shorter = msgspec.structs.replace(
        edition, steps=(edition.steps[0], msgspec.structs.replace(dispose, results=results), *edition.steps[2:])
    )
    assert set(resolved((shorter,)).commands["disposisi"].results.values()) == {"publish", "decline"}


def resolved(editions: tuple[Edition, ...]) -> Commands:
    """As the program's own file is read."""
    content = sample().files.lower.read("site_config/commands.yml") or b""
    document, findings = read_yaml("commands.yml", content)
    assert document, findings
    return msgspec.convert(document.header, Commands, strict=False).resolved(editions).without_unknown_results(editions)


def test_an_office_s_own_words_lie_over_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = base_office(tmp_path_factory.mktemp("own") / "office")
    (root / "site_config/commands.yml").write_text(
        "commands:\n  siap: {does: step, help: Siap, example: /siap, leaves: [news], results: {keliru: tiada}}\n"
    )
    office, findings = load_office(root)
    assert office
    assert {word: one.steps for word, one in office.commands.commands.items()} == {"siap": (4,)}
    assert [finding.rule for finding in findings] == ["office/commands"], "what an office writes is not left out"
    assert (BASE / "site_config/commands.yml").exists() is False
