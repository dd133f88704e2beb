"""What is done to a published story: it becomes an entry under `acts:` with its seal, checked first.

Source: Pedoman Pemberitaan Media Siber (ralat, koreksi, pencabutan). Who may do it, the rules say; here stands whom to
ask.
"""

from collections.abc import Iterator

from msgspec import Struct

from workflow.i18n.message import Message, WordList, say
from workflow.records.article import DATING_ACTS, SHOWING_ACTS, Act, ActKind, ArticleStatus, tells_again
from workflow.records.file_source import Overlay
from workflow.records.read import read_article
from workflow.records.serialize import ARTICLE_ORDER, format_instant, whole_minute
from workflow.rules.authority.table import UNPUBLISHED_STATES
from workflow.services.article_actions import ActInput, ArticleAtHand, unreadable_message
from workflow.services.errors import RefusedError, somebody_else
from workflow.services.file_change import PreparedChange, edit_record_header
from workflow.services.precheck import PEOPLE_RULES, of_families, precheck_errors, unauthorized_changes
from workflow.text.field_types import Instant
from workflow.text.finding import Finding
from workflow.text.yaml_edit import append_entry, set_value

ACT_ORDER = Act.__struct_encode_fields__
STATUS_AFTER_ACT = {ActKind.WITHDRAWAL: ArticleStatus.WITHDRAWN, ActKind.REPUBLICATION: ArticleStatus.PUBLISHED}
DATED_FIELDS = {ActKind.EMBARGO: "publish_at", ActKind.EXPIRY: "valid_until"}
"""Which time of the story an act sets."""
ENTERED_ALREADY = say("This was entered already, and nothing of the story is another. Write what is new, or leave it.")
ANY_MEDIA_BYTES = 1 << 30
"""Bytes of a picture, which the rules about pictures bound."""


class PreparedAct(Struct, frozen=True):
    """A change ready to be written."""

    change: PreparedChange
    shows_another: bool
    """Whether readers will see another text, so that two people must have seen it."""
    others: tuple[str, ...]
    """The names of those who could vouch for it as well."""

    @property
    def second(self) -> Message:
        """What is said to whoever changed the text and entered that, too."""
        if not self.others:
            return say("You changed this text yourself, so somebody else must approve it before it is merged.")
        return say(
            "You changed this text yourself, so somebody else must approve it before it is merged: ask {names} to open "
            "the pull request, Files changed, Review changes, Approve.",
            names=WordList(self.others),
        )


def prepare_act(story: ArticleAtHand, person: str, inputs: ActInput) -> PreparedAct:
    """The story with an entry for what is done to it, where nothing is missing. Raises RefusedError."""
    if inputs.kind is ActKind.EMBARGO and (inputs.moved_to or 0) <= story.now:
        raise RefusedError(say("An embargo ends at a time that lies ahead."))
    if (
        inputs.kind is ActKind.EXPIRY
        and inputs.moved_to
        and whole_minute(inputs.moved_to) == story.article.record.valid_until
    ):
        raise RefusedError(say("The story is valid until that time already; there is nothing to enter."))
    if _tells_nothing_new(story, inputs):
        raise RefusedError(ENTERED_ALREADY)
    text, able = text_with_act(story, person, inputs), who_may_act(story, inputs)
    names = tuple(story.office.people[one].name for one in able if one != person)
    if person not in able:
        found = _against(story, person, inputs)
        raise RefusedError(somebody_else(story.office.people[person].name, names), found, {story.path: text})
    if found := tuple(_errors(story, person, text)):
        raise RefusedError(say("The check refuses this change of the story."), found, {story.path: text})
    along = (story.path, *story.media) if story.changed else ()
    change = PreparedChange(_title(story, inputs), {story.path: text}, along=along)
    return PreparedAct(change, inputs.kind in SHOWING_ACTS and bool(story.changed), names)


def _tells_nothing_new(story: ArticleAtHand, inputs: ActInput) -> bool:
    """Whether readers have what somebody wants to tell them already, and nothing of the story is another."""
    told = Act(act=inputs.kind, by="", at=Instant(0), note=inputs.note, respondent=inputs.respondent or None)
    return not story.changed and tells_again(told, story.article.record.acts)


def who_may_act(story: ArticleAtHand, inputs: ActInput) -> tuple[str, ...]:
    """Who of the office could enter it: keys of people.yml."""
    return tuple(one for one in story.office.people if not _against(story, one, inputs))


def text_with_act(story: ArticleAtHand, person: str, inputs: ActInput) -> str:
    """The file as somebody's act leaves it, judged by nobody. Raises RefusedError for a header that is unusual."""
    document, zone = story.article.document, story.office.zone
    moved = inputs.moved_to if inputs.kind in DATING_ACTS else None
    field, time = DATED_FIELDS.get(inputs.kind, ""), format_instant(whole_minute(moved), zone) if moved else ""
    entry = {
        "act": inputs.kind.value,
        "by": person,
        "at": format_instant(whole_minute(story.now), zone),
        "note": inputs.note,
        "moved_from": document.header.get(field) if moved else None,
        "moved_to": time,
        **(_reply_fields(inputs, zone) if inputs.kind is ActKind.REPLY else {}),
    }

    def with_state(header: str) -> str:
        if inputs.kind in STATUS_AFTER_ACT:
            header = set_value(header, ("status",), STATUS_AFTER_ACT[inputs.kind].value, ARTICLE_ORDER)
        return set_value(header, (field,), time, ARTICLE_ORDER) if time else header

    text = edit_record_header(document, with_state)
    if story.state in UNPUBLISHED_STATES:
        return text
    entry["content"] = _seal(story, text)
    ordered = {name: entry[name] for name in ACT_ORDER if entry.get(name)}
    return edit_record_header(
        document, lambda header: append_entry(with_state(header), ("acts",), ordered, ARTICLE_ORDER)
    )


def _reply_fields(inputs: ActInput, zone: str) -> dict[str, str]:
    received = format_instant(whole_minute(inputs.received), zone) if inputs.received else ""
    return {"respondent": inputs.respondent, "capacity": inputs.capacity, "received": received}


def _seal(story: ArticleAtHand, text: str) -> str:
    found = read_article(Overlay(story.files, {story.path: text.encode()}), story.path)
    if found is None:
        raise RefusedError(unreadable_message(story.path))
    return found.seals.full


def _against(story: ArticleAtHand, person: str, inputs: ActInput) -> tuple[Finding, ...]:
    """What the rules about people say against somebody's entry; nothing where no entry is made."""
    if story.state in UNPUBLISHED_STATES:
        return ()
    text, own = text_with_act(story, person, inputs), ("acts", len(story.article.record.acts))
    found = of_families(precheck_errors(story.files, {story.path: text}, story.office, story.now), PEOPLE_RULES)
    return tuple(one for one in found if isinstance(one.place, tuple) and one.place[:2] == own)


def _errors(story: ArticleAtHand, person: str, text: str) -> Iterator[Finding]:
    """What refuses the story as the act leaves it; faults of a text that it leaves alone do not."""
    before = [] if story.changed else precheck_errors(story.base, {story.path: _old(story)}, story.office, story.now)
    known = {(one.rule, one.place) for one in before}
    found = precheck_errors(story.files, {story.path: text}, story.office, story.now)
    yield from (one for one in found if (one.rule, one.place) not in known)
    changed = {path: story.files.read(path, ANY_MEDIA_BYTES) or b"" for path in story.media} | {
        story.path: text.encode()
    }
    yield from unauthorized_changes(story.base, changed, story.office, person, story.now)


def _old(story: ArticleAtHand) -> str:
    return (story.base.read(story.path) or b"").decode("utf-8", "replace")


def _title(story: ArticleAtHand, inputs: ActInput) -> Message:
    number = story.article.record.request or story.path.removeprefix("content/").removesuffix(".md")
    if story.state in UNPUBLISHED_STATES:
        if inputs.kind is ActKind.EXPIRY:
            return say("{id}: time of expiry set", id=number)
        return say("{id}: time of publication set", id=number)
    titles = {
        ActKind.CORRECTION: say("{id}: published story corrected", id=number),
        ActKind.WITHDRAWAL: say("{id}: published story withdrawn", id=number),
        ActKind.REPUBLICATION: say("{id}: withdrawn story republished", id=number),
        ActKind.EMBARGO: say("{id}: time of publication moved", id=number),
        ActKind.UPDATE: say("{id}: published story updated", id=number),
        ActKind.REPLY: say("{id}: reply to a published story", id=number),
        ActKind.EXPIRY: say("{id}: time of expiry set", id=number),
    }
    return titles[inputs.kind]
