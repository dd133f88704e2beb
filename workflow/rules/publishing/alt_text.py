"""publishing/alt-text: the description of a picture describes it."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: ArticleView) -> Iterator[Hit]:
    """`alt` is long enough, and does not begin by saying that it is a picture."""
    image, writing = view.record.image, view.office.writing
    if image is None or not image.alt or view.record.status.was_public:
        return
    place = ("image", "alt")
    first = image.alt.split()[0].lower()
    if first in writing.alt_starts:
        yield Hit(
            place, say("Readers know that it is a picture."), say("Begin with what is to be seen: Warga berbaris ...")
        )
    elif writing.alt_min and len(image.alt) < writing.alt_min:
        message = say(
            "The description has {length} letters; with fewer than {limit} it hardly describes anything.",
            length=len(image.alt),
            limit=writing.alt_min,
        )
        yield Hit(place, message, say("Say who does what where, as to somebody on the telephone."))


RULE = Rule(
    slug="publishing/alt-text",
    subject=Subject.ARTICLE,
    purpose=mark("Blind readers hear the description in the picture's place."),
    source=mark("WCAG 2.2, 1.1.1; site_config/writing.yml"),
    bad=mark("alt: Foto kegiatan"),
    good="alt: Warga berbaris di depan meja pelayanan di halaman kantor kecamatan.",
    reads=("image", "status"),
    severity=Severity.WARNING,
    check=check,
)
