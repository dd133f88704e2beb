"""The letterhead of every document, and the QR code that leads to the request's page."""

from io import BytesIO
from typing import Any

from workflow.config.brand_pictures import usable_picture
from workflow.config.face import BrandPart, international_phone
from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.extras import Extra, need
from workflow.images.brand_colors import on_light
from workflow.records import urls
from workflow.records.request import Request


def letterhead(office: Office) -> dict[str, Any]:
    """The head of a document."""
    identity = office.identity
    return {
        "government": f"Pemerintah {identity.regency}",
        "name": identity.name.removesuffix(f" {identity.regency}"),
        "address": identity.address,
        "contact": [
            phone_link(identity.phone, f"Telepon {identity.phone}"),
            mail_link(identity.email),
            [identity.website, identity.website],
        ],
        "sample": bool(identity.sample),
        **({"accent": on_light(identity.colors.primary)} if identity.colors else {}),
        "emblem": _emblem(office),
    }


def phone_link(phone: str, words: str) -> list[str]:
    """Words, and the address that dials a telephone number."""
    return [words, f"tel:{international_phone(phone).replace(' ', '')}"]


def mail_link(mail: str) -> list[str]:
    """A mail address, and the address that writes to it."""
    return [mail, f"mailto:{mail}"]


def _emblem(office: Office) -> dict[str, Any] | None:
    """The coat of arms, with words for who cannot see it (PDF/UA-1, 7.3); Typst takes it as it is."""
    picture = usable_picture(office.files, BrandPart.EMBLEM, office.identity.emblem)
    if picture is None:
        return None
    content = picture.content.decode() if picture.ending == "svg" else list(picture.content)
    whose = "contoh" if office.identity.sample else office.identity.regency
    return {"format": picture.ending, "content": content, "alt": f"Lambang {whose}"}


def register_code(office: Office, record: Request) -> dict[str, str] | None:
    """The QR code that leads to a request's page, with its address; None where the public register has no page of it.

    Raises MissingExtraError.
    """
    if not is_listed(record.letter.nature):
        return None
    return qr_code(urls.absolute(office.identity.website, urls.request(record.id)))


def qr_code(address: str) -> dict[str, str]:
    """A QR code that leads to an address, as a drawing, with the address as its text. Raises MissingExtraError."""
    need(Extra.PAPERS)
    import segno

    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=2, xmldecl=False, svgns=True)
    return {"svg": drawing.getvalue().decode(), "address": address}
