"""history/authority: nobody changes what is not theirs, or not any more."""

from collections.abc import Iterator

from workflow.config.office import Office
from workflow.i18n.message import Message, Phrase, WordList, mark, say
from workflow.rules.authority.fields import place_of
from workflow.rules.authority.judge import FieldRefusal, Objection
from workflow.rules.authority.party import edition_for, party_titles
from workflow.rules.authority.state import STATE_NAMES
from workflow.rules.authority.table import OCCASION_NAMES
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.document import Document
from workflow.text.finding import Related


def check(view: RecordChange) -> Iterator[Hit]:  # type: ignore[type-arg]
    """Every field that differs was changed by those whose it is, with what must come along."""
    if view.after is None:
        return
    for one in view.refusals:
        old = view.before
        where = (old.related(place_of(one.field, old.document), say("as it stood")),) if old else ()
        yield refusal_hit(one, view.after.document, view.office, where)


def refusal_hit(one: FieldRefusal, document: Document, office: Office, where: tuple[Related, ...] = ()) -> Hit:
    """A refusal of the table as a hit on the document that would have the change."""
    known = party_titles(one.cell.who, edition_for(office, document.header.get("sop")))
    return Hit(place_of(one.field, document), refusal_message(one), refusal_help(one, known), where)


def refusal_message(one: FieldRefusal) -> Message:
    """What is wrong, in words."""
    state = Phrase(STATE_NAMES[one.state])
    if one.objection is Objection.NEVER:
        return say("`{field}` does not change here ({state}).", field=one.field, state=state)
    if one.objection is Objection.OCCASION:
        needed = WordList(tuple(Phrase(OCCASION_NAMES[each]) for each in one.cell.along))
        return say("`{field}` changes only together with {what} ({state}).", field=one.field, what=needed, state=state)
    if one.by:
        return say(
            "{author} changed `{field}`, which is not theirs ({state}).", author=one.by, field=one.field, state=state
        )
    return say("Nobody can be named who changed `{field}` to this ({state}).", field=one.field, state=state)


def refusal_help(one: FieldRefusal, known: tuple[str, ...]) -> Message:
    """What to do next."""
    if one.objection is Objection.PERSON:
        help_ = say("Let one of these make the change, or approve exactly this commit: {who}.", who=", ".join(known))
        return one.lacks or help_
    if one.cell.why:
        return say("Put it back as it was. {why}", why=Phrase(one.cell.why))
    return say("Put it back as it was, or add what must come along.")


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
