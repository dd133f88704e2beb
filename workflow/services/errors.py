"""Why something is not done: a sentence, or what the check finds in the change."""

from collections.abc import Mapping

from workflow.i18n.message import Message, WordList, say
from workflow.text.finding import Finding


class RefusedError(Exception):
    """Nothing was written. `message` says why and what to do; `findings` are those of the check in `changed`.

    `words`: the lines of another program that refused, such as a hook of Git's.
    """

    def __init__(
        self,
        message: Message,
        findings: tuple[Finding, ...] = (),
        changed: Mapping[str, str] | None = None,
        words: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message.text)
        self.message = message
        self.findings = findings
        self.changed = changed or {}
        self.words = words


def somebody_else(name: str, others: tuple[str, ...]) -> Message:
    """That somebody may not enter something, and who may. `others`: their names."""
    if not others:
        return say(
            "{name} may not enter this, and at present nobody else of the office may. See PANDUAN.md.", name=name
        )
    return say(
        "{name} may not enter this. It can be entered by {names}; ask them to.", name=name, names=WordList(others)
    )
