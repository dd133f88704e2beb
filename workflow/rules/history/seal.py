"""history/seal: new approvals and acts are sealed as is done now."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.request import Request
from workflow.records.seal import FORMER_SEAL_PREFIX
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange) -> Iterator[Hit]:  # type: ignore[type-arg]
    """No new entry has a seal of the former kind, which left out the picture's bytes and more."""
    if view.after is None:
        return
    name = "steps" if isinstance(view.after.record, Request) else "acts"
    known = len(getattr(view.before.record, name)) if view.before else 0
    for index, entry in enumerate(getattr(view.after.record, name)):
        if index >= known and (entry.content or "").startswith(FORMER_SEAL_PREFIX):
            help_ = say("Delete the line `content:`; `redaksi check` then prints the one to paste.")
            yield Hit((name, index, "content"), say("This is a seal of the former kind."), help_)


RULE = Rule(
    slug="history/seal",
    subject=Subject.CHANGE,
    purpose=mark(
        "The former seal covered the words alone; the present one covers the picture, byline, category, keywords and "
        "time as well. Old entries keep theirs."
    ),
    source=mark("SOP 418/2024, step 5"),
    decisions=("sealed-approval",),
    bad="+    content: sha256:5f1c...",
    good="+    content: seal2:5f1c...",
    reads=("steps", "acts"),
    check=check,
)
