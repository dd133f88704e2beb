"""attachments/readable: a document can be searched and read aloud, and its title says what it is."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.attachments._pdf_files import inspected, place_of
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: ArticleView) -> Iterator[Hit]:
    """Most pages have words; the title is not the name of a file."""
    if view.record.status.was_public:
        return
    for index, one, pdf in inspected(view):
        if pdf.pages and pdf.unreadable_pages * 2 > pdf.looked_at:
            message = say(
                "{count} pages of the PDF file {name} are pictures of paper: they cannot be searched or read aloud.",
                count=pdf.unreadable_pages,
                name=one.file,
            )
            yield Hit(place_of(index), message, _WITH_TEXT)
        if one.title.lower().endswith(".pdf") or one.title == one.file.removesuffix(".pdf"):
            message = say("The title of the attachment {name} is the name of a file.", name=one.file)
            yield Hit(
                place_of(index, "title"), message, say("Say what it is: “Peraturan Bupati tentang Tarif Angkutan”.")
            )


_WITH_TEXT = say(
    "Use the PDF that the program made in which it was written, or have the scanner recognise the text (OCR). Blind "
    "readers get nothing of a picture."
)

RULE = Rule(
    slug="attachments/readable",
    subject=Subject.ARTICLE,
    purpose=mark("A document that is a mere picture is found by no search and read to no blind reader."),
    source=mark("WCAG 2.2, 1.4.5; Law 8/2016 on persons with disabilities, article 24"),
    bad=mark("file: scan-perbup.pdf   # photographed pages\ntitle: scan-perbup.pdf"),
    good=mark("file: perbup-12-2026.pdf   # with its text\ntitle: Peraturan Bupati tentang Tarif Angkutan"),
    reads=("attachments", "status"),
    after=("attachments/file", "attachments/safe"),
    severity=Severity.WARNING,
    check=check,
)
