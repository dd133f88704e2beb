"""What the check says of a file, said of a form: fields by their labels, times in words, nothing of lines."""

import datetime as dt
import re

from workflow.i18n.catalog import translate
from workflow.i18n.dates import long_date
from workflow.i18n.message import Message, say
from workflow.records.field_labels import LABELS, label_of
from workflow.text.finding import Finding, Place, ReadingRule

_NAME = re.compile(r"`([a-z_]+)(?::(?: ([^`]*))?)?`")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?")
CHOOSE_ANEW = say("Choose it anew in this field.")
NO_TIME = say("This is no time that can be read. Choose it anew in this field.")
TYPE_ANEW = say("Delete this place and type it anew.")
FORM_HELP: dict[str, Message] = {
    ReadingRule.TYPE: CHOOSE_ANEW,
    ReadingRule.UNREADABLE: TYPE_ANEW,
    "fields/unseen": TYPE_ANEW,
    "fields/normal-form": TYPE_ANEW,
}
"""By the rule: what to do in a form, where the remedy for a file helps nobody."""
TEXT_HELP: dict[str, Message] = {
    "publishing/image-text": say("Fill in all lines of this picture: what is seen, the caption, the maker."),
}
"""The same of what stands in the text, which the form shows as parts."""


def with_form_labels(message: Message) -> str:
    """A sentence in which fields are called as in the form, and their times as people say them."""
    return _NAME.sub(_in_form, translate(message))


def _in_form(found: re.Match[str]) -> str:
    name, value = found[1], found[2]
    if name not in LABELS:
        return found[0]
    label = translate(LABELS[name])
    return f"“{label}” ({_MOMENT.sub(_in_words, value)})" if value else f"“{label}”"


def _in_words(found: re.Match[str]) -> str:
    try:
        day = long_date(dt.date.fromisoformat(found[1]))
    except ValueError:
        return found[0]
    return f"{day} {found[2]}.{found[3]}" if found[2] else day


def said_in_form(finding: Finding) -> str:
    """What is wrong and what to do in the form, without saying where."""
    if finding.rule == ReadingRule.MISSING:
        return _missing(finding)
    if finding.rule == ReadingRule.VALUE and finding.help and _MOMENT.search(translate(finding.help)):
        return translate(NO_TIME)
    parts = TEXT_HELP if isinstance(finding.place, int) else {}
    help_ = {**FORM_HELP, **parts}.get(finding.rule, finding.help)
    return " ".join(with_form_labels(one) for one in (finding.message, help_) if one)


def missing_field(finding: Finding) -> str:
    """The name of the field that is missing or empty; "" where that is not what is found."""
    return str(finding.message.values.get("name", "")) if finding.rule == ReadingRule.MISSING else ""


def _missing(finding: Finding) -> str:
    name, place = missing_field(finding), finding.place
    group = [one for one in place if isinstance(one, str) and one != name] if isinstance(place, tuple) else []
    label = translate(label_of((*group, name)) or say("the whole form"))
    wanted = translate(say("“{field}” is still empty. Fill it in.", field=label))
    if not group or item_number(place):
        return wanted
    leave = say("Where “{group}” is not needed, empty all of its fields.", group=translate(LABELS[group[-1]]))
    return f"{wanted} {translate(leave)}"


def item_number(place: Place) -> str:
    """Which attachment a finding is about, for people: the form shows all at one field. "" where it is about none."""
    if not isinstance(place, tuple) or place[:1] != ("attachments",) or len(place) == 1:
        return ""
    return translate(say("Attachment {number}:", number=int(place[1]) + 1))


QUOTED_WORDS = 6
"""Of a paragraph, by which it is found again."""
NO_FILE = say("a picture without a file")
_PICTURE = re.compile(r"\[?!\[([^\]]*)\]\(([^\s)]*)")


def quoted(line: str) -> str:
    """A line of the text as somebody finds it again in the form, where a picture is no Markdown."""
    if picture := _PICTURE.match(line):
        return f"“{picture[1] or picture[2] or translate(NO_FILE)}”"
    return f"“{' '.join(line.split()[:QUOTED_WORDS])} ...”"
