"""What readers of a text may not get: its kinds, and what is said of each."""

from enum import StrEnum

from msgspec import Struct

from workflow.i18n.message import Message, mark, say
from workflow.text.figure import MOST_PICTURES


class Unshown(StrEnum):
    """A kind of thing that readers do not get as it was meant."""

    HTML = "html"
    PICTURE_AMID_WORDS = "picture-amid-words"
    PICTURE_ELSEWHERE = "picture-elsewhere"
    PICTURE_LINK = "picture-link"
    TOO_MANY_PICTURES = "too-many-pictures"
    PICTURE_ON_PAGE = "picture-on-page"
    NOTE_WITHOUT_TEXT = "note-without-text"
    NOTE_WITHOUT_PLACE = "note-without-place"
    ADDRESS_WITHOUT_LINK = "address-without-link"
    BROKEN_LINK = "broken-link"
    EMPTY_LINK = "empty-link"
    LINK_SCHEME = "link-scheme"
    LINK_TITLE = "link-title"
    EMPTY_HEADING = "empty-heading"
    HEADING = "heading"
    TABLE = "table"
    ROWS = "rows"
    NO_FACTS = "no-facts"
    NO_SPEAKER = "no-speaker"
    DIAGRAM = "diagram"
    ALERT = "alert"
    TASK = "task"
    STRUCK_OUT = "struck-out"
    MARKED = "marked"
    UNCLOSED = "unclosed"
    EMOJI = "emoji"
    FORMULA = "formula"
    ATTRIBUTES = "attributes"
    PROGRAM = "program"
    CONTAINER = "container"
    UNKNOWN = "unknown"


class Remedy(Struct, frozen=True):
    """What is said of a kind."""

    message: str
    help: Message
    is_lost: bool = True
    """Something is lost; else readers see signs where something else was meant."""


REMEDIES: dict[Unshown, Remedy] = {
    Unshown.HTML: Remedy(
        mark("Readers see “{words}” as it stands here: the site knows no HTML."),
        say(
            "Delete it. A new line is an empty line between paragraphs; for a video link its picture to its address, "
            "and for everything else there is Markdown."
        ),
    ),
    Unshown.PICTURE_AMID_WORDS: Remedy(
        mark("The picture “{words}” is not shown: it stands amid words, in a list, a quotation or a table."),
        say(
            "Give it a paragraph of its own, with an empty line before and after it; several pictures in one "
            "paragraph are a gallery."
        ),
    ),
    Unshown.PICTURE_ELSEWHERE: Remedy(
        mark("The picture “{words}” is not shown: it does not lie beside the story."),
        say(
            "In the writing page, choose its file in the part Foto, Galeri or Video, or delete the part. In the file, "
            "upload it into the folder of the story and write only its name, in lower case and without blanks, ending "
            "in .jpg, .png or .webp: ![Warga mengantre](antrean-warga.jpg)."
        ),
    ),
    Unshown.PICTURE_LINK: Remedy(
        mark("The picture “{words}” is not shown: it is linked to an address that is no video's."),
        say(
            "Only a video's picture is linked, alone in its paragraph: to YouTube, Vimeo, TikTok, Instagram or "
            "Facebook, or to a file that ends in .mp4. Take the link out and link words to it instead."
        ),
    ),
    Unshown.TOO_MANY_PICTURES: Remedy(
        mark("There are more pictures in this paragraph than a gallery shows."),
        say("At most {most} are shown. Choose the best ones, or divide the gallery.", most=MOST_PICTURES),
    ),
    Unshown.PICTURE_ON_PAGE: Remedy(
        mark("The picture “{words}” is not shown: a hand-written page has none."),
        say("Delete it; pictures belong to stories, to which the page can link."),
    ),
    Unshown.NOTE_WITHOUT_TEXT: Remedy(
        mark("The footnote “{words}” has no text; readers see only these signs."),
        say("Write its text at the end of the story, on a line of its own: [^1]: the text."),
    ),
    Unshown.NOTE_WITHOUT_PLACE: Remedy(
        mark("The footnote “{words}” is not shown: nothing in the text refers to it."),
        say("Write its mark, such as [^1], where it belongs, or delete the footnote."),
    ),
    Unshown.ADDRESS_WITHOUT_LINK: Remedy(
        mark("The line “{words}” is not shown: no link of the text uses it."),
        say("Use it in the text, as in [words][name], or delete the line."),
    ),
    Unshown.BROKEN_LINK: Remedy(
        mark("This was to be a link or a picture and is none: “{words}”."),
        say(
            "Write [words](https://address) without blanks in the address; for a picture "
            "![what is to be seen](file.jpg)."
        ),
    ),
    Unshown.EMPTY_LINK: Remedy(
        mark("The link to “{words}” has no words, so nobody can see it."),
        say("Write between [ and ] what it leads to, or delete it."),
    ),
    Unshown.LINK_SCHEME: Remedy(
        mark("The link to “{words}” is shown as words alone: the site links only to pages and to e-mail."),
        say("Write an address that begins with https://, or the number or address as plain words."),
    ),
    Unshown.LINK_TITLE: Remedy(
        mark("The words “{words}” of a link are not shown: a telephone has no place for them."),
        say("Write them into the text, and the link without them: [words](https://address)."),
    ),
    Unshown.EMPTY_HEADING: Remedy(
        mark("This heading has no words."), say("Write its words behind the #, or delete the line.")
    ),
    Unshown.HEADING: Remedy(
        mark("Readers see the signs # here: a heading needs a blank behind them."),
        say("Write ## Judul, with a blank, and with an empty line before it."),
        is_lost=False,
    ),
    Unshown.TABLE: Remedy(
        mark("This was to be a table and is none: readers see “{words}”."),
        say(
            "Put an empty line before the table, and as many cells into the line of --- as into the line above it, "
            "separated by |."
        ),
        is_lost=False,
    ),
    Unshown.ROWS: Remedy(
        mark("This was to be a table and is none: readers see “{words}”."),
        say("Write |---|---| below the first line, with as many parts as the line has cells."),
        is_lost=False,
    ),
    Unshown.NO_FACTS: Remedy(
        mark("This box of facts is empty."), say("Write at least one fact into it, or delete it."), is_lost=False
    ),
    Unshown.NO_SPEAKER: Remedy(
        mark("This quotation does not say whose it is: only the dash stands there."),
        say("Write name and office behind the dash, or delete the line."),
        is_lost=False,
    ),
    Unshown.DIAGRAM: Remedy(
        mark("Readers see the instructions of this drawing and not the drawing: {words}."),
        say("Make a picture of it, upload it beside the story and show that."),
        is_lost=False,
    ),
    Unshown.ALERT: Remedy(
        mark("Readers see “{words}” as it stands here."),
        say("Delete the sign, and begin with what is to be noticed, in **bold**."),
        is_lost=False,
    ),
    Unshown.TASK: Remedy(
        mark("Readers see “{words}” and not a box to tick."), say("Delete the brackets."), is_lost=False
    ),
    Unshown.STRUCK_OUT: Remedy(
        mark("Readers see these words with their signs, not struck out: “{words}”."),
        say("Delete what does not hold; what was published is mended by a correction."),
        is_lost=False,
    ),
    Unshown.MARKED: Remedy(
        mark("Readers see these words with their signs, not marked: “{words}”."), say("Write **bold**."), is_lost=False
    ),
    Unshown.UNCLOSED: Remedy(
        mark("Readers see the signs “{words}” here: no bold begins or ends with them."),
        say("Write the signs close to the first and the last word, without blanks: **tebal**."),
        is_lost=False,
    ),
    Unshown.EMOJI: Remedy(
        mark("Readers see “{words}” as it stands here and not a small picture."), say("Delete it."), is_lost=False
    ),
    Unshown.FORMULA: Remedy(
        mark("Readers see the signs “{words}” and not a formula."), say("Write it in words and numbers."), is_lost=False
    ),
    Unshown.ATTRIBUTES: Remedy(
        mark("Readers see “{words}” as it stands here: the site has its own style."), say("Delete it."), is_lost=False
    ),
    Unshown.PROGRAM: Remedy(
        mark("Readers see “{words}”: it is an instruction for another program."), say("Delete it."), is_lost=False
    ),
    Unshown.CONTAINER: Remedy(
        mark("Readers see “{words}”: it is another program's sign for a box."),
        say("For a box of facts write the heading ### Fakta and a list below it."),
        is_lost=False,
    ),
    Unshown.UNKNOWN: Remedy(mark("The site does not know how to show “{words}”."), say("Write it otherwise.")),
}
