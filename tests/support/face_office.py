"""A small office with a face of its own: a green brand, a wide logo one sees through, a long name, no sample block."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.support.offices import ROOT, base_office
from workflow.images.social_card import TITLE_FONT as FONT

NOW = "2026-11-20T10:00+07:00"
SITE_NAME = "Kabar Resmi Kabupaten Contoh Tengah Kalimantan & Sekitarnya"
LONG_WORD = 30 * "W"
"""Wider than a telephone's screen where nothing breaks it."""
OFFICE_NAME = f"Kantor {LONG_WORD} Contoh"
FACE = f"""
site_name: {SITE_NAME}
logo: logo.png
favicon: ikon.svg
emblem: lambang.png
colors: {{primary: "#7ac943", accent: "#00c04b"}}
press: {{name: Bidang Hubungan Masyarakat, email: humas@contoh.example, phone: (0500) 111-222}}
footer:
  lines: [Terbuka bagi umum pada hari kerja & hari pasar]
  links:
    - {{name: {LONG_WORD}, address: "https://www.instagram.com/contoh/"}}
    - {{name: YouTube, address: "https://www.youtube.com/@contoh?a=1&b=2"}}
"""
SETTINGS = """\
site_name: Kantor
docs_dir: site_config
theme: material
extra_css: [assets/stylesheets/kantor.css]
nav:
{nav}  - PPID: https://ppid.contoh.example/
plugins: [redaksi]
"""
"""As little as may stand in mkdocs.yml, with a style of the office's own and a link to another site."""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>.a{fill:#7ac943}</style><path class="a" d="M0 0h32v32H0z"/></svg>
"""


def logo() -> Image.Image:
    """A wide logo that one sees through."""
    image = Image.new("RGBA", (900, 260), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((10, 10, 250, 250), fill="#1b7a3d")
    pen.polygon([(130, 50), (205, 190), (55, 190)], fill="#f2c200")
    pen.text((290, 128), "CONTOH", fill="#14501f", font=ImageFont.truetype(str(FONT), 150), anchor="lm")
    return image


def face_office(root: Path) -> Path:
    """The least office with a face, no sample, and a style of its own over the program's theme."""
    base_office(root)
    nav = (ROOT / "mkdocs.yml").read_text().partition("nav:\n")[2].partition("\nplugins:")[0]
    (root / "mkdocs.yml").write_text(SETTINGS.format(nav=nav))
    styles = root / "site_config/theme/assets/stylesheets"
    styles.mkdir(parents=True)
    (styles / "kantor.css").write_text(":root { --r-edge: #123456; --r-focus: #654321; }\n")
    file = root / "site_config/office.yml"
    office = file.read_text().split("sample:")[0].replace("name: Kantor Contoh", f"name: {OFFICE_NAME}")
    file.write_text(office + FACE)
    people = root / "site_config/people.yml"
    people.write_text(people.read_text().replace("name: Rina", f"name: {LONG_WORD}"))
    sop = root / "site_config/sop/418-2024.yml"
    sop.write_text(sop.read_text().replace("warnings: [Surat hilang]", "warnings: []"))
    brand = root / "site_config/brand"
    brand.mkdir()
    logo().save(brand / "logo.png", dpi=(72, 72))
    logo().crop((0, 0, 260, 260)).save(brand / "lambang.png")
    (brand / "ikon.svg").write_text(DRAWING)
    return root
