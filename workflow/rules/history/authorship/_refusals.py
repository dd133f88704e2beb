"""What the table of authority refuses, in words."""

from workflow.config.office import Office
from workflow.i18n.message import Message, Phrase, WordList, say
from workflow.rules.authority.fields import place_of
from workflow.rules.authority.judge import FieldRefusal, Objection
from workflow.rules.authority.party import edition_for, party_titles
from workflow.rules.authority.state import STATE_NAMES
from workflow.rules.authority.table import OCCASION_NAMES
from workflow.rules.rule import Hit
from workflow.text.document import Document
from workflow.text.finding import Related


def refusal_hit(one: FieldRefusal, document: Document, office: Office, where: tuple[Related, ...] = ()) -> Hit:
    """A refusal of the table as a hit on the document that would have the change."""
    known = party_titles(one.cell.who, edition_for(office, document.header.get("sop")))
    return Hit(place_of(one.field, document), _message(one), _help(one, known), where)


def whole_story_hit(one: FieldRefusal, document: Document, office: Office) -> Hit:
    """The refusal of a new story of the former site: what is said of one field of it holds for all."""
    known = party_titles(one.cell.who, edition_for(office, document.header.get("sop")))
    if one.objection is not Objection.PERSON:
        return refusal_hit(one, document, office)
    message = say(
        "{author} brought this story of the former site, but the commit does not count as one of those who may: {who}.",
        author=one.by or "?",
        who=", ".join(known),
    )
    return Hit((), message, _help(one, known))


def _message(one: FieldRefusal) -> Message:
    """What is wrong, in words."""
    state = Phrase(STATE_NAMES[one.state])
    if one.objection is Objection.NEVER:
        return say("`{field}` does not change here ({state}).", field=one.field, state=state)
    if one.objection is Objection.OCCASION:
        needed = WordList(tuple(Phrase(OCCASION_NAMES[each]) for each in one.cell.along))
        return say("`{field}` changes only together with {what} ({state}).", field=one.field, what=needed, state=state)
    if one.by and one.lacks:
        return say(
            "`{field}` is changed in the name of {author}, which does not suffice ({state}).",
            field=one.field,
            author=one.by,
            state=state,
        )
    if one.by:
        return say(
            "{author} changed `{field}`, which is not theirs ({state}).", author=one.by, field=one.field, state=state
        )
    return say("Nobody can be named who changed `{field}` to this ({state}).", field=one.field, state=state)


def _help(one: FieldRefusal, known: tuple[str, ...]) -> Message:
    """What to do next."""
    if one.objection is Objection.PERSON:
        help_ = say("Let one of these make the change, or approve exactly this commit: {who}.", who=", ".join(known))
        return one.lacks or help_
    if one.cell.why:
        return say("Put it back as it was. {why}", why=Phrase(one.cell.why))
    return say("Put it back as it was, or add what must come along.")
