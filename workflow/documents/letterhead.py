"""What every paper says of the office."""

from io import BytesIO
from typing import Any

from workflow.config.office import Office
from workflow.extras import Extra, need


def letterhead(office: Office) -> dict[str, Any]:
    """The head of the sheet."""
    one = office.identity
    return {
        "government": f"Pemerintah {one.regency}",
        "name": one.name.removesuffix(f" {one.regency}"),
        "address": one.address,
        "contact": f"Telepon {one.phone} · {one.email} · {one.website}",
        "sample": bool(one.sample),
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
    year, _, rest = number.partition("-")
    return f"{office.identity.website.rstrip('/')}/register/{year}/{rest}/"
