"""What an import changes in a story, and why it refuses one: closed vocabularies with what to do about each."""

from enum import StrEnum

from msgspec import Struct

from workflow.i18n.message import Message, say


class ChangeKind(StrEnum):
    """A difference between a story and what readers had of it."""

    DAMAGED = "damaged"
    PERSONAL = "personal"
    PICTURE_MISSING = "picture-missing"
    PICTURE_REFUSED = "picture-refused"
    PICTURES_LEFT = "pictures-left"
    CATEGORY = "category"
    AUTHOR = "author"
    LINK = "link"
    MEDIA = "media"
    SHORTCODE = "shortcode"
    TABLE = "table"
    TITLE = "title"
    TAG = "tag"
    TAG_SPELLING = "tag-spelling"


class ChangeText(Struct, frozen=True):
    """What is said of a kind of change, and what can be done."""

    what: Message
    todo: Message


CHANGES: dict[ChangeKind, ChangeText] = {
    ChangeKind.DAMAGED: ChangeText(
        say("The export is damaged within these stories; what could be read was taken."),
        say("Compare them with the former site; leave out (delete before the commit) what is not whole."),
    ),
    ChangeKind.PERSONAL: ChangeText(
        say("An e-mail address, telephone number or identity number was taken out of these stories."),
        say("Nothing is to be done. Addresses of institutions stay if they stand in site_config/agencies.yml first."),
    ),
    ChangeKind.PICTURE_MISSING: ChangeText(
        say("The picture of these stories is not in the folder of uploads."),
        say("Copy it there (from wp-content/uploads), delete the story's new file and import again."),
    ),
    ChangeKind.PICTURE_REFUSED: ChangeText(
        say("The picture of these stories cannot be taken: it is broken, too large, too small or of another kind."),
        say("Save it again as JPEG, delete the story's new file and import again; or leave the story without one."),
    ),
    ChangeKind.PICTURES_LEFT: ChangeText(
        say("These stories had several pictures; a story shows one, the others were left out."),
        say("Nothing is to be done, unless another picture suits better: change it as a correction (ralat)."),
    ),
    ChangeKind.CATEGORY: ChangeText(
        say("The category of these stories is not the office's; they stand in the default one."),
        say("To place them otherwise, delete their new files and import again with --category OLD=KEY."),
    ),
    ChangeKind.AUTHOR: ChangeText(
        say("The author's name was left out: it is a login or holds a contact."),
        say("Nothing is to be done; these stories are the office's."),
    ),
    ChangeKind.LINK: ChangeText(
        say("Links were taken out whose target is not on this site, is no web page, or hides where it leads."),
        say("Nothing is to be done; their words stay."),
    ),
    ChangeKind.MEDIA: ChangeText(
        say("Embedded films, sounds and posts of social media became links."),
        say("Nothing is to be done; no page of this site loads anything from elsewhere."),
    ),
    ChangeKind.SHORTCODE: ChangeText(
        say("Commands of the former site's programs were taken out of the text."),
        say("Look at these stories: what such a command showed (a form, a gallery) is not there."),
    ),
    ChangeKind.TABLE: ChangeText(
        say("A table was too wide or held other tables; it became lines of text."),
        say("Look at these stories."),
    ),
    ChangeKind.TITLE: ChangeText(
        say("The title was too long and was cut."), say("Nothing is to be done, or correct it (ralat).")
    ),
    ChangeKind.TAG: ChangeText(
        say("Keywords were left out that cannot be written with small letters, digits and blanks, or are too many."),
        say("Nothing is to be done."),
    ),
    ChangeKind.TAG_SPELLING: ChangeText(
        say("Keywords lost hyphens, accents or other signs: “Covid-19” became “covid 19”."),
        say("Nothing is to be done."),
    ),
}


class Change(Struct, frozen=True):
    """One thing that was changed in a story."""

    kind: ChangeKind
    detail: str = ""
    """What it was about; never the personal data themselves."""


class RefusedStoryError(Exception):
    """A story cannot be taken: why, and what to do."""

    def __init__(self, reason: Message, todo: Message) -> None:
        super().__init__(reason.text)
        self.reason, self.todo = reason, todo


class Refusal(Struct, frozen=True):
    """A story that was not taken."""

    source: str
    title: str
    reason: Message
    todo: Message
