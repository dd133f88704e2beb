"""attachments/safe: a document is only a document: it opens without a password, runs nothing and hides nothing."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.pdf.summary import ActiveContent, PdfProblem
from workflow.rules.attachments._pdf_files import inspected, place_of
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: ArticleView) -> Iterator[Hit]:
    """Each file can be read whole, and nothing in it is active."""
    for index, one, pdf in inspected(view):
        place = place_of(index)
        if pdf.problem is not None:
            text, help_ = PROBLEMS[pdf.problem]
            yield Hit(place, Message(text, {"name": one.file}), help_)
        for what in pdf.active:
            yield Hit(place, Message(ACTIVE[what], {"name": one.file}), PRINT_ANEW)


PRINT_ANEW = say(
    "Make it anew from the original: open that and choose “Print”, “Save as PDF”. A signed document: ask whoever "
    "signed it for a PDF without this."
)
AGAIN = say("Make the PDF anew in the program that the document was written in, and upload it again.")
PROBLEMS: dict[PdfProblem, tuple[str, Message]] = {
    PdfProblem.KIND: (mark("{name} is not a PDF file, whatever its name says."), AGAIN),
    PdfProblem.LARGE: (mark("The PDF file {name} is too large to be looked through."), AGAIN),
    PdfProblem.BROKEN: (
        mark("The PDF file {name} is broken, or built so that it cannot be looked through."), AGAIN,
    ),
    PdfProblem.TRAILING: (mark("The PDF file {name} hides something behind its end."), AGAIN),
    PdfProblem.ENCRYPTED: (
        mark("The PDF file {name} is encrypted or protected."),
        say("Save it without a password and without restrictions: everybody may read, copy and search it."),
    ),
    PdfProblem.PAGES: (
        mark("The PDF file {name} has no pages, or more than a thousand."),
        say("Make the PDF anew; a very long document in parts."),
    ),
}  # fmt: skip
ACTIVE: dict[ActiveContent, str] = {
    ActiveContent.SCRIPT: mark("The PDF file {name} contains a program (JavaScript)."),
    ActiveContent.PROGRAM: mark("The PDF file {name} starts another program."),
    ActiveContent.AUTOMATIC: mark("The PDF file {name} does something by itself when it is opened."),
    ActiveContent.FILE: mark("Another file is packed into the PDF file {name}."),
    ActiveContent.MEDIA: mark("The PDF file {name} contains sound, film or a model."),
    ActiveContent.FORM: mark("The PDF file {name} contains a form that sends away what is entered, or an XFA form."),
    ActiveContent.REMOTE: mark("The PDF file {name} leads to another file, or to an address that is not of the web."),
    ActiveContent.UNKNOWN: mark("The PDF file {name} contains something that no rule knows."),
}

RULE = Rule(
    slug="attachments/safe",
    subject=Subject.ARTICLE,
    purpose=mark(
        "Readers trust the office and open its documents at once. What runs a program, opens files or loads from "
        "elsewhere when a document is opened can harm them, and the office answers for it."
    ),
    source=mark("ISO 32000-2, 7.11, 12.5 and 12.6; ISO 19005 (PDF/A)"),
    decisions=("pages-from-records",),
    bad=mark("file: formulir.pdf   # with JavaScript, a packed file or a password"),
    good=mark("file: perbup-12-2026.pdf   # made with “Save as PDF”"),
    reads=("attachments",),
    after=("attachments/file",),
    check=check,
)
