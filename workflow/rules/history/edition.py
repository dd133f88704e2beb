"""history/edition: an edition of the SOP by which requests were judged does not change."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject

EDITIONS_FOLDER = "site_config/sop/"


def check(view: WholeChange) -> Iterator[Hit]:
    """A file of an edition that requests name is neither changed nor deleted."""
    for change in view.changes:
        key = change.path.removeprefix(EDITIONS_FOLDER).removesuffix(".yml")
        if change.path.startswith(EDITIONS_FOLDER) and not change.added and key in view.editions_in_use:
            message = say("Requests have been judged by the edition {edition}; it cannot change any more.", edition=key)
            help_ = say("Make a new edition: another file with its own `id` and date of effect.")
            yield Hit(0, message, help_, path=change.path)


RULE = Rule(
    slug="history/edition",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark("A verdict stays what it was: the procedure that a request was judged by is not rewritten."),
    source=mark("SOP 418/2024, TGL EFEKTIF and TGL REVISI"),
    bad=mark("M site_config/sop/100-2026.yml   # and requests name it"),
    good="A site_config/sop/12-2027.yml",
    check=check,
)
