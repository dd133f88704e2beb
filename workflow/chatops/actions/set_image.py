"""`/foto`: the picture that was sent in a comment becomes the picture of the letter's story, with its words."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from workflow.chatops.actions.sent_images import CommandContext, SentImages
from workflow.chatops.event.result import ActionResult
from workflow.chatops.parsing.command import BLANK_CHARACTERS, ParsedCommand
from workflow.config.commands import Argument, CommandAction
from workflow.config.office import Office
from workflow.forge.attachments import DownloadProblem
from workflow.i18n.message import Message, say
from workflow.images.header import read_header
from workflow.images.limits import LARGEST_ASPECT_RATIO, LARGEST_UPLOAD_BYTES, MOST_PIXELS
from workflow.images.reencode import ReencodeProblem, reencode
from workflow.records.article import Image
from workflow.records.file_source import Files
from workflow.records.read import ReadArticle
from workflow.services.set_image import article_keys_for, article_to_illustrate, set_image

KIBIBYTE, MILLION = 1024, 1_000_000
WORD_QUESTIONS: dict[Argument, Message] = {
    Argument.ALT: say("What is to be seen in the picture, for readers who cannot see it?"),
    Argument.CAPTION: say("What does the picture show, where and when? It stands below the picture."),
    Argument.CREDIT: say("Who took the picture?"),
}
"""What goes with a picture, and how it is asked for."""
HOW_TO_SEND = say(
    "Put the picture into the comment itself: drag it there, or tap the paper clip and choose it from the gallery. "
    "Then write, in the same comment:"
)
NEED_NOT_BE_SENT_AGAIN = say("The picture need not be sent again.")
WORDS_MISSING = say(
    "Something is still missing. Write this as a new comment, with your words in the place of the dots:"
)
TOO_LARGE = say(
    "The picture is larger than {most} MB. Send it in a smaller size.",
    most=LARGEST_UPLOAD_BYTES // KIBIBYTE // KIBIBYTE,
)
IMAGE_REFUSALS: dict[ReencodeProblem | DownloadProblem | None, Message] = {
    None: say(
        "This picture lies somewhere else on the web. Only pictures that are sent into a comment here are taken."
    ),
    ReencodeProblem.HEIC: say(
        "This picture is a HEIC file, which browsers do not show. On the iPhone choose Settings, Camera, Formats, Most "
        "Compatible, then take it anew; of a picture that is there already, send a screenshot."
    ),
    ReencodeProblem.KIND: say(
        "What was sent is no picture of the kinds JPEG, PNG or WebP. Save it as JPEG, then send it again."
    ),
    ReencodeProblem.LARGE: TOO_LARGE,
    ReencodeProblem.SIZE: say(
        "A picture may have at most {most} million pixels, and one side at most {times} times as long as the other. "
        "Send it in a smaller size.",
        most=MOST_PIXELS // MILLION,
        times=LARGEST_ASPECT_RATIO,
    ),
    ReencodeProblem.PIECES: say("The picture moves, or is drawn in very many layers. Send a plain one."),
    ReencodeProblem.BROKEN: say(
        "The picture is broken: it cannot be read to its end. Send it again from the original."
    ),
    DownloadProblem.GONE: say("GitHub does not hand this picture out. Send it again, in a new comment."),
    DownloadProblem.ASTRAY: say("For this picture GitHub leads to another place. Send it again, in a new comment."),
    DownloadProblem.LARGE: TOO_LARGE,
}
"""What is said of a picture that cannot be taken. None: it was not sent, but named by an address."""
NO_IMAGE_SENT = say("No picture came with this command. Nothing was entered.")


class CommentChanges(Struct, frozen=True):
    """What the comment to be written next says otherwise than the one that was written."""

    does: CommandAction | None = None
    news: str = ""
    words: dict[Argument, str | None] = {}


class ImageCommand(Struct, frozen=True):
    """One such command, met with the files of a branch."""

    files: Files
    office: Office
    number: str
    person: str
    now: int
    said: ParsedCommand
    sending: CommandContext

    def outcome(self) -> ActionResult:
        """What comes of it. Raises RefusedError, ForgeError."""
        keys, named = article_keys_for(self.files, self.office, self.number, self.now), self._named()
        if named not in keys and (named or len(keys) > 1):
            message = say("Letter {id} has these articles. Name the one that is meant:", id=self.number)
            return self._asked(message, asks=CommentChanges(news=" | ".join(keys)))
        article = article_to_illustrate(self.files, self.office, self.number, named or keys[0], self.now)
        old, sent = article.record.image, self.sending.find(self.office.commands, self.number)
        is_new = self.said.command.does is CommandAction.REPLACE_PHOTO
        if sent is None:
            return self._reworded(article, old) if old and not is_new else self._asked(NO_IMAGE_SENT, HOW_TO_SEND)
        if old and not is_new:
            message = say(
                "The story has a picture already: {name}. To have the new one in its place, write:", name=old.src
            )
            return self._asked(message, NEED_NOT_BE_SENT_AGAIN, asks=CommentChanges(does=CommandAction.REPLACE_PHOTO))
        content = _reencoded(sent)
        if not isinstance(content, bytes):
            return self._asked(IMAGE_REFUSALS[content], HOW_TO_SEND)
        wants = [question for slot, question in WORD_QUESTIONS.items() if not self._words(slot)]
        if wants:
            return self._asked(WORDS_MISSING, *wants, NEED_NOT_BE_SENT_AGAIN)
        return self._done(article, Image("", *map(self._words, WORD_QUESTIONS)), content, _image_notes(sent, content))

    def _named(self) -> str:
        """The key of the article that is named; "" for none."""
        return self.said.values.get(Argument.NEWS, "").removeprefix("content/news/").removesuffix(".md")

    def _words(self, slot: Argument) -> str | None:
        words = self.said.values.get(slot, "")
        return words if words.strip(BLANK_CHARACTERS) else None

    def _reworded(self, article: ReadArticle, old: Image) -> ActionResult:
        """Other words for the picture that the story has."""
        words = {Argument.ALT: old.alt, Argument.CAPTION: old.caption, Argument.CREDIT: old.credit}
        if not any(map(self._words, WORD_QUESTIONS)):
            message = say("The story has a picture: {name}. To change its words, write them anew:", name=old.src)
            return self._asked(message, asks=CommentChanges(words=words))
        return self._done(
            article, Image(old.src, *(self._words(slot) or words[slot] for slot in WORD_QUESTIONS)), None, ()
        )

    def _done(
        self, article: ReadArticle, image: Image, content: bytes | None, points: Iterable[Message]
    ) -> ActionResult:
        made = set_image(self.files, self.office, self.person, article, image, content, self.now)
        message = say("The picture of the story is in: {name}.", name=made.name)
        if content is None:
            message = say("The words of the picture are changed: {name}.", name=made.name)
        return ActionResult(
            message=message,
            change=made.change,
            number=self.number,
            points=tuple(points),
            findings=made.remarks,
            done=True,
        )

    def _asked(self, message: Message, *points: Message, asks: CommentChanges | None = None) -> ActionResult:
        """An answer with the comment to be written next, in which all that was said stays."""
        lines = tuple(self._lines(asks or CommentChanges()))
        return ActionResult(message=message, number=self.number, points=points, lines=lines)

    def _lines(self, asked: CommentChanges) -> Iterator[str]:
        commands, does = self.office.commands, asked.does or self.said.command.does
        own = (self.said.word, self.said.command)
        key, command = next((one for one in commands.commands.items() if one[1].does is does), own)
        yield f"/{key} {self.said.number}".strip()
        if news := asked.news or self._named():
            yield f"{commands.line_of(Argument.NEWS)}: {news}"
        for slot in WORD_QUESTIONS:
            yield f"{command.line_of(slot)}: {self._words(slot) or asked.words.get(slot) or '...'}"


def _reencoded(sent: SentImages) -> bytes | ReencodeProblem | DownloadProblem | None:
    """The picture made harmless and small, or why there is none. Raises ForgeError."""
    content = sent.content()
    return reencode(content) if isinstance(content, bytes) else content


def _image_notes(sent: SentImages, content: bytes) -> Iterator[Message]:
    """What was made of what was sent."""
    if sent.count > 1:
        yield say(
            "{count} pictures were sent. A story shows one: the first was taken, the others were not.",
            count=sent.count,
        )
    if header := read_header(content):
        yield say(
            "It was made {width} x {height} pixels ({size} KB), without the camera's notes and without the place.",
            width=header.width,
            height=header.height,
            size=len(content) // KIBIBYTE + 1,
        )
