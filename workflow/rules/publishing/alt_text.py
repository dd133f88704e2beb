"""publishing/alt-text: the description of a picture describes it."""

from collections.abc import Iterator

from workflow.config.style import Style
from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place, Severity


def check(view: ArticleView) -> Iterator[Hit]:
    """`alt` is long enough, and does not begin by saying that it is a picture."""
    if view.record.status.was_public:
        return
    for picture in view.pictures:
        if picture.alt.strip():
            yield from _weak(picture.alt, picture.place("alt"), view.office.writing)


def _weak(alt: str, place: Place, writing: Style) -> Iterator[Hit]:
    if alt.split(maxsplit=1)[0].lower() in writing.alt_starts:
        yield Hit(
            place, say("Readers know that it is a picture."), say("Begin with what is to be seen: Warga berbaris ...")
        )
    elif writing.alt_min and len(alt) < writing.alt_min:
        message = say(
            "The description has {length} letters; with fewer than {limit} it hardly describes anything.",
            length=len(alt),
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
