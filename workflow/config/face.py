"""site_config/office.yml: the office's identity, and its face (logo, colours, coat of arms, press contact, footer).

All of the face may be left out. Its pictures lie in site_config/brand/, see `brand_pictures.py`.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from workflow.i18n.message import mark
from workflow.text.field_types import Instant, Line, Link, Mail

BrandFile = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9_-]*\.(svg|png)$(?!\n)",
        max_length=60,
        description=mark("the name of an SVG or PNG file in site_config/brand/, in lower case"),
        examples=["logo.svg"],
    ),
]
Color = Annotated[
    str,
    Meta(pattern=r"^#[0-9A-Fa-f]{6}$(?!\n)", description=mark("a colour as `#rrggbb`"), examples=["#1b6e3a"]),
]
WebAddress = Annotated[
    str,
    Meta(
        pattern=r"^https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[A-Za-z0-9@._~/?=&%+:-]*)?$(?!\n)",
        max_length=200,
        description=mark("a web address that begins with https://"),
        examples=["https://www.instagram.com/diskominfo.contoh/"],
    ),
]
PhoneLine = Annotated[str, Meta(pattern=r"^[0-9()+ -]{6,30}$(?!\n)", description=mark("a telephone number"))]


PostalCode = Annotated[
    str, Meta(pattern=r"^[1-9][0-9]{4}$(?!\n)", description=mark("a postal code of five digits"), examples=["78813"])
]
COUNTRY_CODE = "+62"
"""Of Indonesia (ITU-T E.164)."""


def international_phone(phone: str) -> str:
    """A telephone number as one dials it from anywhere; a service's short number, such as 112, stays as it is."""
    bare = phone.replace("(", "").replace(")", "").strip()
    return f"{COUNTRY_CODE} {bare[1:]}" if bare.startswith("0") else bare


class BrandPart(StrEnum):
    """What a picture of the office is for; the name of its field."""

    LOGO = "logo"
    """Beside the site's name, on top of every page."""
    FAVICON = "favicon"
    """In the browser's tab."""
    EMBLEM = "emblem"
    """The coat of arms (lambang daerah) on letterheads (Permendagri 1/2023, tata naskah dinas)."""


class BrandColors(Struct, frozen=True, forbid_unknown_fields=True):
    """One or two colours; what cannot be read is made lighter or darker (`images/brand_colors.py`)."""

    primary: Color
    """Of marks, rules and headings."""
    accent: Color | None = None
    """Of links; the first one where there is none."""


class PressContact(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom the press asks: a unit of the office, never a person."""

    name: Line
    email: Mail
    phone: PhoneLine | None = None

    @property
    def international_phone(self) -> str:
        """Its number with the country's code; "" where there is none."""
        return international_phone(self.phone) if self.phone else ""


class FooterLink(Struct, frozen=True, forbid_unknown_fields=True):
    """Another site or an account of the office."""

    name: Line
    address: WebAddress


class Footer(Struct, frozen=True, forbid_unknown_fields=True):
    """What the office adds to the foot of every page."""

    lines: tuple[Line, ...] = ()
    links: tuple[FooterLink, ...] = ()


class Sample(Struct, frozen=True, forbid_unknown_fields=True):
    """Present only while the office is a sample: its frozen clock, and the notice on every page."""

    now: Instant
    notice: Line


class Identity(Struct, frozen=True, forbid_unknown_fields=True):
    """site_config/office.yml."""

    name: Line
    short: Line
    regency: Line
    address: Line
    email: Mail
    phone: PhoneLine
    website: Link
    tagline: Line
    province: Line | None = None
    postal_code: PostalCode | None = None
    """With `address`, whose end they may be, and `regency` the whole postal address."""
    site_key: Line | None = None
    """The public SSH key by which the live site's mark is signed."""
    site_name: Line | None = None
    """What the site is called, where that is not the office's short name."""
    logo: BrandFile | None = None
    favicon: BrandFile | None = None
    emblem: BrandFile | None = None
    """See BrandPart; each a file in site_config/brand/."""
    colors: BrandColors | None = None
    press: PressContact | None = None
    footer: Footer = Footer()
    sample: Sample | None = None

    @property
    def site_title(self) -> str:
        """What the site is called on its pages, in feeds and in searches."""
        return self.site_name or self.short

    @property
    def chat_number(self) -> str:
        """The office's number where it is a mobile one, as WhatsApp's addresses have it; "" for a landline."""
        number = "".join(sign for sign in self.international_phone if sign.isdigit())
        return number if number.startswith("628") else ""

    @property
    def international_phone(self) -> str:
        """The telephone number with the country's code."""
        return international_phone(self.phone)

    @property
    def postal_address(self) -> str:
        """The address in one line, with province and postal code where it does not name them itself."""
        whole = self.address
        for part, before in ((self.province, ", "), (self.postal_code, " ")):
            whole += f"{before}{part}" if part and part not in whole else ""
        return whole

    @property
    def street_address(self) -> str:
        """The address without the regency, the province and the postal code at its end."""
        rest = self.address
        for part in (self.postal_code, self.province, self.regency):
            rest = rest.removesuffix(part or "").rstrip(", ")
        return rest or self.address

    @property
    def pictures(self) -> dict[BrandPart, str | None]:
        """The files of the office's face."""
        return {part: getattr(self, part) for part in BrandPart}
