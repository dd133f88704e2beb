"""attachments/file: the documents are there, and they are PDF files of a sensible size."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.pdf.limits import LARGEST_PDF_BYTES
from workflow.pdf.summary import PDF_MAGIC
from workflow.rules.attachments._pdf_files import MOST_ATTACHMENTS, attached, place_of
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject

MEGABYTE = 1024 * 1024


def check(view: ArticleView) -> Iterator[Hit]:
    """Each named file lies beside the article, is named once, begins like a PDF and is not too large."""
    count, names = len(view.record.attachments), [one.file for one in view.record.attachments]
    if count > MOST_ATTACHMENTS:
        message = say("The article has {count} attachments; at most {most} may be.", count=count, most=MOST_ATTACHMENTS)
        yield Hit(("attachments",), message, say("Put what belongs together into one PDF, or link to the JDIH."))
    for index, one, data in attached(view):
        if data is None:
            message = say("The PDF file {name} is not there.", name=one.file)
            yield Hit(
                place_of(index), message, say("Upload it into the folder of the article, with exactly this name.")
            )
        elif len(data) > LARGEST_PDF_BYTES:
            message = say("The PDF file {name} is larger than {most} MB.", name=one.file, most=_MOST)
            yield Hit(place_of(index), message, _SMALLER)
        elif not data.startswith(PDF_MAGIC):
            message = say("{name} is not a PDF file, whatever its name says.", name=one.file)
            yield Hit(
                place_of(index), message, say("Save the document as PDF in the program that made it, and upload that.")
            )
        elif one.file in names[:index]:
            yield Hit(
                place_of(index),
                say("The PDF file {name} is named twice.", name=one.file),
                say("Delete one of the two entries."),
            )


_MOST = LARGEST_PDF_BYTES // MEGABYTE
_SMALLER = say("Save it in a smaller size (in Word: “Minimum size”; a scan: 150 dpi, grey), or in two parts.")

RULE = Rule(
    slug="attachments/file",
    subject=Subject.ARTICLE,
    purpose=mark(
        "The regulation or announcement that an article offers lies beside it, really is a PDF, and can be loaded on a "
        "telephone."
    ),
    source=mark("Law 14/2008 on public information, article 11"),
    decisions=("pages-from-records",),
    bad=mark("attachments:\n  - file: perbup.pdf   # no such file"),
    good="attachments:\n  - file: perbup-12-2026.pdf\n    title: Peraturan Bupati tentang Tarif Angkutan\n"
    "    number: Nomor 12 Tahun 2026",
    reads=("attachments",),
    check=check,
)
