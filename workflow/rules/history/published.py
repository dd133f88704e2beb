"""history/published: what readers have seen changes only with a correction."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.records.article import Article, fingerprint
from workflow.rules.change_view import RecordChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place


def check(view: RecordChange[Article]) -> Iterator[Hit]:
    """A public article keeps its corrections, stays public or is withdrawn, and a new text has a new correction."""
    if view.before is None or view.after is None or not view.before.record.status.was_public:
        return
    old, new = view.before.record, view.after.record
    if not new.status.was_public:
        where = view.before.related(("status",), say("as it was published"))
        help_ = say("Write `status: withdrawn` with a reason instead.")
        yield Hit(("status",), say("A published article was made a draft again."), help_, (where,))
    if new.corrections[: len(old.corrections)] != old.corrections:
        where = view.before.related(("corrections",), say("the corrections as they stood"))
        yield Hit(("corrections",), say("A correction was changed or deleted afterwards."), None, (where,))
    digests = [fingerprint(version.record, version.document.body) for version in (view.before, view.after)]
    if digests[0] != digests[1] and len(new.corrections) <= len(old.corrections):
        place: Place = ("title",)
        help_ = say("Add a correction with `at`, `note` and content: {digest}", digest=digests[1])
        yield Hit(place, say("The published text was changed without a new correction."), help_)


RULE = Rule(
    slug="history/published",
    subject=Subject.CHANGE_ARTICLE,
    purpose=mark("A published text never changes silently, and what was said about a change is not taken back."),
    source=mark("Pedoman Pemberitaan Media Siber (ralat, koreksi)"),
    bad="-Sebanyak 20 kecamatan ...\n+Sebanyak 21 kecamatan ...",
    good="+  - {at: 2024-10-22T09:00+07:00, note: Jumlah kecamatan diperbaiki., content: sha256:...}",
    reads=("status", "corrections", "title", "summary", "image"),
    check=check,
)
