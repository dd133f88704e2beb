"""The letterhead of every document, and the QR code that leads to the request's page."""

from io import BytesIO
from typing import Any

from workflow.config.office import Office
from workflow.extras import Extra, need
from workflow.records import urls


def letterhead(office: Office) -> dict[str, Any]:
    """The head of a document."""
    identity = office.identity
    return {
        "government": f"Pemerintah {identity.regency}",
        "name": identity.name.removesuffix(f" {identity.regency}"),
        "address": identity.address,
        "contact": f"Telepon {identity.phone} · {identity.email} · {identity.website}",
        "sample": bool(identity.sample),
    }


def qr_code(address: str) -> dict[str, str]:
    """A QR code that leads to an address, as a drawing, with the address as its text. Raises MissingExtraError."""
    need(Extra.PAPERS)
    import segno

    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=2, xmldecl=False, svgns=True)
    return {"svg": drawing.getvalue().decode(), "address": address}


def request_url(office: Office, number: str) -> str:
    """The whole address of a request's page in the register."""
    return urls.absolute(office.identity.website, urls.request(number))
