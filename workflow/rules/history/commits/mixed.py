"""history/mixed: rules and what is judged by them do not change together."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject

RULE_FILES = (
    "site_config/",
    "workflow/",
    ".github/",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements",
    "Makefile",
    ".ci/",
)
"""What decides how records are judged and shown."""


def check(view: WholeChange) -> Iterator[Hit]:
    """A change touches records, or what decides about them, not both."""
    paths = [change.path for change in view.changes]
    records = [path for path in paths if path.startswith("content/")]
    if not records:
        return
    for path in paths:
        if path.startswith(RULE_FILES):
            message = say("This change of the office's rules comes together with a change of records.")
            help_ = say("Make two pull requests: the rules first, then the records that they judge.")
            yield Hit(0, message, help_, path=path)


RULE = Rule(
    slug="history/mixed",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark("Whoever changes people, calendar, SOP or program does so openly, not beside a letter."),
    decisions=("base-judges",),
    bad="M site_config/people.yml\nM content/requests/2024/0107.md",
    good="M content/requests/2024/0107.md",
    check=check,
)
