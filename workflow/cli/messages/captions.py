"""`redaksi captions ID`: texts for social media, and a WhatsApp link with the words for those who send by hand."""

from pathlib import Path
from urllib.parse import quote

import click

from workflow.cli.messages._mail_run import read_own_article
from workflow.cli.shared.errors import exit_when_refused, usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.delivery.contacts import ContactStoreError, open_store
from workflow.delivery.message import ReaderKind, Recipient
from workflow.i18n.catalog import tr
from workflow.records import urls
from workflow.services.current_step import find_request

MAX_POST_LENGTH = 280
"""Characters of a short post."""


@click.command("captions", help=tr("Texts of a published story for social media, and a WhatsApp link for its sender."))
@root_option
@now_option
@click.argument("number", metavar="ID")
def command(root: Path, now: int | None, number: str) -> None:
    """Print them. The sender's number is only shown where the private store knows it."""
    office = usable_office(root)
    at = judging_time(now, office)
    with exit_when_refused(office.files):
        view = find_request(office.files, office, number, at)
    number = view.record.id
    article = read_own_article(office, view)
    if article is None or not article.is_public(at):
        complain(tr("The article of request {id} is not public now.", id=number))
    link = urls.absolute(office.identity.website, urls.article(str(view.record.news)))
    tags = " ".join(f"#{word.replace(' ', '').replace('-', '')}" for word in article.tags)
    room = MAX_POST_LENGTH - len(link) - 2
    short = article.title if len(article.title) <= room else article.title[: room - 1] + "…"
    click.echo(tr("Short post:") + f"\n{short}\n{link}\n")
    click.echo(tr("Long post:") + f"\n{article.title}\n\n{article.summary}\n\n{link}\n{tags}\n")
    words = f"{article.title}\n{link}"
    click.echo(tr("WhatsApp:") + f"\nhttps://wa.me/{_sender_number(root, number)}?text={quote(words)}")


def _sender_number(root: Path, number: str) -> str:
    """The sender's number, if this computer has a store that knows it; "" lets WhatsApp ask."""
    try:
        contact = open_store(root).find(Recipient(ReaderKind.SENDER, number))
    except ContactStoreError:
        return ""
    return (contact.whatsapp or "") if contact else ""
