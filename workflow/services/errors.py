"""Why something is not done: a sentence, or what the check finds in the change."""

from collections.abc import Mapping

from workflow.i18n.message import Message
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
