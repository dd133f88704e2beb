"""publishing/image-text: a picture says what it shows, tells its story and names its maker."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: ArticleView) -> Iterator[Hit]:
    """`alt`, `caption` and `credit` are there."""
    for picture in view.pictures:
        texts = (
            (picture.alt, "alt", say("Describe the picture for readers who cannot see it: `alt:`.")),
            (picture.caption, "caption", say("Say what the picture shows, where and when: `caption:`.")),
            (picture.credit, "credit", say("Name who made the picture: `credit:`.")),
        )
        for text, name, help_ in texts:
            if not text and picture.at is None:
                yield Hit(picture.place(name), say("The picture has no `{name}`.", name=name), help_)
            elif not text:
                message = say("The picture {file} in the text has no `{name}`.", file=picture.name, name=name)
                yield Hit(picture.place(name), message, _IN_TEXT)


_IN_TEXT = say(
    'Write its line so: ![what is to be seen](file.jpg "What it shows, where and when. Foto: who made it"). The words '
    "in [ ] are for readers who cannot see it, those in quotation marks stand below it."
)

RULE = Rule(
    slug="publishing/image-text",
    subject=Subject.ARTICLE,
    purpose=mark("Pictures have a description for blind readers, a caption, and a credit."),
    source=mark("WCAG 2.2, 1.1.1; Law 28/2014 on copyright"),
    bad="image: {src: imunisasi.jpg}",
    good="image: {src: imunisasi.jpg, alt: Anak disuntik bidan, caption: ..., credit: ...}",
    reads=("image",),
    check=check,
)
