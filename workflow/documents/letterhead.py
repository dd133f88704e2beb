"""The letterhead of every document, and the QR code that leads to the request's page."""

from io import BytesIO
from typing import Any

from workflow.config.brand_pictures import usable_picture
from workflow.config.face import BrandPart
from workflow.config.office import Office
from workflow.extras import Extra, need
from workflow.images.brand_colors import on_light
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
        **({"accent": on_light(identity.colors.primary)} if identity.colors else {}),
        "emblem": _emblem(office),
    }


def _emblem(office: Office) -> dict[str, Any] | None:
    """The coat of arms, with words for who cannot see it (PDF/UA-1, 7.3); Typst takes it as it is."""
    picture = usable_picture(office.files, BrandPart.EMBLEM, office.identity.emblem)
    if picture is None:
        return None
    content = picture.content.decode() if picture.ending == "svg" else list(picture.content)
    return {"format": picture.ending, "content": content, "alt": f"Lambang {office.identity.regency}"}


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
