"""history/authority: nobody changes what is not theirs, or not any more."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.article import ImportedArticle
from workflow.rules.authority.fields import place_of
from workflow.rules.change_context import RecordChange
from workflow.rules.history.authorship._refusals import refusal_hit, whole_story_hit
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange) -> Iterator[Hit]:  # type: ignore[type-arg]
    """Every field that differs was changed by those whose it is, with what must come along."""
    if view.after is None:
        return
    if view.before is None and isinstance(view.after.record, ImportedArticle):
        if one := next(iter(view.refusals), None):
            yield whole_story_hit(one, view.after.document, view.office)
        return
    for one in view.refusals:
        old = view.before
        where = (old.related(place_of(one.field, old.document), say("as it stood")),) if old else ()
        yield refusal_hit(one, view.after.document, view.office, where)


RULE = Rule(
    slug="history/authority",
    subject=Subject.CHANGE,
    purpose=mark(
        "Every field of a letter and a story belongs to somebody in every state; what the table of authority does not "
        "allow is refused. `redaksi explain authority` prints the table."
    ),
    source=mark("SOP 418/2024, column Pelaksana"),
    decisions=("table-of-authority",),
    bad=mark("# a commit of rina, on a finished letter\n-  subject: Pekan Imunisasi\n+  subject: Pekan Panutan"),
    good=mark("# the same, made or approved by kadis"),
    check=check,
)
