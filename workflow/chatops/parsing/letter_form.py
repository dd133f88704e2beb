"""A letter out of an issue that was made by the form; everything that is missing or odd is said at once."""

import datetime as dt
from typing import Any, TypeVar

from workflow.chatops.parsing.issue_form import read_answers
from workflow.chatops.parsing.issue_template import QUESTIONS, LetterField, field_labels
from workflow.config.office import Office
from workflow.i18n.message import Message, Phrase, mark, say
from workflow.input.ambiguity import Direction, Unclear
from workflow.input.dates import read_day, read_moment
from workflow.input.vocabularies import agencies, natures
from workflow.input.words import UnknownWord
from workflow.records.request import Nature
from workflow.rules.privacy._personal_data import PersonalKind, find_personal_data, public_contacts
from workflow.services.inputs import LetterInput

PERSONAL_DATA_NAMES: dict[PersonalKind, str] = {
    PersonalKind.PHONE: mark("a telephone or WhatsApp number of a person"),
    PersonalKind.EMAIL: mark("an e-mail address of a person"),
    PersonalKind.IDENTITY: mark("an identity number (NIK) or family-card number"),
}
MAX_LINE_LENGTH = 300
"""Characters of a line."""
EXAMPLES = {field: question.placeholder for field, question in QUESTIONS.items()}
Answer = TypeVar("Answer", dt.date, int, str)


def read_letter(text: str, office: Office, at: int) -> LetterInput | list[Message]:
    """The letter in an issue's text, or all that is wrong with it. `at`: when the issue was opened."""
    names = field_labels()
    found = read_answers(text, [*names.values()])
    return _LetterReader({field: found[name] for field, name in names.items()}, office, at).letter()


def is_letter(text: str) -> bool:
    """Whether an issue was made by the form."""
    names = [*field_labels().values()]
    return any(read_answers(text, names).values())


class _LetterReader:
    """The answers being read; what is wrong gathers in `wrong`."""

    def __init__(self, answers: dict[LetterField, str], office: Office, at: int) -> None:
        self.answers, self.office, self.at = answers, office, at
        held = {name: self._held(answer) for name, answer in answers.items()}
        self.private = {field for field, kinds in held.items() if kinds}
        """What must not be said once more."""
        self.wrong = [_holds_personal_data(field, kind) for field, kinds in held.items() for kind in kinds]

    def letter(self) -> LetterInput | list[Message]:
        """The letter, or what is wrong."""
        number, subject = self._line(LetterField.NUMBER), self._line(LetterField.SUBJECT)
        date, received = self._date(), self._received()
        sender, nature = self._sender(), self._nature()
        body = self._given(LetterField.BODY)
        if self.wrong or date is None or nature is None:
            return self.wrong
        return LetterInput(
            number=number, date=date, received=received, sender=sender, subject=subject, nature=nature, body=body
        )

    def _held(self, answer: str) -> list[PersonalKind]:
        return [*dict.fromkeys(kind for kind, _ in find_personal_data(answer, public_contacts(self.office)))]

    def _given(self, field: LetterField) -> str:
        if not self.answers[field] and QUESTIONS[field].required:
            self.wrong.append(say("“{field}” is empty.", field=Phrase(QUESTIONS[field].label)))
        return self.answers[field]

    def _line(self, field: LetterField) -> str:
        text = self._given(field)
        if "\n" in text or len(text) > MAX_LINE_LENGTH:
            self._odd(field, text)
        return text

    def _odd(self, field: LetterField, text: str) -> None:
        question = QUESTIONS[field]
        label = Phrase(question.label)
        if field in self.private:
            return
        if question.placeholder:
            like = question.placeholder
            message = say(
                "“{field}”: “{value}” is not understood. Write it like {like}.", field=label, value=text, like=like
            )
        else:
            message = say("“{field}”: “{value}” is not understood.", field=label, value=text)
        self.wrong.append(message)

    def _date(self) -> dt.date | None:
        text = self._given(LetterField.DATE)
        day = read_day(text, self.at, self.office.zone, Direction.PAST) if text else None
        return self._sure(LetterField.DATE, day)

    def _received(self) -> int:
        """When the letter came in: what was said, else when the issue was opened."""
        text = self.answers[LetterField.ARRIVED]
        moment = read_moment(text, self.at, self.office.zone, Direction.PAST) if text else self.at
        return self._sure(LetterField.ARRIVED, moment) or self.at

    def _sender(self) -> str:
        text = self._given(LetterField.SENDER)
        return self._sure(LetterField.SENDER, agencies(self.office).find(text) if text else "") or ""

    def _sure(self, field: LetterField, found: Answer | Unclear[Any] | UnknownWord | None) -> Answer | None:
        """What an answer means, or None where it is asked back; what is private is not said once more."""
        if not isinstance(found, Unclear | UnknownWord):
            return found
        if field not in self.private:
            place = f"“{field_labels()[field]}”: "
            asked = found.question(place) if isinstance(found, UnknownWord) else found.question(EXAMPLES[field], place)
            self.wrong.append(asked)
        return None

    def _nature(self) -> Nature | None:
        text = self._given(LetterField.NATURE)
        found = self._sure(LetterField.NATURE, natures({Nature.CONFIDENTIAL}).find(text) if text else None)
        return Nature(found) if found else None


def _holds_personal_data(field: LetterField, kind: PersonalKind) -> Message:
    """What is personal stands in public, also in the issue's older versions, until its writer deletes it there."""
    return say(
        "“{field}” holds {what}. Take it out, and then delete the older version too: “edited” above the text, that "
        "version, Delete revision from history.",
        field=Phrase(QUESTIONS[field].label),
        what=Phrase(PERSONAL_DATA_NAMES[kind]),
    )
