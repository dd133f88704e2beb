"""history/picture: a picture or a PDF file can be shown, and comes with the article that shows it."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.paths import ATTACHMENT_PATH
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: WholeChange) -> Iterator[Hit]:
    """Every picture that a change brings can be shown; an article beside it, or beside a PDF file, names it."""
    for path in view.unnamed:
        message, help_ = UNNAMED[bool(ATTACHMENT_PATH.fullmatch(path))]
        yield Hit(0, message, help_, path=path)
    for path in view.undecodable:
        name = path.rpartition("/")[2]
        message = say("The picture {name} is broken: it cannot be read to its end.", name=name)
        yield Hit(0, message, say("Upload it again from the original."), path=path)


UNNAMED = {
    False: (
        say("No article names this picture."),
        say("Write its name into the article (`image:`, `src:`) in the same pull request, or take the picture out."),
    ),
    True: (
        say("No article names this PDF file."),
        say("Write its name into the article (`attachments:`, `file:`) in the same pull request, or drop it."),
    ),
}
"""What is said of a file that nothing shows, by whether it is a document."""

RULE = Rule(
    slug="history/picture",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark(
        "A picture or document that nothing shows is seen by no reviewer and no rule, and stays in the archive for "
        "ever."
    ),
    source=mark("Law 27/2022 on the protection of personal data"),
    decisions=("harmless-pictures",),
    bad=mark("A content/news/2024/foto.jpg   # and no article names it"),
    good="image: {src: foto.jpg, ...}",
    check=check,
)
