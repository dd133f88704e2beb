"""publishing/picture: a picture can be shown, shown well, and does not tell where it was taken."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.images.header import ImageHeader, read_header
from workflow.images.limits import LARGEST_ASPECT_RATIO, LARGEST_IMAGE_BYTES, MIN_WIDTH, MOST_FRAMES, MOST_PIXELS
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place, Severity

MILLION = 1_000_000


def check(view: ArticleView) -> Iterator[Hit]:
    """The file goes on to its end; its size in pixels is one that can be shown; no place is noted in it."""
    for picture in view.pictures:
        name, place = picture.name, picture.place("src")
        header = read_header(view.office.files.read(view.beside(name), LARGEST_IMAGE_BYTES) or b"")
        if header is None or not header.whole:
            broken = say("The picture {name} is broken: it cannot be read to its end.", name=name)
            yield Hit(place, broken, say("Upload it again from the original."))
            continue
        yield from _size(header, name, place)
        if header.located:
            message = say("The picture {name} says where it was taken: a GPS position is in it.", name=name)
            yield Hit(place, message, _REMEDY, severity=Severity.WARNING)


def _size(header: ImageHeader, name: str, place: Place) -> Iterator[Hit]:
    width, height = header.width, header.height
    if header.pieces > MOST_FRAMES:
        message = say("The picture {name} is drawn in {count} layers or frames.", name=name, count=header.pieces)
        yield Hit(
            place, message, say("At most {most} are decoded. Save it again as a plain picture.", most=MOST_FRAMES)
        )
    elif not header.fits:
        message = say("The picture {name} measures {width} x {height} pixels.", name=name, width=width, height=height)
        yield Hit(place, message, _LIMITS)
    elif width < MIN_WIDTH:
        message = say("The picture {name} is only {width} pixels wide.", name=name, width=width)
        yield Hit(place, message, _small(), severity=Severity.WARNING)


def _small() -> Message:
    return say("Below {least} pixels it looks blurred: use the original, not a copy from a chat.", least=MIN_WIDTH)


_LIMITS = say(
    "It may have at most {most} million pixels, and one side at most {times} times as long as the other. "
    "Make it smaller.",
    most=MOST_PIXELS // MILLION,
    times=LARGEST_ASPECT_RATIO,
)
_REMEDY = say(
    "The site never shows it, but whoever reads this repository can, for ever. Before it is merged, take the position "
    "out (share the picture without its location) and replace the commit that brought it."
)

RULE = Rule(
    slug="publishing/picture",
    subject=Subject.ARTICLE,
    purpose=mark(
        "The site makes small, safe copies of a picture. That needs a whole file of a sensible size; and a telephone's "
        "note of where it was taken can lead to somebody's home."
    ),
    source=mark("Law 27/2022 on the protection of personal data"),
    decisions=("harmless-pictures",),
    bad=mark("image: {src: chat.jpg, ...}   # 320 pixels wide, with a GPS position"),
    good=mark("image: {src: pekan-imunisasi.jpg, ...}   # the original, 1600 pixels wide, without a position"),
    reads=("image",),
    after=("links/image",),
    check=check,
)
