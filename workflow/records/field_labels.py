"""Labels of the fields of records: what people call them in forms, and in findings too."""

from workflow.i18n.message import Message, say
from workflow.text.finding import Place

LABELS: dict[str, Message] = {
    "title": say("Title"),
    "request": say("Agenda number of the letter"),
    "publish_at": say("Not before (embargo)"),
    "category": say("Category"),
    "tags": say("Keywords"),
    "summary": say("Summary"),
    "author": say("Author"),
    "editor": say("Editor"),
    "image": say("Picture"),
    "src": say("File"),
    "alt": say("Description for those who do not see it"),
    "caption": say("Caption"),
    "credit": say("Credit"),
    "attachments": say("Attachments"),
    "file": say("PDF file"),
    "attachments.title": say("Name of the document"),
    "attachments.number": say("Number of the document"),
    "origin": say("Origin"),
    "source": say("Place on the former site"),
    "byline": say("Author on the former site"),
    "corrections": say("Corrections"),
    "withdrawn": say("Withdrawal"),
    "acts": say("What was done after publication"),
    "act": say("What was done"),
    "moved_from": say("Embargo so far"),
    "moved_to": say("New embargo"),
    "letter": say("Letter"),
    "number": say("Number of the letter"),
    "date": say("Date of the letter"),
    "received": say("Received"),
    "letter.from": say("Sender"),
    "subject": say("Subject"),
    "nature": say("Nature of the letter"),
    "scan": say("Scanned letter"),
    "disposition": say("Disposition"),
    "decision": say("Decision"),
    "to": say("Addressee of the disposition"),
    "instruction": say("Instruction"),
    "public_reason": say("Reason for the sender"),
    "news": say("Article"),
    "id": say("Agenda number"),
    "sop": say("Edition of the SOP"),
    "status": say("Status"),
    "steps": say("Steps"),
    "step": say("Step"),
    "by": say("Done by"),
    "at": say("Time"),
    "started": say("Begun"),
    "finished": say("Finished"),
    "result": say("Result"),
    "note": say("Note"),
    "content": say("Seal of the text"),
    "outlets": say("Outlets"),
    "notice": say("How the sender was told"),
    "channel": say("Channel"),
    "report": say("Number of the report"),
    "delay": say("Delay"),
    "reason": say("Reason"),
    "acknowledged_by": say("Head who took note"),
    "corrects": say("Mistaken entry"),
    "late": say("Why it is entered late"),
    "signature": say("Signature"),
    "holds": say("Holds"),
    "from": say("Since"),
    "until": say("Until"),
    "after": say("Last step done"),
    "body": say("Text"),
}
"""By a field's name, or by its group and name where the name alone means something else."""


def label_of(place: Place) -> Message | None:
    """What the field at a place is called; None for a place in running text and for what is no field of a record."""
    if isinstance(place, int):
        return None
    names = [name for name in place if isinstance(name, str)]
    return LABELS.get(".".join(names[-2:])) or LABELS.get(names[-1]) if names else None
