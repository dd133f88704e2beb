"""links/image: the picture is there, and it is a picture."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.image_file import HEAD_BYTES, is_picture
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: ArticleView) -> Iterator[Hit]:
    """Each named file lies beside the article and holds what its name says."""
    files = view.office.files
    for picture in view.pictures:
        path, place = view.beside(picture.name), picture.place("src")
        head = files.read(path, HEAD_BYTES)
        if head is None:
            message = say("The picture {name} is not there.", name=picture.name)
            yield Hit(place, message, say("Upload it into the folder of the article, with exactly this name."))
        elif not is_picture(files, path, head):
            message = say("{name} is not a picture of the kind its name says.", name=picture.name)
            yield Hit(place, message, say("Save the picture again as JPEG, PNG or WebP."))


RULE = Rule(
    slug="links/image",
    subject=Subject.ARTICLE,
    purpose=mark("The pictures that an article shows lie beside it and really are JPEG, PNG or WebP files."),
    decisions=("pages-from-records", "harmless-pictures"),
    bad=mark("image: {src: foto.jpg, ...}   # no such file"),
    good="image: {src: pekan-imunisasi.jpg, ...}",
    reads=("image",),
    check=check,
)
